"""Charts as specs, from an engagement small enough to read: a change of a picture shows as a change of a line.

`pytest tests/show/test_chart_snapshots.py --snapshot-update` renews them; look at the pictures before you commit that.
"""

from __future__ import annotations

from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension

from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.method import load_method
from assessment_kit.show.chapter import Chapter
from assessment_kit.show.pieces import Figure
from tests.builders import engagement, survey


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    """Two key processes, three roles, two metrics, two meetings, six answers."""
    method = load_method()
    statement = next(i.id for i in method.items.values() if i.step == "roles" and i.statement is not None)
    return assess(
        engagement(
            processes=[
                {"process_id": "otd", "name": "Order to delivery", "category": "deliver", "is_key": True, "functions": ["Sales", "Logistics"], "planned": True, "managed": False, "model": "outdated", "revenue_importance": 5, "performance_problem": 4},
                {"process_id": "quote", "name": "Quote to order", "category": "sell", "is_key": True, "functions": ["Sales"], "planned": True, "managed": True, "owner_role_id": "cso", "model": "current", "revenue_importance": 4, "performance_problem": 2},
            ],
            roles=[
                {"role_id": "ceo", "title": "Chief executive", "level": "executive", "function": "Board"},
                {"role_id": "cso", "title": "Head of Sales", "level": "executive", "function": "Sales", "reports_to": "ceo"},
                {"role_id": "log", "title": "Head of Logistics", "level": "senior", "function": "Logistics", "reports_to": "ceo"},
            ],
            responsibilities=[
                {"subject_id": "quote", "role_id": "cso", "assignment": "A", "source": "Handbook", "clarity": "clear", "executable": True},
                {"subject_id": "otd", "role_id": "cso", "assignment": "R", "source": "Handbook", "clarity": "vague"},
                {"subject_id": "otd", "role_id": "log", "assignment": "R", "source": "Handbook", "clarity": "clear"},
            ],
            goals=[{"goal_id": "g", "text": "Deliver 95% on time", "level": "enterprise", "owner_role_id": "ceo"}],
            metrics=[
                {"metric_id": "m1", "name": "On-time delivery", "goal_id": "g", "process_id": "otd", "kind": "lagging", "focus": "outcome", "collected_by": ["log"], "reported_by": ["log"], "reported_to": ["ops"], "decided_by": ["ceo"], "frequency": "monthly", "latency_days": 4, "used_in_decisions": True},
                {"metric_id": "m2", "name": "Calls made", "kind": "leading", "focus": "activity", "collected_by": ["cso"], "frequency": "weekly", "used_in_decisions": False},
            ],
            meetings=[
                {"meeting_id": "ops", "name": "Operations review", "purpose": "monthly_review", "frequency": "RRULE:FREQ=MONTHLY;BYDAY=1TU", "minutes": 120, "attendees": ["ceo", "cso", "log"], "agenda": "standing", "decisions_recorded": True, "process_performance_on_agenda": True},
                {"meeting_id": "sales", "name": "Sales call", "purpose": "weekly_steering", "frequency": "RRULE:FREQ=WEEKLY;BYDAY=MO", "minutes": 30, "attendees": ["cso"], "agenda": "none", "process_performance_on_agenda": False},
            ],
            survey=survey({statement: [1, 2, 2, 3, 4, 5]}),
        ),
        method,
    )  # fmt: skip


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize(
    ("place", "section"),
    [
        ("architecture", "landscape"),
        ("roles", "matrix"),
        ("metrics", "tree"),
        ("practices", "calendar"),
        ("roles", "statements"),
    ],
)
def test_picture(assessment: Assessment, snapshot: SnapshotAssertion, place: Any, section: str, width: str) -> None:
    chapter = Chapter(place, assessment)
    piece = chapter.statements() if section == "statements" else chapter.figure(section)
    assert isinstance(piece, Figure)
    spec = {name: value for name, value in getattr(piece, width).items() if name != "config"}
    assert spec == snapshot(extension_class=JSONSnapshotExtension, name=f"{place}-{section}-{width}")


def test_titles_say_the_message(assessment: Assessment, snapshot: SnapshotAssertion) -> None:
    sections = [("architecture", "landscape"), ("roles", "matrix"), ("metrics", "tree"), ("practices", "calendar")]
    assert [getattr(Chapter(place, assessment).figure(section), "title", "") for place, section in sections] == snapshot  # type: ignore[arg-type]
