"""How report.docx looks: A4, styles that a firm can change in one place, headings that a contents list finds, tables that break well."""
# ruff: noqa: SLF001  what Word calls an anchor, a field or a heading row has no public name in python-docx

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from assessment_kit.language import language_tag, phrase
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.packing import MADE

SERIF, SANS = "Georgia", "Arial"
WIDTH = 17.0
"""Centimetres between the margins."""


class Paper:
    """A document that is written from top to bottom; each verb adds one thing."""

    def __init__(self, look: Look, client: str) -> None:
        self.look = look
        self.file: Any = Document()
        self._marks = 0
        self._page()
        self._styles()
        core = self.file.core_properties
        core.title, core.author, core.comments, core.keywords = (
            phrase("{client}: management system assessment", client=client)[:250],
            look.name,
            "",
            "",
        )
        core.created = core.modified = MADE
        core.last_modified_by, core.language = "", language_tag()
        self._foot(client)

    def _page(self) -> None:
        page = self.file.sections[0]
        page.page_width, page.page_height = Cm(21.0), Cm(29.7)
        page.left_margin = page.right_margin = Cm(2.0)
        page.top_margin, page.bottom_margin = Cm(2.0), Cm(2.2)

    def _styles(self) -> None:
        sans, serif = self.look.font or SANS, self.look.font or SERIF
        ink, quiet, main = "ink", "quiet", "sound"
        self._style("Normal", sans, 10, ink, after=6, line=1.2)
        self._style("Title", serif, 26, ink, after=10)
        self._style("Heading 1", serif, 22, main, before=0, after=6, bold=True)
        self._style("Heading 2", sans, 14, ink, before=16, after=4, bold=True)
        self._style("Heading 3", serif, 12.5, ink, before=12, after=3, bold=True)
        self._style("List Bullet", sans, 10, ink, after=2)
        self._style("Caption", sans, 8.5, quiet, after=8)
        for name, font, size, colour, after in (
            ("Lead", serif, 12.5, "ink-2", 10), ("Answer", serif, 15, ink, 10), ("Small print", sans, 8.5, quiet, 4),
            ("Evidence", sans, 8, "ink-2", 1.5), ("Message", sans, 11, ink, 2), ("Cell", sans, 8, ink, 0),
        ):  # fmt: skip
            self.file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = self.file.styles["Normal"]
            self._style(
                name, font, size, colour, after=after, bold=name == "Message", before=10 if name == "Message" else 0
            )
        self.file.styles["Evidence"].paragraph_format.left_indent = Cm(0.6)
        for name in ("Evidence", "Cell", "Small print", "Caption"):
            self.file.styles[name].paragraph_format.line_spacing = 1.05
        self.file.styles["Message"].paragraph_format.keep_with_next = True

    def _style(
        self, name: str, font: str, size: float, colour: str, *,
        before: float = 0, after: float = 0, bold: bool = False, line: float | None = None,
    ) -> None:  # fmt: skip
        style = self.file.styles[name]
        style.font.name, style.font.size, style.font.bold, style.font.italic = font, Pt(size), bold, False
        style.font.color.rgb = RGBColor.from_string(self.look.colour(colour)[1:].upper())
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # else the template's fonts win
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for place in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{place}"), font)
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        if line:
            form.line_spacing = line
        border = style.element.pPr.find(qn("w:pBdr")) if style.element.pPr is not None else None
        if border is not None:
            style.element.pPr.remove(border)

    def _foot(self, client: str) -> None:
        told = self.file.sections[0].footer.paragraphs[0]
        told.style = self.file.styles["Small print"]
        told.add_run(" · ".join(filter(None, [self.look.name, client, phrase("Confidential"), phrase("Page ")])))
        _field(told, "PAGE", "1")

    def _add(self, text: object, style: str) -> Any:
        return self.file.add_paragraph(reading.line(text), style=style) if reading.line(text) else None

    def title(self, text: str) -> None:
        self._add(text, "Title")

    def lead(self, text: str) -> None:
        self._add(text, "Lead")

    def logo(self) -> None:
        picture = self.look.logo_picture()
        if picture is not None and self.look.logo is not None:
            logo = self.look.logo
            width = min(5.0, 1.6 * logo.width / logo.height)
            self._picture(picture, Cm(width), self.look.name or "Logo", "Logo")

    def contents(self, chapters: Iterable[tuple[int, str, str]]) -> None:
        """A contents field that already lists the chapters; Word fills in the pages when it is updated."""
        heading = self._add(phrase("Contents"), "Message")
        heading.paragraph_format.page_break_before = True
        told = self.file.add_paragraph(style="Normal")
        _begin(told, 'TOC \\o "1-2" \\h \\z \\u')
        for place, (number, title, mark) in enumerate(chapters):
            told = told if not place else self.file.add_paragraph(style="Normal")
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), mark)
            link.append(told.add_run(f"{number}  {title}")._r)
            told._p.append(link)
        _end(told)

    def chapter(self, number: int, title: str) -> None:
        made = self._add(f"{number}  {title}", "Heading 1")
        made.paragraph_format.page_break_before = True
        self._mark(made, f"chapter{number}")

    def _mark(self, paragraph: Any, name: str) -> None:
        self._marks += 1
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            mark = OxmlElement(tag)
            mark.set(qn("w:id"), str(self._marks))
            if tag.endswith("Start"):
                mark.set(qn("w:name"), name)
            paragraph._p.append(mark)

    def answer(self, text: str) -> None:
        self._add(text, "Answer")

    def part(self, text: str) -> None:
        self._add(text, "Heading 2")

    def head(self, text: str) -> None:
        """The message of a figure or table; stays with what follows."""
        self._add(text, "Message")

    def finding(self, number: str, headline: str, weight: str) -> None:
        told = self._add(f"{number}  {headline}", "Heading 3")
        if told is not None:
            self._quiet(told, f"  {weight}")

    def text(self, text: str, note: str = "") -> None:
        told = self._add(text, "Normal")
        if told is not None and note:
            self._quiet(told, f" {reading.line(note)}")

    def _quiet(self, paragraph: Any, text: str) -> None:
        run = paragraph.add_run(reading.clean(text))
        run.font.size, run.font.bold = Pt(8.5), False
        run.font.color.rgb = RGBColor.from_string(self.look.colour("quiet")[1:].upper())

    def bullet(self, text: str) -> None:
        self._add(text, "List Bullet")

    def small(self, text: str, *, keep: bool = False) -> None:
        told = self._add(text, "Small print")
        if told is not None and keep:
            told.paragraph_format.keep_with_next = True

    def told(self, mark: str, title: str, text: str) -> None:
        """A short entry: its number or letter, its name in bold, what is said of it."""
        paragraph = self.file.add_paragraph(style="Normal")
        paragraph.add_run(
            "  ".join(filter(None, [reading.line(mark), reading.line(title).rstrip(".") + "."]))
        ).bold = True
        paragraph.add_run(f" {reading.line(text)}")

    def proof(self, kind: str, says: str, where: str) -> None:
        """A line of evidence in small type."""
        told = self.file.add_paragraph(style="Evidence")
        if kind:
            told.add_run(f"{reading.line(kind)}: ").bold = True
        told.add_run(reading.line(says))
        if where:
            self._quiet(told, f"  {reading.line(where)}")

    def caption(self, text: str) -> None:
        self._add(text, "Caption")

    def picture(self, png: bytes, alt: str, title: str) -> None:
        self._picture(io.BytesIO(png), Cm(WIDTH), alt, title)

    def _picture(self, png: io.BytesIO, width: Any, alt: str, title: str) -> None:
        paragraph = self.file.add_paragraph(style="Normal")
        shape = paragraph.add_run().add_picture(png, width=width)
        tallest = Cm(21.5)
        if shape.height > tallest:
            shape.width, shape.height = int(shape.width * tallest / shape.height), tallest
        paragraph.paragraph_format.keep_with_next = True
        shape._inline.docPr.set("descr", alt)
        shape._inline.docPr.set("title", title)

    def table(
        self, columns: Sequence[str], rows: Sequence[Sequence[str]], *,
        align: str = "", groups: Mapping[str, str] | None = None, widths: Sequence[float] = (),
    ) -> None:  # fmt: skip
        """A table whose heading is repeated on each page and whose rows stay whole; `groups` sets headings above rows."""
        lines = len(rows) + 1 + len(groups or {})
        made = self.file.add_table(rows=lines, cols=len(columns))
        made.autofit = False
        shares: list[float] = list(widths) or _shares(columns, rows)
        total = sum(shares)
        cells = [list(row.cells) for row in made.rows]
        for place, share in enumerate(shares):
            made.columns[place].width = Cm(WIDTH * share / total)
            for row in cells:
                row[place].width = Cm(WIDTH * share / total)
        self._row(cells[0], columns, align, bold=True)
        _heading_row(made.rows[0])
        at = 1
        for number, texts in enumerate(rows):
            if groups and str(number) in groups:
                self._row([cells[at][0].merge(cells[at][-1])], [groups[str(number)]], "", bold=True)
                at += 1
            self._row(cells[at], texts, align)
            at += 1
        for row in made.rows:
            _whole(row)
        _rules(made, self.look.colour("hair"), self.look.colour("ink"))
        self.file.add_paragraph(style="Cell")

    def _row(self, cells: Sequence[Any], texts: Sequence[str], align: str, *, bold: bool = False) -> None:
        for place, (cell, text) in enumerate(zip(cells, texts, strict=False)):
            first, *more = [reading.line(t) for t in reading.clean(text).split("\n", 1)]
            paragraph = cell.paragraphs[0]
            paragraph.style = self.file.styles["Cell"]
            paragraph.add_run(first).bold = bold or bool(more)
            for told in more:
                cell.add_paragraph(told, style="Cell")
            if align[place : place + 1] == "r":
                for told in cell.paragraphs:
                    told.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shares(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Room by what stands in a column: its longest word, and the root of its mean length."""
    shares = []
    for place, column in enumerate(columns):
        texts = [column, *(str(row[place]) for row in rows[:200] if place < len(row))]
        word = max((len(w) for t in texts for w in t.split()), default=1)
        mean = sum(map(len, texts)) / len(texts)
        shares.append(max(3.0, min(word, 14) + 2 * min(mean, 100) ** 0.5))
    return shares


def _begin(paragraph: Any, code: str) -> None:
    _mark(paragraph, "begin")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _mark(paragraph, "separate")


def _end(paragraph: Any) -> None:
    _mark(paragraph, "end")


def _mark(paragraph: Any, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _field(paragraph: Any, code: str, shown: str) -> None:
    _begin(paragraph, code)
    paragraph.add_run(shown)
    _end(paragraph)


def _heading_row(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _rules(table: Any, hair: str, ink: str) -> None:
    """Hairlines between rows, a dark line above and below the heading; no lines between columns."""
    borders = OxmlElement("w:tblBorders")
    for side, colour, size in (("top", ink, 8), ("bottom", ink, 4), ("insideH", hair, 4)):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", str(size)), ("space", "0"), ("color", colour[1:])):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    table._tbl.tblPr.append(borders)
