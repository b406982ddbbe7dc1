"""What is seen of a batch: the bar, the lines, the plan, the status; and the parts of a plan that others schedule."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assessment_kit.batch import files
from assessment_kit.batch.overview import Overview
from assessment_kit.batch.progress import Progress
from assessment_kit.batch.record import Run
from assessment_kit.batch.status import status, table
from assessment_kit.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]
MADE = Run(
    "Berg & Co", "berg", fingerprint="f", letters={"E1": "A", "E2": "not assessed", "E3": "A+C"}, date="2026-10-16", seconds=2.345,
    forms={"report.html": 2_340_000}, finished="2026-11-30T08:00:00+00:00",
)  # fmt: skip
SANK = Run("中文", "sank", status="failed", error="It sank.")


def seen(runs: list[Run], capsys: pytest.CaptureFixture[str], **how: bool) -> tuple[list[str], str]:
    """The lines that were said, and what the bar drew."""
    lines: list[str] = []

    def say(line: str, *, err: bool = False) -> None:
        lines.append(line)

    progress = Progress(len(runs), say, **how)
    for run in runs:
        progress.told(run)
        progress.idle()
    progress.close()
    return lines, capsys.readouterr().err


def test_off_a_terminal_each_client_has_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    skipped = Run("Old", "old", status="skipped")
    lines, bar = seen([MADE, SANK, skipped], capsys, terminal=False, verbose=False)
    assert lines == ["  Berg & Co: report made in 2.3 s", "  中文: failed. It sank.", "  Old: unchanged"]
    assert bar == ""


def test_on_a_terminal_one_bar_counts_and_failures_alone_have_lines(capsys: pytest.CaptureFixture[str]) -> None:
    lines, bar = seen([MADE, SANK, MADE], capsys, terminal=True, verbose=False)
    assert lines == ["  中文: failed. It sank."]
    assert "0 of 3 clients" in bar
    last = bar.rstrip("\r ").split("\r")[-2]
    assert re.search(r"3 of 3 clients, 1 failed \|.*\| [\d,.]+ a minute, 00:00 left", bar), last


def test_verbose_tells_where_the_seconds_went(capsys: pytest.CaptureFixture[str]) -> None:
    run = Run("Berg", "berg", seconds=3.0, stages={"reading": 0.5, "01_architecture": 1.25})
    lines, _ = seen([run], capsys, terminal=False, verbose=True)
    assert lines == ["  Berg: report made in 3.0 s", "    reading 0.50 s, 01_architecture 1.25 s"]


def left(out: Path, run: Run) -> None:
    (out / run.folder).mkdir(parents=True)
    files.write_json(out / run.folder / "run.json", run.as_dict())
    if run.status == "ok":
        (out / run.folder / "report.html").write_text("made", encoding="utf-8")


def test_status_tells_each_client_with_its_state_and_the_reason_of_a_failure(tmp_path: Path) -> None:
    cut = Run("Cut", "cut", letters={"E1": "B"}, date="2026-10-16", seconds=1.0, forms={"report.html": 900})
    for run in (MADE, SANK, cut):
        left(tmp_path, run)
    assert status(tmp_path).lines() == [
        "3 clients: 1 report made, 1 unfinished and 1 failed.",
        "Client     State       E1 E2 E3   Date        Seconds    Size  Reason",
        "Berg & Co  made        A  –  A+C  2026-10-16      2.3  2.3 MB",
        "Cut        unfinished  B          2026-10-16      1.0    1 kB  The last run did not get to its end. Run it again.",
        "中文       failed                                 0.0          It sank.",
        "E1 planning and managing; E2 goals; E3 metrics.",
    ]
    values: Any = status(tmp_path).values()
    assert values["running"] is False
    assert [(c["client"], c["status"], c["bytes"]) for c in values["clients"]] == [
        ("Berg & Co", "made", 2_340_000), ("Cut", "unfinished", 900), ("中文", "failed", 0),
    ]  # fmt: skip
    with pytest.raises(UsageError, match=r"There are no reports in .*nowhere\. Make some with: assessment-kit run"):
        status(tmp_path / "nowhere")


def test_a_client_of_whom_nothing_is_known_yet_is_told_in_words(tmp_path: Path) -> None:
    left(tmp_path, Run("New", "new", letters={"E1": "not assessed", "E2": "not assessed"}, fingerprint="x"))
    assert status(tmp_path).lines()[0] == "1 client: 1 report made."
    assert "nothing assessed yet" in status(tmp_path).lines()[2]


def test_columns_of_letters_that_take_two_places_stand_in_line() -> None:
    assert table([("中文", "1"), ("abcde", "2")]) == ["中文   1", "abcde  2"]


def test_manifest_and_index_are_right_while_clients_end_and_earlier_ones_stay(tmp_path: Path) -> None:
    berg, earlier = MADE, Run("Anna", "anna", fingerprint="f", letters={"E1": "A"})
    for run in (berg, earlier):
        left(tmp_path, run)
    overview = Overview(tmp_path, ["sank", "berg"], {"anna": earlier, "berg": berg})
    overview.keep_up()
    manifest, page = read(tmp_path)
    assert (manifest["state"], manifest["ok"], manifest["waiting"]) == ("running", 0, 2)
    assert [c["folder"] for c in manifest["earlier"]] == ["anna", "berg"]  # until it ends, its earlier report counts
    assert "Berg" in page
    overview.add(SANK)
    overview.keep_up()  # less than a second later: nothing is written
    assert read(tmp_path)[0] == manifest
    overview._due = 0
    overview.keep_up()
    manifest, page = read(tmp_path)
    assert (manifest["failed"], manifest["waiting"], [c["folder"] for c in manifest["clients"]]) == (1, 1, ["sank"])
    assert "It sank." in page
    overview.add(berg)
    overview.write("finished")
    manifest, _ = read(tmp_path)
    assert [c["folder"] for c in manifest["clients"]] == ["sank", "berg"]  # in the order in which they were given
    assert [c["folder"] for c in manifest["earlier"]] == ["anna"]
    assert (manifest["state"], manifest["waiting"]) == ("finished", 0)


def read(out: Path) -> tuple[Any, str]:
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    return told, (out / "index.html").read_text(encoding="utf-8")


def command(*arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "assessment_kit", *map(str, arguments)],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@pytest.mark.slow
def test_the_commands_of_a_plan_run_side_by_side_and_the_last_one_closes(tmp_path: Path) -> None:
    """As Airflow, Prefect or Snakemake would run it; two clients have one name."""
    clients = [tmp_path / folder / "acme" for folder in ("x", "y")]
    for client in clients:
        client.mkdir(parents=True)
        (client / "engagement.yaml").write_text(
            f'client: "{client.parent.name}"\ndate: "2026-10-16"\n', encoding="utf-8"
        )
    out = tmp_path / "out"
    given = ["run", *clients, "-o", out, "--without", "statements"]
    shown, _ = command(*given, "--dry-run", "--format", "json").communicate()
    plan = json.loads(shown)
    assert [(c["folder"], c["redo"], c["reasons"][0]["kind"]) for c in plan["clients"]] == [("acme", True, "new"), ("acme-2", True, "new")]  # fmt: skip
    parts = [command(*client["command"][1:]) for client in plan["clients"]]
    assert [part.wait() for part in parts] == [0, 0], [part.communicate()[1] for part in parts]
    assert not (out / "manifest.json").exists()
    closing = command(*plan["closing"][1:])
    closed, told = closing.communicate()
    assert closing.returncode == 0, told
    assert closed.splitlines()[:2] == ["  x: unchanged", "  y: unchanged"]
    manifest, page = read(out)
    assert manifest["skipped"] == 2
    assert "acme-2/report.html" in page
    again, _ = command(*given, "--dry-run").communicate()
    assert again.splitlines() == ["0 of 2 reports would be made.", "  acme    unchanged", "  acme-2  unchanged"]
