"""A large csv export read in columns, where it is so plain that every reader of csv takes it alike.

Plain is: UTF-8, one separator, as many cells in each row, no blank line, quotation marks only around whole cells. Everything
else goes the slow way through `sheets.read_csv`, which tells what is wrong in which row.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv

from assessment_kit.engagement.sheets import Sheet, read_csv, separator_of
from assessment_kit.engagement.survey_arrow import ColumnSheet, look
from assessment_kit.errors import Problem

LARGE = 1_000_000
"""Bytes from which it is worth while: time, not meaning."""


def read_export(data: bytes, file: str, problems: list[Problem]) -> Sheet | None:
    """A csv export, in columns where it is large and plain, else row by row."""
    columns = read_plain(data, file) if len(data) >= LARGE else None
    return read_csv(data, file, problems) if columns is None else columns


def read_plain(data: bytes, file: str) -> ColumnSheet | None:
    """The export in columns; None where it is not plain."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    separator = separator_of(body[:100_000].decode("utf-8", errors="replace"))
    if not _is_plain(body, separator):
        return None
    kind = pa.binary() if body.isascii() else pa.string()  # ASCII need not be checked once more
    try:
        table = pa_csv.read_csv(
            pa.BufferReader(body),
            read_options=pa_csv.ReadOptions(autogenerate_column_names=True, block_size=1 << 22),
            parse_options=pa_csv.ParseOptions(
                delimiter=separator, newlines_in_values=b'"' in body, ignore_empty_lines=False
            ),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys((f"f{n}" for n in range(_width(body, separator))), kind),
                strings_can_be_null=False,
            ),
        )
    except (pa.ArrowException, OSError):
        return None
    return ColumnSheet(file, look(table.columns, first=1), table.columns, table.num_rows)


def _width(body: bytes, separator: str) -> int:
    """At least as many columns as there are: more names than columns do no harm."""
    return body.partition(b"\n")[0].count(separator.encode()) + 1


def _is_plain(body: bytes, separator: str) -> bool:
    """No NUL, no lone carriage return, no ``sep=`` line, and each quotation mark at the edge of a cell or doubled within one."""
    if b"\0" in body or body[:4].lower() == b"sep=":
        return False
    if b"\r" in body and body.count(b"\r") != body.count(b"\r\n"):  # to look is ten times as fast as to count
        return False
    letters = np.frombuffer(body, dtype=np.uint8)
    marks = np.flatnonzero(letters == ord('"'))
    if len(marks) % 2:
        return False
    edges = np.frombuffer(f"{separator}\r\n".encode(), dtype=np.uint8)
    opens, closes = marks[::2], marks[1::2]
    before = np.isin(letters[np.maximum(opens - 1, 0)], edges) | (opens == 0)
    again = np.zeros(len(opens), dtype=bool)
    again[1:] = opens[1:] == closes[:-1] + 1
    after = np.isin(letters[np.minimum(closes + 1, len(letters) - 1)], edges) | (closes == len(letters) - 1)
    doubled = np.zeros(len(closes), dtype=bool)
    doubled[:-1] = again[1:]
    return bool((before | again).all() and (after | doubled).all())
