"""What the process maps add up to: promise and parts, hand-offs, complex steps, break points, and the proposals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from assessment_kit.analysis.process_maps import Maps
from assessment_kit.analysis.result import NotAssessed, indicator

Row = dict[str, object]

NO_MAPS = NotAssessed(
    "How the work runs: hand-offs, break points, and whether the parts of a process fit its promise",
    "no process is mapped step by step",
    "Map the two most important processes step by step: who does each step, what follows, and how many hours it may take and takes",
)
ONLY_PROPOSALS = NotAssessed(
    "How the work runs today: hand-offs, break points, and whether the parts of a process fit its promise",
    "the only maps are proposals",
    "Map the work as it is done today",
)

PER_PROCESS: Mapping[str, tuple[str, str]] = {
    "steps": ("map_steps", "count"),
    "hand_offs": ("map_hand_offs", "count"),
    "functions": ("map_functions", "count"),
    "break_points": ("map_break_points", "count"),
    "allotted": ("map_allotted", "hours"),
    "actual": ("map_actual", "hours"),
    "excess": ("map_excess", "hours"),
}
"""Column of the maps → indicator and unit, one row per mapped process."""


def figures(mapped: Maps) -> Iterator[Row]:
    """The indicators of all maps of today's work together, then those of each map by itself."""
    today = mapped.maps[mapped.maps["steps"].notna()]
    if len(today):
        yield indicator(
            "architecture.maps_drawn",
            len(today),
            "count",
            len(today),
            _rows(today),
            count=len(today),
            examples=_names(today),
        )
        yield from _promises(today)
        yield from _hand_offs(today)
        yield from _steps(today, mapped)
    yield from _proposals(mapped.maps)
    for row in today.to_dict("records"):
        refs = [f"process_steps:{r}" for r in row["rows"]]
        for column, (name, unit) in PER_PROCESS.items():
            if pd.notna(row[column]):
                yield indicator(
                    f"architecture.{name}", row[column], unit, int(row["steps"]), refs,
                    subject=str(row["process_id"]), examples=(str(row["name"]),),
                )  # fmt: skip


def worst(today: pd.DataFrame) -> pd.Series | None:
    """The map whose parts pass its promise by most hours; None where no promise is passed."""
    over = today[today["excess"].gt(0)]
    return None if over.empty else over.sort_values("excess", ascending=False, kind="stable").iloc[0]


def _promises(today: pd.DataFrame) -> Iterator[Row]:
    """Do the allotted hours add up to the promise, and does the work keep it?"""
    told = today[today["excess"].notna()]
    if len(told):
        yield _share("architecture.parts_over_promise", told, told["excess"].gt(0), by="excess")
        yield _share("architecture.parts_within_promise", told, told["excess"].le(0), by="excess")
    ran = today[today["late"].notna()]
    if len(ran):
        yield _share("architecture.runs_over_promise", ran, ran["late"].gt(0), by="late")
    most = worst(today)
    if most is not None:
        refs = [f"process_steps:{r}" for r in most["rows"]]
        for name, value in (("promise", most["promise"]), ("parts", most["allotted"]), ("excess", most["excess"])):
            yield indicator(
                f"architecture.worst_{name}", value, "hours", int(most["steps"]), refs, examples=(str(most["name"]),)
            )
    latest = ran[ran["late"].gt(0)].sort_values("late", ascending=False, kind="stable")
    if len(latest):
        first = latest.iloc[0]
        refs = [f"process_steps:{r}" for r in first["rows"]]
        for name, value in (("promise", first["promise"]), ("run", first["actual"])):
            yield indicator(
                f"architecture.latest_{name}", value, "hours", int(first["steps"]), refs, examples=(str(first["name"]),)
            )


def _hand_offs(today: pd.DataFrame) -> Iterator[Row]:
    """How often the work changes hands."""
    connections, changes = int(today["connections"].sum()), int(today["hand_offs"].sum())
    by_changes = today.sort_values("hand_offs", ascending=False, kind="stable")
    if connections:
        yield indicator(
            "architecture.hand_offs", changes / connections, "share", connections, _rows(today),
            count=changes, examples=_names(by_changes),
        )  # fmt: skip
    most = by_changes.iloc[0]
    yield indicator(
        "architecture.most_hand_offs", most["hand_offs"], "count", int(most["steps"]),
        [f"process_steps:{r}" for r in most["rows"]], count=most["hand_offs"], examples=(str(most["name"]),),
    )  # fmt: skip


