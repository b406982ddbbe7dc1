"""Step 1, the process architecture: which performance has to be managed, and which processes do the managing (PM-36).

Tables of the result: ``processes`` (value_creation.value_creation_system), ``activities``, ``management_processes``, ``feeds``
and ``governed`` (managing), ``maps``, ``map_steps`` and ``map_edges`` (process_maps), ``flows`` and ``belt_processes`` (conveyor_belt), ``key_rule`` (one cell: how the key
processes were told). A table is there only where the client's list behind it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis import conveyor_belt, managing, map_figures, value_creation
from assessment_kit.analysis.process_maps import process_maps
from assessment_kit.analysis.result import (
    NotAssessed,
    StepResult,
    indicator,
    indicators_frame,
    references,
    share,
)
from assessment_kit.analysis.scoring import item_indicators
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method
from assessment_kit.method.thresholds import Thresholds

STEP = "architecture"
Row = dict[str, object] | None


@dataclass
class _Found:
    """What has been found so far."""

    rows: list[Row] = field(default_factory=list)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    gaps: list[NotAssessed] = field(default_factory=list)


def analyse(engagement: Engagement, method: Method) -> StepResult:
    """All figures of the process architecture, from the client's lists and from the answers."""
    found = _Found()
    for table, look, missing in (
        ("processes", _processes, value_creation.NO_PROCESSES),
        ("management_processes", _managing, managing.NO_MANAGEMENT),
        ("process_steps", _maps, map_figures.NO_MAPS),
        ("information_flow", _belt, conveyor_belt.NO_FLOW),
    ):
        if engagement.has(table):
            look(engagement, found, method.thresholds)
        else:
            found.gaps.append(missing)
    found.rows += item_indicators(
        engagement, [item for item in method.items.values() if item.step == STEP], method.thresholds.seed
    )
    return StepResult(STEP, indicators_frame(found.rows), found.tables, tuple(found.gaps), limits=method.thresholds)


def _processes(engagement: Engagement, found: _Found, limits: Thresholds) -> None:
    system = value_creation.value_creation_system(engagement, limits.processes)
    rule = value_creation.how_key_was_told(engagement.table("processes"), limits.processes)
    found.tables |= {"processes": system, "key_rule": pd.DataFrame({"rule": [rule]})}
    found.rows += [*_landscape(system, engagement, limits.processes.severe_from), *_models(system)]
    found.gaps += _gaps_in_landscape(system)


def _managing(engagement: Engagement, found: _Found, limits: Thresholds) -> None:
    processes = managing.management_processes(engagement, limits.managing)
    activities = managing.activities(processes)
    found.tables |= {"management_processes": processes, "activities": activities, "feeds": managing.feeds(processes)}
    found.rows += _management(processes, activities)
    if engagement.has("processes"):
        found.tables["governed"] = managing.governed(engagement, limits.processes)
        found.rows += _governed(found.tables["governed"])
    found.gaps += _gaps_in_management(processes)


def _maps(engagement: Engagement, found: _Found, limits: Thresholds) -> None:
    mapped = process_maps(engagement, limits.processes)
    found.tables |= {"maps": mapped.maps, "map_steps": mapped.steps, "map_edges": mapped.edges}
    found.rows += map_figures.figures(mapped)
    found.gaps += map_figures.gaps(mapped.maps)


def _belt(engagement: Engagement, found: _Found, limits: Thresholds) -> None:
    pieces = conveyor_belt.flows(engagement, limits.flow)
    found.tables |= {"flows": pieces, "belt_processes": conveyor_belt.belt_processes(engagement)}
    found.rows += conveyor_belt.figures(pieces, limits.flow)
    found.gaps += conveyor_belt.gaps(engagement, pieces, limits.processes)


def _landscape(system: pd.DataFrame, engagement: Engagement, severe: int) -> Iterator[Row]:
    """What is planned, managed and owned of the key processes."""
    keys = system[system["is_key"]].sort_values("importance", ascending=False, kind="stable", na_position="last")
    yield indicator(
        "architecture.key_processes", len(keys), "count", len(system), references("processes", keys),
        count=len(keys), examples=tuple(keys["name"]),
    )  # fmt: skip
    listed = engagement.table("processes")
    yield share("architecture.called_key", listed, listed["is_key"], "processes")
    # of all rows: a list in which only the key processes are ticked must not look as if all were key
    yield share("architecture.key_of_listed", listed, listed["is_key"].fillna(False), "processes")
    for name in ("planned", "managed", "owned", "planned_and_managed", "in_full", "left_alone"):
        yield share(f"architecture.key_{name}", keys, keys[name], "processes")
    yield share("architecture.key_without_both", keys, ~keys["planned_and_managed"], "processes")
    across, within = keys["functions"].ge(2).fillna(False), keys["functions"].eq(1).fillna(False)
    yield share("architecture.across_managed", keys[across], keys.loc[across, "planned_and_managed"], "processes")
    yield share("architecture.across_unmanaged", keys[across], ~keys.loc[across, "planned_and_managed"], "processes")
    yield share("architecture.within_managed", keys[within], keys.loc[within, "planned_and_managed"], "processes")
    hurting = system[system["problem"].ge(severe).fillna(False)].sort_values("problem", ascending=False, kind="stable")
    yield share("architecture.problems_unmanaged", hurting, ~hurting["managed"], "processes")


