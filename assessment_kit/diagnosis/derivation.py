"""Why this letter: the way from the answers to the letter, step by step, so that it can be followed by hand.

letter ← three facets, each a yes or a no at the threshold ← the mean of up to three sources, with their weights ← the measures of
each source ← what they are made of: rows of a list, interview questions by topic, statements of the survey.

Nothing is computed anew that the letter rests on: the steps hold the figures that made it, and what each was counted from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assessment_kit.analysis.scoring import interview_scores, survey_scores
from assessment_kit.analysis.statuses import Statuses, of_interviews, of_statement
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.facets import FacetValue, Measure
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import FACETS, Item, Letter

SOURCES = ("lists", "interviews", "survey")


@dataclass(frozen=True)
class Asked:
    """One topic of the interviews: the mean score, 1 to 5, over `statuses.answered` interviews, with the lowest and the highest.

    mean, low, high are None where fewer answered than an interview figure needs.
    """

    topic: str
    question: str
    mean: float | None
    low: float | None
    high: float | None
    statuses: Statuses


@dataclass(frozen=True)
class Stated:
    """One statement of the survey. better : how many of those who answered gave the better answer, after a reversed one was turned."""

    item_id: str
    text: str
    turned: bool
    better: int
    statuses: Statuses

    @property
    def share(self) -> float:
        return self.better / self.statuses.answered


@dataclass(frozen=True)
class MeasureStep:
    """One measure of a source. counted : it is in the mean; otherwise it has too few rows or answers."""

    says: str
    indicator: str
    value: float | None
    n: int
    counted: bool
    evidence: tuple[str, ...]


@dataclass(frozen=True)
class SourceStep:
    """One source of a facet: the mean of its measures, and how much it counts beside the other sources.

    value : None where nothing of it is counted. least : rows or answers that it takes. silent : the lists' figures that are not known.
    held_back : statements that fewer people answered than may be shown; they are in no figure.
    """

    source: str
    value: float | None
    weight: float
    least: int
    measures: tuple[MeasureStep, ...]
    asked: tuple[Asked, ...] = ()
    stated: tuple[Stated, ...] = ()
    silent: tuple[str, ...] = ()
    held_back: int = 0

    @property
    def counted(self) -> tuple[MeasureStep, ...]:
        return tuple(m for m in self.measures if m.counted)


@dataclass(frozen=True)
class FacetStep:
    """One of the three questions. yes : the value reaches the threshold; None where the question has no value."""

    facet: str
    value: float | None
    threshold: float
    yes: bool | None
    interval: FacetValue
    sources: tuple[SourceStep, ...]

    @property
    def counted(self) -> tuple[SourceStep, ...]:
        return tuple(s for s in self.sources if s.value is not None)


@dataclass(frozen=True)
class Derivation:
    """All steps to one letter; `verdict` holds the letter itself, its firmness, and the consultant's own where there is one."""

    verdict: Verdict
    facets: tuple[FacetStep, ...]

    @property
    def computed(self) -> Letter:
        return self.verdict.computed


@dataclass(frozen=True)
class _Answers:
    """The answers of a client, read once for all elements."""

    engagement: Engagement
    scores: Mapping[str, Sequence[float]]
    statuses: Mapping[str, Statuses]
    least: int

    def asked(self, item: Item) -> Asked | None:
        """None where no interview lists the item."""
        found = self.statuses.get(item.id)
        if found is None:
            return None
        scores = self.scores.get(item.id, ())
        if len(scores) < self.least:
            return Asked(item.topic, item.question, None, None, None, found)
        return Asked(item.topic, item.question, sum(scores) / len(scores), min(scores), max(scores), found)

    def stated(self, item: Item) -> Stated | None:
        """None where the statement was not in the survey, or fewer answered it than may be shown."""
        found = of_statement(self.engagement, item.id)
        if found is None or item.statement is None:
            return None
        better = int((survey_scores(self.engagement, item) >= 4).sum())
        return Stated(item.id, item.statement.text, item.statement.reversed, better, found)


def derivations(assessment: Assessment) -> tuple[Derivation, ...]:
    """The derivation of every letter, in the order of the elements. Pure."""
    told = interview_scores(assessment.engagement).groupby("item_id")["score"]
    answers = _Answers(
        assessment.engagement,
        {str(item): [float(score) for score in scores] for item, scores in told},
        of_interviews(assessment.engagement),
        assessment.method.thresholds.minimum_interviews,
    )
    return tuple(
        Derivation(verdict, tuple(_facet(verdict, facet, assessment, answers) for facet in FACETS))
        for verdict in assessment.verdicts.values()
    )


def _facet(verdict: Verdict, name: str, assessment: Assessment, answers: _Answers) -> FacetStep:
    facet, yes = verdict.facets[name], assessment.method.thresholds.yes.value
    items = [i for i in assessment.method.items.values() if i.element == verdict.element.id and i.facet == name]
    reached = None if facet.value is None else facet.value >= yes
    return FacetStep(
        name, facet.value, yes, reached, facet,
        tuple(_source(source, facet, verdict, items, assessment, answers) for source in SOURCES),
    )  # fmt: skip


def _source(
    source: str, facet: FacetValue, verdict: Verdict, items: Sequence[Item], assessment: Assessment, answers: _Answers
) -> SourceStep:
    limits = assessment.method.thresholds
    weight, least = {
        "lists": (limits.inventory_weight, limits.minimum_rows),
        "interviews": (limits.interview_weight, limits.minimum_interviews),
        "survey": (limits.survey_weight, limits.minimum_survey),
    }[source]
    counted = [m for m in facet.measures if m.source == source]
    few = [m for m in facet.too_few if m.source == source]
    measures = (*(_measure(m, counted=True) for m in counted), *(_measure(m, counted=False) for m in few))
    value = sum(m.value for m in counted) / len(counted) if counted else None
    if source == "lists":
        known = {m.indicator for m in measures}
        names = verdict.element.inventory.get(facet.facet, [])  # type: ignore[call-overload]
        silent = tuple(assessment.method.indicators[i].name for i in names if i not in known)
        return SourceStep(source, value, weight, least, measures, silent=silent)
    if source == "interviews":
        return SourceStep(source, value, weight, least, measures, asked=tuple(filter(None, map(answers.asked, items))))
    return SourceStep(source, value, weight, least, measures, stated=tuple(filter(None, map(answers.stated, items))),
                      held_back=_held_back(items, assessment.engagement))  # fmt: skip


def _measure(measure: Measure, *, counted: bool) -> MeasureStep:
    value = measure.value if measure.n else None
    return MeasureStep(measure.says, measure.indicator, value, measure.n, counted, measure.evidence)


def _held_back(items: Sequence[Item], engagement: Engagement) -> int:
    """Statements that were in the survey and that fewer people answered than may be shown, though somebody did."""
    counts = [len(survey_scores(engagement, item)) for item in items if item.statement is not None]
    return sum(0 < n < engagement.settings.minimum_group for n in counts)
