"""Why a report would be made: told before it is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from assessment_kit.batch import files, plan
from assessment_kit.batch.plan import Options
from assessment_kit.batch.record import Run, unnamed
from assessment_kit.shipped import SAMPLE_CLIENTS


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """A client whose report is there and good."""
    folder = tmp_path / "in" / "acme"
    shutil.copytree(SAMPLE_CLIENTS / "northmoor", folder)
    keep(folder)
    assert why(folder) == []
    return folder


def keep(folder: Path, **changed: object) -> None:
    """Leave the report and the record that a run of the client would leave, with some of it as told."""
    (planned,) = plan.plan([folder], folder.parents[1] / "out", Options())
    planned.target.mkdir(parents=True, exist_ok=True)
    (planned.target / "report.html").write_text("made", encoding="utf-8")
    run = Run(
        "Acme", "acme", fingerprint=planned.fingerprint, inputs=unnamed(planned.inputs), versions=files.versions(),
        workbook=dict(files.workbook()), options=planned.how, forms={"report.html": 4}, origin=planned.origin,
    )  # fmt: skip
    files.write_json(planned.target / "run.json", {**run.as_dict(), **changed})


def why(folder: Path, options: Options | None = None) -> list[str]:
    (planned,) = plan.plan([folder], folder.parents[1] / "out", options or Options())
    return [str(reason) for reason in planned.reasons]


def test_a_client_never_run_is_new(tmp_path: Path) -> None:
    (planned,) = plan.plan([SAMPLE_CLIENTS / "harbour"], tmp_path / "nowhere", Options())
    assert [str(reason) for reason in planned.reasons] == ["new"]
    assert not (tmp_path / "nowhere").exists()  # to ask changes nothing


def test_changed_files_are_named_but_interviews_are_not(client: Path) -> None:
    for file in (client / "roles.csv", next(client.glob("interviews/*.yaml"))):
        file.write_text(file.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    (client / "decisions.yaml").write_text("letters: {}\n", encoding="utf-8")
    assert why(client) == ["changed: decisions.yaml, roles.csv and interviews"]


def test_options_libraries_and_the_workbook_are_told_apart(client: Path) -> None:
    assert why(client, Options(edition="board", formats=("html", "xlsx"))) == [
        "report.xlsx is not there as it was made",
        "other options: edition and formats",
    ]
    keep(client, fingerprint="old", versions={**files.versions(), "altair": "5.0"})
    assert why(client) == [f"other versions: altair 5.0 → {files.versions()['altair']}"]
    keep(client, fingerprint="old", workbook={**dict(files.workbook()), "notebooks": "old"})
    assert why(client) == ["the workbook itself changed: notebooks"]
    keep(client, fingerprint="old")
    assert why(client) == ["made by another version of the workbook"]


def test_a_report_that_is_gone_or_cut_off_is_made_again(client: Path) -> None:
    report = client.parents[1] / "out" / "acme" / "report.html"
    report.write_text("mad", encoding="utf-8")
    assert why(client) == ["report.html is not there as it was made"]
    report.unlink()
    assert why(client, Options(force=True)) == ["asked for with --force", "report.html is not there as it was made"]


def test_what_failed_or_did_not_finish_is_tried_again(client: Path) -> None:
    keep(client, status="failed")
    assert why(client) == ["it failed the last time"]
    keep(client, fingerprint="")
    assert why(client) == ["the last run did not get to its end"]
