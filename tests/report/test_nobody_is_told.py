"""The whole output of a client whose files are full of what must not leave the room."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
import yaml

from assessment_kit import shipped
from assessment_kit.diagnosis.assessment import assess
from assessment_kit.engagement import read
from assessment_kit.method import load_method
from tests.analysis.attack import report
from tests.builders import engagement, survey

NAMES = ("ceo", "head_production", "head_service", "head_key_accounts", "plant_manager", "head_spares", "controller",
         "lead_scheduler", "warehouse_manager", "lab_manager", "line_leader", "counter_leader")  # fmt: skip
"""Interviews named after roles, as people name them."""

ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.(?!css\b|js\b)[a-z]{2,}(?![\w-]*[(:;{])", re.IGNORECASE)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The complete sample client, with interviews named after roles, ids, addresses, phone numbers, notes and comments."""
    folder = tmp_path_factory.mktemp("clients") / "loaded"
    shutil.copytree(shipped.DEFAULT_CLIENT, folder)
    for n, file in enumerate(sorted((folder / "interviews").glob("*.yaml"))):
        _load_interview(file, n)
        file.rename(file.with_name(f"{NAMES[n]}.yaml"))
    export = next((folder / "survey").glob("*.csv"))
    rows = list(csv.reader(io.StringIO(export.read_text(encoding="utf-8"))))
    for n, row in enumerate(rows[1:]):
        row[0] = f"kestrel{n:03d}@plant.example"
        row[-1] = f"Ask wren{n:03d}@plant.example, I am the quokka of the plant."
    with export.open("w", encoding="utf-8", newline="") as rewritten:
        csv.writer(rewritten).writerows(rows)
    processes = folder / "processes.csv"
    text = processes.read_text(encoding="utf-8")
    first = next(csv.DictReader(io.StringIO(text)))["name"]
    processes.write_text(text.replace(first, f"{first} (heron@plant.example)", 1), encoding="utf-8")
    (folder / "interviews" / "head_ghosts.yaml").write_text("who:\n\tid: 1\n", encoding="utf-8")
    return folder


def _load_interview(file: Path, n: int) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["who"]["id"] = f"respondent-osprey-{n}"
    for k, answer in enumerate(content["answers"]):
        answer["note"] = f"bittern note {n}.{k}"
        answer["quote"] = f"{answer.get('quote') or 'Well.'} Ask dunlin{n}@plant.example or +44 20 7946 0{k:03d}."
        if not answer.setdefault("may_be_quoted", False):
            answer["quote"] += " Unsaid siskin."
    file.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")


@pytest.fixture(scope="module")
def output(loaded: Path) -> Path:
    """What the command made of it."""
    out = loaded.parent.parent / "reports-of-loaded"
    done = subprocess.run(
        [sys.executable, "-m", "assessment_kit", "run", str(loaded), "-o", str(out)], capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (out / "said.txt").write_text(done.stdout + done.stderr, encoding="utf-8")
    return out


def texts(output: Path) -> Iterator[tuple[str, str]]:
    """Every file of the output, and inside a notebook what is escaped in it."""
    for file in sorted(f for f in output.rglob("*") if f.is_file()):
        text = file.read_text(encoding="utf-8")
        yield file.name, text
        if file.suffix == ".ipynb":
            notebook = nbformat.reads(text, as_version=4)
            yield f"{file.name} metadata", str(notebook.metadata)
            yield f"{file.name} cells", str(notebook.cells)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an id or an address from the survey", r"kestrel"),
        ("a comment", r"quokka|wren\d"),
        ("a pseudonym", r"\bp0\d{4}\b"),
        ("an id of somebody interviewed", r"osprey"),
        ("the name of an interview", r"interviews?[/#](?:" + "|".join(NAMES) + r"|head_ghosts)|(?:" + "|".join(NAMES) + r"|head_ghosts)\.yaml"),
        ("a note of the interviewer", r"bittern"),
        ("a quote that was not released", r"siskin"),
        ("an address in a quote", r"dunlin"),
        ("a phone number in a quote", r"7946"),
        ("an address in a list", r"heron"),
    ],
)  # fmt: skip
def test_nothing_of_it_stands_in_the_output(output: Path, what: str, pattern: str) -> None:
    found = [(name, match[0]) for name, text in texts(output) for match in re.finditer(pattern, text)]
    assert found == [], what


@pytest.mark.slow
def test_the_output_holds_no_address_and_does_hold_the_quotes(output: Path) -> None:
    told = dict(texts(output))
    assert {"report.html", "run.json", "manifest.json", "index.html", "02_roles.ipynb"} <= set(told)
    assert [(name, match[0]) for name, text in told.items() for match in ADDRESS.finditer(text)] == []
    # the test would pass on an empty report
    assert "[e-mail address]" in told["report.html"]
    assert "[phone number]" in told["report.html"]
    assert "An interview that cannot be read" in told["report.html"]


@pytest.mark.slow
def test_a_file_can_be_found_by_its_digest(output: Path, loaded: Path) -> None:
    inputs = yaml.safe_load((output / "loaded" / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert len([name for name in inputs if name.startswith("interviews/")]) == len(
        list((loaded / "interviews").iterdir())
    )
    assert all(digest.startswith(name[11:23]) for name, digest in inputs.items() if name.startswith("interviews/"))


def test_comments_are_read_and_never_shown(loaded: Path) -> None:
    method = load_method()
    e = read(loaded, method.items)
    assert e.survey is not None
    assert e.survey.comments["text"].str.contains("quokka").sum() == len(e.survey)
    shown = str(list(report(assess(e, method))))
    assert "quokka" not in shown
    assert "bittern" not in shown


def test_a_survey_of_a_few_people_leaves_no_figure() -> None:
    """Four answered, and the report says so in no other words than fewer than five."""
    method = load_method()
    items = [i.id for i in method.items.values() if i.statement is not None]
    few = engagement(survey=survey({item: [5, 5, 5, 1] for item in items}, levels=["executive"] * 4))
    shown = str(list(report(assess(few, method))))
    assert "Fewer than five people answered the survey" in shown
    assert "fewer than five people answered in the survey" in shown
    assert not re.search(r"\b(?:[1-4] of 4|75%|4 people|n = 4|3\.9|4\.0)\b", shown)
