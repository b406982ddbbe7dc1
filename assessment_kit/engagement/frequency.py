"""How often something takes place, from the words that people write: weekly, every second Tuesday, 1st and 3rd Thursday …

The words are first brought to a few plain forms (``bi-weekly`` → ``every 2 week``), then read by a handful of patterns.
A year has 52 weeks here, so that weekly is 52 and daily, meaning working days, is 260.
"""

from __future__ import annotations

import datetime as dt
import difflib
import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias, cast

from dateutil import parser as date_parser
from dateutil.rrule import rrule, rrulestr

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year", "once"]

_PERIODS: dict[str, float] = {"day": 260, "week": 52, "month": 12, "quarter": 4, "year": 1}
_MOST_A_YEAR = 1_100
"""Four times a working day: what goes beyond is a slip of the pen, and would fill a calendar without end."""


@dataclass(frozen=True)
class Recurrence:
    """A rhythm.

    Attributes
    ----------
    per_year : how many times in a year of 52 weeks; NaN for what is held on demand (valid, but not known).
    unit : the period that the words speak of; ``once`` for what has no rhythm.
    every : every so many units. times : so many times in each.
    weekdays : 0 Monday … 6 Sunday, where named. positions : which of them in the month, 1…5, −1 the last.
    month_days : days of the month, −1 the last. months : 1…12, where named.
    shift : days after the date that the positions name (the Wednesday after the fourth Tuesday: 1).
    anchor : a first date, where named. rule : the RRULE, where one was given.
    """

    per_year: float
    unit: Unit
    every: int = 1
    times: int = 1
    weekdays: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    shift: int = 0
    anchor: dt.date | None = None
    rule: str = ""

    @property
    def regular(self) -> bool:
        """True where it comes round in a rhythm of its own, not on demand or once only."""
        return self.unit != "once"


_ON_DEMAND = Recurrence(math.nan, "once")
_ONE_OFF = Recurrence(1.0, "once")

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "final": "last",
}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_ORDINAL = r"(?:[1-9]\d?(?:st|nd|rd|th)|last)"

_PLAIN_FORMS: tuple[tuple[str, str], ...] = (
    (r"\b(bi|semi|tri|half)[- ](?=week|month|annual|year|quarter)", r"\1"),
    (r"(?<=\d)\s*/\s*(?=day|week|month|quarter|year)", " times a "),
    (r"(?<=\dx)\s*/\s*(?=[a-z])", " a "),
    (r"\bonce (?:in )?(?=every|each)", ""),
    (r"\bonce(?= (?:an?|per) |[- ]\w+ly\b)", "1 times"),
    (r"\b(?:twice|2 times)\b", "2 times"),
    (r"\bthrice\b", "3 times"),
    (r"\b(\d+)\s*[x×](?!\w)", r"\1 times"),
    (r"\beach\b|\bper\b(?= other)", "every"),
    (r"\bany other\b|\bevery other\b", "every 2"),
    (r"\b(\d+)[- ]daily\b", r"every \1 day"),
    (r"\b(?:on )?(?:work|week|working |business )days?\b(?! of)|\bdaily\b|\bevery (?:morning|evening)\b", "every day"),
    (r"\bbiweekly\b|\bfortnight(?:ly)?\b", "every 2 week"),
    (r"\bevery every\b", "every"),
    (r"\btriweekly\b", "every 3 week"),
    (r"\b(\d+)[- ]week(?:ly|s)\b", r"every \1 week"),
    (r"\b(\d+)[- ]monthly\b", r"every \1 month"),
    (r"\bbimonthly\b", "every 2 month"),
    (r"\bsemimonthly\b", "2 times a month"),
    (
        r"\b(?:half|semi)(?:yearly|annual(?:ly)?)\b|\bbiannual(?:ly)?\b|\bbiyearly\b|\bhalf (?:a )?year\b",
        "2 times a year",
    ),
    (r"\bbiennial(?:ly)?\b", "every 2 year"),
    (r"\bweekly\b", "every week"),
    (r"\bmonthly\b", "every month"),
    (r"\bquarterly\b|\bevery three months\b", "every quarter"),
    (r"\byearly\b|\bannual(?:ly)?\b|\bper annum\b", "every year"),
    (r"\bq1\W+q2\W+q3\W+q4\b", "every quarter"),
    (r"\bevery every\b", "every"),
    (r"\b(?:end of (?:the |every )?month|month[- ]end)\b", "last day of the month"),
)
_WEEK_OF_MONTH = re.compile(rf"\b({_ORDINAL}) week (?:of|in) (?:the|every|a) (month|quarter)")
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
        return _from_rule(text)
    words, anchor = _take_start(_plain(text))
    found = _read(words, anchor)
    if found is None:
        raise ValueError(_not_understood(text))
    if not math.isnan(found.per_year) and not 0 < found.per_year <= _MOST_A_YEAR:
        raise ValueError(f"“{text.strip()}” would be {found.per_year:,.0f} times a year; check the number")
    return found


