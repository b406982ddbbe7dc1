"""Two groups compared, and many comparisons held in check: published examples, other software, properties."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.comparisons import (
    benjamini_hochberg,
    difference_of_means,
    difference_of_shares,
    holm,
)

FIRST = [3.0, 3.6, 3.2, 2.7, 3.3, 3.4, 4.3, 3.6, 3.4, 4.3, 3.6, 2.7, 4.2, 3.2]
SECOND = [
    3.0,
    2.8,
    2.6,
    2.5,
    3.2,
    4.0,
    2.9,
    2.9,
    2.2,
    2.9,
    2.2,
    4.5,
    2.8,
    3.0,
    2.4,
    2.8,
    2.1,
    2.8,
    2.9,
    2.9,
    1.6,
    2.4,
    2.7,
]
"""Drawn from normal distributions with means 3.4 and 2.8, standard deviations 1 and 0.6."""


def with_moments(n: int, mean: float, sd: float) -> npt.NDArray[np.float64]:
    """As many values, with exactly this mean and standard deviation."""
    values = np.arange(n, dtype=float)
    return np.asarray((values - values.mean()) / values.std(ddof=1) * sd + mean)


@pytest.mark.parametrize(
    ("count_first", "n_first", "count_second", "n_second", "low", "high"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (10, 10, 0, 10, 0.6075, 1.0),
    ],
)
def test_newcombe_1998_table_2_method_10(
    count_first: int, n_first: int, count_second: int, n_second: int, low: float, high: float
) -> None:
    # Newcombe (1998), Statistics in Medicine 17, 873–890, table II
    found = difference_of_shares(count_first, n_first, count_second, n_second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


def test_cohen_s_h_by_hand() -> None:
    # 2 arcsin √0.8 − 2 arcsin √0.6 = 2.214297 − 1.772154 = 0.442143; ± 1.959964 · √(1/70 + 1/80) = ± 0.320774
    found = difference_of_shares(56, 70, 48, 80)
    assert found.effect == pytest.approx(0.442143, abs=1e-6)
    assert (found.effect_low, found.effect_high) == pytest.approx((0.121369, 0.762917), abs=2e-6)
    # pooled 104/150; z = 0.2 / √(0.693333 · 0.306667 · 0.0267857) = 2.6502; two-sided 0.0080
    assert found.p == pytest.approx(0.00804, abs=1e-5)


def test_newcombe_against_statsmodels() -> None:
    # statsmodels 0.15, confint_proportions_2indep(9, 31, 22, 40, method="newcomb", compare="diff")
    found = difference_of_shares(9, 31, 22, 40)
    assert (found.low, found.high) == pytest.approx((-0.4524700976, -0.0276186857), abs=1e-9)


def test_shares_of_a_known_population_come_closer_and_close_in_full() -> None:
    sample = difference_of_shares(8, 10, 20, 40)
    known = difference_of_shares(8, 10, 20, 40, population_first=12, population_second=50)
    assert sample.low is not None
    assert known.low is not None
    assert sample.low < known.low < 0.3
    full = difference_of_shares(8, 10, 20, 40, population_first=10, population_second=40)
    assert (full.value, full.low, full.high) == pytest.approx((0.3, 0.3, 0.3))
    assert full.p is None
    assert full.reason == "both groups are known in full, so nothing is left to chance"


def test_hedges_g_borenstein_2009_chapter_4() -> None:
    # means 103 and 100, standard deviations 5.5 and 4.5, 50 each: d 0.5970, g 0.5924, standard error of g 0.2028
    found = difference_of_means(with_moments(50, 103, 5.5), with_moments(50, 100, 4.5))
    assert found.effect == pytest.approx(0.5924, abs=5e-5)
    assert found.effect_high is not None
    assert found.effect is not None
    assert (found.effect_high - found.effect) / 1.959964 == pytest.approx(0.2028, abs=5e-4)
    assert found.value == pytest.approx(3)


def test_welch_against_scipy_and_pingouin() -> None:
    # scipy 1.17, ttest_ind(equal_var=False) with its confidence_interval(); pingouin 0.7, compute_effsize(eftype="hedges")
    found = difference_of_means(FIRST, SECOND)
    assert (found.low, found.high) == pytest.approx((0.2965966010, 1.0580617841), abs=1e-9)
    assert found.p == pytest.approx(0.0010277684, abs=1e-9)
    assert found.effect == pytest.approx(1.1674477548, abs=1e-9)


def test_means_leave_missing_answers_out_and_shrink_with_the_population() -> None:
    found = difference_of_means(FIRST, SECOND)
    assert difference_of_means([*FIRST, float("nan")], SECOND) == found
    # both sampled to three quarters: every variance × 1/4, the interval half as wide
    few = difference_of_means([1, 2, 3], [3, 4, 5])
    near = difference_of_means([1, 2, 3], [3, 4, 5], population_first=4, population_second=4)
    assert few.high is not None
    assert near.high is not None
    assert near.high + 2 == pytest.approx((few.high + 2) / 2)
    with pytest.raises(ValueError, match="3 answers from a population of 2"):
        difference_of_means([1, 2, 3], [3, 4, 5], population_first=2)


def test_what_cannot_be_compared_says_why() -> None:
    assert difference_of_shares(1, 2, 5, 9).reason == "the smaller group has 2 answers, and a comparison takes 3"
    assert difference_of_means([1, 2], [1, 2, 3]).value is None
    alike = difference_of_means([4, 4, 4], [2, 2, 2])
    assert (alike.value, alike.low, alike.effect, alike.p) == (2.0, None, None, None)
    assert alike.reason == "within each group everybody gave the same answer, so chance cannot be judged"
    full = difference_of_means([1, 2, 3], [3, 4, 5], population_first=3, population_second=3)
    assert (full.value, full.reason) == (-2.0, "both groups are known in full, so nothing is left to chance")


FIFTEEN = [
    0.0001,
    0.0004,
    0.0019,
    0.0095,
    0.0201,
    0.0278,
    0.0298,
    0.0344,
    0.0459,
    0.3240,
    0.4262,
    0.5719,
    0.6528,
    0.7590,
    1.0,
]
"""Benjamini and Hochberg (1995), section 3.2: fifteen comparisons of a trial of thrombolysis."""


def test_benjamini_and_hochberg_1995_reject_four_and_holm_three() -> None:
    # the paper: Bonferroni rejects 3 hypotheses at 0.05, their procedure 4
    assert int((benjamini_hochberg(FIFTEEN) <= 0.05).sum()) == 4
    assert int((holm(FIFTEEN) <= 0.05).sum()) == 3
    # by hand: 0.0095 · 15/4 and 0.0095 · 12
    assert benjamini_hochberg(FIFTEEN)[3] == pytest.approx(0.035625)
    assert holm(FIFTEEN)[3] == pytest.approx(0.114)


def test_adjustments_against_statsmodels() -> None:
    # statsmodels 0.15, multipletests(method="holm") and "fdr_bh"
    values = [0.9469, 0.1293, 0.2278, 0.2441, 0.6189, 0.2768, 0.336, 0.0417]
    assert holm(values) == pytest.approx([1.0, 0.9051, 1.0, 1.0, 1.0, 1.0, 1.0, 0.3336])
    false_discovery = [0.9469, 0.44288, 0.44288, 0.44288, 0.7073142857, 0.44288, 0.448, 0.3336]
    assert benjamini_hochberg(values) == pytest.approx(false_discovery)


def test_what_was_not_compared_does_not_count() -> None:
    adjusted = holm([0.01, float("nan"), 0.04])
    assert adjusted[[0, 2]] == pytest.approx([0.02, 0.04])
    assert math.isnan(adjusted[1])
    assert len(benjamini_hochberg([])) == 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_adjusted_values_keep_the_order_and_holm_is_the_stricter(values: list[float]) -> None:
    raw, bh, strict = np.array(values), benjamini_hochberg(values), holm(values)
    assert (raw <= bh + 1e-12).all()
    assert (bh <= strict + 1e-12).all()
    assert (strict <= 1).all()
    order = np.argsort(raw, kind="stable")
    assert (np.diff(bh[order]) >= 0).all()
    assert (np.diff(strict[order]) >= 0).all()


@given(st.integers(0, 40), st.integers(3, 40), st.integers(0, 40), st.integers(3, 40))
def test_a_difference_holds_its_value_and_turns_with_the_groups(one: int, n_one: int, two: int, n_two: int) -> None:
    one, two = min(one, n_one), min(two, n_two)
    found, turned = difference_of_shares(one, n_one, two, n_two), difference_of_shares(two, n_two, one, n_one)
    assert found.low is not None
    assert found.high is not None
    assert found.value is not None
    assert -1 - 1e-12 <= found.low <= found.value <= found.high <= 1 + 1e-12
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
    assert turned.p == pytest.approx(found.p)


scores = st.lists(st.integers(1, 5), min_size=3, max_size=30)


@given(scores, scores)
def test_means_turn_with_the_scale(first: list[int], second: list[int]) -> None:
    found = difference_of_means(first, second)
    turned = difference_of_means([6 - v for v in first], [6 - v for v in second])
    assert found.value is not None
    assert turned.value == pytest.approx(-found.value)
    if found.low is not None and found.effect is not None and found.effect_low is not None:
        assert turned.high == pytest.approx(-found.low)
        assert turned.effect == pytest.approx(-found.effect)
        assert found.low <= found.value
        assert found.effect_low <= found.effect
