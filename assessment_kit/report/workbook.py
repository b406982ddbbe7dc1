"""report.xlsx: letters, findings, the plan to fill in, figures, evidence and the data behind the charts, to go on working with.

Nothing that a client wrote becomes a formula or a link: every text is written as a text. Cells are typed, each list can be filtered.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from assessment_kit import words
from assessment_kit.engagement.brand import Brand
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.cells import Cell, shortened, typed
from assessment_kit.report.collect import Content
from assessment_kit.report.packing import MADE, packed
from assessment_kit.report.sheets import Column, Sheets, data_behind

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
STATES = ("Not started", "Under way", "Done", "Dropped")
TO_FILL = ("Agreed owner", "Agreed date", "Status", "Remark")


def make_workbook(content: Content, brand: Brand) -> bytes:
    """The workbook, the same bytes for the same content."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        look = Look.of(brand)
        title = f"{_client(content)}: management system assessment"
        book.set_properties({"title": title[:255], "author": look.name, "created": MADE})
        sheets = Sheets(book, look, _client(content))
        lists = {
            "Letters": _letters(content),
            "Findings": _findings(content),
            "Actions": _actions(content),
            "Figures": _figures(content),
            "Evidence": _evidence(content),
        }
        start = sheets.add("Read me")
        for name, (columns, rows) in lists.items():
            sheets.listing(name, columns, rows)
        _to_fill(sheets, len(lists["Actions"][1]))
        data_behind(sheets, _charts(content))
        _read_me(sheets, start, content)
    return packed(made.getvalue())


def _client(content: Content) -> str:
    return reading.line(content.cover["client"]) if content.cover else reading.line(content.sections[0].title)


_List = tuple[Sequence[Column], Sequence[Sequence[Cell]]]


def _text(value: object) -> Cell:
    return Cell(shortened(reading.clean(value)))


def _row(*values: object) -> list[Cell]:
    return [v if isinstance(v, Cell) else _text(v) for v in values]


def _letters(content: Content) -> _List:
    told = {e["id"]: e for e in reading.first(content, "derivation").get("elements", [])}
    settle = {e["id"]: e for e in reading.first(content, "firmness").get("letters", [])}
    columns = [
        Column("Element", 26), Column("Letter", 8), Column("Firmness", 9), Column("How firm", 14), Column("Because", 30),
        Column("Is it there?", 24), Column("Does it work?", 24), Column("Are processes in it?", 24),
        Column("What would change it", 30), Column("What would settle it", 26),
    ]  # fmt: skip
    rows = []
    for e in content.cover["elements"] if content.cover else []:
        why, end = told.get(e["id"], {}), settle.get(e["id"], {})
        facets = [f["sum"] + (f" ({f['range']})" if f["range"] else "") for f in why.get("facets", [])]
        rows.append(
            _row(e["name"], e["letter"], typed(e["firmness"]), e["note"] or end.get("word", ""), why.get("because", ""),
                 *(facets + [""] * 3)[:3], " ".join(end.get("flips", [])), " ".join(end.get("settles", [])))
        )  # fmt: skip
    return columns, rows


def _findings(content: Content) -> _List:
    columns = [
        Column("Finding", 8), Column("Chapter", 14), Column("Weight", 9), Column("What we found", 32), Column("The figure", 40),
        Column("How we know", 14), Column("What it means", 40), Column("Counts towards", 20), Column("Actions", 9),
        Column("Our judgement", 20),
    ]  # fmt: skip
    rows = []
    for section, f in reading.findings(content):
        judged = f["judgement"]
        judgement = " ".join(filter(None, [judged["what"], judged["reason"], judged["by"]])) if judged else ""
        counts = "; ".join(f"{e['letter']} {e['name']}" for e in f["elements"])
        actions = ", ".join(map(str, f["actions"]))
        rows.append(_row(f["number"], section.title, f["word"], f["headline"], f["fact"], f["basis"], f["meaning"], counts, actions, judgement))  # fmt: skip
    return columns, rows


def _actions(content: Content) -> _List:
    columns = [
        Column("No.", 5), Column("Action", 30), Column("How", 46), Column("About", 10), Column("Rests on finding", 10),
        Column("Proposed owner", 18), Column("Standing", 18), Column("Effort, days", 8), Column("Effect", 8), Column("Proposed date", 12),
        *(Column(name, 16, fill=True) for name in TO_FILL),
    ]  # fmt: skip
    rows = [
        _row(typed(a["number"]), a["title"], a["how"], a["head"], ", ".join(a["findings"]), a["owner"], a["standing"],
             typed(a["effort"]), a["effect"], typed(a["due"]), *("" for _ in TO_FILL))
        for a in reading.actions(content)
    ]  # fmt: skip
    return columns, rows


