"""report.pptx: what a board is told in ten to fifteen slides. Titles are the report's messages, its evidence stands in the notes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from assessment_kit.engagement.brand import Brand
from assessment_kit.language import later, phrase
from assessment_kit.report import reading
from assessment_kit.report.brand import Look
from assessment_kit.report.collect import Content, Section
from assessment_kit.report.deck import BODY, LEFT, RIGHT, Deck
from assessment_kit.report.fitting import Said
from assessment_kit.report.native_charts import native
from assessment_kit.report.packing import packed

STEPS = ("architecture", "roles", "metrics", "practices")
_TALL = 0.85  # height to width; a taller picture cannot be read on a slide
_KEY = later(
    "A: add it to a practice that works. B: create it. C: improve what is there. Firm: share of re-runs, with other samples and thresholds, that give the same letter."
)
_MOST_ACTIONS = 16
Piece = Mapping[str, Any]


def make_slides(content: Content, brand: Brand) -> bytes:
    """The slides, the same bytes for the same content."""
    cover = content.cover or {}
    deck = Deck(Look.of(brand), reading.line(cover.get("client") or content.sections[0].title))
    if cover:
        _title(deck, cover)
        _found(deck, cover, content)
        _letters(deck, cover, content)
    for section in content.sections:
        if section.step in STEPS:
            _chapter(deck, section)
    _plan(deck, content)
    _open(deck, content)
    _known(deck, content)
    made = io.BytesIO()
    deck.file.save(made)
    return packed(made.getvalue())


def _title(deck: Deck, cover: Piece) -> None:
    slide = deck.slide("Title Slide", cover["client"], [cover["headline"], cover["part"]])
    told = [Said("", phrase("Management system assessment")), Said("", f"{cover['wave']}, {cover['date']}")]
    deck.body(slide, told, box=(0, 0, 840, 120), largest=18)
    deck.logo(slide)


def _found(deck: Deck, cover: Piece, content: Content) -> None:
    named = {f["number"] for f in cover["findings"]}
    notes = [n for _, f in reading.findings(content) if f["number"] in named for n in _notes(f)]
    slide = deck.slide("Title and Content", cover["headline"], notes)
    found = [Said(f"{f['number']}  {f['headline']}", f["fact"]) for f in cover["findings"]]
    deck.body(
        slide,
        [
            Said("", cover["standfirst"]),
            *(found or [Said("", phrase("No finding could be made from what was handed over."))]),
        ],
    )


def _letters(deck: Deck, cover: Piece, content: Content) -> None:
    message = next((f["title"] for f in _figures(content, "targets")), phrase("What to change, element by element"))
    why = {e["id"]: e["because"] for e in reading.first(content, "derivation").get("elements", [])}
    slide = deck.slide("Title Only", message, [cover["sure"], *(f"{e['name']}: {why[e['id']]}" for e in cover["elements"] if e["id"] in why)])  # fmt: skip
    rows = [
        [_tile(e["letter"]), e["name"], e["firmness"] or e["note"], why.get(e["id"], "")] for e in cover["elements"]
    ]
    heads = [phrase("Letter"), phrase("Element"), phrase("How firm"), phrase("Because")]
    widths: tuple[float, ...] = (1.3, 3, 1.4, 6)
    if not any(row[-1] for row in rows):  # the edition may leave out why a letter is what it is
        heads, rows, widths = heads[:-1], [row[:-1] for row in rows], (1.3, 7, 3.4)
    deck.table(
        slide,
        heads,
        rows,
        widths,
        (*BODY[:3], 340),
        alt=message,
    )
    deck.words(slide, _KEY, (BODY[0], 462, BODY[2], 34), 11, quiet=True)


def _tile(letter: str) -> str:
    return "–" if letter == "not assessed" else reading.letter(letter)


def _figures(content: Content, step: str) -> list[dict[str, Any]]:
    return [
        p.piece
        for s in content.sections
        if s.step == step
        for p in s.parts
        if p.piece is not None and p.piece["kind"] == "figure"
    ]


def _chapter(deck: Deck, section: Section) -> None:
    """The answer with its best picture, then a second picture with what it shows."""
    found = sorted((f for p in section.parts if p.piece is not None and p.piece["kind"] == "findings" for f in p.piece["findings"]), key=lambda f: _order(f["number"]))  # fmt: skip
    head, pictures = reading.opening(section), _best(section)
    letters = "; ".join(f"{reading.letter(e['letter'])} {e['name']}, {e['firmness']}" for e in head["letters"])
    best, own = pictures[0] if pictures else (None, [])
    told = _weightiest(found, own)
    _pictured(deck, head["answer"], best, told, f"{section.number}  {section.title}. {letters}")
    for figure, own in pictures[1:]:
        rest = [f for f in found if f not in told]
        _pictured(deck, figure["title"], figure, [f for f in own if f in rest][:3], "")


def _weightiest(found: Sequence[Piece], own: Sequence[Piece]) -> list[Piece]:
    """At most three: what the picture itself led to, then what weighs most."""
    return [*own[:3], *(f for f in found if f not in own)][:3]


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(n) for n in number.split(".") if n.isdigit())


def _best(section: Section) -> list[tuple[dict[str, Any], list[Piece]]]:
    """Two figures of a chapter, each with the findings that follow it: the weightiest, and one that PowerPoint can draw."""
    ranked: list[tuple[tuple[int, ...], dict[str, Any], list[Piece]]] = []
    waiting: list[dict[str, Any]] = []
    for part in section.parts:
        piece = part.piece
        if piece is not None and piece["kind"] == "figure":
            waiting.append(piece)
        elif piece is not None and piece["kind"] == "findings" and piece["findings"]:
            best = min(_order(f["number"]) for f in piece["findings"])
            ranked += [((*best, at), figure, list(piece["findings"])) for at, figure in enumerate(waiting)]
            waiting = []
    ranked += [((10**6, at), figure, []) for at, figure in enumerate(waiting)]
    ranked.sort(key=lambda r: r[0])
    told = [(figure, own) for _, figure, own in ranked if native(figure) is not None or _ratio(figure) <= _TALL]
    if not told:
        return []
    second = next((pair for pair in told[1:] if native(pair[0]) is not None), None) or next(iter(told[1:]), None)
    return [told[0], *([second] if second else [])]


def _ratio(figure: Piece) -> float:
    spec = figure["wide"]
    return (
        float(spec.get("height", 400)) / float(spec.get("width", 720))
        if isinstance(spec.get("height", 400), int | float)
        else 1.0
    )


def _pictured(deck: Deck, title: str, figure: dict[str, Any] | None, told: Sequence[Piece], lead: str) -> None:
    notes = [
        *([phrase("{alt} Source: {source}", alt=figure["alt"], source=figure["source"])] if figure else []),
        *(n for f in told for n in _notes(f)),
    ]
    said = [*([Said("", lead)] if lead else []), *(Said(f"{f['number']}  {f['headline']}", f["fact"]) for f in told)]
    if figure is None:
        deck.body(deck.slide("Title and Content", title, notes), said or [Said("", phrase("Nothing was found."))])
        return
    said += [Said("", note) for note in figure["margin"]] if len(told) < 2 else []
    slide = deck.slide("Two Content", title, notes)
    left, top, width, height = LEFT
    if figure["title"] != title:
        deck.words(slide, figure["title"], (left, top, width, 30), 12, bold=True)
        top, height = top + 34, height - 34
    drawn, place = native(figure), (left, top, width, height - 34)
    caption = f"{_number(figure)}{figure['subtitle']}"
    if drawn is not None:
        deck.chart(slide, drawn, reading.line(figure["alt"]), place)
        caption = f"{_number(figure)}{_unit(drawn.kind, figure)}"
        if drawn.rest:
            caption += phrase(
                " The first {categories} of {rows}; all are in the report.",
                categories=len(drawn.categories),
                rows=len(figure["rows"]),
            )
    else:
        deck.picture(slide, deck.look.picture(figure), reading.line(figure["alt"]), place)
    deck.words(slide, caption, (left, LEFT[1] + LEFT[3] - 28, width, 28), 10, quiet=True)
    deck.drop(slide, 1)
    if said:
        deck.body(slide, said, place=2, box=RIGHT, largest=13)
    else:
        deck.drop(slide, 2)


def _number(figure: Piece) -> str:
    return phrase("Figure {number}. ", number=figure["number"]) if figure.get("number") else ""


def _unit(kind: str, figure: Piece) -> str:
    """What is drawn, where PowerPoint draws it: the line under the report's own chart names colours that are not used here."""
    if kind == "diverging":
        return phrase("Share of answers; “neither” is in neither bar. ") + reading.sentence(figure["source"])
    return reading.sentence(figure["source"])


