"""How often something takes place, from the words that people write: weekly, every second Tuesday, 1st and 3rd Thursday …

The words are first brought to a few plain forms (see frequency_spellings), then read by a handful of patterns.
A year has 52 weeks here, so that weekly is 52 and daily, meaning working days, is 260.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
from functools import lru_cache
from typing import cast

from dateutil import parser as date_parser

from assessment_kit.engagement import frequency_days as named_days
from assessment_kit.engagement.frequency_days import DAY, DAYS, ORDINAL
from assessment_kit.engagement.frequency_rule import from_rule
from assessment_kit.engagement.frequency_spellings import plain
from assessment_kit.engagement.recurrence import MOST_A_YEAR, ON_DEMAND, ONE_OFF, PERIODS, Recurrence, Unit

__all__ = ["Recurrence", "parse_frequency"]

_WEEK_OF_MONTH = re.compile(rf"\b({ORDINAL}) week (?:of|in) (?:the|every|a) (month|quarter)")
_RHYTHM = re.compile(
    r"(?:(\d+) (?:times |meetings )?(?=(?:a|an|per) )|(\d+) (?:times|meetings) )?\b(?:a|an|per|every)? ?"
    r"(?:(?<=every )(\d+)(?:st|nd|rd|th)? )?(?<= )(day|week|month|quarter|year)s?\b"
)
_EVENT = re.compile(
    r"\b(?:on[- ](?:demand|request|call)|ad[- ]?hoc|(?:as|when|if|where)(?: and when)? (?:needed|required|necessary|it arises)|as and when|"
    r"when(?:ever)? needed|irregular(?:ly)?|occasional(?:ly)?|sporadic(?:ally)?|event[- ]driven|varies|variable|"
    r"(?:after |before |at |on |per )?(?:every|per) (?:\w+ )?(?:release|sprint|project|incident|crisis|launch|audit|"
    r"complaint|case|deal|tender|change|event))\b"
)
_SINGLE = re.compile(r"(?:only )?(?:once|1[- ]off|single)(?: only)?")


@lru_cache(maxsize=4096)
def parse_frequency(text: str) -> Recurrence:
    """Read an RRULE, or the words that people use for a rhythm.

    Parameters
    ----------
    text : such as ``weekly``, ``every second Tuesday``, ``monthly - 3rd Wednesday``, ``twice a year``, ``each September``,
        ``on demand`` or ``FREQ=WEEKLY;BYDAY=TU``. *Biweekly* and *triweekly* are every two and three weeks, *bimonthly* every two
        months. ``every third Thursday`` is every three weeks; with *of the month* it is once a month.

    Raises
    ------
    ValueError : with words for the person who has to mend the cell.

    Examples
    --------
    >>> parse_frequency("every second Tuesday").per_year
    26.0
    >>> parse_frequency("3rd Wednesday of the month").positions
    (3,)
    """
    if "freq=" in text.lower():
        return from_rule(text)
    words, anchor = _take_start(plain(text))
    found = _read(words, anchor)
    if found is None:
        raise ValueError(_not_understood(text))
    if not math.isnan(found.per_year) and not 0 < found.per_year <= MOST_A_YEAR:
        raise ValueError(f"“{text.strip()}” would be {found.per_year:,.0f} times a year; check the number")
    return found


def _take_start(words: str) -> tuple[str, dt.date | None]:
    """Part off ``starting Tuesday Oct 28, 2025``: the words without the date, and the date where it is whole."""
    start = re.search(r"\b(?:(\d{4}) )?(?:starting|starts|start date|beginning|since|from)\b:?\s*(.*)", words)
    if start is None:
        return words, None
    told = start[2] if start[1] is None else f"{start[2]} {start[1]}"
    if not re.search(r"\b\d{4}\b", told):
        return words, None
    try:
        date = date_parser.parse(told, fuzzy=True).date()
    except (ValueError, OverflowError):
        return words, None
    day = re.search(rf"\b{DAY}\b", start[2])
    return f"{words[: start.start()]} {day[0] if day else ''} ", date


def _read(words: str, anchor: dt.date | None) -> Recurrence | None:
    shift, words = named_days.shift(words)
    if week := _WEEK_OF_MONTH.search(words):
        words = words.replace(week[0], f"every {week[2]}")
        positions: tuple[int, ...] = (named_days.position(week[1]),)
        weekdays = named_days.weekdays(words)
    else:
        positions, weekdays = named_days.positions(words)
    weekdays = weekdays or named_days.weekdays(words)
    months = named_days.months(words)
    rhythm = _rhythm(words)
    month_days = () if positions else named_days.month_days(words)
    if rhythm is None:
        if _EVENT.search(words):
            return ON_DEMAND
        rhythm = _implied(words, positions, weekdays, month_days, months)
        if rhythm is None:
            return ONE_OFF if _SINGLE.fullmatch(words.strip()) else None
        if rhythm[2] == "week":
            positions = ()
    times, every, unit = rhythm
    return _recurrence(times, every, unit, weekdays, positions, month_days, months, shift, anchor)


def _recurrence(
    times: int,
    every: int,
    unit: str,
    weekdays: tuple[int, ...],
    positions: tuple[int, ...],
    month_days: tuple[int, ...],
    months: tuple[int, ...],
    shift: int,
    anchor: dt.date | None,
) -> Recurrence:
    """Put together what was read, and count it."""
    if times < 1 or every < 1:
        raise ValueError("a frequency needs numbers above nought, such as “every 2 weeks” or “3 times a year”")
    if unit in ("day", "week"):
        positions = month_days = ()
        held = max(times, len(weekdays)) if unit == "week" else times
        per_year = 52 * len(weekdays) * times if unit == "day" and weekdays else PERIODS[unit] * held / every
        if unit == "day" and every > 1:
            per_year = 365 * times / every
        times = 1 if weekdays and unit == "week" and len(weekdays) >= times else times
    else:
        times = max(times, len(positions) * max(1, len(weekdays)), len(month_days))
        periods = PERIODS[unit] / every
        if months and unit != "month":  # yearly, in March and September: once in each month named
            unit, periods = "year", len(months)
            times = 1 if times <= len(months) else times
        per_year = periods * times
    return Recurrence(
        float(per_year), cast(Unit, unit), every, times, weekdays, positions, month_days, months, shift, anchor
    )  # fmt: skip


def _rhythm(words: str) -> tuple[int, int, str] | None:
    """(times, every, unit) from ``2 times a week`` or ``every 3 month``; the words must not name two rhythms."""
    found: list[tuple[int, int, str]] = []
    marker = ""
    for match in _RHYTHM.finditer(words):
        before = words[: match.start()].rstrip()
        lead = match[0].split()
        if lead[0] in (*PERIODS, *(p + "s" for p in PERIODS)):
            if re.search(r"\b(?:of|in) the$", before) and match[4] != "day":
                marker = match[4]
            continue
        if re.search(r"\b(?:of|in)$", before) and lead[0] in ("a", "every", "per") and not match[3]:
            marker = marker or match[4]
            continue
        found.append((int(match[1] or match[2] or 1), int(match[3] or 1), match[4]))
    distinct = [
        r for r in dict.fromkeys(found) if not (r[:2] == (1, 1) and any(o != r and o[2] == r[2] for o in found))
    ]
    if len(distinct) > 1:
        raise ValueError(
            "two rhythms stand in one cell; give each meeting a row of its own, or the rhythm that it has most of the year"
        )
    if distinct:
        return distinct[0]
    return (1, 1, marker) if marker else None


def _implied(
    words: str,
    positions: tuple[int, ...],
    weekdays: tuple[int, ...],
    month_days: tuple[int, ...],
    months: tuple[int, ...],
) -> tuple[int, int, str] | None:
    """The rhythm where none is named: Mondays, 3rd Thursday, every 2nd Tuesday, each September."""
    if months:
        return 1, 1, "year"
    if positions:
        skips = re.search(r"\bevery [2-6](?:nd|rd|th)\b", words)
        return (1, positions[0], "week") if skips and len(positions) == 1 and positions[0] > 1 else (1, 1, "month")
    if weekdays:
        skips = re.search(rf"\bevery (\d+) {DAY}\b", words)
        return 1, int(skips[1]) if skips else 1, "week"
    return (1, 1, "month") if month_days else None


def _not_understood(text: str) -> str:
    shown = " ".join(text[:1000].split())[:60]
    known = (
        "daily",
        "weekly",
        "biweekly",
        "fortnightly",
        "monthly",
        "quarterly",
        "yearly",
        "annually",
        "on demand",
        *DAYS,
    )
    for word in re.findall(r"[a-z]{4,}", text.lower()):
        if close := difflib.get_close_matches(word, known, 1, 0.8):
            return f"“{shown}” is not a frequency; did you mean “{close[0]}”?"
    return (
        f"“{shown}” is not a frequency; write, for example, weekly, every second Tuesday, monthly, "
        "3rd Thursday of the month, quarterly, twice a year, each September or on demand; leave the cell empty where it is not known"
    )