def _to_fill(sheets: Sheets, count: int) -> None:
    """Drop-downs and checks where the client fills in the plan."""
    sheet, first = sheets.named["Actions"], 10
    if not count:
        return
    rule = {
        "validate": "list",
        "source": list(STATES),
        "error_message": f"Choose {words.listing(list(STATES), conjunction='or')}.",
    }
    sheet.data_validation(1, first + 2, count, first + 2, rule)
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": MADE.date(),
        "error_message": "Write a date, such as 30 Nov 2026.",
    }
    sheet.data_validation(1, first + 1, count, first + 1, day)
    for row in range(1, count + 1):
        sheet.write_blank(row, first + 1, None, sheets.format("day to fill"))


def _figures(content: Content) -> _List:
    """The register of figures; where the report has none, what its charts say."""
    register = reading.first(content, "register")
    if not register:
        columns = [Column("Figure", 9), Column("What it says", 60), Column("What is drawn", 60), Column("Source", 36)]
        return columns, [
            _row(typed(f["number"]), f["title"], f["subtitle"], f["source"]) for f in reading.of_kind(content, "figure")
        ]
    columns = [
        Column("Chapter", 14), Column("Figure", 34), Column("Value", 9), Column("As told", 15), Column("n", 7), Column("95% interval", 11),
        Column("Basis", 10), Column("Formula", 50), Column("Source", 36), Column("Findings that rest on it", 10),
    ]  # fmt: skip
    rows = [
        _row(chapter["title"], f["name"], _value(f["value"]), f["value"], typed(f["n"]), f["interval"], f["basis"], f["formula"],
             f["source"], ", ".join(f["findings"]))
        for chapter in register["chapters"] for f in chapter["figures"]
    ]  # fmt: skip
    return columns, rows


def _value(told: str) -> Cell:
    """``12 of 40, 30%`` is 30%; ``2.2 of 5, n = 6`` is 2.2."""
    for part in (told, told.rpartition(", ")[2], told.partition(" of ")[0], told.partition(" ")[0]):
        cell = typed(part)
        if not isinstance(cell.value, str):
            return cell
    return Cell("")


def _evidence(content: Content) -> _List:
    columns = [
        Column("Finding", 8), Column("What we found", 28), Column("Kind", 10), Column("What was said or counted", 56),
        Column("Who, or where", 34), Column("Share", 8), Column("Answers", 9), Column("95% interval", 11),
    ]  # fmt: skip
    rows = []
    for _, f in reading.findings(content):
        found = f["evidence"]
        start = (f["number"], f["headline"])
        rows += [_row(*start, "Interview", f"“{q['text']}”", q["who"], "", "", "") for q in found["quotes"]]
        rows += [
            _row(*start, "Survey", f"“{s['text']}”", _says(s), typed(s["percent"]), typed(s["n"]), s["range"])
            for s in found["statements"]
        ]
        rows += [
            _row(*start, "Count", ": ".join(t for t in (r["says"], r["names"]) if t), r["where"], "", "", "")
            for r in found["rows"]
        ]
    return columns, rows


def _says(s: Mapping[str, Any]) -> str:
    notes = [f"{s['count']} of {s['n']} {s['verb']}", "speaks against it" if s["against"] else "", s["divided"]]
    return ", ".join(n for n in notes if n)


def _charts(content: Content) -> list[dict[str, Any]]:
    """Every figure and table with rows, in the order of the report."""
    told = [
        p.piece
        for s in content.sections
        for p in s.parts
        if p.piece is not None and p.piece["kind"] in ("figure", "table")
    ]
    return [piece for piece in told if piece["rows"] and piece["columns"]]


def _read_me(sheets: Sheets, sheet: Any, content: Content) -> None:
    cover = content.cover or {}
    facts = [
        (cover.get("headline", ""), "title"), (f"{_client(content)}. Management system assessment, {cover.get('date', '')}", "lead"),
        (cover.get("standfirst", ""), "text"), ("What is here", "head"),
    ]  # fmt: skip
    holds = [
        ("Letters", "The eight elements, each with its letter, how firm it is, and what would change it."),
        ("Findings", "Every finding with its figure, how we know, and what it leads to."),
        ("Actions", f"The plan. Owners and dates are proposals: fill in {words.listing([n.lower() for n in TO_FILL], most=4)}."),
        ("Figures", "Every figure with its formula, its source and the findings that rest on it."),
        ("Evidence", "What each finding rests on: quotes, statements of the survey, counted rows."),
        ("Data behind charts", "The numbers of every chart and table of the report."),
    ]  # fmt: skip
    ends = [
        ("How to read it", "head"),
        ("A: add it to a practice that works. B: create it. C: improve what is there. Keep: leave it alone.", "text"),
        ("Firmness is the share of re-runs, with other samples and thresholds, that give the same letter.", "text"),
        ("A dash, or an empty cell, is not known; it is never a zero.", "text"),
        ("How sure we are", "head"), (cover.get("sure", ""), "text"), ("Who took part", "head"), (cover.get("part", ""), "text"),
        ("Confidential. The sentences are those of report.html.", "text"),
    ]  # fmt: skip
    sheets.page(sheet, facts, holds, ends)
