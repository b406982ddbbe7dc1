"""What the forms beside html read out of the collected content: findings in order, words without markup, safe text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from assessment_kit.language import phrase
from assessment_kit.report.collect import Content, Section

_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"  # what XML forbids, and what shows as nothing
    "\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]"  # what turns the words after it round, or hides between letters
)
_HEADING = re.compile(r"(#{1,6})\s+(.*)")
_BULLET = re.compile(r"\s*(?:[-*+]|\d+\.)\s+(.*)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*\*|__|`)(.+?)\1|(?<!\w)\*(\S.*?)\*(?!\w)")


def clean(text: object) -> str:
    r"""The text without control characters, lone surrogates, and marks that turn or hide other words; line ends as ``\n``."""
    return _UNSAFE.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))


def line(text: object) -> str:
    """The text in one line."""
    return " ".join(clean(text).split())


def sentence(text: object) -> str:
    """In one line, with a capital at its start and a stop at its end."""
    told = line(text)
    told = told[:1].upper() + told[1:]
    return told if not told or told.endswith((".", "!", "?", "…", "”")) else told + "."


def of_kind(content: Content, kind: str) -> list[dict[str, Any]]:
    """All pieces of a kind, in the order of the report."""
    return [p.piece for s in content.sections for p in s.parts if p.piece is not None and p.piece["kind"] == kind]


def first(content: Content, kind: str) -> dict[str, Any]:
    """The first piece of a kind; empty where there is none."""
    return next(iter(of_kind(content, kind)), {})


def findings(content: Content) -> list[tuple[Section, dict[str, Any]]]:
    """Every finding with its chapter, in the order of its number."""
    told = [
        (section, finding)
        for section in content.sections
        for part in section.parts
        if part.piece is not None and part.piece["kind"] == "findings"
        for finding in part.piece["findings"]
    ]
    return sorted(told, key=lambda pair: (pair[0].number, _order(pair[1]["number"])))


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", number))


def letter(code: str) -> str:
    """A letter as a form shows it: A, B and C stay, the word keep is told in the language spoken."""
    return phrase("keep") if code == "keep" else code


def opening(section: Section) -> Mapping[str, Any]:
    """The head of a chapter."""
    return next((p.piece for p in section.parts if p.piece is not None and p.piece["kind"] == "opening"), {})


def actions(content: Content) -> list[dict[str, Any]]:
    """The plan in the order of its numbers, each action with the head that it stands under."""
    rows = [
        {**a, "head": g["head"]} for piece in of_kind(content, "actions") for g in piece["groups"] for a in g["actions"]
    ]
    return sorted(rows, key=lambda a: int(a["number"]))


def blocks(words: str) -> Iterator[tuple[str, str]]:
    """A markdown cell as (heading | bullet | text, words without markup)."""
    for block in re.split(r"\n\s*\n", words.strip()):
        lines = block.splitlines()
        running: list[str] = []
        for told in lines:
            heading, bullet = _HEADING.match(told), _BULLET.match(told)
            if heading or bullet:
                if running:
                    yield "text", _plain(" ".join(running))
                    running = []
                yield ("heading", _plain(heading[2])) if heading else ("bullet", _plain(bullet[1] if bullet else ""))
            else:
                running.append(told)
        if running:
            yield "text", _plain(" ".join(running))


def _plain(text: str) -> str:
    return line(_MARKS.sub(lambda m: m[2] or m[3], _LINK.sub(r"\1", text)))


def leads_to(finding: Mapping[str, Any]) -> str:
    """``Leads to actions 4 and 13``; what is said where it leads to none."""
    numbers = [str(n) for n in finding["actions"]]
    if not numbers:
        return phrase("No action needed") if finding["severity"] == "strength" else phrase("Action left for later")
    told = (
        numbers[0]
        if len(numbers) == 1
        else phrase("{join} and {numbers}", join=", ".join(numbers[:-1]), numbers=numbers[-1])
    )
    return phrase("Leads to action{word} {told}", word="s" if len(numbers) > 1 else "", told=told)


def evidence(finding: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(kind, what was said or counted, who or where) of all that a finding rests on."""
    found = finding["evidence"]
    for q in found["quotes"]:
        yield phrase("Interview"), phrase("“{text}”", text=line(q["text"])), line(q["who"])
    for s in found["statements"]:
        notes = [f"{s['percent']} {s['verb']}", phrase("{count} of {n}", count=s["count"], n=s["n"]), s["range"], phrase("speaks against it") if s["against"] else "", s["divided"]]  # fmt: skip
        yield phrase("Survey"), phrase("“{text}”", text=line(s["text"])), ", ".join(line(n) for n in notes if n)
    for r in found["rows"]:
        yield phrase("Count"), ": ".join(line(t) for t in (r["says"], r["names"]) if t), line(r["where"])
