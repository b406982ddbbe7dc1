"""What each edition of a report holds: templates/report/editions.yaml as typed, checked content."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from assessment_kit.engagement.yaml_files import read_yaml
from assessment_kit.errors import Problem
from assessment_kit.shipped import TEMPLATES


class ReportPart(BaseModel):
    """Something that may be left out: a whole chapter, or pieces by their kind or by their section."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    chapter: str = ""
    kinds: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()

    def holds(self, step: str, piece: Mapping[str, Any]) -> bool:
        """Whether a piece of the chapter `step` belongs to this part."""
        drawn = piece["kind"] in ("figure", "table") and piece.get("section", "") in self.figures
        return step == self.chapter or piece["kind"] in self.kinds or drawn


class Edition(BaseModel):
    """How much of each chapter an edition holds; `findings` and `most_figures` are None where it holds all."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    title: str
    without: frozenset[str] = frozenset()
    findings: int | None = Field(default=None, ge=1)
    most_figures: int | None = Field(default=None, ge=1)
    figures: Mapping[str, tuple[str, ...]] = {}
    words: bool = True
    how_to_act: bool = True
    evidence: Literal["open", "folded"] = "open"


class Editions(BaseModel):
    """All parts and editions by their names."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    parts: Mapping[str, ReportPart]
    editions: Mapping[str, Edition]


@lru_cache(maxsize=1)
def load_editions() -> Editions:
    """The editions that come with the package."""
    problems: list[Problem] = []
    document = read_yaml((TEMPLATES / "report" / "editions.yaml").read_bytes(), "editions.yaml", problems)
    return Editions.model_validate(document.content if document else None)
