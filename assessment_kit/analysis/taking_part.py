"""How many answered the survey, by group, without giving a small group away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessment_kit.engagement.model import Engagement


@dataclass(frozen=True)
class Turnout:
    """One group: answered, and asked where the population is on record."""

    name: str
    answered: int
    asked: int | None


def turnout(engagement: Engagement, by: Literal["level", "function"]) -> list[Turnout]:
    """Answers by group, largest first; groups below the least size are merged into one.

    When the merged groups are still below the least size, or only one group was merged, the next smallest joins them, since
    it could be had by subtracting the others from the total.
    """
    if engagement.survey is None:
        return []
    counts: dict[str, int] = {str(k): int(v) for k, v in engagement.survey.people[by].dropna().value_counts().items()}
    population = engagement.settings.population
    asked: Mapping[str, int] = population.by_level if by == "level" else population.by_function
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    least = engagement.settings.minimum_group
    small = [name for name in ranked if counts[name] < least]
    while small and len(small) < len(ranked) and (len(small) < 2 or sum(counts[n] for n in small) < least):
        small.insert(0, [name for name in ranked if name not in small][-1])
    rows = [Turnout(name, counts[name], asked.get(name)) for name in ranked if name not in small]
    if small and sum(counts[n] for n in small) >= least:
        of = [asked.get(n) for n in small]
        total = sum(a for a in of if a is not None) if all(a is not None for a in of) else None
        rows.append(Turnout(f"{len(small)} small groups", sum(counts[n] for n in small), total))
    return rows
