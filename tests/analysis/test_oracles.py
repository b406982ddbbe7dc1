"""Other packages as oracles, on random answers with gaps: skipped where they are not installed, since nothing else needs them.

`pip install krippendorff scikit-learn statsmodels` into a development environment makes them run. What they gave once stands as numbers
in test_agreement and test_reliability, so that the statistics are held to it everywhere.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from assessment_kit.analysis.agreement import krippendorff_alpha, weighted_kappa
from assessment_kit.analysis.intraclass import icc_of_groups
from assessment_kit.analysis.reliability import cronbach_alpha, mcdonald_omega

SEEDS = range(5)


def answers(seed: int, people: int, columns: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """Answers of 1 to 5 that share something, as interviews and surveys do."""
    rng = np.random.default_rng(seed)
    common, loadings = rng.normal(size=(people, 1)), rng.uniform(0.5, 1.2, columns)
    return np.clip(np.round(3 + loadings * common + rng.normal(size=(people, columns))), 1, 5)


@pytest.mark.parametrize("seed", SEEDS)
def test_kappa_as_scikit_learn_has_it(seed: int) -> None:
    metrics = pytest.importorskip("sklearn.metrics")
    first, second = answers(seed, 60, 2).T
    expected = metrics.cohen_kappa_score(first.astype(int), second.astype(int), weights="quadratic")
    assert weighted_kappa(first, second).value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_krippendorff_as_the_package_has_it(seed: int) -> None:
    package = pytest.importorskip("krippendorff")
    table = answers(seed, 40, 4)
    table[np.random.default_rng(seed).random(table.shape) < 0.3] = np.nan
    expected = package.alpha(reliability_data=table.T, level_of_measurement="ordinal")
    found = krippendorff_alpha(table, np.random.default_rng(0), resamples=50)
    assert found.value == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("seed", SEEDS)
def test_omega_as_statsmodels_factors_give_it(seed: int) -> None:
    factor = pytest.importorskip("statsmodels.multivariate.factor")
    table = answers(seed, 120, 5)
    found = mcdonald_omega(table, np.random.default_rng(0), resamples=50)
    fitted = factor.Factor(table, n_factor=1, method="ml").fit()
    sd = table.std(axis=0, ddof=1)
    common, own = (sd * fitted.loadings[:, 0]).sum() ** 2, (sd**2 * fitted.uniqueness).sum()
    assert found.value == pytest.approx(common / (common + own), abs=1e-4)


@pytest.mark.parametrize("seed", SEEDS)
def test_icc_of_groups_as_the_analysis_of_variance_of_statsmodels_gives_it(seed: int) -> None:
    """Six groups of ten: F is B ÷ W, ICC(1) = (F − 1) ÷ (F + 9), ICC(2) = 1 − 1 ÷ F."""
    oneway = pytest.importorskip("statsmodels.stats.oneway")
    rng = np.random.default_rng(seed)
    groups = np.repeat(np.arange(6), 10)
    values = rng.normal(size=60) + 0.8 * rng.normal(size=6)[groups]
    f = oneway.anova_oneway(values, groups, use_var="equal").statistic
    assert icc_of_groups(values, groups, "ICC(1)").value == pytest.approx((f - 1) / (f + 9))
    assert icc_of_groups(values, groups, "ICC(2)").value == pytest.approx(1 - 1 / f)


@pytest.mark.parametrize("seed", SEEDS)
def test_alpha_from_the_analysis_of_variance_of_statsmodels(seed: int) -> None:
    """Hoyt (1941), Psychometrika 6: alpha is 1 less the mean square of error over that of people, in a two-way table."""
    anova = pytest.importorskip("statsmodels.stats.anova")
    table = answers(seed, 30, 4)
    long = pd.DataFrame(table).assign(person=range(30)).melt("person", var_name="statement", value_name="score")
    ols = pytest.importorskip("statsmodels.formula.api").ols("score ~ C(person) + C(statement)", long).fit()
    squares = anova.anova_lm(ols)
    ratio = squares.loc["Residual", "mean_sq"] / squares.loc["C(person)", "mean_sq"]
    assert cronbach_alpha(table).value == pytest.approx(1 - ratio)
