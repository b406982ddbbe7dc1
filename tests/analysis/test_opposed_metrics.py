"""Metrics that move against each other: what counts, worked by hand, and against published tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis import opposed_metrics as module
from assessment_kit.analysis.metrics import analyse
from assessment_kit.analysis.opposed_metrics import Opposed, better_levels, metric_owners, opposed_metrics
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.targets import periods
from assessment_kit.method import load_method
from assessment_kit.method.thresholds import OpposedLimits
from tests.builders import engagement, table

RISING = [10.0, 11, 13, 16, 20, 25, 31]  # changes 1, 2, 3, 4, 5, 6
FALLING = [90.0, 89, 87, 84, 80, 75, 69]
LIMITS = load_method().thresholds.opposed_metrics
MONTHS = [f"2026-{m:02d}" for m in range(1, 13)]


def found(
    series: Mapping[str, Sequence[float | None]],
    owners: dict[str, str] | None = None,
    directions: dict[str, str] | None = None,
    pulls: Sequence[str] = (),
    limits: OpposedLimits | None = None,
    labels: Sequence[str] = MONTHS,
) -> Opposed:
    owners = owners or {name: f"r_{name}" for name in series}
    goals = [{"goal_id": f"g_{n}", "text": n, "level": "function", "owner_role_id": owners.get(n)} for n in series]
    for goal in goals:
        if goal["goal_id"] == "g_a":
            goal["pulls_against"] = [f"g_{p}" for p in pulls]  # type: ignore[assignment]
    metrics = table(
        "metrics",
        [
            {"metric_id": n, "name": f"Metric {n}", "goal_id": f"g_{n}", "direction": (directions or {}).get(n, "up")}
            for n in series
        ],
    )
    measured = table(
        "measurements",
        [
            {"metric_id": n, "period": p, "actual": v}
            for n, values in series.items()
            for p, v in zip(labels, values, strict=False)
        ],
    )
    roles = table(
        "roles", [{"role_id": r, "title": r.title(), "level": "senior"} for r in sorted(set(owners.values()))]
    )
    judged = periods(metrics, measured)
    return opposed_metrics(metrics, judged, table("goals", goals), table("processes", []), roles, limits or LIMITS)


def test_two_figures_of_two_owners_that_part_each_time() -> None:
    result = found({"a": RISING, "b": FALLING})
    pair = result.pairs.iloc[0]
    assert (pair["metric_a"], pair["metric_b"], pair["changes"], result.compared) == ("a", "b", 6, 1)
    assert pair["correlation"] == pytest.approx(-1)
    assert pair["chance"] == pytest.approx(1 / 720)  # one order of six in 6!
    assert pair["opposite"] == 1
    assert not pair["declared"]


@pytest.mark.parametrize(
    ("change", "compared"),
    [
        ({"series": {"a": RISING[:5], "b": FALLING[:5]}}, 0),  # five periods only
        ({"owners": {"a": "r", "b": "r"}}, 0),  # one owner answers for both
        ({"owners": {"a": "r"}}, 0),  # the second has none
        ({"directions": {"b": "down"}}, 1),  # falling is better: both get better together
        ({"directions": {"b": "within"}}, 0),  # no better direction
        ({"series": {"a": RISING, "b": [5.0] * 7}}, 0),  # one never moves
    ],
)
def test_a_hair_different_and_nothing_is_found(change: dict[str, Any], compared: int) -> None:
    result = found(**{"series": {"a": RISING, "b": FALLING}, **change})
    assert (len(result.pairs), len(result.series), result.compared) == (0, 0, compared)


def test_six_periods_are_enough() -> None:
    assert len(found({"a": RISING[:6], "b": FALLING[:6]}).pairs) == 1
    assert found({"a": RISING[:6], "b": FALLING[:6]}).pairs["chance"].iloc[0] == pytest.approx(1 / 120)


def test_figures_better_when_down_are_turned() -> None:
    both_fall = found({"a": FALLING, "b": FALLING}, directions={"a": "down"})
    assert both_fall.pairs["correlation"].iloc[0] == pytest.approx(-1)


def test_a_missing_month_costs_two_changes_and_is_not_bridged() -> None:
    gap: list[float | None] = [*RISING[:3], None, *RISING[4:], 38.0, 46.0, 55.0]
    whole = [*FALLING, 62.0, 54.0, 45.0]
    pair = found({"a": gap, "b": whole}).pairs.iloc[0]
    assert pair["changes"] == 9 - 2  # ten months make nine changes


def test_what_the_client_declared_is_judged_by_itself() -> None:
    """The same middling opposition: lost among many comparisons, kept where it was named beforehand."""
    rng = np.random.default_rng(7)
    swings = rng.normal(size=24)
    a, b = 50 + swings, 50 - 0.8 * swings + 0.9 * rng.normal(size=24)
    noise = {f"n{i}": list(50 + rng.normal(size=24)) for i in range(30)}
    labels = [f"{2025 + m // 12}-{m % 12 + 1:02d}" for m in range(24)]
    series = {"a": list(a), "b": list(b), **noise}
    limits = LIMITS.model_copy(update={"false_share": 0.02})

    def kept(pulls: Sequence[str]) -> set[tuple[str, str]]:
        pairs = found(series, pulls=pulls, limits=limits, labels=labels).pairs
        return set(zip(pairs["metric_a"], pairs["metric_b"], strict=True))

    assert ("a", "b") not in kept(())
    assert ("a", "b") in kept(("b",))


@pytest.mark.parametrize(("n", "rho", "orders"), [(5, -1.0, 1), (5, -0.9, 5), (6, -29 / 35, 21)])
def test_few_changes_are_judged_by_counting_orders(n: int, rho: float, orders: int) -> None:
    """Tables of Spearman's coefficient: one-sided 0.042 at 0.900 for n = 5, and 0.029 at 0.829 for n = 6."""
    total = {5: 120, 6: 720}[n]
    chance = module._chance(np.array([[rho]]), np.array([[float(n)]]), n)[0, 0]
    assert chance == pytest.approx(orders / total)


