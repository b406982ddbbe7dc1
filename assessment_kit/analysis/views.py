"""Where views part: of one thing, what the lists show, what the survey and the interviews say, and what each level sees (PM-33).

Each entry of views.yaml pairs an item with a figure of the lists. All sources stand on one scale of 0 to 1: lists as the share of
their rows, the survey as the share who give the better answer, interviews as their mean score (1 is 0, 5 is 1), as in the facets.
Groups of levels are those that may be shown (`confidentiality`); interviews are never told by level.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, astuple, dataclass, fields, replace
from typing import Any, Literal, TypeAlias, cast

import numpy as np
import pandas as pd
from scipy import special

from assessment_kit import words
from assessment_kit.analysis.comparisons import benjamini_hochberg
from assessment_kit.analysis.intervals import FEW, Z, wilson
from assessment_kit.analysis.level_views import agreeing
from assessment_kit.analysis.result import INDICATOR_COLUMNS, StepResult, indicator
from assessment_kit.analysis.scoring import Told, told_by_item
from assessment_kit.analysis.survey_tally import Tally, tallies_by_item
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Item, Level, Method, Step, View
from assessment_kit.method.thresholds import ViewLimits

Kind: TypeAlias = Literal["lists", "survey", "interviews", "top", "managers", "line"]
COMPARED: tuple[Kind, ...] = ("survey", "interviews", "top", "line")
"""Who is held against the lists; the first of them stands for the people where no gap is sure."""
WHO: Mapping[str, str] = {
    "executive": later("executives"),
    "senior": later("senior managers"),
    "middle": later("middle managers"),
    "front_line": later("people in the front line"),
}
"""The people of each level, in the plural, as the subject of a sentence."""
Figures: TypeAlias = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Seen:
    """One source's view of one thing.

    who : the source in words. members : the levels of a group. share, low, high : 0–1 with its 95% interval; of lists, which are counted
    in full, it is closed. n : rows, people or interviews. score : mean of 1 to 5 (NaN for lists). scores : each of them, of few interviews.
    """

    view_id: str
    kind: Kind
    who: str
    share: float
    low: float
    high: float
    n: int
    score: float = float("nan")
    scores: tuple[float, ...] = ()
    refs: tuple[str, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parting:
    """Two sources side by side, in whole points of 100, as they are printed: the first less the second.

    low, high : 95% interval. effect : Cohen's h with its interval. chance : p that the gap is no more than what counts as sure, after
    Benjamini and Hochberg over all gaps. parted : wide, sure, and not chance. told : among the widest of its chapter.
    """

    view_id: str
    step: Step
    first: Kind
    second: Kind
    gap: float
    low: float
    high: float
    effect: float
    effect_low: float
    effect_high: float
    chance: float
    parted: bool = False
    told: bool = False


def with_views(engagement: Engagement, method: Method, results: Mapping[Step, StepResult]) -> dict[Step, StepResult]:
    """The results with the figures of views in the step of each, and in practices with the tables of all; views of absent steps are left out.

    Tables
    ------
    seen : one row per thing and source (`Seen`), with its step and subject. partings : one row per pair of sources (`Parting`).
    """
    figures: dict[str, dict[str, Any]] = {
        str(row["indicator_id"]): cast(dict[str, Any], row)
        for result in results.values()
        for row in result.indicators[result.indicators["subject"] == ""].to_dict("records")
    }
    views = [view for view in method.views.values() if view.step in results]
    seen = {view.id: _sources(engagement, method, view, figures) for view in views}
    partings = _judged([p for view in views for p in _partings(view, seen[view.id], method)], method)
    rows = [row for view in views for row in _indicators(view, seen[view.id], partings, method)]
    made = {step: _added(result, [r for v, r in rows if v.step == step]) for step, result in results.items()}
    if "practices" in made:
        tables = {**made["practices"].tables, **_tables(seen, partings, method)}
        made["practices"] = replace(made["practices"], tables=tables)
    return made


def _sources(engagement: Engagement, method: Method, view: View, figures: Figures) -> list[Seen]:
    """What each source says of it; those with too little to go by are left out."""
    item, limits = method.items[view.item], method.thresholds
    found = []
    listed = figures.get(view.counted)
    if listed is not None and listed["n"] >= limits.minimum_rows:
        share = 1 - listed["value"] if view.turned else listed["value"]
        found.append(
            Seen(view.id, "lists", view.source, share, share, share, int(listed["n"]), refs=listed["evidence"])
        )
    own = told_by_item(engagement).get(item.id)
    if own is not None and len(own.scores) >= limits.views.least_interviews:
        found.append(_interviewed(view, own, figures[f"item.{item.id}"]))
    if f"agree.{item.id}" in figures:
        found += _surveyed(engagement, view, item, figures[f"agree.{item.id}"])
    return found


def _interviewed(view: View, own: Told, row: Mapping[str, Any]) -> Seen:
    """The mean score as a share. Where all scores are the same, the widest interval that a mean of so many can have: that of yes or no."""
    scores, n = own.scores, len(own.scores)
    share = float((scores.mean() - 1) / 4)
    low, high = wilson(share * n, n) if np.ptp(scores) == 0 else ((row["low"] - 1) / 4, (row["high"] - 1) / 4)
    each = tuple(sorted(scores.tolist())) if n < FEW else ()
    return Seen(
        view.id, "interviews", phrase("those interviewed"), share, low, high, n, float(scores.mean()), each, own.refs
    )


def _surveyed(engagement: Engagement, view: View, item: Item, row: Mapping[str, Any]) -> Iterator[Seen]:
    """All who answered; and the levels that may be shown, where both ends are among them and apart."""
    tally: Tally = tallies_by_item(engagement.survey, [item])[item.id]  # type: ignore[arg-type]  # the figure is the survey's
    refs = (f"survey:{item.id}",)
    who = phrase("those who answered the survey")
    yield Seen(view.id, "survey", who, row["value"], row["low"], row["high"], int(row["n"]), tally.mean, refs=refs)
    groups = tally.groups("level", engagement.settings.minimum_group)
    if len(groups) < 2 or "executive" not in groups[0].members or "front_line" not in groups[-1].members:
        return
    for place, group in enumerate(groups):
        kind: Kind = "top" if place == 0 else "line" if place == len(groups) - 1 else "managers"
        name = words.within(group.name(WHO, "level")).replace(", ", f" {phrase('and')} ")
        own = tally.of_levels(group.members)
        yield Seen(view.id, kind, name, *agreeing(engagement, own), own.mean, refs=refs, members=group.members)


def _partings(view: View, seen: list[Seen], method: Method) -> Iterator[Parting]:
    """People against the lists, and interviews against the survey. A level is compared only on what it is meant to be asked."""
    by = {one.kind: one for one in seen}
    pairs: list[tuple[Kind, Kind]] = [*((kind, "lists") for kind in COMPARED), ("interviews", "survey")]
    asked: dict[Kind, Level] = {"top": "executive", "line": "front_line"}
    for first, second in pairs:
        not_meant = first in asked and asked[first] not in method.items[view.item].audience
        if first in by and second in by and not not_meant:
            yield parting(view, by[first], by[second], method.thresholds.views)


def parting(view: View, one: Seen, other: Seen, limits: ViewLimits) -> Parting:
    """Two sources compared; each with its own interval.

    The interval is Newcombe's, from the two intervals: d − √((s₁ − l₁)² + (u₂ − s₂)²) to d + √((u₁ − s₁)² + (s₂ − l₂)²); of lists
    both parts are 0. p is read back from it: two-sided, for a gap of no more than `sure`, so that p ≤ 0.05 where the near end is
    at or beyond it. Cohen's h = 2 arcsin √s₁ − 2 arcsin √s₂; its variance is 1/n₁ + 1/n₂, without the lists.

    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10; for other estimates Zou and Donner (2008), Statistics in
    Medicine 27, 1693–1702; p from an interval: Altman and Bland (2011), BMJ 343, d2304.
    """
    gap = one.share - other.share
    low = gap - float(np.hypot(one.share - one.low, other.high - other.share))
    high = gap + float(np.hypot(one.high - one.share, other.share - other.low))
    reach = gap - low if gap > 0 else high - gap
    beyond = abs(gap) - limits.sure
    p = float(beyond < 0) if reach == 0 else min(1.0, float(2 * special.ndtr(-beyond * Z / reach)))
    effect = float(2 * (np.arcsin(np.sqrt(one.share)) - np.arcsin(np.sqrt(other.share))))
    half = Z * float(np.sqrt(sum(1 / source.n for source in (one, other) if source.kind != "lists")))
    points = float(round(100 * gap)), *_outward(100 * low, 100 * high)
    return Parting(view.id, view.step, one.kind, other.kind, *points, effect, effect - half, effect + half, p)


def _outward(low: float, high: float) -> tuple[float, float]:
    """To whole points, so that the printed interval is never narrower than the computed one."""
    return float(np.floor(round(low, 6))), float(np.ceil(round(high, 6)))


def _judged(found: list[Parting], method: Method) -> list[Parting]:
    """With many gaps held against each other, and per chapter the widest marked: one of each thing against the lists, one of interviews against survey."""
    limits = method.thresholds.views
    chances = benjamini_hochberg([p.chance for p in found]).tolist()
    judged = [
        replace(p, chance=q, parted=_clear(p, limits) and q <= limits.chance)
        for p, q in zip(found, chances, strict=True)
    ]
    told: list[Parting] = []
    for one in sorted((p for p in judged if p.parted), key=lambda p: -abs(p.gap)):
        here = [t for t in told if t.step == one.step]
        if len(here) < limits.most and (one.view_id, one.second) not in {(t.view_id, t.second) for t in here}:
            told.append(one)
    return [replace(p, told=p in told) for p in judged]


def _clear(one: Parting, limits: ViewLimits) -> bool:
    """Wide, and even its near end is sure: what the situations ask of the figures."""
    near = one.low if one.gap > 0 else -one.high
    return abs(one.gap) >= round(limits.gap * 100, 6) and near >= round(limits.sure * 100, 6)


def _indicators(
    view: View, seen: list[Seen], partings: list[Parting], method: Method
) -> Iterator[tuple[View, dict[str, object]]]:
    """The figures of one thing. A wide gap that is not told as a finding, being chance or one too many, stands in the table alone."""
    by = {one.kind: one for one in seen}
    for second, end in (("lists", ""), ("survey", "_said")):
        own = [p for p in partings if p.view_id == view.id and p.second == second]
        own = [p for p in own if p.told] or [p for p in own if not _clear(p, method.thresholds.views)][:1]
        for one in own:
            people, other = by[one.first], by[one.second]
            n = people.n + (other.n if second == "survey" else 0)
            yield view, indicator(
                f"{view.id}{end}", one.gap, "points", n, (*people.refs, *other.refs), count=round(abs(one.gap)), low=one.low,
                high=one.high, basis="sample",
            )  # fmt: skip
            if second == "lists":
                yield view, indicator(
                    f"{view.id}_seen", people.score, "score", people.n, people.refs, basis="sample", examples=(people.who,)
                )  # fmt: skip


def _added(result: StepResult, rows: list[dict[str, object]]) -> StepResult:
    if not rows:
        return result
    more = pd.DataFrame(rows, columns=list(INDICATOR_COLUMNS))
    return replace(result, indicators=pd.concat([result.indicators, more], ignore_index=True))


def _tables(seen: Mapping[str, list[Seen]], partings: list[Parting], method: Method) -> dict[str, pd.DataFrame]:
    """`seen` and `partings` as frames."""
    named = {
        view.id: {"step": view.step, "subject": view.subject, "item_id": view.item} for view in method.views.values()
    }
    rows = [{**asdict(one), **named[one.view_id]} for own in seen.values() for one in own]
    columns = [f.name for f in fields(Seen)]
    return {
        "seen": pd.DataFrame(rows, columns=[*columns, "step", "subject", "item_id"]),
        "partings": pd.DataFrame([astuple(p) for p in partings], columns=[f.name for f in fields(Parting)]),
    }
