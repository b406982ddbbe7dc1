"""Do those who were asked say the same? Agreement of several people on one thing, and of scorers over many things.

`r_wg` and `mean_absolute_deviation`: the people of one group on one item or scale. `weighted_kappa`: two scorers of the same
interviews. `krippendorff_alpha`: any number of scorers, with gaps. For the share of variance that scorers have in common
see `intraclass.icc`. Each gives an `Estimate`, "not estimable" with its reason below the least n or without variance.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

from assessment_kit.analysis.intervals import UNKNOWN, Estimate, Floats, Interval, Z, bca, floats
from assessment_kit.words import plural

Null: TypeAlias = Literal["uniform", "slightly skewed", "moderately skewed"]
Level: TypeAlias = Literal["nominal", "ordinal", "interval"]

SKEWED: dict[str, tuple[float, ...]] = {
    "slightly skewed": (0.05, 0.15, 0.20, 0.35, 0.25),
    "moderately skewed": (0.00, 0.10, 0.15, 0.40, 0.35),
}
"""Shares of the answers 1–5 of people who answer at random but kindly; variances 1.34 and 0.90 (LeBreton and Senter 2008, table 2)."""

LEAST_RATERS = 4
"""One fewer than the points of the scale: fewer cannot be told from chance (Brown and Hauenstein 2005, Organizational Research Methods 8, 165–184)."""

LEAST_PAIRS = 10
"""Fewer pairs of scores, and one change of mind moves kappa by more than 0.1."""

LEAST_UNITS = 5
"""Things rated at least twice; fewer leave hardly a spread to compare with."""

ALL_ALIKE = "all gave the same answer, so nothing tells how far this may move"
NO_SPREAD = "all scores are the same, so agreement cannot be told from a scale that nobody uses"


def r_wg(scores: npt.ArrayLike, *, options: int = 5, null: Null = "uniform", least_n: int = LEAST_RATERS) -> Estimate:
    """Within-group agreement on one item (r_wg) or on several that ask the same (r_wg(j)): 1 full agreement, 0 as by chance.

    Parameters
    ----------
    scores : one per person, or people × items, from 1 to `options`; NaN is no answer.
    null : how people would answer by chance. Uniform: every answer alike; the skewed ones allow for kindness and are known
        for five points only.

    Returns
    -------
    n is the number of people, on the item with the fewest answers.

    Raises
    ------
    ValueError : a score outside the scale; a skewed null for a scale that has not five points.

    Notes
    -----
    r_wg = 1 − s²/σ², with σ² = (A² − 1)/12 for A options and the uniform null; r_wg(j) = J (1 − s̄²/σ²) / (J (1 − s̄²/σ²) + s̄²/σ²)
    with the mean s̄² of the items' variances. A spread beyond chance counts as 0, as the authors do. Missing answers leave that
    item's variance only. Least n: LEAST_RATERS; an interval takes five. The agreement of a few people looks lower than it is:
    prefer ten and more.
    Source: James, Demaree and Wolf (1984), Journal of Applied Psychology 69, 85–98; skewed nulls: LeBreton and Senter (2008),
    Organizational Research Methods 11, 815–852. The interval is that of the variance for answers that are not normal: Bonett
    (2006), Computational Statistics and Data Analysis 50, 775–782; with several items it is taken on the mean of each person's
    squared deviations.
    """
    people = _people_by_items(scores, options)
    chance, items = _chance_variance(options, null), people.shape[1]
    pending = _pending(people, f"{'rWG' if items == 1 else 'rWG(J)'}, {null} null", least_n)
    if pending.n < max(least_n, 2):
        return _too_few(pending)

    def agreement(variance: float) -> float:
        ratio = float(min(variance / chance, 1.0))
        return float(items * (1 - ratio) / (items * (1 - ratio) + ratio))

    variance = float(np.nanvar(people, axis=0, ddof=1).mean())
    if variance <= 1e-12:
        return pending.at(1.0, UNKNOWN, ALL_ALIKE)
    low, high = _variance_interval(people, variance, pending.n)
    return pending.at(agreement(variance), (agreement(high), agreement(low)) if np.isfinite(low) else UNKNOWN)


def mean_absolute_deviation(scores: npt.ArrayLike, *, options: int = 5, least_n: int = LEAST_RATERS) -> Estimate:
    """How many points of the scale people are from their common mean, on average (AD_M); 0 is full agreement.

    On several items it is the mean of the items' deviations, AD_M(J). It needs no idea of chance; up to A/6 (0.83 on five
    points) counts as agreement. Missing answers leave that item's deviation only. n and least n as in `r_wg`. Raises ValueError
    for a score outside the scale.

    AD_M = Σ |x − x̄| / n. Source: Burke, Finkelstein and Dusig (1999), Organizational Research Methods 2, 49–68; the bound:
    Burke and Dunlap (2002), Organizational Research Methods 5, 159–172. The interval is taken on its logarithm, from what each
    person adds to it, as Bonett and Seier (2003), American Statistician 57, 233–236, do for deviations from the median; it ends
    at the widest there can be, (A − 1)/2.
    """
    people = _people_by_items(scores, options)
    name = "AD_M" if people.shape[1] == 1 else "AD_M(J)"
    pending = _pending(people, f"{name}, mean absolute deviation from the mean", least_n)
    n = pending.n
    if n < max(least_n, 2):
        return _too_few(pending)
    away = people - np.nanmean(people, axis=0)
    deviation = float(np.nanmean(np.abs(away), axis=0).mean())
    if deviation <= 1e-12:
        return pending.at(0.0, UNKNOWN, ALL_ALIKE)
    answers = (~np.isnan(people)).sum(axis=0)
    tilt = ((away < 0).sum(axis=0) - (away > 0).sum(axis=0)) / answers  # how the mean itself moves with each person
    influence = np.nansum((np.abs(away) + tilt * away) / answers, axis=1) * len(people) / people.shape[1]
    few = n / (n - 1)
    reach = special.stdtrit(n - 1, 0.975) * few * influence.std(ddof=1) / np.sqrt(n) / deviation
    low, high = np.sqrt(few) * deviation * np.exp([-reach, reach])
    return pending.at(deviation, (min(float(low), deviation), min(max(float(high), deviation), (options - 1) / 2)))


def weighted_kappa(first: npt.ArrayLike, second: npt.ArrayLike, *, least_n: int = LEAST_PAIRS) -> Estimate:
    """Cohen's kappa of two scorers with quadratic weights: 1 full agreement, 0 as by chance.

    Parameters
    ----------
    first, second : the two scores of each thing, in the same order; a pair with a missing one (NaN) is left out.

    Notes
    -----
    κ = 1 − Σ v p / Σ v e: v the squared distance of the two scores, p the share of pairs that have them, e the share that
    chance would give from each scorer's own habits. The interval is the large-sample one, κ ± 1.96 SE, within −1 to 1; it takes
    the pairs as independent, so items of one interview make it too narrow rather than too wide. Not estimable where one scorer
    gave everything the same score. Least n: LEAST_PAIRS.
    Source: Cohen (1968), Psychological Bulletin 70, 213–220; standard error: Fleiss, Cohen and Everitt (1969), Psychological
    Bulletin 72, 323–327.
    """
    one, two = floats(first), floats(second)
    both = ~np.isnan(one) & ~np.isnan(two)
    one, two = one[both], two[both]
    pending = Estimate.pending("Cohen's kappa, quadratic weights", len(one), least_n, raters=2)
    if len(one) < max(least_n, 2):
        return pending.because(f"{plural(len(one), 'pair')} of scores, and it takes {least_n}")
    for scores, who in ((one, "first"), (two, "second")):
        if np.ptp(scores) == 0:
            return pending.because(f"the {who} scorer gave everything the same score")
    levels, codes = np.unique(np.concatenate([one, two]), return_inverse=True)
    table = np.bincount(codes[: len(one)] * len(levels) + codes[len(one) :], minlength=len(levels) ** 2)
    value, error = _kappa(table.reshape(len(levels), -1), (levels[:, None] - levels) ** 2)
    interval = (max(value - Z * error, -1.0), min(value + Z * error, 1.0)) if error > 1e-9 else UNKNOWN
    return pending.at(value, interval, "the two scorers agree on everything, so nothing tells how far this may move")


def krippendorff_alpha(
    ratings: npt.ArrayLike,
    rng: np.random.Generator,
    *,
    level: Level = "ordinal",
    resamples: int = 1000,
    least_n: int = LEAST_UNITS,
) -> Estimate:
    """Krippendorff's alpha, for any number of scorers and with gaps: 1 full agreement, 0 as by chance, below 0 opposition.

    Parameters
    ----------
    ratings : things rated × scorers; NaN where a scorer did not rate it. A scale of some dozens of values at most.
    level : what distance of two ratings counts: any (nominal), the ranks between them (ordinal), their square (interval).

    Notes
    -----
    α = 1 − (n − 1) Σ o δ² / Σ n_c n_k δ², with the coincidences o of values within things, their sums n_c, and n in all. A thing
    that only one scorer rated has nothing to compare and is left out. The interval is a bootstrap over things. Not estimable
    where all ratings are the same. Least n: LEAST_UNITS things rated twice or more.
    Source: Krippendorff (2011), Computing Krippendorff's Alpha-Reliability; Hayes and Krippendorff (2007), Communication Methods
    and Measures 1, 77–89.
    """
    table = np.atleast_2d(floats(ratings))
    table = table[(~np.isnan(table)).sum(axis=1) >= 2]
    raters = int((~np.isnan(table)).any(axis=0).sum())
    pending = Estimate.pending(f"Krippendorff's alpha, {level}", len(table), least_n, raters=raters)
    if len(table) < max(least_n, 1):
        return pending.because(f"{plural(len(table), 'thing')} rated more than once, and it takes {least_n}")
    levels = np.unique(table[~np.isnan(table)])
    if len(levels) < 2:
        return pending.because(NO_SPREAD)
    units = _coincidences(table, levels)

    def figure(sums: Floats) -> Floats:
        return _alpha(sums.reshape(-1, len(levels), len(levels)), levels, level)

    value = float(figure(units.sum(axis=0)[None, :])[0])
    return pending.at(value, bca(units, lambda some: some.sum(axis=0), figure, rng, resamples=resamples))


def _alpha(coincidences: Floats, levels: Floats, level: Level) -> Floats:
    """Alpha of each of several matrices of coincidences; NaN where one has no spread."""
    margins = coincidences.sum(axis=-1)
    places = np.broadcast_to(levels, margins.shape)
    if level == "ordinal":  # the ranks between two values, half of their own: the distance of the values' middle ranks
        places = margins.cumsum(axis=-1) - margins / 2
    apart = (places[:, :, None] - places[:, None, :]) ** 2
    if level == "nominal":
        apart = (apart > 0).astype(float)
    seen = (coincidences * apart).sum(axis=(-2, -1))
    by_chance = (margins[:, :, None] * margins[:, None, :] * apart).sum(axis=(-2, -1))
    alpha = np.full(len(seen), np.nan)
    spread = by_chance > 0
    alpha[spread] = 1 - (margins.sum(axis=-1)[spread] - 1) * seen[spread] / by_chance[spread]
    return alpha


def _coincidences(table: Floats, levels: Floats) -> Floats:
    """Each thing's pairs of values, each weighted by 1 / (ratings − 1), as a flat matrix: things × levels²."""
    known = ~np.isnan(table)
    unit, _ = np.nonzero(known)
    cell = unit * len(levels) + np.searchsorted(levels, table[known])
    counts = np.bincount(cell, minlength=len(table) * len(levels)).reshape(len(table), -1).astype(float)
    pairs = counts[:, :, None] * counts[:, None, :]
    pairs[:, np.arange(len(levels)), np.arange(len(levels))] -= counts
    return np.asarray((pairs / (counts.sum(axis=1) - 1)[:, None, None]).reshape(len(table), -1))


