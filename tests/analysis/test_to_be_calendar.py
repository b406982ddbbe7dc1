"""The proposed calendar, worked by hand on a handful of meetings."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.meeting_hours import meetings_with_hours
from assessment_kit.analysis.overlaps import overlaps
from assessment_kit.analysis.practices import analyse
from assessment_kit.analysis.to_be_calendar import ToBe, to_be_calendar
from assessment_kit.method import load_method
from tests.builders import engagement, table

LIMITS = load_method().thresholds

ROLES = [
    {"role_id": "ceo", "title": "Chief executive", "level": "executive", "function": "Management"},
    {"role_id": "sales", "title": "Head of Sales", "level": "executive", "function": "Sales"},
    {"role_id": "plant", "title": "Head of Production", "level": "senior", "function": "Production"},
    {"role_id": "log", "title": "Head of Logistics", "level": "senior", "function": "Logistics"},
    {"role_id": "disp", "title": "Dispatcher", "level": "front_line", "function": "Logistics"},
]
GOOD = {"stated_purpose": "Decide", "agenda": "standing", "decisions_recorded": True, "value": 4}
MONTHLY = {
    "meeting_id": "ops", "name": "Operations review", "purpose": "monthly_review", "frequency": "monthly", "minutes": 120.0,
    "attendees": ("sales", "plant", "log"), **GOOD,
}  # fmt: skip
PROCESS = {
    "process_id": "otd",
    "name": "Order to delivery",
    "category": "deliver",
    "is_key": True,
    "functions": ("Sales", "Logistics"),
}


def proposal(meetings: list[dict[str, Any]], processes: list[dict[str, Any]] | None = None) -> ToBe:
    roles = table("roles", ROLES)
    timed = meetings_with_hours(table("meetings", meetings), roles, LIMITS.meetings)
    return to_be_calendar(
        timed,
        overlaps(timed, LIMITS.overlaps),
        table("processes", [PROCESS] if processes is None else processes),
        roles,
        LIMITS,
    )


def told(found: ToBe) -> list[tuple[Any, Any, Any]]:
    rows = found.changes.to_dict("records")
    return [(r["name"], r["change"], round(r["hours_after"] - r["hours_before"], 6)) for r in rows]


def test_a_process_goes_where_its_functions_sit_and_costs_a_quarter_of_an_hour_each_time() -> None:
    found = proposal([MONTHLY])
    assert told(found) == [("Operations review", "takes up", 3 * 12 * 0.25)]
    assert found.placed == ("Order to delivery",)
    assert (found.before, found.after) == (3 * 12 * 2, 3 * 12 * 2.25)
    assert found.levels[["level", "before", "after"]].to_numpy().tolist() == [["executive", 24, 27], ["senior", 48, 54]]


@pytest.mark.parametrize(
    "change",
    [
        {"attendees": ("ceo", "plant", "disp"), "minutes": 120.0, "decisions_recorded": False},  # not well made
        {"attendees": ("ceo", "plant")},  # none of its functions
        {"purpose": "weekly_steering"},  # runs the week
        {"frequency": "weekly"},  # too often
        {"frequency": "yearly"},  # too seldom
        {"value": 2},  # its own members doubt it
    ],
)
def test_where_no_meeting_suits_a_new_one_is_proposed(change: dict[str, Any]) -> None:
    found = proposal([{**MONTHLY, **change}])
    assert found.placed == ()
    new = found.changes[found.changes["change"] == "new"].iloc[0]
    # the heads of the two functions, 90 minutes, four times a year
    assert (new["processes"], new["hours_after"]) == (("Order to delivery",), 2 * 1.5 * 4)


def test_half_of_the_functions_are_enough_and_a_hair_less_is_not() -> None:
    half = {**PROCESS, "functions": ("Sales", "Finance")}
    third = {**PROCESS, "functions": ("Sales", "Finance", "Legal")}
    assert proposal([MONTHLY], [half]).placed == ("Order to delivery",)
    assert proposal([MONTHLY], [third]).placed == ()


def test_a_meeting_takes_three_processes_and_the_most_pressing_first() -> None:
    processes = [
        {**PROCESS, "process_id": f"p{i}", "name": f"P{i}", "revenue_importance": i, "performance_problem": 2}
        for i in range(1, 5)
    ]
    found = proposal([MONTHLY], processes)
    assert found.placed == ("P4", "P3", "P2")
    assert found.changes["change"].tolist() == ["takes up", "new"]


def test_what_is_managed_already_wants_no_place() -> None:
    assert proposal([MONTHLY], [{**PROCESS, "managed": True}]).wanting == ()
    assert told(proposal([MONTHLY], [{**PROCESS, "managed": True}])) == []


TWIN = {
    "meeting_id": "out", "name": "Output meeting", "purpose": "weekly_steering", "frequency": "weekly", "minutes": 60.0,
    "attendees": ("plant", "log", "disp"), "topics": ("Orders", "Delays", "Lines"), **GOOD,
}  # fmt: skip


def test_two_that_do_the_same_work_become_one_with_the_topics_and_people_of_both() -> None:
    other = {**TWIN, "meeting_id": "del", "name": "Delivery meeting", "minutes": 30.0, "attendees": ("sales", "plant", "log", "disp"),
             "topics": ("Orders", "Delays", "Trucks"), "value": 3}  # fmt: skip
    found = proposal([TWIN, other], [])
    # 60 minutes, and a third of the other's 30 for its own topic; four people; 52 weeks
    before, after = (3 * 1 + 4 * 0.5) * 52, 4 * 70 / 60 * 52
    assert told(found) == [("Delivery meeting", "merges", pytest.approx(after - before, abs=1e-5))]
    assert found.changes.iloc[0]["into"] == "Output meeting"
    assert found.changes.iloc[0]["minutes_after"] == pytest.approx(70)


def test_no_merger_that_costs_hours() -> None:
    """Ten people for five minutes would all sit through the hour."""
    other = {
        **TWIN,
        "meeting_id": "del",
        "name": "Delivery call",
        "minutes": 5.0,
        "attendees": ("ceo", "sales", "plant", "log", "disp"),
    }
    assert told(proposal([TWIN, other], [])) == []


@pytest.mark.parametrize(
    ("change", "listed"),
    [({}, 1), ({"value": 3}, 0), ({"decisions_recorded": None, "value": 2}, 1), ({"frequency": "yearly"}, 0)],
)
def test_what_is_doubted_and_badly_made_must_earn_its_place(change: dict[str, Any], listed: int) -> None:
    call = {
        **TWIN,
        "meeting_id": "rush",
        "name": "Rush call",
        "value": 1,
        "decisions_recorded": False,
        "agenda": "none",
        **change,
    }
    rows = proposal([call, {**MONTHLY, "meeting_id": "x"}], []).changes
    assert len(rows) == listed
    if listed:
        assert rows.iloc[0]["lacks"] == (("an agenda", "decisions on record") if not change else ("an agenda",))
        assert rows.iloc[0]["hours_before"] == rows.iloc[0]["hours_after"]  # not counted as saved


def test_without_length_or_people_nothing_is_proposed() -> None:
    found = proposal([{**MONTHLY, "minutes": None}])
    assert (found.changes.empty, found.rows) == (True, ())
    result = analyse(
        engagement(meetings=[{**MONTHLY, "minutes": None}], roles=ROLES, processes=[PROCESS]), load_method()
    )
    assert result.row("practices.to_be_hours") is None


def test_the_step_says_it_in_figures() -> None:
    result = analyse(engagement(meetings=[MONTHLY], roles=ROLES, processes=[PROCESS]), load_method())
    assert result.value("practices.to_be_hours") == 81
    assert result.value("practices.to_be_level_hours", "executive") == 27
    placed = result.row("practices.to_be_placed")
    assert placed is not None
    assert (placed["count"], placed["n"], placed["evidence"]) == (1, 1, ("meetings:2",))


ATTENDEES = st.lists(st.sampled_from([r["role_id"] for r in ROLES]), min_size=1, max_size=5, unique=True).map(tuple)
MEETINGS = st.lists(
    st.fixed_dictionaries(
        {
            "purpose": st.sampled_from(["monthly_review", "weekly_steering", "alignment"]), "minutes": st.sampled_from([15.0, 60.0, 120.0]),
            "frequency": st.sampled_from(["weekly", "monthly", "quarterly"]), "attendees": ATTENDEES,
            "topics": st.lists(st.sampled_from("ABCDEF"), max_size=4, unique=True).map(tuple),
            "decisions_recorded": st.sampled_from([True, False, None]), "value": st.sampled_from([1, 3, 5, None]),
        }
    ),
    max_size=6,
)  # fmt: skip


@settings(max_examples=40)
@given(MEETINGS)
def test_changes_add_up_and_levels_too(cells: list[dict[str, Any]]) -> None:
    meetings = [
        {"meeting_id": f"m{i}", "name": f"M{i}", "stated_purpose": "P", "agenda": "standing", **c}
        for i, c in enumerate(cells)
    ]
    found = proposal(meetings)
    change = found.after - found.before
    assert (found.changes["hours_after"] - found.changes["hours_before"]).sum() == pytest.approx(change)
    assert (found.levels["after"] - found.levels["before"]).sum() == pytest.approx(change)
    assert not found.changes[["name", "change"]].duplicated().any()
    merged = found.changes[found.changes["change"] == "merges"]
    assert (merged["hours_after"] < merged["hours_before"]).all()
    assert pd.Index(found.placed).is_unique
