"""Rows and cells of a result's tables, as charts read them: a cell may be yes, no, or not known."""

from __future__ import annotations

from typing import Any, TypeAlias

import pandas as pd

from assessment_kit import words
from assessment_kit.language import phrase

Record: TypeAlias = dict[str, Any]
NAMED = frozenset({"label", "rhythm", "purpose", "skill"})
"""Columns in which the analyses name things in fixed English words."""


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows as mappings by column; our own names of levels, rhythms, purposes and skills in the language spoken."""
    # to_dict of pandas goes through each cell by itself, and asks of its type; a column gives its plain values at once
    names = [str(name) for name in frame.columns]
    columns = [frame.iloc[:, place].tolist() for place in range(frame.shape[1])]
    columns = [
        [phrase(cell) if isinstance(cell, str) else cell for cell in column] if name in NAMED else column
        for name, column in zip(names, columns, strict=True)
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def known(value: object) -> bool:
    """False for None, NaN and NA."""
    return not words.missing(value)


def yes(value: object) -> bool:
    """True only where it is known, and so."""
    return known(value) and bool(value)


def no(value: object) -> bool:
    """True only where it is known, and not so."""
    return known(value) and not bool(value)


def figure_or_none(value: Any) -> float | None:
    """The number, or None where it is not known."""
    return float(value) if known(value) else None