def _kappa(table: npt.NDArray[np.int64], apart: Floats) -> tuple[float, float]:
    """Kappa and its standard error from a square table of counts and the weights of disagreement."""
    n = table.sum()
    share, weight = table / n, 1 - apart / apart.max()
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    seen, by_chance = (share * weight).sum(), rows @ weight @ columns
    kappa = (seen - by_chance) / (1 - by_chance)
    expected = (weight @ columns)[:, None] + (rows @ weight)[None, :]
    spread = (share * (weight - expected * (1 - kappa)) ** 2).sum() - (kappa - by_chance * (1 - kappa)) ** 2
    return float(kappa), float(np.sqrt(max(spread, 0) / n) / (1 - by_chance))


def _chance_variance(options: int, null: Null) -> float:
    if null == "uniform":
        return (options**2 - 1) / 12
    if options != 5:
        raise ValueError(f"The {null} null is known for five options, not for {options}. Take the uniform one.")
    shares, points = np.array(SKEWED[null]), np.arange(1, 6)
    return float(shares @ points**2 - (shares @ points) ** 2)


def _people_by_items(scores: npt.ArrayLike, options: int) -> Floats:
    table = floats(scores)
    table = table[:, None] if table.ndim == 1 else table
    table = table[~np.isnan(table).all(axis=1)]
    if ((table < 1) | (table > options)).any():
        raise ValueError(f"A score lies outside 1 to {options}. Check the number of options.")
    return np.asarray(table)


