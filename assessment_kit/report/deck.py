"""How report.pptx looks: 16:9, layouts with real placeholders and a theme, so that a client's own master can be laid over it."""
# ruff: noqa: SLF001  masters, themes and field placeholders have no public name in python-pptx

from __future__ import annotations

import copy
import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from assessment_kit.language import phrase
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.fitting import Said, all_fitted, fitted, height
from assessment_kit.report.native_charts import Native
from assessment_kit.report.packing import MADE
from assessment_kit.show.charts import lettering

WIDTH, HEIGHT, MARGIN = 960.0, 540.0, 40.0
TITLE = (MARGIN, 24.0, 880.0, 66.0)
BODY = (MARGIN, 104.0, 880.0, 388.0)
LEFT, RIGHT = (MARGIN, 104.0, 560.0, 388.0), (624.0, 104.0, 296.0, 388.0)
_FOOT, _NUMBER = (MARGIN, 508.0, 700.0, 18.0), (820.0, 508.0, 100.0, 18.0)
_LAYOUTS = ("Title Slide", "Title and Content", "Two Content", "Title Only")
Box = tuple[float, float, float, float]
SERIF, SANS = "Georgia", "Arial"
_INK, _QUIET = MSO_THEME_COLOR.TEXT_1, MSO_THEME_COLOR.TEXT_2
_MAIN, _CHANGE, _MARK = MSO_THEME_COLOR.ACCENT_1, MSO_THEME_COLOR.ACCENT_2, MSO_THEME_COLOR.ACCENT_3
_COLOURS = {
    "bars": [_MARK, MSO_THEME_COLOR.ACCENT_6],
    "stacked": [_MAIN, _MARK, MSO_THEME_COLOR.ACCENT_4, MSO_THEME_COLOR.ACCENT_6],
    "diverging": [_CHANGE, MSO_THEME_COLOR.ACCENT_5, MSO_THEME_COLOR.ACCENT_4, _MAIN],
    "roadmap": [_MAIN, _MAIN],
}
_DIVERGING = (1, 0, 2, 3)  # the bars next to the middle come first


_LONGEST = 2_000  # letters: no box of a slide holds more, and measuring takes its time


