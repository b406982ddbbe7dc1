"""A rhythm as a value: how often something takes place, and on which days."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year", "once"]

PERIODS: dict[str, float] = {"day": 260, "week": 52, "month": 12, "quarter": 4, "year": 1}
MOST_A_YEAR = 1_100
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


ON_DEMAND = Recurrence(math.nan, "once")
ONE_OFF = Recurrence(1.0, "once")
