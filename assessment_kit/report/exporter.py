"""The nbconvert exporter of the report: all notebooks of one client in, one html file out.

Also registered with nbconvert: ``jupyter nbconvert --to assessment-report notebook.ipynb`` makes the report of a single one.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import nh3
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import markdown2html_mistune
from nbformat import NotebookNode

from assessment_kit.engagement.brand import Brand
from assessment_kit.errors import ReportError
from assessment_kit.language import phrase
from assessment_kit.report.brand import Look
from assessment_kit.report.collect import Content, Part, collect
from assessment_kit.report.options import Choice, choose
from assessment_kit.show import html, theme
from assessment_kit.show.live import live, packed
from assessment_kit.show.pictures import javascript_bundle, svg, with_own_ids
from assessment_kit.show.pieces import MIME

_TAGS = {"p", "strong", "em", "ul", "ol", "li", "a", "code", "blockquote", "h2", "h3", "h4", "br", "table", "thead", "tbody", "tr", "th", "td"}  # fmt: skip
_ANCHOR = re.compile(r'<a class="anchor-link".*?</a>')
_ID = re.compile(r' id="([^"]+)"')
_LINK = re.compile(r' href="#([^"]*)"')
_MADE_HERE = ("pictures", "number")
STYLES = ("type", "ground", "pieces", "page", "print", "cover", "edition")


@dataclass(frozen=True)
class Page:
    """The finished report and what it is made of."""

    html: str
    figures: int
    notebooks: list[NotebookNode]
    content: Content


class ReportExporter(TemplateExporter):
    """Renders executed notebooks as the report."""

    export_from_notebook = "Assessment report"
    file_extension = ".html"
    output_mimetype = "text/html"

    def from_notebook_node(  # type: ignore[override]  # as nbconvert's own exporters have it
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **_: object
    ) -> tuple[str, dict[str, Any]]:
        """The report of one executed notebook."""
        return make_page([nb]).html, {"output_extension": ".html", **(resources or {})}


def make_page(notebooks: Iterable[NotebookNode], choice: Choice | None = None, brand: Brand | None = None) -> Page:
    """Collect, number, choose what the edition holds, and render.

    Raises
    ------
    ReportError : when no notebook holds a chapter.
    """
    executed = list(notebooks)
    content = collect(executed)
    if not content.sections:
        raise ReportError("No chapter was found in the notebooks. Run them first.")
    _number(content)
    look = Look.of(brand)
    content = look.worded(choose(content, choice or Choice()))
    figures = [p.piece for s in content.sections for p in s.parts if p.piece and p.piece["kind"] == "figure"]
    client = content.cover["client"] if content.cover else content.sections[0].title
    charts = {str(f["number"]): [live(f[width]) for width in ("wide", "narrow")] for f in figures}
    boot = html.script("boot")
    bundle = javascript_bundle().replace("</script", "<\\/script") if figures else ""
    made = _chapters(content)
    page = html.render(
        "report.html.j2",
        client=client,
        short=content.cover["short_name"] if content.cover else client,
        date=content.cover["date"] if content.cover else "",
        logo=look.logo_uri,
        firm=look.name,
        edition=content.edition,
        folded=content.folded,
        cover=made.pop(""),
        sections=[
            {"step": s.step, "number": s.number, "title": s.title, "html": made[s.step]} for s in content.sections
        ],
        style=html.safe(
            html.token_style(palette=look.palette, font=look.font) + html.style(*STYLES).replace("&, :root", ":root")
        ),
        foot=_css_string(
            "  ·  ".join(
                filter(None, [look.name, client, phrase("Management system assessment"), phrase("Confidential")])
            )
        ),
        policy=f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src {_digest(bundle)} {_digest(boot)}",
        bundle=html.safe(bundle),
        specs=packed({"config": {**theme.config(), "aria": False}, "figures": charts}),
        boot=html.safe(boot),
    )
    return Page(page, len(figures), executed, content)


def _chapters(content: Content) -> dict[str, str | None]:
    """Page one (under an empty name) and each chapter as html; a link to what this edition leaves out becomes plain text."""
    cover = html.render_piece({**content.cover, "note": content.note}) if content.cover else None
    made = {"": cover, **{s.step: "\n".join(_part(p) for p in s.parts) for s in content.sections}}
    there = {"summary", *made, *(name for text in made.values() if text for name in _ID.findall(text))}
    return {
        step: None if text is None else html.safe(_LINK.sub(lambda m: m[0] if m[1] in there else "", text))
        for step, text in made.items()
    }


def _number(content: Content) -> list[dict[str, Any]]:
    """Number the figures through the report and draw their pictures."""
    figures = [p.piece for s in content.sections for p in s.parts if p.piece and p.piece["kind"] == "figure"]
    for number, figure in enumerate(figures, start=1):
        drawn = [with_own_ids(svg(figure[width]), f"f{number}{width[0]}") for width in ("wide", "narrow")]
        figure["number"] = number
        figure["pictures"] = html.safe(_frame(drawn[0], "w") + _frame(drawn[1], "n"))
    return figures


def _frame(picture: str, width: str) -> str:
    return f'<div class="{width}">{picture}</div>'


def _part(part: Part) -> str:
    if part.piece is not None:
        return html.render_piece(part.piece)
    return f'<div class="text">{markdown(part.words)}</div>'


def markdown(text: str) -> str:
    """A markdown cell as safe html; its headings become small ones, since chapters have their own."""
    plain = _ANCHOR.sub("", markdown2html_mistune(text))
    made = nh3.clean(plain, tags=_TAGS, attributes={"a": {"href"}}, link_rel=None, url_schemes={"https", "mailto"})
    for old in ("h2", "h1"):
        made = made.replace(f"<{old}>", '<h3 class="part">').replace(f"</{old}>", "</h3>")
    return html.safe(made)


def _css_string(text: str) -> str:
    """A quoted CSS string that cannot end the style element or the string that it stands in."""
    plain = "".join(c if c.isalnum() or c in " ,.·–" else f"\\{ord(c):x} " for c in text)
    return html.safe(f'"{plain}"')


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def with_pictures(notebook: NotebookNode) -> NotebookNode:
    """The notebook with each piece's html, pictures included, so that it reads well in JupyterLab; texts only, no code runs.

    Only what changes is made anew, since pictures are large; the notebook given stays as it is.
    """
    cells = [NotebookNode(c, outputs=[_shown(o) for o in c.outputs]) if "outputs" in c else c for c in notebook.cells]
    return NotebookNode(notebook, cells=cells)


def _shown(output: NotebookNode) -> NotebookNode:
    """An output with the html of its piece, and the piece without what was made for the page: pictures and number."""
    piece = output.get("data", {}).get(MIME)
    if piece is None:
        return output
    kept = {name: value for name, value in piece.items() if piece["kind"] != "figure" or name not in _MADE_HERE}
    shown = piece if piece["kind"] != "figure" else {**piece, "pictures": html.safe(piece["pictures"])}
    brought = {MIME: kept, "text/html": f'<div class="ak">{html.render_piece(shown)}</div>'}
    return NotebookNode(output, data={**output["data"], **brought})