class Deck:
    """A set of slides that is made from the first to the last; each verb makes one."""

    def __init__(self, look: Look, client: str) -> None:
        self.look, self.client = look, client
        self.file: Any = Presentation()
        self.file.slide_width, self.file.slide_height = Pt(WIDTH), Pt(HEIGHT)
        core = self.file.core_properties
        title = phrase("{client}: management system assessment", client=client)
        core.title, core.author, core.last_modified_by = title[:250], look.name, ""
        core.created = core.modified = MADE
        for layout in list(self.file.slide_layouts):
            if layout.name not in _LAYOUTS:
                self.file.slide_layouts.remove(layout)
        self._theme()
        self._place()

    def _theme(self) -> None:
        """Colours and fonts of the theme: the tokens of the brand."""
        part = self.file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        named = {
            "dk1": "ink", "lt1": "paper", "dk2": "quiet", "lt2": "wash", "accent1": "sound", "accent2": "change", "accent3": "mark",
            "accent4": "sound-soft", "accent5": "change-soft", "accent6": "mark-soft", "hlink": "sound", "folHlink": "quiet",
        }  # fmt: skip
        text = part.blob.decode()
        for slot, token in named.items():
            colour = f'<a:{slot}><a:srgbClr val="{self.look.colour(token)[1:].upper()}"/></a:{slot}>'
            text = re.sub(rf"<a:{slot}>.*?</a:{slot}>", colour, text, flags=re.DOTALL)
        for slot, font in (("majorFont", self.look.font or SERIF), ("minorFont", self.look.font or SANS)):
            text = re.sub(rf'(<a:{slot}>\s*<a:latin typeface=")[^"]*', rf"\g<1>{font}", text)
        part._blob = text.encode()

    def _place(self) -> None:
        """Where titles, texts and the foot stand, in the master and in each layout."""
        master = self.file.slide_master
        styles = master._element.find(qn("p:txStyles"))
        title = styles.find(qn("p:titleStyle")).find(qn("a:lvl1pPr"))
        title.set("algn", "l")
        title.find(qn("a:defRPr")).set("sz", "2400")
        body = styles.find(qn("p:bodyStyle")).find(qn("a:lvl1pPr"))
        for name, value in (("marL", "0"), ("indent", "0")):
            body.set(name, value)
        for bullet in body.findall(qn("a:buChar")) + body.findall(qn("a:buFont")):
            tag = bullet.tag
            if tag == qn("a:buChar"):
                bullet.addprevious(body.makeelement(qn("a:buNone"), {}))
            body.remove(bullet)
        body.find(qn("a:defRPr")).set("sz", "1400")
        for holder in (master, *self.file.slide_layouts):
            opens = getattr(holder, "name", "") == "Title Slide" and holder is not master
            for level in holder._element.iter(qn("a:lvl1pPr")):
                if opens:
                    level.set("algn", "l")
            for shape in holder.placeholders:
                self._settle(shape, _box(shape, opens=opens, two=getattr(holder, "name", "") == "Two Content"))

    def _settle(self, shape: Any, box: Box | None) -> None:
        if box is None:
            shape._element.getparent().remove(shape._element)
            return
        shape.left, shape.top, shape.width, shape.height = map(Pt, box)
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.auto_size = MSO_AUTO_SIZE.NONE
        kind = shape.placeholder_format.type
        frame.vertical_anchor = (
            MSO_ANCHOR.BOTTOM if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE) else MSO_ANCHOR.TOP
        )
        if kind in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
            for paragraph in frame.paragraphs:
                paragraph.alignment = PP_ALIGN.RIGHT if kind == PP_PLACEHOLDER.SLIDE_NUMBER else PP_ALIGN.LEFT

    def slide(self, layout: str, title: str, notes: Sequence[str] = ()) -> Any:
        """A slide with its message, measured to fit, and its evidence in the notes."""
        chosen = next(found for found in self.file.slide_layouts if found.name == layout)
        made = self.file.slides.add_slide(chosen)
        opens = layout == "Title Slide"
        text, size = fitted(
            _line(title),
            840 if opens else TITLE[2],
            120 if opens else TITLE[3],
            (36, 32, 28, 24) if opens else (24, 22, 20, 18),
        )
        _write(made.shapes.title.text_frame, [Said("", text)], size, colour=_INK)
        self._foot(made, chosen)
        if notes:
            made.notes_slide.notes_text_frame.text = "\n".join(reading.line(n)[:3000] for n in notes)
        return made

    def _foot(self, slide: Any, layout: Any) -> None:
        foot = " · ".join(filter(None, [self.look.name, self.client, phrase("Confidential")]))
        for shape in layout.placeholders:
            kind = shape.placeholder_format.type
            if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                continue
            slide.shapes._spTree.append(copy.deepcopy(shape._element))
            made = slide.shapes[-1]
            if kind == PP_PLACEHOLDER.FOOTER:
                _write(made.text_frame, [Said("", lettering.fit(foot, _FOOT[2], 9))], 9, colour=_QUIET)
            else:
                for run in made.text_frame._txBody.iter(qn("a:rPr")):
                    run.set("sz", "900")

    def body(self, slide: Any, told: Sequence[Said], place: int = 1, box: Box = BODY, largest: float = 16) -> None:
        """Paragraphs in a placeholder of the layout."""
        sizes = [s for s in (18, 16, 15, 14, 13, 12, 11) if s <= largest]
        kept, size = all_fitted([Said(_line(t.bold), _line(t.text)) for t in told], box[2], box[3], sizes, gap=8)
        _write(slide.placeholders[place].text_frame, kept, size, gap=8)

    def drop(self, slide: Any, place: int) -> None:
        """Without a placeholder in whose place something else stands."""
        shape = slide.placeholders[place]
        shape._element.getparent().remove(shape._element)

    def words(self, slide: Any, text: str, box: Box, size: float, *, bold: bool = False, quiet: bool = False) -> None:
        """A line or two outside the placeholders: the message of a chart, its source."""
        told, used = fitted(_line(text), box[2], box[3], (size, size - 1))
        frame = slide.shapes.add_textbox(*map(Pt, box)).text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.word_wrap = True
        _write(frame, [Said(told) if bold else Said("", told)], used, colour=_QUIET if quiet else _INK)

    def picture(self, slide: Any, data: bytes, alt: str, box: Box) -> None:
        """A picture as large as the box lets it be."""
        made = slide.shapes.add_picture(io.BytesIO(data), Pt(box[0]), Pt(box[1]))
        scale = min(Pt(box[2]) / made.width, Pt(box[3]) / made.height)
        made.width, made.height = Emu(int(made.width * scale)), Emu(int(made.height * scale))
        made._element.nvPicPr.cNvPr.set("descr", reading.line(alt))

    def logo(self, slide: Any) -> None:
        picture, logo = self.look.logo_picture(), self.look.logo
        if picture is not None and logo is not None:
            width = min(160.0, 56 * logo.width / logo.height)
            self.picture(slide, picture.getvalue(), self.look.name or "Logo", (MARGIN, 40.0, width, 56.0))

    def table(self, slide: Any, columns: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], box: Box, *, right: Sequence[int] = (), alt: str) -> None:  # fmt: skip
        """A table of PowerPoint, each cell in the room of its row."""
        tall = min(box[3] / (len(rows) + 1), 40.0)
        shape = slide.shapes.add_table(len(rows) + 1, len(columns), Pt(box[0]), Pt(box[1]), Pt(box[2]), Pt(tall * (len(rows) + 1)))  # fmt: skip
        shape._element.nvGraphicFramePr.cNvPr.set("descr", reading.line(alt))
        made, total = shape.table, sum(widths)
        made.horz_banding = False
        style = made._tbl.tblPr.find(qn("a:tableStyleId"))
        style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # no style, no grid
        for place, share in enumerate(widths):
            made.columns[place].width = Pt(box[2] * share / total)
        cells = [(_line(text), box[2] * widths[place] / total - 9) for row in rows for place, text in enumerate(row)]
        starts = 12 if tall >= 30 else 11
        fits = (s for s in (starts, 10.5, 10) if all(height(text, room, s) <= tall - 2 for text, room in cells))
        size = next(fits, 9.5)  # one size for all rows
        for number, row in enumerate([columns, *rows]):
            made.rows[number].height = Pt(tall)
            for place, text in enumerate(row):
                cell = made.cell(number, place)
                cell.margin_left, cell.margin_right = Pt(0 if not place else 4), Pt(4)
                cell.margin_top = cell.margin_bottom = Pt(1)
                cell.vertical_anchor = MSO_ANCHOR.MIDDLE
                told, used = fitted(_line(text), box[2] * widths[place] / total - 9, tall - 2, (size,))
                _write(cell.text_frame, [Said(told) if not number or not place else Said("", told)], used)
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if place in right else PP_ALIGN.LEFT
                _rule(cell, self.look.colour("ink" if not number else "hair"))

    def chart(self, slide: Any, native: Native, alt: str, box: Box) -> None:
        """A chart that can be edited; its numbers are those of the figure's table."""
        data: Any = CategoryChartData(number_format=native.look)  # type: ignore[no-untyped-call]
        room = 150 if native.kind != "roadmap" else 260
        names = [lettering.fit(name, room * 2, 10) or "–" for name in native.categories]
        data.categories = names
        order = [list(native.series)[at] for at in _DIVERGING] if native.kind == "diverging" else list(native.series)
        for name in order:
            data.add_series(name, native.series[name])
        kind = XL_CHART_TYPE.BAR_CLUSTERED if native.kind == "bars" else XL_CHART_TYPE.BAR_STACKED
        shape = slide.shapes.add_chart(kind, *map(Pt, box), data)
        shape._element.nvGraphicFramePr.cNvPr.set("descr", reading.line(alt))
        chart = shape.chart
        chart.part.chart_workbook.update_from_xlsx_blob(_workbook(names, {n: native.series[n] for n in order}))
        _dress(chart, native, order)


