"""Rows of text from a csv file or a sheet of a workbook, counted as a spreadsheet counts them.

A csv file is UTF-8, with or without byte order mark, separated by commas, semicolons or tabs; other encodings are told, not
guessed. A line break inside quotation marks belongs to its cell. Blank rows are skipped, and count.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from python_calamine import CalamineError, CalamineWorkbook

from assessment_kit.engagement.suggestions import normal
from assessment_kit.errors import Problem

_END = "\ue000 end of file"  # a private letter: no client's cell begins so
_MOST_UNPACKED = 1_000_000_000
_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True)
class Sheet:
    """`rows` holds (row number, cells) of every row that is not blank; the first of them is the heading."""

    file: str
    rows: list[tuple[int, list[str]]]


def decode(data: bytes, file: str, problems: list[Problem], cure: str) -> str | None:
    """UTF-8 text with or without byte order mark; None, and a problem, for anything else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        problems.append(Problem(file, "the file is not in UTF-8", cure, row=row, left_out="the file"))
        return None


def read_csv(data: bytes, file: str, problems: list[Problem], known: Collection[str] = ()) -> Sheet | None:
    """The rows of a csv file. `known` are headings, normalised, by which the separator is told."""
    text = decode(data, file, problems, 'Save it as "CSV UTF-8".')
    if text is None:
        return None
    separator, text = declared_separator(text)
    rows: list[tuple[int, list[str]]] = []
    number = 0
    reader = _records(text, separator or separator_of(text, known))
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cell and not cell.isspace() for cell in cells):
                rows.append((number, cells))
    except csv.Error:  # a cell of more than 131,072 letters
        return Sheet(file, _cut(rows, number + 1, file, problems))
    if rows and rows[-1][1] == [_END]:
        return Sheet(file, rows[:-1])
    return Sheet(file, _cut(rows, rows[-1][0] if rows else 1, file, problems))


def _cut(
    rows: list[tuple[int, list[str]]], row: int, file: str, problems: list[Problem]
) -> list[tuple[int, list[str]]]:
    """The rows before the one in which a quotation mark swallowed the rest."""
    rule, cure = "a quotation mark is opened and never closed", "Close it, or take it away."
    problems.append(Problem(file, rule, cure, row=row, left_out="this row and all below"))
    return [r for r in rows if r[0] < row]


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # A last line of our own: if it does not come back alone, a quotation mark before it was never closed.
    return csv.reader(chain(io.StringIO(text, newline=""), [_END]), delimiter=separator)


def declared_separator(text: str) -> tuple[str, str]:
    """Excel's own first line ``sep=;``, which it does not count as a row."""
    first, _, rest = text.partition("\n")
    first = first.strip().casefold()
    return (first[-1], rest) if len(first) == 5 and first.startswith("sep=") and first[-1] in ",;|" else ("", text)


def separator_of(text: str, known: Collection[str] = ()) -> str:
    """Comma, semicolon or tab: which of them cuts the first rows best, by known headings or into equally many cells."""

    def score(separator: str) -> tuple[float, float]:
        try:
            records = [r for r in islice(_records(text, separator), 21) if any(r) and r != [_END]]
        except csv.Error:
            return 0, 0
        if not records:
            return 0, 0
        if known:
            return sum(normal(cell) in known for cell in records[0]), len(records[0])
        width, times = Counter(len(r) for r in records).most_common(1)[0]
        return (times / len(records) if width > 1 else 0), width

    return max(_DELIMITERS, key=score)


def read_workbook(data: bytes, file: str, problems: list[Problem]) -> list[Sheet]:
    """Every sheet of a workbook, in order; `file` of a sheet is ``inventory.xlsx#Roles``."""
    try:
        if (
            data[:2] == b"PK"
            and sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist()) > _MOST_UNPACKED
        ):
            problems.append(
                Problem(file, "the workbook is too large", "Save each list as a csv file.", left_out="the file")
            )
            return []
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        names = list(book.sheet_names)
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        cure = "Open it in Excel and save it as .xlsx, without a password."
        problems.append(Problem(file, "the workbook cannot be read", cure, left_out="the file"))
        return []
    sheets = []
    for name in names:
        try:
            content = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except (CalamineError, OSError, ValueError, OverflowError):
            problems.append(
                Problem(f"{file}#{name}", "the sheet cannot be read", "Save it as a csv file.", left_out="the sheet")
            )
            continue
        texts = ((number, [cell_text(cell) for cell in row]) for number, row in enumerate(content, start=1))
        sheets.append(
            Sheet(f"{file}#{name}", [(n, row) for n, row in texts if any(c and not c.isspace() for c in row)])
        )
    return sheets


def cell_text(value: object) -> str:
    """What a spreadsheet's cell would be in a csv file: 5.0 → ``5``, a day → ``2026-03-31``, a duration → its hours."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / 3600:g}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, (dt.date, dt.time)) else str(value)
