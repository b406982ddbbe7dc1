"""How figures read."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit import words


@pytest.mark.parametrize(
    ("value", "text"),
    [(2749, "2,749"), (3.25, "3.2"), (3.0, "3"), (-0.04, "0.0"), (-2.5, "−2.5"), (123.4, "123"), (None, "–"), (float("nan"), "–"), (pd.NA, "–")],
)  # fmt: skip
def test_number(value: float | None, text: str) -> None:
    assert words.number(value) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.238, "24%"), (0.0, "0%"), (0.004, "<1%"), (1.0, "100%"), (0.996, ">99%"), (None, "–")]
)
def test_percent_never_rounds_to_a_false_end(share: float | None, text: str) -> None:
    assert words.percent(share) == text


@given(st.floats(0, 1))
def test_only_nothing_is_zero_and_only_all_is_hundred(share: float) -> None:
    assert (words.percent(share) == "0%") == (share == 0)
    assert (words.percent(share) == "100%") == (share == 1)


@pytest.mark.parametrize(
    ("names", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c"), (["a", "b", "c", "d", "e"], "a, b, c and 2 more")],
)  # fmt: skip
def test_listing(names: list[str], text: str) -> None:
    assert words.listing(names) == text


def test_dates_and_ranges() -> None:
    assert words.date(dt.date(2026, 11, 30)) == "30 Nov 2026"
    assert words.date(None) == "–"
    assert words.percent_range(0.19, 0.29) == "19–29%"
    assert words.number_range(44, 50) == "44–50"
    assert words.number_range(float("nan"), 50) == ""


def test_counts() -> None:
    assert [words.count_word(n) for n in (0, 9, 41)] == ["no", "nine", "41"]
    assert words.plural(1, "process", "processes") == "1 process"
    assert words.plural(2749, "hour") == "2,749 hours"