def _line(text: object) -> str:
    """In one line, and no longer than what can be measured in a moment."""
    told = reading.line(text)
    return told if len(told) <= _LONGEST else told[:_LONGEST] + "…"


def _box(shape: Any, *, opens: bool, two: bool) -> Box | None:
    kind, place = shape.placeholder_format.type, shape.placeholder_format.idx
    if kind in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
        return (MARGIN, 150.0, 840.0, 130.0) if opens else TITLE
    if kind == PP_PLACEHOLDER.FOOTER:
        return _FOOT
    if kind == PP_PLACEHOLDER.SLIDE_NUMBER:
        return _NUMBER
    if kind == PP_PLACEHOLDER.DATE:
        return None
    if opens:
        return (MARGIN, 300.0, 840.0, 120.0)
    return (LEFT if place == 1 else RIGHT) if two else BODY


def _write(frame: Any, told: Sequence[Said], size: float, *, gap: float = 0, colour: Any = None) -> None:
    for place, said in enumerate(told):
        paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
        paragraph.space_before = Pt(0)
        paragraph.space_after = Pt(gap)
        parts = ((said.bold + (" " if said.bold and said.text else ""), True), (said.text, False))
        for text, bold in (p for p in parts if p[0]):
            run = paragraph.add_run()
            run.text = text
            run.font.size, run.font.bold = Pt(size), bold
            if colour is not None:
                run.font.color.theme_color = colour


