"""The days that the words of a rhythm name, once they are plain: 1st and 3rd Tuesday, Monday to Thursday, each September, on the 15th."""

from __future__ import annotations

import re

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:days?)?"
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
ORDINAL = r"(?:[1-9]\d?(?:st|nd|rd|th)|last)"


def shift(words: str) -> tuple[int, str]:
    """``wednesday, after the 4th tuesday`` → 1 day, and the words about the Tuesday."""
    match = re.search(rf"\b({DAY}),? (?:right |just )?after the ({ORDINAL} )({DAY})\b", words)
    if match is None:
        return 0, words
    return (_weekday(match[1]) - _weekday(match[3])) % 7, words.replace(match[0], f"{match[2]}{match[3]}")


def positions(words: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """``1st and 3rd tuesday`` → (1, 3) and (1,)."""
    match = re.search(rf"\b({ORDINAL}(?:(?:\s*,\s*|\s*(?:and|&|\+|/)\s*)+(?:the )?{ORDINAL})*) ({DAY})\b", words)
    if match is None:
        return (), ()
    return tuple(sorted({position(o) for o in re.findall(ORDINAL, match[1])})), (_weekday(match[2]),)


def position(ordinal: str) -> int:
    return -1 if ordinal == "last" else int(re.sub(r"\D", "", ordinal))


def _weekday(name: str) -> int:
    return next(i for i, day in enumerate(DAYS) if day[:3] == name[:3])


def weekdays(words: str) -> tuple[int, ...]:
    """The days named; ``monday to thursday`` is four of them, ``except friday`` takes one away from the working week."""
    names = re.findall(rf"\b{DAY}\b", words)
    if not names:
        return ()
    span = re.search(rf"\b({DAY}) ?(?:to|through|till|until|-) ?({DAY})\b", words)
    if span:
        first, last = _weekday(span[1]), _weekday(span[2])
        return tuple(range(first, last + 1)) if first < last else (first, last)
    days = {_weekday(n) for n in names}
    if re.search(r"\b(?:except|not on|but not)\b", words):
        return tuple(d for d in range(5) if d not in days)
    if re.search(rf"\b{DAY} or {DAY}\b", words):
        return (_weekday(names[0]),)
    return tuple(sorted(days))


def months(words: str) -> tuple[int, ...]:
    """The months named. May is a month only where the words beside it say so: it is a verb too."""
    names = re.findall(rf"\b{_MONTH}\b", words)
    if "may" in names and not re.search(
        rf"(?:in|every|of|and|,|/|{_MONTH}) may\b|\bmay(?:,|/| and)|^\s*may\s*$", words
    ):
        names = [n for n in names if n != "may"]
    return tuple(sorted({next(i for i, m in enumerate(_MONTHS, 1) if m == n[:3]) for n in names}))


def month_days(words: str) -> tuple[int, ...]:
    """``on the 15th``, ``last day of the month``, ``day 10``."""
    days = re.findall(
        rf"(?<!every )\b({ORDINAL})(?= (?:working |business |calendar )?day|,? (?:and|of)\b|\s*$|,)", words
    ) + re.findall(r"\bday (\d{1,2})\b", words)
    numbers = {-1 if d == "last" else int(re.sub(r"\D", "", d)) for d in days}
    return tuple(sorted(n for n in numbers if n == -1 or 1 <= n <= 31))
