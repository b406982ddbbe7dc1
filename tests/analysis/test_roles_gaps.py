"""What step 2 could not say: each reason once, and only what the lists bear out."""

from __future__ import annotations

from typing import Any

import pytest

from assessment_kit.analysis.roles import analyse
from assessment_kit.analysis.roles_gaps import (
    ACTIVITIES,
    CIRCLE,
    DEFINED,
    FIRST,
    LAYERS,
    LINE,
    NOTHING,
    QUALITY,
    SPREAD,
    WHO,
)
from assessment_kit.method import load_method
from tests.builders import engagement

ROLES: list[dict[str, Any]] = [
    {"role_id": "a", "title": "A", "level": "senior"},
    {"role_id": "b", "title": "B", "level": "middle", "reports_to": "a"},
]
PROCESSES: list[dict[str, Any]] = [{"process_id": "p", "name": "P", "category": "sell", "is_key": True}]
OWNED = [{**PROCESSES[0], "owner_role_id": "a"}]
MANAGING = [{"management_process_id": "m", "name": "M", "activity": "review"}]


def says(subject: str, letter: str = "A", **more: Any) -> dict[str, Any]:
    return {"subject_id": subject, "role_id": "a", "assignment": letter, **more}


def gaps(**tables: Any) -> dict[str, str]:
    """What is not assessed, and why."""
    return {gap.what: gap.why for gap in analyse(engagement(**tables), load_method()).not_assessed}


CASES = [
    ("nothing", {}, [NOTHING, LAYERS]),
    ("roles alone", {"roles": ROLES}, [NOTHING]),
    ("processes without owners", {"processes": PROCESSES, "roles": ROLES}, [NOTHING]),
    ("owners in the list of processes", {"processes": OWNED, "roles": ROLES}, [DEFINED]),
    ("statements about nothing but managing", {"processes": PROCESSES, "roles": ROLES, "management_processes": MANAGING,
      "responsibilities": [says("m", clarity="clear")]}, [WHO]),
    ("statements without qualities", {"processes": PROCESSES, "roles": ROLES, "management_processes": MANAGING,
      "responsibilities": [says("p"), says("m")]}, []),
    ("statements about nothing but processes", {"processes": PROCESSES, "roles": ROLES, "management_processes": MANAGING,
      "responsibilities": [says("p")]}, [ACTIVITIES]),
    ("nobody accountable, nothing rated", {"processes": PROCESSES, "roles": ROLES, "responsibilities": [says("p", "R", activity="do")]},
     [FIRST, ACTIVITIES, SPREAD]),
    ("informed only", {"management_processes": MANAGING, "roles": ROLES, "responsibilities": [says("m", "I")]}, [WHO, QUALITY, SPREAD]),
    ("no line", {"processes": OWNED, "roles": ROLES[:1], "responsibilities": [says("p", activity="plan")]}, [LINE]),
    ("a circle", {"processes": OWNED, "roles": [{**ROLES[0], "reports_to": "b"}, ROLES[1]], "responsibilities": [says("p", activity="plan")]},
     [CIRCLE]),
]  # fmt: skip


@pytest.mark.parametrize(("tables", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_each_reason_is_told_once(tables: dict[str, Any], expected: list[str]) -> None:
    assert list(gaps(**tables)) == expected


def test_no_list_is_blamed_that_was_not_handed_over() -> None:
    assert gaps()[NOTHING] == "There is neither a list of responsibilities nor a list of processes"
    assert (
        gaps(processes=PROCESSES)[NOTHING]
        == "There is no list of responsibilities, and the list of processes names no owner"
    )
    managed = {"roles": ROLES, "management_processes": MANAGING, "responsibilities": [says("m")]}
    assert gaps(**managed)[WHO] == "There is no list of processes"
    assert gaps(**managed, processes=PROCESSES)[WHO] == "The list of responsibilities speaks of none of them"
