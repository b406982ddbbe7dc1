"""Who could take an action: the client's role that fits what the method asks for, as a proposal. Roles, never people.

Of several roles that fit equally well the most senior is proposed. Where none fits, the method's own words stand, and the owner
is to be named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

import pandas as pd

from assessment_kit.analysis.ownership import process_owners
from assessment_kit.analysis.reporting_line import LEVELS, reporting_line
from assessment_kit.analysis.role_titles import resembles
from assessment_kit.diagnosis.findings import Finding
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Action, Method, Owner, Way

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


class Roles:
    """The client's roles, each with its place, and what they own and chair."""

    def __init__(self, engagement: Engagement, method: Method, figures: Figures) -> None:
        roles = engagement.table("roles")
        roles = roles[roles["title"].notna()]
        self._roles = _placed(roles.drop_duplicates("role_id")) if len(roles) else roles
        self._owners, self._figures = method.owners, figures
        self._tables = {kind: engagement.table(name) for kind, name in TABLE_OF.items()}
        self._steps = engagement.table(_STEPS)
        owned = process_owners(engagement, method.thresholds.processes)
        one = {} if owned is None else owned[owned["status"].eq("one")].set_index("process_id")["owners"].to_dict()
        chairs = self._tables["meeting"].set_index("meeting_id")["chair"].dropna().to_dict()
        self._held_by = {"process": {k: str(v[0]) for k, v in one.items()}, "meeting": chairs}

    def title(self, name: str) -> str:
        """The client's own spelling of a role's title or id; the name as it is where the client has no such role."""
        for column in ("title", "role_id"):
            for own, title in zip(self._roles[column], self._roles["title"], strict=True):
                if str(own).casefold() == name.casefold():
                    return str(title)
        return name

    def candidates(self, action: Action, findings: Sequence[Finding]) -> list[Candidate]:
        """Everybody who fits, way by way; the last is the method's own words."""
        owner = self._owners.get(action.owner) or Owner(words=action.owner, ways=[Way(titles=[action.owner])])
        found = [c for way in owner.ways if (c := self._by(way, owner.never, findings))]
        return [*found, Candidate(self._in_words(owner, findings), named=False, named_by=tuple(owner.named_by))]

    def _by(self, way: Way, never: Sequence[str], findings: Sequence[Finding]) -> Candidate | None:
        if self._roles.empty:
            return None
        if way.of is not None:
            return self._of(way, findings)
        if way.bodies:
            return self._body(way)
        roles = self._roles[~self._roles["title"].map(lambda t: resembles(never, t) > 0)]
        if way.top:
            return _candidate(_at_the_top(roles))
        fits = [
            max(resembles(way.titles, t), resembles(way.functions, f))
            for t, f in zip(roles["title"], roles["function"].fillna(""), strict=True)
        ]
        fit = roles.assign(fit=fits)
        return _candidate(fit[fit["fit"].gt(0) & fit["level"].isin(way.levels)])

    def _body(self, way: Way) -> Candidate | None:
        """The committee to which the seats of the list belong, by their function; or one that stands in it as a role."""
        roles = self._roles[self._roles["level"].isin(way.levels)]
        named = [*roles["function"].dropna(), *roles["title"]]
        return next((Candidate(str(n), named=True) for n in named if resembles(way.bodies, n) > 0), None)

    def _of(self, way: Way, findings: Sequence[Finding]) -> Candidate | None:
        """The most senior of those who own or chair what the findings name, where that is owned or chaired for the most part."""
        kind = "meeting" if way.of == "review" else cast(str, way.of)
        named = self._reviews(findings) if way.of == "review" else self._named(kind, findings)
        held = pd.Series([self._held_by[kind].get(what) for what in named], index=named, dtype="object").dropna()
        if len(held) <= ENOUGH * len(named):
            return None
        counts = held.value_counts()
        fit = self._roles[self._roles["role_id"].isin(counts.index) & self._roles["level"].isin(way.levels)]
        best = _most_senior(fit.assign(fit=fit["role_id"].map(counts).astype(float)))
        if best is None:
            return None
        own = held[held.eq(best["role_id"])].index
        what = (
            self._name(kind, own[0])
            if len(named) == 1
            else phrase("{own} of the {named} {many}", own=len(own), named=len(named), many=_MANY[cast(str, way.of)])
        )
        return Candidate(
            str(best["title"]), True, f"{phrase('answers for') if kind == 'process' else phrase('chairs')} {what}"
        )

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
        table, row = self._tables[kind], self._figures.get(figure)
        if row is None:
            return []
        by_name = {str(n).casefold(): str(i) for n, i in zip(table["name"], table[f"{kind}_id"], strict=True)}
        by_row = {int(r): str(i) for r, i in zip(table["row"], table[f"{kind}_id"], strict=True)}
        examples = [by_name.get(str(e).casefold()) for e in cast(Collection[object], row["examples"])]
        return [i for i in examples if i] or list(self._counted(kind, cast(Iterable[str], row["evidence"]), by_row))

    def _counted(self, kind: str, refs: Iterable[str], by_row: Mapping[int, str]) -> Iterator[str]:
        steps = dict(zip(self._steps["row"], self._steps["process_id"], strict=True)) if kind == "process" else {}
        for ref in refs:
            match = re.fullmatch(r"(\w+):(\d+)", ref)
            if match and match[1] == TABLE_OF[kind] and int(match[2]) in by_row:
                yield by_row[int(match[2])]
            elif match and match[1] == _STEPS and int(match[2]) in steps:
                yield str(steps[int(match[2])])

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


def _placed(roles: pd.DataFrame) -> pd.DataFrame:
    """Each role with its rank by level (0 = executive), its layer in the line (0 = not known) and its direct reports."""
    line = reporting_line(roles)
    return roles.assign(
        rank=roles["level"].map({level: i for i, level in enumerate(LEVELS)}),
        layer=roles["role_id"].map(line["layer"]),
        reports=roles["role_id"].map(line["direct_reports"]),
        fit=0.0,
    )


def _at_the_top(roles: pd.DataFrame) -> pd.DataFrame:
    """The one role of the highest level without a superior that others report to; or the only one of that level."""
    top = roles[roles["rank"].eq(0)]
    heads = top[top["layer"].eq(1)]
    return heads if len(heads) == 1 else top if len(top) == 1 else top[:0]


def _candidate(roles: pd.DataFrame) -> Candidate | None:
    best = _most_senior(roles)
    return None if best is None else Candidate(str(best["title"]), named=True)


def _most_senior(roles: pd.DataFrame) -> pd.Series | None:
    """By level, then by place in the line, then by how well it fits, then by how many report to it."""
    if roles.empty:
        return None
    ordered = roles.assign(layer=roles["layer"].fillna(99)).sort_values(
        ["rank", "layer", "fit", "reports"], ascending=[True, True, False, False], kind="stable"
    )
    return ordered.iloc[0]
