"""Do several statements measure one thing? Cronbach's alpha and McDonald's omega, each with its interval.

Both give an `Estimate`, "not estimable" with its reason below the least n or without variance. For the reliability of scorers
see `intraclass`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import special

from assessment_kit.analysis.intervals import UNKNOWN, Estimate, Floats, Interval, bca, floats
from assessment_kit.words import plural

LEAST_RESPONDENTS = 20
"""For alpha: at alpha 0.7 with four items, 20 respondents give 0.41 to 0.87, ten give 0.21 to 0.92, which says nothing."""

LEAST_FOR_FACTOR = 50
"""For omega: loadings of one factor from fewer people are mostly noise (Comrey and Lee 1992, A First Course in Factor Analysis)."""

_BETWEEN = 10
"""Steps of the algorithm between two looks at who has settled."""

BOUNDARY = 0.005
"""Below this share of its own variance an item is nothing but the factor: the model has run into its boundary (a Heywood case)."""


def cronbach_alpha(answers: npt.ArrayLike, *, least_n: int = LEAST_RESPONDENTS) -> Estimate:
    """Cronbach's alpha: how far the sum of several statements measures one thing, if all measure it equally well.

    Parameters
    ----------
    answers : respondents × statements, reversed ones turned. Only those who answered all are counted.

    Notes
    -----
    α = k / (k − 1) · (1 − Σ s²ᵢ / s²) with the variances of the k statements and of their sum. The interval is Feldt's:
    1 − (1 − α) F at 97.5% and 2.5%, with n − 1 and (n − 1)(k − 1) degrees of freedom. A value below 0 means that statements pull
    against each other; one may have been left unturned. Least n: LEAST_RESPONDENTS, and two statements.
    Source: Cronbach (1951), Psychometrika 16, 297–334; Feldt, Woodruff and Salih (1987), Applied Psychological Measurement 11, 93–103.
    """
    table = _complete(answers)
    n, k = table.shape
    pending = Estimate.pending("Cronbach's alpha", n, least_n, items=k)
    if k < 2:
        return pending.because("it takes two statements")
    if n < max(least_n, 2):
        return pending.because(f"{plural(n, 'person', 'people')} answered all statements, and it takes {least_n}")
    parts, whole = table.var(axis=0, ddof=1).sum(), table.sum(axis=1).var(ddof=1)
    if parts <= 1e-12:
        return pending.because("to each statement everybody gave the same answer")
    if whole <= 1e-12 * parts:
        return pending.because("the statements cancel each other out: everybody has the same sum")
    alpha = k / (k - 1) * (1 - parts / whole)
    return pending.at(
        float(alpha),
        _feldt(float(alpha), n, k),
        "the statements agree throughout, so nothing tells how far this may move",
    )


def mcdonald_omega(
    answers: npt.ArrayLike, rng: np.random.Generator, *, resamples: int = 1000, least_n: int = LEAST_FOR_FACTOR
) -> Estimate:
    """McDonald's omega (total, one factor): as alpha, but each statement may measure the thing more or less well.

    Parameters
    ----------
    answers : respondents × statements, reversed ones turned. Only those who answered all are counted.

    Notes
    -----
    ω = (Σ λ)² / ((Σ λ)² + Σ ψ), with the loadings λ and the uniquenesses ψ of one factor by maximum likelihood, in the scale of the
    answers. The interval is a bootstrap over people. Not estimable where a statement has no variance, and where one statement
    is the whole factor. Least n: LEAST_FOR_FACTOR, and three statements.
    Source: McDonald (1999), Test Theory, chapter 6; the bootstrap: Kelley and Pornprasertmanit (2016), Psychological Methods 21,
    69–92; the algorithm: Rubin and Thayer (1982), Psychometrika 47, 69–76.
    """
    table = _complete(answers)
    n, k = table.shape
    pending = Estimate.pending("McDonald's omega (total), one factor, maximum likelihood", n, least_n, items=k)
    if k < 3:
        return pending.because("it takes three statements")
    if n < max(least_n, k + 1):
        return pending.because(f"{plural(n, 'person', 'people')} answered all statements, and it takes {least_n}")
    if (np.ptp(table, axis=0) == 0).any():
        return pending.because("to one statement at least everybody gave the same answer")
    table = table - table.mean(axis=0)
    sd, correlation = _correlations(_products(table)[None, :], k)
    start = np.sqrt(np.linalg.eigvalsh(correlation[0])[-1] / k) * np.linalg.eigh(correlation[0])[1][:, -1]
    loadings, unique = _one_factor(correlation, start[None, :], steps=5000, precision=1e-9)
    if unique.min() < BOUNDARY:
        return pending.because("one statement alone makes up what the statements have in common")

    def figure(sums: Floats) -> Floats:
        sd, correlation = _correlations(sums, k)
        return _omega(sd, *_one_factor(correlation, loadings, steps=300, precision=1e-6))

    return pending.at(float(_omega(sd, loadings, unique)[0]), bca(table, _products, figure, rng, resamples=resamples))


def _feldt(alpha: float, n: int, k: int) -> Interval:
    """Feldt, Woodruff and Salih (1987), formulas 6 and 7."""
    if alpha >= 1 - 1e-12:
        return UNKNOWN
    low, high = special.fdtri(n - 1, (n - 1) * (k - 1), [0.975, 0.025])
    return float(1 - (1 - alpha) * low), float(1 - (1 - alpha) * high)


def _complete(answers: npt.ArrayLike) -> Floats:
    """Respondents × statements, those who answered all."""
    table = floats(answers)
    return np.asarray(table[~np.isnan(table).any(axis=1)])


def _products(cases: Floats) -> Floats:
    """What covariances need of some cases: their number, sums and sums of products."""
    return np.concatenate([[len(cases)], cases.sum(axis=0), (cases.T @ cases).ravel()])


def _correlations(sums: Floats, k: int) -> tuple[Floats, Floats]:
    """Standard deviations and correlations from `_products`, one row per resample; NaN where an item does not vary."""
    n, totals, products = sums[:, 0], sums[:, 1 : k + 1], sums[:, k + 1 :].reshape(-1, k, k)
    covariance = (products - totals[:, :, None] * totals[:, None, :] / n[:, None, None]) / (n - 1)[:, None, None]
    variance = np.diagonal(covariance, axis1=1, axis2=2)
    sd = np.sqrt(np.where(variance > 1e-12, variance, np.nan))
    return sd, np.asarray(covariance / (sd[:, :, None] * sd[:, None, :]))


def _omega(sd: Floats, loadings: Floats, unique: Floats) -> Floats:
    common = (sd * loadings).sum(axis=1) ** 2
    return np.asarray(common / (common + (sd**2 * unique).sum(axis=1)))


def _one_factor(correlation: Floats, start: Floats, *, steps: int, precision: float) -> tuple[Floats, Floats]:
    """Loadings and uniquenesses of one factor by maximum likelihood (EM), for several correlation matrices at once.

    Each is worked on until it moves no more: most resamples settle early, and a few take all the steps. Matrices stand in the last
    axis, so that sums over the few statements run over long rows.
    """
    matrices = np.ascontiguousarray(np.moveaxis(correlation, 0, 2))
    loadings = np.array(np.broadcast_to(start, correlation.shape[:2]).T)
    unique = np.clip(1 - loadings**2, BOUNDARY, None)
    found, own = loadings.copy(), unique.copy()
    at = np.arange(correlation.shape[0])
    for _ in range(0, steps, _BETWEEN):
        for _ in range(_BETWEEN - 1):
            loadings, unique = _em_step(matrices, loadings, unique)
        before = loadings
        loadings, unique = _em_step(matrices, before, unique)
        found[:, at], own[:, at] = loadings, unique
        moves = np.abs(loadings - before).max(axis=0) >= precision  # false as well where there is no number
        at, matrices, loadings, unique = at[moves], matrices[:, :, moves], loadings[:, moves], unique[:, moves]
        if not len(at):
            break
    return found.T, own.T


def _em_step(matrices: Floats, loadings: Floats, unique: Floats) -> tuple[Floats, Floats]:
    """One step of EM: Rubin and Thayer (1982), with one factor."""
    weighted = loadings / unique
    beta = weighted / (1 + (weighted * loadings).sum(axis=0))
    carried = np.einsum("ijn,jn->in", matrices, beta)
    new = carried / ((beta * carried).sum(axis=0) + 1 - (beta * loadings).sum(axis=0))
    return new, np.maximum(1 - new * carried, 1e-6)
