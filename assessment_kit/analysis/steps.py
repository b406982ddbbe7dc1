"""The four steps in their order, each with its analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from assessment_kit.analysis import architecture, metrics, practices, roles
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.views import with_views
from assessment_kit.engagement.folder import SURVEY
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method, Step

ANALYSES: Mapping[Step, Callable[[Engagement, Method], StepResult]] = {
    "architecture": architecture.analyse,
    "roles": roles.analyse,
    "metrics": metrics.analyse,
    "practices": practices.analyse,
}


@dataclass(frozen=True)
class Analysed:
    """One step, as its analysis left it, and the lists that it looked at."""

    result: StepResult
    read: frozenset[str]


def analysed(engagement: Engagement, method: Method) -> dict[Step, StepResult]:
    """The results of the four steps, and where the sources of one thing part across them."""
    return together(engagement, method, each(engagement, method))


def each(
    engagement: Engagement, method: Method, before: Engagement | None = None, done: Mapping[Step, Analysed] | None = None
) -> dict[Step, Analysed]:  # fmt: skip
    """The four steps, each by itself; of an engagement that was analysed `before`, only the steps whose sources changed are done anew.

    Parameters
    ----------
    before, done : the engagement of the last time and what came out, under the same method.
    """
    found = {}
    for step, analyse in ANALYSES.items():
        old = (done or {}).get(step)
        same = old is not None and before is not None and _same(step, engagement, before, method, old.read)
        found[step] = old if old is not None and same else _analysed(analyse, engagement, method)
    return found


def together(engagement: Engagement, method: Method, steps: Mapping[Step, Analysed]) -> dict[Step, StepResult]:
    """The steps with what is told across them."""
    return with_views(engagement, method, {step: one.result for step, one in steps.items()})


def _analysed(analyse: Callable[[Engagement, Method], StepResult], engagement: Engagement, method: Method) -> Analysed:
    noted = _Noted(engagement.tables)
    result = analyse(replace(engagement, tables=noted), method)
    return Analysed(result, frozenset(noted.names))


def _same(step: Step, now: Engagement, before: Engagement, method: Method, read: frozenset[str]) -> bool:
    """Nothing that the step looked at is otherwise: settings, survey, its own answers, its lists and where their rows stand."""
    if now.settings != before.settings or _survey_files(now) != _survey_files(before):
        return False
    items = [item.id for item in method.items.values() if item.step == step]
    told, said = (e.answers[e.answers["item_id"].isin(items)].reset_index(drop=True) for e in (now, before))
    if not told.equals(said):
        return False
    return all(
        (name in now.tables) == (name in before.tables) and now.sources.get(name) == before.sources.get(name)
        and now.table(name).equals(before.table(name))
        for name in read
    )  # fmt: skip


def _survey_files(engagement: Engagement) -> dict[str, str]:
    return {name: digest for name, digest in engagement.digests.items() if name.startswith(f"{SURVEY}/")}


class _Noted(Mapping[str, pd.DataFrame]):
    """The lists of a client, which note whoever is asked for."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> pd.DataFrame:
        self.names.add(name)
        return self._tables[name]

    def __contains__(self, name: object) -> bool:
        self.names.add(str(name))
        return name in self._tables

    def __iter__(self) -> Iterator[str]:
        self.names.update(self._tables)
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)