def test_many_changes_are_judged_by_students_t() -> None:
    # n = 12, ρ = −0.576: t = −0.576 · √(10 / (1 − 0.576²)) = −2.228, the 2.5% point of ten degrees of freedom
    assert module._chance(np.array([[-0.576]]), np.array([[12.0]]), 12)[0, 0] == pytest.approx(0.025, abs=5e-4)


def test_a_season_makes_changes_count_for_fewer() -> None:
    season = module._standard_ranks(np.sin(2 * np.pi * np.arange(24) / 12).reshape(-1, 1))
    noise = module._standard_ranks(np.random.default_rng(1).normal(size=(24, 1)))
    assert module._independent(season, season, 24)[0, 0] < 12
    assert module._independent(noise, season, 24)[0, 0] > 18


def test_chance_alone_is_seldom_called_opposition() -> None:
    """Twenty clients with 20 metrics of pure noise around a trend: hardly any has a pair."""
    labels = [f"{2025 + m // 12}-{m % 12 + 1:02d}" for m in range(24)]
    rng = np.random.default_rng(3)
    hits = 0
    for _ in range(20):
        noise = rng.normal(size=(24, 20)) + np.outer(np.arange(24), rng.normal(size=20))
        hits += len(found({f"m{i}": list(noise[:, i]) for i in range(20)}, labels=labels).pairs) > 0
    assert hits <= 3


@given(st.lists(st.integers(-5, 5), min_size=8, max_size=12), st.lists(st.integers(-5, 5), min_size=8, max_size=12))
def test_ranks_agree_with_another_implementation_ties_and_all(one: list[int], other: list[int]) -> None:
    n = min(len(one), len(other))
    frame = pd.DataFrame({"x": one[:n], "y": other[:n]}, dtype=float)
    ranks = module._standard_ranks(frame.to_numpy())
    expected = frame["x"].rank().corr(frame["y"].rank())
    if pd.notna(expected):
        assert float(ranks[:, 0] @ ranks[:, 1]) / n == pytest.approx(expected)