def _steps(today: pd.DataFrame, mapped: Maps) -> Iterator[Row]:
    """Complex steps and break points over all steps of today's maps."""
    steps = mapped.steps[mapped.steps["variant"].eq("as_is")]
    names = today.set_index("process_id")["name"]
    steps = steps.assign(label=steps["name"] + " (" + steps["process_id"].map(names) + ")")
    known = steps[steps["complexity"].notna()].sort_values("complexity", ascending=False, kind="stable")
    is_complex = known["is_complex"]
    if len(known):
        yield _step_share("architecture.complex_steps", known, is_complex)
    both = known[known["break_point"].notna()]
    for name, own in (
        ("complex", both[both["is_complex"].eq(True)]),
        ("simple", both[both["is_complex"].eq(False)]),
    ):
        if len(own):
            yield _step_share(f"architecture.{name}_steps_break", own, own["break_point"])
    told = steps[steps["break_point"].notna()]
    if len(told):
        lost = (told["actual_hours"] - told["objective_hours"]).fillna(0)
        told = told.assign(lost=lost).sort_values("lost", ascending=False, kind="stable")
        yield _step_share("architecture.break_points", told, told["break_point"])
        broken = told[told["break_point"].astype(bool) & told["effect"].notna()]
        for effect in ("time", "quality"):
            if len(broken):
                yield _step_share(f"architecture.breaks_{effect}", broken, broken["effect"].isin([effect, "both"]))
    lost_hours = today["lost"].dropna()
    if len(lost_hours):
        yield indicator(
            "architecture.hours_lost", lost_hours.sum(), "hours", int(today["break_points"].sum()), _rows(today)
        )


def _proposals(maps: pd.DataFrame) -> Iterator[Row]:
    """What the proposed maps change."""
    both = maps[maps["steps"].notna() & maps["to_be_steps"].notna()] if "to_be_steps" in maps else maps.iloc[:0]
    if both.empty:
        return
    now, then = float(both["hand_offs"].sum()), float(both["to_be_hand_offs"].sum())
    refs = [*_rows(both), *_rows(both, "to_be_rows")]
    if now > 0:
        yield indicator(
            "architecture.hand_offs_saved",
            (now - then) / now,
            "ratio",
            int(now),
            refs,
            count=now - then,
            examples=_names(both),
        )
    told = both[both["to_be_excess"].notna()]
    if len(told):
        fits = told["to_be_excess"].le(0)
        yield _share("architecture.proposals_fit", told, fits, by="to_be_excess", rows="to_be_rows")


def gaps(maps: pd.DataFrame) -> Iterator[NotAssessed]:
    """What the maps do not allow to be said."""
    today = maps[maps["steps"].notna()]
    if today.empty:
        yield ONLY_PROPOSALS
        return
    untold = today[today["excess"].isna()]
    if len(untold):
        yield NotAssessed(
            "Whether the parts fit the promise, for " + _listed(untold),
            "the promise, or the hours allotted to its steps, are not known",
            "Add the promised hours of the process, and the hours that each step may take",
        )
    broken = today[today["dangling"].gt(0)]
    if len(broken):
        yield NotAssessed(
            "The whole way of the work through " + _listed(broken),
            "next steps are named that the map does not have, so these connections are left out",
            "Correct the next steps in the list of process steps",
        )


def _listed(maps: pd.DataFrame) -> str:
    names = list(maps["name"].astype(str))
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _names(maps: pd.DataFrame) -> tuple[str, ...]:
    return tuple(maps["name"].astype(str))


def _rows(maps: pd.DataFrame, column: str = "rows") -> list[str]:
    return [f"process_steps:{row}" for rows in maps[column] for row in rows]


def _share(name: str, maps: pd.DataFrame, counted: pd.Series, *, by: str, rows: str = "rows") -> Row:
    """A share of maps, the furthest over first; it rests on the steps of those that are counted, or of all."""
    hits = maps[counted.astype(bool)].sort_values(by, ascending=False, kind="stable")
    return indicator(
        name, float(counted.mean()), "share", len(maps), _rows(hits if len(hits) else maps, rows),
        count=float(counted.sum()), examples=_names(hits),
    )  # fmt: skip


def _step_share(name: str, steps: pd.DataFrame, counted: pd.Series) -> Row:
    """A share of steps, in the order given."""
    hits = steps[counted.astype(bool)]
    return indicator(
        name, len(hits) / len(steps), "share", len(steps), [f"process_steps:{r}" for r in (hits if len(hits) else steps)["row"]],
        count=len(hits), examples=tuple(hits["label"].astype(str)),
    )  # fmt: skip
