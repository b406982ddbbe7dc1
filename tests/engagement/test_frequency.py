"""Words and rules for how often: every spelling that was met in real lists, with its times a year counted by hand."""

from __future__ import annotations

import contextlib
import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.engagement.frequency import parse_frequency

PER_YEAR = {
    "daily": 260, "Daily ⏰": 260, "every working day": 260, "weekdays": 260, "each morning": 260, "Daily except Friday": 208,
    "twice daily": 520, "weekly": 52, "Every Monday morning": 52, "Mondays": 52, "Monday to Thursday": 208, "Mon, Wed and Fri": 156,
    "weekly on Mondays and Thursdays": 104, "twice a week": 104, "three times per week": 156, "Weekly (30 min)": 52,
    "biweekly": 26, "bi-weekly": 26, "Bi-Weekly": 26, "every other week": 26, "every second Tuesday": 26, "every two weeks": 26,
    "fortnightly": 26, "once every two weeks": 26, "2 weeks": 26, "every 2 weeks for 60 minutes": 26,
    "every 4 weeks": 13, "every four weeks": 13, "Triweekly": 52 / 3, "Every 3 weeks on Thursday": 52 / 3, "six-weekly": 52 / 6,
    "monthly": 12, "Monthly - 3rd Wednesday": 12, "every third Thursday of the month": 12, "first week of every month": 12,
    "15th of each month": 12, "end of month": 12, "1st and 3rd Tuesday": 24, "twice monthly": 24, "2x per month": 24,
    "bi-monthly": 6, "every 2nd month": 6, "quarterly": 4, "Quarterly (first Tuesday)": 4, "4/year": 4,
    "quarterly (Jan, Apr, Jul, Oct)": 4, "First Monday of each quarter": 4, "twice a year": 2, "half-yearly": 2,
    "every six months": 2, "semi-annually": 2, "January and July": 2, "yearly": 1, "annually": 1, "Annually": 1,
    "each September": 1, "third Tuesday of September": 1, "once a year": 1, "every two years": 0.5, "5 times a year": 5,
    "12 meetings a year": 12, "every 10 days": 36.5,
}  # fmt: skip

KUBERNETES = {
    "biweekly": 26,
    "weekly": 52,
    "bi-weekly": 26,
    "monthly": 12,
    "biweekly, you must be signed into a free zoom account to join": 26,
    "weekly, you must be signed into a free zoom account to join": 52,
    "monthly - Wednesday, after the fourth Tuesday, every month": 12,
    "first Tuesday of the month": 12,
    "first Monday of the month": 12,
    "every four weeks": 13,
    "biweekly starting Tuesday Oct 28, 2025": 26,
    "biweekly starting Thursday June 7, 2018": 26,
    "biweekly starting Thursday June 25th, 2020": 26,
    "bi-weekly starting Tuesday August 13, 2019": 26,
    "biweekly - alternating with regular meeting": 26,
    "bi-weekly ([upcoming meeting dates](#upcoming-meeting-dates))": 26,
    "First Wednesday of the month": 12,
    "Biweekly, interleaved with the Regular SIG Meeting": 26,
    "weekly starting Tuesday December 7th, 2021": 52,
    "monthly, second Thursday of the month": 12,
    "monthly - third Tuesday": 12,
    "monthly - last Wednesday every month": 12,
    "monthly - first Wednesday every month": 12,
    "every third Wednesday of the month": 12,
    "every first Thursday of the month": 12,
    "Monthly on 4th Thursday": 12,
    "First Tuesday of each month": 12,
    "monthly 2020 start date: Jan. 7th": 12,
    "biweekly 2019 start date: Jan. 11th": 26,
}


@pytest.mark.parametrize(("words", "per_year"), [*PER_YEAR.items(), *KUBERNETES.items()])
def test_words_are_counted(words: str, per_year: float) -> None:
    assert parse_frequency(words).per_year == pytest.approx(per_year)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("daily", "day"),
        ("fortnightly", "week"),
        ("1st and 3rd Tuesday", "month"),
        ("quarterly", "quarter"),
        ("each May", "year"),
    ],
)
def test_unit_is_the_period_that_the_words_speak_of(words: str, unit: str) -> None:
    assert parse_frequency(words).unit == unit


@pytest.mark.parametrize(
    "words", ["on demand", "ad hoc", "Ad-hoc", "as needed", "Every patch release", "after each incident"]
)
def test_on_demand_is_valid_but_its_count_is_not_known(words: str) -> None:
    found = parse_frequency(words)
    assert found.unit == "once"
    assert math.isnan(found.per_year)
    assert not found.regular


def test_every_third_thursday_is_three_weeks_unless_the_month_is_named() -> None:
    assert parse_frequency("every third Thursday").per_year == pytest.approx(52 / 3)
    assert parse_frequency("every third Thursday of the month").positions == (3,)


def test_the_day_is_kept() -> None:
    assert parse_frequency("last Friday of the month").positions == (-1,)
    assert parse_frequency("last Friday of the month").weekdays == (4,)
    shifted = parse_frequency("monthly - Wednesday, after the fourth Tuesday, every month")
    assert (shifted.weekdays, shifted.positions, shifted.shift) == ((1,), (4,), 1)
    started = parse_frequency("biweekly starting Tuesday Oct 28, 2025")
    assert (started.weekdays, started.anchor) == ((1,), dt.date(2025, 10, 28))


@pytest.mark.parametrize(
    ("rule", "per_year"),
    [
        ("FREQ=WEEKLY;BYDAY=TU", 52),
        ("RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", 26),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", 52),
        ("FREQ=MONTHLY;BYDAY=3TH", 12),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", 12),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", 260),
        ("FREQ=YEARLY;BYMONTH=3,9", 2),
        ("FREQ=WEEKLY;UNTIL=20200101T000000Z", 52),
        ("DTSTART:20250102T090000Z\nRRULE:FREQ=WEEKLY;INTERVAL=2", 26),
    ],
)
def test_rules_are_counted(rule: str, per_year: float) -> None:
    assert parse_frequency(rule).per_year == pytest.approx(per_year)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("montly", "did you mean “monthly”"),
        ("often", "write, for example, weekly"),
        ("TBD", "leave the cell empty"),
        ("", "leave the cell empty"),
        ("weekly or monthly", "two rhythms"),
        ("0 times a year", "above nought"),
        ("99999 times a year", "check the number"),
        ("FREQ=SECONDLY", "none of DAILY"),
        ("FREQ=WEEKLY;BYDAY=XX", "cannot|not a rule"),
        ("FREQ=DAILY;INTERVAL=0", "INTERVAL"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "never takes place"),
    ],
)
def test_what_is_not_understood_says_what_would_be(words: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        parse_frequency(words)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused_with_words(text: str) -> None:
    with contextlib.suppress(ValueError):
        found = parse_frequency(text)
        assert math.isnan(found.per_year) or 0 < found.per_year <= 1100


@given(st.integers(1, 50), st.sampled_from(["week", "month", "quarter", "year"]))
def test_n_times_a_period_is_n_periods(times: int, unit: str) -> None:
    periods = {"week": 52, "month": 12, "quarter": 4, "year": 1}[unit]
    if times * periods <= 1100:
        assert parse_frequency(f"{times} times a {unit}").per_year == times * periods
