"""Agreement against published worked examples, other software, hand-worked figures and properties."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.agreement import (
    LEAST_PAIRS,
    LEAST_RATERS,
    Level,
    Null,
    _chance_variance,
    _kappa,
    krippendorff_alpha,
    mean_absolute_deviation,
    r_wg,
    weighted_kappa,
)
from assessment_kit.analysis.intervals import Estimate

nan = float("nan")


def chance() -> np.random.Generator:
    return np.random.default_rng(20141007)


def interval(found: Estimate) -> tuple[float, float]:
    assert found.low is not None
    assert found.high is not None
    return found.low, found.high


def value(found: Estimate) -> float:
    assert found.value is not None, found.reason
    return found.value


# r_wg ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("null", "variance"), [("uniform", 2.0), ("slightly skewed", 1.34), ("moderately skewed", 0.90)]
)
def test_chance_variances_lebreton_and_senter_2008_table_2(null: Null, variance: float) -> None:
    assert _chance_variance(5, null) == pytest.approx(variance)


@pytest.mark.parametrize(("options", "variance"), [(4, 1.25), (6, 2.9167), (7, 4.0), (9, 6.6667), (11, 10.0)])
def test_uniform_variances_lebreton_and_senter_2008_table_2(options: int, variance: float) -> None:
    assert _chance_variance(options, "uniform") == pytest.approx(variance, abs=5e-5)


@pytest.mark.parametrize(
    ("null", "expected"), [("uniform", 0.75), ("slightly skewed", 0.626866), ("moderately skewed", 0.444444)]
)
def test_r_wg_by_hand(null: Null, expected: float) -> None:
    # 3 4 4 4 5: mean 4, squares 1 0 0 0 1, s² = 2/4 = 0.5: 1 − 0.5/2, 1 − 0.5/1.34, 1 − 0.5/0.9
    assert value(r_wg([3, 4, 4, 4, 5], null=null)) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize(("items", "expected"), [(2, 0.857143), (3, 0.9), (5, 0.9375), (10, 0.967742)])
def test_r_wg_j_rises_with_items_as_james_demaree_and_wolf_1984_say(items: int, expected: float) -> None:
    # the formula is Spearman and Brown's on 1 − s̄²/σ² = 0.75: J · 0.75 / (J · 0.75 + 0.25)
    answers = np.tile(np.array([[3], [4], [4], [4], [5]]), items)
    found = r_wg(answers)
    assert value(found) == pytest.approx(expected, abs=1e-6)
    assert (found.n, found.raters, found.items, found.form) == (5, 5, items, "rWG(J), uniform null")


def test_r_wg_counts_a_spread_beyond_chance_as_none() -> None:
    # James, Demaree and Wolf (1984): s² above σ² is set to it; here 1 5 1 5 1 5 has 4.8 against 2
    assert value(r_wg([1, 5, 1, 5, 1, 5])) == 0
    assert value(r_wg(np.array([[1, 5], [5, 1], [1, 5], [5, 1], [3, 3]]))) == 0


def test_r_wg_interval_by_hand() -> None:
    # 3 4 4 4 5, Bonett (2006): trimming 1/(2√1) leaves the middle value 4; kurtosis 5 · 2/2² = 2.5; c = 5/(5 − 1.959964) = 1.644757
    # reach 1.959964 · 1.644757 · √((2.5 − 2/5)/4) = 2.335758; variance 0.5 · 1.644757 · e^±2.335758 = 0.079554 … 8.501127
    low, high = interval(r_wg([3, 4, 4, 4, 5]))
    assert low == 0
    assert high == pytest.approx(1 - 0.079554 / 2, abs=1e-5)


def test_r_wg_interval_with_a_gap_by_hand() -> None:
    # 3 4 4 4 5 4 and 1 5 3 2 4 –: variances 0.4 and 2.5, mean 1.45; middles 4 and 3; half the squared distances, the second item's
    # times 6/5: 2.9 2.4 0 0.6 1.1 0; their squares add up to 15.74, they themselves to 7: kurtosis 6 · 15.74/49 = 1.927347
    # five answers: c = 1.644717, reach 1.959964 · c · √((1.927347 − 2/5)/4) = 1.991949; 1.45 c e^−reach = 0.325362, half of it 0.162681
    # 2 · 0.837319 / (2 · 0.837319 + 0.162681)
    low, high = interval(r_wg(np.column_stack([[3, 4, 4, 4, 5, 4], [1, 5, 3, 2, 4, nan]])))
    assert low == 0
    assert high == pytest.approx(0.911457, abs=1e-6)


def test_r_wg_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    # answers with variance 0.8384, r_wg 0.5808; of 400 groups of 10, at 95% some 380 hold it
    rng, shares = np.random.default_rng(7), [0.02, 0.08, 0.2, 0.5, 0.2]
    found = [r_wg(rng.choice(np.arange(1, 6), 10, p=shares)) for _ in range(400)]
    ends = [interval(one) for one in found if one.value != 1]  # without an interval where all are alike
    assert 0.92 <= np.mean([low <= 0.5808 <= high for low, high in ends]) <= 0.99


def test_r_wg_with_gaps_takes_the_answers_there_are() -> None:
    # item 1: 3 4 4 4 5, s² 0.5; item 2: 2 4 4 2 without the fifth, s² 4/3; mean 11/12, ratio 11/24
    # 2 · 13/24 / (2 · 13/24 + 11/24) = 26/37
    found = r_wg(np.array([[3, 2], [4, 4], [4, 4], [4, 2], [5, nan]]))
    assert value(found) == pytest.approx(26 / 37)
    assert (found.n, found.raters) == (4, 5)


def test_r_wg_says_why_not() -> None:
    few = r_wg([4, 4, nan, 4])
    assert (few.value, few.n, few.least_n) == (None, 3, LEAST_RATERS)
    assert few.reason == "3 answers, and it takes 4"
    alike = r_wg([3.3] * 6)
    assert (alike.value, alike.low) == (1, None)
    assert alike.reason == "all gave the same answer, so nothing tells how far this may move"
    assert r_wg([3, 4, 3, 4]).low is None  # four give a value, an interval takes five
    with pytest.raises(ValueError, match="outside 1 to 5"):
        r_wg([0, 1, 2, 3])
    with pytest.raises(ValueError, match="known for five options, not for 7"):
        r_wg([1, 2, 3, 4], options=7, null="slightly skewed")


# Mean absolute deviation ------------------------------------------------------------------------------------------------


def test_mean_absolute_deviation_by_hand() -> None:
    # 1 2 3 4 5: 2 1 0 1 2 → 6/5, which is what chance gives on five points, (A² − 1)/(4 A) = 24/20 (Burke and others 1999)
    assert value(mean_absolute_deviation([1, 2, 3, 4, 5])) == pytest.approx(1.2)
    # 3 4 4 4 5: 2/5; with 1 1 5 5 (mean 3, deviation 2) and a gap: (0.4 + 2)/2
    found = mean_absolute_deviation(np.array([[3, 1], [4, 1], [4, 5], [4, 5], [5, nan]]))
    assert value(found) == pytest.approx(1.2)
    assert (found.n, found.items) == (4, 2)


def test_mean_absolute_deviation_interval_by_hand() -> None:
    # 3 4 4 4 5: deviations 1 0 0 0 1, as many below the mean as above; sd 0.547723; t(4) = 2.776445
    # reach 2.776445 · 1.25 · 0.547723/√5/0.4 = 2.125251; 0.4 · √1.25 · e^∓2.125251 = 0.053398 and 3.74, ended at (5 − 1)/2
    assert interval(mean_absolute_deviation([3, 4, 4, 4, 5])) == pytest.approx((0.053398, 2.0), abs=1e-5)


def test_mean_absolute_deviation_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    rng, points, shares = np.random.default_rng(7), np.arange(1, 6), np.array([0.02, 0.08, 0.2, 0.5, 0.2])
    truth = float(np.abs(points - points @ shares) @ shares)
    found = [mean_absolute_deviation(rng.choice(points, 12, p=shares)) for _ in range(400)]
    ends = [interval(one) for one in found if one.value != 0]
    assert 0.92 <= np.mean([low <= truth <= high for low, high in ends]) <= 0.99


def test_mean_absolute_deviation_says_why_not() -> None:
    assert mean_absolute_deviation([1, 2, 3]).reason == "3 answers, and it takes 4"
    alike = mean_absolute_deviation([2] * 5)
    assert (alike.value, alike.low, alike.high) == (0, None, None)


# Kappa of two scorers ----------------------------------------------------------------------------------------------------

MAMMOGRAMS = np.array([[34, 10, 2, 0], [6, 8, 8, 2], [2, 5, 4, 12], [0, 1, 2, 14]])
"""Kundel and Polansky (2003), Radiology 228, 303–308, table A1; the figures as printed by R, vcd::Kappa."""

RADIOLOGISTS = np.array([[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]])
"""Boyd and others (1982), as in Altman (1991), 403–405, and in Stata's manual under kappa."""


