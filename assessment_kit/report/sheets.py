"""How a sheet of report.xlsx looks: formats in the brand's colours, lists with filter and frozen heading, the print set-up."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessment_kit.language import phrase
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.cells import Cell, shortened, typed_column

FONT = "Arial"
_A4 = 9
_FIRST, _OTHER = 40, 14  # widths where tables of many kinds stand below each other
_LINE, _TALLEST = 13.0, 260.0  # points


@dataclass(frozen=True)
class Column:
    """width : in characters. fill : empty, for the client to fill in."""

    name: str
    width: float
    fill: bool = False


class Sheets:
    """The sheets of one workbook."""

    def __init__(self, book: Any, look: Look, foot: str) -> None:
        self.book, self.look, self.foot = book, look, foot
        self.named: dict[str, Any] = {}
        self._formats: dict[str, Any] = {}

    def format(self, name: str, number: str = "") -> Any:
        """A format by what it is for; `number` is Excel's number format."""
        key = f"{name} {number}"
        if key not in self._formats:
            told = {
                "font_name": self.look.font or FONT,
                "font_size": 10,
                "valign": "top",
                "font_color": self.look.colour("ink"),
            }
            told |= self._looks()[name] | ({"num_format": number} if number else {})
            self._formats[key] = self.book.add_format(told)
        return self._formats[key]

    def _looks(self) -> dict[str, dict[str, Any]]:
        colour = self.look.colour
        fill = {"bg_color": colour("sound-wash"), "border": 1, "border_color": colour("hair")}
        return {
            "title": {"bold": True, "font_size": 16, "text_wrap": True, "font_color": colour("sound")},
            "lead": {"font_color": colour("quiet"), "text_wrap": True},
            "head": {"bold": True, "font_size": 12, "text_wrap": True, "top": 1, "top_color": colour("line")},
            "text": {"text_wrap": True, "num_format": "@"},
            "number": {"align": "right", "indent": 1},
            "bold": {"bold": True, "text_wrap": True, "num_format": "@"},
            "heading": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bottom_color": colour("ink")},
            "heading to fill": {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bg_color": colour("sound-wash")},
            "to fill": {**fill, "text_wrap": True, "num_format": "@"},
            "day to fill": {**fill, "num_format": "d mmm yyyy", "align": "right"},
            "link": {"font_color": colour("sound"), "underline": 1, "text_wrap": True},
        }  # fmt: skip

    def add(self, name: str) -> Any:
        """A sheet, printed across on A4 with page numbers."""
        sheet = self.named[name] = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        foot, pages = self.foot[:100].replace("&", "&&"), phrase("Page {page} of {pages}", page="&P", pages="&N")
        sheet.set_footer(f"&L&8{foot}&C&8{phrase('Confidential')}&R&8{pages}")
        return sheet

    def listing(self, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """A list with its heading frozen, repeated on every printed page, and a filter."""
        sheet = self.add(name)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.name, self.format("heading to fill" if column.fill else "heading"))
        for number, row in enumerate(rows, start=1):
            for place, (cell, column) in enumerate(zip(row, columns, strict=True)):
                if column.fill:
                    sheet.write_blank(number, place, None, self.format("to fill"))
                else:
                    self.write(sheet, number, place, cell)
            sheet.set_row(number, _height(row, [c.width for c in columns]))
        sheet.set_row(0, 30)
        sheet.freeze_panes(1, min(2, len(columns)))
        sheet.repeat_rows(0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)

    def write(self, sheet: Any, row: int, place: int, cell: Cell) -> None:
        """A typed cell; a text is written as a text, whatever it begins with."""
        if isinstance(cell.value, dt.date):
            sheet.write_datetime(row, place, dt.datetime(cell.value.year, cell.value.month, cell.value.day), self.format("number", cell.look))  # fmt: skip
        elif isinstance(cell.value, str):
            if cell.value:
                sheet.write_string(row, place, shortened(cell.value), self.format("text"))
        else:
            sheet.write_number(row, place, cell.value, self.format("number", cell.look))

    def page(
        self,
        sheet: Any,
        facts: Sequence[tuple[str, str]],
        holds: Sequence[tuple[str, str]],
        ends: Sequence[tuple[str, str]],
    ) -> None:
        """The first sheet: words in one broad column, and a link to each sheet."""
        sheet.set_portrait()
        sheet.set_column(0, 0, 24)
        sheet.set_column(1, 1, 84)
        row = 0
        picture = self.look.logo_picture()
        if picture is not None and self.look.logo is not None:
            scale = min(160 / self.look.logo.width, 48 / self.look.logo.height)
            if self.look.logo.kind == "svg+xml":
                scale *= self.look.logo.width / 600
            sheet.insert_image(0, 0, "logo", {"image_data": picture, "x_scale": scale, "y_scale": scale, "description": self.look.name or "Logo"})  # fmt: skip
            sheet.set_row(0, 44)
            row = 1
        for text, name in facts:
            row = self._across(sheet, row, text, name)
        for name, text in holds:
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self.format("link"), name)
            sheet.write_string(row, 1, text, self.format("text"))
            row += 1
        for text, name in ends:
            row = self._across(sheet, row, text, name)

    def _across(self, sheet: Any, row: int, text: str, name: str) -> int:
        told = shortened(reading.clean(text))
        if not told:
            return row
        sheet.merge_range(row, 0, row, 1, "", self.format(name))
        sheet.write_string(row, 0, told, self.format(name))
        size = {"title": 1.7, "head": 1.3}.get(name, 1.0)
        sheet.set_row(row, min(15 * size * (1 + int(len(told) * size / 112)) + (8 if name == "head" else 3), 400))
        return row + 1


