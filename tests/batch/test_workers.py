"""Processes for tasks: fresh ones from a server, kept ones where there is no fork."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assessment_kit.batch.workers import Lost, Start, each

ROOT = Path(__file__).resolve().parents[2]
LEFT: list[int] = []


def met(task: int) -> tuple[int, list[int]]:
    """Which process did it, and which tasks it had met before."""
    before = LEFT.copy()
    LEFT.append(task)
    return os.getpid(), before


def killed_at_three(task: int) -> int:
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return task * 10


def test_a_forked_process_is_fresh_for_each_task() -> None:
    done = dict(each(range(6), met, 2, "forkserver"))
    assert sorted(done) == [0, 1, 2, 3, 4, 5]
    assert len({result[0] for result in done.values() if not isinstance(result, Lost)}) == 6
    assert all(not isinstance(result, Lost) and result[1] == [] for result in done.values())


def test_a_spawned_process_is_kept_for_many_tasks() -> None:
    done = dict(each(range(6), met, 2, "spawn"))
    assert len({result[0] for result in done.values() if not isinstance(result, Lost)}) == 2
    assert max(len(result[1]) for result in done.values() if not isinstance(result, Lost)) >= 2


@pytest.mark.parametrize("start", ["forkserver", "spawn"])
def test_a_process_that_is_killed_costs_its_own_task_only(start: Start) -> None:
    assert dict(each(range(6), killed_at_three, 2, start)) == {0: 0, 1: 10, 2: 20, 3: Lost("died", -9), 4: 40, 5: 50}


def slow_at_three(task: int) -> int:
    if task == 3:
        time.sleep(60)
    return task * 10


@pytest.mark.parametrize("start", ["forkserver", "spawn"])
def test_a_task_that_takes_too_long_is_ended_and_costs_no_other(start: Start) -> None:
    ticks: list[float] = []
    done = dict(each(range(6), slow_at_three, 2, start, limit=2, idle=lambda: ticks.append(time.monotonic())))
    assert done == {0: 0, 1: 10, 2: 20, 3: Lost("late"), 4: 40, 5: 50}
    assert len(ticks) >= 3  # two seconds, and a tick each half of one


def note(file: str) -> None:
    time.sleep(1)
    Path(file).write_text("written", encoding="utf-8")


ORPHAN = """
import sys, threading, time, os, signal
from assessment_kit.batch.workers import each
from tests.batch.test_workers import note
def main():
    threading.Timer(float(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    print(list(each(sys.argv[3:], note, 2, sys.argv[1], limit=None)))
if __name__ == "__main__":
    main()
"""


@pytest.mark.parametrize("start", ["forkserver", "spawn"])
def test_no_process_outlives_the_one_that_asked_for_it(tmp_path: Path, start: Start) -> None:
    """Killed as its processes sleep, the parent takes them with it: what they were to write is never written."""
    script = tmp_path / "orphan.py"
    script.write_text(ORPHAN, encoding="utf-8")
    files = [str(tmp_path / f"file{i}") for i in range(60)]  # enough that the parent is killed on the way
    done = subprocess.run(
        [sys.executable, str(script), start, "6", *files],
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == -signal.SIGKILL
    before = {f for f in files if Path(f).exists()}
    time.sleep(2.5)
    assert {f for f in files if Path(f).exists()} == before


def test_who_stops_listening_leaves_no_process_behind() -> None:
    ends = each(range(4), met, 2, "forkserver")
    next(ends)
    ends.close()
    assert multiprocessing.active_children() == []
