"""For every situation two tiny engagements: one in which it is found, and one, a hair different, in which it is not.

A case goes the whole way: rows as a client would hand them over, the analysis, the condition, the sentences. Each file here holds
the cases of one step in `PAIRS`; tests/diagnosis/test_situation_pairs.py runs them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from assessment_kit.analysis.masking import shareable
from assessment_kit.analysis.steps import ANALYSES
from assessment_kit.analysis.views import with_views
from assessment_kit.diagnosis.facets import as_figures, facet_values
from assessment_kit.diagnosis.matching import Figures, figures_by_id, match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.engagement.model import Survey
from assessment_kit.method import load_method
from assessment_kit.method.conditions import leaves
from assessment_kit.method.model import Step
from tests.builders import engagement as build

Rows = Mapping[str, Any]
"""The keywords of `tests.builders.engagement`: tables by name, `interviews`, `survey`, `settings`."""

METHOD = load_method()


@dataclass(frozen=True)
class Pair:
    """One situation: `found` is a client that has it, `not_found` one that differs in a single row, answer or setting.

    because : the client in words, and the figure by which the two differ, as worked by hand.
    says : words that the headline or the fact must hold for the first client, with the figures worked by hand.
    """

    situation: str
    found: Rows
    not_found: Rows
    because: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """Whether the situation holds (None: not known), and what is said of it where it does."""

    holds: bool | None
    text: str = ""


def tell(rows: Rows, situation_id: str) -> Told:
    """Take the rows through analysis, condition and sentences."""
    situation = METHOD.situations[situation_id]
    figures = _figures(rows, _steps(situation_id), facets=any("facet" in leaf for leaf in leaves(situation.when)))
    holds = match(situation.when, figures, METHOD.thresholds.minimum_rows).holds
    if not holds:
        return Told(holds)
    headline, fact = fill(situation.headline, figures), fill(situation.fact, figures)
    assert headline is not None, f"{situation_id} holds and its headline cannot be said"
    assert fact is not None, f"{situation_id} holds and its fact cannot be said"
    return Told(True, f"{headline} {fact}")


def _steps(situation_id: str) -> tuple[Step, ...]:
    """The step of the situation first; the others only where its condition or its sentences name their figures."""
    situation = METHOD.situations[situation_id]
    named = repr((situation.when, situation.headline, situation.fact))
    if "facet" in named:
        return tuple(ANALYSES)
    owners = {METHOD.indicators[i].step for i in METHOD.indicators if i in named}
    owners |= {METHOD.items[i].step for i in METHOD.items if i in named}
    return tuple(step for step in ANALYSES if step in owners | {situation.step})


def _figures(rows: Rows, steps: tuple[Step, ...], *, facets: bool) -> Figures:
    client = shareable(build(**rows))
    results = with_views(client, METHOD, {step: ANALYSES[step](client, METHOD) for step in steps})
    frames = [result.indicators for result in results.values()]
    figures = figures_by_id(pd.concat(frames, ignore_index=True))
    return figures | as_figures(facet_values(client, METHOD, figures)) if facets else figures


def differing(one: Rows, other: Rows) -> int:
    """How many rows, answers, people and settings are not the same in the two; a changed one counts once."""
    return sum(_apart(one.get(name), other.get(name)) for name in {*one, *other})


def _apart(one: Any, other: Any) -> int:
    if isinstance(one, Survey) or isinstance(other, Survey):
        return _unpaired(_people(one), _people(other))
    if isinstance(one or other, Mapping):
        return _unpaired(_entries(one), _entries(other))
    return _unpaired([repr(r) for r in one or ()], [repr(r) for r in other or ()])


def _people(survey: Survey | None) -> list[str]:
    if survey is None:
        return []
    frame = survey.people.drop(columns="respondent").join(survey.scores).join(survey.status.add_suffix(" status"))
    return [repr(row) for row in frame.to_dict("records")]


def _entries(settings: Mapping[str, Any] | None) -> list[str]:
    return [repr(entry) for entry in (settings or {}).items()]


def _unpaired(one: list[str], other: list[str]) -> int:
    left = list(one)
    rest = [row for row in other if row not in left or left.remove(row)]  # type: ignore[func-returns-value]
    return max(len(left), len(rest))
