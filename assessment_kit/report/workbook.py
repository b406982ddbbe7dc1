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
from assessment_kit.language import later, phrase
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.cells import Cell, shortened, typed
from assessment_kit.report.collect import Content
from assessment_kit.report.packing import MADE, packed
from assessment_kit.report.sheets import Column, Sheets, data_behind

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
STATES = (later("Not started"), later("Under way"), later("Done"), later("Dropped"))
TO_FILL = (later("Agreed owner"), later("Agreed date"), later("Status"), later("Remark"))


def make_workbook(content: Content, brand: Brand) -> bytes:
    """The workbook, the same bytes for the same content."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, OPTIONS) as book:
        look = Look.of(brand)
        title = phrase("{client}: management system assessment", client=_client(content))
        book.set_properties({"title": title[:255], "author": look.name, "created": MADE})
        sheets = Sheets(book, look, _client(content))
        lists = {
            phrase("Letters"): _letters(content),
            phrase("Findings"): _findings(content),
            phrase("Actions"): _actions(content),
            phrase("Figures"): _figures(content),
            phrase("Evidence"): _evidence(content),
        }
        start = sheets.add(phrase("Read me"))
        for name, (columns, rows) in lists.items():
            sheets.listing(name, *_filled(columns, rows))
        _to_fill(sheets, *_filled(*lists[phrase("Actions")]))
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


def _filled(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> _List:
    """The list without the columns that hold nothing in this edition; those to fill in stay, and all where there is no row."""
    kept = [i for i, c in enumerate(columns) if not rows or c.fill or any(row[i].value not in ("", None) for row in rows)]  # fmt: skip
    return [columns[i] for i in kept], [[row[i] for i in kept] for row in rows]


def _letters(content: Content) -> _List:
    told = {e["id"]: e for e in reading.first(content, "derivation").get("elements", [])}
    settle = {e["id"]: e for e in reading.first(content, "firmness").get("letters", [])}
    columns = [
        Column(phrase("Element"), 26), Column(phrase("Letter"), 8), Column(phrase("Firmness"), 9), Column(phrase("How firm"), 14), Column(phrase("Because"), 30),
        Column(phrase("Is it there?"), 24), Column(phrase("Does it work?"), 24), Column(phrase("Are processes in it?"), 24),
        Column(phrase("What would change it"), 30), Column(phrase("What would settle it"), 26),
    ]  # fmt: skip
    rows = []
    for e in content.cover["elements"] if content.cover else []:
        why, end = told.get(e["id"], {}), settle.get(e["id"], {})
        facets = [f["sum"] + (f" ({f['range']})" if f["range"] else "") for f in why.get("facets", [])]
        rows.append(
            _row(e["name"], reading.letter(e["letter"]), typed(e["firmness"]), e["note"] or end.get("word", ""), why.get("because", ""),
                 *(facets + [""] * 3)[:3], " ".join(end.get("flips", [])), " ".join(end.get("settles", [])))
        )  # fmt: skip
    return columns, rows


def _findings(content: Content) -> _List:
    columns = [
        Column(phrase("Finding"), 8), Column(phrase("Chapter"), 14), Column(phrase("Weight"), 9), Column(phrase("What we found"), 32), Column(phrase("The figure"), 40),
        Column(phrase("How we know"), 14), Column(phrase("What it means"), 40), Column(phrase("Counts towards"), 20), Column(phrase("Actions"), 9),
        Column(phrase("Our judgement"), 20),
    ]  # fmt: skip
    rows = []
    for section, f in reading.findings(content):
        judged = f["judgement"]
        judgement = " ".join(filter(None, [judged["what"], judged["reason"], judged["by"]])) if judged else ""
        counts = "; ".join(f"{reading.letter(e['letter'])} {e['name']}" for e in f["elements"])
        actions = ", ".join(map(str, f["actions"]))
        rows.append(_row(f["number"], section.title, f["word"], f["headline"], f["fact"], f["basis"], f["meaning"], counts, actions, judgement))  # fmt: skip
    return columns, rows


def _actions(content: Content) -> _List:
    columns = [
        Column(phrase("No."), 5), Column(phrase("Action"), 30), Column(phrase("How"), 46), Column(phrase("About"), 10), Column(phrase("Rests on finding"), 10),
        Column(phrase("Proposed owner"), 18), Column(phrase("Standing"), 18), Column(phrase("Effort, days"), 8), Column(phrase("Effect"), 8), Column(phrase("Proposed date"), 12),
        *(Column(str(name), 16, fill=True) for name in TO_FILL),
    ]  # fmt: skip
    rows = [
        _row(typed(a["number"]), a["title"], a["how"], a["head"], ", ".join(a["findings"]), a["owner"], a["standing"],
             typed(a["effort"]), a["effect"], typed(a["due"]), *("" for _ in TO_FILL))
        for a in reading.actions(content)
    ]  # fmt: skip
    return columns, rows


def _to_fill(sheets: Sheets, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Drop-downs and checks where the client fills in the plan."""
    sheet, count = sheets.named[phrase("Actions")], len(rows)
    if not count:
        return
    first = next(i for i, column in enumerate(columns) if column.fill)
    rule = {
        "validate": "list",
        "source": [str(state) for state in STATES],
        "error_message": phrase("Choose {list}.", list=words.listing(list(STATES), conjunction="or")),
    }
    sheet.data_validation(1, first + 2, count, first + 2, rule)
    day = {
        "validate": "date",
        "criteria": ">=",
        "value": MADE.date(),
        "error_message": phrase("Write a date, such as 30 Nov 2026."),
    }
    sheet.data_validation(1, first + 1, count, first + 1, day)
    for row in range(1, count + 1):
        sheet.write_blank(row, first + 1, None, sheets.format("day to fill"))


