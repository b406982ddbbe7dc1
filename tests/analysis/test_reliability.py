"""Reliability against published tables, other software, hand-worked figures and properties."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.intervals import Estimate, bca
from assessment_kit.analysis.intraclass import LEAST_TARGETS, IccForm, icc, icc_of_groups
from assessment_kit.analysis.reliability import (
    LEAST_FOR_FACTOR,
    LEAST_RESPONDENTS,
    _correlations,
    _feldt,
    _omega,
    _one_factor,
    _products,
    cronbach_alpha,
    mcdonald_omega,
)

nan = float("nan")


def chance() -> np.random.Generator:
    return np.random.default_rng(20141007)


def value(found: Estimate) -> float:
    assert found.value is not None, found.reason
    return found.value


def interval(found: Estimate) -> tuple[float, float]:
    assert found.low is not None, found.reason
    assert found.high is not None
    return found.low, found.high


# Intraclass correlation --------------------------------------------------------------------------------------------------

SHROUT_AND_FLEISS = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]])
"""Shrout and Fleiss (1979), table 2: four judges on six targets."""

TWELVE = [[2, 5, 3], [5, 5, 3], [4, 4, 3], [4, 5, 4], [3, 3, 3], [3, 4, 4], [4, 4, 4], [1, 2, 2], [3, 3, 3], [5, 4, 4], [3, 3, 2],
          [3, 3, 3]]  # fmt: skip
"""Rounded normal draws: three scorers on twelve things."""

SINGLE: list[tuple[IccForm, float, float, float]] = [
    ("ICC(1,1)", 0.17, -0.13, 0.72),
    ("ICC(2,1)", 0.29, 0.02, 0.76),
    ("ICC(3,1)", 0.71, 0.34, 0.95),
    ("ICC(1,k)", 0.44, -0.88, 0.91),
    ("ICC(2,k)", 0.62, 0.07, 0.93),
    ("ICC(3,k)", 0.91, 0.68, 0.99),
]


@pytest.mark.parametrize(("form", "expected", "low", "high"), SINGLE)
def test_icc_shrout_and_fleiss_1979_table_4(form: IccForm, expected: float, low: float, high: float) -> None:
    # the estimates as in the paper; the intervals as R prints them for the same table, psych::ICC
    found = icc(SHROUT_AND_FLEISS, form)
    assert value(found) == pytest.approx(expected, abs=5e-3)
    assert interval(found) == pytest.approx((low, high), abs=5.1e-3)
    assert (found.n, found.raters) == (6, 4)
    assert found.form.startswith(form)


PINGOUIN: list[tuple[IccForm, float, float, float]] = [
    ("ICC(1,1)", 0.5100436681, 0.17, 0.80),
    ("ICC(2,1)", 0.5192802057, 0.19, 0.80),
    ("ICC(3,1)", 0.5504087193, 0.20, 0.82),
    ("ICC(1,k)", 0.7574578470, 0.37, 0.92),
    ("ICC(2,k)", 0.7641866330, 0.41, 0.92),
    ("ICC(3,k)", 0.7859922179, 0.43, 0.93),
]


@pytest.mark.parametrize(("form", "expected", "low", "high"), PINGOUIN)
def test_icc_against_pingouin(form: IccForm, expected: float, low: float, high: float) -> None:
    # pingouin 0.7, intraclass_corr, which rounds its intervals to two places
    found = icc(TWELVE, form)
    assert value(found) == pytest.approx(expected, abs=1e-9)
    assert interval(found) == pytest.approx((low, high), abs=5.1e-3)


def test_one_way_icc_with_gaps_by_hand() -> None:
    # 1 3 | 2 2 3 | 5 | 4 4 6, the third left out: n 3, N 8, k0 = (8 − 22/8)/2 = 2.625; means 2, 7/3, 14/3, grand mean 25/8
    # between 2·(9/8)² + 3·(19/24)² + 3·(37/24)² = 11.541667, over 2: 5.770833; within 2 + 2/3 + 8/3 = 5.333333, over 5: 1.066667
    # (5.770833 − 1.066667) / (5.770833 + 1.625 · 1.066667) = 4.704167/7.504167
    table = np.array([[1, 3, nan], [2, 2, 3], [5, nan, nan], [4, 4, 6]])
    found = icc(table, "ICC(1,1)", least_n=3)
    assert value(found) == pytest.approx(4.704167 / 7.504167, abs=1e-6)
    assert value(icc(table, "ICC(1,k)", least_n=3)) == pytest.approx(4.704167 / 5.770833, abs=1e-6)
    assert found.n == 3
    # the same as groups
    values, groups = [1, 3, 2, 2, 3, 5, 4, 4, 6, nan], list("aabbbcddda")
    by_group = icc_of_groups(values, groups, least_n=3)
    assert (by_group.value, by_group.low, by_group.high) == (found.value, found.low, found.high)
    assert value(icc_of_groups(values, groups, "ICC(2)", least_n=3)) == pytest.approx(4.704167 / 5.770833, abs=1e-6)


def test_two_way_forms_take_what_all_have_rated() -> None:
    gaps = np.vstack([SHROUT_AND_FLEISS, [[9, nan, 5, 1]]])
    assert icc(gaps, "ICC(2,1)") == icc(SHROUT_AND_FLEISS, "ICC(2,1)")


def test_icc_says_why_not() -> None:
    few = icc(SHROUT_AND_FLEISS[:4], "ICC(3,1)")
    assert (few.value, few.least_n, few.reason) == (
        None,
        LEAST_TARGETS,
        "4 things rated by all scorers, and it takes 5",
    )
    assert icc(np.full((6, 3), 4.0)).reason == "all things are scored alike, so there is nothing to tell apart"
    assert icc(np.arange(6.0)[:, None], "ICC(3,1)").value is None
    assert icc([[3, 4]] * 6).reason == "all things are scored alike, so there is nothing to tell apart"
    level = icc([[1, 2], [2, 1]] * 4, "ICC(1,k)")
    assert level.reason == "the means do not differ at all, so there is nothing to measure"
    assert icc([[1, 2], [2, 1]] * 4, "ICC(2,k)").value is None
    assert icc_of_groups([1, 2, 3, 4], list("aabb")).reason == "2 groups of two people or more, and it takes 5"
    assert icc_of_groups([], []).value is None


def test_a_scorer_who_is_always_a_point_higher_counts_against_agreement_only() -> None:
    strict = np.array([1.0, 2, 3, 4, 2, 3])
    shifted = np.column_stack([strict, strict + 1])
    assert value(icc(shifted, "ICC(3,1)")) == 1
    # things: variance of 2.5 1.5 … ; s² = 1.1, R = 2.2, C = 6 · 2 · 0.25 = 3, E = 0: 2.2 / (2.2 + 2 · 3/6)
    assert value(icc(shifted, "ICC(2,1)")) == pytest.approx(2.2 / 3.2)
    low, high = interval(icc(shifted, "ICC(2,1)"))
    assert low < 2.2 / 3.2 < high


tables = st.integers(2, 4).flatmap(
    lambda k: st.lists(st.lists(st.integers(1, 5), min_size=k, max_size=k), min_size=5, max_size=20)
)
forms: list[IccForm] = ["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]


@given(tables, st.sampled_from(forms))
def test_icc_holds_its_value_and_does_not_mind_order_or_turning(drawn: list[list[int]], form: IccForm) -> None:
    table = np.array(drawn)
    found = icc(table, form)
    for other in (icc(table[:, ::-1], form), icc(6 - table, form), icc(table[::-1], form)):
        assert other.reason == found.reason
        if found.value is not None:
            assert other.value == pytest.approx(found.value)
    if found.value is not None and found.low is not None and found.high is not None:
        assert found.low <= found.value <= found.high <= 1


@given(
    st.lists(st.integers(1, 5), min_size=5, max_size=20).filter(lambda values: len(set(values)) > 1),
    st.sampled_from(forms),
)
def test_perfect_agreement_is_one(values: list[int], form: IccForm) -> None:
    found = icc(np.tile(np.array(values, dtype=float)[:, None], 3), form)
    assert value(found) == pytest.approx(1)
    assert found.low is None
    assert found.reason == "the scores agree throughout, so nothing tells how far this may move"


def test_icc_interval_narrows_with_more_things() -> None:
    for form in forms:
        low, high = interval(icc(TWELVE, form))
        more_low, more_high = interval(icc(np.tile(TWELVE, (5, 1)), form))
        assert more_high - more_low < high - low


# Cronbach's alpha --------------------------------------------------------------------------------------------------------

SIXTY = """2222 4453 3433 2222 3445 2342 2223 5343 4233 2423 1212 2344 2212 2112 4453 4444 3435 2223 2333 2333 5442 2112 4334 2123
1334 2113 2221 5554 2332 4333 2221 3222 2222 3443 4543 1113 4444 3233 2243 4445 2233 5543 3313 5444 3223 1222 5242 2223 4345 2123
2233 5454 4343 4424 4232 2233 4353 2221 2342 2434"""
ANSWERS: npt.NDArray[np.float64] = np.array([[float(score) for score in person] for person in SIXTY.split()])
"""Sixty people on four statements, drawn from one factor with loadings .9 .7 .8 .5 and rounded to 1–5."""


def test_feldt_interval_as_published_with_software() -> None:
    # Evans, feldt1.return(0.913, 873, 20): 0.9044024 to 0.9211588; Bonett, statpsych::ci.cronbach(.05, .85, 7, 89): 0.7971254 to
    # 0.8931436, who takes n (k − 1) for the second degrees of freedom
    assert _feldt(0.913, 873, 20) == pytest.approx((0.9044024, 0.9211588), abs=5e-7)
    assert _feldt(0.85, 89, 7) == pytest.approx((0.7971254, 0.8931436), abs=1e-4)


def test_alpha_is_the_consistency_of_the_mean_shrout_and_fleiss_1979() -> None:
    # Cronbach's alpha is ICC(3,k): .91 for their table, and Feldt's interval is its F interval
    found, same = cronbach_alpha(SHROUT_AND_FLEISS, least_n=6), icc(SHROUT_AND_FLEISS, "ICC(3,k)")
    assert value(found) == pytest.approx(0.91, abs=5e-3)
    assert (value(found), *interval(found)) == pytest.approx((value(same), *interval(same)))


def test_alpha_by_hand() -> None:
    # two statements, 1 2, 2 1, 3 4, 4 3: variances 5/3 each, of the sums 3 3 7 7 16/3: 2 · (1 − (10/3)/(16/3)) = 0.75
    assert value(cronbach_alpha([[1, 2], [2, 1], [3, 4], [4, 3]], least_n=4)) == pytest.approx(0.75)


def test_alpha_against_pingouin() -> None:
    # pingouin 0.7, cronbach_alpha, which rounds its interval to three places
    found = cronbach_alpha([*ANSWERS, [nan, 1, 2, 3]])
    assert value(found) == pytest.approx(0.8284403938, abs=1e-9)
    assert interval(found) == pytest.approx((0.745, 0.890), abs=5.1e-4)
    assert (found.n, found.items) == (60, 4)


def test_what_the_least_n_of_alpha_rests_on() -> None:
    # LEAST_RESPONDENTS rests on these: alpha 0.7 of four statements
    assert _feldt(0.7, 20, 4) == pytest.approx((0.41, 0.87), abs=5e-3)
    assert _feldt(0.7, 10, 4) == pytest.approx((0.21, 0.92), abs=5e-3)


def test_alpha_says_why_not() -> None:
    few = cronbach_alpha(ANSWERS[:19])
    assert (few.value, few.least_n) == (None, LEAST_RESPONDENTS)
    assert few.reason == "19 people answered all statements, and it takes 20"
    assert cronbach_alpha(ANSWERS[:, :1]).reason == "it takes two statements"
    assert cronbach_alpha(np.full((30, 3), 2.0)).reason == "to each statement everybody gave the same answer"
    opposed = np.column_stack([ANSWERS[:, 0], 6 - ANSWERS[:, 0]])
    assert cronbach_alpha(opposed).reason == "the statements cancel each other out: everybody has the same sum"
    same = cronbach_alpha(np.column_stack([ANSWERS[:, 0]] * 3))
    assert value(same) == pytest.approx(1)
    assert same.low is None


def test_an_unturned_statement_shows() -> None:
    unturned = ANSWERS.copy()
    unturned[:, 0] = 6 - unturned[:, 0]
    assert value(cronbach_alpha(unturned)) < 0.3 < value(cronbach_alpha(ANSWERS))


@given(
    st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=20, max_size=60), st.permutations(range(4))
)
def test_alpha_stays_when_every_statement_is_turned_or_their_order_changes(
    drawn: list[list[int]], order: list[int]
) -> None:
    table = np.array(drawn, dtype=float)
    found = cronbach_alpha(table)
    for other in (cronbach_alpha(6 - table), cronbach_alpha(table[:, order])):
        assert other.value == (None if found.value is None else pytest.approx(found.value))
    if found.value is not None and found.low is not None and found.high is not None:
        assert found.low <= found.value <= found.high <= 1


def test_a_frame_with_unknown_answers_is_taken_as_it_is() -> None:
    frame = pd.DataFrame(ANSWERS).astype("Int64")
    frame.iloc[3, 1] = pd.NA
    assert cronbach_alpha(frame) == cronbach_alpha(np.delete(ANSWERS, 3, axis=0))
    assert icc_of_groups(frame[1], frame[0]).n == 5


# McDonald's omega --------------------------------------------------------------------------------------------------------

EXAMINATIONS = np.array(
    [
        [1, 0.553, 0.547, 0.410, 0.389],
        [0.553, 1, 0.610, 0.485, 0.437],
        [0.547, 0.610, 1, 0.711, 0.665],
        [0.410, 0.485, 0.711, 1, 0.607],
        [0.389, 0.437, 0.665, 0.607, 1],
    ]
)
"""Mardia, Kent and Bibby (1979), Multivariate Analysis, chapter 9: five examinations of 88 students."""


def exactly(loadings: list[float], n: int) -> npt.NDArray[np.float64]:
    """As many people, whose sample correlations are exactly those of one factor with these loadings, variances 1."""
    wanted = np.outer(loadings, loadings)
    np.fill_diagonal(wanted, 1)
    raw = np.random.default_rng(3).normal(size=(n, len(loadings)))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T))).T
    return np.asarray(white @ np.linalg.cholesky(wanted).T)


def test_one_factor_by_maximum_likelihood_mardia_kent_and_bibby_1979() -> None:
    # their solution with one factor: loadings 0.60 0.67 0.92 0.77 0.72; so omega = 3.68² / (3.68² + 2.232) = 0.858
    loadings, unique = _one_factor(EXAMINATIONS[None], np.full((1, 5), 0.7), steps=5000, precision=1e-9)
    assert loadings[0] == pytest.approx([0.60, 0.67, 0.92, 0.77, 0.72], abs=5e-3)
    assert unique[0] == pytest.approx(1 - loadings[0] ** 2, abs=1e-6)
    assert _omega(np.ones((1, 5)), loadings, unique)[0] == pytest.approx(0.858, abs=1e-3)


def test_omega_by_hand() -> None:
    # loadings .8 .7 .6 .5: (2.6)² = 6.76, uniquenesses .36 + .51 + .64 + .75 = 2.26: 6.76/9.02
    found = mcdonald_omega(exactly([0.8, 0.7, 0.6, 0.5], 80), chance(), resamples=200)
    assert value(found) == pytest.approx(6.76 / 9.02, abs=1e-6)
    # in the scale of the answers: the first statement twice as wide, (1.6 + 1.8)² = 11.56, 4 · .36 + 1.9 = 3.34
    wide = exactly([0.8, 0.7, 0.6, 0.5], 80) * [2, 1, 1, 1]
    assert value(mcdonald_omega(wide, chance(), resamples=200)) == pytest.approx(11.56 / 14.9, abs=1e-6)


def test_omega_against_statsmodels() -> None:
    # statsmodels 0.15, Factor(corr, n_factor=1, method="ml"): loadings and uniquenesses, put into omega with the deviations
    found = mcdonald_omega([*ANSWERS, [nan, 1, 2, 3]], chance())
    assert value(found) == pytest.approx(0.8438825175, abs=1e-5)
    low, high = interval(found)
    assert 0.7 < low < 0.8438825 < high < 0.92
    assert (found.n, found.items) == (60, 4)


def test_omega_interval_does_not_depend_on_where_the_fit_starts() -> None:
    # every resample fitted from a flat start to the end, instead of a few steps from the solution of the sample
    def fitted(sums: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        sd, correlation = _correlations(sums, 4)
        return _omega(sd, *_one_factor(correlation, np.full((1, 4), 0.5), steps=5000, precision=1e-9))

    centred = ANSWERS - ANSWERS.mean(axis=0)
    slow = bca(centred, _products, fitted, chance(), resamples=300)
    assert interval(mcdonald_omega(ANSWERS, chance(), resamples=300)) == pytest.approx(slow, abs=2e-4)


def test_omega_is_alpha_where_all_statements_measure_equally_well() -> None:
    # tau equivalence: loadings .6 .6 .6, alpha = 3/2 · (1 − 3/(3 + 6 · .36)) = omega = 3.24/(3.24 + 1.92)
    table = exactly([0.6, 0.6, 0.6], 60)
    assert value(mcdonald_omega(table, chance(), resamples=200)) == pytest.approx(3.24 / 5.16, abs=1e-6)
    assert value(cronbach_alpha(table)) == pytest.approx(3.24 / 5.16, abs=1e-9)


def test_omega_stays_when_every_statement_is_turned_and_has_the_same_interval_for_the_same_seed() -> None:
    found = mcdonald_omega(ANSWERS, chance())
    turned = mcdonald_omega(6 - ANSWERS, chance())
    assert turned.value == pytest.approx(found.value)
    assert interval(turned) == pytest.approx(interval(found), abs=1e-6)
    assert mcdonald_omega(ANSWERS, chance()) == found


def test_omega_says_why_not() -> None:
    few = mcdonald_omega(ANSWERS[:49], chance())
    assert (few.value, few.least_n) == (None, LEAST_FOR_FACTOR)
    assert few.reason == "49 people answered all statements, and it takes 50"
    assert mcdonald_omega(ANSWERS[:, :2], chance()).reason == "it takes three statements"
    flat = ANSWERS.copy()
    flat[:, 2] = 3
    assert mcdonald_omega(flat, chance()).reason == "to one statement at least everybody gave the same answer"
    twice = np.column_stack([ANSWERS[:, 0], ANSWERS[:, 0], ANSWERS[:, 3]])
    assert mcdonald_omega(twice, chance()).reason == "one statement alone makes up what the statements have in common"


def test_omega_interval_narrows_with_more_people_and_bundles_agree() -> None:
    low, high = interval(mcdonald_omega(ANSWERS, chance()))
    many_low, many_high = interval(mcdonald_omega(np.tile(ANSWERS, (20, 1)), chance()))
    assert (many_high - many_low) / (high - low) == pytest.approx(1 / np.sqrt(20), rel=0.25)
    bundled_low, bundled_high = interval(mcdonald_omega(np.tile(ANSWERS, (80, 1)), chance()))  # 4,800 people: bundles
    assert (bundled_high - bundled_low) / (many_high - many_low) == pytest.approx(0.5, rel=0.15)


def test_unrelated_statements_measure_nothing_in_common() -> None:
    noise = np.random.default_rng(2).integers(1, 6, (400, 4)).astype(float)
    assert value(cronbach_alpha(noise)) < 0.2
    omega = mcdonald_omega(noise, chance(), resamples=200)
    assert omega.value is None or omega.value < 0.4
