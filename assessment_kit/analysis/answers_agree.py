"""How well do the answers agree? The tested statistics of agreement and reliability, put to a client's survey and interviews.

Statements that fewer people answered than may be shown are in no figure; groups are those that may be shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from assessment_kit.analysis.agreement import krippendorff_alpha, mean_absolute_deviation, r_wg, weighted_kappa
from assessment_kit.analysis.confidentiality import publishable_groups
from assessment_kit.analysis.intervals import Estimate
from assessment_kit.analysis.intraclass import icc_of_groups
from assessment_kit.analysis.reliability import cronbach_alpha, mcdonald_omega
from assessment_kit.analysis.scoring import interview_scores, survey_scores, survey_table
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.agreement import agreement_figures
from assessment_kit.method.model import Item, Method

By = Literal["function", "level"]


@dataclass(frozen=True)
class OnStatement:
    """How far those who answered one statement agree. word : as the rules have it, empty where it is not estimable.

    camps : at least so many agree and so many disagree as the rule for two camps asks.
    """

    item_id: str
    text: str
    uniform: Estimate
    skewed: Estimate
    deviation: Estimate
    word: str
    camps: bool

    @property
    def divided(self) -> bool:
        """They do not agree: the lowest word."""
        return self.word == agreement_figures()["r_wg"].bands[0].word


@dataclass(frozen=True)
class OnElement:
    """Do the statements on one element measure one thing? few : fewer people answered all of them than may be told."""

    name: str
    alpha: Estimate
    omega: Estimate
    few: bool


@dataclass(frozen=True)
class ByGroup:
    """How far answers go by function or by level, over the groups that may be shown."""

    by: By
    one: Estimate
    two: Estimate


@dataclass(frozen=True)
class OfScorers:
    """Two scorers of the same answers, and several people on the same questions."""

    kappa: Estimate
    krippendorff: Estimate
    informants: Estimate


def on_statements(engagement: Engagement, items: Iterable[Item]) -> list[OnStatement]:
    """The statements that enough people answered to be shown, in the order of the items."""
    found = []
    for item in items:
        scores = survey_scores(engagement, item)
        if item.statement is not None and len(scores) >= engagement.settings.minimum_group:
            found.append(_on_statement(item, scores.to_numpy(dtype=float)))
    return found


def _on_statement(item: Item, scores: npt.NDArray[np.float64]) -> OnStatement:
    rules = agreement_figures()
    least = rules["r_wg"].least_n
    uniform = r_wg(scores, least_n=least)
    band = None if uniform.value is None else rules["r_wg"].band(uniform.value)
    camps = rules["camps"].bands[0].start
    both = min(float((scores >= 4).mean()), float((scores <= 2).mean())) >= camps
    return OnStatement(
        item.id, item.statement.text if item.statement else "", uniform, r_wg(scores, null="slightly skewed", least_n=least),
        mean_absolute_deviation(scores, least_n=least), band.word if band else "", both and len(scores) >= rules["camps"].least_n,
    )  # fmt: skip


def on_elements(engagement: Engagement, method: Method) -> list[OnElement]:
    """Alpha and omega of each element's statements; elements of which the survey holds none are left out."""
    rules, found = agreement_figures(), []
    for element in method.elements.values():
        items = [i for i in method.items.values() if i.element == element.id]
        columns = survey_table(engagement, items)
        if columns.shape[1] == 0:
            continue
        complete = int(columns.notna().all(axis=1).sum())
        rng = np.random.default_rng([method.thresholds.seed, int(element.id[1:])])
        found.append(
            OnElement(
                element.short,
                cronbach_alpha(columns, least_n=rules["alpha"].least_n),
                mcdonald_omega(columns, rng, least_n=rules["omega"].least_n),
                complete < engagement.settings.minimum_group,
            )
        )
    return found


def by_groups(engagement: Engagement, method: Method) -> list[ByGroup]:
    """ICC(1) and ICC(2) of each person's mean answer, by function and by level; empty without a survey that may be shown."""
    columns = survey_table(engagement, method.items.values())
    if engagement.survey is None or columns.shape[1] == 0:
        return []
    rules, people = agreement_figures(), engagement.survey.people
    own = columns.mean(axis=1).to_numpy(dtype=float)
    answered = ~np.isnan(own)
    found = []
    for by in cast(tuple[By, ...], ("function", "level")):
        codes = _codes(people[answered], by, engagement.settings.minimum_group)
        one = icc_of_groups(own[answered], codes, "ICC(1)", least_n=rules["icc_one"].least_n)
        two = icc_of_groups(own[answered], codes, "ICC(2)", least_n=rules["icc_two"].least_n)
        found.append(ByGroup(by, one, two))
    return found


def _codes(people: pd.DataFrame, by: By, minimum: int) -> npt.NDArray[np.intp]:
    """The group that may be shown, of each person; all of them are in one."""
    codes = np.zeros(len(people), dtype=np.intp)
    for code, group in enumerate(publishable_groups(people, by, minimum)):
        codes[group.holds(people[by]).to_numpy()] = code
    return codes


def of_scorers(engagement: Engagement, method: Method) -> OfScorers | None:
    """Agreement in the interviews; None where none was held."""
    answers, rules = engagement.answers, agreement_figures()
    if not engagement.interviews:
        return None
    pairs = answers[["score", "second_score"]].to_numpy(dtype=float, na_value=np.nan)
    table = interview_scores(engagement).pivot_table(index="item_id", columns="interview", values="score")
    seed = method.thresholds.seed
    return OfScorers(
        weighted_kappa(pairs[:, 0], pairs[:, 1], least_n=rules["kappa"].least_n),
        krippendorff_alpha(pairs, np.random.default_rng([seed, 1]), least_n=rules["krippendorff"].least_n),
        krippendorff_alpha(table, np.random.default_rng([seed, 2]), least_n=rules["informants"].least_n),
    )
