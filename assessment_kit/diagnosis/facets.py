"""The three facets of each element, each measured from the client's lists and from answers, each with its n and interval.

Exists: is there such a practice? Works: does it do its job? Carries process: is process management in it? A facet's value is
the mean over its sources (lists, interviews, survey), weighted as the method says; a source below its least n is left out.
One observation is one row of a list (1 counts, 0 does not), one interview (its mean position on the scale of 1 to 5, as 0 to 1)
or one respondent (the share of the facet's statements that he or she agrees with).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.scoring import interview_scores, survey_scores
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.diagnosis.sentences import say
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import FACETS, Element, Item, Method

Source: TypeAlias = Literal["lists", "interviews", "survey"]
MANY = 2000
"""From this many observations on a resampled mean is drawn from its normal distribution instead of row by row."""


@dataclass(frozen=True)
class Measure:
    """One source's view of a facet: `values` are its observations, 0–1."""

    source: Source
    says: str
    values: np.ndarray
    evidence: tuple[str, ...]

    @property
    def n(self) -> int:
        return len(self.values)

    @property
    def value(self) -> float:
        return float(self.values.mean())

    def resample(self, rng: np.random.Generator, times: int) -> np.ndarray:
        """Means of `times` samples of the observations, drawn with replacement."""
        if self.n > MANY:
            return np.clip(rng.normal(self.value, self.values.std() / np.sqrt(self.n), times), 0, 1)
        return np.asarray(self.values[rng.integers(0, self.n, (times, self.n))].mean(axis=1))


@dataclass(frozen=True)
class FacetValue:
    """A facet of an element: its value 0–1 (None: not enough evidence), interval, and the measures behind it.

    `draws` are the resampled values, for the firmness of the letter; empty where the value is None.
    """

    element: str
    facet: str
    value: float | None
    low: float
    high: float
    measures: tuple[Measure, ...]
    too_few: tuple[Measure, ...]
    draws: np.ndarray

    @property
    def n(self) -> int:
        return sum(m.n for m in self.measures)


def facet_values(engagement: Engagement, method: Method, figures: Figures) -> dict[str, FacetValue]:
    """Every facet of every element, by ``E1.exists``."""
    rng = np.random.default_rng(method.thresholds.seed)
    told = interview_scores(engagement)
    return {
        f"{element.id}.{facet}": _combine(element.id, facet, _measures(element, facet, engagement, method, figures, told), method, rng)
        for element in method.elements.values()
        for facet in FACETS
    }  # fmt: skip


def _measures(
    element: Element, facet: str, engagement: Engagement, method: Method, figures: Figures, told: pd.DataFrame
) -> list[Measure]:
    items = [i for i in method.items.values() if i.element == element.id and i.facet == facet]
    found = [_from_list(name, method, figures) for name in element.inventory.get(facet, [])]  # type: ignore[call-overload]
    found += [_from_interviews(items, told), _from_survey(items, engagement)]
    return [m for m in found if m is not None]


def _from_list(name: str, method: Method, figures: Figures) -> Measure | None:
    row = figures.get(name)
    if row is None or words.missing(row["value"]):
        return None
    n, value = int(row["n"]), float(row["value"])  # type: ignore[call-overload,arg-type]
    hits = round(value * n)
    # A share that is not a plain count of rows keeps its mean: the rest is spread over the observations.
    values = np.concatenate([np.ones(hits), np.zeros(n - hits)]) + (value - hits / n)
    return Measure("lists", say(method.indicators[name].says, row), np.clip(values, 0, 1), tuple(row["evidence"]))  # type: ignore[arg-type]


def _from_interviews(items: list[Item], told: pd.DataFrame) -> Measure | None:
    answers = told[told["item_id"].isin([i.id for i in items])]
    if answers.empty:
        return None
    positions = ((answers["score"] - 1) / 4).groupby(answers["interview"]).mean()
    mean = words.number(1 + 4 * float(positions.mean()), 1)
    says = f"{words.plural(len(positions), 'interview')}: {mean} on average on a scale of 1 to 5"
    return Measure("interviews", says, positions.to_numpy(dtype=float), tuple(answers["ref"]))


def _from_survey(items: list[Item], engagement: Engagement) -> Measure | None:
    columns = {i.id: survey_scores(engagement, i) for i in items}
    least = engagement.settings.minimum_group
    columns = {name: scores for name, scores in columns.items() if len(scores)}
    if not columns:
        return None
    # a statement that few answered would be told by the facet less the other statements
    columns = {name: scores for name, scores in columns.items() if len(scores) >= least}
    if not columns:
        return Measure("survey", f"fewer than {words.count_word(least)} people answered in the survey", np.empty(0), ())
    agrees = pd.concat([(scores >= 4).astype(float).rename(name) for name, scores in columns.items()], axis=1)
    shares = agrees.mean(axis=1).to_numpy(dtype=float)
    turned = any(i.statement is not None and i.statement.reversed for i in items if i.id in columns)
    if len(columns) == 1:
        verb = "gave the better answer" if turned else "agree"
        says = f"{words.number(shares.sum())} of {words.number(len(shares))} {verb} in the survey"
    else:
        told = "better answers" if turned else "agreement"
        says = (
            f"{words.percent(shares.mean())} {told} over {len(columns)} statements, {words.number(len(shares))} people"
        )
    return Measure("survey", says, shares, tuple(f"survey:{name}" for name in columns))


def _combine(element: str, facet: str, measures: list[Measure], method: Method, rng: np.random.Generator) -> FacetValue:
    limits = method.thresholds
    least = {"lists": limits.minimum_rows, "interviews": limits.minimum_interviews, "survey": limits.minimum_survey}
    weight = {"lists": limits.inventory_weight, "interviews": limits.interview_weight, "survey": limits.survey_weight}
    enough = [m for m in measures if m.n >= least[m.source] and weight[m.source] > 0]
    few = tuple(m for m in measures if m.n < least[m.source])
    if not enough:
        return FacetValue(element, facet, None, np.nan, np.nan, (), few, np.empty(0))
    # several lists share the weight of their source, so that many small lists do not outvote the people who were asked
    shared = np.array([weight[m.source] / sum(o.source == m.source for o in enough) for m in enough])
    shared /= shared.sum()
    value = float(shared @ [m.value for m in enough])
    draws = shared @ np.stack([m.resample(rng, limits.resamples) for m in enough])
    low, high = np.quantile(draws, [0.025, 0.975])
    return FacetValue(element, facet, value, float(low), float(high), tuple(enough), few, draws)


def as_figures(facets: Mapping[str, FacetValue]) -> dict[str, dict[str, object]]:
    """Facets in the form of indicators, so that conditions and sentences can name them."""
    return {
        name: {
            "indicator_id": name, "subject": "", "value": f.value, "unit": "share", "count": np.nan, "n": f.n, "low": f.low,
            "high": f.high, "basis": "sample", "examples": (), "evidence": tuple(r for m in f.measures for r in m.evidence),
        }
        for name, f in facets.items()
    }  # fmt: skip
