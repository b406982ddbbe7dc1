"""Two groups side by side: the difference with its interval and an effect size, and a control for making many comparisons.

A comparison never rests on its p value: `p` is there so that many comparisons can be held against each other with
`benjamini_hochberg` (among those reported, few are chance) or `holm` (none is, at 95%).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import special

from assessment_kit.analysis.intervals import Floats, Z, floats, wilson

LEAST_GROUP = 3
"""Fewer people in either group are not compared: two have hardly a spread, one has none."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The first group less the second.

    Attributes
    ----------
    value, low, high : the difference (shares 0–1, or points of the scale) and its 95% interval; None where not estimable.
    effect, effect_low, effect_high : the effect size and its 95% interval; around 0.2 is small, 0.5 medium, 0.8 large
        (Cohen 1988). None where there is none.
    effect_form : Cohen's h or Hedges' g.
    p : chance of a difference as large if there were none; only for the control of many comparisons.
    n_first, n_second : answers in each group.
    form : how the interval was made.
    least_n : from so many in each group on the two are compared.
    reason : why something is missing; empty where nothing is.
    """

    value: float | None
    low: float | None
    high: float | None
    effect: float | None
    effect_low: float | None
    effect_high: float | None
    effect_form: str
    p: float | None
    n_first: int
    n_second: int
    form: str
    least_n: int
    reason: str = ""


def difference_of_shares(
    count_first: float,
    n_first: int,
    count_second: float,
    n_second: int,
    *,
    population_first: int | None = None,
    population_second: int | None = None,
    least_n: int = LEAST_GROUP,
) -> Difference:
    """Two proportions compared: Newcombe's interval from the two Wilson intervals, and Cohen's h.

    With shares p, Wilson limits l and u: p₁ − p₂ − √((p₁ − l₁)² + (u₂ − p₂)²) to p₁ − p₂ + √((u₁ − p₁)² + (p₂ − l₂)²).
    h = 2 arcsin √p₁ − 2 arcsin √p₂, its variance 1/n₁ + 1/n₂. p is that of the score test (pooled share, two-sided).
    A known population enters each part by its correction (see `intervals.wilson`); with both groups known in full nothing is
    estimated: the interval closes and p is None. People without an answer are not in n. Least n: LEAST_GROUP in each.

    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10; Cohen (1988), Statistical Power Analysis, chapter 6.

    Examples
    --------
    >>> found = difference_of_shares(56, 70, 48, 80)
    >>> round(found.value, 2), round(found.low, 4), round(found.high, 4)
    (0.2, 0.0524, 0.3339)
    """
    pending = _pending("Newcombe's score interval", "Cohen's h", n_first, n_second, least_n)
    if min(n_first, n_second) < least_n:
        return _too_few(pending)
    one, two = count_first / n_first, count_second / n_second
    low_one, high_one = wilson(count_first, n_first, population=population_first)
    low_two, high_two = wilson(count_second, n_second, population=population_second)
    difference = one - two
    spread = _left(n_first, population_first, 1) / n_first + _left(n_second, population_second, 1) / n_second
    effect = 2 * (np.arcsin(np.sqrt(one)) - np.arcsin(np.sqrt(two)))
    pooled = (count_first + count_second) / (n_first + n_second)
    error = np.sqrt(pooled * (1 - pooled) * spread)
    return replace(
        pending,
        value=difference,
        low=difference - float(np.hypot(one - low_one, high_two - two)),
        high=difference + float(np.hypot(high_one - one, two - low_two)),
        effect=float(effect),
        effect_low=float(effect - Z * np.sqrt(spread)),
        effect_high=float(effect + Z * np.sqrt(spread)),
        p=None if spread == 0 else 1.0 if error == 0 else float(2 * special.ndtr(-abs(difference) / error)),
        reason="both groups are known in full, so nothing is left to chance" if spread == 0 else "",
    )


def difference_of_means(
    first: npt.ArrayLike,
    second: npt.ArrayLike,
    *,
    population_first: int | None = None,
    population_second: int | None = None,
    least_n: int = LEAST_GROUP,
) -> Difference:
    """Two means compared: Welch's t interval (the groups may differ in size and spread), and Hedges' g.

    g = J (x̄₁ − x̄₂) / s with the pooled s (n₁ + n₂ − 2 degrees of freedom) and J = 1 − 3 / (4 df − 1); its variance is
    J² (1/n₁ + 1/n₂ + d² / (2 (n₁ + n₂))). Missing answers (NaN) are left out. A known population multiplies the variance of its
    mean by 1 − n/N. Without any spread in either group there is the bare difference, with its reason; so, too, where both
    groups are known in full. Least n: LEAST_GROUP in each.

    Source: Welch (1947), Biometrika 34, 28–35; Hedges (1981), Journal of Educational Statistics 6, 107–128; the variance of g
    as in Borenstein and others (2009), Introduction to Meta-Analysis, chapter 4.
    """
    one, two = _known(first), _known(second)
    sizes = np.array([len(one), len(two)], dtype=float)
    pending = _pending("Welch's t interval", "Hedges' g", len(one), len(two), least_n)
    if sizes.min() < least_n:
        return _too_few(pending)
    difference = float(one.mean() - two.mean())
    left = np.array([_left(len(one), population_first, 0), _left(len(two), population_second, 0)])
    variances = np.array([_variance(one), _variance(two)])
    parts = variances / sizes * left
    if parts.sum() == 0:
        known = "both groups are known in full, so nothing is left to chance"
        alike = "within each group everybody gave the same answer, so chance cannot be judged"
        return replace(pending, value=difference, reason=alike if variances.sum() == 0 else known)
    freedom = parts.sum() ** 2 / (parts**2 / (sizes - 1)).sum()
    error = float(np.sqrt(parts.sum()))
    half = float(special.stdtrit(freedom, 0.975)) * error
    degrees = sizes.sum() - 2
    d = difference / np.sqrt(((sizes - 1) * variances).sum() / degrees)
    small = 1 - 3 / (4 * degrees - 1)
    wide = Z * small * np.sqrt((left / sizes).sum() + d * d / (2 * sizes.sum()))
    return replace(
        pending,
        value=difference,
        low=difference - half,
        high=difference + half,
        effect=float(small * d),
        effect_low=float(small * d - wide),
        effect_high=float(small * d + wide),
        p=float(2 * special.stdtr(freedom, -abs(difference) / error)),
    )


def benjamini_hochberg(p_values: npt.ArrayLike) -> Floats:
    """Adjusted p values: of all comparisons at or below q, at most a share q is expected to be chance.

    The k-th smallest of m becomes the least of p₍ᵢ₎ m / i over i ≥ k, at most 1. NaN (not compared) stays NaN and does not count.
    Source: Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300.

    Examples
    --------
    >>> [round(float(q), 3) for q in benjamini_hochberg([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.053, 0.053, 0.5]
    """
    values = np.asarray(p_values, dtype=float)
    adjusted, order = values.copy(), _rising(values)
    scaled = values[order] * len(order) / np.arange(1, len(order) + 1)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1)
    return adjusted


def holm(p_values: npt.ArrayLike) -> Floats:
    """Adjusted p values: with those at or below 0.05 taken as real, the chance of even one error is 5%.

    The k-th smallest of m becomes the largest of p₍ᵢ₎ (m − i + 1) over i ≤ k, at most 1. NaN (not compared) stays NaN and does
    not count. Source: Holm (1979), Scandinavian Journal of Statistics 6, 65–70.

    Examples
    --------
    >>> [round(float(q), 3) for q in holm([0.01, 0.04, 0.03, 0.5])]
    [0.04, 0.09, 0.09, 0.5]
    """
    values = np.asarray(p_values, dtype=float)
    adjusted, order = values.copy(), _rising(values)
    scaled = values[order] * np.arange(len(order), 0, -1)
    adjusted[order] = np.minimum(np.maximum.accumulate(scaled), 1)
    return adjusted


def _rising(values: Floats) -> npt.NDArray[np.intp]:
    """Positions of the known values, smallest first."""
    order = np.argsort(values, kind="stable")
    return order[: int(np.sum(~np.isnan(values)))]


def _pending(form: str, effect_form: str, n_first: int, n_second: int, least_n: int) -> Difference:
    return Difference(None, None, None, None, None, None, effect_form, None, n_first, n_second, form, least_n)


def _too_few(pending: Difference) -> Difference:
    few, needed = min(pending.n_first, pending.n_second), pending.least_n
    return replace(pending, reason=f"the smaller group has {few} answers, and a comparison takes {needed}")


def _known(values: npt.ArrayLike) -> Floats:
    known = floats(values)
    return np.asarray(known[~np.isnan(known)])


def _variance(values: Floats) -> float:
    """Of a sample; exactly zero where all are the same, which rounding may hide."""
    return 0.0 if np.ptp(values) == 0 else float(values.var(ddof=1))


def _left(n: int, population: int | None, less: int) -> float:
    """(N − n) / (N − less): the finite-population correction of a variance; 1 where the population is not known."""
    if population is None:
        return 1.0
    if n > population:
        raise ValueError(
            f"{n} answers from a population of {population}: check the number of people in the population."
        )
    return 0.0 if n == population else (population - n) / (population - less)
