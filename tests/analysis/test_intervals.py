"""Intervals against published examples, hand-worked figures, and what must hold of any interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.intervals import (
    LEAST_TO_RESAMPLE,
    MOST_CASES,
    Estimate,
    Floats,
    _acceleration,
    bca,
    bca_mean,
    mean_interval,
    score_interval,
    wilson,
)

SPATIAL = "48 36 20 29 42 42 20 42 22 41 45 14 6 0 33 28 34 4 32 24 47 41 24 26 30 41"
"""Spatial test data, the A values of 26 children: Efron and Tibshirani (1993), table 14.1."""

LAW_SCHOOL = (
    (576, 635, 558, 578, 666, 580, 555, 661, 651, 605, 653, 575, 545, 572, 594),
    (3.39, 3.30, 2.81, 3.03, 3.44, 3.07, 3.00, 3.43, 3.36, 3.13, 3.12, 2.74, 2.76, 2.88, 2.96),
)
"""LSAT and GPA of 15 law schools: Efron and Tibshirani (1993), table 3.1."""


def chance() -> np.random.Generator:
    return np.random.default_rng(20141007)


def moments(cases: Floats) -> tuple[float, float, float]:
    return len(cases), float(cases.sum()), float((cases**2).sum())


def variance(sums: Floats) -> Floats:
    return np.asarray(sums[:, 2] / sums[:, 0] - (sums[:, 1] / sums[:, 0]) ** 2)


def correlation(sums: Floats) -> Floats:
    n, x, y, xx, yy, xy = sums.T
    return np.asarray((n * xy - x * y) / np.sqrt((n * xx - x * x) * (n * yy - y * y)))


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_newcombe_1998_single_proportion_table_1(count: int, n: int, low: float, high: float) -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857–872, table I, method 3
    assert wilson(count, n) == pytest.approx((low, high), abs=5e-5)


def test_wilson_with_a_known_population_by_hand() -> None:
    # 10 of 30 who answered, of 40: worth 30 · 39/10 = 117 answers; p = 1/3, z² = 3.841459
    # centre (1/3 + 3.841459/234) / (1 + 3.841459/117) = 0.349750/1.032833 = 0.338632
    # half 1.959964 · √(2/9/117 + 3.841459/(4 · 117²)) / 1.032833 = 1.959964 · √(0.0018994 + 0.00007016) / 1.032833 = 0.084217
    assert wilson(10, 30, population=40) == pytest.approx((0.25442, 0.42285), abs=1e-4)


def test_wilson_closes_when_all_have_answered_and_knows_nothing_of_none() -> None:
    assert wilson(3, 12, population=12) == (0.25, 0.25)
    assert all(math.isnan(end) for end in wilson(0, 0))


def test_more_answers_than_people_is_a_fault() -> None:
    with pytest.raises(ValueError, match="13 answers from a population of 12"):
        wilson(3, 13, population=12)
    with pytest.raises(ValueError, match="3 answers from a population of 2"):
        mean_interval([1, 2, 3], population=2)


def test_mean_interval_by_hand_and_with_a_population() -> None:
    # mean 3, s = 1, t(2) = 4.302653: ± 4.302653/√3 = ± 2.484138; of four people ± 2.484138 · √(1/4)
    assert mean_interval([2, 3, 4]) == pytest.approx((0.515862, 5.484138), abs=1e-6)
    assert mean_interval([2, 3, 4], population=4) == pytest.approx((1.757931, 4.242069), abs=1e-6)
    assert mean_interval([2, 3, 4], population=3) == (3.0, 3.0)
    assert all(math.isnan(end) for end in mean_interval([2, 3]))


def test_acceleration_and_interval_efron_and_tibshirani_1993_spatial_data() -> None:
    # section 14.3: variance 171.5, acceleration 0.061; table 14.2: 90% BCa interval (115.8, 259.6) from 2,000 resamples
    values = np.array(SPATIAL.split(), dtype=float)
    without = np.array([np.delete(values, i).var() for i in range(len(values))])
    assert values.var() == pytest.approx(171.5, abs=0.05)
    assert _acceleration(without) == pytest.approx(0.061, abs=5e-4)
    low, high = bca(values[:, None], moments, variance, chance(), resamples=20_000, confidence=0.9, few=False)
    assert low == pytest.approx(115.8, abs=3)
    assert high == pytest.approx(259.6, abs=5)


def test_bca_law_school_correlation() -> None:
    # Efron and Tibshirani (1993), section 3.2: correlation 0.776. The interval: scipy 1.17, stats.bootstrap, method="BCa",
    # paired=True, n_resamples=2000, rng=default_rng(1), which draws in the same order
    cases = np.array(LAW_SCHOOL, dtype=float).T

    def products(some: Floats) -> list[float]:
        x, y = some.T
        return [len(some), x.sum(), y.sum(), x @ x, y @ y, x @ y]

    assert correlation(np.array([products(cases)]))[0] == pytest.approx(0.776, abs=5e-4)
    interval = bca(cases, products, correlation, np.random.default_rng(1), resamples=2000, few=False)
    assert interval == pytest.approx((0.32381985, 0.94469477), abs=1e-6)


SKEWED = [1.26, 9.21, 8.8, 1.53, 0.62, 1.6, 5.07, 0.93, 0.01, 0.66, 0.07, 1.21, 2.56, 0.56, 0.06, 0.61, 1.49, 0.35, 0.56, 0.3, 0.17,
          1.03, 6.35, 0.29, 0.17]  # fmt: skip


def test_bca_of_a_skewed_mean_against_scipy() -> None:
    # 25 draws from an exponential distribution; scipy 1.17 as above
    column, rng = np.array(SKEWED)[:, None], np.random.default_rng(1)
    plain = bca(
        column, lambda some: (len(some), some.sum()), lambda s: s[:, 1] / s[:, 0], rng, resamples=2000, few=False
    )
    assert plain == pytest.approx((1.02333881, 3.21092683), abs=1e-6)
    low, high = bca_mean(SKEWED, np.random.default_rng(1), resamples=2000)
    assert low < plain[0] < np.mean(SKEWED) < plain[1] < high  # few reach out further


def test_bca_is_the_same_for_the_same_seed_and_leaves_missing_values_out() -> None:
    first = bca_mean(SKEWED, chance())
    assert bca_mean([*SKEWED, float("nan")], chance()) == first
    assert bca_mean(SKEWED, np.random.default_rng(1)) != first


def test_bca_shrinks_by_the_share_that_did_not_answer() -> None:
    low, high = bca_mean(SKEWED, chance())
    mean = float(np.mean(SKEWED))
    # 25 of 100: arms × √0.75; 25 of 25: the mean itself
    assert bca_mean(SKEWED, chance(), population=100) == pytest.approx(
        (mean - (mean - low) * 0.8660254, mean + (high - mean) * 0.8660254)
    )
    assert bca_mean(SKEWED, chance(), population=25) == pytest.approx((mean, mean))


def test_a_figure_at_the_edge_of_its_own_resamples_has_no_interval() -> None:
    # the square of a mean that is exactly 0: each resample but a few is above it
    values = np.array([-9.1, -5.3, -2.2, -0.7, 0.7, 2.2, 5.3, 9.1])[:, None]
    ends = bca(values, lambda some: (len(some), some.sum()), lambda s: (s[:, 1] / s[:, 0]) ** 2, chance())
    assert all(math.isnan(end) for end in ends)


@pytest.mark.parametrize("values", [[4.0] * 30, [1.0, 2.0, 3.0, 4.0, 5.0, 1.0, 2.0], []])
def test_nothing_is_resampled_from_too_few_or_too_much_alike(values: list[float]) -> None:
    assert LEAST_TO_RESAMPLE == 8
    assert all(math.isnan(end) for end in bca_mean(values, chance()))


def test_bundles_of_many_give_the_interval_of_single_cases() -> None:
    # of 50,000 answers the mean is normal: the bootstrap must come to Student's interval
    values = np.random.default_rng(5).choice([1.0, 2, 3, 4, 5], size=50_000, p=[0.1, 0.1, 0.2, 0.4, 0.2])
    assert len(values) > MOST_CASES
    low, high = mean_interval(values)
    assert bca_mean(values, chance(), resamples=4000) == pytest.approx((low, high), abs=0.06 * (high - low))


def test_bca_holds_the_truth_about_as_often_as_it_says() -> None:
    # 300 samples of 20 kind answers: at 95% some 285 hold it; below 270 would be a fault of the method, not of chance
    rng, shares = np.random.default_rng(11), [0.02, 0.08, 0.2, 0.5, 0.2]
    truth = float(np.arange(1, 6) @ shares)
    ends = [bca_mean(rng.choice(np.arange(1.0, 6), 20, p=shares), rng, resamples=400) for _ in range(300)]
    assert sum(low <= truth <= high for low, high in ends) >= 270


def test_scores_have_t_below_eight_and_the_bootstrap_from_there_on() -> None:
    assert score_interval([2, 3, 4], 1) == (1.0, 5.0)  # 0.52 to 5.48, within the scale
    seven, eight = [4, 5, 5, 3, 5, 5, 4], [4, 5, 5, 3, 5, 5, 4, 5]
    assert score_interval(seven, 1) == pytest.approx((mean_interval(seven)[0], 5.0))
    assert score_interval(eight, 1) == bca_mean(eight, np.random.default_rng(1))
    assert score_interval(eight, 1) != pytest.approx(mean_interval(eight), abs=0.01)
    assert score_interval([4.0, 4.0, 4.0, 5.0] * 9, 7) == score_interval([4.0, 4.0, 4.0, 5.0] * 9, 7)


@pytest.mark.parametrize("scores", [[], [4.0], [4.0, 5.0], [4.0] * 3, [4.0] * 20])
def test_scores_that_are_few_or_all_the_same_have_no_interval(scores: list[float]) -> None:
    assert all(math.isnan(end) for end in score_interval(scores, 1))


def test_skewed_scores_hold_the_truth_where_t_does_not() -> None:
    # 300 samples of 12: at 95% some 285 hold it. Student's t holds it in fewer than 270
    rng, shares = np.random.default_rng(11), [0.02, 0.03, 0.05, 0.2, 0.7]
    truth = float(np.arange(1, 6) @ shares)
    drawn = [rng.choice(np.arange(1.0, 6), 12, p=shares) for _ in range(300)]
    held = [
        [low <= truth <= high for low, high in (score_interval(d, 1), mean_interval(d))] for d in drawn if np.ptp(d)
    ]
    by_rule, by_t = np.mean(held, axis=0)
    assert by_t < 0.9 < by_rule


def test_an_estimate_says_why_something_is_missing() -> None:
    pending = Estimate.pending("kappa", 3, 10, raters=2)
    assert not pending.because("3 pairs of scores, and it takes 10").estimable
    known = pending.at(0.5, (0.2, 0.8))
    assert (known.value, known.low, known.high, known.reason) == (0.5, 0.2, 0.8, "")
    without = pending.at(0.0, (float("nan"), 1.0), "too few")
    assert without.estimable
    assert (without.low, without.high, without.reason) == (None, None, "too few")


@given(st.integers(0, 400), st.integers(1, 400), st.integers(0, 400))
def test_wilson_holds_the_share_and_narrows_with_the_population(count: int, n: int, others: int) -> None:
    count = min(count, n)
    low, high = wilson(count, n)
    assert 0 <= low <= count / n + 1e-12
    assert count / n - 1e-12 <= high <= 1
    near_low, near_high = wilson(count, n, population=n + others)
    assert near_high - near_low <= high - low + 1e-12


@given(st.integers(1, 50), st.integers(1, 50), st.integers(2, 20))
def test_wilson_narrows_with_more_answers_of_the_same_kind(count: int, n: int, times: int) -> None:
    count = min(count, n)
    low, high = wilson(count, n)
    more_low, more_high = wilson(count * times, n * times)
    assert more_high - more_low < high - low


@settings(max_examples=25)
@given(st.lists(st.integers(1, 5), min_size=8, max_size=40).filter(lambda values: len(set(values)) > 1))
def test_bca_holds_the_mean_stays_on_the_scale_and_turns_with_it(values: list[int]) -> None:
    low, high = bca_mean(values, chance(), resamples=200)
    assert 1 <= low <= np.mean(values) <= high <= 5
    turned = bca_mean([6 - v for v in values], chance(), resamples=200)
    assert turned == pytest.approx((6 - high, 6 - low))
