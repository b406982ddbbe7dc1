"""The way of each figure: who collects it, who reports it, who receives it, who decides on it (PM-16, PM-17, PM-60).

A path breaks at the first stage that nobody fills. Several hands are more than one role that collects, or that reports, the
same figure. The list of reports adds to the list of metrics: who makes a report reports the metrics in it, who gets it receives them.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import pandas as pd

from assessment_kit.analysis.goal_tree import has_link
from assessment_kit.engagement.model import Engagement

STAGES = ("collects", "reports", "receives", "decides")
_COLUMNS = {"collects": "collected_by", "reports": "reported_by", "receives": "reported_to", "decides": "decided_by"}


def reporting_paths(engagement: Engagement) -> pd.DataFrame:
    """One row per metric: who fills each stage, and where the path breaks.

    Returns
    -------
    metric_id, name, row, latency_days; per stage (STAGES) a tuple of ids; `known` per stage as ``knows_<stage>`` (bool, the
    same for all rows: did the client record that stage at all?); `break_at` (the first recorded stage that nobody fills, "" where
    none), `complete` (boolean: no break; NA unless collecting, and receiving or deciding, are recorded), `reaches_decider`
    (boolean), `many_collect`, `many_report` (boolean), `informed` (boolean: somebody who decides is among those who receive it,
    or sits in a meeting that does; NA where either is missing).
    """
    metrics = engagement.table("metrics")
    stages = metrics[["metric_id", "name", "row", "latency_days"]].copy()
    from_reports = _by_metric(engagement.table("reports"))
    for stage, column in _COLUMNS.items():
        extra = metrics["metric_id"].map(from_reports.get(stage, {}))
        stages[stage] = [_joined(own, more) for own, more in zip(metrics[column], extra, strict=True)]
        stages[f"knows_{stage}"] = bool(has_link(stages[stage]).notna().any()) if len(stages) else False
    stages["break_at"] = [_break(row) for row in stages.to_dict("records")]
    judged = len(stages) > 0 and bool(stages["knows_collects"].iloc[0]) and bool(stages["knows_decides"].iloc[0])
    complete = stages["break_at"].eq("").astype("boolean")
    stages["complete"] = complete if judged else complete.mask(complete.notna())
    stages["reaches_decider"] = has_link(stages["decides"])
    stages["many_collect"] = _several(stages["collects"])
    stages["many_report"] = _several(stages["reports"])
    groups = _members(engagement.table("meetings"))
    stages["informed"] = pd.Series(
        [_informed(r, d, groups) for r, d in zip(stages["receives"], stages["decides"], strict=True)],
        index=stages.index, dtype="boolean",
    )  # fmt: skip
    return stages


def _by_metric(reports: pd.DataFrame) -> dict[str, dict[str, tuple[str, ...]]]:
    """Per stage: metric → those who report or receive it in a report."""
    made: dict[str, tuple[str, ...]] = {}
    got: dict[str, tuple[str, ...]] = {}
    for report in reports[["producer", "receivers", "metric_ids"]].to_dict("records"):
        producer = () if pd.isna(report["producer"]) else (report["producer"],)
        for metric in report["metric_ids"]:
            made[metric] = _joined(made.get(metric, ()), producer)
            got[metric] = _joined(got.get(metric, ()), report["receivers"])
    return {"reports": made, "receives": got}


def _joined(own: tuple[str, ...], more: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *more))) if isinstance(more, tuple) else tuple(own)


def _break(row: Mapping[Hashable, object]) -> str:
    return next((stage for stage in STAGES if row[f"knows_{stage}"] and not row[stage]), "")


def _several(ids: pd.Series) -> pd.Series:
    several = ids.map(len).gt(1).astype("boolean")
    return several.mask(has_link(ids).isna())


def _members(meetings: pd.DataFrame) -> dict[str, frozenset[str]]:
    """Meeting → itself and the roles in it."""
    return {
        str(m["meeting_id"]): frozenset(
            (m["meeting_id"], *m["attendees"], *([m["chair"]] if pd.notna(m["chair"]) else ()))
        )
        for m in meetings[["meeting_id", "attendees", "chair"]].to_dict("records")
    }


def _informed(
    receivers: tuple[str, ...], deciders: tuple[str, ...], groups: Mapping[str, frozenset[str]]
) -> bool | None:
    """Do the two stages share a role, once meetings are taken for those who sit in them? None where a meeting's members are unknown."""
    if not receivers or not deciders:
        return None
    reached = frozenset().union(*(groups.get(r, frozenset((r,))) for r in receivers))
    acting = frozenset().union(*(groups.get(d, frozenset((d,))) for d in deciders))
    if reached & acting:
        return True
    unknown = any(groups.get(i) == frozenset((i,)) for i in (*receivers, *deciders))
    return None if unknown else False


def reaches_somebody(paths: pd.DataFrame) -> pd.Series:
    """A figure is reported when somebody receives it, or at least somebody reports it where receivers are not on record."""
    received, reported = has_link(paths["receives"]), has_link(paths["reports"])
    return received if received.notna().any() else reported


def load_per_role(paths: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """How many figures each role collects, reports, receives and decides on.

    Returns
    -------
    role_id, title, level, function, and one column per stage (int); the roles with at least one, the heaviest first.
    """
    counts = {stage: paths[stage].explode().dropna().value_counts() for stage in STAGES}
    load = roles[["role_id", "title", "level", "function", "row"]].drop_duplicates("role_id")
    load = load.assign(**{stage: load["role_id"].map(counts[stage]).fillna(0).astype(int) for stage in STAGES})
    load = load.assign(total=load[list(STAGES)].sum(axis=1))
    return load[load["total"] > 0].sort_values("total", ascending=False, kind="stable", ignore_index=True)