def _notes(finding: Piece) -> list[str]:
    """What a speaker may be asked for: how we know, word for word."""
    start = phrase(
        "Finding {number}: {headline} {fact} ({basis}). {meaning}",
        number=finding["number"],
        headline=finding["headline"],
        fact=finding["fact"],
        basis=finding["basis"],
        meaning=finding["meaning"],
    )
    return [
        start,
        *(f"{kind}: {says}{f' ({where})' if where else ''}" for kind, says, where in reading.evidence(finding)),
    ]


def _plan(deck: Deck, content: Content) -> None:
    piece, actions = reading.first(content, "actions"), reading.actions(content)
    if not actions:
        return
    notes = [
        phrase(
            "{number}. {title}: {how} Rests on {join}.",
            number=a["number"],
            title=a["title"],
            how=a["how"],
            join=", ".join(a["findings"]),
        )
        for a in actions
    ]
    slide = deck.slide("Title Only", piece["title"], [piece["subtitle"], *notes])
    rows = [[str(a["number"]), a["title"], f"{a['owner']} ({a['standing'].partition(':')[0]})", a["effort"], a["effect"], a["due"]] for a in actions[:_MOST_ACTIONS]]  # fmt: skip
    deck.table(
        slide,
        [phrase("No."), phrase("Action"), phrase("Owner"), phrase("Days"), phrase("Effect"), phrase("By")],
        rows,
        (0.6, 6.4, 3.4, 0.8, 1, 1.5),
        (*BODY[:3], 376),
        right=(3, 5),
        alt=piece["title"],
    )
    rest = len(actions) - len(rows)
    if rest:
        deck.words(
            slide, phrase("And {rest} more: see the report.", rest=rest), (BODY[0], 486, BODY[2], 16), 11, quiet=True
        )
    figure = next((f for f in _figures(content, "targets") if f.get("section") == "roadmap"), None)
    if figure is not None:
        slide = deck.slide("Title Only", figure["title"], [figure["alt"]])
        drawn = native(figure)
        if drawn is not None:
            deck.chart(slide, drawn, reading.line(figure["alt"]), (BODY[0], BODY[1], BODY[2], 376))
        else:
            deck.picture(
                slide, deck.look.picture(figure), reading.line(figure["alt"]), (BODY[0], BODY[1], BODY[2], 376)
            )
        deck.words(slide, f"{_number(figure)}{figure['source']}", (BODY[0], 484, BODY[2], 16), 10, quiet=True)


