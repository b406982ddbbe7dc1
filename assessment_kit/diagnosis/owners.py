"""Who could take an action: the client's role that fits what the method asks for, as a proposal. Roles, never people.

Of several roles that fit equally well the most senior is proposed. Where none fits, the method's own words stand, and the owner
is to be named.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import inf
from typing import Any, cast

import pandas as pd

from assessment_kit.analysis.ownership import process_owners
from assessment_kit.analysis.reporting_line import LEVELS, reporting_line
from assessment_kit.analysis.role_titles import resembles
from assessment_kit.diagnosis.findings import Finding
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Action, Method, Owner, Way
from assessment_kit.words import missing

TABLE_OF = {"process": "processes", "meeting": "meetings"}
REVIEWS = ("monthly_review", "quarterly_review")
ENOUGH = 0.5
"""More than this share of what the findings name must have an owner, so that one of the owners is proposed for all."""
_STEPS = "process_steps"
_MANY = {"process": later("processes concerned"), "meeting": later("meetings concerned"), "review": "reviews"}


@dataclass(frozen=True)
class Candidate:
    """Who is proposed.

    named : it is a role of the client. why : what makes it this one, where its title does not tell. named_by : the actions that
    name the owner, where it is none yet.
    """

    name: str
    named: bool
    why: str = ""
    named_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Role:
    """A role of the client. rank : by level, 0 is executive; infinite where the level is not known. layer : in the line; None where that is not known."""

    role_id: str
    title: str
    function: str | None
    level: str
    rank: float
    layer: float | None
    reports: float | None
    fit: float = 0.0


@dataclass(frozen=True)
class _Ids:
    """The ids of processes or meetings, by name and by row."""

    by_name: Mapping[str, str]
    by_row: Mapping[int, str]

    @classmethod
    def of(cls, table: pd.DataFrame, kind: str) -> _Ids:
        ids, names, rows = (table[name].tolist() for name in (f"{kind}_id", "name", "row"))
        return cls(
            {str(name).casefold(): str(i) for name, i in zip(names, ids, strict=True)},
            {int(row): str(i) for row, i in zip(rows, ids, strict=True)},
        )


class Roles:
    """The client's roles, each with its place, and what they own and chair."""

    def __init__(self, engagement: Engagement, method: Method, figures: Figures) -> None:
        roles = engagement.table("roles")
        roles = roles[roles["title"].notna()].drop_duplicates("role_id")
        self._roles = _placed(roles) if len(roles) else []
        self._owners, self._figures = method.owners, figures
        self._tables = {kind: engagement.table(name) for kind, name in TABLE_OF.items()}
        steps = engagement.table(_STEPS)
        self._steps = {int(row): str(i) for row, i in zip(steps["row"], steps["process_id"], strict=True)}
        self._ids = {kind: _Ids.of(table, kind) for kind, table in self._tables.items()}
        owned = process_owners(engagement, method.thresholds.processes)
        one = {} if owned is None else owned[owned["status"].eq("one")].set_index("process_id")["owners"].to_dict()
        chairs = self._tables["meeting"].set_index("meeting_id")["chair"].dropna().to_dict()
        self._held_by = {"process": {k: str(v[0]) for k, v in one.items()}, "meeting": chairs}

    def title(self, name: str) -> str:
        """The client's own spelling of a role's title or id; the name as it is where the client has no such role."""
        spelt = [
            *((role.title, role.title) for role in self._roles),
            *((role.role_id, role.title) for role in self._roles),
        ]
        return next((title for own, title in spelt if own.casefold() == name.casefold()), name)

    def candidates(self, action: Action, findings: Sequence[Finding]) -> list[Candidate]:
        """Everybody who fits, way by way; the last is the method's own words."""
        owner = self._owners.get(action.owner) or Owner(words=action.owner, ways=[Way(titles=[action.owner])])
        found = [c for way in owner.ways if (c := self._by(way, owner.never, findings))]
        return [*found, Candidate(self._in_words(owner, findings), named=False, named_by=tuple(owner.named_by))]

    def _by(self, way: Way, never: Sequence[str], findings: Sequence[Finding]) -> Candidate | None:
        if not self._roles:
            return None
        if way.of is not None:
            return self._of(way, findings)
        if way.bodies:
            return self._body(way)
        roles = [role for role in self._roles if resembles(never, role.title) <= 0]
        if way.top:
            return _candidate(_at_the_top(roles))
        fits = [
            replace(role, fit=max(resembles(way.titles, role.title), resembles(way.functions, role.function or "")))
            for role in roles if role.level in way.levels
        ]  # fmt: skip
        return _candidate([role for role in fits if role.fit > 0])

    def _body(self, way: Way) -> Candidate | None:
        """The committee to which the seats of the list belong, by their function; or one that stands in it as a role."""
        roles = [role for role in self._roles if role.level in way.levels]
        named = [*(role.function for role in roles if role.function is not None), *(role.title for role in roles)]
        return next((Candidate(n, named=True) for n in named if resembles(way.bodies, n) > 0), None)

    def _of(self, way: Way, findings: Sequence[Finding]) -> Candidate | None:
        """The most senior of those who own or chair what the findings name, where that is owned or chaired for the most part."""
        kind = "meeting" if way.of == "review" else cast(str, way.of)
        named = self._reviews(findings) if way.of == "review" else self._named(kind, findings)
        held = {what: self._held_by[kind][what] for what in named if what in self._held_by[kind]}
        if len(held) <= ENOUGH * len(named):
            return None
        counts = Counter(held.values())
        fit = [r for r in self._roles if r.role_id in counts and r.level in way.levels]
        best = _most_senior([replace(role, fit=counts[role.role_id]) for role in fit])
        if best is None:
            return None
        own = [what for what, role_id in held.items() if role_id == best.role_id]
        what = (
            self._name(kind, own[0])
            if len(named) == 1
            else phrase("{own} of the {named} {many}", own=len(own), named=len(named), many=_MANY[cast(str, way.of)])
        )
        return Candidate(best.title, True, f"{phrase('answers for') if kind == 'process' else phrase('chairs')} {what}")

    def _reviews(self, findings: Sequence[Finding]) -> list[str]:
        """The reviews that the findings name, else all of them."""
        table = self._tables["meeting"]
        reviews = set(table.loc[table["purpose"].isin(REVIEWS), "meeting_id"])
        named = [i for f in findings for name in f.figures for i in self._in_figure("meeting", name) if i in reviews]
        return list(dict.fromkeys(named)) or sorted(reviews)

    def _named(self, kind: str, findings: Sequence[Finding]) -> list[str]:
        """Ids of the processes or meetings that the findings are about, by the first figure that names any."""
        figures = (self._in_figure(kind, name) for f in findings for name in f.figures)
        return next((list(dict.fromkeys(ids)) for ids in figures if ids), [])

    def _in_figure(self, kind: str, figure: str) -> list[str]:
        """Those that the figure names as examples, else those that it counts."""
        row, ids = self._figures.get(figure), self._ids[kind]
        if row is None:
            return []
        examples = [ids.by_name.get(str(e).casefold()) for e in cast(Collection[object], row["examples"])]
        return [i for i in examples if i] or list(self._counted(kind, cast(Iterable[str], row["evidence"]), ids.by_row))

    def _counted(self, kind: str, refs: Iterable[str], by_row: Mapping[int, str]) -> Iterator[str]:
        steps = self._steps if kind == "process" else {}
        for ref in refs:
            match = re.fullmatch(r"(\w+):(\d+)", ref)
            if match and match[1] == TABLE_OF[kind] and int(match[2]) in by_row:
                yield by_row[int(match[2])]
            elif match and match[1] == _STEPS and int(match[2]) in steps:
                yield steps[int(match[2])]

    def _name(self, kind: str, wanted: str) -> str:
        table = self._tables[kind]
        return str(table.loc[table[f"{kind}_id"].eq(wanted), "name"].iloc[0])

    def _in_words(self, owner: Owner, findings: Sequence[Finding]) -> str:
        """``Owner of the process``, by its name where the findings name one alone."""
        if owner.ways[0].of == "process":
            named = self._named("process", findings)
            if len(named) == 1:
                return phrase("Owner of {name}", name=self._name("process", named[0]))
            return phrase(owner.several or owner.words)
        return phrase(owner.words)


