"""What two sources say of one thing: from each entry of views.yaml its three figures and its three situations.

The texts stand once, with marks such as <subject> for what an entry puts there; the bounds are those of method.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from assessment_kit.method.model import (
    Condition,
    EntryId,
    Indicator,
    Item,
    Letter,
    Severity,
    Situation,
    Text,
    View,
    _Entry,
)
from assessment_kit.method.thresholds import ViewLimits

Kind: TypeAlias = Literal["gap", "seen", "said"]
Way: TypeAlias = Literal["rosier", "unseen", "apart"]
Texts: TypeAlias = Mapping[str, str]
SEED = ("PM-29",)
"""Of the situations: general, so that the evidence is of the entry's own item and of nothing beside it."""
FIGURE_SEED = ("PM-33", "PM-32")
LETTERS: Mapping[str, Letter] = {"exists": "B", "works": "C", "carries_process": "A"}
"""What is missing where people see more than there is, by the question that the item answers."""
ENDS: Mapping[Kind, str] = {"gap": "", "seen": "_seen", "said": "_said"}
"""Of the id of each figure, behind that of its entry."""
UNITS: Mapping[Kind, Literal["points", "score"]] = {"gap": "points", "seen": "score", "said": "points"}


class FigureText(_Entry):
    """The words of one kind of figure."""

    name: Text
    says: Text
    formula: Text


class SituationText(_Entry):
    """The words of one way in which views part."""

    severity: Severity
    headline: Text
    fact: Text
    meaning: Text
    actions: Annotated[list[EntryId], Field(min_length=1)]


class ViewsFile(_Entry):
    """views.yaml."""

    figures: dict[Kind, FigureText]
    situations: dict[Way, SituationText]
    views: Annotated[list[View], Field(min_length=1)]


def view_faults(
    views: list[View], items: Mapping[str, Item], indicators: Mapping[str, Indicator], actions: Mapping[str, object]
) -> Iterator[str]:
    """What an entry names must exist: an item of an element, a share of the lists, actions; and no id stands twice."""
    for place, view in enumerate(views):
        name = f"view {view.id}"
        if view.id in {v.id for v in views[:place]}:
            yield f"{name}: the id stands twice"
        if view.item not in items:
            yield f"{name}: item {view.item} does not exist"
        elif items[view.item].element is None or items[view.item].step != view.step:
            yield f"{name}: item {view.item} belongs to no element, or to another step"
        if view.counted not in indicators:
            yield f"{name}: indicator {view.counted} does not exist"
        elif indicators[view.counted].unit != "share" or indicators[view.counted].step != view.step:
            yield f"{name}: indicator {view.counted} is no share, or of another step"
        yield from (f"{name}: action {action} does not exist" for action in view.actions if action not in actions)


def view_indicators(file: ViewsFile, items: Mapping[str, Item], counted: Mapping[str, Indicator]) -> list[Indicator]:
    """``views.agendas`` (people less lists), ``views.agendas_seen`` and ``views.agendas_said`` (interviews less survey)."""
    return [
        Indicator(
            id=f"{view.id}{end}", seed=list(FIGURE_SEED), step=view.step, unit=UNITS[kind],
            **_filled(file.figures[kind].model_dump(), view, counted[view.counted].says),
        )
        for view in file.views for kind, end in ENDS.items()
        if kind != "said" or items[view.item].statement is not None
    ]  # fmt: skip


def view_situations(
    file: ViewsFile, items: Mapping[str, Item], counted: Mapping[str, Indicator], limits: ViewLimits
) -> list[Situation]:
    """Three ways to part: people see more than the lists show, less, or interviews and survey disagree."""
    return [
        _situation(view, way, text, items[view.item], counted, limits)
        for view in file.views for way, text in file.situations.items()
        if way != "apart" or items[view.item].statement is not None
    ]  # fmt: skip


def view_texts(
    figures: Mapping[Kind, Texts], situations: Mapping[Way, Texts], views: Iterable[View], says: Texts
) -> dict[str, dict[str, dict[str, str]]]:
    """The texts of what the entries make, in another language: of indicators and situations by their ids.

    says : by its id the sentence of each counted figure.
    """
    kinds: dict[str, dict[str, Texts]] = {
        "indicators": {ENDS[kind]: texts for kind, texts in figures.items()},
        "situations": {f"_{way}": texts for way, texts in situations.items()},
    }
    made = list(views)
    return {
        kind: {f"{v.id}{end}": _filled(texts, v, says[v.counted]) for v in made for end, texts in ends.items()}
        for kind, ends in kinds.items()
    }


def _situation(
    view: View, way: Way, text: SituationText, item: Item, counted: Mapping[str, Indicator], limits: ViewLimits
) -> Situation:
    told = _filled({"headline": text.headline, "fact": text.fact}, view, counted[view.counted].says)
    return Situation(
        id=f"{view.id}_{way}", seed=list(SEED), step=view.step, section=view.section, elements=[item.element or ""],
        severity=text.severity, letter=LETTERS[item.facet or "works"] if way == "rosier" else "C",  # type: ignore[arg-type]
        when=_when(view, way, item, limits), headline=told["headline"], fact=told["fact"],
        meaning=text.meaning, actions=list(dict.fromkeys([*(() if way == "apart" else view.actions), *text.actions])),
    )  # fmt: skip


def _when(view: View, way: Way, item: Item, limits: ViewLimits) -> Condition:
    """The gap and the near end of its interval; and both sources, so that the evidence leads to either."""
    gap, sure = round(limits.gap * 100, 6), round(limits.sure * 100, 6)

    def above(figure: str) -> list[Condition]:
        return [{"indicator": figure, "at_least": gap}, {"indicator": figure, "field": "low", "at_least": sure}]

    def below(figure: str) -> list[Condition]:
        return [{"indicator": figure, "at_most": -gap}, {"indicator": figure, "field": "high", "at_most": -sure}]

    asked: list[Condition] = [{"item": item.id, "at_least": 0}]
    if item.statement is not None:
        asked.append({"indicator": f"agree.{item.id}", "field": "count", "at_least": 0})
    if way == "apart":
        said = f"{view.id}_said"
        return {"all": [{"any": [{"all": above(said)}, {"all": below(said)}]}, *asked]}
    parts = above(view.id) if way == "rosier" else below(view.id)
    sides: list[Condition] = [
        {"indicator": f"{view.id}_seen", "at_least": 0},
        {"indicator": view.counted, "field": "count", "at_least": 0},
    ]
    return {"all": [*parts, *sides, {"any": asked}]}


def _filled(texts: Texts, view: View, says: str) -> dict[str, str]:
    """The texts with what the entry puts at their marks; the sentence of the counted figure names that figure in each brace."""
    named = re.sub(r"\{(\w+)\}", rf"{{{view.counted}:\1}}", says)
    told = {"view": view.id, "subject": view.subject, "item": view.item, "list": view.source, "says": named}
    return {name: re.sub(r"<(\w+)>", lambda mark: told[mark[1]], text) for name, text in texts.items()}