def _models(system: pd.DataFrame) -> Iterator[Row]:
    """The state of the key processes' maps."""
    keys = system[system["is_key"]].sort_values("importance", ascending=False, kind="stable", na_position="last")
    known = keys["model"].notna()
    there = keys["model"].ne("none").astype("boolean").mask(~known)
    yield share("architecture.key_processes_mapped", keys, there, "processes")
    yield share("architecture.key_without_map", keys, ~there, "processes")
    drawn = keys[there.fillna(False).astype(bool)]
    current = drawn["model"].eq("current").astype("boolean")
    yield share("architecture.maps_current", drawn, current, "processes")
    yield share("architecture.maps_outdated", drawn, ~current, "processes")
    across = drawn["functions"].ge(2).astype("boolean").mask(drawn["functions"].isna())
    yield share("architecture.maps_across_functions", drawn, across, "processes")
    crossing = keys[keys["functions"].ge(2).fillna(False).astype(bool)]
    yield share("architecture.across_without_map", crossing, ~there[crossing.index], "processes")


def _gaps_in_landscape(system: pd.DataFrame) -> Iterator[NotAssessed]:
    """What the lists tell of no key process: one gap for what is done of it, one for its map."""
    keys = system[system["is_key"]]
    asked = {
        "planned": "whether it has a goal and a budget of its own",
        "managed": "whether somebody looks at the whole of it every month",
        "owned": "which one role answers for it",
    }
    untold = [name for name in asked if keys[name].isna().all()]
    if untold:
        yield NotAssessed(
            f"Which key processes are {words.listing(untold)}",
            "the lists say it of none of them",
            f"Ask for each key process {words.listing([asked[name] for name in untold])}",
        )
    if keys["model"].isna().all():
        yield value_creation.NO_MODELS


def _management(processes: pd.DataFrame, activities: pd.DataFrame) -> Iterator[Row]:
    """How the ten managing activities are done, and whether plan and running meet."""
    yield _of_activities("architecture.activities_formal", activities, activities["routine"], processes)
    yield _of_activities("architecture.without_routine", activities, ~activities["routine"], processes)
    for side, name in (("planning", "planning_routines"), ("running", "running_routines")):
        own = activities[activities["side"].eq(side)]
        yield _of_activities(f"architecture.{name}", own, own["routine"], processes)
    strategy = activities[activities["activity"].eq("plan_strategy")]
    yield _of_activities("architecture.strategy_planned", strategy, strategy["routine"], processes)
    said = processes[processes["activity"].eq("plan_strategy")]
    yield indicator(
        "architecture.strategy_listed", len(said), "count", len(processes), references("management_processes", said if len(said) else processes),
        count=len(said), examples=tuple(said["name"]),
    )  # fmt: skip

    there = processes[processes["there"]]
    yield share("architecture.management_covers_processes", there, there["looks_at_processes"], "management_processes")
    formal = there[there["routine"].fillna(False).astype(bool)]
    yield share("architecture.formal_without_process", formal, ~formal["looks_at_processes"], "management_processes")

    plans = processes[processes["reaches_running"].notna()]
    yield share("architecture.planning_feeds_running", plans, plans["reaches_running"], "management_processes")
    yield share("architecture.planning_cut_off", plans, ~plans["reaches_running"], "management_processes")
    strategies = plans[plans["activity"].eq("plan_strategy")]
    leading = plans if strategies.empty else strategies
    yield share("architecture.lead_plan_feeds_running", leading, leading["reaches_running"], "management_processes")


def _of_activities(name: str, activities: pd.DataFrame, counted: pd.Series, processes: pd.DataFrame) -> Row:
    """A share of managing activities, told by their names; it rests on the rows that do them, or on the whole list."""
    known = counted.dropna()
    if known.empty:
        return None
    hits = activities.loc[known.index[known.astype(bool)]]
    rows = processes[processes["activity"].isin(hits["activity"])]
    return indicator(
        name, float(known.mean()), "share", len(known), references("management_processes", rows if len(rows) else processes),
        count=float(known.sum()), examples=tuple(hits["label"].str.lower()),
    )  # fmt: skip


def _governed(governed: pd.DataFrame) -> Iterator[Row]:
    yield share("architecture.key_governed", governed, governed["covered"], "processes")
    yield share("architecture.key_ungoverned", governed, ~governed["covered"], "processes")


def _gaps_in_management(processes: pd.DataFrame) -> Iterator[NotAssessed]:
    if not processes["activity"].eq("plan_strategy").any():
        yield NotAssessed(
            "Whether the strategy is planned",
            "the list of management processes names none that plans it",
            "Ask how the strategy is planned, and add a row for it, with “none” as its formality where nobody does",
        )
    plans = processes["side"].eq("planning") & processes["there"]
    if plans.any() and processes["reaches_running"].isna().all():
        yield NotAssessed(
            "Whether the plan reaches the running of the business",
            "the list does not say which management process feeds which, or how often the reviews take place",
            "Say of each management process how often it runs, and which others use its result",
        )
    if processes["looks_at_processes"].isna().all():
        yield NotAssessed(
            "Whether planning and managing look at whole processes",
            "no management process names the processes that it covers",
            "Name for each management process the processes whose performance it plans or manages as a whole",
        )