def data_behind(sheets: Sheets, pieces: Sequence[Mapping[str, Any]]) -> None:
    """Every chart's numbers below each other, each a table of its own that can be filtered."""
    sheet = sheets.add(phrase("Data behind charts"))
    widest = max((len(p["columns"]) for p in pieces), default=1)
    sheet.set_column(0, 0, _FIRST)
    if widest > 1:
        sheet.set_column(1, widest - 1, _OTHER)
    sheet.freeze_panes(0, 1)
    row = 0
    for count, piece in enumerate(pieces, start=1):
        name = phrase("Figure {number}. ", number=piece["number"]) if piece.get("number") else phrase("Table. ")
        sheet.write_string(row, 0, shortened(name + reading.line(piece["title"])), sheets.format("bold"))
        sheet.write_string(row + 1, 0, shortened(reading.line(piece["subtitle"])), sheets.format("lead"))
        sheet.set_row(row + 1, 30)
        _table(sheets, sheet, row + 2, piece, f"Data{count}")
        row += len(piece["rows"]) + 5


def _table(sheets: Sheets, sheet: Any, top: int, piece: Mapping[str, Any], name: str) -> None:
    headings = _apart([reading.line(c) or "–" for c in piece["columns"]])
    rows = [list(r) + [""] * (len(headings) - len(r)) for r in piece["rows"]]
    last = len(headings) - 1
    sheet.add_table(
        top, 0, top + len(rows), last,
        {"name": name, "style": None, "banded_rows": False,
         "columns": [{"header": h, "header_format": sheets.format("heading")} for h in headings]},
    )  # fmt: skip
    for place in range(len(headings)):
        cells = typed_column([r[place] for r in rows]) if place else [Cell(reading.clean(r[0])) for r in rows]
        for number, cell in enumerate(cells, start=1):
            sheets.write(sheet, top + number, place, cell)
    sheet.set_row(top, 28)
    for number, r in enumerate(rows, start=1):
        sheet.set_row(top + number, _height([Cell(reading.clean(t)) for t in r], [_FIRST, *[_OTHER] * last]))


def _apart(headings: Sequence[str]) -> list[str]:
    """A table of Excel wants its headings apart: the second of the same name gets a number."""
    seen: Counter[str] = Counter()
    made = []
    for heading in headings:
        told = heading[:200]
        seen[told.casefold()] += 1
        made.append(told if seen[told.casefold()] == 1 else f"{told} ({seen[told.casefold()]})")
    return made


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Of a row, by its longest text: not every program that opens a workbook finds it by itself."""
    lines = [
        sum(1 + int(len(told) * 0.98 / width) for told in cell.value.split("\n"))
        for cell, width in zip(row, widths, strict=False) if isinstance(cell.value, str)
    ]  # fmt: skip
    return min(_LINE * max(lines, default=1) + 3, _TALLEST)
