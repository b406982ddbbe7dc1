"""A rhythm from an RRULE, as calendars write it."""

from __future__ import annotations

import datetime as dt
import re
from typing import cast

from dateutil.rrule import rrule, rrulestr

from assessment_kit.engagement.recurrence import MOST_A_YEAR, Recurrence, Unit


def from_rule(text: str) -> Recurrence:
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
    if not 0 < per_year <= MOST_A_YEAR:
        raise ValueError(f"“{' '.join(text.split())}” never takes place, or more often than a calendar can hold")
    unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[kind[1]]
    return Recurrence(per_year, cast(Unit, unit), int(interval[1]) if interval else 1, anchor=anchor, rule=rule)
