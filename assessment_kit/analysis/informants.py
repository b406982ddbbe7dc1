"""Who can be asked: the client's roles, those who were interviewed already, or a level where no list of roles was handed over.

People who may be asked exactly the same make one group: they can be exchanged for each other, and an exact plan stays small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import pandas as pd

from assessment_kit import words
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Level

LEVELS: tuple[Level, ...] = ("executive", "senior", "middle", "front_line")


@dataclass(frozen=True)
class Informant:
    """Somebody to ask. `title` is empty where only the level is known; `interview` names the one already held.

    answered : items with a score. settled : items not to be asked again: answered, not applicable or unknown.
    """

    title: str
    level: str
    function: str = ""
    role_id: str | None = None
    interview: str | None = None
    answered: frozenset[str] = frozenset()
    settled: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Group:
    """People of one level who may be asked the same."""

    level: str
    answered: frozenset[str]
    settled: frozenset[str]
    members: tuple[Informant, ...]


def held(engagement: Engagement) -> list[Informant]:
    """One informant per interview, in the order of the files; level and function are empty where the interview has none."""
    made = []
    for name, rows in engagement.answers.groupby("interview", sort=False):
        first = rows.iloc[0]
        done = rows["status"].isin(["answered", "na", "unknown"])
        made.append(
            Informant(
                "", _text(first["level"]), _text(first["function"]), str(first["respondent"]), str(name),
                frozenset(rows.loc[rows["status"].eq("answered") & rows["score"].notna(), "item_id"]), frozenset(rows.loc[done, "item_id"]),
            )
        )  # fmt: skip
    return made


def informants(engagement: Engagement, each_level: int) -> list[Informant]:
    """Everybody who can be asked.

    With a list of roles: each role, and whoever was interviewed in none of them. Without: `each_level` people of each level, beside
    those already interviewed. An interview belongs to the role that its respondent's id names, else to the first role of its
    level and function that is not yet taken.
    """
    before = held(engagement)
    if not engagement.has("roles"):
        levels = _levels(engagement)
        fresh = [Informant("", level) for level in levels for _ in range(each_level)]
        return [*fresh, *(one for one in before if one.level)]
    roles = [
        Informant(str(r["title"]), str(r["level"]), _text(r["function"]), str(r["role_id"]))
        for r in engagement.table("roles").to_dict("records")
    ]
    taken: dict[int, Informant] = {}
    rest = []
    for one in before:
        place = _place(one, roles, taken)
        if place is not None:
            taken[place] = one
        elif one.level:
            rest.append(one)
    return [_as(role, taken[i]) if i in taken else role for i, role in enumerate(roles)] + rest


def _place(one: Informant, roles: Sequence[Informant], taken: dict[int, Informant]) -> int | None:
    free = [i for i in range(len(roles)) if i not in taken]
    by_id = (i for i in free if roles[i].role_id == one.role_id)
    same = (
        i for i in free
        if one.level and one.function and (roles[i].level, roles[i].function.casefold()) == (one.level, one.function.casefold())
    )  # fmt: skip
    return next(by_id, next(same, None))


def _as(role: Informant, one: Informant) -> Informant:
    return Informant(role.title, role.level, role.function, role.role_id, one.interview, one.answered, one.settled)


def _levels(engagement: Engagement) -> list[Level]:
    known = engagement.settings.population.by_level
    return [level for level in LEVELS if not known or known.get(level, 0) > 0]


def _text(value: object) -> str:
    return "" if words.missing(value) or pd.isna(value) else str(value)  # type: ignore[call-overload]


def grouped(people: Iterable[Informant], scope: AbstractSet[str], most: int) -> list[Group]:
    """Groups in the order of their levels, people not yet asked about the items in `scope` first.

    No plan is better for having more than `most` interviews at a level, so where so many people of a level were not yet
    asked, nobody of that level is asked a second time.
    """
    found: dict[tuple[str, frozenset[str], frozenset[str]], list[Informant]] = {}
    for one in people:
        found.setdefault((one.level, one.answered & scope, one.settled & scope), []).append(one)
    fresh = Counter({level: len(members) for (level, _, settled), members in found.items() if not settled})
    groups = [
        Group(level, answered, settled, tuple(members))
        for (level, answered, settled), members in found.items()
        if not settled or fresh[level] < most
    ]
    return sorted(groups, key=lambda g: (_rank(g.level), bool(g.settled)))


def _rank(level: str) -> int:
    return next((rank for rank, known in enumerate(LEVELS) if known == level), len(LEVELS))
