"""The year's calendar: dates that follow the words, and properties that hold for any list of meetings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.calendar import is_regular, times_a_year, unfold
from assessment_kit.engagement.frequency import parse_frequency

OCTOBER = dt.date(2025, 10, 1)
RHYTHMS = (
    "weekly", "biweekly", "every 4 weeks", "monthly", "every two months", "quarterly", "twice a year", "yearly", "each September",
    "every second Tuesday", "third Thursday of the month", "last Friday of the month", "1st and 3rd Tuesday", "twice a month",
    "Quarterly (first Tuesday)", "5 times a year", "on the 15th", "end of month", "biweekly starting Tuesday Oct 28, 2025",
    "FREQ=MONTHLY;BYDAY=3TH", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "every two years", "monthly, Wednesday after the fourth Tuesday",
)  # fmt: skip


def meetings(frequencies: Sequence[str | None]) -> pd.DataFrame:
    cells: list[Any] = list(frequencies)
    ids = [f"m{i}" for i in range(len(cells))]
    return pd.DataFrame({"meeting_id": ids, "frequency": pd.Series(cells, dtype="str")})


def days(frequency: str, start: dt.date = OCTOBER) -> list[str]:
    return [f"{d:%a %d %b %Y}" for d in unfold(meetings([frequency]), start)["date"]]


starts = st.dates(dt.date(2000, 1, 1), dt.date(2060, 12, 31))
lists = st.lists(st.sampled_from(RHYTHMS), min_size=1, max_size=30)


@settings(max_examples=60)
@given(lists, starts)
def test_dates_are_as_many_as_the_rhythm_says_sorted_and_within_the_year(
    frequencies: list[str], start: dt.date
) -> None:
    listed = meetings(frequencies)
    dates = unfold(listed, start)
    assert dates["date"].is_monotonic_increasing
    end = pd.Timestamp(start) + pd.DateOffset(years=1)
    assert dates["date"].between(pd.Timestamp(start), end, inclusive="both").all()
    counts = dates.groupby("meeting_id").size().reindex(listed["meeting_id"], fill_value=0)
    expected = times_a_year(listed["frequency"])
    assert (abs(counts.to_numpy() - expected.to_numpy()) <= 1).all()


@settings(max_examples=40)
@given(starts, st.integers(1, 4))
def test_several_times_a_week_are_at_most_two_off_in_a_leap_year(start: dt.date, times: int) -> None:
    assert abs(len(days(f"{times} times a week", start)) - 52 * times) <= 2


@settings(max_examples=60)
@given(
    starts,
    st.integers(0, 6),
    st.sampled_from(["every {}", "every second {}", "3rd {} of the month", "{}s", "last {} of the month"]),
)
def test_the_day_named_is_the_day_held(start: dt.date, weekday: int, words: str) -> None:
    name = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[weekday]
    dates = unfold(meetings([words.format(name)]), start)["date"]
    assert (dates.dt.day_of_week == weekday).all()


@settings(max_examples=30)
@given(lists, starts)
def test_a_meeting_keeps_its_dates_whatever_else_is_on_the_list(frequencies: list[str], start: dt.date) -> None:
    alone = unfold(meetings(frequencies[:1]), start)
    among = unfold(meetings(frequencies), start)
    assert among.loc[among["meeting_id"] == "m0", "date"].tolist() == alone["date"].tolist()


def test_words_with_a_day_are_followed_to_the_day() -> None:
    assert days("Quarterly (first Tuesday)") == [
        "Tue 07 Oct 2025",
        "Tue 06 Jan 2026",
        "Tue 07 Apr 2026",
        "Tue 07 Jul 2026",
    ]
    assert days("biweekly starting Tuesday Oct 28, 2025")[:3] == [
        "Tue 14 Oct 2025",
        "Tue 28 Oct 2025",
        "Tue 11 Nov 2025",
    ]
    assert days("monthly - Wednesday, after the fourth Tuesday, every month")[:2] == [
        "Wed 29 Oct 2025",
        "Wed 26 Nov 2025",
    ]
    assert days("last Friday of the month")[-1] == "Fri 25 Sep 2026"
    assert days("monthly on the 31st")[4] == "Sat 28 Feb 2026"


def test_months_named_are_the_months_held() -> None:
    months = unfold(meetings(["January and July", "each September"]), OCTOBER)
    assert sorted(months["date"].dt.month) == [1, 7, 9]


def test_a_year_may_begin_on_a_leap_day() -> None:
    assert len(days("monthly", dt.date(2024, 2, 29))) in (11, 12, 13)


def test_words_without_a_day_fall_on_working_days_and_are_spread_over_the_week() -> None:
    dates = unfold(meetings(["weekly"] * 50), OCTOBER)["date"].dt.day_of_week
    assert set(dates) == {0, 1, 2, 3, 4}


def test_unknown_and_on_demand_have_no_dates_and_are_told_apart() -> None:
    listed = meetings([None, "on demand", "weekly"])
    assert set(unfold(listed, OCTOBER)["meeting_id"]) == {"m2"}
    assert is_regular(listed["frequency"]).tolist() == [pd.NA, False, True]
    assert times_a_year(listed["frequency"]).isna().tolist() == [True, True, False]


def test_no_meetings_give_no_dates() -> None:
    assert unfold(meetings([]), OCTOBER).empty


@pytest.mark.parametrize("words", RHYTHMS)
def test_the_rhythms_of_these_tests_are_words_that_are_read(words: str) -> None:
    assert parse_frequency(words).regular
