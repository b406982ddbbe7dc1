"""What the executed notebooks hold: chapters of words and pieces, in the order of the cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from assessment_kit.language import prose
from assessment_kit.show.pieces import MIME

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass
class Part:
    """One cell's share of the report: a piece, or words from a markdown cell."""

    piece: dict[str, Any] | None = None
    words: str = ""


@dataclass
class Section:
    """One chapter: its opening piece and what follows; `gaps` is all that it could not assess, told in one place at its end."""

    step: str
    number: int
    title: str
    parts: list[Part] = field(default_factory=list)
    gaps: list[dict[str, str]] = field(default_factory=list)


@dataclass
class Content:
    """The whole report before it is rendered; the cover is None when no notebook made one.

    edition : working or board. folded : whether evidence stays folded on paper. note : what this edition leaves out, a sentence or two.
    """

    cover: dict[str, Any] | None
    sections: list[Section]
    edition: str = "working"
    folded: bool = False
    note: str = ""


def collect(notebooks: Iterable[NotebookNode]) -> Content:
    """Chapters begin at their opening piece; words before the first opening of a notebook (its title) are for JupyterLab.

    A notebook shows each gap where it is; a report gathers them at the end of the chapter, so that a client who handed over
    little gets a short report. Words that lead to nothing but gaps are left out with them.
    """
    content = Content(None, [])
    for notebook in notebooks:
        reader = _Reader(content)
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                reader.read_words(cell.source)
            for piece in pieces(cell):
                reader.read_piece(piece)
        reader.finish()
    return content


class _Reader:
    """Reads the cells of one notebook into chapters."""

    def __init__(self, content: Content) -> None:
        self.content = content
        self.section: Section | None = None
        self.words: list[Part] = []
        self.led_to_nothing = False

    def read_words(self, text: str) -> None:
        if text.lstrip().startswith("#"):
            self._settle_words()
        self.words.append(Part(words=prose(text)))

    def read_piece(self, piece: dict[str, Any]) -> None:
        if piece["kind"] == "cover":
            self.content.cover, self.words = piece, []
        elif piece["kind"] == "opening":
            self._close()
            self.section = Section(piece["step"], piece["number"], piece["title"], [Part(piece=piece)])
            self.content.sections.append(self.section)
            self.words = []
        elif self.section is None:
            return
        elif piece["kind"] in ("gap", "gaps"):
            self.section.gaps += piece["gaps"] if piece["kind"] == "gaps" else [piece]
            self.led_to_nothing = True
        elif says_something(piece):
            self.section.parts += [*self.words, Part(piece=piece)]
            self.words, self.led_to_nothing = [], False
        else:
            self.led_to_nothing = True

    def finish(self) -> None:
        self._settle_words()
        self._close()

    def _settle_words(self) -> None:
        """Words that only led to a gap go; words that stand for themselves stay."""
        if self.section is not None and not self.led_to_nothing:
            self.section.parts += self.words
        self.words, self.led_to_nothing = [], False

    def _close(self) -> None:
        if self.section is not None and self.section.gaps:
            told = list({gap["what"]: gap for gap in self.section.gaps}.values())
            self.section.parts.append(Part(piece={"kind": "gaps", "gaps": told}))
            self.section.gaps = []


def says_something(piece: dict[str, Any]) -> bool:
    """False for a list of findings, gaps, problems or interviews that is empty: it takes the words before it along."""
    lists = {"problems": "problems", "actions": "groups", "findings": "findings", "next_interviews": "interviews"}
    return bool(piece[lists[piece["kind"]]]) if piece["kind"] in lists else True


def pieces(cell: NotebookNode) -> list[dict[str, Any]]:
    """The pieces among a cell's outputs."""
    if cell.cell_type != "code":
        return []
    return [output.data[MIME] for output in cell.get("outputs", []) if MIME in output.get("data", {})]
