"""What would flip a letter: the smallest change of one source, or of the threshold, after which the rules give another letter.

A letter follows from three facets, and each facet from a mean of its sources. So it flips as soon as one facet that decides
crosses the threshold, and of each source it can be counted how many of its observations that takes: rows of a list that would
count or not, interviews that scored a point higher or lower, answers to statements that were the better or the poorer ones. Those
that move the mean most are taken first, so that no smaller number does it. Of the survey it is answers and not people: their
number follows from the shares of the statements, and tells nothing of what one person answered to several of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np

from assessment_kit.diagnosis.facets import FacetValue, Measure
from assessment_kit.diagnosis.letters import HAIR, Verdict, decide
from assessment_kit.method.model import FACETS, Facet, Letter
from assessment_kit.method.thresholds import Thresholds

POINT = 0.25
"""One point on a scale of 1 to 5, as a share of it."""


@dataclass(frozen=True)
class Flip:
    """So many observations of one source that, had they been better (`up`) or poorer, would make it another letter.

    A row of a list changes from one that does not count to one that does, or back; an interview by one point; an answer to a
    statement of the survey from the poorer to the better, or back.
    """

    facet: Facet
    measure: Measure
    up: bool
    count: int
    letter: Letter

    @property
    def share(self) -> float:
        """Of the source's observations; what makes a change small or large."""
        return self.count / self.of

    @property
    def of(self) -> int:
        """How many observations the source has: rows, interviews, answers to statements."""
        return sum(n for n, _ in self.measure.answers) or self.measure.n


@dataclass(frozen=True)
class ThresholdFlip:
    """The nearest threshold, in whole percent, by which it would be another letter."""

    threshold: float
    letter: Letter


def flips(verdict: Verdict, limits: Thresholds) -> tuple[Flip, ...]:
    """The smallest change of each source of each facet that decides, the smallest of all first; none without a letter."""
    if verdict.computed == "not assessed":
        return ()
    found = [flip for facet in FACETS for flip in _of_facet(verdict, facet, limits.yes.value)]
    return tuple(sorted(found, key=lambda f: f.share))


def threshold_flip(verdict: Verdict, limits: Thresholds) -> ThresholdFlip | None:
    """The nearest threshold that gives another letter, if there is one in the range that is plausible."""
    if verdict.computed == "not assessed":
        return None
    exists, works, carries = (verdict.facets[f].value for f in FACETS)
    lowest, highest = round(100 * limits.yes.low), round(100 * limits.yes.high)
    for percent in sorted(range(lowest, highest + 1), key=lambda p: abs(p / 100 - limits.yes.value)):
        letter = decide(exists, works, carries, percent / 100)
        if letter != verdict.computed:
            return ThresholdFlip(percent / 100, letter)
    return None


def _of_facet(verdict: Verdict, facet: Facet, threshold: float) -> Iterator[Flip]:
    own = verdict.facets[facet]
    if own.value is None or (facet != "exists" and verdict.computed == "B"):
        return
    up = own.value < threshold - HAIR
    values = {f: verdict.facets[f].value for f in FACETS} | {facet: 1.0 if up else 0.0}
    letter = decide(values["exists"], values["works"], values["carries_process"], threshold)
    for measure, weight in zip(own.measures, own.weights, strict=True):
        count = _least_change(own, measure, weight, threshold, up=up)
        if count is not None:
            yield Flip(facet, measure, up, count, letter)


def _least_change(facet: FacetValue, measure: Measure, weight: float, threshold: float, *, up: bool) -> int | None:
    """How many observations must change; None where not even all of them would do."""
    value = facet.value or 0.0
    if measure.answers:
        away = threshold - HAIR - value if up else value - threshold + HAIR
        return _answers_to_change(measure.answers, away / weight, up=up)
    moved = weight * np.cumsum(np.sort(moves(measure, up=up))[::-1]) / measure.n
    crosses = value + moved >= threshold - HAIR if up else value - moved < threshold - HAIR
    return int(crosses.argmax()) + 1 if crosses.any() else None


def _answers_to_change(answers: tuple[tuple[int, int], ...], away: float, *, up: bool) -> int | None:
    """How many answers move the mean of the statements' shares so far; one to a statement with few answers moves it most."""
    count = 0
    for n, better in sorted(answers):
        each, room = 1 / (n * len(answers)), n - better if up else better
        if room and room * each >= away:
            return count + max(ceil(away / each), 1)
        count, away = count + room, away - room * each
    return None


def moves(measure: Measure, *, up: bool) -> np.ndarray:
    """How far each observation would go: a row all the way, an interview one point."""
    room = 1 - measure.values if up else measure.values
    return np.minimum(room, POINT) if measure.source == "interviews" else room
