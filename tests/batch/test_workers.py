"""Processes for tasks: fresh ones from a server, kept ones where there is no fork."""

import multiprocessing
import os
import signal

import pytest

from assessment_kit.batch.workers import Lost, Start, each

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


def test_who_stops_listening_leaves_no_process_behind() -> None:
    ends = each(range(4), met, 2, "forkserver")
    next(ends)
    ends.close()
    assert multiprocessing.active_children() == []
