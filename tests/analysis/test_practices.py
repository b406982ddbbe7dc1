"""Managing together, worked by hand on small lists of meetings and roles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.practices import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement, survey

ROLES = [
    {"role_id": "ceo", "title": "Chief executive", "level": "executive", "function": "Management"},
    {"role_id": "sales", "title": "Head of Sales", "level": "executive", "function": "Sales"},
    {"role_id": "plant", "title": "Plant manager", "level": "senior", "function": "Production"},
    {"role_id": "line", "title": "Line leader", "level": "middle", "function": "Production"},
]


METHOD = load_method()


def tiny(meetings: list[dict[str, Any]], roles: list[dict[str, Any]] | None = None, **more: Any) -> Engagement:
    named = [{"meeting_id": f"m{i}", "name": f"Meeting {i}", **m} for i, m in enumerate(meetings)]
    return engagement(meetings=named, roles=ROLES if roles is None else roles, **more)


def of(meetings: list[dict[str, Any]], **more: Any) -> StepResult:
    return analyse(tiny(meetings, **more), METHOD)


REVIEW: Mapping[str, Any] = {
    "purpose": "monthly_review", "stated_purpose": "Review results", "frequency": "monthly", "minutes": 120.0,
    "attendees": ("ceo", "sales", "plant"), "agenda": "standing", "topics": ("Results", "Customers"), "decisions_recorded": True,
    "process_performance_on_agenda": False, "value": 4,
}  # fmt: skip


def test_hours_are_length_times_people_times_a_year() -> None:
    result = of([{**REVIEW}, {**REVIEW, "frequency": "weekly", "minutes": 30.0, "attendees": ("plant", "line")}])
    # 2 h × 3 people × 12 = 72; half an hour × 2 × 52 = 52.
    assert result.value("practices.hours") == 124
    assert result.value("practices.role_hours", "plant") == 24 + 26
    assert result.value("practices.role_hours", "ceo") == 24
    assert result.value("practices.level_hours", "executive") == 24
    assert result.value("practices.hours_per_executive") == 24


def test_the_chair_counts_once_whether_listed_as_attendee_or_not() -> None:
    inside = of([{**REVIEW, "chair": "ceo"}])
    beside = of([{**REVIEW, "attendees": ("sales", "plant"), "chair": "ceo"}])
    assert inside.value("practices.hours") == beside.value("practices.hours") == 72


@pytest.mark.parametrize("missing", ["minutes", "attendees", "frequency"])
def test_hours_that_are_not_known_are_left_out_and_not_nought(missing: str) -> None:
    result = of([{**REVIEW}, {**REVIEW, missing: None}])
    row = result.row("practices.hours")
    assert row is not None
    assert (row["value"], row["n"]) == (72, 1)
    assert result.value("practices.hours_known") == 0.5


def test_share_of_hours_on_processes_is_over_the_hours_in_which_it_is_known() -> None:
    result = of([
        {**REVIEW, "process_performance_on_agenda": True},  # 72 h
        {**REVIEW, "frequency": "quarterly"},  # 24 h, no process
        {**REVIEW, "process_performance_on_agenda": None},  # not known: left out
    ])  # fmt: skip
    row = result.row("practices.hours_on_process")
    assert row is not None
    assert (row["count"], row["n"], row["value"]) == (72, 96, 0.75)
    assert row["evidence"] == ("meetings:2",)


def test_overload_begins_at_a_day_a_week() -> None:
    # A day a week is 1840 / 5 = 368 h: 424.615… minutes a week.
    at = of([{**REVIEW, "frequency": "weekly", "minutes": 368 / 52 * 60, "attendees": ("plant", "line")}])
    below = of([{**REVIEW, "frequency": "weekly", "minutes": 368 / 52 * 60 - 1, "attendees": ("plant", "line")}])
    assert at.value("practices.overloaded_roles") == 1
    assert below.value("practices.overloaded_roles") == 0


def test_a_sound_meeting_has_purpose_agenda_and_decisions_and_the_unknown_is_left_out() -> None:
    result = of([
        {**REVIEW},
        {**REVIEW, "agenda": "none"},
        {**REVIEW, "decisions_recorded": None},  # could be either way: left out
        # not sound whatever the decisions, but to count it would count bad records as bad meetings: left out as well
        {**REVIEW, "decisions_recorded": None, "agenda": "none"},
    ])  # fmt: skip
    row = result.row("practices.meetings_sound")
    assert row is not None
    assert (row["count"], row["n"]) == (1, 2)


def test_no_stated_purpose_anywhere_means_not_known() -> None:
    nowhere = of([{**REVIEW, "stated_purpose": None}] * 2)
    somewhere = of([{**REVIEW}, {**REVIEW, "stated_purpose": None}])
    assert nowhere.value("practices.purpose_stated") is None
    assert somewhere.value("practices.purpose_stated") == 0.5
    assert somewhere.value("practices.unclear") == 0.5


def test_on_demand_is_no_rhythm_and_empty_is_not_known() -> None:
    row = of([{**REVIEW}, {**REVIEW, "frequency": "as needed"}, {**REVIEW, "frequency": None}]).row(
        "practices.meetings_scheduled"
    )
    assert row is not None
    assert (row["count"], row["n"]) == (1, 2)


def test_doubtful_is_a_value_of_two_or_less() -> None:
    result = of([{**REVIEW, "value": 2}, {**REVIEW, "value": 3}, {**REVIEW, "value": None}])
    assert result.value("practices.doubtful") == 0.5
    assert result.value("practices.value") == 2.5
    assert result.value("practices.doubtful_hours") == 0.5


# --- overlaps ----------------------------------------------------------------------------------------------------------------

FOUR = ("ceo", "sales", "plant", "line")
WEEKLY: Mapping[str, Any] = {
    **REVIEW, "purpose": "weekly_steering", "frequency": "weekly", "minutes": 60.0, "attendees": FOUR,
    "topics": ("Late orders", "Missing parts", "Priorities"),
}  # fmt: skip


def test_two_meetings_on_the_same_work_overlap() -> None:
    other = {
        **WEEKLY,
        "attendees": ("ceo", "sales", "plant"),
        "topics": ("late order", "Missing  parts", "Carriers", "Export"),
    }
    result = of([{**WEEKLY}, other])
    pair = result.tables["overlaps"].iloc[0]
    assert (pair["shared_people"], pair["all_people"]) == (3, 4)
    assert (pair["shared_topics"], pair["all_topics"]) == (2, 3)  # of the shorter agenda; spellings levelled
    assert pair["hours"] == 52 * 4 + 52 * 3
    assert result.value("practices.repeated_hours") == 52 * 3
    assert result.value("practices.overlapping") == 1


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, True),
        ({"attendees": ("ceo", "line", "other1", "other2")}, False),  # 2 of 6 people
        ({"topics": ("Late orders", "Carriers", "Export")}, False),  # 1 of 3 topics
        ({"topics": ()}, False),  # agenda not on record, one purpose: possible, not sure
        ({"topics": (), "purpose": "improvement"}, False),  # agenda not on record, another purpose
        ({"purpose": "improvement"}, True),  # another purpose, but three topics in common
        ({"purpose": "improvement", "topics": ("Late orders", "Missing parts")}, False),  # two are not enough then
        ({"frequency": "quarterly"}, False),  # looks at the same work in another rhythm
    ],
)
def test_what_makes_an_overlap(change: dict[str, Any], found: bool) -> None:
    assert (of([{**WEEKLY}, {**WEEKLY, **change}]).value("practices.overlap_pairs") == 1) is found


def test_where_agendas_are_not_known_an_overlap_is_possible_only() -> None:
    result = of([{**WEEKLY}, {**WEEKLY, "topics": ()}])
    assert result.value("practices.possible_overlaps") == 1
    assert result.value("practices.repeated_hours") == 0
    assert of([{**WEEKLY}, {**WEEKLY, "topics": (), "purpose": "other"}]).value("practices.possible_overlaps") == 0


@pytest.mark.parametrize(
    ("one", "other", "rhythm"),
    [("weekly", "weekly", "Every week"), ("biweekly", "biweekly", "Every two weeks"), ("biweekly", "weekly", "Every week and every two weeks")],
)  # fmt: skip
def test_a_pair_says_how_often_its_meetings_come_round(one: str, other: str, rhythm: str) -> None:
    pairs = of([{**WEEKLY, "frequency": one}, {**WEEKLY, "frequency": other}]).tables["overlaps"]
    assert pairs["rhythm"].tolist() == [rhythm]


def test_a_meeting_in_two_pairs_is_counted_once() -> None:
    result = of([{**WEEKLY}, {**WEEKLY}, {**WEEKLY, "minutes": 30.0}])
    assert result.value("practices.overlap_pairs") == 3
    # The shorter ones: first of the two alike (208 h), and the half-hour one (104 h).
    assert result.value("practices.repeated_hours") == 208 + 104


# --- levels and alignment ----------------------------------------------------------------------------------------------------


def test_the_chain_holds_where_somebody_sits_in_reviews_of_both_levels() -> None:
    whole = of([{**REVIEW}, {**WEEKLY, "attendees": ("plant", "line")}])
    broken = of([{**REVIEW, "attendees": ("ceo", "sales")}, {**WEEKLY, "attendees": ("plant", "line")}])
    assert whole.value("practices.levels_linked") == 1
    row = broken.row("practices.levels_linked")
    assert row is not None
    assert (row["count"], row["n"]) == (1, 2)
    assert row["examples"] == ("below the executives",)


@pytest.mark.parametrize("below", [("plant",), ()])
def test_where_no_meeting_brings_levels_together_nothing_is_known_of_breaks(below: tuple[str, ...]) -> None:
    result = of([{**REVIEW, "attendees": ("ceo", "sales")}, {**WEEKLY, "attendees": below}])
    assert result.value("practices.levels_linked") is None
    assert result.tables["links"]["linked"].isna().all()


def test_who_sits_in_no_review_is_counted_by_level() -> None:
    result = of([{**REVIEW}, {**REVIEW, "purpose": "training", "attendees": ("line",)}])
    assert result.value("practices.roles_in_reviews") == 0.75
    assert result.value("practices.roles_in_reviews", "middle") == 0


def test_of_who_is_named_in_no_meeting_nothing_is_known() -> None:
    result = of([{**REVIEW}])
    row = result.row("practices.roles_in_reviews")
    assert row is not None
    assert (row["count"], row["n"]) == (3, 3)
    assert result.value("practices.roles_in_reviews", "middle") is None


def test_executives_who_all_stand_in_one_function_speak_for_none() -> None:
    board = [{"role_id": f"x{i}", "title": f"Member {i}", "level": "executive", "function": "Board"} for i in range(3)]
    one = of([{**REVIEW}], roles=[*board, *ROLES[2:]])
    assert one.value("practices.alignment_conversations") is None
    lone = of([{**REVIEW, "attendees": ("plant", "line")}], roles=[ROLES[0], *ROLES[2:]])
    assert lone.value("practices.alignment_conversations") == 0


@pytest.mark.parametrize(
    ("change", "conversations"),
    [
        ({}, 1),
        ({"agenda": "ad_hoc"}, 0),
        ({"frequency": "on demand"}, 0),
        ({"purpose": "information"}, 0),
        ({"attendees": ("plant", "line")}, 0),  # no executive
        ({"attendees": ("ceo",)}, 0),  # one function only
    ],
)
def test_an_alignment_conversation_is_regular_structured_and_across_functions(
    change: dict[str, Any], conversations: int
) -> None:
    assert of([{**REVIEW, **change}]).value("practices.alignment_conversations") == conversations


def test_alignment_needs_half_of_the_executives() -> None:
    more = [{"role_id": f"x{i}", "title": f"Head {i}", "level": "executive", "function": f"F{i}"} for i in range(2)]
    assert (
        of([{**REVIEW, "attendees": ("ceo", "plant")}], roles=[*ROLES, *more]).value(
            "practices.alignment_conversations"
        )
        == 0
    )
    assert (
        of([{**REVIEW, "attendees": ("ceo", "sales")}], roles=[*ROLES, *more]).value(
            "practices.alignment_conversations"
        )
        == 1
    )


def test_without_executives_on_the_list_alignment_is_not_assessed() -> None:
    assert of([{**REVIEW}], roles=ROLES[2:]).value("practices.alignment_conversations") is None
    assert of([{**REVIEW, "agenda": None}]).value("practices.alignment_conversations") is None


# --- the year ----------------------------------------------------------------------------------------------------------------


def test_the_plan_is_counted_by_month_and_the_plan_of_a_shift_is_not_the_plan() -> None:
    result = of([
        {**REVIEW, "purpose": "strategy", "frequency": "each September", "topics": ()},
        {**REVIEW, "frequency": "January and July", "purpose": "quarterly_review", "topics": ("Progress on the annual plan",)},
        {**REVIEW},
        {**WEEKLY, "topics": ("Strategic plan",)},
    ])  # fmt: skip
    assert result.value("practices.plan_months") == 3
    assert result.value("practices.plan_in_reviews") == 0.5


def test_without_topics_nobody_knows_where_the_plan_is() -> None:
    result = of([{**REVIEW, "topics": ()}])
    assert result.value("practices.plan_months") is None
    assert any("plan" in gap.what for gap in result.not_assessed)


def test_kinds_of_joint_work_that_have_no_meeting_are_named() -> None:
    row = of([{**REVIEW}, {**WEEKLY}]).row("practices.joint_work")
    assert row is not None
    assert (row["count"], row["n"]) == (3, 6)  # reviewing, the unexpected and day-to-day, deciding
    assert row["examples"] == ("planning the future", "setting goals", "agreeing plans and budgets")


def test_joint_work_is_not_judged_where_most_purposes_are_not_known() -> None:
    assert of([{**REVIEW}, *[{**REVIEW, "purpose": None}] * 2]).value("practices.joint_work") is None


def test_the_year_is_that_of_the_assessment() -> None:
    result = of([{**REVIEW}], settings={"date": dt.date(2027, 3, 1)})
    assert set(result.tables["dates"]["date"].dt.year) == {2027}


# --- what people say -----------------------------------------------------------------------------------------------------------


def told(name: str, scores: list[int]) -> list[dict[str, Any]]:
    return [{"interview": f"i{k}", "item_id": f"practices.{name}", "score": float(s)} for k, s in enumerate(scores)]


def test_a_skill_is_the_mean_of_interviews_and_survey() -> None:
    answered = survey({"practices.diagnosis": [1.0, 2.0, 3.0, 4.0, 5.0]})
    row = of([], interviews=told("diagnosis", [1, 2, 3]), survey=answered).row("practices.skill_diagnosis")
    assert row is not None
    assert (row["value"], row["n"]) == (2.5, 8)  # (2 + 3) / 2


def test_a_reversed_statement_is_turned() -> None:
    row = of([], survey=survey({"practices.own_unit": [5.0] * 6})).row("practices.skill_whole")
    assert row is not None
    assert row["value"] == 1


def test_a_survey_below_the_least_group_is_not_shown() -> None:
    assert of([], survey=survey({"practices.diagnosis": [5.0] * 4})).value("practices.skill_diagnosis") is None


def test_skills_that_fall_short_are_those_at_two_and_a_half_or_below() -> None:
    row = of([], interviews=told("diagnosis", [2, 3, 2]) + told("criteria", [3, 3, 3])).row("practices.skills_weak")
    assert row is not None
    assert (row["count"], row["n"], row["examples"]) == (1, 2, ("finding causes",))


def test_two_answers_are_too_few_to_judge_a_skill() -> None:
    result = of([], interviews=told("diagnosis", [1, 1]))
    assert result.value("practices.skill_diagnosis") == 1
    assert result.value("practices.skills_weak") is None
    assert not result.tables["skills"]["weak"].any()


# --- as a whole ------------------------------------------------------------------------------------------------------------------


def test_nothing_handed_over_gives_no_figures_and_says_what_is_missing() -> None:
    result = analyse(engagement(), METHOD)
    assert result.indicators.empty
    assert [gap.what for gap in result.not_assessed] == [
        "How managers meet: calendar, hours, quality, overlaps and reviews",
        "The skills of managers in managing together",
    ]


@pytest.mark.parametrize(
    ("change", "what", "why"),
    [
        ({"frequency": None}, "The calendar of the year", "does not say how often"),
        ({"frequency": "on demand"}, "The calendar of the year", "no meeting that is held in a rhythm"),
        ({"minutes": None}, "The hours that meetings take, and a calendar to propose", "Of no meeting"),
        ({"purpose": None}, "Which joint work has no meeting", "Too few meetings"),
        ({"topics": ()}, "Whether the plan stays on the agendas", "names no topics"),
        ({"attendees": ()}, "How reviews run from level to level, and whether the executives align", "Of no review"),
        ({"agenda": None}, "Whether the executives align across functions", "whether agendas stand"),
    ],
)
def test_what_is_missing_is_told_with_its_reason(change: dict[str, Any], what: str, why: str) -> None:
    whole, less = of([{**REVIEW}] * 2), of([{**REVIEW, **change}] * 2)
    assert what not in [gap.what for gap in whole.not_assessed]
    assert [why in gap.why for gap in less.not_assessed if gap.what == what] == [True]


def test_where_few_reviews_name_their_topics_the_plan_may_be_in_the_others() -> None:
    gaps = of([*[{**REVIEW}] * 3, {**REVIEW, "topics": ()}]).not_assessed
    assert [gap.why for gap in gaps if "plan" in gap.what] == ["Too few of the reviews on the list name their topics"]


def test_who_was_asked_by_too_few_was_asked() -> None:
    nobody = of([{**REVIEW}]).not_assessed[-1]
    few = of([{**REVIEW}], survey=survey({"practices.diagnosis": [3.0] * 4})).not_assessed[-1]
    assert nobody.why == "Nobody was asked about them"
    assert few.why == "Fewer than five people answered in the survey, and nobody was asked in an interview"


def test_the_tables_of_the_client_are_left_as_they_were() -> None:
    client = tiny([{**REVIEW}])
    before = client.tables["meetings"].copy(deep=True)
    analyse(client, METHOD)
    pd.testing.assert_frame_equal(client.tables["meetings"], before)


cells = st.fixed_dictionaries({
    "purpose": st.sampled_from(["strategy", "monthly_review", "weekly_steering", "other", None]),
    "stated_purpose": st.sampled_from(["Decide", None]),
    "frequency": st.sampled_from(["weekly", "monthly", "twice a year", "ad hoc", "2nd Tuesday of the month", None]),
    "minutes": st.sampled_from([30.0, 240.0, None]),
    "chair": st.sampled_from(["ceo", "plant", None]),
    "attendees": st.lists(st.sampled_from(FOUR), unique=True).map(tuple),
    "agenda": st.sampled_from(["none", "ad_hoc", "standing", None]),
    "topics": st.lists(st.sampled_from(["Results", "Strategic plan", "Stock", "Cost"]), unique=True).map(tuple),
    "decisions_recorded": st.sampled_from([True, False, None]),
    "process_performance_on_agenda": st.sampled_from([True, False, None]),
    "value": st.sampled_from([1, 3, 5, None]),
})  # fmt: skip


@settings(max_examples=15)
@given(st.lists(cells, max_size=12))
def test_any_list_of_meetings_gives_sound_figures(meetings: list[dict[str, Any]]) -> None:
    result = of(meetings)
    frame = result.indicators
    shares = frame[frame["unit"] == "share"]
    assert shares["value"].between(0, 1).all()
    assert (shares["count"] <= shares["n"]).all()
    assert frame["value"].notna().all()
    assert (frame["value"] >= 0).all()
    assert not frame.duplicated(["indicator_id", "subject"]).any()
    roles = frame[frame["indicator_id"] == "practices.role_hours"]["value"].sum()
    assert roles == pytest.approx(result.value("practices.hours") or 0)