def _open(deck: Deck, content: Content) -> None:
    """What was not assessed, what is still open, whom to ask next."""
    piece = reading.first(content, "next_interviews")
    gaps = [g for found in reading.of_kind(content, "gaps") for g in found["gaps"]]
    told = [Said(reading.sentence(g["what"]), g["why"]) for g in piece.get("lacks", [])]
    if gaps:
        lacks = "; ".join(
            dict.fromkeys(reading.line(g["what"])[:1].lower() + reading.line(g["what"])[1:] for g in gaps)
        )
        told.append(Said(phrase("Also not assessed:"), f"{lacks}."))
    if piece.get("unasked"):
        told.append(Said("", piece["unasked"]))
    if piece.get("title"):
        told.append(Said(phrase("Next: {title}.", title=piece["title"]), piece["subtitle"]))
    if told:
        title = piece.get("heading") or phrase("What we did not assess")
        notes = [f"{g['what']}: {g['why']}. {reading.sentence(g['cure'])}" for g in gaps]
        deck.body(deck.slide("Title and Content", title, [*(t.whole for t in told), *notes]), told)


def _known(deck: Deck, content: Content) -> None:
    cover, notes = content.cover or {}, reading.first(content, "small_print").get("notes", [])
    told = (
        [Said(phrase("How sure we are:"), cover["sure"]), Said(phrase("Who took part:"), cover["part"])]
        if cover
        else []
    )
    told += [Said(f"{n['title']}:", n["paragraphs"][0]) for n in notes[:2]]
    if told:
        evidence = [f"{n['title']}: {' '.join(n['paragraphs'])}" for n in notes]
        deck.body(deck.slide("Title and Content", phrase("How we know"), evidence), told)