def scores(table: npt.NDArray[np.int64]) -> tuple[list[int], list[int]]:
    """The pairs of scores that a table counts."""
    pairs = [(i + 1, j + 1) for (i, j), count in np.ndenumerate(table) for _ in range(count)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def distance(size: int) -> npt.NDArray[np.float64]:
    return np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(float)


def test_weighted_kappa_cohen_1968_table_1() -> None:
    # 200 diagnoses with weights of disagreement 0 1 3, 1 0 6, 3 6 0: kappa 0.492, weighted kappa 0.348
    table = np.array([[88, 10, 2], [14, 40, 6], [18, 10, 12]])
    weights = np.array([[0, 1, 3], [1, 0, 6], [3, 6, 0]], dtype=float)
    assert _kappa(table, weights)[0] == pytest.approx(0.348, abs=5e-4)
    assert _kappa(table, np.sign(weights))[0] == pytest.approx(0.492, abs=5e-4)


def test_kappa_and_its_standard_error_kundel_and_polansky_2003() -> None:
    apart = distance(4)
    assert _kappa(MAMMOGRAMS, np.sign(apart)) == pytest.approx((0.3713, 0.06033), abs=5e-5)
    assert _kappa(MAMMOGRAMS, apart) == pytest.approx((0.5964, 0.04923), abs=5e-5)


def test_quadratic_kappa_of_two_radiologists() -> None:
    # unweighted 0.4728 (Altman 1991: 0.47), linear 0.5684, quadratic 0.6714
    apart = distance(4)
    assert _kappa(RADIOLOGISTS, np.sign(apart))[0] == pytest.approx(0.4728, abs=5e-5)
    assert _kappa(RADIOLOGISTS, apart)[0] == pytest.approx(0.5684, abs=5e-5)
    found = weighted_kappa(*scores(RADIOLOGISTS))
    assert value(found) == pytest.approx(0.6714, abs=5e-5)
    assert (found.n, found.raters) == (85, 2)


def test_quadratic_kappa_against_scikit_learn_and_statsmodels() -> None:
    # scikit-learn 1.9, cohen_kappa_score(weights="quadratic"); statsmodels 0.15, cohens_kappa(wt="fc"): kappa_low, kappa_upp
    first = [4, 2, 2, 1, 3, 3, 2, 4, 3, 4, 2, 1, 4, 3, 2, 1, 3, 3, 2, 2, 5, 3, 3, 3, 3, 4, 3, 3, 3, 3]
    second = [5, 3, 3, 2, 3, 2, 3, 4, 1, 5, 1, 1, 3, 4, 2, 1, 3, 4, 2, 2, 5, 3, 4, 3, 3, 4, 3, 4, 2, 5]
    found = weighted_kappa([*first, 3, nan], [*second, nan, 4])
    assert value(found) == pytest.approx(0.6944444444)
    assert interval(found) == pytest.approx((0.5217111256, 0.8671777632), abs=1e-8)
    assert found.n == 30


def test_weighted_kappa_says_why_not() -> None:
    few = weighted_kappa([1, 2, 3], [1, 2, 3])
    assert (few.value, few.least_n, few.reason) == (None, LEAST_PAIRS, "3 pairs of scores, and it takes 10")
    assert weighted_kappa([3] * 12, [1, 2, 3] * 4).reason == "the first scorer gave everything the same score"
    same = weighted_kappa([1, 2, 3] * 4, [1, 2, 3] * 4)
    assert (same.value, same.low) == (1, None)
    assert same.reason == "the two scorers agree on everything, so nothing tells how far this may move"


pairs = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=10, max_size=60)


