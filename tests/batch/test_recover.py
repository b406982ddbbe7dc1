"""Nothing is lost and nothing is wrong, however a batch ends: killed, stopped, short of room or of time."""

from __future__ import annotations

import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assessment_kit.batch import files, notebooks, workers
from assessment_kit.batch.job import Job, run_job
from assessment_kit.batch.run import Options, _arguments, plan, run_batch
from assessment_kit.shipped import SAMPLE_CLIENTS
from assessment_kit.show.chapter import Chapter

ROOT = Path(__file__).resolve().parents[2]
KILLS = 12
SAID = "my boss lies"
NAMES = ("acme", "berg & söhne", "{cole}", "dorn 中文", "con", "elm 🏭")


def client(folder: Path, words: str = "") -> Path:
    """A client that handed over its name and one process, of which the report tells."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = f'client: {json.dumps(f"{folder.name[:100]} {words}".strip(), ensure_ascii=False)}\ndate: "2026-10-16"\n'
    (folder / "engagement.yaml").write_text(settings, encoding="utf-8")
    (folder / "processes.csv").write_text(f"process_id,name,category\np1,Order {words},deliver\n", encoding="utf-8")
    return folder


def start(*arguments: object, **more: Any) -> subprocess.Popen[str]:
    """The command as a user calls it, in a group of its own."""
    command = [sys.executable, "-m", "assessment_kit", "run", *map(str, arguments)]
    process: subprocess.Popen[str] = subprocess.Popen(
        command, text=True, start_new_session=True, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more
    )
    return process


def finished(*arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    process = start(*arguments, **more)
    out, err = process.communicate(timeout=600)
    assert "Traceback" not in out + err
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def content(out: Path) -> dict[str, bytes]:
    """All that a run leaves, but for records, which tell times, and the lock, which is always there."""
    told = {"run.json", "manifest.json", "index.html", ".lock"}
    return {f.relative_to(out).as_posix(): f.read_bytes() for f in out.rglob("*") if f.is_file() and f.name not in told}


def manifest(out: Path) -> Any:
    return json.loads((out / "manifest.json").read_text(encoding="utf-8"))


def processes(parent: int) -> list[int]:
    """The processes below one, as Linux tells them."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = status.read_text().split(" (", 1)
            if int(rest.rpartition(") ")[2].split()[1]) == parent:
                found += [int(pid), *processes(int(pid))]
        except (OSError, ValueError):
            continue
    return found


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc to find the workers")
def test_a_batch_killed_again_and_again_ends_as_one_that_was_left_alone(tmp_path: Path) -> None:
    """The command or one of its processes is killed at random moments while clients change; then it is left to finish."""
    chance = random.Random(6)  # noqa: S311
    clients = [client(tmp_path / "in" / name, "first") for name in NAMES]
    out = tmp_path / "out"
    left = 0
    for kill in range(KILLS):
        process = start(*clients, "-o", out)
        time.sleep(chance.uniform(0.1, 6.0))
        below = processes(process.pid)
        victim = chance.choice(below) if below and kill % 3 == 2 else process.pid
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            left += 1
        process.communicate(timeout=600)
        for folder in clients:  # what is half written is never in the place of what is whole
            report = out / names_of(out).get(folder.name, folder.name) / "report.html"
            assert not report.exists() or report.read_bytes().rstrip().endswith(b"</html>")
        if (out / "manifest.json").exists():
            assert manifest(out)["ok"] <= len(NAMES)
        client(chance.choice(clients), f"change {kill}")
    assert left < KILLS / 2, "most kills must hit"
    assert finished(*clients, "-o", out).returncode == 0
    told = manifest(out)
    assert (told["state"], told["failed"], told["waiting"]) == ("finished", 0, 0)
    assert told["ok"] + told["skipped"] == len(NAMES)
    assert finished(*clients, "-o", tmp_path / "alone").returncode == 0
    assert content(out).keys() == content(tmp_path / "alone").keys()
    assert content(out) == content(tmp_path / "alone")


def names_of(out: Path) -> Mapping[str, str]:
    """Client's folder → its folder in the output."""
    records = [json.loads(f.read_text(encoding="utf-8")) for f in out.glob("*/run.json")]
    return {Path(record["origin"]).name: record["folder"] for record in records}


@pytest.mark.slow
def test_each_report_of_a_parallel_run_holds_its_own_client_and_no_other(tmp_path: Path) -> None:
    """Two of one name, two that differ in case, a name of 200 letters and those that a system may not like, each with words of its own."""
    folders = [
        tmp_path / "x" / "acme",
        tmp_path / "y" / "acme",
        tmp_path / "x" / "ACME",
        tmp_path / "x" / ("long name " * 20 + "x"),
    ]
    folders += [tmp_path / "x" / name for name in ("{brace}", "con", "trailing.", "中文", "🏭")]
    words = {client(folder, f"sentinel{i:03}x"): f"sentinel{i:03}x" for i, folder in enumerate(folders)}
    done = finished(*words, "-o", tmp_path / "out", "--jobs", "3")
    assert done.returncode == 0, done.stderr
    reports = sorted((tmp_path / "out").glob("*/report.html"))
    assert len(reports) == len(folders)
    seen = {}
    for report in reports:
        everything = "".join(f.read_text(encoding="utf-8") for f in report.parent.rglob("*") if f.is_file())
        found = set(re.findall(r"sentinel\d{3}x", everything))
        assert len(found) == 1, (report, found)
        seen[report.parent.name] = found.pop()
        origin = json.loads((report.parent / "run.json").read_text(encoding="utf-8"))["origin"]
        assert words[Path(os.path.normpath(tmp_path / "out" / origin))] == seen[report.parent.name]
    assert len(set(seen.values())) == len(folders)


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_batch_that_is_stopped_says_so_in_one_line_and_keeps_what_is_done(tmp_path: Path, number: int) -> None:
    clients = [client(tmp_path / "in" / f"c{i}") for i in range(12)]
    process = start(*clients, "-o", tmp_path / "out", "--jobs", "1")
    assert process.stdout is not None
    assert "c0: report made" in process.stdout.readline()
    below = processes(process.pid)
    os.killpg(process.pid, number)  # as a terminal does: all processes hear it
    _, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert re.fullmatch(r"Stopped: \d+ of 12 clients done and kept\. The same command goes on with the others\.\n", err)
    told = manifest(tmp_path / "out")
    assert told["state"] == "stopped"
    assert told["ok"] + told["waiting"] == 12
    assert 1 <= told["ok"] == len(list((tmp_path / "out").glob("*/report.html")))
    time.sleep(2)  # the server of forks sees that its parent is gone
    assert not [pid for pid in below if b"assessment" in _line(pid)]
    assert not list((tmp_path / "out").rglob("*.part"))


def _line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def die_once(task: Mapping[str, Any]) -> Any:
    """In the process of a client: dies as if memory had run out; for the clients whose file says so once, or always."""
    order = Path(task["source"]) / "order"
    if order.exists():
        if order.read_text() == "once":
            order.unlink()
        elif order.read_text() == "sleep":
            time.sleep(60)
        os.kill(os.getpid(), signal.SIGKILL)
    return run_job(Job(**task))


@pytest.mark.slow
@pytest.mark.parametrize("way", ["forkserver", "spawn"])
def test_a_client_whose_process_dies_is_tried_alone_and_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: workers.Start
) -> None:
    monkeypatch.setattr("assessment_kit.batch.run._run_one", die_once)
    orders = {"well": "", "once": "once", "always": "always", "slow": "sleep", "fine": ""}
    clients = [client(tmp_path / "in" / name) for name in orders]
    for folder in clients:
        if orders[folder.name]:
            (folder / "order").write_text(orders[folder.name])
    runs = {r.folder: r for r in run_batch(clients, tmp_path / "out", Options(jobs=2, start=way, limit=20))}
    assert {name: run.status for name, run in runs.items()} == {
        "well": "ok", "once": "ok", "always": "failed", "slow": "failed", "fine": "ok",
    }  # fmt: skip
    assert runs["always"].error.startswith("Its process was killed twice, at last when it ran alone;")
    assert runs["slow"].error.startswith("It took longer than --time-limit allows (20 seconds)")
    for name in ("always", "slow"):
        assert (tmp_path / "out" / name / "log.txt").read_text(encoding="utf-8").startswith(runs[name].error)
        assert (
            json.loads((tmp_path / "out" / name / "run.json").read_text(encoding="utf-8"))["error"] == runs[name].error
        )
    told = manifest(tmp_path / "out")
    assert (told["ok"], told["failed"]) == (3, 2)


