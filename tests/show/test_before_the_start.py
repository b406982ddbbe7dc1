"""What must be settled before the start: past attempts beside today's letters, and readiness."""

from __future__ import annotations

from typing import Any

import pytest

from assessment_kit.diagnosis.assessment import assess
from assessment_kit.method import load_method
from assessment_kit.show.plan import HEADS, actions, before
from tests.builders import engagement

# Eight roles of which none has anything written down, in three interviews as well: E5 is missing, a B.
ROLES: list[dict[str, Any]] = [{"role_id": f"r{i}", "title": f"Role {i}", "level": "senior"} for i in range(8)]


def tried(failures: list[dict[str, Any]], interviews: list[dict[str, Any]] | None = None) -> str:
    said = [{"interview": f"i{i}", "item_id": "roles.written", "score": 1.0} for i in range(3)]
    client = engagement(roles=ROLES, failures=failures, interviews=[*said, *(interviews or [])])
    parts = {part["title"]: part["text"] for part in before(assess(client, load_method())).parts}
    return parts["Tried before"] + " | " + parts["Where it widens"]


def test_the_element_that_derailed_it_stands_beside_its_letter_of_today() -> None:
    told = tried([
        {"attempt": "Process teams", "year": 2019, "element": "E5", "reason": "Nobody had authority"},
        {"attempt": "Process office", "year": 2022, "element": "E5"},
        {"attempt": "Map library", "year": 2016, "element": "E4"},
    ])  # fmt: skip
    assert "Process teams (2019): Nobody had authority." in told
    assert "Two failed on roles, rated B today; one failed on process maps, not assessed today." in told


@pytest.mark.parametrize("element", [None, "E5"])
def test_an_attempt_without_an_element_says_no_letter(element: str | None) -> None:
    assert ("rated B today" in tried([{"attempt": "Process teams", "element": element}])) is (element is not None)


def test_no_attempt_on_record_is_asked_for() -> None:
    assert tried([]).startswith("No earlier attempt at process management is on record.")


def test_readiness_is_told_or_asked_for() -> None:
    answers = [
        {"interview": f"i{i}", "item_id": "leadership.ready", "score": float(s)} for i, s in enumerate((2, 2, 3))
    ]
    assert "Nobody was asked yet" in tried([])
    assert "scores 2.3 of 5 in 3 interviews." in tried([], answers)


def test_the_plan_stands_under_three_heads_each_action_once() -> None:
    """PM-01: what is advised is integrated as tools, roles or practices."""
    said = [
        {"interview": f"i{i}", "item_id": name, "score": 1.0}
        for i in range(3)
        for name in ("roles.written", "metrics.choosing", "practices.cascade")
    ]
    assessment = assess(engagement(roles=ROLES, interviews=said), load_method())
    groups = {group["head"]: [row["title"] for row in group["actions"]] for group in actions(assessment).groups}
    for head, title in HEADS.items():
        assert groups.get(title, []) == [a.action.title for a in assessment.plan.actions if a.action.head == head]
    assert sum(map(len, groups.values())) == len(assessment.plan.actions) > 1


@pytest.mark.parametrize("resources", [None, "Sixty days of work"])
def test_the_work_of_the_plan_stands_beside_the_resources_on_record(resources: str | None) -> None:
    """PM-40: whether the people who are released are enough is for the reader to see."""
    said = [{"interview": f"i{i}", "item_id": "practices.cascade", "score": 1.0} for i in range(3)]
    client = engagement(roles=ROLES, interviews=said, settings={"preconditions": {"resources": resources}})
    assessment = assess(client, load_method())
    told = {part["title"]: part["text"] for part in before(assessment).parts}["On record"]
    assert assessment.plan.effort_days > 1
    assert (f"The plan asks for {assessment.plan.effort_days} days of work in all." in told) is (resources is not None)
    assert ("resources are not on record" in told) is (resources is None)
