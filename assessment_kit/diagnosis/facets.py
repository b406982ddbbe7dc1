"""The three facets of each element, each measured from the client's lists and from answers, each with its n and interval.

Exists: is there such a practice? Works: does it do its job? Carries process: is process management in it? A facet's value is
the mean over its sources (lists, interviews, survey), weighted as the method says; a source below its least n is left out.
One observation is one row of a list (1 counts, 0 does not), one interview (its mean position on the scale of 1 to 5, as 0 to 1)
or one respondent. The survey's value is the mean of its statements' shares, and of nothing finer: a mean of each person's own share
would, beside the shares of the statements, tell what the few said who left one out. How they are resampled: diagnosis.resampling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.confidentiality import mean_of_shares
from assessment_kit.analysis.scoring import Told, survey_scores, told_by_item
from assessment_kit.analysis.survey_tally import AGREES
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.diagnosis.resampling import (
    Floats,
    Sample,
    Source,
    Sweep,
    combined,
    fixed,
    people_drawn,
    rows_drawn,
    stream,
    sweep,
)
from assessment_kit.diagnosis.sentences import say, score_words
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import phrase
from assessment_kit.method.model import FACETS, Element, Item, Method
from assessment_kit.method.thresholds import Thresholds

_NONE = np.empty(0)


@dataclass(frozen=True)
class Measure:
    """One source's view of a facet: `values` are its observations, with a mean of 0–1.

    indicator : the figure of a list; empty for answers. units : the person behind each observation, counted from 0 over all who were
    interviewed, or all in the survey; of a list there are none. answers : of each statement of the survey how many answered it, and how
    many of them gave the better answer. The values of a survey are what each person adds to the mean of the statements' shares.
    """

    source: Source
    says: str
    values: np.ndarray
    evidence: tuple[str, ...]
    indicator: str = ""
    units: np.ndarray = field(default_factory=lambda: _NONE)
    answers: tuple[tuple[int, int], ...] = ()

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def value(self) -> float:
        if self.answers:
            return mean_of_shares(self.answers)
        return float(self.values.mean())

    @property
    def statements(self) -> int:
        """How many statements of the survey it holds."""
        return len(self.answers)


@dataclass(frozen=True)
class FacetValue:
    """A facet of an element: its value 0–1 (None: not enough evidence), interval, and the measures behind it.

    weights : of each measure in the mean, together 1. draws : the resampled values under other plausible thresholds, for the firmness of
    the letter; NaN in a re-run that has too little to go by. parts : re-runs × (measures, then those of too few), the resampled mean
    of each by itself. The interval is of the value: it comes from the resamples alone, with the thresholds as they stand.
    """

    element: str
    facet: str
    value: float | None
    low: float
    high: float
    measures: tuple[Measure, ...]
    too_few: tuple[Measure, ...]
    draws: np.ndarray
    weights: tuple[float, ...] = ()
    parts: np.ndarray = field(default_factory=lambda: np.empty((0, 0)))

    @property
    def n(self) -> int:
        return sum(m.n for m in self.measures)

    @property
    def seen(self) -> tuple[Measure, ...]:
        """The measures of `parts`, in their order."""
        return (*self.measures, *(m for m in self.too_few if m.n))


def facet_values(engagement: Engagement, method: Method, figures: Figures) -> dict[str, FacetValue]:
    """Every facet of every element, by ``E1.exists``."""
    told, people = told_by_item(engagement), _interviewed(engagement)
    measures = {
        f"{element.id}.{facet}": _measures(element, facet, engagement, method, figures, told, people)
        for element in method.elements.values()
        for facet in FACETS
    }
    return facets_of(measures, method.thresholds)


def facets_of(measures: Mapping[str, Sequence[Measure]], limits: Thresholds) -> dict[str, FacetValue]:
    """Facets by ``E1.exists`` from their measures, all resampled together."""
    parts, rule = resampled(measures, limits), sweep(limits)
    return {name: _combine(name, own, parts[name], limits, rule) for name, own in measures.items()}


def resampled(measures: Mapping[str, Sequence[Measure]], limits: Thresholds) -> dict[str, list[Floats]]:
    """The resampled means of each measure: persons are drawn once for all facets, rows of a list for each by itself."""
    found: dict[tuple[str, int], Floats] = {}
    asked: tuple[Source, ...] = ("interviews", "survey")
    for source in asked:
        places = [(name, k) for name, own in measures.items() for k, m in enumerate(own) if m.source == source and m.n]
        samples = [Sample(measures[name][k].values, measures[name][k].units) for name, k in places]
        people = max((int(s.units.max()) + 1 for s in samples), default=0)
        drawn = people_drawn(samples, people, limits.resamples, stream(limits, source))
        found |= {place: drawn[:, column] for column, place in enumerate(places)}
    for name, own in measures.items():
        for k, m in enumerate(own):
            if m.source == "lists" and m.n:
                found[name, k] = rows_drawn(m.values, limits.resamples, stream(limits, f"{name} {m.indicator}"))
    nothing = np.full(limits.resamples, np.nan)
    return {name: [found.get((name, k), nothing) for k in range(len(own))] for name, own in measures.items()}


Interviewed = Mapping[str, int]
"""Interview → person: two interviews with one person are not two persons."""


def _interviewed(engagement: Engagement) -> Interviewed:
    answers = engagement.answers.drop_duplicates("interview").sort_values("interview")
    who = answers["respondent"].where(answers["respondent"].notna(), answers["interview"])
    return dict(zip(answers["interview"].astype(str), (int(code) for code in pd.factorize(who)[0]), strict=True))


def _measures(
    element: Element, facet: str, engagement: Engagement, method: Method, figures: Figures, told: Mapping[str, Told], people: Interviewed,
) -> list[Measure]:  # fmt: skip
    items = [i for i in method.items.values() if i.element == element.id and i.facet == facet]
    found = [_from_list(name, method, figures) for name in element.inventory.get(facet, [])]  # type: ignore[call-overload]
    found += [_from_interviews(items, told, people), _from_survey(items, engagement)]
    return [m for m in found if m is not None]


def _from_list(name: str, method: Method, figures: Figures) -> Measure | None:
    row = figures.get(name)
    if row is None or words.missing(row["value"]):
        return None
    n, value = int(row["n"]), float(row["value"])  # type: ignore[call-overload,arg-type]
    # of a share that is no plain count of rows one row counts in part, so that their mean is the share
    values = np.clip(value * n - np.arange(n), 0, 1)
    whole = np.round(values)
    values = np.where(np.abs(values - whole) < 1e-9, whole, values)
    return Measure("lists", say(method.indicators[name].says, row), values, tuple(row["evidence"]), name)  # type: ignore[arg-type]


def _from_interviews(items: list[Item], told: Mapping[str, Told], people: Interviewed) -> Measure | None:
    answers = [told[i.id] for i in items if i.id in told]
    if not answers:
        return None
    names, whose = np.unique([name for own in answers for name in own.interviews], return_inverse=True)
    given = np.concatenate([own.scores for own in answers])
    positions = np.bincount(whose, (given - 1) / 4) / np.bincount(whose)
    scores = score_words([1 + 4 * float(p) for p in positions])
    says = phrase(
        "{interviews}: {scores} on a scale of 1 to 5",
        interviews=words.plural(len(positions), "interview"),
        scores=scores,
    )
    units = np.array([people[str(name)] for name in names])
    return Measure("interviews", says, positions, tuple(ref for own in answers for ref in own.refs), units=units)


def _from_survey(items: list[Item], engagement: Engagement) -> Measure | None:
    columns = {i.id: survey_scores(engagement, i) for i in items}
    least = engagement.settings.minimum_group
    columns = {name: scores for name, scores in columns.items() if len(scores)}
    if engagement.survey is None or not columns:
        return None
    columns = {name: scores for name, scores in columns.items() if len(scores) >= least}
    if not columns:
        return Measure(
            "survey",
            phrase("fewer than {least} people answered in the survey", least=words.count_word(least)),
            np.empty(0),
            (),
        )
    better = {name: scores >= AGREES for name, scores in columns.items()}
    units, shares = _added_by_each(list(better.values()), len(engagement.survey))
    answers = tuple((len(own), int(own.sum())) for own in better.values())
    turned = any(i.statement is not None and i.statement.reversed for i in items if i.id in columns)
    evidence = tuple(f"survey:{name}" for name in columns)
    told = Measure("survey", "", shares, evidence, units=units, answers=answers)
    return replace(told, says=_survey_says(told, turned=turned))


def _added_by_each(better: Sequence[pd.Series], people: int) -> tuple[np.ndarray, np.ndarray]:
    """Who answered any of these statements, and what each adds to the mean of the statements' shares.

    Who left a statement out adds its share, who answered it his or her distance from the share, weighted by how many answered: the
    mean over the people is the mean of the shares, and their spread is that of the mean of shares (a sum of ratios, linearised:
    Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, section 5.7). Where all answer all it is each one's own share.
    """
    answered, added = np.zeros(people, dtype=bool), np.zeros(people)
    for own in better:  # their index is the place of the respondent
        answered[own.index] = True
    units = np.flatnonzero(answered)
    for own in better:
        share = float(own.mean())
        added += share
        added[own.index] += (own.to_numpy() - share) * (len(units) / len(own))
    return units, np.round(added[units] / len(better), 12)


def _survey_says(told: Measure, *, turned: bool) -> str:
    if told.statements == 1:
        verb = phrase("gave the better answer") if turned else phrase("agree")
        return phrase(
            "{answers} of {n} {verb} in the survey",
            answers=words.number(told.answers[0][1]),
            n=words.number(told.n),
            verb=verb,
        )
    answer = phrase("better answers") if turned else phrase("agreement")
    return phrase(
        "{value} {answer} over {statements} statements, {n} people",
        value=words.percent(told.value),
        answer=answer,
        statements=told.statements,
        n=words.number(told.n),
    )


def _combine(
    name: str, measures: Sequence[Measure], parts: Sequence[Floats], limits: Thresholds, rule: Sweep
) -> FacetValue:
    element, _, facet = name.partition(".")
    as_set = fixed(limits)
    counted = [m.n >= as_set.least[m.source][0] and as_set.weights[m.source][0] > 0 for m in measures]
    enough = [m for m, here in zip(measures, counted, strict=True) if here]
    few = tuple(m for m in measures if m.n < as_set.least[m.source][0])
    seen = [k for k, here in enumerate(counted) if here] + [
        k for k, m in enumerate(measures) if 0 < m.n < as_set.least[m.source][0]
    ]
    drawn = np.stack([parts[k] for k in seen], axis=1) if seen else np.empty((limits.resamples, 0))
    sources, counts = [measures[k].source for k in seen], [measures[k].n for k in seen]
    draws = combined(drawn, sources, counts, rule)
    if not enough:
        return FacetValue(element, facet, None, np.nan, np.nan, (), few, draws, (), drawn)
    # several lists share the weight of their source, so that many small lists do not outvote the people who were asked
    shared = np.array([as_set.weights[m.source][0] / sum(o.source == m.source for o in enough) for m in enough])
    weights = tuple(float(w) for w in shared / shared.sum())
    value = float(np.dot(weights, [m.value for m in enough]))
    alone = combined(drawn, sources, counts, as_set)
    low, high = np.nanquantile(alone, [0.025, 0.975])
    return FacetValue(element, facet, value, float(low), float(high), tuple(enough), few, draws, weights, drawn)


def as_figures(facets: Mapping[str, FacetValue]) -> dict[str, dict[str, object]]:
    """Facets in the form of indicators, so that conditions and sentences can name them."""
    return {
        name: {
            "indicator_id": name, "subject": "", "value": f.value, "unit": "share", "count": np.nan, "n": f.n, "low": f.low,
            "high": f.high, "basis": "sample", "examples": (), "evidence": tuple(r for m in f.measures for r in m.evidence),
        }
        for name, f in facets.items()
    }  # fmt: skip
