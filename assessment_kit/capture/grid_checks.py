"""What `check` says about one list as it stands, and for each problem the texts that would cure it.

The same readers run over the same files, so that a grid and the command can never say different things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from assessment_kit import words
from assessment_kit.capture.list_file import ListFile
from assessment_kit.engagement.calendar_file import read_calendar
from assessment_kit.engagement.cells import CellError, parse_cell
from assessment_kit.engagement.columns import Column
from assessment_kit.engagement.folder import open_folder
from assessment_kit.engagement.model import ANSWER_COLUMNS, Engagement
from assessment_kit.engagement.references import settle
from assessment_kit.engagement.settings import read_settings
from assessment_kit.engagement.suggestions import shorten
from assessment_kit.engagement.tables import ROW, Listing, read_tables
from assessment_kit.errors import Problem

_LABELS = ("name", "title", "text")


@dataclass(frozen=True)
class Checked:
    """The problems of one list; what its references may point to: column → (id, name) in the order of their rows; all lists, as they count."""

    problems: tuple[Problem, ...]
    targets: Mapping[str, tuple[tuple[str, str], ...]]
    engagement: Engagement


@dataclass(frozen=True)
class Cure:
    """A button: what it says, and what the cell holds afterwards."""

    label: str
    value: str


def checked(folder: Path, there: ListFile) -> Checked:
    """Read all lists of the client and settle their references, as `check` does, and keep what is about this list."""
    place = open_folder(folder)
    settings = read_settings(place, [])
    problems: list[Problem] = []
    listings = read_tables(place, problems)
    read_calendar(place, settings.date, listings, problems)
    targets = {
        column.name: tuple(
            pair
            for table, target in column.targets
            if table in listings
            for pair in _named(listings[table], target)
        )
        for column in there.table.columns
        if column.type in ("ref", "refs")
    }  # fmt: skip
    settle(listings, problems)
    nobody = pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in ANSWER_COLUMNS.items()})
    tables = {name: listing.frame for name, listing in listings.items()}
    about = tuple(p for p in problems if p.file == (there.sheet or there.file))
    return Checked(about, targets, Engagement(str(folder), settings, tables, nobody))


def is_row_out(problem: Problem) -> bool:
    """The whole row does not count."""
    return problem.left_out.startswith(ROW)


def cures(problem: Problem, column: Column | None, cell: str) -> tuple[Cure, ...]:
    """What one press can write into the cell, from what the problem's own cure proposes; only what can be read then."""
    if column is None or problem.value is None:
        return ()
    found: dict[str, Cure] = {}
    for part in _proposals(problem, column):
        whole = _put(column, cell, problem.value, part)
        if whole == cell or not _reads(column, whole):
            continue
        found.setdefault(whole, Cure(f"Write {_spoken(part)}" if part else "Empty the cell", whole))
    return tuple(found.values())


def _proposals(problem: Problem, column: Column) -> Iterator[str]:
    """The texts that the cure names, and a figure that is plainly meant."""
    cure, value = problem.cure, problem.value or ""
    if found := re.search(r'Did you mean "(.+?)"\?|Write its id, "(.+?)", instead', cure):
        yield found[1] or found[2]
    elif found := re.match(r"Write (\S+), or (\S+) if the comma is a decimal mark", cure):
        yield from found.groups()
    elif "separate several ids by semicolons" in cure.casefold():
        yield "; ".join(part.strip() for part in value.split(","))
    elif cure.startswith("Leave the cell empty"):
        yield ""
    elif column.type in ("number", "integer"):
        yield from _figures(column, value)


def _figures(column: Column, value: str) -> Iterator[str]:
    """``1h30`` in a column of minutes → 90; ``120 min`` → 120; ``95%`` → 95."""
    spent = re.fullmatch(r"(\d+)\s*(?:h|:)\s*(\d{1,2})?\s*(?:min|m)?", value.strip().casefold())
    if spent and column.name in ("minutes", "objective_hours", "actual_hours"):
        minutes = int(spent[1]) * 60 + int(spent[2] or 0)
        yield f"{minutes if column.name == 'minutes' else minutes / 60:g}"
        return
    figures: list[str] = re.findall(r"\d+(?:[.,]\d+)?", value)
    if len(figures) == 1 and re.fullmatch(r"[^\d]{0,3}[\d.,]+\s*[a-z%€$£. ]*", value.strip().casefold()):
        yield figures[0]


def _put(column: Column, cell: str, value: str, part: str) -> str:
    """The cell with the faulty part exchanged; in a list of ids only that id."""
    if column.type not in ("refs", "texts"):
        return part
    parts = [p.strip() for p in re.split(r"[;\n]", cell)]
    return "; ".join(p for p in (part if shorten(p) == value else p for p in parts) if p)


def _reads(column: Column, text: str) -> bool:
    try:
        parse_cell(column, text)
    except CellError:
        return False
    return not text.endswith("…")  # a proposal that was shortened for the sentence


def _spoken(text: str) -> str:
    return text if re.fullmatch(r"[\d.,]+", text) else f"“{text}”"


def _named(listing: Listing, target: str) -> Iterator[tuple[str, str]]:
    label = next((c for c in _LABELS if c in listing.frame), target)
    for key, name in zip(listing.frame[target], listing.frame[label], strict=True):
        yield str(key), "" if words.missing(name) else str(name)
