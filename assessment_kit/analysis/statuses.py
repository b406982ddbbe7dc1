"""What became of a question: answered, does not apply, don't know, not asked. Four different things, and none of them a zero."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from assessment_kit.engagement.model import Engagement

STATUSES = ("answered", "na", "unknown", "not_asked")


@dataclass(frozen=True, slots=True)
class Statuses:
    """How many people answered a question, said that it does not apply, did not know, and were not asked."""

    answered: int = 0
    na: int = 0
    unknown: int = 0
    not_asked: int = 0

    @property
    def people(self) -> int:
        return self.answered + self.na + self.unknown + self.not_asked


NOBODY = Statuses()


def of_statement(engagement: Engagement, item_id: str) -> Statuses | None:
    """The four counts of one statement over all respondents; None where it was not in the survey, or fewer answered it than may be shown.

    All of them are counts over everybody in the survey, never over a group of it.
    """
    survey = engagement.survey
    if survey is None or item_id not in survey.scores:
        return None
    found = _counted(survey.status[item_id])
    return found if found.answered >= engagement.settings.minimum_group else None


def of_interviews(engagement: Engagement) -> Mapping[str, Statuses]:
    """The four counts of every item over the interviews; an item that an interview does not list was not asked in it."""
    answers = engagement.answers
    held = engagement.interviews
    table = pd.crosstab(answers["item_id"], answers["status"]).reindex(columns=list(STATUSES), fill_value=0)
    return {
        str(item): Statuses(int(row[0]), int(row[1]), int(row[2]), held - int(row[0]) - int(row[1]) - int(row[2]))
        for item, row in zip(table.index, table.to_numpy(), strict=True)
    }


def _counted(status: pd.Series) -> Statuses:
    """Whoever neither answered nor said why not was not asked, be it that the question was put off."""
    times = status.value_counts()
    answered, na, unknown = (int(times.get(name, 0)) for name in STATUSES[:-1])
    return Statuses(answered, na, unknown, len(status) - answered - na - unknown)