def _figures(content: Content) -> _List:
    """The register of figures; where the report has none, what its charts say."""
    register = reading.first(content, "register")
    if not register:
        columns = [
            Column(phrase("Figure"), 9),
            Column(phrase("What it says"), 60),
            Column(phrase("What is drawn"), 60),
            Column(phrase("Source"), 36),
        ]
        return columns, [
            _row(typed(f["number"]), f["title"], f["subtitle"], f["source"]) for f in reading.of_kind(content, "figure")
        ]
    columns = [
        Column(phrase("Chapter"), 14), Column(phrase("Figure"), 34), Column(phrase("Value"), 9), Column(phrase("As told"), 15), Column("n", 7), Column(phrase("95% interval"), 11),
        Column(phrase("Basis"), 10), Column(phrase("Formula"), 50), Column(phrase("Source"), 36), Column(phrase("Findings that rest on it"), 10),
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
        Column(phrase("Finding"), 8), Column(phrase("What we found"), 28), Column(phrase("Kind"), 10), Column(phrase("What was said or counted"), 56),
        Column(phrase("Who, or where"), 34), Column(phrase("Share"), 8), Column(phrase("Answers"), 9), Column(phrase("95% interval"), 11),
    ]  # fmt: skip
    rows = []
    for _, f in reading.findings(content):
        found = f["evidence"]
        start = (f["number"], f["headline"])
        rows += [
            _row(*start, phrase("Interview"), phrase("“{text}”", text=q["text"]), q["who"], "", "", "")
            for q in found["quotes"]
        ]
        rows += [
            _row(
                *start,
                phrase("Survey"),
                phrase("“{text}”", text=s["text"]),
                _says(s),
                typed(s["percent"]),
                typed(s["n"]),
                s["range"],
            )
            for s in found["statements"]
        ]
        rows += [
            _row(*start, phrase("Count"), ": ".join(t for t in (r["says"], r["names"]) if t), r["where"], "", "", "")
            for r in found["rows"]
        ]
    return columns, rows


def _says(s: Mapping[str, Any]) -> str:
    notes = [
        phrase("{count} of {n} {verb}", count=s["count"], n=s["n"], verb=s["verb"]),
        phrase("speaks against it") if s["against"] else "",
        s["divided"],
    ]
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
        (cover.get("headline", ""), "title"), (phrase("{client}. Management system assessment, {get}", client=_client(content), get=cover.get("date", "")), "lead"),
        (cover.get("standfirst", ""), "text"), (phrase("What is here"), "head"),
    ]  # fmt: skip
    flips = any(letter["flips"] for letter in reading.first(content, "firmness").get("letters", []))
    figures = (
        phrase("Every figure with its formula, its source and the findings that rest on it.")
        if reading.first(content, "register")
        else phrase("What each chart of this edition says, what is drawn, and its source; formulas stand in the working edition.")
    )  # fmt: skip
    holds = [
        (phrase("Letters"), phrase("The eight elements, each with its letter, how firm it is, and what would change it.") if flips
         else phrase("The eight elements, each with its letter and how firm it is.")),
        (phrase("Findings"), phrase("Every finding with its figure, how we know, and what it leads to.") if not content.note
         else phrase("The findings of this edition, each with its figure, how we know, and what it leads to.")),
        (phrase("Actions"), phrase("The plan. Owners and dates are proposals: fill in {value}.", value=words.listing([n.lower() for n in TO_FILL], most=4))),
        (phrase("Figures"), figures),
        (phrase("Evidence"), phrase("What each finding rests on: quotes, statements of the survey, counted rows.")),
        (phrase("Data behind charts"), phrase("The numbers of every chart and table of the report.")),
    ]  # fmt: skip
    ends = [
        (phrase("How to read it"), "head"),
        (phrase("A: add it to a practice that works. B: create it. C: improve what is there. Keep: leave it alone."), "text"),
        (phrase("Firmness is the share of re-runs, with other samples and thresholds, that give the same letter."), "text"),
        (phrase("A dash, or an empty cell, is not known; it is never a zero."), "text"),
        (phrase("How sure we are"), "head"), (cover.get("sure", ""), "text"), (phrase("Who took part"), "head"), (cover.get("part", ""), "text"),
        (phrase("Confidential. The sentences are those of report.html."), "text"),
    ]  # fmt: skip
    sheets.page(sheet, facts, holds, ends)
