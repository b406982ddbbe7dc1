"""How many answered the survey, by group, without giving a small group away (see confidentiality)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from assessment_kit.analysis.confidentiality import NOT_GIVEN, Group, publishable_groups
from assessment_kit.engagement.model import Engagement


@dataclass(frozen=True)
class Turnout:
    """One group: answered, and asked where the population of all its members is on record."""

    group: Group
    asked: int | None

    @property
    def answered(self) -> int:
        return self.group.count


def turnout(engagement: Engagement, by: Literal["level", "function"]) -> list[Turnout]:
    """Answers by group: levels in their order, functions largest first; groups below the least size are merged.

    A group of which nobody answered is told where enough people were asked, else it is merged too: the reader would learn
    from the totals that those few did not answer.
    """
    if engagement.survey is None:
        return []
    population, least = engagement.settings.population, engagement.settings.minimum_group
    asked: Mapping[str, int] = population.by_level if by == "level" else population.by_function
    groups = publishable_groups(engagement.survey.people, by, least)
    if all(group.members == (NOT_GIVEN,) for group in groups):
        return []
    there = {member for group in groups for member in group.members}
    silent = [name for name in asked if name not in there and asked[name] > 0]
    few = tuple(name for name in silent if asked[name] < least)
    smallest = min(range(len(groups)), key=lambda i: groups[i].count)
    groups[smallest] = Group((*groups[smallest].members, *few), groups[smallest].count)
    groups += [Group((name,), 0) for name in silent if name not in few]
    return [Turnout(group, asked_of(group, asked)) for group in groups]


def asked_of(group: Group, population: Mapping[str, int]) -> int | None:
    """How many people the group has in all; unknown where it is of one member, or where the record is smaller than those who answered."""
    if any(member not in population for member in group.members):
        return None
    asked = sum(population[member] for member in group.members)
    return asked if asked >= group.count else None