@given(pairs)
def test_quadratic_kappa_is_lin_s_concordance_and_scorers_may_change_places(drawn: list[tuple[int, int]]) -> None:
    first, second = np.array(drawn, dtype=float).T
    found, turned = weighted_kappa(first, second), weighted_kappa(second, first)
    if found.value is None:
        assert np.ptp(first) == 0 or np.ptp(second) == 0
        return
    # Fleiss and Cohen (1973): 2 cov / (var + var + (difference of the means)²), all over n
    by_moments = (
        2 * np.cov(first, second, ddof=0)[0, 1] / (first.var() + second.var() + (first.mean() - second.mean()) ** 2)
    )
    assert found.value == pytest.approx(by_moments)
    assert turned.value == pytest.approx(found.value)
    if found.low is not None and found.high is not None:
        assert -1 <= found.low <= found.value <= found.high <= 1


# Krippendorff's alpha ----------------------------------------------------------------------------------------------------

OBSERVERS = np.array(
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3],
        [nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan],
    ]
).T
"""Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D: four observers, twelve units, gaps."""

TWELVE = np.array([[2, 5, nan], [5, 5, 3], [4, 4, 3], [4, nan, 4], [3, 3, 3], [nan, nan, 4], [4, 4, 4], [1, 2, nan], [3, 3, 3], [5, 4, 4],
          [3, 3, 2], [3, 3, nan]])  # fmt: skip


