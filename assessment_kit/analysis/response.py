"""Who did not answer: the rate of each group against the rest, and whether those who answered late answered otherwise.

How late somebody answers is the usual hint of what those would have said who never did (Armstrong and Overton 1977, Journal of
Marketing Research 14, 396–402): a hint, and no proof. Groups and thirds are shown only as `confidentiality` allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from assessment_kit.analysis.comparisons import (
    Difference,
    benjamini_hochberg,
    difference_of_means,
    difference_of_shares,
)
from assessment_kit.analysis.confidentiality import may_stand_apart, placed
from assessment_kit.analysis.scoring import survey_scores
from assessment_kit.analysis.taking_part import Turnout, turnout
from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.method.model import Method
from assessment_kit.method.thresholds import ResponseLimits

Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Heard:
    """One group: who answered of those asked, and how its rate differs from that of all others.

    apart : the group's rate less that of the rest, with interval and Cohen's h; None where either is not known. chance : its p value after
    Benjamini and Hochberg over the groups of the table. missing : answered less often than the rest by more than chance and by
    more than a trifle.
    """

    turnout: Turnout
    apart: Difference | None = None
    chance: float = float("nan")
    missing: bool = False

    @property
    def rate(self) -> float | None:
        """The share of those asked who answered: counted, not estimated, so that it has no interval."""
        asked = self.turnout.asked
        return self.turnout.answered / asked if asked else None


@dataclass(frozen=True)
class EarlyLate:
    """One statement by the first third of those who answered and by the last.

    early, late : mean score, with 5 as the better end; n of each stands in `apart`. apart : late less early, with interval and Hedges' g.
    chance : its p value after Benjamini and Hochberg over the statements. clear : more than chance, and more than a trifle.
    """

    item_id: str
    text: str
    early: float
    late: float
    apart: Difference
    chance: float = float("nan")
    clear: bool = False

    @property
    def lower(self) -> bool:
        return self.late < self.early


def heard(engagement: Engagement, by: Literal["level", "function"], limits: ResponseLimits) -> list[Heard]:
    """Each group that may be shown, in the order of `turnout`; the rest are those of whom it is known how many were asked."""
    groups = turnout(engagement, by)
    known = [t for t in groups if t.asked]
    answered, asked = sum(t.answered for t in known), sum(t.asked or 0 for t in known)
    found = []
    for t in groups:
        apart = None
        if t.asked and len(known) > 1:
            apart = difference_of_shares(t.answered, t.asked, answered - t.answered, asked - t.asked)
        found.append(Heard(t, apart))
    chances = _chances([h.apart for h in found])
    return [
        replace(h, chance=q, missing=bool(_told(h.apart, q, limits) and h.apart and (h.apart.value or 0) < 0))
        for h, q in zip(found, chances, strict=True)
    ]


def thirds(survey: Survey) -> tuple[Marks, Marks]:
    """Who answered first and who last, a third each by the time of finishing (of starting, where that is not known).

    Who has neither time is in none. Nobody is in either where all times are the same.
    """
    when = survey.people["finished"].fillna(survey.people["started"])
    known = np.flatnonzero(when.notna().to_numpy())
    first, last = np.zeros(len(survey), dtype=bool), np.zeros(len(survey), dtype=bool)
    if when.nunique() > 1:
        ranked = known[np.argsort(when.to_numpy()[known], kind="stable")]
        size = len(known) // 3
        first[ranked[:size]] = last[ranked[len(known) - size :]] = True
    return first, last


def early_late(engagement: Engagement, method: Method) -> list[EarlyLate]:
    """Every statement of which both thirds may be shown, the clearest fall first; empty without times or with too few people."""
    survey, limits, least = engagement.survey, method.thresholds.response, engagement.settings.minimum_group
    if survey is None:
        return []
    first, last = thirds(survey)
    found = []
    for item in method.items.values():
        scores = survey_scores(engagement, item)
        early, late = first[scores.index], last[scores.index]
        if item.statement is None or min(early.sum(), late.sum()) < max(limits.least_third, least):
            continue
        if not may_stand_apart(placed(survey).take(scores.index.to_numpy()), (early, late), least):
            continue
        values = scores.to_numpy()
        apart = difference_of_means(values[late], values[early])
        found.append(
            EarlyLate(item.id, item.statement.text, float(values[early].mean()), float(values[late].mean()), apart)
        )
    chances = _chances([s.apart for s in found])
    judged = [replace(s, chance=q, clear=_told(s.apart, q, limits)) for s, q in zip(found, chances, strict=True)]
    return sorted(judged, key=lambda s: (not s.clear, s.late - s.early, s.text))


def _chances(compared: Sequence[Difference | None]) -> list[float]:
    """P values after Benjamini and Hochberg; NaN where nothing was compared."""
    p = [float("nan") if d is None or d.p is None else d.p for d in compared]
    return [float(q) for q in benjamini_hochberg(p)]


def _told(apart: Difference | None, chance: float, limits: ResponseLimits) -> bool:
    """More than chance, and no trifle."""
    return (
        apart is not None
        and apart.effect is not None
        and chance <= limits.chance
        and abs(apart.effect) >= limits.effect
    )
