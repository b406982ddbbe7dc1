"""The chain from a promise to its parts, what is measured of it, and late figures in decisions; values are worked by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment_kit.analysis.critical_dimensions import dimensions
from assessment_kit.analysis.metrics import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement


def process(name: str, parent: str | None = None, **more: Any) -> dict[str, Any]:
    return {"process_id": name, "name": name.capitalize(), "category": "deliver", "parent_id": parent, **more}


def metric(number: int, name: str, of: str, **more: Any) -> dict[str, Any]:
    return {"metric_id": f"m{number}", "name": name, "process_id": of, "target": 5, **more}


# spares: 24 promised, 8 + 23 given away, one part without anything. repair: 10 promised, 4 + 6. order: a result only, one part
# with a result. bare: promised, without parts. other: no promise, so its part is no part of the chain.
PROCESSES = [
    process(
        "spares", is_key=True, objective_hours=24, result_objective="Right part", measured=False, revenue_importance=4
    ),
    process("repair", is_key=True, objective_hours=10, result_objective="It runs", measured=True, revenue_importance=3),
    process("order", is_key=True, result_objective="Order without questions", revenue_importance=5),
    process("bare", is_key=True, objective_hours=3),
    process("other", is_key=True),
    process("take", "spares", objective_hours=8),
    process("stock", "spares"),
    process("send", "spares", objective_hours=23, result_objective="Complete"),
    process("look", "repair", objective_hours=4),
    process("mend", "repair", objective_hours=6),
    process("type", "order", result_objective="Complete"),
    process("idle", "other", objective_hours=99),
]
METRICS = [
    metric(1, "Spare parts in 24 hours", "spares"),
    metric(2, "Calls answered on time", "take"),
    metric(3, "Repair time", "repair", unit="hours"),
    metric(4, "Repeat repairs", "repair"),
    metric(5, "Cases looked at", "look"),
    metric(6, "Cost per repair", "mend", target=None),
    metric(7, "Thing", "order"),
]


def client(**changes: Any) -> Engagement:
    return engagement(**{"processes": PROCESSES, "metrics": METRICS, **changes})


@pytest.fixture(scope="module")
def result() -> StepResult:
    return analyse(client(), load_method())


@pytest.mark.parametrize(
    ("name", "count", "n"),
    [
        ("parts_with_objective", 5, 6),  # all but stock
        ("parts_without_objective", 1, 6),
        ("fits", 1, 2),  # repair; spares is over; order and bare have nothing to add up
        ("over", 1, 2),
        ("parts_measured", 2, 5),  # take and look; mend has a metric without a target, send and type have none
        ("parts_unmeasured", 3, 5),
        ("end_to_end", 1, 2),  # by the client's word, which is not known for order and bare
        ("not_end_to_end", 1, 2),
        ("time_measured", 2, 3),  # spares and repair, not bare
        ("time_unmeasured", 1, 3),
        ("result_measured", 1, 2),  # repair, not spares; the one metric of order does not tell what it is about
        ("result_unmeasured", 1, 2),
        ("whole", 0, 4),  # spares is over, repair and order have a part without a target, nothing measures bare
    ],
)
def test_shares_counted_by_hand(name: str, count: int, n: int, result: StepResult) -> None:
    row = result.row(f"metrics.chain_{name}")
    assert row is not None
    assert (row["count"], row["n"]) == (count, n)


def test_the_promise_that_is_passed_by_most(result: StepResult) -> None:
    told = [result.value(f"metrics.chain_worst_{name}") for name in ("promise", "parts", "excess")]
    assert told == [24, 31, 7]
    row = result.row("metrics.chain_worst_parts")
    assert row is not None
    assert row["examples"] == ("Spares",)
    assert row["evidence"] == ("processes:2", "processes:7", "processes:9")


def test_each_promise_has_its_verdict(result: StepResult) -> None:
    wholes = result.tables["chain"].set_index("process_id")
    assert wholes["verdict"].to_dict() == {"spares": "over", "repair": "fits", "order": "no hours", "bare": "no parts"}
    assert wholes["without"].to_dict() == {"spares": 1, "repair": 0, "order": 0, "bare": 0}


def test_a_sum_with_a_hole_is_open_until_it_passes_the_whole() -> None:
    for hours, verdict in ((16, "open"), (16.5, "over")):
        parts = [
            process("a", "spares", objective_hours=8),
            process("b", "spares", objective_hours=hours),
            process("c", "spares"),
        ]
        made = analyse(client(processes=[PROCESSES[0], *parts]), load_method())
        assert list(made.tables["chain"]["verdict"]) == [verdict]


def test_a_whole_chain_is_found() -> None:
    parts = [process("look", "repair", objective_hours=4), process("mend", "repair", objective_hours=5)]
    metrics = [*METRICS[2:5], metric(8, "Hours to mend", "mend")]
    made = analyse(client(processes=[PROCESSES[1], *parts], metrics=metrics), load_method())
    assert made.value("metrics.chain_whole") == 1
    without_target = [*METRICS[2:5], metric(8, "Hours to mend", "mend", target=None)]
    made = analyse(client(processes=[PROCESSES[1], *parts], metrics=without_target), load_method())
    assert made.value("metrics.chain_whole") == 0


def test_without_metrics_the_sums_stand_and_nothing_counts_as_unmeasured() -> None:
    made = analyse(client(metrics=[]), load_method())
    assert made.value("metrics.chain_worst_excess") == 7
    assert made.row("metrics.chain_parts_unmeasured") is None
    assert made.row("metrics.chain_time_unmeasured") is None


def test_without_a_promise_it_is_said_what_it_would_take() -> None:
    made = analyse(client(processes=[process("a", is_key=True), process("b", "a", objective_hours=3)]), load_method())
    assert not made.indicators["indicator_id"].str.startswith("metrics.chain").any()
    gap = next(g for g in made.not_assessed if g.what.startswith("Whether the promise"))
    assert "of A," in gap.cure
    bare = next(g for g in analyse(client(), load_method()).not_assessed if "divided in" in g.what)
    assert bare.what == "How the promise is divided in Bare"


@pytest.mark.parametrize(
    ("name", "unit", "told"),
    [
        ("On-time delivery", "percent", "timeliness"),
        ("Order lead time", "days", "timeliness"),
        ("Certificates within five days", "percent", "timeliness"),
        ("Close", "days", "timeliness"),
        ("First-pass yield", "percent", "quality"),
        ("Invoices with errors", "percent", "quality"),
        ("Customer satisfaction", "points", "quality"),
        ("Rework hours", "hours", "quality"),
        ("Freight cost", "thousand euro", "price"),
        ("Average discount", "percent", "price"),
        ("Hours worked", "hours", ""),
        ("Days of stock", "days", ""),
        ("Machine downtime", "hours", ""),
        ("Timelines drawn", "number", ""),
        ("Orders received", "million euro", ""),
        ("按时交付率", "%", ""),
        ("Time and cost of claims", "", "quality price"),
    ],
)
def test_a_dimension_is_told_by_name_and_unit_or_not_at_all(name: str, unit: str, told: str) -> None:
    row = dimensions(pd.DataFrame({"name": [name], "unit": [unit]})).iloc[0]
    assert {d for d in row.index if row[d]} == set(told.split())


# Monthly figures: on the 10th is late. used: one late of two; unused: one late of two; unknown: one late.
USE = [("a", 2, True), ("b", 12, True), ("c", 3, False), ("d", 11, False), ("e", 20, None)]


def test_decisions_on_late_figures() -> None:
    rows = [
        metric(i, n, "spares", frequency="monthly", latency_days=d, used_in_decisions=u)
        for i, (n, d, u) in enumerate(USE)
    ]
    made = analyse(client(metrics=rows), load_method())
    for name, count, n in (("decided_on_late", 1, 2), ("late_figures_used", 1, 2), ("timely_figures_used", 1, 2)):
        row = made.row(f"metrics.{name}")
        assert row is not None
        assert (row["count"], row["n"]) == (count, n)


def test_a_process_without_an_outcome_measure_is_told_where_the_focus_is_known() -> None:
    rows = [
        metric(1, "A", "spares", focus="process"), metric(2, "B", "repair", focus="process"), metric(3, "C", "mend", focus="outcome"),
        metric(4, "D", "order", focus="activity"), metric(5, "E", "order"), metric(6, "F", "type", focus="process"),
    ]  # fmt: skip
    row = analyse(client(metrics=rows), load_method()).row("metrics.key_processes_way_only")
    assert row is not None
    # spares has none, repair has one in its part, order may have one: a metric of it has no focus
    assert (row["count"], row["n"], row["examples"]) == (1, 2, ("Spares",))
