"""Read and cross-check the method content; every fault is listed at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from assessment_kit.errors import MethodError
from assessment_kit.method.conditions import faults_in, figures_in, leaves
from assessment_kit.method.model import (
    FACETS,
    Action,
    Chapter,
    Element,
    Indicator,
    Item,
    Method,
    Owner,
    Situation,
    SurveyForm,
)
from assessment_kit.method.survey_form import form_faults
from assessment_kit.method.thresholds import Thresholds
from assessment_kit.method.thresholds_told import tell
from assessment_kit.method.views import ViewsFile, view_faults, view_indicators, view_situations
from assessment_kit.shipped import TEMPLATES

_M = TypeVar("_M", bound=BaseModel)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_method(folder: Path | None = None, extra: Path | None = None) -> Method:
    """The method content as typed, cross-checked values.

    Parameters
    ----------
    folder : a folder laid out like templates/method; that one by default.
    extra : a client's own folder with items/, situations/ and actions/ to add, and a method.yaml with the thresholds that differ;
        checked in the same way.

    Raises
    ------
    MethodError : lists every fault of schema, link, duplicate and emptiness found.
    """
    return _load(folder or TEMPLATES / "method", extra)


@lru_cache(maxsize=8)
def _load(folder: Path, extra: Path | None) -> Method:
    faults: list[str] = []
    header = _mapping(folder / "method.yaml", faults)
    thresholds = _thresholds(header, extra, faults)
    folders = [folder] if extra is None else [folder, extra]
    elements = list(_entries(Element, [folder / "elements.yaml"], thresholds, faults))
    items = list(_entries(Item, _files(folders, "items"), thresholds, faults))
    situations = list(_entries(Situation, _files(folders, "situations"), thresholds, faults))
    actions = list(_entries(Action, _files(folders, "actions"), thresholds, faults))
    indicators = list(_entries(Indicator, _files(folders, "indicators"), thresholds, faults))
    chapters = list(_entries(Chapter, _files(folders, "chapters"), thresholds, faults))
    owners = list(_entries(Owner, [file for file in (folder / "owners.yaml",) if file.exists()], thresholds, faults))
    survey = _one(SurveyForm, _read(folder / "survey.yaml", faults), "survey.yaml", faults)
    views = _views(folder / "views.yaml", thresholds, items, indicators, actions, faults)
    if views is not None and thresholds is not None:
        asked, counted = {i.id: i for i in items}, {i.id: i for i in indicators}
        situations += view_situations(views, asked, counted, thresholds.views)
        indicators += view_indicators(views, asked, counted)
    faults += _duplicates(elements, indicators, items, situations, actions)
    faults += _links(elements, indicators, chapters, items, situations, actions)
    faults += [
        f for o in owners for f in _absent(f"owner {o.words}", "action", set(o.named_by), {a.id for a in actions})
    ]
    faults += form_faults(survey, elements, items) if survey else ()
    if faults or thresholds is None or survey is None:
        raise MethodError(faults)
    return Method(
        version=str(header["version"]),
        elements={e.id: e for e in elements},
        indicators={i.id: i for i in indicators},
        chapters={c.step: c for c in chapters},
        items={i.id: i for i in items},
        situations={s.id: s for s in situations},
        actions={a.id: a for a in actions},
        thresholds=thresholds,
        survey=survey,
        owners={o.words: o for o in owners},
        views={v.id: v for v in views.views} if views else {},
    )


def _views(
    file: Path, thresholds: Thresholds | None, items: list[Item], indicators: list[Indicator], actions: list[Action],
    faults: list[str],
) -> ViewsFile | None:  # fmt: skip
    """The file of views; None where there is none, or where what it names does not exist."""
    if not file.exists():
        return None
    views = _one(ViewsFile, _told(_read(file, faults), thresholds, file.name, faults), file.name, faults)
    if views is None:
        return None
    wrong = list(
        view_faults(views.views, {i.id: i for i in items}, {i.id: i for i in indicators}, {a.id: a for a in actions})
    )
    faults += wrong
    return None if wrong else views


def _thresholds(header: dict[str, object], extra: Path | None, faults: list[str]) -> Thresholds | None:
    """The method's thresholds, and over them those that the client's own method.yaml names."""
    told = header.get("thresholds")
    place = "method.yaml thresholds"
    if extra is not None and (extra / "method.yaml").is_file():
        own = _mapping(extra / "method.yaml", faults)
        faults += [f"the client's method.yaml: {name} is not known; it may hold thresholds" for name in own if name not in ("version", "thresholds")]  # fmt: skip
        told, place = _over(told, own.get("thresholds", {})), "the client's method.yaml thresholds"
    return _one(Thresholds, told, place, faults)


def _over(base: object, own: object) -> object:
    """What `own` names replaces what stands in `base`, group by group; all else stays."""
    if not isinstance(base, dict) or not isinstance(own, dict):
        return own
    return {**base, **{name: _over(base[name], value) if name in base else value for name, value in own.items()}}


def _files(folders: list[Path], kind: str) -> list[Path]:
    return [file for folder in folders for file in sorted((folder / kind).glob("*.yaml"))]


def _read(file: Path, faults: list[str]) -> object:
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506  the safe loader, in C where there is one
    except FileNotFoundError:
        faults.append(f"{file.name}: the file is missing")
    except UnicodeDecodeError:
        faults.append(f"{file.name}: not UTF-8; save it as UTF-8")
    except yaml.YAMLError as error:
        faults.append(f"{file.name}: not YAML: {str(error).splitlines()[0]}")
    return None


def _mapping(file: Path, faults: list[str]) -> dict[str, object]:
    content = _read(file, faults)
    if isinstance(content, dict):
        return content
    faults.append(f"{file.name}: must hold a mapping with version and thresholds")
    return {}


def _entries(model: type[_M], files: list[Path], thresholds: Thresholds | None, faults: list[str]) -> Iterator[_M]:
    for file in files:
        content = _read(file, faults)
        if not isinstance(content, list):
            faults.append(f"{file.name}: must hold a list of entries")
            continue
        for position, entry in enumerate(content, start=1):
            name = entry.get("id", f"entry {position}") if isinstance(entry, dict) else f"entry {position}"
            made = _one(model, _told(entry, thresholds, f"{file.name} {name}", faults), f"{file.name} {name}", faults)
            if made is not None:
                yield made


def _told(entry: object, thresholds: Thresholds | None, place: str, faults: list[str]) -> object:
    """The entry with the thresholds that its texts tell, in words."""
    if isinstance(entry, dict):
        return {name: _told(value, thresholds, place, faults) for name, value in entry.items()}
    if isinstance(entry, list):
        return [_told(value, thresholds, place, faults) for value in entry]
    if thresholds is None or not isinstance(entry, str):
        return entry
    try:
        return tell(entry, thresholds)
    except ValueError as fault:
        faults.append(f"{place}: {fault}")
        return entry


def _one(model: type[_M], entry: object, place: str, faults: list[str]) -> _M | None:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        for fault in error.errors():
            path = ".".join(str(part) for part in fault["loc"])
            faults.append(f"{place}: {path}: {fault['msg']}")
        return None


def _duplicates(*kinds: Sequence[Element | Indicator | Item | Situation | Action]) -> Iterator[str]:
    for entries in kinds:
        for name, times in Counter(entry.id for entry in entries).items():
            if times > 1:
                yield f"{type(entries[0]).__name__.lower()} {name}: the id stands {times} times"


def _links(
    elements: list[Element],
    indicators: list[Indicator],
    chapters: list[Chapter],
    items: list[Item],
    situations: list[Situation],
    actions: list[Action],
) -> Iterator[str]:
    """Everything that an entry names must exist."""
    element_ids, item_ids = {e.id for e in elements}, {i.id for i in items}
    figures = {i.id for i in indicators} | {f"{kind}.{i}" for kind in ("item", "agree") for i in item_ids}
    figures |= {f"{e}.{facet}" for e in element_ids for facet in FACETS}
    gives_way = {s.id: s.unless for s in situations}
    for element in elements:
        named = {name for names in element.inventory.values() for name in names}
        yield from _absent(f"element {element.id}", "indicator", named, figures)
    for item in items:
        yield from _absent(f"item {item.id}", "element", {item.element} - {None}, element_ids)
    for chapter in chapters:
        for answer in chapter.answers:
            yield from _texts(f"chapter {chapter.step}", [answer.text], figures)
            if answer.when is not None:
                yield from _condition(f"chapter {chapter.step}", answer.when, figures, item_ids)
    action_ids = {a.id for a in actions}
    for situation in situations:
        place = f"situation {situation.id}"
        yield from _condition(place, situation.when, figures, item_ids)
        yield from _texts(place, [situation.headline, situation.fact], figures)
        yield from _absent(place, "element", set(situation.elements), element_ids)
        yield from _absent(place, "action", set(situation.actions), action_ids)
        yield from _absent(place, "situation", set(situation.unless), gives_way)
        if situation.id in _beyond(situation.id, gives_way):
            yield f"{place}: it gives way to itself, directly or in a circle"
    yield from _action_links(
        actions, {name for situation in situations for name in situation.actions}, figures, item_ids
    )


def _action_links(
    actions: list[Action], used: Container[str], figures: Container[object], items: Container[object]
) -> Iterator[str]:
    """Every action is led to, and what it names exists."""
    ids = {a.id for a in actions}
    for action in actions:
        if action.id not in used:
            yield f"action {action.id}: no situation leads to it"
        yield from _absent(f"action {action.id}", "action", set(action.after), ids)
        for variant in action.variants:
            yield from _condition(f"action {action.id}", variant.when, figures, items)


def _absent(place: str, kind: str, named: Iterable[object], there: Container[object]) -> Iterator[str]:
    yield from (f"{place}: {kind} {name} does not exist" for name in sorted(map(str, named)) if name not in there)


def _texts(place: str, texts: Iterable[str], figures: Container[object]) -> Iterator[str]:
    named = {name for text in texts for name in figures_in(text)}
    yield from (
        f"{place}: the text names the figure {name}, which does not exist"
        for name in sorted(named)
        if name not in figures
    )


def _condition(place: str, when: object, figures: Container[object], items: Container[object]) -> Iterator[str]:
    yield from (f"{place}: {fault}" for fault in faults_in(when))
    for leaf in leaves(when):
        yield from _absent(place, "item", {leaf["item"]} if "item" in leaf else (), items)
        for source in ("indicator", "facet"):
            yield from _absent(place, source, {leaf[source]} if source in leaf else (), figures)


def _beyond(name: str, gives_way: Mapping[str, list[str]]) -> set[str]:
    """Every situation that `name` gives way to, directly or through others."""
    seen: set[str] = set()
    waiting = list(gives_way[name])
    while waiting:
        following = waiting.pop()
        if following not in seen:
            seen.add(following)
            waiting += gives_way.get(following, [])
    return seen
