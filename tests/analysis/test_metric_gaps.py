"""What could not be said of the metrics is told once for each thing that is missing, with a cure that begins with what to do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assessment_kit.analysis.metrics import analyse
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.method import load_method
from assessment_kit.show.charts.metrics import FIGURES
from assessment_kit.show.pieces import Gap
from tests.builders import engagement

METHOD = load_method()
ROLES = [{"role_id": "r1", "title": "Controller", "level": "senior"}]
GOALS = [
    {"goal_id": "g1", "text": "Margin of 14%", "level": "enterprise"},
    {"goal_id": "g2", "text": "Cut stock", "level": "function", "parent_id": "g1"},
]
PROCESSES = [{"process_id": "p1", "name": "Order to cash", "category": "deliver", "objective_hours": 24}]
BARE = [{"metric_id": "m1", "name": "Margin"}, {"metric_id": "m2", "name": "Scrap"}]
FULL = [
    {
        "goal_id": "g1", "process_id": "p1", "kind": "lagging", "focus": "outcome", "direction": "up", "collected_by": ["r1"],
        "decided_by": ["r1"], "frequency": "monthly", "latency_days": 3, "used_in_decisions": True, **metric,
    }
    for metric in BARE
]  # fmt: skip
MEASURED = [{"metric_id": "m1", "period": "2026-01", "target": 14, "actual": 13}]
REPORTS = [{"report_id": "x", "name": "Monthly report"}]

COLUMNS = [
    "What the metrics look at",
    "Whether anyone decides by the metrics",
    "The way of the figures",
    "How late figures are",
]
NO_PARTS = "How the promise is divided in Order to cash"
OPPOSED = "Metrics that move against each other"
CASES: list[tuple[Mapping[str, Any], list[str]]] = [
    (
        {"goals": GOALS, "processes": PROCESSES, "metrics": BARE},
        ["What the metrics serve", *COLUMNS, "Target against actual", "The use of reports", NO_PARTS],
    ),
    (
        {"metrics": BARE, "reports": REPORTS},
        ["Goals", "Which metric measures which process", *COLUMNS, "Target against actual", "The use of reports",
         "Whether the promise of a process is divided among its parts"],
    ),
    (
        {"goals": GOALS, "roles": ROLES, "processes": PROCESSES, "metrics": FULL, "measurements": MEASURED, "reports": REPORTS},
        [OPPOSED, "The use of reports", NO_PARTS],
    ),
    (
        {"goals": GOALS[1:], "roles": ROLES, "processes": PROCESSES, "metrics": FULL, "measurements": [MEASURED[0] | {"target": None}]},
        ["Whether goals lead up to those of the whole", "Target against actual", OPPOSED, "The use of reports", NO_PARTS],
    ),
    (
        {"goals": GOALS, "processes": PROCESSES, "metrics": FULL, "measurements": MEASURED, "reports": REPORTS},
        ["How many figures each desk handles", OPPOSED, "The use of reports", NO_PARTS],
    ),
]  # fmt: skip


def gaps(rows: Mapping[str, Any]) -> tuple[NotAssessed, ...]:
    return analyse(engagement(**rows), METHOD).not_assessed


@pytest.mark.parametrize(("rows", "names"), CASES)
def test_one_gap_for_one_thing_that_is_missing(rows: Mapping[str, Any], names: list[str]) -> None:
    assert [gap.what for gap in gaps(rows)] == names


@pytest.mark.parametrize("rows", [{}, *(rows for rows, _ in CASES)])
def test_each_is_told_in_sentences_and_its_cure_begins_with_what_to_do(rows: Mapping[str, Any]) -> None:
    for gap in gaps(rows):
        assert gap.why.endswith("."), gap
        assert gap.cure.split()[0] in ("Fill", "Add"), gap
        assert gap.cure.endswith("."), gap


@pytest.mark.parametrize("rows", [{}, *(rows for rows, _ in CASES)])
def test_a_figure_without_data_tells_a_gap_of_the_analysis_and_none_of_its_own(rows: Mapping[str, Any]) -> None:
    result = analyse(engagement(**rows), METHOD)
    told = {(gap.what, gap.why, gap.cure) for gap in result.not_assessed}
    made = [draw(result) for draw in FIGURES.values()]
    assert {(gap.what, gap.why, gap.cure) for gap in made if isinstance(gap, Gap)} <= told


def test_a_goal_list_without_one_of_the_whole_is_told_from_one_without_links() -> None:
    flat = [GOALS[0], {**GOALS[1], "parent_id": None}]
    whys = [
        next(g.why for g in gaps({"goals": rows}) if g.what.startswith("Whether goals")) for rows in (flat, GOALS[1:])
    ]
    assert whys == ["No goal names the one above it.", "No goal of the whole organisation is on the list of goals."]
