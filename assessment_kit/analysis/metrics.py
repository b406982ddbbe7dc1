"""Step 3: goals, metrics, and the ways by which figures reach those who decide (E2, E3, E6)."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis import chain_figures, late_decisions
from assessment_kit.analysis.figure_delays import figure_delays
from assessment_kit.analysis.goal_tree import opposed_pairs
from assessment_kit.analysis.measures_chain import measures_chain
from assessment_kit.analysis.metric_gaps import gaps
from assessment_kit.analysis.metric_links import Links, goals_to_processes, link
from assessment_kit.analysis.metrics_figures import figures, in_short
from assessment_kit.analysis.near_duplicates import near_duplicates
from assessment_kit.analysis.opposed_metrics import opposed_indicators, opposed_metrics
from assessment_kit.analysis.report_use import report_use
from assessment_kit.analysis.reporting_paths import STAGES, load_per_role, reaches_somebody, reporting_paths
from assessment_kit.analysis.result import StepResult, indicators_frame
from assessment_kit.analysis.scoring import item_indicators
from assessment_kit.analysis.targets import periods, targets
from assessment_kit.analysis.way_and_outcome import way_only
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method


def analyse(engagement: Engagement, method: Method) -> StepResult:
    """Assess goals, metrics, and tracking and reporting.

    Tables
    ------
    metrics : one row per metric, as `metric_links.Links.metrics`, with `collector` (function of the first role that collects it).
    goals, key_processes : as `metric_links.Links`. goal_process : which goal is set for which key process.
    near_duplicates : pairs of metrics (`near_duplicates`). opposed : pairs of goals (`goal_tree.opposed_pairs`).
    paths : as `reporting_paths`, with `headline` (bool), `headline_rule` (scorecard, company goals, or first) and per stage
        `<stage>_names` (tuple of names for people).
    load : figures per role. delays : as `figure_delays`. reports : as `report_use`.
    targets, periods : target against actual per metric, and per metric and period.
    chain, chain_links : the promised key processes, and these with their parts (`measures_chain.Chain`).
    opposed_metrics, opposed_series : pairs of metrics that move against each other, and their course (`opposed_metrics`).
    """
    limits = method.thresholds
    links = link(engagement, limits.processes)
    roles, meetings = engagement.table("roles"), engagement.table("meetings")
    paths = _named(_headlines(reporting_paths(engagement), links.metrics, limits.figures.headlines), roles, meetings)
    processes = engagement.table("processes")
    chain = measures_chain(processes, links.metrics, limits.processes)
    judged = periods(links.metrics, engagement.table("measurements"))
    against = opposed_metrics(
        links.metrics, judged, links.goals, engagement.table("processes"), roles, limits.opposed_metrics
    )
    tables = {
        "metrics": links.metrics.assign(collector=_collectors(links.metrics, roles)),
        "goals": links.goals.assign(
            owner=links.goals["owner_role_id"].map(_titles(roles)), label=links.goals["text"].map(in_short)
        ),
        "key_processes": links.processes.assign(reported=_reported(links, paths)),
        "goal_process": goals_to_processes(links),
        "near_duplicates": near_duplicates(links.metrics, limits.near_twins),
        "opposed": opposed_pairs(links.goals),
        "paths": paths,
        "load": load_per_role(paths, roles),
        "delays": figure_delays(links.metrics, limits.figures),
        "reports": report_use(engagement.table("reports"), roles),
        "targets": targets(judged, limits.figures),
        "periods": judged,
        "opposed_metrics": against.pairs,
        "opposed_series": against.series,
        "chain": chain.wholes,
        "chain_links": chain.links,
    }
    items = [i for i in method.items.values() if i.step == "metrics"]
    flow = [
        *chain_figures.figures(chain),
        *late_decisions.figures(tables["delays"]),
        way_only(links.processes, links.metrics),
    ]
    rows = [
        *figures(tables, limits.figures),
        *opposed_indicators(against),
        *flow,
        *item_indicators(engagement, items, method.thresholds.seed),
    ]
    told = (
        *gaps(tables, processes, against.compared, limits.opposed_metrics.least_periods),
        *chain_figures.gaps(processes, chain, limits.processes),
    )
    return StepResult("metrics", indicators_frame(rows), tables, told, limits=limits)


def _headlines(paths: pd.DataFrame, metrics: pd.DataFrame, most: int) -> pd.DataFrame:
    """Mark the figures that matter most: those on the scorecard; else those that serve a company goal; else the first ones."""
    for rule, chosen in (("scorecard", metrics["on_scorecard"]), ("company goals", metrics["traces"])):
        if chosen.fillna(False).any():
            return paths.assign(headline=chosen.fillna(False).astype(bool), headline_rule=rule)
    return paths.assign(headline=[i < most for i in range(len(paths))], headline_rule="first")


def _titles(roles: pd.DataFrame) -> pd.Series:
    return roles.drop_duplicates("role_id").set_index("role_id")["title"]


def _named(paths: pd.DataFrame, roles: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Names for people beside the ids: meetings by name, roles by title."""
    names = {**_titles(roles).to_dict(), **dict(zip(meetings["meeting_id"], meetings["name"], strict=True))}
    return paths.assign(
        **{f"{stage}_names": paths[stage].map(lambda ids: tuple(str(names.get(i, i)) for i in ids)) for stage in STAGES}
    )


def _collectors(metrics: pd.DataFrame, roles: pd.DataFrame) -> pd.Series:
    """The function of the first role that collects the metric, its title where it has no function; "" for nobody, NA where not recorded."""
    known = roles.drop_duplicates("role_id").set_index("role_id")
    place = known["function"].where(known["function"].notna(), known["title"])
    first = metrics["collected_by"].map(lambda ids: ids[0] if ids else "")
    names = first.map(place).where(first.isin(place.index), first).astype(object)
    return names if bool(first.ne("").any()) else pd.Series([None] * len(metrics), index=metrics.index, dtype=object)


def _reported(links: Links, paths: pd.DataFrame) -> pd.Series:
    """Is at least one metric of the key process reported to somebody?"""
    reaches = reaches_somebody(paths)
    keys = links.metrics["key_id"]
    reported = links.processes["process_id"].isin(keys[reaches.fillna(False).to_numpy()]).astype("boolean")
    known = bool(reaches.notna().any()) and bool(links.metrics["measured_id"].notna().any())
    return reported if known else reported.mask(reported.notna())
