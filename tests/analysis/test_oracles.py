"""Other packages as oracles, on random answers with gaps. They are development dependencies: nothing else may import them.

Some of their licences allow no more than that, and a report needs none of them.
"""

from __future__ import annotations

from typing import Any

import krippendorff
import numpy as np
import pandas as pd
import pytest
from sklearn import metrics
from statsmodels.formula.api import ols
from statsmodels.multivariate.factor import Factor
from statsmodels.stats import anova, multitest, oneway, proportion, weightstats

from assessment_kit.analysis.agreement import krippendorff_alpha, weighted_kappa
from assessment_kit.analysis.comparisons import benjamini_hochberg, difference_of_shares, holm
from assessment_kit.analysis.intervals import mean_interval, wilson
from assessment_kit.analysis.intraclass import icc, icc_of_groups
from assessment_kit.analysis.reliability import cronbach_alpha, mcdonald_omega

SEEDS = range(5)


def answers(seed: int, people: int, columns: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Answers of 1 to 5 that share something, as interviews and surveys do."""
    rng = np.random.default_rng(seed)
    common, loadings = rng.normal(size=(people, 1)), rng.uniform(0.5, 1.2, columns)
    return np.clip(np.round(3 + loadings * common + rng.normal(size=(people, columns))), 1, 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_kappa_as_scikit_learn_has_it(seed: int) -> None:
    first, second = answers(seed, 60, 2).T
    expected = metrics.cohen_kappa_score(first.astype(int), second.astype(int), weights="quadratic")
    assert weighted_kappa(first, second).value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_krippendorff_as_the_package_has_it(seed: int) -> None:
    table = answers(seed, 40, 4)
    table[np.random.default_rng(seed).random(table.shape) < 0.3] = np.nan
    expected = krippendorff.alpha(reliability_data=table.T, level_of_measurement="ordinal")
    found = krippendorff_alpha(table, np.random.default_rng(0), resamples=50)
    assert found.value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_omega_as_statsmodels_factors_give_it(seed: int) -> None:
    table = answers(seed, 120, 5)
    found = mcdonald_omega(table, np.random.default_rng(0), resamples=50)
    fitted = Factor(table, n_factor=1, method="ml").fit()
    sd = table.std(axis=0, ddof=1)
    common, own = (sd * fitted.loadings[:, 0]).sum() ** 2, (sd**2 * fitted.uniqueness).sum()
    assert found.value == pytest.approx(common / (common + own), abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_icc_of_groups_as_the_analysis_of_variance_of_statsmodels_gives_it(seed: int) -> None:
    """Six groups of ten: F is B ÷ W, ICC(1) = (F − 1) ÷ (F + 9), ICC(2) = 1 − 1 ÷ F."""
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(6), 10)
    values = rng.normal(size=60) + 0.8 * rng.normal(size=6)[groups]
    f = oneway.anova_oneway(values, groups, use_var="equal").statistic
    assert icc_of_groups(values, groups, "ICC(1)").value == pytest.approx((f - 1) / (f + 9))
    assert icc_of_groups(values, groups, "ICC(2)").value == pytest.approx(1 - 1 / f)


@pytest.mark.parametrize("seed", SEEDS)
def test_alpha_from_the_analysis_of_variance_of_statsmodels(seed: int) -> None:
    """Hoyt (1941), Psychometrika 6: alpha is 1 less the mean square of error over that of people, in a two-way table."""
    table = answers(seed, 30, 4)
    long = pd.DataFrame(table).assign(person=range(30)).melt("person", var_name="statement", value_name="score")
    squares = anova.anova_lm(ols("score ~ C(person) + C(statement)", long).fit())
    ratio = squares.loc["Residual", "mean_sq"] / squares.loc["C(person)", "mean_sq"]
    assert cronbach_alpha(table).value == pytest.approx(1 - ratio)


@pytest.mark.parametrize("seed", SEEDS)
def test_icc_of_scorers_from_the_analysis_of_variance_of_statsmodels(seed: int) -> None:
    """Shrout and Fleiss (1979): the mean squares of things R, scorers C and error E of 30 things and 4 scorers."""
    table = answers(seed, 30, 4)
    long = pd.DataFrame(table).assign(thing=range(30)).melt("thing", var_name="scorer", value_name="score")
    squares = anova.anova_lm(ols("score ~ C(thing) + C(scorer)", long).fit())["mean_sq"]
    r, c, e = squares["C(thing)"], squares["C(scorer)"], squares["Residual"]
    assert icc(table, "ICC(2,1)").value == pytest.approx((r - e) / (r + 3 * e + 4 * (c - e) / 30))
    assert icc(table, "ICC(3,1)").value == pytest.approx((r - e) / (r + 3 * e))
    assert icc(table, "ICC(2,k)").value == pytest.approx((r - e) / (r + (c - e) / 30))


@pytest.mark.parametrize(("count", "n"), [(0, 5), (3, 7), (68, 283), (40, 40)])
def test_intervals_of_shares_as_statsmodels_has_them(count: int, n: int) -> None:
    assert wilson(count, n) == pytest.approx(proportion.proportion_confint(count, n, method="wilson"), abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_intervals_of_means_as_statsmodels_has_them(seed: int) -> None:
    scores = answers(seed, 11, 1)[:, 0]
    assert mean_interval(scores) == pytest.approx(weightstats.DescrStatsW(scores).tconfint_mean())


def test_differences_of_shares_as_statsmodels_has_them() -> None:
    found = difference_of_shares(30, 40, 45, 90)
    ends = proportion.confint_proportions_2indep(30, 40, 45, 90, method="newcomb")
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-9)
    assert found.effect == pytest.approx(proportion.proportion_effectsize(30 / 40, 45 / 90))


@pytest.mark.parametrize("seed", SEEDS)
def test_many_comparisons_as_statsmodels_has_them(seed: int) -> None:
    chances = np.random.default_rng(seed).random(40) ** 3
    assert benjamini_hochberg(chances) == pytest.approx(multitest.multipletests(chances, method="fdr_bh")[1])
    assert holm(chances) == pytest.approx(multitest.multipletests(chances, method="holm")[1])