def _rule(cell: Any, colour: str) -> None:
    """A line below the cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "9525"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour[1:].upper()}))
    line.append(fill)
    properties.insert(0, line)


def _workbook(names: Sequence[str], series: dict[str, Sequence[float | None]]) -> bytes:
    """The sheet behind a chart, where no name of a client's becomes a formula."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("Sheet1")
        for row, name in enumerate(names, start=1):
            sheet.write_string(row, 0, name)
        for column, (name, values) in enumerate(series.items(), start=1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value)
    return made.getvalue()


def _dress(chart: Any, native: Native, order: Sequence[str]) -> None:
    """Bars as in the report: few lines, labels at the bars, the first row at the top."""
    chart.font.size = Pt(10)
    chart.font.color.theme_color = _INK
    chart.has_title = False
    chart.has_legend = len(order) > 1 and native.kind != "roadmap"
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.major_tick_mark = values.major_tick_mark = XL_TICK_MARK.NONE
    names.format.line.fill.background()
    values.format.line.fill.background()
    values.has_major_gridlines = native.kind == "roadmap"
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 0 if native.kind == "bars" else 100
    if native.kind == "roadmap":
        _months(values, native)
    else:
        values.visible = False
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = native.look, False
        labels.font.size = Pt(9)
        if native.kind == "bars":
            labels.position = XL_LABEL_POSITION.OUTSIDE_END
    colours = [_COLOURS[native.kind][at] for at in _DIVERGING] if native.kind == "diverging" else _COLOURS[native.kind]
    for place, series in enumerate(plot.series):
        series.invert_if_negative = False
        if native.kind == "roadmap" and not place:
            series.format.fill.background()
            continue
        series.format.fill.solid()
        series.format.fill.fore_color.theme_color = colours[place % len(colours)]
        shade = colours[place % len(colours)]
        if native.kind in ("stacked", "diverging") and shade in (_MAIN, _MARK, _CHANGE):  # dark enough to write on
            labels = series.data_labels
            labels.show_value, labels.number_format, labels.number_format_is_linked = True, native.look, False
            labels.font.size = Pt(9)
            labels.font.color.theme_color = MSO_THEME_COLOR.BACKGROUND_1


def _months(values: Any, native: Native) -> None:
    starts, lengths = native.series.values()
    begins = [v for v in starts if v is not None]
    ends = [a + b for a, b in zip(starts, lengths, strict=True) if a is not None and b is not None]
    values.minimum_scale, values.maximum_scale = min(begins) - 5, max(ends) + 5
    values.major_unit = max(30.44, (max(ends) - min(begins)) / 6)
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "mmm yyyy", False
    values.tick_labels.font.size = Pt(9)
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    values.major_gridlines.format.line.color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
