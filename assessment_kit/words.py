"""Numbers and lists as a reader expects them. The only place that formats a figure.

Rules: percent without decimals and never a false 0% or 100%, thousands with a comma, ranges with an en dash,
dates as 30 Nov 2026, small counts in words at the start of a sentence.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def missing(value: object) -> bool:
    """True for None, NaN, NaT and pandas' NA."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124  that is what marks a NaN
    except TypeError:  # pandas.NA refuses to be a truth value
        return True


def number(value: float | None, decimals: int | None = None) -> str:
    """2749 → ``2,749``; 3.25 → ``3.3``; whole numbers carry no decimals. Missing → ``–``."""
    if value is None or missing(value) or math.isinf(value):
        return "–"
    if decimals is None:
        decimals = 0 if abs(value - round(value)) < 1e-9 or abs(value) >= 100 else 1
    text = f"{value:,.{decimals}f}"
    return text.replace("-", "−") if float(text.replace(",", "")) != 0 else text.lstrip("-")


def percent(share: float | None) -> str:
    """0.238 → ``24%``. Shares near the ends are ``<1%`` and ``>99%`` unless they are exactly 0 or 1."""
    if share is None or missing(share):
        return "–"
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{share * 100:.0f}%"


def percent_range(low: float | None, high: float | None) -> str:
    """(0.19, 0.29) → ``19–29%``."""
    if low is None or high is None or missing(low) or missing(high):
        return ""
    return f"{low * 100:.0f}–{high * 100:.0f}%"


def number_range(low: float | None, high: float | None) -> str:
    """(44, 50) → ``44–50``."""
    if low is None or high is None or missing(low) or missing(high):
        return ""
    return f"{number(low)}–{number(high)}"


def count_word(value: int) -> str:
    """0–12 in words, else digits: 9 → ``nine``, 41 → ``41``."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else number(value)


def plural(value: int, one: str, many: str | None = None) -> str:
    """(1, "metric") → ``1 metric``; (3, "process", "processes") → ``3 processes``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def listing(names: Sequence[str], most: int = 3, conjunction: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``, ``a, b, c and 4 more``."""
    names = [n for n in names if n]
    if len(names) > most:
        return ", ".join(names[:most]) + f" {conjunction} {number(len(names) - most)} more"
    if len(names) < 2:
        return "".join(names)
    return ", ".join(names[:-1]) + f" {conjunction} {names[-1]}"


def date(value: dt.date | None) -> str:
    """30 Nov 2026."""
    if value is None or missing(value):
        return "–"
    return f"{value.day} {value:%b %Y}"


def sentence_case(text: str) -> str:
    """First letter upper case, the rest left alone."""
    return text[:1].upper() + text[1:]


def humanise(identifier: str) -> str:
    """``front_line`` → ``front line``: for allowed values that have no wording of their own."""
    return identifier.replace("_", " ").strip()