@pytest.mark.parametrize(("level", "expected"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_krippendorff_2011_section_d(level: Level, expected: float) -> None:
    found = krippendorff_alpha(OBSERVERS, chance(), level=level)
    assert value(found) == pytest.approx(expected, abs=5e-4)
    # unit 12 was seen by one observer only
    assert (found.n, found.raters, found.form) == (11, 4, f"Krippendorff's alpha, {level}")


def test_krippendorff_2011_section_b_nominal_two_observers() -> None:
    # section B: a and b of twelve units, five values, 0.692
    first = [1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1]
    second = [2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4]
    found = krippendorff_alpha(np.array([first, second]).T, chance(), level="nominal")
    assert value(found) == pytest.approx(0.692, abs=5e-4)


@pytest.mark.parametrize(
    ("level", "expected"), [("nominal", 0.4305084746), ("ordinal", 0.4153846154), ("interval", 0.3928571429)]
)
def test_krippendorff_against_the_package_of_that_name(level: Level, expected: float) -> None:
    # krippendorff 0.9, alpha(level_of_measurement=level), on rounded normal draws with six gaps
    assert value(krippendorff_alpha(TWELVE, chance(), level=level)) == pytest.approx(expected, abs=1e-9)


def test_krippendorff_says_why_not() -> None:
    few = krippendorff_alpha(np.array([[1, 1], [2, nan], [3, 3]]), chance())
    assert few.reason == "2 things rated more than once, and it takes 5"
    assert krippendorff_alpha([[3, 3]] * 6, chance()).reason.startswith("all scores are the same")
    few_for_an_interval = krippendorff_alpha([[1, 2], [2, 2], [3, 3], [4, 4], [5, 4]], chance())
    assert few_for_an_interval.estimable
    assert few_for_an_interval.low is None
    perfect = krippendorff_alpha([[v, v] for v in (1, 2, 3, 4, 5, 1, 2, 3, 4, 5)], chance())
    assert (perfect.value, perfect.low) == (1, None)


def test_krippendorff_interval_narrows_with_more_units() -> None:
    narrow = interval(krippendorff_alpha(np.tile(OBSERVERS, (8, 1)), chance()))
    wide = interval(krippendorff_alpha(OBSERVERS, chance()))
    assert narrow[1] - narrow[0] < (wide[1] - wide[0]) / 2


ratings = st.lists(
    st.lists(st.one_of(st.integers(1, 5), st.just(nan)), min_size=3, max_size=3), min_size=8, max_size=20
)


@settings(max_examples=40)
@given(ratings, st.permutations([0, 1, 2]))
def test_krippendorff_does_not_mind_the_order_of_scorers_and_turns_with_the_scale(
    drawn: list[list[float]], order: list[int]
) -> None:
    table = np.array(drawn)
    found = krippendorff_alpha(table, chance(), resamples=100)
    assert krippendorff_alpha(table[:, order], chance(), resamples=100) == found
    turned = krippendorff_alpha(6 - table, chance(), resamples=100)
    assert turned.value is None if found.value is None else turned.value == pytest.approx(found.value)
    if found.value is not None and found.low is not None and found.high is not None:
        assert found.low <= found.value <= found.high <= 1 + 1e-12


# What holds of the people of one group -----------------------------------------------------------------------------------

people = st.lists(st.lists(st.integers(1, 5), min_size=2, max_size=2), min_size=5, max_size=40)


@given(people)
def test_agreement_of_people_turns_with_the_scale_and_stays_in_its_range(drawn: list[list[int]]) -> None:
    table = np.array(drawn, dtype=float)
    for statistic, top in ((r_wg, 1.0), (mean_absolute_deviation, 2.0)):
        found, turned = statistic(table), statistic(6 - table)
        assert turned.value == pytest.approx(found.value)
        assert 0 <= value(found) <= top
        if found.low is not None and found.high is not None:
            assert 0 <= found.low <= value(found) <= found.high <= top


@given(people)
def test_a_kinder_idea_of_chance_gives_less_agreement(drawn: list[list[int]]) -> None:
    nulls: list[Null] = ["uniform", "slightly skewed", "moderately skewed"]
    values = [value(r_wg(drawn, null=null)) for null in nulls]
    assert values == sorted(values, reverse=True)


def test_more_people_of_the_same_kind_narrow_the_intervals() -> None:
    few, many = np.array([2, 3, 4, 4, 5, 3, 4]), np.tile([2, 3, 4, 4, 5, 3, 4], 6)
    for statistic in (r_wg, mean_absolute_deviation):
        low, high = interval(statistic(few))
        more_low, more_high = interval(statistic(many))
        assert more_high - more_low < high - low
    assert not math.isnan(value(r_wg(many)))
