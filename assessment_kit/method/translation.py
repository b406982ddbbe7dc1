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
from assessment_kit.method.model import Chapter, Item, Method
from assessment_kit.method.thresholds_told import tell
from assessment_kit.shipped import TEMPLATES

KINDS = {
    "elements": ("name", "short", "question"),
    "situations": ("headline", "fact", "meaning"),
    "actions": ("title", "how"),
    "indicators": ("name", "says", "formula"),
    "chapters": ("title", "question"),
    "items": ("question", "statement", "topic"),
}
"""The texts of each kind that a report tells."""
Layer = Mapping[str, Mapping[str, Mapping[str, Any]]]


def translated(method: Method, language: str, folder: Path | None = None) -> Method:
    """The method with the texts of this language, where the layer has them; the same one for English."""
    if language == "en":
        return method
    layer = _layer((folder or TEMPLATES / "method") / language)
    with speaking(language):
        made: dict[str, object] = {
            kind: {name: _told(entry, layer.get(kind, {}).get(name), method) for name, entry in getattr(method, kind).items()}
            for kind in KINDS
        }  # fmt: skip
    return method.model_copy(update=made)


def covered(method: Method, language: str, folder: Path | None = None) -> dict[str, tuple[int, int]]:
    """By kind, how many entries have all their texts in this language, of how many."""
    layer = _layer((folder or TEMPLATES / "method") / language)
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
    if isinstance(entry, Item):
        stated = update.pop("statement", None)  # an item that is asked in interviews only has none
        if stated and entry.statement is not None:
            update["statement"] = entry.statement.model_copy(update={"text": stated})
    return entry.model_copy(update=update)


@lru_cache(maxsize=4)
def _layer(folder: Path) -> Layer:
    found: dict[str, Any] = {}
    for file in sorted(folder.rglob("*.yaml")):
        kind = file.relative_to(folder).with_suffix("").parts[0]  # actions.yaml, or actions/roles.yaml
        found.setdefault(kind, {}).update(yaml.safe_load(file.read_text(encoding="utf-8")) or {})
    return found
