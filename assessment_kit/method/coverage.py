"""Who claims which id of the method: items, indicators, situations, actions, elements, and features of the workbook.

    python -m assessment_kit.method.coverage > docs/coverage.md

writes the page of the documentation. A test holds that no id is left over, that no claim points to nothing, and that the page is
up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assessment_kit import words
from assessment_kit.errors import MethodError
from assessment_kit.method.load import load_method
from assessment_kit.method.model import Method, Seed, Text
from assessment_kit.shipped import TEMPLATES

KINDS = {
    "elements": "Elements", "items": "Asked", "indicators": "Measured", "situations": "Found", "actions": "Advised",
    "features": "Features",
}  # fmt: skip
TEXTS = {
    "PM": "Integrating process management", "PL": "Process-thinking leaders", "OO": "Owning the outcome",
    "PW": "The performance-driven workforce", "AL": "Alignment",
}  # fmt: skip
"""The five texts behind the method, by the letters of their ids."""


class SeedEntry(BaseModel):
    """One id of the method, in a few words."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    id: Seed
    name: Text


class Feature(BaseModel):
    """Something that the workbook does, where it stands, and the test that holds it there."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    name: Text
    seed: list[Seed]
    place: Text
    test: Text


@dataclass(frozen=True)
class Coverage:
    """The ids in their order, and per id and kind (KINDS) the names of what claims it."""

    seeds: Mapping[str, str]
    claims: Mapping[str, Mapping[str, tuple[str, ...]]]
    features: tuple[Feature, ...]

    def unclaimed(self) -> list[str]:
        """Ids that nothing claims."""
        return [name for name in self.seeds if not self.claims.get(name)]

    def unknown(self) -> list[str]:
        """Ids that are claimed but are none of the method."""
        return sorted(set(self.claims) - set(self.seeds))

    def thin(self) -> list[str]:
        """Ids that one kind of content alone claims."""
        return [name for name in self.seeds if len(self.claims.get(name, {})) == 1]

    def astray(self, root: Path) -> list[str]:
        """Features whose place or test is not there, as sentences."""
        return [
            f"feature “{feature.name}”: {path} is not there"
            for feature in self.features for path in (feature.place, feature.test) if not (root / path).is_file()
        ]  # fmt: skip


def coverage(method: Method | None = None, file: Path | None = None) -> Coverage:
    """Collect every claim of the method content and of the features.

    Raises
    ------
    MethodError : the list of ids is not well formed, or names an id twice.
    """
    seeds, features = read_seeds(file or TEMPLATES / "method" / "seeds.yaml")
    claims: dict[str, dict[str, list[str]]] = {}
    for kind, name, claimed in _claims(method or load_method(), features):
        for seed in claimed:
            claims.setdefault(seed, {}).setdefault(kind, []).append(name)
    ordered = {
        seed: {kind: tuple(by_kind[kind]) for kind in KINDS if kind in by_kind} for seed, by_kind in claims.items()
    }
    return Coverage({s.id: s.name for s in seeds}, ordered, tuple(features))


def read_seeds(file: Path) -> tuple[list[SeedEntry], list[Feature]]:
    """The ids and the features of seeds.yaml."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    try:
        seeds = [SeedEntry.model_validate(entry) for entry in content["seeds"]]
        features = [Feature.model_validate(entry) for entry in content["features"]]
    except ValidationError as error:
        raise MethodError([f"{file.name}: {fault['loc']}: {fault['msg']}" for fault in error.errors()]) from error
    twice = sorted({s.id for s in seeds if sum(s.id == other.id for other in seeds) > 1})
    if twice:
        raise MethodError([f"{file.name}: {name} stands twice" for name in twice])
    return seeds, features


def _claims(method: Method, features: Iterable[Feature]) -> Iterator[tuple[str, str, list[str]]]:
    """(kind, name, ids) of everything that claims."""
    for element in method.elements.values():
        yield "elements", element.id, element.seed
    for item in method.items.values():
        yield "items", item.id, item.seed
    for indicator in method.indicators.values():
        yield "indicators", indicator.id, indicator.seed
    for situation in method.situations.values():
        yield "situations", situation.id, situation.seed
    for action in method.actions.values():
        yield "actions", action.id, action.seed
    for feature in features:
        yield "features", feature.name, feature.seed


def page(found: Coverage) -> str:
    """The page of the documentation, as Markdown."""
    count = words.plural(
        len(found.seeds), "question, situation and piece of advice", "questions, situations and pieces of advice"
    )
    opening = (
        f"Five texts stand behind the method. Together they hold {count}, each with an id. Below, every id stands with what "
        "asks it, measures it, finds it and advises on it, by the ids of templates/method, and with the features that meet it."
    )
    lines = [
        "# What the workbook covers",
        "",
        "Made by `python -m assessment_kit.method.coverage > docs/coverage.md`; do not edit.",
        "",
        opening,
        "",
        "| | " + " | ".join(KINDS.values()) + " |",
        "|---|" + "---:|" * len(KINDS),
        *(_sums(found, letters) for letters in TEXTS),
        "",
        "A figure counts the ids of that text that something of the kind claims.",
    ]
    for letters, title in TEXTS.items():
        lines += ["", f"## {letters}: {title}", ""]
        for name, told in found.seeds.items():
            if name.startswith(f"{letters}-"):
                lines += [f"**{name}** {told}", "", *_listed(found.claims.get(name, {})), ""]
        lines.pop()
    return "\n".join(lines) + "\n"


def _sums(found: Coverage, letters: str) -> str:
    own = [name for name in found.seeds if name.startswith(f"{letters}-")]
    counts = [sum(kind in found.claims.get(name, {}) for name in own) for kind in KINDS]
    return f"| {TEXTS[letters]} ({len(own)}) | " + " | ".join(str(c) for c in counts) + " |"


def _listed(claims: Mapping[str, tuple[str, ...]]) -> list[str]:
    return [
        f"- {KINDS[kind]}: " + ", ".join(name if kind == "features" else f"`{name}`" for name in names)
        for kind, names in claims.items()
    ] or ["- nothing yet"]


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a terminal of another coding would break the page
    sys.stdout.write(page(coverage()))
