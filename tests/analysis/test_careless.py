"""Forms that nobody seems to have read: each sign by hand, what moves the rules, and nobody dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.careless import Careless, careless, without
from assessment_kit.engagement.model import Survey
from assessment_kit.method import load_method
from assessment_kit.method.thresholds import CarelessLimits
from tests.builders import engagement, survey

METHOD = load_method()
LIMITS = METHOD.thresholds.careless
STATED = [i.id for i in METHOD.items.values() if i.statement is not None]
PLAIN = [s for s in STATED if s not in {name for pair in LIMITS.opposites for name in pair}][:12]
MIXED = [1, 4, 2, 5, 3, 1, 5, 2, 4, 3, 2, 4]
"""No run of two, nothing alike."""


def form(*rows: Sequence[float | None], names: list[str] = PLAIN) -> Survey:
    return survey({name: [row[k] for row in rows] for k, name in enumerate(names)})


def timed(made: Survey, *seconds: float | None) -> Survey:
    start = pd.Timestamp("2026-09-14 09:00")
    ends = [pd.NaT if s is None else start + pd.Timedelta(seconds=s) for s in seconds]
    return replace(made, people=made.people.assign(started=start, finished=pd.to_datetime(pd.Series(ends))))


def limits(**changes: float) -> CarelessLimits:
    return LIMITS.model_copy(update=changes)


def shows(found: Careless, sign: str) -> list[bool]:
    return [bool(mark) for mark in found.signs[sign]]


def test_too_fast_is_less_than_two_seconds_for_each_statement() -> None:
    """Twelve statements: 23 seconds are 1.92 each, 24 are two. An unknown time is no sign."""
    made = timed(form(MIXED, MIXED, MIXED), 23, 24, None)
    assert shows(careless(made, LIMITS), "too_fast") == [True, False, False]
    assert shows(careless(made, limits(seconds=1.5)), "too_fast") == [False, False, False]


def test_who_stops_half_way_is_timed_by_the_statements_that_were_met() -> None:
    """23 seconds for ten of twelve are 2.3 each."""
    assert shows(careless(timed(form([*MIXED[:10], None, None]), 23), LIMITS), "too_fast") == [False]


def test_one_answer_over_and_over_is_a_run_of_half_of_the_answers() -> None:
    """Twelve answers: a run of six is half of them, a run of five is not. A blank does not break it."""
    six, five = [4, 4, 4, 4, 4, 4, 1, 5, 2, 3, 1, 2], [4, 4, 4, 4, 4, 5, 1, 5, 2, 3, 1, 2]
    gap = [4, 4, None, 4, 4, 4, 1, 5, 2, 3, 1, None]  # ten answers, a run of five
    assert shows(careless(form(six, five, gap), LIMITS), "same_answer") == [True, False, True]
    assert shows(careless(form(six, five, gap), limits(same_share=0.4)), "same_answer") == [True, True, True]


def test_answers_that_hardly_vary() -> None:
    """One four among eleven threes: √(1/12 × 11/12) = 0.276 points; none: 0."""
    one, none = [4, *[3] * 11], [3] * 12
    assert shows(careless(form(one, none, MIXED), LIMITS), "no_spread") == [False, True, False]
    assert shows(careless(form(one, none, MIXED), limits(least_spread=0.28)), "no_spread") == [True, True, False]


def pairs(*both: tuple[int, int]) -> list[float | None]:
    return [float(answer) for pair in both for answer in pair]


def test_agreeing_with_opposites() -> None:
    """Five pairs of opposites: four of them agreed with twice, or disagreed with twice, are 80%; three are 60%."""
    names = [name for pair in LIMITS.opposites[:5] for name in pair]
    four = pairs((4, 5), (5, 4), (1, 2), (4, 4), (5, 1))
    three = pairs((4, 5), (5, 4), (1, 2), (4, 2), (5, 1))
    neither = pairs((3, 3), (3, 3), (3, 3), (3, 5), (3, 3))
    found = careless(form(four, three, neither, names=names), LIMITS)
    assert shows(found, "contradicts") == [True, False, False]
    assert shows(careless(form(four, three, names=names), limits(contradicted=0.6)), "contradicts") == [True, True]
    assert shows(careless(form(four, three, names=names), limits(least_pairs=6)), "contradicts") == [False, False]


def test_nobody_is_judged_by_a_few_answers() -> None:
    nine = [*[4] * 9, None, None, None]
    assert not careless(timed(form(nine), 1), LIMITS).flagged.any()
    assert careless(timed(form(nine), 1), limits(least_statements=9)).flagged.all()


def test_one_sign_is_enough_and_two_can_be_asked_for() -> None:
    made = timed(form([4] * 12, MIXED), 200, 10)  # one run and no spread; too fast
    assert careless(made, LIMITS).flagged.tolist() == [True, True]
    assert careless(made, limits(signs=2)).flagged.tolist() == [True, False]


def test_what_cannot_be_checked_is_said() -> None:
    assert careless(form(MIXED), LIMITS).checked == ("same_answer", "no_spread")
    assert careless(form([None] * 12), LIMITS).checked == ()


def test_leaving_them_out_makes_a_new_client_and_keeps_the_old_one() -> None:
    made = engagement(survey=form([4] * 12, MIXED, MIXED))
    lean = without(made, np.array([True, False, False]))
    assert lean.survey is not None
    assert made.survey is not None
    assert (len(lean.survey), len(made.survey)) == (2, 3)
    assert lean.survey.people["respondent"].tolist() == ["p1", "p2"]
    assert lean.survey.scores.index.tolist() == [0, 1]


@given(
    st.lists(
        st.lists(st.sampled_from([1.0, 2.0, 3.0, 4.0, 5.0, None]), min_size=12, max_size=12), min_size=1, max_size=4
    )
)
def test_turning_the_whole_scale_round_changes_nobodys_signs(rows: list[list[float | None]]) -> None:
    turned = [[None if a is None else 6 - a for a in row] for row in rows]
    one, other = careless(form(*rows), LIMITS), careless(form(*turned), LIMITS)
    assert one.flagged.tolist() == other.flagged.tolist()


def test_every_opposite_is_a_statement_and_one_of_each_pair_is_reversed() -> None:
    for one, other in LIMITS.opposites:
        statements = [METHOD.items[name].statement for name in (one, other)]
        assert [s is not None and s.reversed for s in statements] == [False, True]


@pytest.mark.parametrize("count", [100_000])
def test_many_forms_are_no_burden(count: int) -> None:
    rng = np.random.default_rng(3)
    made = survey({name: rng.integers(1, 6, count).tolist() for name in PLAIN})
    assert careless(made, LIMITS).count < count / 100
