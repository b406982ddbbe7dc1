"""Answers to figures: interviews and survey statements, each with its n and its interval.

A survey statement is turned where it is reversed (score → 6 − score), so that 5 is always the better end.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from assessment_kit.analysis.intervals import score_interval, wilson
from assessment_kit.analysis.kept import kept
from assessment_kit.analysis.result import indicator
from assessment_kit.analysis.survey_tally import tallies
from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.method.model import Item

KEPT = 10_000
"""Up to so many respondents the scores of each statement are kept once they are worked out; ten figures ask for them."""


def interview_scores(engagement: Engagement) -> pd.DataFrame:
    """Answered interview items: interview, level, function, item_id, score, ref. Two scorers are averaged."""
    return _interview_scores(engagement).copy(deep=False)


@kept
def _interview_scores(engagement: Engagement) -> pd.DataFrame:
    answers = engagement.answers
    scored = answers[answers["status"].eq("answered") & answers["score"].notna()]
    score = scored[["score", "second_score"]].mean(axis=1).astype(float)
    return scored.assign(score=score)[
        ["interview", "level", "function", "item_id", "score", "quote", "may_be_quoted", "ref"]
    ]


@dataclass(frozen=True)
class Told:
    """The answers of `interview_scores` to one item: per answer its interview, its score and its reference, in the order of the list."""

    interviews: tuple[str, ...]
    scores: np.ndarray
    refs: tuple[str, ...]


@kept
def told_by_item(engagement: Engagement) -> Mapping[str, Told]:
    """What the interviews say to each item that anybody answered."""
    answers = _interview_scores(engagement)
    names, refs = (answers[name].astype(str).tolist() for name in ("interview", "ref"))
    scores, places = answers["score"].to_numpy(dtype=float), defaultdict(list)
    for place, item in enumerate(answers["item_id"].tolist()):
        places[str(item)].append(place)
    return {
        item: Told(tuple(names[p] for p in own), scores[own], tuple(refs[p] for p in own))
        for item, own in places.items()
    }


def survey_scores(engagement: Engagement, item: Item) -> pd.Series:
    """The answered scores of one statement with 5 as the better end; empty where it was not in the survey."""
    survey = engagement.survey
    if survey is None or item.id not in survey.scores or item.statement is None:
        return pd.Series([], dtype=float)
    scored = _kept if len(survey) <= KEPT else _scored
    return scored(survey, item.id, item.statement.reversed)


def _scored(survey: Survey, item_id: str, turned: bool) -> pd.Series:
    scores = _known(survey.scores[item_id])
    return 6 - scores if turned else scores


_kept = lru_cache(maxsize=256)(_scored)


def survey_table(engagement: Engagement, items: Iterable[Item]) -> pd.DataFrame:
    """People × statements, reversed ones turned, NaN for no answer; without those that fewer people answered than may be shown."""
    people = 0 if engagement.survey is None else len(engagement.survey)
    columns: dict[str, np.ndarray] = {}
    for item in items:
        scores = survey_scores(engagement, item)
        if len(scores) >= engagement.settings.minimum_group:
            columns[item.id] = np.full(people, np.nan)
            columns[item.id][scores.index] = scores.to_numpy()
    return pd.DataFrame(columns, index=pd.RangeIndex(people), copy=False)


def _known(scores: pd.Series) -> pd.Series:
    """The answers as numbers, by the place of the respondent; of a large survey they are kept as codes of one byte."""
    if not isinstance(scores.dtype, pd.CategoricalDtype):
        return scores.dropna().astype(float)
    codes = scores.cat.codes.to_numpy()
    there = np.flatnonzero(codes >= 0)
    worth = scores.cat.categories.to_numpy(dtype=float)
    return pd.Series(worth[codes[there]] if len(worth) else np.empty(0), index=scores.index[there], dtype=float)


def everybody(engagement: Engagement, answered: int) -> int | None:
    """How many people could have answered the survey; None where it is not on record, or fewer than those who did."""
    total = engagement.settings.population.total
    return total if total is not None and total >= answered else None


def item_indicators(engagement: Engagement, items: Iterable[Item], seed: int) -> list[dict[str, object]]:
    """Per item: ``item.<id>`` the mean interview score (1–5), ``agree.<id>`` the share who agree in the survey (4 or 5).

    The survey share is left out below the smallest group that may be shown; its interval is narrower where the number of people who
    were asked is on record and most of them answered. seed : where the resamples of `score_interval` begin.
    """
    items, told = list(items), told_by_item(engagement)
    survey, settings = engagement.survey, engagement.settings
    counted = {} if survey is None else {tally.item_id: tally for tally in tallies(survey, items)}
    rows: list[dict[str, object]] = []
    for item in items:
        if item.id in told:
            scores = told[item.id].scores
            low, high = score_interval(scores, seed)
            rows.append(
                indicator(f"item.{item.id}", scores.mean(), "score", len(scores), told[item.id].refs,
                          low=low, high=high, basis="sample")
            )  # fmt: skip
        if item.id in counted and counted[item.id].n >= settings.minimum_group:
            n, agree = counted[item.id].n, counted[item.id].agree
            low, high = wilson(agree, n, population=everybody(engagement, n))
            rows.append(
                indicator(f"agree.{item.id}", agree / n, "share", n, [f"survey:{item.id}"],
                          count=agree, low=low, high=high, basis="sample")
            )  # fmt: skip
    return rows
