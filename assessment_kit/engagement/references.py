"""Ids that point to other rows: every one that is kept has its target.

A reference to nothing is left empty, and its row kept; a row that cannot do without it is left out, and its other references are
checked all the same. A reference to a row that was itself left out is no further problem: the problem of that row says how often
it is mentioned. Where the list pointed to is not there at all, that is one problem per column; where the id stands in a row that
was left out of another list, the problem says so, and not that the list is missing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.columns import Column, load_tables
from assessment_kit.engagement.suggestions import nearest, normal, shorten, swapped
from assessment_kit.engagement.tables import ROW, Listing
from assessment_kit.errors import Problem

_LABELS = ("name", "title", "text")
_MOST_SUGGESTIONS = 50  # per column: beyond that the ids are of another list, and nothing is near


@dataclass
class _Targets:
    """What a column may point to."""

    ids: dict[str, None] = field(default_factory=dict)  # in the order of their rows
    labels: dict[str, str] = field(default_factory=dict)  # normalised name → id, for those who wrote the name
    gone: dict[str, tuple[str, int]] = field(default_factory=dict)  # id → file and row that was left out
    titles: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    suggested: int = 0


def settle(listings: dict[str, Listing], problems: list[Problem]) -> None:
    """Make every reference in the lists point to a row that is there; changes the lists' frames."""
    mentions: Counter[tuple[str, int]] = Counter()
    while sum(_required(listing, listings, mentions, problems) for listing in listings.values()):
        pass  # a row left out may be what another row needs
    for listing in listings.values():
        for column in listing.table.columns:
            if column.type in ("ref", "refs") and not column.required:
                _optional(listing, column, _targets(column, listings), mentions, problems)
        _circles(listing, problems)
    if "process_steps" in listings:
        _next_steps(listings["process_steps"], mentions, problems)
    for position, problem in enumerate(problems):
        times = mentions[problem.file, problem.row] if problem.row is not None and problem.left_out == ROW else 0
        if times:
            problems[position] = replace(
                problem, left_out=f"{ROW}, and its mention in {words.plural(times, 'other row')}"
            )


def _targets(column: Column, listings: Mapping[str, Listing]) -> _Targets:
    found = _Targets()
    for name, target in column.targets:
        title = load_tables()[name].title.lower()
        if name not in listings:
            found.absent.append(title)
            continue
        frame, listing = listings[name].frame, listings[name]
        found.titles.append(title)
        found.ids.update(dict.fromkeys(frame[target]))
        found.gone.update({str(key[0]): (listing.file, row) for key, row in listing.gone.items() if len(key) == 1})
        label = next((c for c in _LABELS if c in frame), None)
        if label is not None:
            for text, key in zip(frame[label], frame[target], strict=True):
                found.labels.setdefault(normal(text[:200]), key)
    return found


def _required(
    listing: Listing, listings: Mapping[str, Listing], mentions: Counter[tuple[str, int]], problems: list[Problem]
) -> bool:
    """Leave rows out whose needed reference leads nowhere; True where there was one."""
    out = pd.Series(False, index=listing.frame.index)
    for column in (c for c in listing.table.columns if c.type == "ref" and c.required):
        targets = _targets(column, listings)
        lost = ~listing.frame[column.name].isin(list(targets.ids))
        if not lost.any():
            continue
        out |= lost
        nowhere = []
        for value, row in zip(
            listing.frame.loc[lost, column.name].tolist(), listing.frame.loc[lost, "row"], strict=True
        ):
            if not targets.absent:
                _dangling(listing, column, targets, str(value), int(row), ROW, mentions, problems)
            elif value in targets.gone:
                _hidden(listing, column, targets, str(value), int(row), mentions, problems)
            else:
                nowhere.append(str(value))
        if nowhere:
            _absent(listing, column, targets, nowhere, words.plural(len(nowhere), "row"), problems)
    if not out.any():
        return False
    rows = listing.frame[out]
    listing.frame = listing.frame[~out].reset_index(drop=True)
    keys = zip(*(rows[name] for name in listing.table.key), strict=True)
    listing.gone.update(zip(keys, rows["row"].astype(int), strict=False))
    return True


def _hidden(
    listing: Listing, column: Column, targets: _Targets, value: str, row: int,
    mentions: Counter[tuple[str, int]], problems: list[Problem],
) -> None:  # fmt: skip
    """A problem for a row that points to one that was left out, once per such row."""
    first = targets.gone[value] not in mentions
    mentions[targets.gone[value]] += 1
    if not first:
        return
    file, there = targets.gone[value]
    rule = f'"{shorten(value)}" is on row {there} of {file.rpartition("#")[2]}, which is left out until its fault is mended'
    cure = f"Mend that row of {file.rpartition('#')[2]} first."
    problems.append(Problem(listing.file, rule, cure, row, listing.heading(column.name), shorten(value), ROW))


def _optional(
    listing: Listing, column: Column, targets: _Targets, mentions: Counter[tuple[str, int]], problems: list[Problem]
) -> None:  # fmt: skip
    frame, several = listing.frame, column.type == "refs"
    own = (
        listing.table.key[0]
        if [(listing.table.table, name) for name in listing.table.key] == list(column.targets)
        else None
    )
    cells = [value if several else (() if words.missing(value) else (value,)) for value in frame[column.name].tolist()]
    rows, names = frame["row"].tolist(), None if own is None else frame[own].tolist()
    unknown: list[str] = []
    kept: list[tuple[str, ...]] = []
    for position, ids in enumerate(cells):
        row = int(rows[position])
        good = []
        for value in cast(tuple[str, ...], ids):
            if value not in targets.ids:
                if targets.absent and value not in targets.gone:
                    unknown.append(value)
                else:
                    _dangling(listing, column, targets, value, row, "the reference", mentions, problems)
            elif names is not None and value == names[position]:
                rule, cure = f'"{shorten(value)}" refers to itself', "Leave the cell empty, or name another row."
                problems.append(
                    Problem(
                        listing.file, rule, cure, row, listing.heading(column.name), shorten(value), "the reference"
                    )
                )
            else:
                good.append(value)
        kept.append(tuple(good))
    if unknown:
        _absent(listing, column, targets, unknown, words.plural(len(unknown), "reference"), problems)
    if kept != cells:
        frame[column.name] = _as_column(kept, column)


