"""report.docx: the whole text with its pictures, to comment on. One function for each kind of piece."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from assessment_kit.engagement.brand import Brand
from assessment_kit.language import later, phrase
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.collect import Content, Part
from assessment_kit.report.packing import packed
from assessment_kit.report.paper import Paper

Piece = Mapping[str, Any]
_LETTERS = later("A: add it to a practice that works. B: create it. C: improve what is there. Keep: leave it alone.")


def make_document(content: Content, brand: Brand) -> bytes:
    """The document, the same bytes for the same content."""
    look = Look.of(brand)
    cover = content.cover or {}
    client = reading.line(cover.get("client") or content.sections[0].title)
    paper = Paper(look, client)
    if cover:
        _cover(paper, cover)
    paper.contents([(s.number, reading.line(s.title), f"chapter{s.number}") for s in content.sections])
    for section in content.sections:
        for part in section.parts:
            _part(paper, part)
    made = io.BytesIO()
    paper.file.save(made)
    return packed(made.getvalue())


def _part(paper: Paper, part: Part) -> None:
    if part.piece is None:
        for kind, text in reading.blocks(part.words):
            {"heading": paper.part, "bullet": paper.bullet, "text": paper.text}[kind](text)
        return
    _KINDS.get(part.piece["kind"], _other)(paper, part.piece)


def _cover(paper: Paper, cover: Piece) -> None:
    paper.logo()
    paper.small(phrase("{client}. Management system assessment, {date}", client=cover["client"], date=cover["date"]))
    paper.title(cover["headline"])
    paper.lead(cover["standfirst"])
    paper.part(phrase("What to change, element by element"))
    rows = [[reading.letter(e["letter"]), e["name"], e["firmness"] or e["note"]] for e in cover["elements"]]
    paper.table([phrase("Letter"), phrase("Element"), phrase("How firm")], rows, align="llr", widths=(2, 10, 4))
    paper.small(_LETTERS)
    paper.part(phrase("What we found"))
    for f in cover["findings"]:
        paper.told(f["number"], f["headline"], f["fact"])
    paper.part(phrase("What to do next"))
    for a in cover["actions"]:
        paper.told(a["number"], a["title"], f"{a['owner']}, {a['due']}")
    for c in cover["collect"]:
        paper.told("", c["title"], c["text"])
    paper.text(cover["conditions"])
    paper.part(phrase("How sure we are"))
    paper.text(cover["sure"])
    paper.part(phrase("Who took part"))
    paper.text(reading.sentence(cover["part"]))
    paper.text(reading.sentence(cover["left_out"]))


def _opening(paper: Paper, piece: Piece) -> None:
    paper.chapter(piece["number"], piece["title"])
    paper.small(piece["question"])
    paper.answer(piece["answer"])
    for e in piece["letters"]:
        paper.told(reading.letter(e["letter"]), e["name"], e["firmness"])


def _figure(paper: Paper, piece: Piece) -> None:
    paper.head(piece["title"])
    paper.small(piece["subtitle"], keep=True)
    paper.picture(paper.look.picture(dict(piece)), reading.line(piece["alt"]), reading.line(piece["title"]))
    number = phrase("Figure {number}. ", number=piece["number"]) if piece.get("number") else ""
    paper.caption(f"{number}{piece['source']}")
    for note in piece["margin"]:
        paper.small(note)


def _table(paper: Paper, piece: Piece) -> None:
    paper.head(piece["title"])
    paper.small(piece["subtitle"], keep=True)
    paper.table(piece["columns"], piece["rows"], align=piece["align"], groups=piece["groups"] or {})
    paper.caption(piece["source"])
    for note in piece["margin"]:
        paper.small(note)


def _findings(paper: Paper, piece: Piece) -> None:
    for f in piece["findings"]:
        paper.finding(f["number"], f["headline"], f["word"])
        paper.text(f["fact"], note=f["basis"])
        paper.text(f["meaning"])
        if f["judgement"]:
            told = f["judgement"]
            paper.text(
                phrase("Consultant’s judgement. {what} {reason}", what=told["what"], reason=told["reason"]),
                note=told["by"],
            )
        for kind, says, where in reading.evidence(f):
            paper.proof(kind, says, where)
        counts = ", ".join(f"{reading.letter(e['letter'])} {e['name']}" for e in f["elements"])
        paper.small(
            ". ".join(
                filter(None, [phrase("Counts towards {counts}", counts=counts) if counts else "", reading.leads_to(f)])
            )
            + "."
        )


def _gap(paper: Paper, piece: Piece) -> None:
    paper.told(
        "–",
        piece["what"],
        phrase("Not assessed: {why}. {sentence}", why=piece["why"], sentence=reading.sentence(piece["cure"])),
    )


def _gaps(paper: Paper, piece: Piece) -> None:
    if piece["gaps"]:
        paper.head(phrase("Not assessed"))
    for gap in piece["gaps"]:
        _gap(paper, gap)


def _problems(paper: Paper, piece: Piece) -> None:
    if piece["problems"]:
        paper.part(phrase("What had a fault: {summary}", summary=piece["summary"]))
        rows = [[p["where"], p["rule"], p["left_out"], p["cure"]] for p in piece["problems"]]
        paper.table([phrase("Where"), phrase("What is wrong"), phrase("Left out"), phrase("What to do")], rows)
        paper.small(piece["more"])


def _before(paper: Paper, piece: Piece) -> None:
    for p in piece["parts"]:
        paper.told("", p["title"], p["text"])


def _actions(paper: Paper, piece: Piece) -> None:
    if not piece["groups"]:
        return
    paper.head(piece["title"])
    paper.small(piece["subtitle"], keep=True)
    rows: list[list[str]] = []
    groups: dict[str, str] = {}
    for g in piece["groups"]:
        groups[str(len(rows))] = g["head"]
        rows += [
            [str(a["number"]), f"{a['title']}\n{a['how']}", ", ".join(a["findings"]), f"{a['owner']}\n{a['standing']}", a["effort"], a["effect"], a["due"]]
            for a in g["actions"]
        ]  # fmt: skip
    rows.append(["", piece["total"], "", "", piece["effort"], "", ""])
    paper.table([phrase("No."), phrase("Action"), phrase("Finding"), phrase("Owner"), phrase("Days"), phrase("Effect"), phrase("By")], rows, align="rlllrlr", groups=groups, widths=(0.9, 7.0, 1.6, 3.2, 1.1, 1.4, 1.8))  # fmt: skip
    if piece["postponed"]:
        paper.head(phrase("Left for later"))
        for title in piece["postponed"]:
            paper.bullet(title)


def _firmness(paper: Paper, piece: Piece) -> None:
    if piece["letters"]:
        paper.head(piece["title"])
        paper.small(piece["subtitle"], keep=True)
        rows = [[f"{reading.letter(e['letter'])} {e['name']}", " ".join(filter(None, [e["firmness"], e["word"]])), " ".join(e["flips"]), " ".join(e["settles"])] for e in piece["letters"]]  # fmt: skip
        paper.table(
            [phrase("Element"), phrase("Firmness"), phrase("What would flip it"), phrase("What would settle it")],
            rows,
            widths=(4, 2.4, 6, 4.6),
        )


def _next_interviews(paper: Paper, piece: Piece) -> None:
    if not piece["interviews"]:
        return
    if piece["lacks"] or piece["unasked"]:
        paper.head(piece["heading"])
        paper.text(piece["unasked"])
        for g in piece["lacks"]:
            paper.told("", g["what"], g["why"])
    paper.head(piece["title"])
    paper.small(piece["subtitle"], keep=True)
    rows = [["\n".join(filter(None, [i["who"], i["where"]])), i["about"], i["count"], i["minutes"]] for i in piece["interviews"]]  # fmt: skip
    rows += [[piece["more"], "", "", ""]] if piece["more"] else []
    rows.append([piece["total"], "", piece["questions"], piece["minutes"]])
    paper.table(
        [phrase("Whom to ask"), phrase("About"), phrase("Questions"), phrase("Minutes")],
        rows,
        align="llrr",
        widths=(6, 7, 2, 2),
    )
    for g in piece["guides"]:
        paper.told("", g["who"], "")
        for question in g["questions"]:
            paper.bullet(question)


def _derivation(paper: Paper, piece: Piece) -> None:
    for e in piece["elements"]:
        paper.told(
            reading.letter(e["letter"]), e["name"], f"{e['because']} {reading.sentence(e['firmness'])} {e['own']}"
        )
        for f in e["facets"]:
            paper.proof(f["question"], f["sum"] + (f" ({f['range']})" if f["range"] else ""), "")
            for s in f["sources"]:
                for m in s["measures"]:
                    paper.proof(
                        "", f"{s['name']}: {m['says']} {m['sum']}", ", ".join(filter(None, [m["n"], m["where"]]))
                    )


def _parts(paper: Paper, piece: Piece) -> None:
    """Who was heard, how well answers agree: questions, each with its answer and a table."""
    for p in piece["parts"]:
        paper.told("", p["question"], p["says"])
        if p["rows"]:
            paper.table(p["columns"], p["rows"])
        for note in p["notes"]:
            paper.small(note)


def _small_print(paper: Paper, piece: Piece) -> None:
    for note in piece["notes"]:
        paper.head(note["title"])
        for told in note["paragraphs"]:
            paper.text(told)
    paper.head(phrase("Words"))
    for w in piece["words"]:
        paper.told("", w["word"], w["meaning"])
    paper.head(phrase("Made from"))
    paper.text(f"{piece['made_from']} {piece['made_by']}")
    for f in piece["files"]:
        paper.proof("", f["name"], f["digest"])


def _register(paper: Paper, piece: Piece) -> None:
    paper.head(piece["title"])
    count = ", ".join(f"{c['title']}: {c['count']}" for c in piece["chapters"])
    paper.text(
        phrase(
            "{count}. Each with its formula and its source stands in the workbook and in the html report.", count=count
        )
    )


def _nothing(_paper: Paper, _piece: Piece) -> None:
    """Links within a page: there is nothing to read in them."""


def _other(paper: Paper, piece: Piece) -> None:
    """A kind that this form does not know yet: its plain sentences, so that nothing is lost silently."""
    for name in ("title", "subtitle", "says", "summary"):
        paper.text(str(piece.get(name, "")))


_KINDS: Mapping[str, Callable[[Paper, Piece], None]] = {
    "opening": _opening, "figure": _figure, "table": _table, "findings": _findings, "gap": _gap, "gaps": _gaps,
    "problems": _problems, "before": _before, "actions": _actions, "firmness": _firmness, "next_interviews": _next_interviews,
    "derivation": _derivation, "heard": _parts, "agreement": _parts, "small_print": _small_print, "register": _register,
    "letter_links": _nothing,
}  # fmt: skip