@pytest.mark.slow
def test_a_report_that_finds_no_room_fails_in_plain_words_and_the_others_are_done(tmp_path: Path) -> None:
    """Files of more than 1.5 MB cannot be written, as on a disk that is nearly full."""
    small = [client(tmp_path / "in" / name) for name in ("a", "z")]
    done = finished(
        small[0], SAMPLE_CLIENTS / "northmoor", small[1], "-o", tmp_path / "out",
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "failed. The disk is full: there is no room for report.html. Make room and run it again; what is done is kept.\n" in done.stderr  # fmt: skip
    told = manifest(tmp_path / "out")
    assert (told["ok"], told["failed"]) == (2, 1)
    assert not list((tmp_path / "out").rglob("*.part"))
    assert not (tmp_path / "out" / "northmoor" / "report.html").exists()
    assert finished(SAMPLE_CLIENTS / "northmoor", "-o", tmp_path / "out").returncode == 0
    assert not (tmp_path / "out" / "northmoor" / "log.txt").exists()


def made(folder: Path, out: Path) -> str:
    """Run one client in this process where it must be run; how it ended."""
    (planned,) = plan([folder], out, Options())
    return "skipped" if planned.fresh else run_job(Job(**_arguments(planned, Options()))).status


def test_a_run_cut_short_before_its_record_never_leaves_a_report_under_an_older_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A report of the old state; then one of the new state whose record finds no room; then the old state comes back."""
    folder, out = client(tmp_path / "acme", "old"), tmp_path / "out"
    assert [made(folder, out), made(folder, out)] == ["ok", "skipped"]
    client(folder, "new")
    monkeypatch.setattr(files, "write_json", full)
    assert made(folder, out) == "failed"
    monkeypatch.undo()
    assert b"Order new" in (out / "acme" / "report.html").read_bytes()
    client(folder, "old")
    assert [str(reason) for reason in plan([folder], out, Options())[0].reasons] == [
        "the last run did not get to its end"
    ]
    assert made(folder, out) == "ok"
    assert b"Order old" in (out / "acme" / "report.html").read_bytes()


def full(path: Path, _: object) -> None:
    raise OSError(28, "No space left on device", str(path))


def test_files_that_change_while_the_report_is_made_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = client(tmp_path / "acme", "old"), tmp_path / "out"
    true, changes = notebooks.execute, ["new"]

    def execute(step: str, source: Path, engine: str) -> Any:
        if step == "03_metrics" and changes:
            client(folder, changes.pop())
        return true(step, source, engine)

    monkeypatch.setattr(notebooks, "execute", execute)
    assert made(folder, out) == "ok"
    report = (out / "acme" / "report.html").read_text(encoding="utf-8")
    assert "Order new" in report
    assert "Order old" not in report
    assert made(folder, out) == "skipped"  # the record tells of what was read, not of what was planned
    changes += ["third", "second"]
    client(folder, "first")
    assert made(folder, out) == "failed"
    run = json.loads((out / "acme" / "run.json").read_text(encoding="utf-8"))
    assert (
        run["error"] == "The client's files changed while the report was made. Save and close them, then run it again."
    )


def test_a_notebook_that_stops_is_kept_up_to_the_cell_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, out = client(tmp_path / "acme"), tmp_path / "out"
    monkeypatch.setattr(Chapter, "gaps", _complains)
    assert made(folder, out) == "failed"
    run = json.loads((out / "acme" / "run.json").read_text(encoding="utf-8"))
    assert re.fullmatch(
        r"Notebook 01_architecture stopped at cell \d+ \(ValueError\)\. log\.txt beside .*", run["error"]
    )
    assert run["notebooks"] == {"01_architecture": "failed"}
    kept = (out / "acme" / "notebooks" / "01_architecture.ipynb").read_text(encoding="utf-8")
    cells = [c for c in json.loads(kept)["cells"] if c["cell_type"] == "code"]
    failed = [i for i, c in enumerate(cells) if any(o["output_type"] == "error" for o in c["outputs"])]
    assert len(failed) == 1
    assert all(c["execution_count"] for c in cells[: failed[0] + 1] if "".join(c["source"]).strip())
    assert not any(c["outputs"] for c in cells[failed[0] + 1 :])
    log = (out / "acme" / "log.txt").read_text(encoding="utf-8")
    assert "test_recover.py, line" in log
    assert SAID not in log + kept + json.dumps(run)
    assert str(tmp_path) not in log + kept
    monkeypatch.undo()
    assert made(folder, out) == "ok"
    assert not (out / "acme" / "log.txt").exists()


def _complains(_: Chapter) -> None:
    raise ValueError(f"cannot read {SAID!r}")
