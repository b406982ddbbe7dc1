"""The plan of interviews as lines and as plain values."""

from __future__ import annotations

import json

from assessment_kit.analysis.interview_plan import plan_interviews
from assessment_kit.capture.plan_text import _long, plan_text, plan_values
from tests.analysis.test_interview_plan import client, item, method

RULES = method(
    [item("map", salience=3), item("goal", facet="E1.works"), item("top", audience=["executive"], facet=None)]
)
PLAN = plan_interviews(client(["senior", "middle"], {1: {"map": "3"}}), RULES, 60)


def test_the_text_says_whom_to_ask_what_and_what_stays_open() -> None:
    told = plan_text("Acme", PLAN, RULES)
    # the middle manager's answer counts, but the items are for others: one senior manager, two items, ten minutes and ten
    assert told.startswith("Acme: 1 interview, 20 of 60 minutes, set-up included: 10 minutes around each\n")
    assert "1. Role 0 (senior manager, F0): 2 questions, 10 minutes + 10 minutes around them" in told
    assert "map?  [roles.map]" in told
    assert "Nobody of a fitting level is left to ask about goal and top." in told
    assert "Planning and managing processes. Too few are asked whether it works (one of two people)." in told
    assert told.endswith("Return by 13 Feb 2027: the return_date of engagement.yaml, or else 120 days after its date.")


def test_from_three_hours_on_minutes_are_told_as_hours() -> None:
    assert [_long(minutes) for minutes in (90, 180, 1540)] == ["90 minutes", "3 hours", "26 hours"]


def test_no_time_is_told_as_such() -> None:
    assert "No interview fits into this time" in plan_text(
        "Acme", plan_interviews(client(["senior"]), RULES, 11), RULES
    )


def test_the_values_are_plain_json() -> None:
    values = json.loads(json.dumps(plan_values(PLAN)))
    assert values["used"] == 20
    assert values["return_date"] == "2027-02-13"
    assert values["interviews"][0]["items"] == ["roles.map", "roles.goal"]
    assert {(c["facet"], c["reached"], c["settled"]) for c in values["cover"]} == {
        ("exists", 2, True),
        ("works", 1, False),
    }
    assert [left["item"] for left in values["left_out"]] == ["roles.goal", "roles.top"]
