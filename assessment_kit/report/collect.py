"""What the executed notebooks hold: chapters of words and pieces, in the order of the cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode

from assessment_kit.show.pieces import MIME


@dataclass
class Part:
    """One cell's share of the report: a piece, or words from a markdown cell."""

    piece: dict[str, Any] | None = None
    words: str = ""


@dataclass
class Section:
    """One chapter: its opening piece and what follows."""

    step: str
    number: int
    title: str
    parts: list[Part] = field(default_factory=list)


@dataclass
class Content:
    """The whole report before it is rendered; the cover is None when no notebook made one."""

    cover: dict[str, Any] | None
    sections: list[Section]


def collect(notebooks: Iterable[NotebookNode]) -> Content:
    """Chapters begin at their opening piece; words before the first opening of a notebook (its title) are for JupyterLab."""
    cover: dict[str, Any] | None = None
    sections: list[Section] = []
    for notebook in notebooks:
        current: Section | None = None
        pending: list[Part] = []
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                pending.append(Part(words=cell.source))
            for piece in pieces(cell):
                if piece["kind"] == "cover":
                    cover, pending = piece, []
                elif piece["kind"] == "opening":
                    current = Section(piece["step"], piece["number"], piece["title"])
                    sections.append(current)
                    current.parts.append(Part(piece=piece))
                    pending = []
                elif current is not None:
                    if says_something(piece):
                        current.parts += [*pending, Part(piece=piece)]
                    pending = []
        if current is not None:
            current.parts += pending
    return Content(cover, sections)


def specs(notebook: NotebookNode) -> list[dict[str, Any]]:
    """The charts of a notebook, wide and narrow."""
    figures = [piece for cell in notebook.cells for piece in pieces(cell) if piece["kind"] == "figure"]
    return [figure[width] for figure in figures for width in ("wide", "narrow")]


def says_something(piece: dict[str, Any]) -> bool:
    """False for a list of findings, gaps or problems that is empty: it takes the words before it along."""
    lists = {"gaps": "gaps", "problems": "problems", "actions": "groups", "findings": "findings"}
    return bool(piece[lists[piece["kind"]]]) if piece["kind"] in lists else True


def pieces(cell: NotebookNode) -> list[dict[str, Any]]:
    """The pieces among a cell's outputs."""
    if cell.cell_type != "code":
        return []
    return [output.data[MIME] for output in cell.get("outputs", []) if MIME in output.get("data", {})]