@settings(max_examples=20)
@given(st.floats(0.01, 100), st.floats(-50, 50))
def test_unit_and_zero_of_a_figure_do_not_matter(factor: float, shift: float) -> None:
    moved = [v * factor + shift for v in FALLING]
    result = found({"a": RISING, "b": moved})
    assert result.pairs["correlation"].iloc[0] == pytest.approx(-1)
    assert result.series.loc[result.series["side"] == "b", "place"].tolist() == pytest.approx(
        [1, 20 / 21, 18 / 21, 15 / 21, 11 / 21, 6 / 21, 0]
    )


def test_periods_of_different_length_are_no_neighbours() -> None:
    judged = pd.DataFrame(
        {"metric_id": "m", "period": ["2025", "2025-Q4", "2026-Q1", "2026-01-05", "2026-01-12", "2026-01-20"], "direction": "up",
         "actual": [1.0, 2, 3, 4, 5, 6]}
    )  # fmt: skip
    moves = better_levels(judged)["m"].diff()
    assert moves.notna().sum() == 1 + 2  # one between the quarters, two between the days


def test_the_owner_is_that_of_the_goal_then_the_decider_then_that_of_the_process() -> None:
    metrics = table("metrics", [
        {"metric_id": "m1", "name": "1", "goal_id": "g", "decided_by": ("r2",)},
        {"metric_id": "m2", "name": "2", "decided_by": ("meeting", "r2"), "process_id": "p"},
        {"metric_id": "m3", "name": "3", "process_id": "p"},
        {"metric_id": "m4", "name": "4"},
    ])  # fmt: skip
    goals = table("goals", [{"goal_id": "g", "text": "G", "level": "function", "owner_role_id": "r1"}])
    processes = table("processes", [{"process_id": "p", "name": "P", "category": "sell", "owner_role_id": "r3"}])
    roles = table("roles", [{"role_id": f"r{i}", "title": f"R{i}", "level": "senior"} for i in (1, 2, 3)])
    assert metric_owners(metrics, goals, processes, roles).to_dict() == {"m1": "r1", "m2": "r2", "m3": "r3"}


def _result(second: Sequence[float]) -> StepResult:
    goals = [{"goal_id": f"g{i}", "text": f"Goal {i}", "level": "function", "owner_role_id": f"r{i}"} for i in (1, 2)]
    metrics = [{"metric_id": f"m{i}", "name": f"Metric {i}", "goal_id": f"g{i}", "direction": "up"} for i in (1, 2)]
    measured = [
        {"metric_id": m, "period": p, "actual": v}
        for m, values in (("m1", RISING), ("m2", second))
        for p, v in zip(MONTHS, values, strict=False)
    ]
    roles = [{"role_id": f"r{i}", "title": f"Head {i}", "level": "senior", "function": f"F{i}"} for i in (1, 2)]
    client = engagement(goals=goals, metrics=metrics, measurements=measured, roles=roles)
    return analyse(client, load_method())


def test_the_step_says_how_many_of_how_many_and_by_whom() -> None:
    row = _result(FALLING).row("metrics.opposed_metrics")
    assert row is not None
    assert (row["count"], row["n"]) == (1, 1)
    assert row["examples"] == ("Metric 1 (Head 1) against Metric 2 (Head 2)",)
    assert row["evidence"] == ("metrics:2", "metrics:3")
    assert _result(RISING).value("metrics.opposed_metrics") == 0
    assert _result(RISING[:4]).row("metrics.opposed_metrics") is None


def test_series_are_those_of_the_periods_that_both_have() -> None:
    series = found({"a": [*RISING, 40.0], "b": FALLING}).series
    assert set(series["period"]) == set(MONTHS[:7])
    assert series["end"].max() == dt.date(2026, 7, 31)
    assert series.groupby("side")["place"].agg(["min", "max"]).to_numpy().tolist() == [[0, 1], [0, 1]]