def _as_column(kept: list[tuple[str, ...]], column: Column) -> pd.Series:
    values = kept if column.type in ("refs", "texts") else [ids[0] if ids else None for ids in kept]
    return pd.Series(values, dtype=column.dtype, index=range(len(values)))


def _dangling(
    listing: Listing, column: Column, targets: _Targets, value: str, row: int, left_out: str,
    mentions: Counter[tuple[str, int]], problems: list[Problem],
) -> None:  # fmt: skip
    if value in targets.gone:
        mentions[targets.gone[value]] += 1
        return
    lists = words.listing(targets.titles, conjunction="or")
    cure = f"Add it to the list of {lists}, or correct it."
    meant = targets.labels.get(normal(value[:200]))
    if meant is not None:
        cure = f'Write its id, "{shorten(meant)}", instead of its name.'
    elif targets.suggested < _MOST_SUGGESTIONS:
        targets.suggested += 1
        near = nearest(value, targets.ids) or swapped(value, targets.ids)
        if near is not None:
            cure = f'Did you mean "{shorten(near)}"?'
        elif "," in value:
            cure = "Separate several ids by semicolons."
    rule = f'"{shorten(value)}" is not in the list of {lists}'
    problems.append(Problem(listing.file, rule, cure, row, listing.heading(column.name), shorten(value), left_out))


def _absent(
    listing: Listing, column: Column, targets: _Targets, values: Iterable[str], left_out: str, problems: list[Problem]
) -> None:  # fmt: skip
    distinct = [f'"{shorten(v)}"' for v in dict.fromkeys(values)]
    lists = words.listing(targets.absent, conjunction="or")
    verb = "refers" if len(distinct) == 1 else "refer"
    rule = f"{words.listing(distinct, most=2)} {verb} to the list of {lists}, which is not there"
    cure = f"Hand over the list of {lists}."
    problems.append(Problem(listing.file, rule, cure, None, listing.heading(column.name), left_out=left_out))


def _circles(listing: Listing, problems: list[Problem]) -> None:
    """Break each circle of parents or superiors at its last row."""
    table, frame = listing.table, listing.frame
    for column in table.columns:
        if column.type != "ref" or len(table.key) != 1 or column.targets != ((table.table, table.key[0]),):
            continue
        above = {k: v for k, v in zip(frame[table.key[0]], frame[column.name], strict=True) if not words.missing(v)}
        rows = dict(zip(frame[table.key[0]], frame["row"], strict=True))
        for circle in _circles_in(above):
            last = max(circle, key=lambda name: int(rows[name]))
            start = circle.index(last)
            ring = [f'"{shorten(name)}"' for name in (*circle[start:], *circle[:start], last)]
            rule = f"this leads round in a circle: {' → '.join(ring if len(ring) < 8 else [*ring[:6], '…', ring[-1]])}"
            cure = "Leave the cell empty for the topmost, or name the right one."
            problems.append(
                Problem(
                    listing.file,
                    rule,
                    cure,
                    int(rows[last]),
                    listing.heading(column.name),
                    shorten(above[last]),
                    "the reference",
                )
            )
            frame.loc[frame[table.key[0]] == last, column.name] = None


def _circles_in(above: Mapping[str, str]) -> list[list[str]]:
    """Each ring of a mapping from a name to the one above it, in the order in which it leads round."""
    done: set[str] = set()
    circles = []
    for start in above:
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name not in done and name not in path:
            path[name] = None
            name = above.get(name)
        if name is not None and name in path:
            names = list(path)
            circles.append(names[names.index(name) :])
        done.update(path)
    return circles


def _next_steps(listing: Listing, mentions: Counter[tuple[str, int]], problems: list[Problem]) -> None:
    """Steps follow steps of the same map; a step may lead back to itself, which is rework."""
    frame = listing.frame
    maps: dict[tuple[str, str], set[str]] = {}
    for process, variant, step in zip(frame["process_id"], frame["variant"], frame["step_id"], strict=True):
        maps.setdefault((process, variant), set()).add(step)
    kept = []
    for process, variant, steps, row in zip(
        frame["process_id"], frame["variant"], frame["next_steps"], frame["row"], strict=True
    ):
        here = maps[process, variant]
        for step in (s for s in steps if s not in here):
            gone = listing.gone.get((process, variant, step)) or listing.gone.get((process, None, step))
            if gone is not None:
                mentions[listing.file, gone] += 1
            else:
                _no_such_step(listing, step, here, int(row), problems)
        kept.append(tuple(step for step in steps if step in here))
    frame["next_steps"] = _as_column(kept, listing.table.column("next_steps"))


def _no_such_step(listing: Listing, step: str, here: set[str], row: int, problems: list[Problem]) -> None:
    near = nearest(step, here)
    cure = f'Did you mean "{shorten(near)}"?' if near else "Add the step, or correct its id."
    rule = f'"{shorten(step)}" is not a step of this map'
    problems.append(
        Problem(listing.file, rule, cure, row, listing.heading("next_steps"), shorten(step), "the reference")
    )
