"""Near-duplicates, targets, delays, chains of goals: the ideas of the step, each by itself."""

from __future__ import annotations

import datetime as dt
import random
import time
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.figure_delays import figure_delays
from assessment_kit.analysis.goal_tree import has_link, opposed_pairs, reached_from_below, top_of, trace_goals
from assessment_kit.analysis.metric_links import link
from assessment_kit.analysis.near_duplicates import near_duplicates, plain_name
from assessment_kit.analysis.reporting_paths import reporting_paths
from assessment_kit.analysis.targets import on_target, period_end, periods, targets, trend
from assessment_kit.method import load_method
from tests.builders import engagement, table

LIMITS = load_method().thresholds


def named(*names: str, **columns: list[Any]) -> pd.DataFrame:
    return table(
        "metrics",
        [{"metric_id": f"m{i}", "name": n, **{c: v[i] for c, v in columns.items()}} for i, n in enumerate(names)],
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("On-time delivery", "Deliveries on time (%)"),
        ("First-pass yield", "Yield, first pass"),
        ("Employee turnover", "Employe turnover"),
        ("Number of open complaints", "Open complaints"),
        ("Krankenstand Gebäude", "KRANKENSTAND GEBAUDE"),
    ],
)
def test_the_same_thing_under_two_names(one: str, other: str) -> None:
    assert len(near_duplicates(named(one, other), LIMITS.near_twins)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sales North", "Sales South"),
        ("Revenue 2025", "Revenue 2026"),
        ("Orders won", "Orders lost"),
        ("On-time delivery", "On-time delivery Asia"),
        ("Early deliveries", "Late deliveries"),
        ("北区销售额", "南区销售额"),
    ],
)
def test_two_things_that_sound_alike(one: str, other: str) -> None:
    assert near_duplicates(named(one, other), LIMITS.near_twins).empty


def test_another_unit_or_another_process_makes_it_another_metric() -> None:
    assert near_duplicates(named("Cycle time", "Cycle times", unit=["hours", "days"]), LIMITS.near_twins).empty
    assert near_duplicates(named("Cycle time", "Cycle times", process_id=["a", "b"]), LIMITS.near_twins).empty
    assert (
        len(
            near_duplicates(
                named("Cycle time", "Cycle times", unit=["hours", None], process_id=["a", None]), LIMITS.near_twins
            )
        )
        == 1
    )


def test_near_duplicates_do_not_depend_on_the_order_of_the_list() -> None:
    names = ["On-time delivery", "Margin", "Delivery on time", "Yield, first pass", "First-pass yield", "Stock"]
    there = {
        frozenset(p)
        for p in near_duplicates(named(*names), LIMITS.near_twins)[["name_a", "name_b"]].itertuples(index=False)
    }
    back = {
        frozenset(p)
        for p in near_duplicates(named(*names[::-1]), LIMITS.near_twins)[["name_a", "name_b"]].itertuples(index=False)
    }
    assert there == back == {frozenset(names[0:3:2]), frozenset(names[3:5])}


@given(st.lists(st.sampled_from("order delivery time cost stock yield claim visit".split()), min_size=1, max_size=5, unique=True), st.randoms())  # fmt: skip
def test_the_order_of_the_words_does_not_matter(words: list[str], chance: random.Random) -> None:
    shuffled = words.copy()
    chance.shuffle(shuffled)
    assert plain_name(" ".join(words)) == plain_name(" ".join(shuffled).upper())


def test_two_thousand_metrics_are_quick() -> None:
    chance = random.Random(1)  # noqa: S311  made-up names need no secrecy
    words = "order delivery time cost backlog complaint quality margin stock yield visit quote response closed region".split()
    rows = named(*(" ".join(chance.sample(words, 4)) for _ in range(2000)))
    start = time.perf_counter()
    near_duplicates(rows, LIMITS.near_twins)
    assert time.perf_counter() - start < 10  # about 0.1 s; the bound only tells a blow-up


