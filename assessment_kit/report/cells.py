"""A cell of a workbook out of what people read: ``24%`` is 0.24 shown as a percentage, ``1,240`` a number, ``30 Nov 2026`` a day.

Pieces hold words for people. A workbook is for going on with them, so what was a figure is a figure again; the format shows it as the
report does. What begins like a formula, has letters in it or is not told exactly (``<1%``) stays the text that it is.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assessment_kit import words
from assessment_kit.report.reading import clean

LONGEST = 32_767
"""So many characters go into a cell of Excel, and no more."""
_NUMBER = re.compile(r"(−?)(0|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*)(?:\.(\d+))?(%?)")
_DAY = re.compile(r"(\d{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_NOTHING = {"", "–"}


@dataclass(frozen=True)
class Cell:
    """value : a number, a day or a text. look : Excel's number format; empty for a text."""

    value: float | dt.date | str
    look: str = ""


def typed(text: object) -> Cell:
    """One cell by itself."""
    told = clean(text)
    plain = words.in_english_signs(told)
    number = _NUMBER.fullmatch(plain)
    if number:
        sign, whole, decimals, percent = number.groups()
        value = float(f"{'-' if sign else ''}{whole.replace(',', '')}.{decimals or '0'}")
        places = "." + "0" * len(decimals) if decimals else ""
        look = ("#,##0" if "," in whole else "0") + places + percent
        if len(whole) <= 15:  # beyond, Excel's numbers are not exact
            return Cell(round(value / 100, len(decimals or "") + 2) if percent else value, look)
    day = _DAY.fullmatch(plain)
    if day:
        try:
            return Cell(dt.date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])), "d mmm yyyy")
        except ValueError:
            return Cell(told)
    return Cell(told)


def typed_column(texts: Sequence[object]) -> list[Cell]:
    """A column: typed where every cell that says something is of one kind, text throughout otherwise, as a name may be a number."""
    cells = [typed(text) for text in texts]
    told = [cell for cell, text in zip(cells, texts, strict=True) if clean(text) not in _NOTHING]
    kinds = {type(cell.value) for cell in told}
    if len(kinds) == 1 and str not in kinds:
        return cells
    return [Cell(clean(text)) for text in texts]


def shortened(text: str) -> str:
    """As much as a cell holds; the rest is in the report, and the cell says so."""
    end = " … (shortened: the whole text is in report.html)"
    return text if _units(text) <= LONGEST else _first_units(text, LONGEST - len(end)) + end


def _units(text: str) -> int:
    """Excel counts as UTF-16 does: an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _first_units(text: str, count: int) -> str:
    return text.encode("utf-16-le")[: count * 2].decode("utf-16-le", "ignore")
