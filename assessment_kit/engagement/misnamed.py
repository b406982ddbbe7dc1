"""Files that look like a client's lists and that nobody would read: misspelt, in another language, of another format, in a subfolder."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from assessment_kit.engagement.brand import brand_file
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.folder import CALENDAR, DECISIONS, INTERVIEWS, INVENTORY, SETTINGS, SURVEY, Folder
from assessment_kit.engagement.suggestions import nearest, normal
from assessment_kit.errors import Problem

_LISTS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".yaml", ".yml", ".ics")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_LEAST_COLUMNS = 3
"""So many headings of one list make a file that list, whatever its name."""


def misnamed(folder: Folder) -> list[Problem]:
    """A problem for each such file, with the right name where it can be told from the name or from the columns."""
    known = [SETTINGS, INVENTORY, CALENDAR, DECISIONS, *(f"{table}.csv" for table in load_tables())]
    taken = {name.casefold() for name in known}
    problems, brand = [], brand_file(folder.path)
    for name in folder.names:
        if brand is not None and brand == folder.path / name:
            continue
        if "/" not in name and name.casefold() not in taken and name.casefold().endswith(_LISTS):
            rule = "no file of this name is read"
            problems.append(Problem(name, rule, _cure(folder, name, known), left_out="the file"))
    for name in _in_subfolders(folder, taken):
        rule = "files in this folder are not read"
        problems.append(Problem(name, rule, f"Move it up, beside {SETTINGS}.", left_out="the file"))
    return problems


def _cure(folder: Folder, name: str, known: list[str]) -> str:
    if name.casefold().endswith(_WORKBOOKS):
        there = folder.find(INVENTORY)
        return f"Move its sheets to {there}." if there else f"Name the workbook {INVENTORY}."
    meant = nearest(name, known) or _by_columns(folder, name)
    if meant is None:
        lists = ", ".join(f"{table}.csv" for table in load_tables())
        return f"Name it after its list, or take it away: {lists}."
    there = folder.find(meant)
    return f"{there} is there as well: put their rows together in it." if there else f"Name it {meant}."


def _by_columns(folder: Folder, name: str) -> str | None:
    """The list whose headings stand in the first line of the file."""
    try:
        with (folder.path / name).open(encoding="utf-8-sig", errors="replace") as file:
            line = file.readline(10_000)
    except OSError:
        return None
    found = {normal(cell) for separator in ",;\t" for cell in next(csv.reader([line], delimiter=separator), [])}
    shared = {
        table.table: sum(normal(column.title) in found or normal(column.name) in found for column in table.columns)
        for table in load_tables().values()
    }
    best = max(shared, key=lambda table: shared[table])
    return f"{best}.csv" if shared[best] >= _LEAST_COLUMNS else None


def _in_subfolders(folder: Folder, names: set[str]) -> Iterator[str]:
    """Files with the name of a list, one folder too deep, where the list stands nowhere else: what is put away is let be."""
    read = (INTERVIEWS, SURVEY)
    for inner in sorted(p for p in folder.path.iterdir() if p.is_dir() and not p.name.startswith(".")):
        if inner.name.casefold() not in read:
            lists = (p.name for p in inner.iterdir() if p.name.casefold() in names - {SETTINGS, DECISIONS})
            yield from (f"{inner.name}/{name}" for name in sorted(lists) if folder.find(name) is None)
