"""The method in another language: a layer of texts over the English ones, by their ids, under templates/method/<language>.

Conditions, ids and figures stay as they are. What has no text in the layer is told in English, and `covered` says how much that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from assessment_kit.language import speaking
from assessment_kit.method.model import Action, Chapter, Item, Method
from assessment_kit.method.thresholds_told import tell
from assessment_kit.method.views import view_texts
from assessment_kit.shipped import TEMPLATES

KINDS = {
    "elements": ("name", "short", "question"),
    "situations": ("headline", "fact", "meaning"),
    "actions": ("title", "how"),
    "indicators": ("name", "says", "formula"),
    "chapters": ("title", "question"),
    "items": ("question", "statement", "topic"),
    "views": ("subject", "source"),
}
"""The texts of each kind that a report tells."""
Layer = Mapping[str, Mapping[str, Any]]


def translated(method: Method, language: str, folder: Path | None = None) -> Method:
    """The method with the texts of this language, where the layer has them; the same one for English."""
    if language == "en":
        return method
    layer = _layer(method, (folder or TEMPLATES / "method") / language)
    with speaking(language):
        made: dict[str, object] = {
            kind: {name: _told(entry, layer.get(kind, {}).get(name), method) for name, entry in getattr(method, kind).items()}
            for kind in KINDS
        }  # fmt: skip
    return method.model_copy(update=made)


def covered(method: Method, language: str, folder: Path | None = None) -> dict[str, tuple[int, int]]:
    """By kind, how many entries have all their texts in this language, of how many."""
    layer = _layer(method, (folder or TEMPLATES / "method") / language)
    return {
        kind: (
            sum(
                all(text in layer.get(kind, {}).get(name, {}) for text in texts if getattr(entry, text))
                for name, entry in getattr(method, kind).items()
            ),
            len(getattr(method, kind)),
        )
        for kind, texts in KINDS.items()
    }


def _told(entry: BaseModel, texts: Mapping[str, Any] | None, method: Method) -> BaseModel:
    if not texts:
        return entry
    update: dict[str, object] = {
        name: tell(text, method.thresholds) for name, text in texts.items() if isinstance(text, str)
    }
    if isinstance(entry, Chapter) and "answers" in texts:
        told = texts["answers"]  # by their place in the English file, counted from 1
        update["answers"] = [
            answer.model_copy(update={"text": tell(told[n], method.thresholds)}) if n in told else answer
            for n, answer in enumerate(entry.answers, start=1)
        ]
    if isinstance(entry, Action) and "variants" in texts:
        others = texts["variants"]  # by their place, too
        update["variants"] = [
            variant.model_copy(update={name: tell(text, method.thresholds) for name, text in others.get(n, {}).items()})
            for n, variant in enumerate(entry.variants, start=1)
        ]
    if isinstance(entry, Item):
        stated = update.pop("statement", None)  # an item that is asked in interviews only has none
        if stated and entry.statement is not None:
            update["statement"] = entry.statement.model_copy(update={"text": stated})
    return entry.model_copy(update=update)


def _layer(method: Method, folder: Path) -> Layer:
    """What stands in the folder; and of its views.yaml, the texts of the figures and situations that the method makes of it."""
    read = _read(folder)
    if "views" not in read:
        return read
    told = read["views"]
    named = {name: texts for name, texts in told["views"].items() if name in method.views}
    views = [method.views[name].model_copy(update=texts) for name, texts in named.items()]
    says = {name: read.get("indicators", {}).get(name, {}).get("says", i.says) for name, i in method.indicators.items()}
    made = view_texts(told["figures"], told["situations"], views, says)
    here = {kind: {n: t for n, t in texts.items() if n in getattr(method, kind)} for kind, texts in made.items()}
    return {**read, "views": named, **{kind: {**read.get(kind, {}), **texts} for kind, texts in here.items()}}


@lru_cache(maxsize=4)
def _read(folder: Path) -> Layer:
    found: dict[str, Any] = {}
    for file in sorted(folder.rglob("*.yaml")):
        kind = file.relative_to(folder).with_suffix("").parts[0]  # actions.yaml, or actions/roles.yaml
        found.setdefault(kind, {}).update(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    return found
