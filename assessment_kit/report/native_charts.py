"""Charts that PowerPoint can draw itself, from the table behind a figure: a client can then change a number or a colour.

A figure is known by the columns of its table, in the language that it is told in. One that is none of these, or holds a cell that is no number, is shown as its picture.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from assessment_kit.language import later, phrase
from assessment_kit.report.cells import typed
from assessment_kit.report.reading import line

MOST = 12
"""So many bars can be read on a slide."""
_SCALE = (later("Strongly disagree"), later("Disagree"), later("Agree"), later("Strongly agree"))
_BETTER = (
    later("The worse answer, strongly"),
    later("The worse answer"),
    later("The better answer"),
    later("The better answer, strongly"),
)
_EPOCH = dt.date(1899, 12, 30)  # day 0 of Excel's calendar


@dataclass(frozen=True)
class Native:
    """kind : bars side by side, stacked, diverging around a middle, or a roadmap. series : name → values, None where not known.

    rest : how many rows of the figure are left out.
    """

    kind: Literal["bars", "stacked", "diverging", "roadmap"]
    categories: Sequence[str]
    series: Mapping[str, Sequence[float | None]]
    look: str
    rest: int = 0


_RECIPES: Sequence[tuple[Literal["bars", "stacked"], str, tuple[str, ...]]] = (
    ("stacked", later("Looks at"), (later("Counts afterwards"), later("Warns beforehand"))),
    ("stacked", later("What a meeting has"), (later("Yes"), later("No"), later("Not known"))),
    ("bars", later("Manager"), (later("Hours a year"),)),
    ("bars", later("Role"), (later("Accountable for"),)),
    ("bars", later("Level"), (later("Accountable for"),)),
    ("bars", later("What"), (later("Days"),)),
    ("stacked", later("Role"), (later("Collects"), later("Reports"), later("Receives"), later("Decides"))),
    ("bars", later("Skill"), (later("Interview score (1–5)"),)),
    ("bars", later("Skill"), (later("Agree in the survey"),)),
    ("bars", later("Meeting"), (later("Hours today"), later("Hours proposed"))),
)


def native(figure: Mapping[str, Any]) -> Native | None:
    """The figure as a chart of PowerPoint; None where only its picture will do."""
    columns, rows = list(figure["columns"]), figure["rows"]
    if not rows:
        return None
    if {phrase("Action"), phrase("From"), phrase("By")} <= set(columns):
        return _roadmap(columns, rows)
    if {phrase("Statement"), phrase("Better to"), *map(str, _SCALE)} <= set(columns):
        return _diverging(columns, rows)
    for kind, category, series in _RECIPES:
        if {str(category), *map(str, series)} <= set(columns):
            drawn = _plain(kind, columns, rows, str(category), [str(name) for name in series])
            if drawn is not None and _holds(drawn):
                return drawn
    return None


def _holds(drawn: Native) -> bool:
    """Whether anything would be drawn."""
    return any(v is not None for values in drawn.series.values() for v in values)


def _plain(
    kind: Literal["bars", "stacked"],
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    category: str,
    names: Sequence[str],
) -> Native | None:
    values = {name: _numbers(columns, rows, name) for name in names}
    if any(v is None for v in values.values()):
        return None
    shown = rows[:MOST]
    looks = [typed(row[columns.index(names[0])]).look for row in shown]
    told = {name: found[:MOST] for name, found in values.items() if found is not None}
    look = next((look for look in looks if look), "0")
    return Native(kind, [line(row[columns.index(category)]) for row in shown], told, look, len(rows) - len(shown))


def _numbers(columns: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> list[float | None] | None:
    """The column as numbers; None for a cell without one, and None for all where a cell is neither."""
    found: list[float | None] = []
    for row in rows:
        told = line(row[columns.index(name)])
        cell = typed(told).value
        if isinstance(cell, float):
            found.append(cell)
        elif told in ("", "–"):
            found.append(None)
        else:
            return None
    return found


def _diverging(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Native | None:
    """Each statement turned so that the better answer is to the right; who answered neither is in neither bar."""
    values = [_numbers(columns, rows, str(name)) for name in _SCALE]
    turned = [row[columns.index(phrase("Better to"))] == phrase("disagree") for row in rows]
    shown = range(min(len(rows), MOST))
    series: dict[str, list[float | None]] = {str(name): [] for name in _BETTER}
    for at in shown:
        scale = []
        for column in values:
            if column is None or column[at] is None:
                return None
            scale.append(column[at])
        if turned[at]:
            scale.reverse()
        for name, value, sign in zip(series, scale, (-1, -1, 1, 1), strict=True):
            series[name].append(None if value is None else value * sign)
    names = [line(rows[at][columns.index(phrase("Statement"))]) for at in shown]
    return Native("diverging", names, series, "0%;0%", len(rows) - len(shown))


def _roadmap(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Native | None:
    """From the first day to the last, as a bar behind an invisible one that reaches to the first day."""
    starts: list[float | None] = []
    lengths: list[float | None] = []
    shown = rows[: MOST + 8]
    for row in shown:
        begin, end = (typed(row[columns.index(name)]).value for name in (phrase("From"), phrase("By")))
        if not (isinstance(begin, dt.date) and isinstance(end, dt.date)):
            return None
        starts.append(float((begin - _EPOCH).days))
        lengths.append(float((end - begin).days))
    names = [line(row[columns.index(phrase("Action"))]) for row in shown]
    return Native(
        "roadmap", names, {phrase("From"): starts, phrase("Days"): lengths}, "mmm yyyy", len(rows) - len(shown)
    )
