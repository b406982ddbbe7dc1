"""A large export in columns, as Apache Arrow holds them: a million respondents in some tens of megabytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.sheets import Sheet
from assessment_kit.engagement.survey_cells import Texts, tidied

_LOW, _EMPTY = -100, 127
"""Whole numbers from −100 to 126, as answers mostly are, are their own codes; one more stands for an empty cell."""
_SMALL = [*map(str, range(_LOW, _EMPTY)), ""]
LOOKED_AT = 20
"""Rows that are handed on as texts, for a look."""


@dataclass(frozen=True)
class ColumnCells:
    """Cells in columns, from a row on. numbers : the row of the file of each respondent; positions : which are kept, None for all.

    A column is asked for when it is read, and by several threads at once, so that one may be unpacked while another is scored.
    """

    columns: Sequence[pa.ChunkedArray]
    start: int
    numbers: Sequence[int] | np.ndarray
    positions: np.ndarray | None = None

    def __len__(self) -> int:
        return len(self.numbers)

    def texts(self, place: int) -> Texts:
        column = self._column(place)
        small = _small_numbers(column) or _single_letters(column)
        if small is not None:
            return small
        codes, values = _coded(column)
        return tidied(codes, [_text(value) for value in values] + [""])

    def identities(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """As `Rows.identities`; a million ids are read one by one only where they need tidying."""
        column = self._column(place)
        if pa.types.is_integer(column.type):
            return column.fill_null(0).to_numpy(), column.is_null().to_numpy()
        counting = _counting_up(column)
        if counting is not None:
            return counting, np.zeros(len(column), dtype=bool)
        codes, values = _coded(column)
        if _is_text(values.type) and _is_tidy(values):
            blank = np.append(_is_empty(values), True)
        else:
            codes, texts = self.texts(place)
            blank = np.array([not text for text in texts], dtype=bool)
        return codes, blank[codes]

    def times(self, place: int) -> pd.Series | None:
        """Timestamps and dates as such, in UTC without zone, as the texts of a csv are read."""
        column = self._column(place)
        if not (pa.types.is_timestamp(column.type) or pa.types.is_date(column.type)):
            return None
        if pa.types.is_timestamp(column.type):
            column = column.cast(pa.timestamp(column.type.unit))  # drops the zone; what is kept is UTC
        found = pd.Series(column.cast(pa.timestamp("ms"), safe=False).to_numpy(), dtype="datetime64[ms]")
        return found.where(found.dt.year.between(1900, 2200)).astype("datetime64[ns]")

    def row(self, position: int) -> int:
        return int(self.numbers[position])

    def kept(self, positions: np.ndarray) -> ColumnCells:
        before = positions if self.positions is None else self.positions[positions]
        return ColumnCells(self.columns, self.start, np.asarray(self.numbers)[positions], before)

    def blank(self) -> np.ndarray:
        """The rows in which no column holds anything; the first column mostly settles it."""
        blank = np.ones(len(self), dtype=bool)
        for place in range(len(self.columns)):
            if not blank.any():
                break
            column = self._column(place)
            if pa.types.is_dictionary(column.type):
                codes, values = _coded(column)
                blank &= np.append(_is_empty(values), True)[codes]
            else:
                blank &= column.is_null(nan_is_null=True).to_numpy() | _is_empty(column)
        return blank

    def _column(self, place: int) -> pa.ChunkedArray:
        if place >= len(self.columns):
            return pa.chunked_array([pa.nulls(len(self), pa.int8())])
        column = self.columns[place].slice(self.start) if self.start else self.columns[place]
        return column if self.positions is None else column.take(pa.array(self.positions))


@dataclass(frozen=True)
class ColumnSheet(Sheet):
    """An export in columns. rows : the headings and the first rows below them. first : the row of the columns' first cell."""

    columns: Sequence[pa.ChunkedArray] = ()
    length: int = 0
    first: int = 1

    def below(self, row: int) -> ColumnCells:
        """The cells below a row of the file, without rows that are blank throughout."""
        start = max(row + 1 - self.first, 0)
        cells = ColumnCells(
            self.columns, start, range(self.first + start, max(self.first + self.length, self.first + start))
        )
        blank = cells.blank()
        return cells.kept(np.flatnonzero(~blank)) if blank.any() else cells


def room(rows: int, columns: int, dtype: str) -> np.ndarray:
    """An empty table from Arrow's store: numpy asks for large pages, which cost more to clear than they save where each is written once."""
    kind = np.dtype(dtype)
    return np.frombuffer(pa.allocate_buffer(rows * columns * kind.itemsize), dtype=kind).reshape(rows, columns)


def look(columns: Sequence[pa.ChunkedArray], first: int) -> list[tuple[int, list[str]]]:
    """The first rows as texts, counted from a row of the file; blank ones are left out, and count."""
    top = [[_text(cell) for cell in column.slice(0, LOOKED_AT)] for column in columns]
    rows = enumerate(zip(*top, strict=True), start=first)
    return [(number, list(cells)) for number, cells in rows if any(cell.strip() for cell in cells)]


