"""One list of a client, changed in place: read from its file, saved cell by cell, with somebody else at the same file.

The truth is one file: ``meetings.csv``. Where a list stands in a sheet of inventory.xlsx and in no csv file, its rows are
shown from there, and the first change writes all of them to the csv file, which counts from then on; the sheet is left as it is,
and is told of by `check` only if somebody changes it afterwards.

Saving takes a lock, reads the file again, and changes only what was changed: a cell that somebody else changed meanwhile is
handed back with both versions and not written; everything else is merged. The file is written beside, flushed and renamed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from assessment_kit.capture.csv_text import BOM, CsvText, cell_at, changed, from_rows, parse_csv
from assessment_kit.capture.list_merge import Rows, follow, trimmed
from assessment_kit.capture.on_disk import LOCK_SECONDS, locked, write_whole
from assessment_kit.capture.on_disk import digest as digest_of
from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.columns import Table, load_tables
from assessment_kit.engagement.folder import INVENTORY, Folder, open_folder
from assessment_kit.engagement.sheets import Sheet, read_csv, read_workbook
from assessment_kit.engagement.suggestions import normal
from assessment_kit.engagement.taken_over import RECORD, digest_of_sheet, taken_over
from assessment_kit.errors import Problem, UsageError

_LONGEST = 100_000  # characters in a cell: beyond 131,072 no csv file can be read


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list as it stands on disk.

    file : its name in the client's folder, whether it is there or not. digest : of its bytes; of the rows where there is no file.
    sheet : where the rows come from while there is no csv file, such as ``inventory.xlsx#Meetings``.
    """

    table: Table
    file: str
    text: CsvText
    digest: str
    sheet: str = ""
    sheet_digest: str = ""

    @property
    def places(self) -> dict[str, int]:
        """Column → place: columns of the list by name, others as ``#4``, the fourth."""
        names = {normal(word): c.name for c in self.table.columns for word in (c.title, c.name)}
        found: dict[str, int] = {}
        for place, heading in enumerate(self.text.headings):
            name = names.get(normal(heading))
            found[f"#{place + 1}" if name is None or name in found else name] = place
        return found

    @property
    def in_names(self) -> bool:
        """The headings are the columns' names and not their titles, so that allowed values are written as codes as well."""
        told = [heading for heading in self.text.headings if heading in {c.name for c in self.table.columns}]
        return len(told) * 2 > len(self.text.headings)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change to a list, in row numbers of the list as the person saw it.

    set : `column` of `row` from `was` to `value`. remove : `row`, whose cells were `before`. add : a row with `cells` (column →
    text) before `row`; 0 puts it at the end.
    """

    kind: Literal["set", "add", "remove"]
    row: int
    column: str = ""
    was: str = ""
    value: str = ""
    before: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Clash:
    """A change that was not written: `theirs` stands in the cell now; None where the row is gone. `row` counts as it is now."""

    edit: Edit
    row: int | None
    theirs: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving came to; everything but the `clashes` is on disk.

    moved : row number before → now, None where the row is gone. born : numbers of the added rows, in the order of the edits; None
    for one that was empty. others : somebody else had changed the file.
    """

    now: ListFile
    moved: Mapping[int, int | None]
    born: tuple[int | None, ...]
    clashes: tuple[Clash, ...]
    others: bool


def open_list(folder: Path, name: str) -> ListFile:
    """A list of a client, from its csv file, else from its sheet, else blank.

    Raises
    ------
    UsageError : there is no such list, or its file cannot be read; the text is the problem as `check` words it.
    EngagementError : the folder cannot be read at all.
    """
    table = load_tables().get(name)
    if table is None:
        raise UsageError(f"There is no list “{name}”. The lists are {', '.join(load_tables())}.")
    place = open_folder(folder)
    file = place.find(f"{name}.csv")
    if file is not None:
        return _from_csv(table, file, _contents(place, file))
    sheet = _sheet(place, table)
    if sheet is None:
        text = _blank(table)
        return ListFile(table, f"{name}.csv", text, digest_of(text.bytes()))
    text = _from_sheet(sheet)
    return ListFile(table, f"{name}.csv", text, digest_of(text.bytes()), sheet.file, digest_of_sheet(sheet))