def _placed(roles: pd.DataFrame) -> list[_Role]:
    """Each role with its rank by level, its layer in the line and its direct reports."""
    line = reporting_line(roles)
    ranks = {level: float(i) for i, level in enumerate(LEVELS)}
    layers, reports = line["layer"].to_dict(), line["direct_reports"].to_dict()
    columns = (roles[name].tolist() for name in ("role_id", "title", "function", "level"))
    return [
        _Role(
            str(role_id), title, None if missing(function) else function, "" if missing(level) else level,
            ranks.get(level, inf), _number(layers.get(role_id)), _number(reports.get(role_id)),
        )
        for role_id, title, function, level in zip(*columns, strict=True)
    ]  # fmt: skip


def _number(value: Any) -> float | None:
    return None if missing(value) else float(value)


def _at_the_top(roles: list[_Role]) -> list[_Role]:
    """The one role of the highest level without a superior that others report to; or the only one of that level."""
    top = [role for role in roles if role.rank == 0]
    heads = [role for role in top if role.layer == 1]
    return heads if len(heads) == 1 else top if len(top) == 1 else []


def _candidate(roles: list[_Role]) -> Candidate | None:
    best = _most_senior(roles)
    return None if best is None else Candidate(best.title, named=True)


def _most_senior(roles: list[_Role]) -> _Role | None:
    """By level, then by place in the line, then by how well it fits, then by how many report to it; the first of several."""

    def place(role: _Role) -> tuple[float, float, float, float]:
        layer, reports = (99 if role.layer is None else role.layer), (-1 if role.reports is None else role.reports)
        return role.rank, layer, -role.fit, -reports

    return min(roles, key=place, default=None)
