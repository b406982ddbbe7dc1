"""Process maps, step by step: hand-offs, complexity, break points, and whether the parts fit the promise (PL-11 … PL-22).

A map is a graph of steps. Time is summed along its longest path, since what runs side by side is not added up. A step
that leads back to an earlier one (rework) is a loop: it counts as a hand-off where the function changes, and is left out of
the sum, in which each step is passed once. Where a map names no next steps at all, its rows are taken in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import ProcessLimits

STEP_COLUMNS = (
    "process_id", "variant", "step_id", "name", "function", "complexity", "objective_hours", "actual_hours", "break_point",
    "effect", "is_complex", "on_path", "start", "end", "on_actual_path", "actual_start", "actual_end", "row",
)  # fmt: skip
EDGE_COLUMNS = ("process_id", "variant", "from_step", "to_step", "hand_off", "loop")


@dataclass(frozen=True)
class Maps:
    """The mapped processes.

    maps : one row per process that has a map of today's work or a proposed one; what starts with ``to_be_`` is the proposal.
        process_id, name, promise (hours; NaN where none); steps, connections, hand_offs,
        functions, loops, dangling (next steps that the map does not have); complexity (mean 1–5), complex_steps, known_complexity
        (steps whose complexity is known); allotted, actual (hours along the longest path; NaN where no step has any),
        allotted_whole, actual_whole (False where some step has none: the sum is then a lower bound); excess, late (hours
        above the promise, negative for slack; NaN where it cannot be told); break_points, known_break_points,
        breaks_time, breaks_quality; lost (hours above what is allotted, at break points), rows (tuple of row numbers).
    steps : STEP_COLUMNS; start and end in hours from the first step, by what is allotted (actual_…: by what it takes).
    edges : EDGE_COLUMNS.
    """

    maps: pd.DataFrame
    steps: pd.DataFrame
    edges: pd.DataFrame


def process_maps(engagement: Engagement, limits: ProcessLimits) -> Maps:
    """Every map of the client's list of process steps, read as a graph."""
    rows = engagement.table("process_steps")
    steps, edges, tallies = [], [], []
    for _, own in rows.groupby(["process_id", "variant"], sort=False):
        one = _one_map(own.reset_index(drop=True), limits.complex_from)
        which = {"process_id": own["process_id"].iloc[0], "variant": own["variant"].iloc[0]}
        steps.append(one.steps)
        edges.append(pd.DataFrame(one.edges, columns=["from_step", "to_step", "hand_off", "loop"]).assign(**which))
        tallies.append({**which, **one.tally})
    return Maps(
        _side_by_side(engagement, pd.DataFrame(tallies)),
        pd.concat(steps, ignore_index=True)[list(STEP_COLUMNS)] if steps else pd.DataFrame(columns=list(STEP_COLUMNS)),
        pd.concat(edges, ignore_index=True)[list(EDGE_COLUMNS)] if edges else pd.DataFrame(columns=list(EDGE_COLUMNS)),
    )


@dataclass(frozen=True)
class _Map:
    steps: pd.DataFrame
    edges: list[tuple[str, str, bool, bool]]
    tally: dict[str, object]


def _one_map(own: pd.DataFrame, complex_from: int) -> _Map:
    """One map: `own` holds its rows, index 0…n-1."""
    links, dangling = _links(own)
    loops = _loops(len(own), links)
    forward = [link for link in links if link not in loops]
    function = own["function"].str.strip().str.casefold().tolist()
    ids = own["step_id"].tolist()
    edges = [(ids[a], ids[b], function[a] != function[b], (a, b) in loops) for a, b in links]
    allotted = _schedule(own["objective_hours"], forward)
    actual = _schedule(own["actual_hours"], forward)
    timed = own.assign(
        is_complex=own["complexity"].ge(complex_from),
        on_path=allotted.on_path, start=allotted.start, end=allotted.end,
        on_actual_path=actual.on_path, actual_start=actual.start, actual_end=actual.end,
    )  # fmt: skip
    breaks = own["break_point"].fillna(False).astype(bool)
    overrun = (own["actual_hours"] - own["objective_hours"]).where(breaks).clip(lower=0)
    tally = {
        "steps": len(own), "connections": len(edges), "hand_offs": sum(e[2] for e in edges), "loops": len(loops),
        "functions": len(set(function)), "dangling": dangling,
        "complexity": own["complexity"].mean(), "complex_steps": int(own["complexity"].ge(complex_from).fillna(False).sum()),
        "known_complexity": int(own["complexity"].notna().sum()),
        "allotted": allotted.total, "allotted_whole": allotted.whole, "actual": actual.total, "actual_whole": actual.whole,
        "break_points": int(breaks.sum()), "known_break_points": int(own["break_point"].notna().sum()),
        "breaks_time": int((breaks & own["effect"].isin(["time", "both"])).sum()),
        "breaks_quality": int((breaks & own["effect"].isin(["quality", "both"])).sum()),
        "lost": float(overrun.sum()) if overrun.notna().any() else np.nan,
        "rows": tuple(int(row) for row in own["row"]),
    }  # fmt: skip
    return _Map(timed, edges, tally)


