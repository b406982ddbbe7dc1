"""Goals, metrics and reporting: expected values counted by hand on a client of a handful of rows."""

from __future__ import annotations

import copy
from typing import Any

import pandas as pd
import pytest

from assessment_kit.analysis.metrics import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement

Rows = list[dict[str, Any]]

PROCESSES: Rows = [
    {"process_id": "otd", "name": "Order to delivery", "category": "deliver", "is_key": True, "objective_hours": 24,
     "result_objective": "Right part", "objective_approved_by_customer": True},
    {"process_id": "pick", "name": "Pick", "category": "deliver", "parent_id": "otd"},
    {"process_id": "quote", "name": "Quote to order", "category": "sell", "is_key": True, "objective_hours": 48,
     "objective_approved_by_customer": False},
    {"process_id": "npd", "name": "Develop products", "category": "launch", "is_key": True, "objective_approved_by_customer": False},
    {"process_id": "pay", "name": "Pay", "category": "enable"},
]  # fmt: skip
GOALS: Rows = [
    {"goal_id": "top", "text": "Grow", "level": "enterprise", "owner_role_id": "ceo", "pulls_against": ["busy"]},
    {
        "goal_id": "fast",
        "text": "Deliver fast",
        "level": "function",
        "parent_id": "top",
        "process_id": "otd",
        "owner_role_id": "coo",
    },
    {"goal_id": "team", "text": "Pick in an hour", "level": "team", "parent_id": "fast"},
    {
        "goal_id": "busy",
        "text": "Keep the line busy",
        "level": "function",
        "owner_role_id": "coo",
        "pulls_against": ["top"],
    },
]
ROLES: Rows = [
    {"role_id": "ceo", "title": "Chief executive", "level": "executive"},
    {"role_id": "coo", "title": "Head of Operations", "level": "senior", "function": "Operations"},
    {"role_id": "ctl", "title": "Controller", "level": "middle", "function": "Finance"},
    {"role_id": "clerk", "title": "Clerk", "level": "front_line", "function": "Operations"},
]
MEETINGS: Rows = [
    {
        "meeting_id": "ops",
        "name": "Operations review",
        "purpose": "monthly_review",
        "chair": "coo",
        "attendees": ["ctl"],
    }
]
METRICS: Rows = [
    # a whole path; measures a part of the key process "otd"; monthly, known on the 10th: 10 of 30.4 days, late
    {"metric_id": "m1", "name": "Picking time", "goal_id": "team", "process_id": "pick", "focus": "process", "kind": "leading", "unit": "hours",
     "direction": "down", "collected_by": ["clerk"], "reported_by": ["ctl"], "reported_to": ["ops"], "decided_by": ["coo"],
     "frequency": "monthly", "latency_days": 10, "target": 1, "on_scorecard": True, "used_in_decisions": True},
    # collected twice, nobody decides; measures "otd" through its goal; weekly after two days of seven: 0.29, in time
    {"metric_id": "m2", "name": "On-time delivery", "goal_id": "fast", "focus": "outcome", "kind": "lagging", "unit": "percent",
     "direction": "up", "collected_by": ["clerk", "ctl"], "reported_by": ["ctl"], "reported_to": ["coo"],
     "frequency": "weekly", "latency_days": 2, "target": 95, "on_scorecard": True, "used_in_decisions": False},
    # serves no goal, is reported to nobody but by a report; the one who decides does not get it; daily, next morning: in time
    {"metric_id": "m3", "name": "Quotes sent", "process_id": "quote", "focus": "outcome", "kind": "lagging", "collected_by": ["clerk"],
     "decided_by": ["coo"], "frequency": "daily", "latency_days": 1, "on_scorecard": False, "used_in_decisions": False},
    # a twin of m2 under another name; nothing else is known of it
    {"metric_id": "m4", "name": "Deliveries on time", "unit": "%"},
]  # fmt: skip
REPORTS: Rows = [
    {
        "report_id": "r1",
        "name": "Sales report",
        "producer": "ctl",
        "receivers": ["ceo"],
        "frequency": "monthly",
        "metric_ids": ["m3"],
        "used": False,
    },
    {
        "report_id": "r2",
        "name": "Board report",
        "producer": "coo",
        "receivers": ["ceo", "coo"],
        "frequency": "weekly",
        "metric_ids": ["m2"],
        "used": True,
    },
]
MEASUREMENTS: Rows = [
    *(
        {"metric_id": "m2", "period": f"2026-0{i}", "target": 95, "actual": a}
        for i, a in ((1, 96), (2, 94), (3, 92), (4, 90))
    ),
    {"metric_id": "m1", "period": "2026-Q1", "actual": 0.9},
]