def _plain(text: str) -> str:
    """Lower case, numbers as digits, ordinals as 1st, and every spelling of a rhythm as ``every 2 week``."""
    words = unicodedata.normalize("NFKC", text).lower().replace("–", "-").replace("—", "-")
    words = re.sub(r"[^\w\s/,&×+:.-]", " ", words)
    words = re.sub(r"\b[a-z]+\b", lambda m: str(_NUMBERS.get(m[0], _ORDINALS.get(m[0], m[0]))), words)
    for pattern, form in _PLAIN_FORMS:
        words = re.sub(pattern, form, words)
    return " " + " ".join(words.replace(".", " ").split()) + " "


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
    day = re.search(rf"\b{_DAY}\b", start[2])
    return f"{words[: start.start()]} {day[0] if day else ''} ", date


def _read(words: str, anchor: dt.date | None) -> Recurrence | None:
    shift, words = _shift(words)
    if week := _WEEK_OF_MONTH.search(words):
        words = words.replace(week[0], f"every {week[2]}")
        positions: tuple[int, ...] = (_position(week[1]),)
        weekdays = _weekdays(words)
    else:
        positions, weekdays = _positions(words)
    weekdays = weekdays or _weekdays(words)
    months = _months(words)
    rhythm = _rhythm(words)
    month_days = () if positions else _month_days(words)
    if rhythm is None:
        if _EVENT.search(words):
            return _ON_DEMAND
        rhythm = _implied(words, positions, weekdays, month_days, months)
        if rhythm is None:
            return _ONE_OFF if _SINGLE.fullmatch(words.strip()) else None
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
        per_year = 52 * len(weekdays) * times if unit == "day" and weekdays else _PERIODS[unit] * held / every
        if unit == "day" and every > 1:
            per_year = 365 * times / every
        times = 1 if weekdays and unit == "week" and len(weekdays) >= times else times
    else:
        times = max(times, len(positions) * max(1, len(weekdays)), len(month_days))
        periods = _PERIODS[unit] / every
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
        if lead[0] in (*_PERIODS, *(p + "s" for p in _PERIODS)):
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
        skips = re.search(rf"\bevery (\d+) {_DAY}\b", words)
        return 1, int(skips[1]) if skips else 1, "week"
    return (1, 1, "month") if month_days else None


def _shift(words: str) -> tuple[int, str]:
    """``wednesday, after the 4th tuesday`` → 1 day, and the words about the Tuesday."""
    match = re.search(rf"\b({_DAY}),? (?:right |just )?after the ({_ORDINAL} )({_DAY})\b", words)
    if match is None:
        return 0, words
    return (_weekday(match[1]) - _weekday(match[3])) % 7, words.replace(match[0], f"{match[2]}{match[3]}")


