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


def percent_short_of(share: float | None, *limits: float) -> str:
    """As `percent`, but a share that stays below one of the limits is never printed as if it reached it: 0.797 of 0.8 → ``79%``."""
    if share is None or missing(share):
        return "–"
    short = [
        round(100 * limit) for limit in limits if share < limit - 1e-9 and round(100 * share) >= round(100 * limit)
    ]
    return f"{min(short) - 1}%" if short else percent(share)


def percent_range(low: float | None, high: float | None) -> str:
    """(0.19, 0.29) → ``19–29%``."""
    if low is None or high is None or missing(low) or missing(high):
        return ""
    return f"{low * 100:.0f}–{high * 100:.0f}%"


def number_range(low: float | None, high: float | None) -> str:
    """(44, 50) → ``44–50``; (−3, 5) → ``−3 to 5``."""
    if low is None or high is None or missing(low) or missing(high):
        return ""
    return f"{number(low)} to {number(high)}" if low < 0 else f"{number(low)}–{number(high)}"


def count_word(value: int) -> str:
    """0–12 in words, else digits: 9 → ``nine``, 41 → ``41``."""
    return _SMALL[value] if 0 <= value < len(_SMALL) else number(value)


def plural(value: int, one: str, many: str | None = None) -> str:
    """(1, "metric") → ``1 metric``; (3, "process", "processes") → ``3 processes``."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


_PARTS = {2: "half", 3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 8: "eighth", 10: "tenth"}
_OFTEN = (
    (200, 366, "every working day"), (50, 53, "every week"), (24, 27, "every two weeks"), (11, 13, "every month"),
    (5.5, 6, "every two months"), (4, 4, "every quarter"), (2, 2, "twice a year"), (1, 1, "every year"),
)  # fmt: skip
"""From and up to so many times a year, both included."""


def spoken(value: int, one: str, many: str | None = None) -> str:
    """A count that opens a sentence: (3, "interview") → ``Three interviews``, (41, "action") → ``41 actions``."""
    return f"{sentence_case(count_word(value))} {one if value == 1 else many or one + 's'}"


def fraction(share: float) -> str:
    """0.5 → ``half``, 0.2 → ``a fifth``, 0.3 → ``three tenths``, 0.35 → ``35%``; to be followed by “of”."""
    for parts, name in _PARTS.items():
        count = round(share * parts)
        if 0 < count < parts and abs(share * parts - count) < 1e-9:
            if count == 1:
                return name if parts == 2 else f"{'an' if parts == 8 else 'a'} {name}"
            return f"{count_word(count)} {name}s"
    return percent(share)


def fraction_verb(share: float) -> str:
    """Is or are, after `fraction`: three tenths are, a fifth is."""
    return "are" if fraction(share).endswith("s") else "is"


def times(factor: float) -> str:
    """2 → ``twice``, 3 → ``three times``, 1.5 → ``1.5 times``; to be followed by what is multiplied."""
    if factor == 2:
        return "twice"
    return f"{count_word(int(factor)) if float(factor).is_integer() else number(factor)} times"


def every(per_year: float) -> str:
    """12 → ``every month``, 52 → ``every week``, 9 → ``9 times a year``."""
    named = next((name for least, most, name in _OFTEN if least <= per_year <= most), None)
    return named or f"{number(per_year)} times a year"


def days_of_a_week(share: float) -> str:
    """A share of the working time as days of a week of five: 0.2 → ``a day a week``, 0.1 → ``half a day a week``."""
    count = round(share * 5, 9)
    return "half a day a week" if count == 0.5 else f"{days(count)} a week"


def days(count: float) -> str:
    """5 → ``five days``, 1 → ``a day``, 2.5 → ``2.5 days``."""
    return "a day" if count == 1 else f"{count_word(int(count)) if float(count).is_integer() else number(count)} days"


def working_days(count: float) -> str:
    """5 → ``a working week``, 10 → ``two working weeks``, 1 → ``a day``, 3 → ``three days``."""
    if count > 0 and count % 5 == 0:
        return "a working week" if count == 5 else f"{count_word(int(count // 5))} working weeks"
    return days(count)


def ratings_to(highest: float) -> str:
    """The ratings up to this one: 1 → ``1``, 2 → ``1 or 2``, 3 → ``1, 2 or 3``."""
    return listing([str(rating) for rating in range(1, int(highest) + 1)], most=5, conjunction="or")


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
