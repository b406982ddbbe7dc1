"""What the answers that nobody seems to have read do to the figures: statements, facets and letters with and without them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from assessment_kit.analysis.careless import Careless, Marks, careless, without
from assessment_kit.analysis.confidentiality import may_leave_out, may_stand_apart, placed
from assessment_kit.analysis.scoring import survey_scores
from assessment_kit.analysis.survey_tally import AGREES
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.facets import FacetValue, Measure, facet_values
from assessment_kit.diagnosis.letters import decide
from assessment_kit.engagement.model import Survey
from assessment_kit.method.model import FACETS, Element, Letter

LEAST_RERUNS = 100
"""Without them only values are wanted, no firmness: the fewest re-runs that the method allows."""


@dataclass(frozen=True)
class Moved:
    """A figure that these answers move by more than the method lets pass: a share with them and without, and how many answered."""

    id: str
    share: float
    left: float
    n: int
    n_left: int


@dataclass(frozen=True)
class MovedLetter:
    element: Element
    letter: Letter
    left: Letter


@dataclass(frozen=True)
class CarelessAnswers:
    """found : who shows which sign. may_tell : whether any figure may be shown with and without them.

    statements : by item (the share who give the better answer). facets : as ``E1.works`` (the value over all its sources; n of the
    survey). letters : those that would be others without these answers. Empty where nothing moves, or nothing may be told.
    """

    found: Careless
    may_tell: bool
    statements: tuple[Moved, ...] = ()
    facets: tuple[Moved, ...] = ()
    letters: tuple[MovedLetter, ...] = ()


@dataclass(frozen=True)
class _Split:
    """May figures be shown with and without those who are flagged? found : what was settled, by statement."""

    survey: Survey
    flagged: Marks
    least: int
    found: dict[str, bool] = field(default_factory=dict)

    def may(self, name: str) -> bool:
        """A figure of this statement."""
        if name not in self.found:
            who = np.flatnonzero(self.survey.scores[name].notna())
            out = self.flagged[who]
            self.found[name] = not out.any() or may_stand_apart(placed(self.survey).take(who), (out,), self.least)
        return self.found[name]

    def may_all(self, asked: Measure) -> bool:
        """Of a facet each statement is split: where one may not be, the facet less the other statements would tell it."""
        return all(self.may(ref.removeprefix("survey:")) for ref in asked.evidence)


def careless_answers(assessment: Assessment) -> CarelessAnswers | None:
    """None without a survey that may be shown."""
    engagement, limits = assessment.engagement, assessment.method.thresholds.careless
    survey, least = engagement.survey, engagement.settings.minimum_group
    if survey is None or len(survey) < least:
        return None
    found = careless(survey, limits)
    if not found.count or not may_leave_out(found.count, len(survey), least):
        return CarelessAnswers(found, may_tell=False)
    if not may_stand_apart(placed(survey), (found.flagged,), least):
        return CarelessAnswers(found, may_tell=False)
    values = _facets_without(assessment, found.flagged)
    split = _Split(survey, found.flagged, least)
    limit = limits.difference
    return CarelessAnswers(
        found,
        may_tell=True,
        statements=_ranked(_statements(assessment, split), limit),
        facets=_ranked(_facets(assessment, split, values), limit),
        letters=tuple(_letters(assessment, split, values)),
    )


def _ranked(moved: Iterator[Moved], limit: float) -> tuple[Moved, ...]:
    """Those that move by more than the limit, the farthest first."""
    return tuple(
        sorted((m for m in moved if abs(m.share - m.left) > limit), key=lambda m: (-abs(m.share - m.left), m.id))
    )


def _statements(assessment: Assessment, split: _Split) -> Iterator[Moved]:
    for item in assessment.method.items.values():
        scores = survey_scores(assessment.engagement, item)
        out = split.flagged[scores.index]
        if len(scores) and split.may(item.id):
            better = scores.to_numpy() >= AGREES
            yield Moved(item.id, float(better.mean()), float(better[~out].mean()), len(scores), int((~out).sum()))


def _facets_without(assessment: Assessment, flagged: Marks) -> Mapping[str, FacetValue]:
    limits = assessment.method.thresholds.model_copy(update={"resamples": LEAST_RERUNS})
    method = assessment.method.model_copy(update={"thresholds": limits})
    return facet_values(without(assessment.engagement, flagged), method, assessment.figures)


def _facets(assessment: Assessment, split: _Split, values: Mapping[str, FacetValue]) -> Iterator[Moved]:
    for verdict in assessment.verdicts.values():
        for facet in verdict.facets.values():
            name = f"{facet.element}.{facet.facet}"
            asked, left = _in_survey(facet), _in_survey(values[name])
            if asked is None or left is None or asked.statements != left.statements:
                continue
            if facet.value is None or values[name].value is None or not split.may_all(asked):
                continue
            yield Moved(name, facet.value, float(values[name].value or 0), asked.n, left.n)


def _letters(assessment: Assessment, split: _Split, values: Mapping[str, FacetValue]) -> Iterator[MovedLetter]:
    """The rules' letters, with and without; not told where the survey behind one of the facets may not be split."""
    for name, verdict in assessment.verdicts.items():
        asked = [m for f in verdict.facets.values() if (m := _in_survey(f)) is not None]
        if all(split.may_all(m) for m in asked):
            exists, works, carries = (values[f"{name}.{f}"].value for f in FACETS)
            left = decide(exists, works, carries, assessment.method.thresholds.yes.value)
            if left != verdict.computed:
                yield MovedLetter(verdict.element, verdict.computed, left)


def _in_survey(facet: FacetValue) -> Measure | None:
    return next((m for m in facet.measures if m.source == "survey" and m.n), None)