def _links(own: pd.DataFrame) -> tuple[list[tuple[int, int]], int]:
    """(from, to) as positions, and how many next steps the map does not have; the order of the rows where none is named."""
    place = {step: i for i, step in enumerate(own["step_id"])}
    named = [(i, step) for i, following in enumerate(own["next_steps"]) for step in following]
    if not named:
        return [(i, i + 1) for i in range(len(own) - 1)], 0
    found = [(i, place[step]) for i, step in named if step in place and place[step] != i]
    return list(dict.fromkeys(found)), sum(step not in place for _, step in named)


def _loops(size: int, links: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The links that lead back to a step on the way from the start: depth first, steps without a predecessor first."""
    following: list[list[int]] = [[] for _ in range(size)]
    for a, b in links:
        following[a].append(b)
    entered = {b for _, b in links}
    loops: set[tuple[int, int]] = set()
    state = [0] * size  # 0 not met, 1 on the way, 2 done
    for start in sorted(range(size), key=lambda i: (i in entered, i)):
        if state[start]:
            continue
        state[start] = 1
        way: list[tuple[int, Iterator[int]]] = [(start, iter(following[start]))]
        while way:
            step, rest = way[-1]
            for after in rest:
                if state[after] == 1:
                    loops.add((step, after))
                elif state[after] == 0:
                    state[after] = 1
                    way.append((after, iter(following[after])))
                    break
            else:
                state[step] = 2
                way.pop()
    return loops


@dataclass(frozen=True)
class _Schedule:
    start: list[float]
    end: list[float]
    on_path: list[bool]
    total: float
    whole: bool


def _schedule(hours: pd.Series, forward: Sequence[tuple[int, int]]) -> _Schedule:
    """Earliest start and end of each step, and the longest path; an unknown duration counts nothing and is said so."""
    size = len(hours)
    lasts = hours.astype(float).fillna(0.0).tolist()
    start, from_step = [0.0] * size, [-1] * size
    waiting, following = [0] * size, [[] for _ in range(size)]  # type: list[int], list[list[int]]
    for a, b in forward:
        waiting[b] += 1
        following[a].append(b)
    ready = [i for i in range(size) if not waiting[i]]
    for step in ready:
        for after in following[step]:
            if from_step[after] < 0 or start[step] + lasts[step] > start[after]:
                start[after], from_step[after] = start[step] + lasts[step], step
            waiting[after] -= 1
            if not waiting[after]:
                ready.append(after)
    end = [s + d for s, d in zip(start, lasts, strict=True)]
    on_path = [False] * size
    # among ends that are equally late the last row, so that a closing step of no length belongs to the path
    step = max(range(size), key=lambda i: (end[i], i)) if size else -1
    total = end[step] if size else 0.0
    while step >= 0:
        on_path[step] = True
        step = from_step[step]
    known = hours.notna()
    return _Schedule(start, end, on_path, total if known.any() else np.nan, bool(known.all()))


def over(total: pd.Series, whole: pd.Series, promise: pd.Series) -> pd.Series:
    """Hours above the promise; NaN where either is not known, or the sum is a lower bound that does not pass it."""
    excess = total - promise
    return excess.where(whole.fillna(False).astype(bool) | excess.gt(0))


def _side_by_side(engagement: Engagement, tallies: pd.DataFrame) -> pd.DataFrame:
    """One row per process: the map of today, and beside it the proposed one."""
    processes = engagement.table("processes")
    if tallies.empty:
        return pd.DataFrame(columns=["process_id", "name", "promise", "steps"])
    today = tallies[tallies["variant"].eq("as_is")].drop(columns="variant").set_index("process_id")
    proposed = (
        tallies[tallies["variant"].eq("to_be")].drop(columns="variant").set_index("process_id").add_prefix("to_be_")
    )
    maps = today.join(proposed, how="outer").reindex(tallies["process_id"].drop_duplicates())
    known = processes.set_index("process_id")
    maps.insert(0, "name", known["name"].reindex(maps.index).fillna(maps.index.to_series()))
    maps.insert(1, "promise", known["objective_hours"].reindex(maps.index).astype(float))
    maps["excess"] = over(maps["allotted"], maps["allotted_whole"], maps["promise"])
    maps["late"] = over(maps["actual"], maps["actual_whole"], maps["promise"])
    if not proposed.empty:
        maps["to_be_excess"] = over(maps["to_be_allotted"], maps["to_be_allotted_whole"], maps["promise"])
    else:
        for name in ("steps", "hand_offs", "functions", "allotted", "excess"):
            maps[f"to_be_{name}"] = np.nan
    return maps.reset_index()
