"""A csv file as somebody wrote it, to be changed in single cells and left alone everywhere else.

Every record keeps the text that it was read from; a changed cell is written into it, and what stands around that cell (quotation
marks, separators, line ends, cells beyond the last heading) stays as it is. Rows are counted as the reader counts them:
blank lines count, Excel's own first line ``sep=;`` does not.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assessment_kit.engagement.sheets import declared_separator, separator_of

BOM = "\ufeff"
_LINE_ENDS = ("\r\n", "\n", "\r")


@dataclass(frozen=True, slots=True)
class Record:
    """One row: its text with the line end, if it has one, and its cells."""

    raw: str
    cells: tuple[str, ...]

    @property
    def blank(self) -> bool:
        """True where the reader skips the row."""
        return not any(cell and not cell.isspace() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CsvText:
    """A csv file: `records` in order, row n is ``records[n - 1]``; `prelude` is Excel's line ``sep=;`` where there is one."""

    bom: bool
    prelude: str
    separator: str
    line_end: str
    records: tuple[Record, ...]

    def bytes(self) -> bytes:
        """The file."""
        text = self.prelude + "".join(record.raw for record in self.records)
        return ((BOM if self.bom else "") + text).encode("utf-8")

    @property
    def heading(self) -> int | None:
        """The row of the headings: the first that is not blank."""
        return next((n for n, record in enumerate(self.records, start=1) if not record.blank), None)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as they are written; none in an empty file."""
        row = self.heading
        return () if row is None else self.records[row - 1].cells

    @property
    def rows(self) -> dict[int, tuple[str, ...]]:
        """Row number → cells, of every row below the headings that is not blank."""
        first = self.heading or 0
        return {n: r.cells for n, r in enumerate(self.records, start=1) if n > first and not r.blank}


def parse_csv(data: bytes, known: Collection[str] = ()) -> CsvText:
    """The file record by record.

    Parameters
    ----------
    data : UTF-8, with or without byte order mark, in which every quotation mark is closed (see `engagement.sheets.read_csv`).
    known : headings, normalised, by which the separator is told.
    """
    text = data.decode("utf-8")
    bom = text.startswith(BOM)
    text = text.removeprefix(BOM)
    separator, rest = declared_separator(text)
    separator = separator or separator_of(rest, known)
    ends = [end for line in io.StringIO(rest, newline="") if (end := line_end(line))]
    end = max(dict.fromkeys(ends), key=ends.count) if ends else "\n"
    return CsvText(bom, text[: len(text) - len(rest)], separator, end, tuple(_records(rest, separator)))


def from_rows(rows: Iterable[Sequence[str]], separator: str = ",", end: str = "\n") -> CsvText:
    """A new file."""
    records = tuple(_written(tuple(cells), separator, end) for cells in rows)
    return CsvText(bom=False, prelude="", separator=separator, line_end=end, records=records)


def cell_at(cells: Sequence[str], place: int) -> str:
    """The cell; empty where the row is too short to have it."""
    return cells[place] if place < len(cells) else ""


def line_end(raw: str) -> str:
    """The line end that a text ends in."""
    return next((end for end in _LINE_ENDS if raw.endswith(end)), "")


def changed(
    text: CsvText,
    cells: Mapping[int, Mapping[int, str]] = {},
    removed: Collection[int] = (),
    added: Sequence[tuple[int, Mapping[int, str]]] = (),
) -> CsvText:
    """The file after changes; all row numbers are those of `text`.

    Parameters
    ----------
    cells : row → place → new content. removed : rows taken out.
    added : (row before which it goes, place → content); a row beyond the last goes to the end.
    """
    inserts: dict[int, list[Mapping[int, str]]] = {}
    for row, content in added:
        inserts.setdefault(min(row, len(text.records) + 1), []).append(content)
    records: list[Record] = []
    for number in range(1, len(text.records) + 2):
        for content in inserts.get(number, ()):
            width = max(content, default=-1) + 1
            records.append(_written(tuple(content.get(n, "") for n in range(width)), text.separator, text.line_end))
        if number <= len(text.records) and number not in removed:
            records.append(_with_cells(text.records[number - 1], cells.get(number, {}), text.separator))
    return replace(text, records=tuple(_ended(records, text.line_end)))


class _Lines:
    """The lines of a text, with those remembered that were taken since the last record."""

    def __init__(self, text: str) -> None:
        self._lines = iter(io.StringIO(text, newline=""))
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken.append(line)
        return line

    def taken(self) -> str:
        raw = "".join(self._taken)
        self._taken.clear()
        return raw


def _records(text: str, separator: str) -> Iterator[Record]:
    lines = _Lines(text)
    for cells in csv.reader(lines, delimiter=separator):
        yield Record(lines.taken(), tuple(cells))


def _ended(records: Sequence[Record], end: str) -> Iterator[Record]:
    """Every record but the last ends its line; the last keeps what it has."""
    for number, record in enumerate(records, start=1):
        ends = number == len(records) or line_end(record.raw)
        yield record if ends else Record(record.raw + end, record.cells)


def _written(cells: tuple[str, ...], separator: str, end: str) -> Record:
    # a row of one empty cell would read back as a row of none
    pieces = [_piece(cell, separator, quoted=cells == ("",)) for cell in cells]
    return Record(separator.join(pieces) + end, cells)


def _with_cells(record: Record, new: Mapping[int, str], separator: str) -> Record:
    new = {place: value for place, value in new.items() if cell_at(record.cells, place) != value}
    if not new:
        return record
    end = line_end(record.raw)
    body = record.raw[: len(record.raw) - len(end)]
    pieces = _pieces(body, separator) if record.cells else []
    cells = list(record.cells)
    if len(pieces) != len(cells):
        pieces = [_piece(cell, separator) for cell in cells]
    short = max(new) + 1 - len(cells)
    cells += [""] * short
    pieces += [""] * short
    for place, value in new.items():
        cells[place] = value
        pieces[place] = _piece(value, separator, quoted=pieces[place].startswith('"'))
    if cells == [""]:
        pieces = ['""']
    return Record(separator.join(pieces) + end, tuple(cells))


def _piece(value: str, separator: str, *, quoted: bool = False) -> str:
    if quoted or any(mark in value for mark in (separator, '"', "\n", "\r")):
        return '"' + value.replace('"', '""') + '"'
    return value


def _pieces(body: str, separator: str) -> list[str]:
    """The texts of a record's cells as they are written, quotation marks and all."""
    pieces: list[str] = []
    start = 0
    while True:
        at = start
        if body.startswith('"', at):
            at += 1
            while (at := body.find('"', at)) >= 0 and body.startswith('""', at):
                at += 2
            at = len(body) if at < 0 else at + 1
        stop = body.find(separator, at)
        if stop < 0:
            return [*pieces, body[start:]]
        pieces.append(body[start:stop])
        start = stop + len(separator)
