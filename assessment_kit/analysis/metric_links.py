"""What serves what: metrics → goals → processes, and what hangs loose (PM-14, PM-58, PL-24, PW-14)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from assessment_kit.analysis.goal_tree import has_link, kept, reached_from_below, top_of, trace_goals
from assessment_kit.analysis.landscape import key_processes
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import ProcessLimits


@dataclass(frozen=True)
class Links:
    """The three lists side by side.

    metrics : the client's metrics with `serves` (boolean: names a goal), `goal` (its text), `top_id` (the goal at the top of
        the chain), `traces` (boolean: that one is a goal of the whole organisation), `measured_id` (the process that it
        measures, itself or through its goal), `key_id` (the key process that this is, or is a part of), `orphan` (boolean: serves
        no goal though there is one for it; NA where the list holds none that it could serve), `with_target`.
    goals : the client's goals with `traces`, `top_id`, `metrics` (how many name it), `has_metric` (boolean: it or a goal below
        it has one), `with_target` (boolean: one of these has a target).
    processes : the key processes with `goals`, `metrics` (how many), `has_goal`, `has_metric`, `both_measures`, `outcome_only`
        (boolean: of the measures, process and outcome are both there; only the outcome is), `objective`, `approved`.
    """

    metrics: pd.DataFrame
    goals: pd.DataFrame
    processes: pd.DataFrame


def link(engagement: Engagement, limits: ProcessLimits) -> Links:
    """Follow every metric to its goal and its process."""
    goals = trace_goals(engagement.table("goals"))
    processes = engagement.table("processes")
    key = key_processes(processes, limits)
    metrics = _linked_metrics(engagement.table("metrics"), engagement.table("measurements"), goals, processes, key)
    count = goals["goal_id"].map(metrics["goal_id"].value_counts()).fillna(0).astype(int)
    known = bool(metrics["serves"].notna().any())
    measured = reached_from_below(goals, metrics["goal_id"])
    aimed = reached_from_below(goals, metrics[metrics["with_target"].fillna(False)]["goal_id"])
    goals = goals.assign(
        metrics=count,
        has_metric=_or_unknown(measured, known=known),
        with_target=_or_unknown(aimed, known=known and bool(metrics["with_target"].notna().any())),
    )
    return Links(metrics, goals, _linked_processes(key, goals, metrics))


def _or_unknown(flags: pd.Series, *, known: bool) -> pd.Series:
    flags = flags.astype("boolean")
    return flags if known else flags.mask(flags.notna())


def _linked_metrics(
    metrics: pd.DataFrame, measurements: pd.DataFrame, goals: pd.DataFrame, processes: pd.DataFrame, key: pd.DataFrame
) -> pd.DataFrame:
    goal = goals.drop_duplicates("goal_id").set_index("goal_id")
    own = metrics["goal_id"].map(goal["traces"]).astype("boolean")
    serves = has_link(metrics["goal_id"])
    traces = own.where(serves.fillna(False), False) if goal["traces"].notna().any() else own
    measured = metrics["process_id"].where(metrics["process_id"].notna(), metrics["goal_id"].map(goal["process_id"]))
    parents = pd.Series(processes["parent_id"].to_numpy(), index=processes["process_id"], dtype=object)
    key_id = top_of(measured, parents, stop=key["process_id"])
    key_id = key_id.where(key_id.isin(key["process_id"]))
    given = measurements[measurements[["target", "minimum", "maximum"]].notna().any(axis=1)]["metric_id"]
    with_target = metrics["target"].notna() | metrics["metric_id"].isin(given)
    return metrics.assign(
        serves=serves,
        goal=metrics["goal_id"].map(goal["text"]),
        top_id=metrics["goal_id"].map(goal["top_id"]),
        traces=traces.mask(serves.isna()),
        measured_id=measured,
        key_id=key_id,
        orphan=_orphans(serves, measured, key_id, goals),
        with_target=_or_unknown(with_target, known=kept(with_target)),
    )


def _orphans(serves: pd.Series, measured: pd.Series, key_id: pd.Series, goals: pd.DataFrame) -> pd.Series:
    """Metrics without a goal, though a goal is there for them: one of the whole organisation, or one of their own process.

    Where nobody set such a goal the goal is missing, and not the sense of the metric: not known.
    """
    for_all = bool((goals["level"].eq("enterprise") & goals["process_id"].isna()).any())
    of_process = measured.isin(goals["process_id"].dropna()) | key_id.isin(goals["process_id"].dropna())
    return (~serves).mask(~serves.fillna(True) & ~(of_process | for_all))


def _linked_processes(key: pd.DataFrame, goals: pd.DataFrame, metrics: pd.DataFrame) -> pd.DataFrame:
    ids = key["process_id"]
    goal_count = ids.map(goals["process_id"].value_counts()).fillna(0).astype(int)
    metric_count = ids.map(metrics["key_id"].value_counts()).fillna(0).astype(int)
    measures = metrics.dropna(subset=["key_id"])
    focus = pd.crosstab(measures["key_id"], measures["focus"].fillna("unknown")).reindex(
        index=ids, columns=["activity", "process", "outcome", "unknown"], fill_value=0
    )
    focus.index = key.index
    tagged = bool(metrics["focus"].notna().any()) and bool(metrics["measured_id"].notna().any())
    both = _or_unknown(focus["process"].gt(0) & focus["outcome"].gt(0), known=tagged)
    outcome = _or_unknown(focus["outcome"].gt(0) & focus["process"].eq(0) & focus["activity"].eq(0), known=tagged)
    doubtful = focus["unknown"].gt(0)
    hours, result = key["objective_hours"].notna(), key["result_objective"].notna()
    asked = kept(hours | result)
    return key.assign(
        goals=goal_count,
        metrics=metric_count,
        has_goal=_or_unknown(goal_count.gt(0), known=len(goals) > 0),
        has_metric=_or_unknown(metric_count.gt(0), known=bool(metrics["measured_id"].notna().any())),
        both_measures=both.mask(doubtful & ~both.fillna(False)),
        outcome_only=outcome.mask(doubtful),
        objective=_or_unknown(hours & result, known=asked),
        approved=key["objective_approved_by_customer"].where(hours | result),
    )


def goals_to_processes(links: Links) -> pd.DataFrame:
    """Which goal is set for which key process, by the goal list, or by metrics that serve the one and measure the other.

    Returns
    -------
    goal_id, process_id, declared (bool: in the goal list), metrics (how many join the two).
    """
    declared = links.goals[["goal_id", "process_id"]].dropna()
    declared = declared[declared["process_id"].isin(links.processes["process_id"])].assign(declared=True)
    joined = links.metrics[["goal_id", "key_id"]].dropna().value_counts().rename("metrics").reset_index()
    joined = joined.rename(columns={"key_id": "process_id"})
    both = declared.merge(joined, on=["goal_id", "process_id"], how="outer")
    return both.assign(
        declared=both["declared"].eq(True), metrics=both["metrics"].astype("Float64").fillna(0).astype(int)
    )
