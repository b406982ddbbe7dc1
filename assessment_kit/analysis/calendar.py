"""The year's calendar: meetings unfolded from their frequencies into dates (PM-63, PM-64).

Words that name a day are followed to the day. Words that do not (weekly, monthly, twice a year) get a place that depends on
the meeting's id alone, spread over the working week and the year, so that a calendar does not change from run to run and
does not pile everything on Mondays. Days are handled as one array of the year with their weekday, week and place in
the month; each rhythm is a mask over it.
"""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, cast

import numpy as np
import pandas as pd
from dateutil.rrule import rrule, rrulestr
from numpy.typing import NDArray

from assessment_kit.engagement.frequency import Recurrence, parse_frequency

Ints: TypeAlias = NDArray[np.int64]

_BEFORE = 31
"""Days before the year that are looked at too: a date may be named by another one before it (the Wednesday after …)."""


@dataclass(frozen=True)
class _Days:
    """Every day of the year and of the month before it, as parallel arrays."""

    days: Ints  # since 1 January 1970
    first: int  # index of the year's first day
    weekday: Ints  # 0 Monday
    week: Ints  # counted from a Monday long ago
    month: Ints  # 1…12
    month_count: Ints  # months since 1970
    day: Ints  # of the month
    day_from_end: Ints  # −1 the last
    nth: Ints  # which of its weekday in the month, 1…5
    nth_from_end: Ints  # −1 the last


def recurrence(text: object) -> Recurrence | None:
    """The rhythm that a cell names; None for an empty cell or for words that the reading has already complained about."""
    if not isinstance(text, str) or not text.strip():
        return None
    try:
        return parse_frequency(text)
    except ValueError:
        return None


def times_a_year(frequency: pd.Series) -> pd.Series:
    """How many times a year, per row; NaN where the cell is empty or the meeting is held on demand."""
    known = {text: recurrence(text) for text in frequency.dropna().unique()}
    return frequency.map({text: r.per_year for text, r in known.items() if r is not None}).astype(float)


def is_regular(frequency: pd.Series) -> pd.Series:
    """Does it come round in a rhythm? Boolean, NA where the cell is empty."""
    known = {text: recurrence(text) for text in frequency.dropna().unique()}
    return frequency.map({text: r.regular for text, r in known.items() if r is not None}).astype("boolean")


def unfold(meetings: pd.DataFrame, start: dt.date) -> pd.DataFrame:
    """The dates of all meetings in the 12 months from `start`.

    Parameters
    ----------
    meetings : with meeting_id and frequency; other columns are not looked at.
    start : the first day of the year.

    Returns
    -------
    meeting_id, date (datetime64), in the order of the dates and, within a day, of the list. A meeting held several times on one
    day has several rows. Meetings without a frequency, and those held on demand, have none.
    """
    year = _year(start)
    ids: list[str] = []
    found: list[Ints] = []
    for meeting_id, text in zip(meetings["meeting_id"], meetings["frequency"], strict=True):
        rhythm = recurrence(text)
        if rhythm is not None and rhythm.regular:
            held = _dates(rhythm, str(meeting_id), year, start)
            found.append(held)
            ids += [str(meeting_id)] * len(held)
    days = np.concatenate(found) if found else np.array([], dtype=np.int64)
    dates = pd.Series(days.astype("datetime64[D]").astype("datetime64[s]"))
    frame = pd.DataFrame({"meeting_id": pd.Series(ids, dtype="str"), "date": dates})
    return frame.sort_values("date", kind="stable", ignore_index=True)


@lru_cache(maxsize=8)
def _year(start: dt.date) -> _Days:
    begin = np.datetime64(start, "D")
    end = np.datetime64(_a_year_later(start), "D")
    dates = np.arange(begin - _BEFORE, end)
    days = dates.astype(np.int64)
    months = dates.astype("datetime64[M]")
    day = (dates - months.astype("datetime64[D]")).astype(np.int64) + 1
    length = ((months + 1).astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64)
    month_count = months.astype(np.int64)
    return _Days(
        days=days, first=_BEFORE, weekday=(days + 3) % 7, week=(days + 3) // 7, month=month_count % 12 + 1, month_count=month_count,
        day=day, day_from_end=day - length - 1, nth=(day - 1) // 7 + 1, nth_from_end=-((length - day) // 7 + 1),
    )  # fmt: skip


def _a_year_later(start: dt.date) -> dt.date:
    try:
        return start.replace(year=start.year + 1)
    except ValueError:  # 29 February
        return dt.date(start.year + 1, 3, 1)