# --- target against actual ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "met"),
    [
        ({"direction": "up", "target": 95, "actual": 95}, True),
        ({"direction": "up", "target": 95, "actual": 94.9}, False),
        ({"direction": "up", "target": 0.3, "actual": 0.1 + 0.2}, True),
        ({"direction": "down", "target": 5, "actual": 5}, True),
        ({"direction": "down", "target": 5, "actual": 5.1}, False),
        ({"direction": "within", "minimum": 2, "maximum": 4, "actual": 4}, True),
        ({"direction": "within", "minimum": 2, "maximum": 4, "actual": 4.1}, False),
        ({"direction": "within", "minimum": 2, "actual": 9}, True),
        ({"direction": "within", "target": 3, "actual": 3}, None),
        ({"direction": "up", "actual": 3}, None),
        ({"direction": "up", "target": 3}, None),
        ({"target": 3, "actual": 3}, None),
    ],
)
def test_met_or_missed(row: dict[str, Any], met: bool | None) -> None:
    full = {
        c: pd.Series([row.get(c)], dtype="str" if c == "direction" else "Float64")
        for c in ("direction", "target", "actual", "minimum", "maximum")
    }
    judged = on_target(pd.DataFrame(full)).iloc[0]
    assert pd.isna(judged) if met is None else judged == met


@pytest.mark.parametrize(
    ("period", "end"),
    [("2026", dt.date(2026, 12, 31)), ("2026-Q2", dt.date(2026, 6, 30)), ("2024-02", dt.date(2024, 2, 29)),
     ("2026-03-15", dt.date(2026, 3, 15)), ("2026-13", None), ("2026-02-31", None), ("spring", None)],
)  # fmt: skip
def test_the_end_of_a_period(period: str, end: dt.date | None) -> None:
    assert period_end(period) == end


def test_the_last_period_is_the_last_in_time_with_both_target_and_actual() -> None:
    metrics = table("metrics", [{"metric_id": "m", "name": "M", "direction": "up"}])
    rows = table("measurements", [
        {"metric_id": "m", "period": "2026-04", "target": 10},
        {"metric_id": "m", "period": "2026-03", "target": 10, "actual": 9},
        {"metric_id": "m", "period": "2026-01", "target": 10, "actual": 11},
        {"metric_id": "m", "period": "2026-02", "actual": 12},
    ])  # fmt: skip
    row = targets(periods(metrics, rows), LIMITS.figures).iloc[0]
    assert (row["period"], row["on_target"], row["met"], row["periods"]) == ("2026-03", False, 1, 2)


def test_todays_target_stands_in_for_the_last_period_only() -> None:
    metrics = table("metrics", [{"metric_id": "m", "name": "M", "direction": "up", "target": 10}])
    rows = table(
        "measurements",
        [{"metric_id": "m", "period": "2026-01", "actual": 11}, {"metric_id": "m", "period": "2026-02", "actual": 9}],
    )
    judged = periods(metrics, rows)
    assert judged["on_target"].isna().tolist() == [True, False]
    assert targets(judged, LIMITS.figures).iloc[0]["on_target"] == False  # noqa: E712  a boolean of pandas


@given(st.lists(st.floats(1, 100), min_size=3, max_size=8))
def test_what_is_better_one_way_is_worse_the_other(values: list[float]) -> None:
    opposite = {"better": "worse", "worse": "better", "steady": "steady"}
    assert trend(values, "down", LIMITS.figures) == opposite[trend(values, "up", LIMITS.figures)]


def test_a_trend_needs_three_periods_and_a_better_end() -> None:
    assert (
        trend([1, 2], "up", LIMITS.figures)
        == trend([1, 2, 3], "within", LIMITS.figures)
        == trend([1, 2, 3], None, LIMITS.figures)
        == ""
    )
    assert trend([100, 100.5, 101], "up", LIMITS.figures) == "steady"  # half a percent a period
    assert trend([100, 102, 104], "up", LIMITS.figures) == "better"


