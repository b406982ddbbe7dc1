"""How people answered each survey statement: five shares, never for fewer people than may be shown."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from assessment_kit.analysis.intervals import wilson
from assessment_kit.analysis.scoring import everybody
from assessment_kit.analysis.statuses import NOBODY, Statuses, of_statement
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method, Place


@dataclass(frozen=True)
class Answered:
    """One statement as it was worded: the shares of strongly disagree … strongly agree, and how many answered.

    trouble : it names a trouble, so that it is better to disagree with it. statuses : answered, and why not. low, high :
    95% interval of the share who give the better answer; narrower where most of those asked answered.
    """

    item_id: str
    text: str
    shares: tuple[float, float, float, float, float]
    n: int
    trouble: bool = False
    statuses: Statuses = NOBODY
    low: float = float("nan")
    high: float = float("nan")

    @property
    def disagree(self) -> float:
        return self.shares[0] + self.shares[1]

    @property
    def agree(self) -> float:
        return self.shares[3] + self.shares[4]

    @property
    def better(self) -> float:
        """The share who give the better answer."""
        return self.disagree if self.trouble else self.agree


def answered(engagement: Engagement, method: Method, place: Place) -> list[Answered]:
    """The statements of one chapter, those with the fewest better answers first; empty without a survey."""
    if engagement.survey is None:
        return []
    made = []
    for item in method.items.values():
        if item.step != place or item.statement is None or item.id not in engagement.survey.scores:
            continue
        scores = engagement.survey.scores[item.id].dropna().to_numpy(dtype=float)
        if len(scores) < engagement.settings.minimum_group:
            continue
        counts = np.bincount(np.clip(np.rint(scores), 1, 5).astype(int), minlength=6)[1:6]
        low, mild_low, neither, mild_high, high = (counts / len(scores)).tolist()
        better = float(counts[:2].sum() if item.statement.reversed else counts[3:].sum())
        ends = wilson(better, len(scores), population=everybody(engagement, len(scores)))
        made.append(
            Answered(
                item.id,
                item.statement.text,
                (low, mild_low, neither, mild_high, high),
                len(scores),
                item.statement.reversed,
                of_statement(engagement, item.id) or NOBODY,
                *ends,
            )
        )
    return sorted(made, key=lambda s: (s.better, s.text))