def save(
    folder: Path,
    name: str,
    edits: Sequence[Edit],
    base: Rows,
    digest: str,
    *,
    again: bool = False,
    wait: float = LOCK_SECONDS,
) -> Saved:
    """Write changes to a list; what somebody else changed meanwhile stays.

    Parameters
    ----------
    base, digest : the rows as the person saw them, and the digest that they came with.
    again : these changes were sent before and it is not known whether they arrived: an added row that is there counts as arrived.
    wait : seconds to wait for somebody else who is saving.

    Raises
    ------
    NotSavedError : somebody else holds the list, or the file cannot be written.
    UsageError : the file cannot be read, or a text cannot stand in a csv file. In both cases nothing was written.
    """
    _sound(edits)
    with locked(folder, f"{name}.csv", wait):
        there = open_list(folder, name)
        others = there.digest != digest
        key = [there.places[c] for c in there.table.key if c in there.places]
        met: Mapping[int, int | None] = (
            follow(base, there.text.rows, key) if others else {n: n for n in range(1, len(there.text.records) + 1)}
        )
        change = _Change(there, met, again=again and others)
        for edit in edits:
            change.take(edit)
        text = change.text()
        data = text.bytes()
        if data != there.text.bytes() or (there.sheet and edits):
            if there.sheet:
                record = {**taken_over(folder), name: there.sheet_digest}
                write_whole(folder / RECORD, json.dumps(record, indent=1).encode())
            write_whole((folder / there.file).resolve(), data)  # a link stays a link
            there = ListFile(there.table, there.file, text, digest_of(data))
    after = change.numbers()
    moved = {row: None if now is None else after.get(now) for row, now in met.items()}
    return Saved(there, moved, change.born(), tuple(change.clashes), others)


class _Change:
    """The changes to one file, collected edit by edit in the rows of the file as it stands."""

    def __init__(self, there: ListFile, met: Mapping[int, int | None], *, again: bool) -> None:
        self._there, self._met = there, met
        self._places = dict(there.places)
        self._new: list[str] = []  # columns that the file has not got yet
        self._cells: dict[int, dict[int, str]] = {}
        self._removed: set[int] = set()
        self._added: list[tuple[int, dict[int, str]]] = []
        self._born: list[int | None] = []  # places in _added, or None
        self.clashes: list[Clash] = []
        mapped = set(met.values())
        self._unclaimed = [trimmed(c) for n, c in there.text.rows.items() if n not in mapped] if again else []

    def take(self, edit: Edit) -> None:
        if edit.kind == "add":
            self._add(edit)
            return
        row = self._met.get(edit.row)
        if edit.kind == "remove":
            self._remove(edit, row)
        elif row is None or row in self._removed:
            self.clashes.append(Clash(edit, None, None))
        else:
            self._set(edit, row)

    def _set(self, edit: Edit, row: int) -> None:
        known = self._places.get(edit.column)
        theirs = "" if known is None else cell_at(self._there.text.records[row - 1].cells, known)
        theirs = self._cells.get(row, {}).get(-1 if known is None else known, theirs)
        if theirs == edit.value:
            return
        if theirs != edit.was:
            self.clashes.append(Clash(edit, row, theirs))
            return
        self._cells.setdefault(row, {})[self._place(edit.column)] = edit.value

    def _remove(self, edit: Edit, row: int | None) -> None:
        if row is None:
            return  # somebody else took it away as well
        cells = self._there.text.records[row - 1].cells
        if trimmed(cells) != trimmed(edit.before):
            self.clashes.append(Clash(edit, row, "; ".join(cell for cell in cells if cell)))
            return
        self._removed.add(row)

    def _add(self, edit: Edit) -> None:
        filled = {column: value for column, value in edit.cells.items() if value}
        cells = {self._place(column): value for column, value in filled.items()}
        as_row = tuple(cells.get(n, "") for n in range(max(cells, default=-1) + 1))
        if not any(value.strip() for value in as_row):
            self._born.append(None)
        elif as_row in self._unclaimed:
            self._unclaimed.remove(as_row)
            self._born.append(None)
        else:
            before = self._met.get(edit.row) if edit.row else None
            self._added.append((before or len(self._there.text.records) + 1, cells))
            self._born.append(len(self._added) - 1)

    def _place(self, column: str) -> int:
        """Where a column stands; one that the file has not got goes behind its last heading."""
        if column not in self._places:
            text = self._there.text
            width = len(text.headings)
            wide = [n for n, cells in text.rows.items() if len(trimmed(cells)) > width]
            if wide or column.startswith("#"):
                where = f"Row {wide[0]}" if wide else "A row"
                raise UsageError(
                    f"{where} of {self._there.file} has more cells than there are headings. "
                    "Put text that holds the separator in quotation marks first."
                )
            self._places[column] = width + len(self._new)
            self._new.append(column)
        return self._places[column]

    def text(self) -> CsvText:
        """The file after the changes."""
        text, table = self._there.text, self._there.table
        cells: dict[int, dict[int, str]] = dict(self._cells)
        if self._new and text.heading is not None:
            names = [c if self._there.in_names else table.column(c).title for c in self._new]
            cells[text.heading] = {self._places[c]: name for c, name in zip(self._new, names, strict=True)}
        return changed(text, cells, self._removed, self._added)

    def numbers(self) -> dict[int, int]:
        """Row number in the file as it stood → row number after the changes; rows that were removed are not in it."""
        shift: dict[int, int] = {}
        after = 0
        for row in range(1, len(self._there.text.records) + 1):
            after += sum(place == row for place, _ in self._added)
            if row not in self._removed:
                after += 1
                shift[row] = after
        return shift

    def born(self) -> tuple[int | None, ...]:
        """Row numbers of the added rows after the changes."""
        numbers: dict[int, int] = {}
        after = 0
        for row in range(1, len(self._there.text.records) + 2):
            for index, (place, _) in enumerate(self._added):
                if place == row:
                    after += 1
                    numbers[index] = after
            after += row not in self._removed
        return tuple(None if index is None else numbers[index] for index in self._born)


