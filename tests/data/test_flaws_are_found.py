"""What data/README.md says should be found in the sample clients is found, and they get the letters that it names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from assessment_kit.analysis.response import early_late, heard
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.careless_answers import careless_answers
from assessment_kit.engagement.reading import read
from assessment_kit.method import load_method

DATA = Path(__file__).resolve().parents[2] / "data"


@cache
def assessment(client: str) -> Assessment:
    method = load_method()
    return assess(read(DATA / "clients" / client, set(method.items)), method)


@cache
def told(heading: str) -> str:
    """The part of the README under a heading."""
    text = (DATA / "README.md").read_text(encoding="utf-8")
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


@pytest.mark.parametrize(
    ("client", "heading"), [("northmoor", "Northmoor Instruments"), ("harbour", "Harbour Clinics")]
)
def test_every_situation_that_the_readme_expects_is_found(client: str, heading: str) -> None:
    """By itself, or as part of the finding that it gives way to."""
    expected = set(re.findall(r"`((?:architecture|roles|metrics|practices)\.[a-z0-9_]+)`", told(heading)))
    assert expected
    found = {name for finding in assessment(client).findings for name in (finding.id, *finding.includes)}
    assert expected - found == set()


def test_northmoor_gets_the_letters_that_the_readme_names() -> None:
    expected = dict(re.findall(r"^\| (E[1-8]) [^|]+\| ([^|]+?) \|", told("Northmoor Instruments"), flags=re.MULTILINE))
    assert len(expected) == 8
    assert {name: verdict.letter for name, verdict in assessment("northmoor").verdicts.items()} == expected


def test_what_harbour_did_not_hand_over_is_not_assessed() -> None:
    verdicts = assessment("harbour").verdicts
    assert {name for name, verdict in verdicts.items() if verdict.letter == "not assessed"} >= {"E3", "E6", "E7"}
    assert verdicts["E1"].letter == "B"


def test_who_did_not_answer_and_who_did_not_read_is_told() -> None:
    made = assessment("northmoor")
    limits = made.method.thresholds
    missing = [h.turnout.group.members for h in heard(made.engagement, "level", limits.response) if h.missing]
    assert missing == [("front_line",)]
    late = {s.item_id for s in early_late(made.engagement, made.method) if s.clear}
    assert late == {"roles.step_up", "roles.permission", "architecture.part_of_the_whole"}
    unread = careless_answers(made)
    assert unread is not None
    assert (unread.found.count, unread.may_tell, unread.letters, len(unread.statements)) == (8, True, (), 3)
    assert careless_answers(assessment("harbour")) is None
