"""The real clients, all the way to their reports: the figures of the raw files stand in them, and no person does."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.real import sources

pytestmark = pytest.mark.slow


def made(folder: Path, out: Path) -> tuple[str, dict[str, Any]]:
    """The text of a client's report as a reader sees it, and its run record."""
    command = [sys.executable, "-m", "assessment_kit", "run", str(folder), "-o", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    page = (out / folder.name / "report.html").read_text(encoding="utf-8")
    run: dict[str, Any] = json.loads((out / folder.name / "run.json").read_text(encoding="utf-8"))
    visible = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", visible).split()), run


@pytest.fixture(scope="module")
def kubernetes(kubernetes_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Any]]:
    return made(kubernetes_folder, tmp_path_factory.mktemp("reports"))


def test_the_kubernetes_report_is_whole(kubernetes: tuple[str, dict[str, Any]]) -> None:
    _, run = kubernetes
    assert run["status"] == "ok"
    assert set(run["notebooks"].values()) == {"ok"}
    assert run["problems"] == 0


def test_its_figures_are_those_of_the_raw_file(kubernetes: tuple[str, dict[str, Any]], sigs: dict[str, Any]) -> None:
    text, _ = kubernetes
    groups = [*sigs["sigs"], *sigs["workinggroups"], *sigs["committees"]]
    meetings = sum(len(group.get("meetings") or []) for group in groups)
    liaisons = sum(bool(group["contact"].get("liaison")) for group in groups)
    assert f"{meetings + liaisons + 2} meetings" in text  # the leads' meeting and the quarterly one of SIG Docs as well
    several = sum(len(group["leadership"]["chairs"]) >= 2 for group in sigs["sigs"])
    assert several == len(sigs["sigs"])
    assert f"{len(sigs['sigs'])} of {len(sigs['sigs']) + 1} key processes lack" in text  # all but the minor release


def test_no_address_and_no_handle_reaches_it(kubernetes: tuple[str, dict[str, Any]], sigs: dict[str, Any]) -> None:
    text, _ = kubernetes
    assert not re.findall(r"[\w.+-]+@[\w-]+\.\w+", text)
    people = [
        person
        for group in [*sigs["sigs"], *sigs["workinggroups"], *sigs["committees"]]
        for seat in ("chairs", "tech_leads", "emeritus_leads")
        for person in group["leadership"].get(seat) or []
    ]
    assert len(people) > 100
    assert [p["name"] for p in people if p["name"] in text] == []


def test_the_gsa_report_counts_targets_as_the_raw_file_does(gsa_folder: Path, tmp_path: Path) -> None:
    text, run = made(gsa_folder, tmp_path / "reports")
    assert run["status"] == "ok"
    with (sources.GSA / "GSA_FY2018_APR_Complete_Data.csv").open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    metrics = {row["KPI"] for row in rows}
    assert f"{len(metrics)} metrics" in text