@pytest.mark.parametrize(
    ("unit", "actual", "percent"), [("percent", 3.0, True), ("Percentage", 0.03, False), ("hours", 3.0, False)]
)
def test_shares_are_not_called_percent(unit: str, actual: float, percent: bool) -> None:
    """Some write 0.03 for three percent: without a value above 1 nobody can tell, so no sign is put."""
    metrics = table("metrics", [{"metric_id": "m", "name": "M", "direction": "up", "unit": unit}])
    rows = table("measurements", [{"metric_id": "m", "period": "2026", "target": actual, "actual": actual}])
    assert targets(periods(metrics, rows), LIMITS.figures)["percent"].tolist() == [percent]


# --- delays ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("frequency", "days", "late"),
    [("monthly", 10, True), ("monthly", 9, False), ("weekly", 3, True), ("weekly", 2, False), ("daily", 1, False),
     ("daily", 2, True), ("quarterly", 28, True), ("quarterly", 27, False), ("yearly", 109, False), ("yearly", 110, True)],
)  # fmt: skip
def test_last_months_results_on_the_tenth_are_late(frequency: str, days: float, late: bool) -> None:
    rows = table("metrics", [{"metric_id": "m", "name": "M", "frequency": frequency, "latency_days": days}])
    assert figure_delays(rows, LIMITS.figures)["late"].tolist() == [late]


def test_a_figure_without_delay_or_rhythm_is_left_out() -> None:
    rows = table("metrics", [
        {"metric_id": "a", "name": "A", "frequency": "monthly"},
        {"metric_id": "b", "name": "B", "latency_days": 4},
        {"metric_id": "c", "name": "C", "frequency": "whenever the moon is full", "latency_days": 4},
    ])  # fmt: skip
    assert figure_delays(rows, LIMITS.figures).empty


# --- goals -------------------------------------------------------------------------------------------------------------


def goals(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    return table(
        "goals", [{"goal_id": i, "text": i.upper(), "level": level, "parent_id": parent} for i, level, parent in rows]
    )


def test_a_chain_that_ends_below_the_top_leads_nowhere() -> None:
    traced = trace_goals(
        goals(
            ("e", "enterprise", None),
            ("f", "function", "e"),
            ("t", "team", "f"),
            ("x", "function", None),
            ("y", "team", "x"),
        )
    )
    assert traced.set_index("goal_id")["traces"].to_dict() == {"e": True, "f": True, "t": True, "x": False, "y": False}
    assert traced.set_index("goal_id")["top_text"].to_dict() == {"e": "E", "f": "E", "t": "E", "x": "X", "y": "X"}


def test_a_circle_of_goals_leads_nowhere_and_ends() -> None:
    traced = trace_goals(
        goals(("e", "enterprise", None), ("f", "function", "e"), ("a", "function", "b"), ("b", "function", "a"))
    )
    assert traced.set_index("goal_id")["traces"].to_dict() == {"e": True, "f": True, "a": False, "b": False}


@given(st.lists(st.integers(0, 30), min_size=1, max_size=30))
def test_the_top_of_a_chain_has_nothing_above_it(parents: list[int]) -> None:
    """Each node points to a lower number or, where it would not, to nothing."""
    above = pd.Series([p if p < i else None for i, p in enumerate(parents)], dtype=object)
    tops = top_of(pd.Series(range(len(parents)), dtype=object), above)
    assert above[tops.astype(int)].isna().all()


def test_a_goal_is_measured_where_its_parts_are() -> None:
    rows = goals(("e", "enterprise", None), ("f", "function", "e"), ("t", "team", "f"), ("x", "function", "e"))
    assert reached_from_below(rows, pd.Series(["t"])).tolist() == [True, True, True, False]


def test_goals_pull_against_each_other_once_and_never_against_themselves() -> None:
    rows = table("goals", [
        {"goal_id": "a", "text": "A", "level": "function", "owner_role_id": "x", "pulls_against": ["b", "a"]},
        {"goal_id": "b", "text": "B", "level": "function", "owner_role_id": "y", "pulls_against": ["a", "c"]},
        {"goal_id": "c", "text": "C", "level": "function", "owner_role_id": "y"},
    ])  # fmt: skip
    pairs = opposed_pairs(rows)
    assert pairs[["goal_a", "goal_b", "across"]].to_numpy().tolist() == [["a", "b", True], ["b", "c", False]]


# --- paths -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "break_at"),
    [
        ({}, ""),
        ({"collected_by": []}, "collects"),
        ({"reported_by": []}, "reports"),
        ({"reported_to": []}, "receives"),
        ({"decided_by": []}, "decides"),
    ],
)
def test_a_path_breaks_at_the_first_stage_that_nobody_fills(changed: dict[str, Any], break_at: str) -> None:
    whole = {
        "metric_id": "a",
        "name": "A",
        "collected_by": ["r"],
        "reported_by": ["r"],
        "reported_to": ["r"],
        "decided_by": ["r"],
    }
    paths = reporting_paths(engagement(metrics=[whole, {**whole, "metric_id": "b", **changed}]))
    assert paths["break_at"].tolist() == ["", break_at]
    assert paths["complete"].tolist() == [True, not break_at]