def _counting_up(column: pa.ChunkedArray) -> np.ndarray | None:
    """Texts of whole numbers, each higher than the one before, as numbers: no two of them are the same text. Others: None."""
    if not len(column) or column.null_count or not (_is_text(column.type) or pa.types.is_binary(column.type)):
        return None
    try:
        numbers: np.ndarray = _read(column).cast(pa.int64()).to_numpy()
    except pa.ArrowInvalid:
        return None
    return numbers if (numbers[1:] > numbers[:-1]).all() else None


def _is_tidy(values: pa.Array) -> bool:
    """Is tidying sure to leave these texts as they are? Printable ASCII without blanks around."""
    return not pc.any(pc.match_substring_regex(values, r"[^ -~]|^ | $"), min_count=0).as_py()


def _is_empty(values: Any) -> np.ndarray:
    """Which texts hold nothing but blanks; of other values none is one."""
    texts = _read(values)
    if not _is_text(texts.type):
        return np.zeros(len(values), dtype=bool)
    bare = pc.fill_null(pc.binary_length(pc.utf8_trim_whitespace(texts)), 0)
    empty: np.ndarray = np.equal(np.asarray(bare), 0)
    return empty


def _coded(column: pa.ChunkedArray) -> tuple[np.ndarray, pa.Array]:
    """Codes, and the values that they stand for; an empty cell has the code after the last value."""
    if not pa.types.is_dictionary(column.type):
        column = column.dictionary_encode(null_encoding="mask")
    if not column.num_chunks:
        return np.zeros(0, dtype=np.int32), pa.array([], column.type.value_type)
    chunks = column.unify_dictionaries().chunks
    values = _read(chunks[0].dictionary)
    return np.concatenate([c.indices.cast(pa.int32()).fill_null(len(values)).to_numpy() for c in chunks]), values


def _read(values: Any) -> Any:
    """Bytes as the texts that they are, if they are."""
    if not (pa.types.is_binary(values.type) or pa.types.is_large_binary(values.type)):
        return values
    try:
        return values.cast(pa.large_string())
    except pa.ArrowInvalid:
        return values


def _small_numbers(column: pa.ChunkedArray) -> Texts | None:
    """Whole numbers near 0, as ints or as floats; None where the column holds anything else."""
    if not (pa.types.is_integer(column.type) or pa.types.is_floating(column.type)):
        return None
    codes, start = np.empty(len(column), dtype=np.uint8), 0
    for chunk in column.chunks:
        numbers = chunk.fill_null(_EMPTY).to_numpy(zero_copy_only=False)
        empty = chunk.null_count
        if pa.types.is_floating(column.type):
            none = np.isnan(numbers)
            numbers, empty = np.where(none, _EMPTY, numbers), empty + int(none.sum())
        if len(numbers) and not _LOW <= numbers.min() <= numbers.max() <= _EMPTY:
            return None
        own = numbers.astype(np.int8, copy=False)
        if np.count_nonzero(own == _EMPTY) != empty or not (numbers.itemsize == 1 or np.array_equal(own, numbers)):
            return None
        np.add(
            own.view(np.uint8), np.uint8(-_LOW), out=codes[start : start + len(own)]
        )  # from 0 on, since 256 is as good as none
        start += len(own)
    return codes, _SMALL


def _single_letters(column: pa.ChunkedArray) -> Texts | None:
    """Cells of one plain letter or digit at most, as answers mostly are in a csv; None where some cell holds more."""
    if not (pa.types.is_string(column.type) or pa.types.is_binary(column.type)):
        return None
    codes, start = np.zeros(len(column), dtype=np.uint8), 0
    for chunk in column.chunks:
        _, offsets, letters = chunk.buffers()
        ends = np.frombuffer(offsets, dtype=np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
        lengths = np.diff(ends)
        if chunk.null_count or not len(chunk) or lengths.max() > 1:
            return None
        own = np.frombuffer(letters or b"", dtype=np.uint8)[ends[0] : ends[-1]]
        if len(own) and own.max() >= 128:
            return None
        codes[start : start + len(chunk)][lengths == 1] = own
        start += len(chunk)
    return codes, [tidy(chr(code)) for code in range(128)]


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _text(scalar: pa.Scalar) -> str:
    """A value as a spreadsheet would show it: 4 for 4.0, 2026-03-31 for a day; "" for what is no value."""
    try:
        value: Any = scalar.as_py()
    except (ValueError, OverflowError, UnicodeDecodeError):  # a time that Python cannot hold, a text that is none
        return f"a value of the type {scalar.type} that cannot be read"
    if value is None or value != value:  # noqa: PLR0124  that is what marks a NaN
        return ""
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.datetime | dt.date) else str(value)
