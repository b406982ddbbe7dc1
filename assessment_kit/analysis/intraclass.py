"""How much of the spread of scores lies between the things that are scored, and how much between those who score them.

`icc`: several scorers of the same things, in one of the six forms of Shrout and Fleiss. `icc_of_groups`: people in groups, such
as functions or levels. Both give an `Estimate` that names its form, "not estimable" with its reason below the least n or without
variance. For agreement on the very score see `agreement`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

from assessment_kit.analysis.intervals import UNKNOWN, Estimate, Floats, Interval, floats
from assessment_kit.words import plural

IccForm: TypeAlias = Literal["ICC(1,1)", "ICC(2,1)", "ICC(3,1)", "ICC(1,k)", "ICC(2,k)", "ICC(3,k)"]
GroupForm: TypeAlias = Literal["ICC(1)", "ICC(2)"]

FORMS: dict[str, str] = {
    "ICC(1,1)": "other scorers for each thing, one score",
    "ICC(1,k)": "other scorers for each thing, their mean",
    "ICC(2,1)": "the same scorers, standing for others, absolute agreement, one score",
    "ICC(2,k)": "the same scorers, standing for others, absolute agreement, their mean",
    "ICC(3,1)": "these scorers only, consistency, one score",
    "ICC(3,k)": "these scorers only, consistency, their mean",
    "ICC(1)": "share of variance that lies between groups",
    "ICC(2)": "reliability of the groups' means",
}

LEAST_TARGETS = 5
"""Things rated, or groups: the interval of fewer spans nearly everything."""

ALL_THE_SAME = "all things are scored alike, so there is nothing to tell apart"
NO_ERROR = "the scores agree throughout, so nothing tells how far this may move"


@dataclass(frozen=True, slots=True)
class _Anova:
    """Mean squares of things, scorers and error, with the degrees of freedom of things and of error; k scores per thing."""

    things: float
    scorers: float
    error: float
    df_things: float
    df_error: float
    k: float


def icc(ratings: npt.ArrayLike, form: IccForm = "ICC(2,1)", *, least_n: int = LEAST_TARGETS) -> Estimate:
    """Intraclass correlation of scorers, in one of the six forms of Shrout and Fleiss.

    Parameters
    ----------
    ratings : things rated × scorers; NaN where a scorer did not rate it.
    form : (1, …) each thing has other scorers; (2, …) the same scorers, who stand for others like them: the usual case of two
        interviewers; (3, …) the same scorers and no others are meant, so a constant difference between them does not count.
        (…, 1) how far one score can be trusted; (…, k) how far their mean can.

    Notes
    -----
    From the mean squares of things R, scorers C and error E (W within things), with n things and k scorers:
    ICC(1,1) = (R − W) / (R + (k − 1) W); ICC(2,1) = (R − E) / (R + (k − 1) E + k (C − E) / n); ICC(3,1) = (R − E) / (R + (k − 1) E);
    the forms of k scorers by Spearman and Brown. Intervals from the F distribution, exact for forms 1 and 3, by Satterthwaite's
    degrees of freedom for form 2 (those of 0 where the estimate is below 0). Forms 2 and 3 take the things that all scorers
    rated; form 1 those with two ratings or more, with the mean number k₀ = (N − Σ m²/N) / (n − 1) where the numbers m differ.
    Least n: LEAST_TARGETS things. A value below 0 means that scorers differ more on one thing than things from each other.
    Source: Shrout and Fleiss (1979), Psychological Bulletin 86, 420–428; McGraw and Wong (1996), Psychological Methods 1, 30–46.
    """
    table = np.atleast_2d(floats(ratings))
    known = ~np.isnan(table)
    one_way = form.startswith("ICC(1")
    table = table[known.sum(axis=1) >= 2] if one_way else table[known.all(axis=1)]
    raters = int((~np.isnan(table)).any(axis=0).sum())
    pending = Estimate.pending(f"{form}: {FORMS[form]}", len(table), least_n, raters=raters)
    if len(table) < max(least_n, 2):
        kept = "rated more than once" if one_way else "rated by all scorers"
        return pending.because(f"{plural(len(table), 'thing')} {kept}, and it takes {least_n}")
    if raters < 2:
        return pending.because("there is one scorer only")
    if one_way:
        thing, _ = np.nonzero(~np.isnan(table))
        found = _one_way(table[~np.isnan(table)], thing)
    else:
        found = _two_way(table)
    if form.startswith("ICC(2"):
        return _absolute(pending, found, len(table), mean=form.endswith("k)"))
    return _from_f(pending, found, mean=form.endswith("k)"))


def icc_of_groups(
    values: npt.ArrayLike, groups: npt.ArrayLike, form: GroupForm = "ICC(1)", *, least_n: int = LEAST_TARGETS
) -> Estimate:
    """How much belonging to a group (a function, a level) tells of people's answers: ICC(1); how far the groups' means hold: ICC(2).

    Parameters
    ----------
    values : one answer per person; NaN is no answer and is left out.
    groups : each person's group, same length. Groups of one are left out: they have no within.

    Notes
    -----
    ICC(1) = (B − W) / (B + (k₀ − 1) W), ICC(2) = (B − W) / B, from the mean squares between and within groups; k₀ as in `icc`.
    n is the number of groups, raters the mean number of people in one (rounded). The F interval is exact for groups of equal
    size. Least n: LEAST_TARGETS groups.
    Source: Bliese (2000), in Klein and Kozlowski (eds.), Multilevel Theory, Research, and Methods in Organizations, 349–381.
    """
    scores = floats(values)
    known = ~np.isnan(scores)
    scores = scores[known]
    _, code, size = np.unique(np.asarray(groups)[known], return_inverse=True, return_counts=True)
    several = size[code] >= 2
    scores, code = scores[several], np.unique(code[several], return_inverse=True)[1]
    n = int(code.max(initial=-1)) + 1
    raters = round(len(scores) / n) if n else 0
    pending = Estimate.pending(f"{form}: {FORMS[form]}", n, least_n, raters=raters)
    if n < max(least_n, 2):
        return pending.because(f"{plural(n, 'group')} of two people or more, and it takes {least_n}")
    return _from_f(pending, _one_way(scores, code), mean=form == "ICC(2)")


def _one_way(values: Floats, group: npt.NDArray[np.intp]) -> _Anova:
    sizes = np.bincount(group).astype(float)
    means = np.bincount(group, values) / sizes
    n, total = len(sizes), len(values)
    between, within = sizes @ (means - values.mean()) ** 2, ((values - means[group]) ** 2).sum()
    between, within = _cleared(between, within)
    k = (total - (sizes**2).sum() / total) / (n - 1)
    return _Anova(between / (n - 1), 0.0, within / (total - n), n - 1, total - n, k)


def _two_way(table: Floats) -> _Anova:
    n, k = table.shape
    centred = table - table.mean()
    rows, columns = centred.mean(axis=1), centred.mean(axis=0)
    rest = ((centred - rows[:, None] - columns[None, :]) ** 2).sum()
    things, scorers, error = _cleared(k * (rows @ rows), n * (columns @ columns), rest)
    df_error = (n - 1) * (k - 1)
    return _Anova(things / (n - 1), scorers / (k - 1), error / df_error, n - 1, df_error, k)


def _cleared(*squares: float) -> tuple[float, ...]:
    """What is nothing but rounding becomes zero."""
    total = sum(squares)
    return tuple(0.0 if part <= 1e-12 * total else float(part) for part in squares)


def _from_f(pending: Estimate, found: _Anova, *, mean: bool) -> Estimate:
    """The forms that depend on F = things / error alone."""

    def correlation(f: float) -> float:
        return 1 - 1 / f if mean else (f - 1) / (f + found.k - 1)

    if found.things == 0 and found.error == 0:
        return pending.because(ALL_THE_SAME)
    if found.error == 0:
        return pending.at(1.0, UNKNOWN, NO_ERROR)
    f = found.things / found.error
    if f == 0:
        return pending.because("the means do not differ at all, so there is nothing to measure")
    low = f / float(special.fdtri(found.df_things, found.df_error, 0.975))
    high = f * float(special.fdtri(found.df_error, found.df_things, 0.975))
    return pending.at(correlation(f), (correlation(low), correlation(high)))


def _absolute(pending: Estimate, found: _Anova, n: int, *, mean: bool) -> Estimate:
    """ICC(2,1) and ICC(2,k): a difference between scorers counts as error."""
    things, scorers, error, k = found.things, found.scorers, found.error, found.k
    if things == 0 and error == 0:
        return pending.because(ALL_THE_SAME)
    single = (things - error) / (things + (k - 1) * error + k * (scorers - error) / n)
    low, high = _absolute_limits(found, n, single) if single < 1 else UNKNOWN
    if mean:
        if 1 + (k - 1) * single <= 1e-9:
            return pending.because("the things rated do not differ enough from each other")
        low, high = (_spearman_brown(end, k) for end in (low, high))
        single = _spearman_brown(single, k)
    low, high = min(low, single), max(high, single)  # the last digit may say otherwise where nothing varies
    return pending.at(single, (low, high), NO_ERROR if single == 1 else "the interval has no lower end")


def _absolute_limits(found: _Anova, n: int, single: float) -> Interval:
    """McGraw and Wong (1996), table 7, case 2A, form ICC(A,1)."""
    things, scorers, error, k = found.things, found.scorers, found.error, found.k
    single = max(single, 0.0)  # below 0 the degrees of freedom would run to nothing
    a = k * single / (n * (1 - single))
    b = 1 + k * single * (n - 1) / (n * (1 - single))
    parts = (a * scorers) ** 2 / (k - 1) + (b * error) ** 2 / ((n - 1) * (k - 1))
    freedom = (a * scorers + b * error) ** 2 / parts
    lower = float(special.fdtri(n - 1, freedom, 0.975))
    upper = float(special.fdtri(freedom, n - 1, 0.975))
    rest = k * scorers + (k * n - k - n) * error
    return (
        n * (things - lower * error) / (lower * rest + n * things),
        n * (upper * things - error) / (rest + n * upper * things),
    )


def _spearman_brown(single: float, k: float) -> float:
    """The reliability of the mean of k scores from that of one; NaN where it has none."""
    return k * single / (1 + (k - 1) * single) if 1 + (k - 1) * single > 1e-9 else float("nan")
