"""What stands below a figure: its source, and its data as a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from assessment_kit import words
from assessment_kit.language import phrase

MOST_ROWS = 60


def source(*lists: tuple[str, pd.DataFrame]) -> str:
    """``Metric list, rows 2–65; goal list, rows 2–9. Full count.``; lists without rows are left out."""
    parts = [f"{name}, {_rows(frame)}" for name, frame in lists if len(frame)]
    return words.sentence_case("; ".join(parts)) + phrase(". Full count.") if parts else ""


def _rows(frame: pd.DataFrame) -> str:
    first, last = int(frame["row"].min()), int(frame["row"].max())
    return (
        phrase("row {first}", first=first) if first == last else phrase("rows {first}–{last}", first=first, last=last)
    )


def capped(rows: Iterable[Sequence[object]], total: int, most: int = MOST_ROWS) -> list[tuple[str, ...]]:
    """Cells as words (missing ones as a dash), the first of them only, with how many more there are."""
    made = [
        tuple("–" if words.missing(c) or c == "" else str(c) for c in row)
        for row, _ in zip(rows, range(most), strict=False)
    ]
    if made and total > len(made):
        made.append((phrase("and {total} more", total=words.number(total - len(made))), *[""] * (len(made[0]) - 1)))
    return made


def every(count: int, one: str) -> str:
    """``All 12 figures``, ``Both figures``, ``The one figure``."""
    return (
        phrase("The one {one}", one=one)
        if count == 1
        else phrase("Both {one}s", one=one)
        if count == 2
        else phrase("All {count} {one}s", count=words.number(count), one=one)
    )


def yes_no(value: object) -> str:
    """yes, no, or not known."""
    return phrase("not known") if words.missing(value) else phrase("yes") if value else phrase("no")
