"""The pieces of a report, as values: what each holds is all that a renderer needs, in plain JSON.

A notebook cell ends in a piece. Jupyter shows it by its html; the report collects the JSON beside it (MIME) and renders it
again in its own frame, so that the same content makes the notebook, the html report and the other forms. Pieces do no
arithmetic: every figure in them was computed by an analysis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, ClassVar

from assessment_kit.analysis.masking import clean, without_addresses
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.language import phrase, shown
from assessment_kit.show import theme

if TYPE_CHECKING:
    import altair as alt  # a large library, and a batch in which nothing changed draws nothing

_content_only: ContextVar[bool] = ContextVar("content_only", default=False)
MIME = "application/vnd.assessment-kit.piece+json"


@contextmanager
def content_only() -> Iterator[None]:
    """Inside, pieces show no html: the batch draws every picture once, when the report is put together."""
    token = _content_only.set(True)
    try:
        yield
    finally:
        _content_only.reset(token)


def is_content_only() -> bool:
    """Whether the batch runs: nobody looks at a cell."""
    return _content_only.get()


@dataclass(frozen=True)
class Piece:
    """Base of all pieces; `kind` names its template under templates/report/pieces."""

    kind: ClassVar[str] = ""

    def content(self) -> dict[str, Any]:
        """All of it as plain JSON, without anybody's e-mail address: a piece is what is shared."""
        content: dict[str, Any] = clean(
            shown({"kind": self.kind, **{f.name: getattr(self, f.name) for f in fields(self)}})
        )
        return content

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        content = self.content()
        if _content_only.get():
            return {MIME: content, "text/plain": str(self)}
        from assessment_kit.show.html import piece_html  # noqa: PLC0415  templates are read only where something is shown

        return {MIME: content, "text/html": piece_html(content), "text/plain": str(self)}

    def __str__(self) -> str:
        first = getattr(self, fields(self)[0].name, "") if fields(self) else ""
        return without_addresses(f"{self.kind}: {first}")


@dataclass(frozen=True)
class Figure(Piece):
    """A chart with its message.

    title : the message, a sentence with its number. subtitle : what is drawn, in which unit, what the colours mean.
    source : lists and rows, or survey and n. alt : message and numbers for those who do not see the picture.
    wide, narrow : Vega-Lite specs for 720 and 350 units. columns, rows : the data behind it, as words for people.
    margin : how to read it; paragraphs. section : its name in its chapter, by which an edition of the report chooses it.
    """

    kind: ClassVar[str] = "figure"
    title: str
    subtitle: str
    source: str
    alt: str
    wide: Mapping[str, Any]
    narrow: Mapping[str, Any]
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    margin: Sequence[str] = ()
    section: str = ""


@dataclass(frozen=True)
class Table(Piece):
    """A table for people: cells are formatted text; `align` holds l or r per column; `groups` maps a row number to a heading above it."""

    kind: ClassVar[str] = "table"
    title: str
    subtitle: str
    source: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: str = ""
    groups: Mapping[str, str] | None = None
    margin: Sequence[str] = ()
    section: str = ""


@dataclass(frozen=True)
class Gap(Piece):
    """In the place of a figure or table that has no data: what could not be said, why, and what it takes."""

    kind: ClassVar[str] = "gap"
    what: str
    why: str
    cure: str

    @classmethod
    def of(cls, gap: NotAssessed) -> Gap:
        return cls(phrase(gap.what), phrase(gap.why), phrase(gap.cure))


def figure(
    draw: Callable[[int], alt.TopLevelMixin],
    *,
    title: str,
    subtitle: str,
    source: str,
    alt_text: str,
    columns: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    margin: Sequence[str] = (),
) -> Figure:
    """A Figure from a function that draws the chart for a given width: theme.WIDE and theme.NARROW.

    The chart's whole picture, labels included, must not be wider than that width.
    """
    return Figure(
        title=title, subtitle=subtitle, source=source, alt=alt_text, wide=_spec(draw(theme.WIDE)),
        narrow=_spec(draw(theme.NARROW)), columns=tuple(columns), rows=tuple(map(tuple, rows)), margin=tuple(margin),
    )  # fmt: skip


def _spec(chart: alt.TopLevelMixin) -> dict[str, Any]:
    spec: dict[str, Any] = shown(chart.to_dict(validate=False))
    spec["config"] = theme.config()
    return spec