def test_whether_those_who_decide_receive_it_is_not_known_where_a_meeting_has_no_members() -> None:
    metric = {"metric_id": "a", "name": "A", "reported_to": ["m"], "decided_by": ["r"]}
    for attendees, informed in ((["r"], True), (["q"], False), ([], None)):
        meeting = {"meeting_id": "m", "name": "M", "purpose": "other", "attendees": attendees}
        found = reporting_paths(engagement(metrics=[metric], meetings=[meeting]))["informed"].iloc[0]
        assert pd.isna(found) if informed is None else found == informed


@pytest.mark.parametrize(
    ("goals", "orphans"),
    [
        ([], [None] * 4),
        ([{"level": "enterprise"}], [False, True, True, True]),
        ([{"level": "function"}], [False, None, None, None]),
        ([{"level": "function", "process_id": "part"}], [False, True, None, None]),
        ([{"level": "enterprise", "process_id": "otd"}], [False, True, True, None]),
    ],
)
def test_a_metric_is_idle_only_where_a_goal_is_there_that_it_could_serve(
    goals: list[dict[str, Any]], orphans: list[bool | None]
) -> None:
    """m1 serves the goal; m2 measures a part of the process, m3 the whole, m4 nothing that is named."""
    processes: list[dict[str, Any]] = [
        {"process_id": "otd", "name": "Order to delivery", "category": "deliver", "is_key": True},
        {"process_id": "part", "name": "Pick", "category": "deliver", "parent_id": "otd"},
    ]
    metrics: list[dict[str, Any]] = [
        {"metric_id": "m1", "name": "Margin", "goal_id": "g" if goals else None},
        {"metric_id": "m2", "name": "Errors in picking", "process_id": "part"},
        {"metric_id": "m3", "name": "On-time delivery", "process_id": "otd"},
        {"metric_id": "m4", "name": "Sick days"},
    ]
    rows = [{"goal_id": "g", "text": "Be better", **goal} for goal in goals]
    linked = link(engagement(processes=processes, metrics=metrics, goals=rows), LIMITS.processes).metrics
    assert [None if pd.isna(o) else bool(o) for o in linked["orphan"]] == orphans


@pytest.mark.parametrize(
    ("filled", "of", "known"),
    [(0, 10, False), (1, 10, True), (1, 11, False), (5, 54, False), (6, 54, True), (1, 3, True)],
)
def test_a_few_stray_entries_do_not_make_a_column(filled: int, of: int, known: bool) -> None:
    """One cell in ten at least: then an empty one says that there is no link, else nothing is known."""
    column = pd.Series(["g1"] * filled + [None] * (of - filled), dtype="str")
    found = has_link(column)
    assert found.isna().all() == (not known)
    assert found.fillna(False).sum() == (filled if known else 0)