def _positions(words: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """``1st and 3rd tuesday`` → (1, 3) and (1,)."""
    match = re.search(rf"\b({_ORDINAL}(?:(?:\s*,\s*|\s*(?:and|&|\+|/)\s*)+(?:the )?{_ORDINAL})*) ({_DAY})\b", words)
    if match is None:
        return (), ()
    return tuple(sorted({_position(o) for o in re.findall(_ORDINAL, match[1])})), (_weekday(match[2]),)


def _position(ordinal: str) -> int:
    return -1 if ordinal == "last" else int(re.sub(r"\D", "", ordinal))


def _weekday(name: str) -> int:
    return next(i for i, day in enumerate(_DAYS) if day[:3] == name[:3])


def _weekdays(words: str) -> tuple[int, ...]:
    """The days named; ``monday to thursday`` is four of them, ``except friday`` takes one away from the working week."""
    names = re.findall(rf"\b{_DAY}\b", words)
    if not names:
        return ()
    span = re.search(rf"\b({_DAY}) ?(?:to|through|till|until|-) ?({_DAY})\b", words)
    if span:
        first, last = _weekday(span[1]), _weekday(span[2])
        return tuple(range(first, last + 1)) if first < last else (first, last)
    days = {_weekday(n) for n in names}
    if re.search(r"\b(?:except|not on|but not)\b", words):
        return tuple(d for d in range(5) if d not in days)
    if re.search(rf"\b{_DAY} or {_DAY}\b", words):
        return (_weekday(names[0]),)
    return tuple(sorted(days))


def _months(words: str) -> tuple[int, ...]:
    """The months named. May is a month only where the words beside it say so: it is a verb too."""
    names = re.findall(rf"\b{_MONTH}\b", words)
    if "may" in names and not re.search(
        rf"(?:in|every|of|and|,|/|{_MONTH}) may\b|\bmay(?:,|/| and)|^\s*may\s*$", words
    ):
        names = [n for n in names if n != "may"]
    return tuple(sorted({next(i for i, m in enumerate(_MONTHS, 1) if m == n[:3]) for n in names}))


def _month_days(words: str) -> tuple[int, ...]:
    """``on the 15th``, ``last day of the month``, ``day 10``."""
    days = re.findall(
        rf"(?<!every )\b({_ORDINAL})(?= (?:working |business |calendar )?day|,? (?:and|of)\b|\s*$|,)", words
    ) + re.findall(r"\bday (\d{1,2})\b", words)
    numbers = {-1 if d == "last" else int(re.sub(r"\D", "", d)) for d in days}
    return tuple(sorted(n for n in numbers if n == -1 or 1 <= n <= 31))


def _from_rule(text: str) -> Recurrence:
    """An RRULE. Its UNTIL and COUNT are set aside: a meeting that the client lists is still being held."""
    upper = text.upper()
    start = re.search(r"DTSTART[^:\n]*:(\d{8})", upper)
    parts = re.search(r"(?:RRULE:)?\s*([A-Z]+=[^\s]*FREQ=[^\s]*|FREQ=[^\s]*)", upper)
    rule = ";".join(
        p for p in (parts[1] if parts else "").split(";") if p and not p.startswith(("UNTIL", "COUNT", "DTSTART"))
    )
    kind = re.search(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)\b", rule)
    if kind is None:
        raise ValueError(f"“{text.strip()}” is a rule whose FREQ is none of DAILY, WEEKLY, MONTHLY, YEARLY")
    interval = re.search(r"INTERVAL=(\d+)", rule)
    if interval and not 1 <= int(interval[1]) <= 1000:
        raise ValueError(f"“{text.strip()}” has an INTERVAL outside 1 to 1000")
    try:
        anchor = dt.date.fromisoformat(start[1]) if start else None
        first = dt.datetime.combine(anchor or dt.date(2023, 1, 1), dt.time())
        # 28 years hold each leap year and each weekday equally often.
        end = first.replace(year=first.year + 28, day=min(first.day, 28))
        count = sum(1 for _ in cast(rrule, rrulestr(rule, dtstart=first)).replace(until=end))
    except (ValueError, TypeError, OverflowError) as error:
        raise ValueError(f"“{text.strip()}” is not a rule that can be followed: {error}") from None
    weekly = kind[1] == "WEEKLY" or (kind[1] == "DAILY" and "BYDAY" in rule)
    per_year = round(count / 28 * (364 / 365.25 if weekly else 1), 1)
    if not 0 < per_year <= _MOST_A_YEAR:
        raise ValueError(f"“{' '.join(text.split())}” never takes place, or more often than a calendar can hold")
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[kind[1]]
    return Recurrence(per_year, cast(Unit, unit), int(interval[1]) if interval else 1, anchor=anchor, rule=rule)


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
        *_DAYS,
    )
    for word in re.findall(r"[a-z]{4,}", text.lower()):
        if close := difflib.get_close_matches(word, known, 1, 0.8):
            return f"“{shown}” is not a frequency; did you mean “{close[0]}”?"
    return (
        f"“{shown}” is not a frequency; write, for example, weekly, every second Tuesday, monthly, "
        "3rd Thursday of the month, quarterly, twice a year, each September or on demand; leave the cell empty where it is not known"
    )