def edit_of(raw: Mapping[str, object]) -> Edit:
    """An edit from what a form sent; texts are tidied as the reader tidies them."""
    kind = raw.get("kind")
    if kind not in ("set", "add", "remove"):
        raise UsageError("This is no change to a list.")
    cells, before = raw.get("cells"), raw.get("before")
    return Edit(
        kind=kind,
        row=int(str(raw.get("row") or 0)),
        column=str(raw.get("column") or ""),
        was=str(raw.get("was") or ""),
        value=tidy(str(raw.get("value") or "")),
        before=tuple(str(c) for c in before) if isinstance(before, list) else (),
        cells={str(k): tidy(str(v)) for k, v in cells.items()} if isinstance(cells, dict) else {},
    )


def _sound(edits: Sequence[Edit]) -> None:
    for text in (value for edit in edits for value in (edit.value, *edit.cells.values())):
        if len(text) > _LONGEST:
            raise UsageError("The text is too long for a cell. Shorten it.")


def _from_csv(table: Table, file: str, data: bytes) -> ListFile:
    known = {normal(word) for c in table.columns for word in (c.title, c.name)}
    problems: list[Problem] = []
    read_csv(data, file, problems, known)
    if problems:
        raise UsageError(str(problems[0]))
    text = parse_csv(data, known)
    if text.heading is None:
        text = CsvText(
            data.startswith(BOM.encode()), text.prelude, text.separator, text.line_end, _blank(table).records
        )
    return ListFile(table, file, text, digest_of(data))


def _sheet(place: Folder, table: Table) -> Sheet | None:
    """The sheet of inventory.xlsx that holds the list, if it has a row."""
    file = place.find(INVENTORY)
    data = None if file is None else _contents(place, file)
    sheets = [] if file is None or data is None else read_workbook(data, file, [])
    wanted = {normal(table.table), normal(table.title)}
    return next((s for s in sheets if normal(s.file.partition("#")[2]) in wanted and len(s.rows) > 1), None)


def _from_sheet(sheet: Sheet) -> CsvText:
    """The rows of a sheet, at the row numbers that they have there."""
    rows: list[Sequence[str]] = []
    for number, cells in sheet.rows:
        rows += [()] * (number - 1 - len(rows))
        rows.append(cells)
    return from_rows(rows)


def _blank(table: Table) -> CsvText:
    return from_rows([[c.title for c in table.columns]])


def _contents(place: Folder, file: str) -> bytes:
    problems: list[Problem] = []
    data = place.contents(file, problems)
    if data is None:
        raise UsageError(str(problems[0]))
    return data


def now_text() -> str:
    """The time of day, for “Saved 14:02:11”."""
    return dt.datetime.now().astimezone().strftime("%H:%M:%S")