def _pending(people: Floats, form: str, least_n: int) -> Estimate:
    n = int((~np.isnan(people)).sum(axis=0).min(initial=len(people)))
    return Estimate.pending(form, n, least_n, raters=len(people), items=people.shape[1])


def _too_few(pending: Estimate) -> Estimate:
    return pending.because(f"{plural(pending.n, 'answer')}, and it takes {pending.least_n}")


def _variance_interval(people: Floats, variance: float, n: int) -> Interval:
    """Bonett (2006), formula 3, for the mean of the items' variances; UNKNOWN below five people. It holds the variance itself."""
    if n < 5:
        return UNKNOWN
    shares = len(people) / (~np.isnan(people)).sum(axis=0) / people.shape[1]
    trimmed = np.array([_trimmed_mean(item[~np.isnan(item)]) for item in people.T])
    fourth = (np.nansum((people - trimmed) ** 2 * shares, axis=1) ** 2).sum()
    squares = np.nansum((people - np.nanmean(people, axis=0)) ** 2 * shares)
    kurtosis = len(people) * fourth / squares**2
    few = n / (n - Z)
    reach = Z * few * np.sqrt(max(kurtosis - (n - 3) / n, 0) / (n - 1))
    low, high = few * variance * np.exp([-reach, reach])
    return min(float(low), variance), max(float(high), variance)


def _trimmed_mean(values: Floats) -> float:
    """Bonett's: the share 1 / (2 √(n − 4)) is cut at each end."""
    cut = int(len(values) / (2 * np.sqrt(len(values) - 4)))
    return float(np.sort(values)[cut : len(values) - cut].mean())