def _dates(rhythm: Recurrence, meeting_id: str, year: _Days, start: dt.date) -> Ints:
    """The days of one meeting, rising."""
    place = zlib.crc32(meeting_id.encode())
    if rhythm.rule:
        return _by_rule(rhythm, start)
    if rhythm.unit == "day":
        return _by_day(rhythm, place, year)
    if rhythm.unit == "week":
        return _by_week(rhythm, place, year)
    if rhythm.weekdays or rhythm.month_days or rhythm.positions or rhythm.months:
        return _by_month(rhythm, place, year)
    if rhythm.unit == "month" and rhythm.times == 1:
        return _by_month(rhythm, place, year)
    return _spread(rhythm, place, year)


def _by_rule(rhythm: Recurrence, start: dt.date) -> Ints:
    begin = dt.datetime.combine(start, dt.time())
    first = dt.datetime.combine(rhythm.anchor, dt.time()) if rhythm.anchor else begin
    until = dt.datetime.combine(_a_year_later(start), dt.time()) - dt.timedelta(days=1)
    made = cast(rrule, rrulestr(rhythm.rule, dtstart=first)).replace(until=until)
    return np.array([d.toordinal() - dt.date(1970, 1, 1).toordinal() for d in made if d >= begin], dtype=np.int64)


def _by_day(rhythm: Recurrence, place: int, year: _Days) -> Ints:
    if rhythm.every > 1:
        first = _day_number(rhythm.anchor) if rhythm.anchor else place
        mask = (year.days - first) % rhythm.every == 0
    else:
        mask = np.isin(year.weekday, rhythm.weekdays or range(5))
    return np.repeat(_inside(mask, year), rhythm.times)


def _by_week(rhythm: Recurrence, place: int, year: _Days) -> Ints:
    phase = (_day_number(rhythm.anchor) + 3) // 7 if rhythm.anchor else place // 5
    weeks = (year.week - phase) % rhythm.every == 0
    if rhythm.weekdays:
        return np.repeat(_inside(weeks & np.isin(year.weekday, rhythm.weekdays), year), rhythm.times)
    if rhythm.anchor and rhythm.times == 1:
        slots = np.array([rhythm.anchor.weekday()])
    else:
        slots = (place + np.arange(rhythm.times) * 5 // rhythm.times) % 5
    held: Ints = np.bincount(slots, minlength=7)[year.weekday] * weeks
    return np.repeat(year.days[year.first :], held[year.first :])


def _by_month(rhythm: Recurrence, place: int, year: _Days) -> Ints:
    """In months that are named or that come round, on the days that are named, else on one day of the second to fourth week."""
    every = {"month": 1, "quarter": 3, "year": 12}[rhythm.unit] * rhythm.every
    if rhythm.months:
        months = np.isin(year.month, rhythm.months)
        if rhythm.unit == "year" and rhythm.every > 1:
            months &= (year.month_count // 12 - place) % rhythm.every == 0
    elif rhythm.anchor:
        anchor = rhythm.anchor.year * 12 + rhythm.anchor.month - 1 - 1970 * 12
        months = (year.month_count - anchor) % every == 0
    else:
        months = (year.month_count - (place if every > 12 or rhythm.unit == "month" else 0)) % every == 0
    if rhythm.month_days:
        return _inside(months & _on_month_days(rhythm.month_days, year), year)
    weekdays = rhythm.weekdays or (place % 5,)
    positions = rhythm.positions or _even_positions(max(1, rhythm.times // len(weekdays)), place)
    mask = np.isin(year.nth, positions) | np.isin(year.nth_from_end, [p for p in positions if p < 0])
    mask &= months & np.isin(year.weekday, weekdays)
    if rhythm.shift:
        mask = np.roll(mask, rhythm.shift)
    return _inside(mask, year)


def _on_month_days(month_days: tuple[int, ...], year: _Days) -> NDArray[np.bool_]:
    """The 31st is the last day of a shorter month."""
    mask = np.isin(year.day, month_days) | np.isin(year.day_from_end, month_days)
    late = [d for d in month_days if d > 28]
    for day in late:
        mask |= (year.day_from_end == -1) & (year.day < day)
    return mask


def _even_positions(times: int, place: int) -> tuple[int, ...]:
    """Which weeks of the month, when it is held so many times in it."""
    times = min(times, 4)
    return tuple(int((place // 5 + k * 4 // times) % 4) + 1 for k in range(times))


def _spread(rhythm: Recurrence, place: int, year: _Days) -> Ints:
    """So many times a year, evenly over its working days."""
    times = round(rhythm.per_year)
    if rhythm.per_year < 1:  # every few years: in one year of them
        this_year = int(year.month_count[year.first]) // 12
        times = int((this_year - place) % rhythm.every == 0)
    working = _inside(year.weekday < 5, year)
    slots = (np.arange(times) + place % 97 / 97) / max(times, 1) * len(working)
    return working[slots.astype(np.int64)]


def _inside(mask: NDArray[np.bool_], year: _Days) -> Ints:
    return year.days[year.first :][mask[year.first :]]


def _day_number(day: dt.date) -> int:
    return day.toordinal() - dt.date(1970, 1, 1).toordinal()