def client(**changes: Rows) -> Engagement:
    tables = {
        "processes": PROCESSES, "goals": GOALS, "roles": ROLES, "meetings": MEETINGS, "metrics": METRICS, "reports": REPORTS,
        "measurements": MEASUREMENTS,
    }  # fmt: skip
    return engagement(**{name: copy.deepcopy(rows) for name, rows in {**tables, **changes}.items() if rows})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def result() -> StepResult:
    return analyse(client(), load_method())


COUNTS = {
    "goals_number": 4,
    "number": 4,
    "per_goal": 1,
    # otd has the goal "fast"; quote and npd have none
    "key_processes_with_goal": (1, 3),
    "key_processes_without_goal": (2, 3),
    # "team" by m1, "fast" by m2, "top" by what is below it; "busy" by none; both metrics have a target
    "goals_with_metric": (3, 4),
    "goals_without_metric": (1, 4),
    "goals_with_target": (3, 4),
    "goals_owned": (3, 4),
    # below the top: fast and team lead up, busy does not
    "functional_goals_traced": (2, 3),
    "functional_goals_adrift": (1, 3),
    # top against busy is declared from both sides and is one pair
    "opposed_goals": (1, 4),
    # only otd is promised in time and in result; asked of otd and quote whether the customer agreed, npd has no promise
    "key_processes_with_objective": (1, 3),
    "promise_approved": (1, 2),
    "promise_not_approved": (1, 2),
    "with_goal": (2, 4),
    "orphans": (2, 4),
    "traced": (2, 4),
    "with_target": (2, 4),
    "used_in_decisions": (1, 3),
    "unused": (2, 3),
    # otd by m1 (a part of it) and m2 (through its goal), quote by m3
    "key_processes_with_metric": (2, 3),
    "key_processes_both_measures": (1, 3),
    "key_processes_outcome_only": (1, 2),
    "near_duplicates": (2, 4),
    "process_focus": (1, 3),
    "outcome_focus": (2, 3),
    "activity_focus": (0, 3),
    "leading": (1, 3),
    "lagging": (2, 3),
    "on_scorecard": (2, 3),
    "scorecard_linked": (2, 2),
    "scorecard_leading": (1, 2),
    # m3 reaches the chief executive by the sales report
    "reported": (3, 4),
    "paths_complete": (2, 4),
    "paths_broken": (2, 4),
    "reach_decider": (2, 4),
    "headlines_complete": (1, 2),
    "headlines_several": (1, 2),
    "several_collect": (1, 4),
    # m2 is reported by the controller, and by the head of operations in the board report
    "several_report": (1, 4),
    # m1: the coo sits in the meeting that gets it; m3: the coo does not get it
    "deciders_informed": (1, 2),
    "deciders_bypassed": (1, 2),
    "key_processes_reported": (2, 3),
    # coo: m2; ceo: m2 and m3; ops is a meeting and no role
    "most_received": (2, 2),
    "in_time": (2, 3),
    "late": (1, 3),
    "typical_delay": 2,
    "monthly_delay": 10,
    "reports_number": 2,
    "reports_used": (1, 2),
    # 1 reader × 12 + 2 readers × 52
    "report_copies": 116,
    "report_copies_unused": 12,
    # m2 ends at 90 of 95; m1 at 0.9 hours, against today's target of 1
    "on_target": (1, 2),
    "periods_on_target": (2, 5),
    "getting_worse": (1, 1),
    "never_on_target": (0, 1),
}


