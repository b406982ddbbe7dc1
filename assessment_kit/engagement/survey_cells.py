"""The cells of a survey's export below its headings, column by column: each distinct text once, and a number for each respondent.

A small export is kept row by row (`Rows`); a large one in columns as Apache Arrow holds them (`survey_arrow.ColumnCells`). Both
give the same texts; an export in columns may name some that no cell holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import pandas as pd

from assessment_kit.engagement.cells import tidy

Texts: TypeAlias = tuple[np.ndarray, list[str]]  # codes, and the distinct texts that they stand for
_AT_ONCE = 1 << 18
"""Respondents that are looked up at once: what stays in the processor's memory is looked up faster."""


class Cells(Protocol):
    """What the reading of a survey needs of its cells."""

    def __len__(self) -> int: ...

    def texts(self, place: int) -> Texts:
        """The tidied texts of a column."""
        ...

    def identities(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        """A number per respondent that is the same for the same text, and which of them are blank."""
        ...

    def times(self, place: int) -> pd.Series | None:
        """The column as times, where it holds such and not texts."""
        ...

    def row(self, position: int) -> int:
        """The row of the file in which a respondent stands, counted as a spreadsheet counts."""
        ...

    def kept(self, positions: np.ndarray) -> Cells:
        """The cells of these respondents."""
        ...


@dataclass(frozen=True)
class Rows:
    """Cells row by row, as (row number, cells)."""

    rows: Sequence[tuple[int, list[str]]]

    def __len__(self) -> int:
        return len(self.rows)

    def texts(self, place: int) -> Texts:
        cells = np.array([row[place] if place < len(row) else "" for _, row in self.rows], dtype=object)
        codes, distinct = pd.factorize(cells)
        return tidied(codes, list(distinct))

    def identities(self, place: int) -> tuple[np.ndarray, np.ndarray]:
        codes, distinct = self.texts(place)
        return codes, np.array([not text for text in distinct], dtype=bool)[codes]

    def times(self, place: int) -> pd.Series | None:  # noqa: ARG002  rows hold texts only
        return None

    def row(self, position: int) -> int:
        return self.rows[position][0]

    def kept(self, positions: np.ndarray) -> Rows:
        return Rows([self.rows[n] for n in positions])


def tidied(codes: np.ndarray, distinct: Sequence[str]) -> Texts:
    """As given, with texts tidied, so that "5 " and "5" are one."""
    texts = [tidy(text) for text in distinct]
    if len(set(texts)) == len(texts):
        return codes, texts
    merged, told = pd.factorize(np.array(texts, dtype=object))
    return merged[codes], list(told)


def look_up(table: np.ndarray, codes: np.ndarray, found: np.ndarray) -> None:
    """``found[:] = table[codes]``, a part at a time."""
    for start in range(0, len(codes), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        np.take(table, codes[part], out=found[part], mode="clip")


def counted(codes: np.ndarray, least: int) -> np.ndarray:
    """How often each code appears, a part at a time; at least so many codes."""
    most = max(least, int(codes.max()) + 1 if len(codes) else 0)
    parts = (codes[start : start + _AT_ONCE] for start in range(0, len(codes), _AT_ONCE))
    return sum((np.bincount(part, minlength=most) for part in parts), np.zeros(most, dtype=np.intp))
