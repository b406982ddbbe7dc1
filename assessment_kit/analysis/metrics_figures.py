"""The figures of step 3 from its tables: goals, metrics, tracking and reporting, targets."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

import pandas as pd

from assessment_kit.analysis.goal_tree import has_link
from assessment_kit.analysis.passed_targets import passed_targets
from assessment_kit.analysis.reporting_paths import STAGES, reaches_somebody
from assessment_kit.analysis.result import indicator, references, share
from assessment_kit.method.thresholds import FigureLimits

Row = dict[str, object] | None

SENTENCE = 80
"""Letters of a goal that stand in a sentence: a matter of reading, no rule of the method."""


def figures(tables: dict[str, pd.DataFrame], limits: FigureLimits) -> Iterator[Row]:
    """Every figure of the step that rests on lists; None where it could not be assessed."""
    yield from _goal_figures(tables)
    yield from _metric_figures(tables)
    yield from _reporting_figures(tables)
    yield from _target_figures(tables, limits.missed_periods)
    passed = passed_targets(tables["periods"], limits.passed_periods)
    yield share("metrics.targets_passed", passed, passed["passed"].astype("boolean"), "measurements")


def in_short(text: str) -> str:
    """A goal as it can stand in a sentence; some are written as whole paragraphs."""
    return shorten(str(text), SENTENCE, placeholder="…")


def _both(yes: str, no: str, rows: pd.DataFrame, flag: pd.Series, table: str, label: str = "name") -> Iterator[Row]:
    """The share that has it, and the share that has not: the one measures, the other one names what is missing."""
    yield share(f"metrics.{yes}", rows, flag, table, label=label)
    yield share(f"metrics.{no}", rows, ~flag.astype("boolean"), table, label=label)


def _number(name: str, rows: pd.DataFrame, table: str, value: float | None = None, unit: str = "count") -> Row:
    if rows.empty:
        return None
    return indicator(f"metrics.{name}", len(rows) if value is None else value, unit, len(rows), references(table, rows))


def _goal_figures(tables: dict[str, pd.DataFrame]) -> Iterator[Row]:
    goals, processes = tables["goals"], tables["key_processes"]
    yield _number("goals_number", goals, "goals")
    for level, rows in goals.groupby("level", sort=False):
        yield indicator(
            "metrics.goals_at_level", len(rows), "count", len(rows), references("goals", rows), subject=str(level)
        )
    yield from _both(
        "key_processes_with_goal", "key_processes_without_goal", processes, processes["has_goal"], "processes"
    )
    yield from _both("goals_with_metric", "goals_without_metric", goals, goals["has_metric"], "goals", "label")
    yield share("metrics.goals_with_target", goals, goals["with_target"], "goals", label="label")
    yield from _both("goals_owned", "goals_without_owner", goals, has_link(goals["owner_role_id"]), "goals", "label")
    below = goals[goals["level"].ne("enterprise")]
    yield from _both("functional_goals_traced", "functional_goals_adrift", below, below["traces"], "goals", "label")
    for level, rows in below.groupby("level", sort=False):
        yield share("metrics.goals_traced", rows, rows["traces"], "goals", subject=str(level), label="label")
    yield from _both(
        "key_processes_with_objective",
        "key_processes_without_objective",
        processes,
        processes["objective"],
        "processes",
    )
    yield from _both("promise_approved", "promise_not_approved", processes, processes["approved"], "processes")
    yield _opposed(goals, tables["opposed"])


def _opposed(goals: pd.DataFrame, pairs: pd.DataFrame) -> Row:
    if not goals["pulls_against"].map(len).any():
        return None
    names = [f"“{in_short(a)}” against “{in_short(b)}”" for a, b in zip(pairs["text_a"], pairs["text_b"], strict=True)]
    return indicator(
        "metrics.opposed_goals",
        len(pairs),
        "count",
        len(goals),
        references("goals", pairs),
        count=len(pairs),
        examples=names,
    )


def _metric_figures(tables: dict[str, pd.DataFrame]) -> Iterator[Row]:
    metrics, goals, processes, pairs = (tables[t] for t in ("metrics", "goals", "key_processes", "near_duplicates"))
    yield _number("number", metrics, "metrics")
    if len(metrics) and len(goals):
        yield _number("per_goal", metrics, "metrics", len(metrics) / len(goals), "ratio")
    yield share("metrics.with_goal", metrics, metrics["serves"], "metrics")
    yield share("metrics.orphans", metrics, metrics["orphan"], "metrics")
    yield share("metrics.traced", metrics, metrics["traces"], "metrics")
    yield share("metrics.with_target", metrics, metrics["with_target"], "metrics")
    yield from _both("used_in_decisions", "unused", metrics, metrics["used_in_decisions"], "metrics")
    yield from _both(
        "key_processes_with_metric", "key_processes_without_metric", processes, processes["has_metric"], "processes"
    )
    yield from _both(
        "key_processes_both_measures", "key_processes_one_sided", processes, processes["both_measures"], "processes"
    )
    measured = processes[processes["metrics"] > 0]
    yield share("metrics.key_processes_outcome_only", measured, measured["outcome_only"], "processes")
    yield _duplicates(metrics, pairs)
    for focus in ("activity", "process", "outcome"):
        yield share(f"metrics.{focus}_focus", metrics, _is(metrics["focus"], focus), "metrics")
    for kind in ("leading", "lagging"):
        yield share(f"metrics.{kind}", metrics, _is(metrics["kind"], kind), "metrics")
    yield share("metrics.on_scorecard", metrics, metrics["on_scorecard"], "metrics")
    card = metrics[metrics["on_scorecard"].fillna(False)]
    yield share("metrics.scorecard_linked", card, card["serves"], "metrics")
    yield share("metrics.scorecard_leading", card, _is(card["kind"], "leading"), "metrics")


def _is(column: pd.Series, value: str) -> pd.Series:
    return column.eq(value).astype("boolean").mask(column.isna())


def _duplicates(metrics: pd.DataFrame, pairs: pd.DataFrame) -> Row:
    """Share of metrics that have a twin; the examples are the pairs, those that differ in spelling in full."""
    if len(metrics) < 2:
        return None
    twins = pd.Series(metrics["metric_id"].isin([*pairs["id_a"], *pairs["id_b"]]), dtype="boolean")
    row = share("metrics.near_duplicates", metrics, twins, "metrics")
    if row is not None and len(pairs):
        row["examples"] = tuple(f"“{a}” and “{b}”" for a, b in zip(pairs["name_a"], pairs["name_b"], strict=True))
    return row


def _reporting_figures(tables: dict[str, pd.DataFrame]) -> Iterator[Row]:
    paths, processes = tables["paths"], tables["key_processes"]
    yield from _both("reported", "unreported", paths, reaches_somebody(paths), "metrics")
    yield from _both("paths_complete", "paths_broken", paths, paths["complete"], "metrics")
    yield from _both("reach_decider", "without_decider", paths, paths["reaches_decider"], "metrics")
    if len(paths) and paths["headline_rule"].iloc[0] != "first":
        head = paths[paths["headline"]]
        yield from _both("headlines_complete", "headlines_broken", head, head["complete"], "metrics")
        yield share("metrics.headlines_several", head, head["many_collect"], "metrics")
    yield share("metrics.several_collect", paths, paths["many_collect"], "metrics")
    yield share("metrics.several_report", paths, paths["many_report"], "metrics")
    yield from _both("deciders_informed", "deciders_bypassed", paths, paths["informed"], "metrics")
    yield from _both(
        "key_processes_reported", "key_processes_unreported", processes, processes["reported"], "processes"
    )
    yield from _load_figures(tables["load"])
    yield from _delay_figures(tables["delays"])
    yield from _report_figures(tables["reports"])


def _load_figures(load: pd.DataFrame) -> Iterator[Row]:
    for stage in STAGES:
        rows = load[load[stage] > 0]
        for role in rows.to_dict("records"):
            evidence = [f"roles:{role['row']}"]
            yield indicator(f"metrics.role_{stage}", role[stage], "count", 1, evidence, subject=str(role["role_id"]))
    readers = load[load["receives"] > 0].sort_values("receives", ascending=False, kind="stable")
    if len(readers):
        top = readers.iloc[0]
        yield indicator("metrics.most_received", top["receives"], "count", len(readers), references("roles", readers.head(1)),
                        count=top["receives"], examples=[str(top["title"])])  # fmt: skip


def _delay_figures(delays: pd.DataFrame) -> Iterator[Row]:
    worst = delays.sort_values("of_period", ascending=False, kind="stable")
    yield from _both("in_time", "late", worst, ~worst["late"].astype("boolean"), "metrics")
    yield _number(
        "typical_delay", delays, "metrics", float(delays["latency_days"].median()) if len(delays) else None, "days"
    )
    monthly = delays[delays["rhythm"].eq("monthly")]
    yield _number(
        "monthly_delay", monthly, "metrics", float(monthly["latency_days"].median()) if len(monthly) else None, "days"
    )


def _report_figures(reports: pd.DataFrame) -> Iterator[Row]:
    yield _number("reports_number", reports, "reports")
    heaviest = reports.sort_values("metrics", ascending=False, kind="stable")
    yield from _both("reports_used", "reports_unused", heaviest, heaviest["used"], "reports")
    sent = reports[reports["copies"].notna()]
    yield _number("report_copies", sent, "reports", float(sent["copies"].sum()) if len(sent) else None)
    idle = sent[~sent["used"].fillna(True)]
    yield _number("report_copies_unused", idle, "reports", float(idle["copies"].sum()) if len(idle) else None)


def _target_figures(tables: dict[str, pd.DataFrame], enough: int) -> Iterator[Row]:
    standing, judged = tables["targets"], tables["periods"]
    worst = standing.sort_values("share_met", kind="stable")
    yield from _both("on_target", "off_target", worst, worst["on_target"].astype("boolean"), "measurements")
    yield share("metrics.periods_on_target", judged, judged["on_target"].astype("boolean"), "measurements", label="")
    heading = worst["trend"].astype(object).where(worst["trend"].ne(""))
    for word in ("better", "worse"):
        yield share(f"metrics.getting_{word}", worst, _is(heading, word), "measurements")
    long = worst[worst["periods"] >= enough]
    yield share("metrics.never_on_target", long, long["met"].eq(0).astype("boolean"), "measurements")
