"""One list of a client as it stands on disk: in its csv file, else in its sheet of inventory.xlsx, else blank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment_kit.capture.csv_text import BOM, CsvText, from_rows, parse_csv
from assessment_kit.capture.on_disk import digest as digest_of
from assessment_kit.engagement.columns import Table, load_tables
from assessment_kit.engagement.folder import INVENTORY, Folder, open_folder
from assessment_kit.engagement.sheets import Sheet, read_csv, read_workbook
from assessment_kit.engagement.suggestions import normal
from assessment_kit.engagement.taken_over import digest_of_sheet
from assessment_kit.errors import Problem, UsageError


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
