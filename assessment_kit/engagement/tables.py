"""A client's list, from rows of text to a typed frame, with everything wrong on the way.

A faulty or empty cell that a row cannot do without leaves the row out; any other faulty cell is left empty and its row kept.
Of two rows with one id the first is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.cells import CellError, parse_cell
from assessment_kit.engagement.columns import Column, Table, load_tables
from assessment_kit.engagement.folder import INVENTORY, Folder
from assessment_kit.engagement.sheets import Sheet, read_csv, read_workbook
from assessment_kit.engagement.suggestions import nearest, normal, shorten
from assessment_kit.engagement.taken_over import is_taken_over
from assessment_kit.errors import Problem

ROW = "the row"
EMPTY = "the cell is empty, and every row needs it"


@dataclass
class Listing:
    """A list as read so far.

    headings : column name → heading as the client wrote it. gone : key → row, of rows that were left out.
    """

    table: Table
    file: str
    frame: pd.DataFrame
    headings: Mapping[str, str]
    gone: dict[tuple[object, ...], int]

    def heading(self, column: str) -> str:
        return self.headings.get(column, column)


def read_tables(folder: Folder, problems: list[Problem]) -> dict[str, Listing]:
    """Every list that was handed over with at least one row, from csv files or from the sheets of inventory.xlsx."""
    sheets = _workbook_sheets(folder, problems)
    listings = {}
    for name, table in load_tables().items():
        sheet = sheets.get(name)
        file = folder.find(f"{name}.csv")
        if file is not None:
            if sheet is not None and len(sheet.rows) > 1 and not is_taken_over(folder.path, name, sheet):
                rule = f"the list stands in {sheet.file} as well, and the csv file wins"
                gone = f"the sheet {sheet.file}, {words.plural(len(sheet.rows) - 1, 'row')}"
                problems.append(Problem(file, rule, "Keep only one of the two.", left_out=gone))
            sheet = _csv_sheet(folder, file, table, problems)
        if sheet is not None:
            listing = read_listing(table, sheet, problems)
            if listing is not None:
                listings[name] = listing
    return listings


def _csv_sheet(folder: Folder, file: str, table: Table, problems: list[Problem]) -> Sheet | None:
    data = folder.contents(file, problems)
    sheet = None if data is None else read_csv(data, file, problems, known=_names(table))
    if sheet is not None and not sheet.rows:
        problems.append(
            Problem(file, "the file holds no heading and no row", "Fill it, or take it away.", left_out="the file")
        )
    return sheet


def _workbook_sheets(folder: Folder, problems: list[Problem]) -> dict[str, Sheet]:
    """The sheets that are lists, by the name of the list."""
    file = folder.find(INVENTORY)
    data = None if file is None else folder.contents(file, problems)
    if file is None or data is None:
        return {}
    wanted = {normal(word): name for name, table in load_tables().items() for word in (name, table.title)}
    found: dict[str, Sheet] = {}
    before = len(problems)
    for sheet in read_workbook(data, file, problems):
        title = sheet.file.partition("#")[2]
        name = wanted.get(normal(title))
        near = nearest(title, wanted, least=80)
        if name in found:
            rule, cure = f"the list also stands in {found[name].file}", "Keep only one of the two."
            problems.append(Problem(sheet.file, rule, cure, left_out="the sheet"))
        elif name is not None:
            found[name] = sheet
        elif near is not None and len(sheet.rows) > 1:
            problems.append(
                Problem(
                    sheet.file,
                    "no list has this name",
                    f'Did you mean "{load_tables()[wanted[near]].title}"? Rename the sheet.',
                    left_out="the sheet",
                )
            )
    if not found and len(problems) == before:
        titles = words.listing([t.title for t in load_tables().values()], most=4)
        problems.append(
            Problem(file, "none of its sheets is a list", f"Name the sheets {titles}.", left_out="the file")
        )
    return found


def _names(table: Table) -> dict[str, str]:
    """Normalised name or title → column name."""
    return {normal(word): c.name for c in table.columns for word in (c.title, c.name)}


def read_listing(table: Table, sheet: Sheet, problems: list[Problem]) -> Listing | None:
    """The typed frame of one list; None where it has no row, or lacks a column that every row needs."""
    if not sheet.rows:
        return None
    (heading_row, headings), rows = sheet.rows[0], sheet.rows[1:]
    places = _places(table, sheet, headings, heading_row, problems, any_rows=bool(rows))
    if places is None or not rows:
        return None
    width = len(headings)
    out: set[int] = set()  # positions in `rows`, not row numbers
    for position, (number, cells) in enumerate(rows):
        if any(cell and not cell.isspace() for cell in cells[width:]):
            rule = f"the row has {len(cells)} cells under {width} headings"
            cure = "Put text that holds the separator in quotation marks."
            problems.append(Problem(sheet.file, rule, cure, row=number, left_out=ROW))
            out.add(position)
    values: dict[str, list[object]] = {}
    for column in table.columns:
        place = places.get(column.name)
        texts = [cells[place] if place is not None and place < len(cells) else "" for _, cells in rows]
        values[column.name] = _values(column, texts, rows, sheet.file, headings, place, out, problems)
    shown = {name: headings[place] for name, place in places.items()}
    numbers = [number for number, _ in rows]
    gone = _without_repeats(table, values, numbers, sheet.file, shown, out, problems)
    kept = [position for position in range(len(rows)) if position not in out]
    return Listing(table, sheet.file, _frame(table, values, numbers, kept), shown, gone)


def _frame(
    table: Table, values: Mapping[str, Sequence[object]], numbers: Sequence[int], kept: Sequence[int]
) -> pd.DataFrame:
    columns = {
        c.name: pd.Series([values[c.name][i] for i in kept], dtype=c.dtype, index=range(len(kept)))
        for c in table.columns
    }
    return pd.DataFrame(
        {**columns, "row": pd.Series([numbers[i] for i in kept], dtype="Int64", index=range(len(kept)))}
    )


def _places(
    table: Table, sheet: Sheet, headings: Sequence[str], row: int, problems: list[Problem], *, any_rows: bool
) -> dict[str, int] | None:  # fmt: skip
    """Column name → its place; None where a column that every row needs is missing."""
    names = _names(table)
    places: dict[str, int] = {}
    strange: list[str] = []
    for place, heading in enumerate(headings):
        name = names.get(normal(heading))
        if name is None:
            strange.append(heading) if heading.strip() else _unnamed(sheet, place, row, problems)
        elif name in places:
            rule, cure = "two columns mean the same; the first was used", "Keep only one of the two."
            problems.append(Problem(sheet.file, rule, cure, row, heading, left_out="the second column"))
        else:
            places[name] = place
    missing = {c.name: c for c in table.columns if c.required and c.name not in places}
    left = {word: c for c in table.columns if c.name not in places for word in (c.name, c.title)}
    for heading in strange:
        _strange(heading, left, missing, sheet.file, row, problems)
    if any_rows:
        for column in missing.values():
            rule, cure = (
                "the column is missing, and every row needs it",
                f'Add a column "{column.title}": {_lower(column.help)}',
            )
            problems.append(Problem(sheet.file, rule, cure, row, column.name, left_out="the whole list"))
    needed = {c.name for c in table.columns if c.required}
    return places if needed <= places.keys() else None


def _strange(
    heading: str, left: Mapping[str, Column], missing: dict[str, Column], file: str, row: int, problems: list[Problem]
) -> None:  # fmt: skip
    """A heading that is no column; where it looks like one that every row needs, one problem says both."""
    meant = nearest(heading, left)
    needed = meant is not None and missing.pop(left[meant].name, None) is not None
    cure = (
        f'Did you mean "{meant}"? Rename the heading.'
        if meant
        else "Take it away, or keep it for yourselves: it is not read."
    )
    left_out = "the whole list, since every row needs this column" if needed else "the column"
    problems.append(
        Problem(file, "no column of this list has this heading", cure, row, shorten(heading), left_out=left_out)
    )


def _unnamed(sheet: Sheet, place: int, row: int, problems: list[Problem]) -> None:
    if any(place < len(cells) and cells[place].strip() for _, cells in sheet.rows[1:]):
        rule, cure = f"column {place + 1} has no heading", "Give it one, or empty it."
        problems.append(Problem(sheet.file, rule, cure, row, left_out="the column"))


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _values(
    column: Column, texts: Sequence[str], rows: Sequence[tuple[int, list[str]]], file: str, headings: Sequence[str],
    place: int | None, out: set[int], problems: list[Problem],
) -> list[object]:  # fmt: skip
    """The typed cells of one column; each distinct text is read once."""
    empty: object = () if column.type in ("refs", "texts") else None
    known: dict[str, object] = {}
    for text in dict.fromkeys(texts):
        try:
            known[text] = parse_cell(column, text)
        except CellError as fault:
            known[text] = fault
    values: list[object] = []
    skip = frozenset(out)  # rows with too many cells are told already
    for position, text in enumerate(texts):
        value = known[text]
        values.append(empty if isinstance(value, CellError) else value)
        if position in skip:
            continue
        if column.required and place is not None and value == empty:
            value = CellError(EMPTY, f"Fill it in: {_lower(column.help)}")
        if isinstance(value, CellError):
            if column.required:
                out.add(position)
            left_out = ROW if column.required else "the cell"
            heading = headings[place] if place is not None else column.name
            problems.append(
                Problem(file, value.rule, value.cure, rows[position][0], heading, shorten(text) or None, left_out)
            )  # fmt: skip
    return values


def _without_repeats(
    table: Table, values: Mapping[str, Sequence[object]], numbers: Sequence[int], file: str, shown: Mapping[str, str],
    out: set[int], problems: list[Problem],
) -> dict[tuple[object, ...], int]:  # fmt: skip
    """Leaves later rows of the same key out; returns key → row of everything that was left out."""
    keys = list(zip(*(values[name] for name in table.key), strict=True)) if table.key else []
    first: dict[tuple[object, ...], int] = {}
    for position, key in enumerate(keys):
        if position in out:
            continue
        if key not in first:
            first[key] = position
            continue
        out.add(position)
        row = numbers[first[key]]
        if len(key) == 1:
            rule, cure = f'"{shorten(str(key[0]))}" stands in row {row} already', "Give each row an id of its own."
        else:
            same = words.listing([shown[name] for name in table.key], most=len(key))
            rule, cure = f"{same} are the same as in row {row}", "Keep only one of the two."
        heading = shown[table.key[-1]]
        value = shorten(", ".join(str(part) for part in key))
        problems.append(Problem(file, rule, cure, numbers[position], heading, value, ROW))
    return {keys[p]: numbers[p] for p in sorted(out, reverse=True) if keys and keys[p] not in first}
