"""Which report to make of what was collected: its edition, and the parts that are left out.

Applied to the collected content, before any form is made of it, so that html, slides and sheets hold the same. What is told in the
engagement's file stands unless a flag of the command says otherwise; page one and the letters are always there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assessment_kit import words
from assessment_kit.engagement.model import ReportSettings, Sections
from assessment_kit.engagement.settings import ALWAYS
from assessment_kit.engagement.suggestions import did_you_mean
from assessment_kit.errors import UsageError
from assessment_kit.language import phrase
from assessment_kit.report.collect import Content, Part, Section
from assessment_kit.report.editions import Edition, load_editions
from assessment_kit.show.cover import CHAPTER

STEPS = ("architecture", "roles", "metrics", "practices")


@dataclass(frozen=True)
class Choice:
    """The edition's name, and the parts that are left out beside those that the edition leaves out."""

    edition: str = "working"
    without: frozenset[str] = frozenset()


def chosen(settings: ReportSettings, edition: str | None = None, without: Iterable[str] = ()) -> Choice:
    """What engagement.yaml asks for, with the flags of the command on top."""
    off = {name for name in Sections.model_fields if getattr(settings.sections, name) == "off"}
    return Choice(edition or settings.edition, frozenset(off | set(without)))


def checked_parts(text: str) -> tuple[str, ...]:
    """``metrics, small-print`` as the names of parts.

    Raises
    ------
    UsageError : a name that is no part, or one that is always in the report; names the cure.
    """
    names = [name.strip().replace("-", "_").replace(" ", "_").lower() for name in text.split(",") if name.strip()]
    known = list(load_editions().parts)
    for name in names:
        if name in ALWAYS:
            raise UsageError(f"--without {name} is not possible: the letters and page one are in each report.")
        if name not in known:
            cure = did_you_mean(name, known, phrase("Choose from {join}.", join=", ".join(known)))
            raise UsageError(f"--without {name}: there is no such part of the report. {cure}")
    return tuple(dict.fromkeys(names))


def choose(content: Content, choice: Choice) -> Content:
    """The content of the chosen edition. Numbers and anchors stay as they are; what was collected is not changed."""
    edition = load_editions().editions[choice.edition]
    off = edition.without | choice.without
    sections = [made for section in content.sections if (made := _section(section, edition, off, _named(content)))]
    return replace(
        content,
        cover=_cover(content.cover, off) if content.cover else None,
        sections=sections,
        edition=choice.edition,
        folded=edition.evidence == "folded",
        note=_note(content.sections, sections, choice, edition),
    )


def _named(content: Content) -> set[str]:
    """Numbers of the findings that page one names."""
    return {f["number"] for f in content.cover["findings"]} if content.cover else set()


def _section(section: Section, edition: Edition, off: frozenset[str], named: set[str]) -> Section | None:
    """The chapter with what the edition keeps of it; None where nothing is left of a chapter that settles no letter."""
    parts = load_editions().parts
    if any(parts[name].chapter == section.step for name in off):
        return None
    pictures = _pictures(section, edition)
    kept: list[Part] = []
    heading: list[Part] = []
    dropped = False
    for part in section.parts:
        if part.piece is None:
            heading, dropped = ([part], False) if part.words.lstrip().startswith("#") else ([*heading, part], dropped)
            continue
        piece = _piece(section.step, part.piece, edition, off, named, pictures)
        if piece is None:
            dropped = True
            continue
        said = (edition.words or section.step not in STEPS) and not (dropped and piece["kind"] == "gaps")
        kept += [*(heading if said else []), Part(piece=piece)]
        heading = []
    if heading and not dropped and edition.words:
        kept += heading
    only_head = len(kept) == 1 and len(section.parts) > 1 and section.step not in STEPS
    return None if only_head else replace(section, parts=kept)


def _pictures(section: Section, edition: Edition) -> set[str] | None:
    """Sections of the figures to keep in this chapter; None for all."""
    order = edition.figures.get(section.step)
    if order is None or edition.most_figures is None:
        return None
    there = {p.piece.get("section", "") for p in section.parts if p.piece and p.piece["kind"] == "figure"}
    return {*[name for name in order if name in there][: edition.most_figures]}


def _piece(
    step: str, piece: dict[str, Any], edition: Edition, off: frozenset[str], named: set[str], pictures: set[str] | None
) -> dict[str, Any] | None:  # fmt: skip
    parts = load_editions().parts
    if any(parts[name].holds(step, piece) for name in off):
        return None
    if piece["kind"] in ("figure", "table") and pictures is not None:
        return piece if piece.get("section", "") in pictures else None
    if piece["kind"] == "findings" and edition.findings is not None:
        return _findings(piece, edition.findings, named)
    if piece["kind"] == "actions" and not edition.how_to_act:
        groups = [{**g, "actions": [{**a, "how": ""} for a in g["actions"]]} for g in piece["groups"]]
        return {**piece, "groups": groups}
    return piece


def _findings(piece: dict[str, Any], most: int, named: set[str]) -> dict[str, Any] | None:
    """The first findings of the chapter, and those that page one names, all in full."""
    matter = [{**f, "full": True} for f in piece["findings"] if f["number"] in named or _place(f["number"]) <= most]
    return {**piece, "findings": matter} if matter else None


def _place(number: str) -> int:
    """``2.13`` → 13: findings are numbered within their chapter, the most serious first."""
    return int(number.rpartition(".")[2])


def _cover(cover: dict[str, Any], off: frozenset[str]) -> dict[str, Any]:
    """Page one without pointers to what is left out."""
    made = dict(cover)
    if {"faulty_entries", "small_print"} & off:
        made["left_out"] = cover["left_out"].replace(cover["listed"], "")
    if "next_interviews" in off:
        made["collect"] = [{**c, "text": c["text"].replace(CHAPTER, "")} for c in cover["collect"]]
    return made


def _note(all_: Sequence[Section], kept: Sequence[Section], choice: Choice, edition: Edition) -> str:
    """What a reader of this edition should know of what it leaves out; empty where it holds everything."""
    told = []
    if edition.findings is not None:
        findings = phrase(
            "{count} of {findings}", count=_count(kept, _found), findings=words.plural(_count(all_, _found), "finding")
        )
        figures = phrase(
            "{count} of {figures}", count=_count(kept, _drawn), figures=words.plural(_count(all_, _drawn), "figure")
        )
        told.append(
            phrase(
                "{title}, with {findings} and {figures}. The working edition has them all, under the same numbers.",
                title=phrase(edition.title),
                findings=findings,
                figures=figures,
            )
        )
    titles = load_editions().parts
    left = [phrase(titles[name].title) for name in titles if name in choice.without - edition.without]
    if left:
        told.append(phrase("Left out here: {left}.", left=words.listing(left, most=len(left))))
    return " ".join(told)


def _count(sections: Sequence[Section], of: Any) -> int:
    return sum(of(part.piece) for section in sections for part in section.parts if part.piece)


def _found(piece: Mapping[str, Any]) -> int:
    return len(piece["findings"]) if piece["kind"] == "findings" else 0


def _drawn(piece: Mapping[str, Any]) -> int:
    return int(piece["kind"] == "figure")