@pytest.mark.parametrize("name", COUNTS)
def test_figures_counted_by_hand(name: str, result: StepResult) -> None:
    expected, row = COUNTS[name], result.row(f"metrics.{name}")
    assert row is not None
    if isinstance(expected, tuple):
        assert (row["count"], row["n"]) == expected
        if row["unit"] == "share":
            assert row["value"] == pytest.approx(expected[0] / expected[1])
    else:
        assert row["value"] == expected


def test_every_figure_is_declared_and_says_where_it_comes_from(result: StepResult) -> None:
    declared = load_method().indicators
    rows = result.indicators
    assert set(rows["indicator_id"]) <= set(declared)
    assert rows["evidence"].map(len).gt(0).all()
    assert (rows["unit"] == rows["indicator_id"].map(lambda name: declared[name].unit)).all()


def test_evidence_and_examples_name_the_rows(result: StepResult) -> None:
    row = result.row("metrics.orphans")
    assert row is not None
    assert row["evidence"] == ("metrics:4", "metrics:5")
    assert row["examples"] == ("Quotes sent", "Deliveries on time")


def test_shares_stay_between_nought_and_one(result: StepResult) -> None:
    shares = result.indicators[result.indicators["unit"] == "share"]["value"]
    assert shares.between(0, 1).all()


def test_load_per_role(result: StepResult) -> None:
    load = result.tables["load"].set_index("role_id")[["collects", "reports", "receives", "decides"]]
    assert list(load.loc["clerk"]) == [3, 0, 0, 0]
    assert list(load.loc["ctl"]) == [1, 3, 0, 0]
    assert list(load.loc["coo"]) == [0, 1, 1, 2]
    assert list(load.loc["ceo"]) == [0, 0, 2, 0]
    assert result.value("metrics.role_collects", "clerk") == 3


def test_inputs_stay_as_they_were() -> None:
    given, kept = client(), client()
    analyse(given, load_method())
    for name, frame in kept.tables.items():
        pd.testing.assert_frame_equal(given.tables[name], frame)


def test_without_any_list_nothing_is_said_and_nothing_is_zero() -> None:
    result = analyse(engagement(), load_method())
    assert result.indicators.empty
    assert [gap.what for gap in result.not_assessed] == [
        "Goals",
        "Metrics",
        "The use of reports",
        "Whether the promise of a process is divided among its parts",
    ]


def test_an_empty_column_is_not_known_and_not_a_no() -> None:
    """No metric names a goal, nobody is named: that is a column not filled in, not a client without goals and people."""
    bare = [{"metric_id": "m1", "name": "Orders"}, {"metric_id": "m2", "name": "Margin"}]
    result = analyse(client(metrics=bare, reports=[], measurements=[]), load_method())
    for name in (
        "orphans",
        "goals_with_metric",
        "key_processes_with_metric",
        "reported",
        "paths_complete",
        "several_collect",
        "on_scorecard",
        "late",
    ):
        assert result.row(f"metrics.{name}") is None, name
    assert {"What the metrics serve", "The way of the figures", "How late figures are"} <= {
        g.what for g in result.not_assessed
    }


def test_without_a_goal_of_the_whole_tracing_is_not_assessed() -> None:
    goals = [{**g, "level": "function"} for g in GOALS]
    assert analyse(client(goals=goals), load_method()).row("metrics.functional_goals_traced") is None


def test_headlines_are_those_of_the_scorecard_else_those_that_serve_the_whole_else_the_first() -> None:
    off = [{k: v for k, v in m.items() if k != "on_scorecard"} for m in METRICS]
    loose = [{k: v for k, v in m.items() if k != "goal_id"} for m in off]
    chosen = {}
    for rows in (METRICS, off, loose):
        paths = analyse(client(metrics=rows), load_method()).tables["paths"]
        chosen[paths["headline_rule"].iloc[0]] = list(paths[paths["headline"]]["metric_id"])
    assert chosen == {"scorecard": ["m1", "m2"], "company goals": ["m1", "m2"], "first": ["m1", "m2", "m3", "m4"]}
