"""Letters and findings as pieces: the opening of a chapter, the findings of a section, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.analysis.answers_agree import on_statements
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.evidence import Evidence, Rows
from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.diagnosis.findings import Finding
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.errors import Problem
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Place, Thresholds
from assessment_kit.show.pieces import Piece

SEVERITY = {
    "serious": (later("Serious"), 3),
    "matters": (later("Matters"), 2),
    "minor": (later("Minor"), 1),
    "strength": (later("Strength"), 0),
}
MOST_PROBLEMS = 200
IN_FULL = 6


@dataclass(frozen=True)
class Opening(Piece):
    """The head of a chapter: its question, its answer, and the letters that it settles."""

    kind: ClassVar[str] = "opening"
    title: str
    step: str
    number: int
    question: str
    answer: str
    letters: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Findings(Piece):
    kind: ClassVar[str] = "findings"
    section: str
    findings: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class Gaps(Piece):
    """Everything that a chapter could not assess."""

    kind: ClassVar[str] = "gaps"
    gaps: Sequence[dict[str, str]]


@dataclass(frozen=True)
class Problems(Piece):
    """The faulty rows that the reading left out."""

    kind: ClassVar[str] = "problems"
    summary: str
    problems: Sequence[dict[str, str]]
    more: str


def opening(assessment: Assessment, place: Place) -> Opening:
    chapter = assessment.method.chapters[place]
    settled = [v for v in assessment.verdicts.values() if v.element.step == place]
    limits = assessment.method.thresholds
    letters = [
        {
            "id": anchor(v),
            "letter": v.letter,
            "name": v.element.name,
            "firmness": firmness_words(v, limits),
            "open": is_open(v, limits),
        }
        for v in settled
    ]
    return Opening(chapter.title, place, chapter.number, chapter.question, assessment.answer(place), letters)


def anchor(verdict: Verdict) -> str:
    """Where the derivation of a letter stands in the report."""
    return f"why-{verdict.element.id}"


def is_open(verdict: Verdict, limits: Thresholds) -> bool:
    """Whether fewer of the re-runs give the letter than it takes to be fairly firm; its tile is hatched."""
    firmness = verdict.told_firmness(limits)
    return firmness is not None and firmness < limits.fairly_firm


def firmness_words(verdict: Verdict, limits: Thresholds) -> str:
    """``firmness 94%``, or why there is none."""
    if verdict.override is not None:
        return phrase("the consultant’s judgement")
    if verdict.firmness is None:
        return phrase("not assessed")
    firmness = verdict.told_firmness(limits)
    return (
        phrase("too few to say how firm")
        if firmness is None
        else phrase("firmness {told_firmness}", told_firmness=told_firmness(firmness, limits))
    )


def facet_range(facet: FacetValue, limits: Thresholds) -> str:
    """The interval of a facet; of few rows and answers, or where all of them say the same, their number instead."""
    if facet.value is None:
        return ""
    told = facet.n >= limits.firm_least and facet.low < facet.high
    return words.percent_range(facet.low, facet.high) if told else f"n = {words.number(facet.n)}"


def told_firmness(share: float, limits: Thresholds) -> str:
    """``94%``; never as much as the limit of firm, or of fairly firm, where it stays below."""
    return words.percent_short_of(near_certain(share), limits.firm, limits.fairly_firm)


def near_certain(share: float) -> float:
    """Re-runs that all agree are told as >99%: a simulation proves no certainty."""
    return min(share, 0.995)


def findings_piece(assessment: Assessment, found: Iterable[Finding], section: str) -> Findings:
    numbers = {a.action.id: a.number for a in assessment.plan.actions}
    return Findings(section, [_finding(f, assessment, numbers) for f in found])


def told_in_full(finding: Finding, assessment: Assessment) -> bool:
    """The first findings of a chapter and its first strength; the others are told in a line that unfolds."""
    peers = [f for f in assessment.findings if f.step == finding.step]
    first_strength = next((f for f in peers if f.severity == "strength"), None)
    return finding in peers[:IN_FULL] or finding is first_strength


def _finding(finding: Finding, assessment: Assessment, numbers: dict[str, int]) -> dict[str, Any]:
    word, bars = SEVERITY[finding.severity]
    verdicts = [assessment.verdicts[e] for e in finding.elements]
    return {
        "id": finding.id,
        "full": told_in_full(finding, assessment),
        "number": finding.number,
        "severity": finding.severity,
        "word": word,
        "bars": bars,
        "headline": finding.headline,
        "fact": finding.fact,
        "basis": finding.basis,
        "meaning": finding.meaning,
        "judgement": asdict(finding.judgement) if finding.judgement else None,
        "evidence": evidence(finding.evidence, divided(assessment, finding.evidence)),
        "counted": [asdict(c) for c in finding.counted],
        "elements": [{"letter": v.letter, "name": v.element.name} for v in verdicts],
        "actions": sorted(numbers[a] for a in finding.actions if a in numbers),
    }


def divided(assessment: Assessment, found: Evidence) -> dict[str, str]:
    """Statement → what is said beside it, where those who answered do not agree or stand in two camps: the share hides that."""
    texts = {s.text for s in found.statements}
    items = [i for i in assessment.method.items.values() if i.statement is not None and i.statement.text in texts]
    return {
        s.text: phrase("opinions stand in two camps") if s.camps else phrase("people do not agree (rWG {value})", value=words.number(s.uniform.value, 2))
        for s in on_statements(assessment.engagement, items)
        if s.camps or s.divided
    }  # fmt: skip


def evidence(found: Evidence, divided: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The evidence of a finding as plain values; `divided` holds what is said beside a statement on which people do not agree."""
    return {
        "summary": found.summary,
        "quotes": [asdict(q) for q in found.quotes],
        "statements": [
            {
                "text": s.text,
                "percent": words.percent(s.share),
                "count": words.number(s.count),
                "n": words.number(s.n),
                "range": s.range,
                "verb": s.verb,
                "against": s.against,
                "divided": (divided or {}).get(s.text, ""),
            }
            for s in found.statements
        ],
        "rows": [_row(r) for r in found.rows],
    }


def _row(row: Rows) -> dict[str, str]:
    return {"says": row.says, "names": words.listing(row.names, most=8), "where": row.where}


def gaps(assessment: Assessment, place: Place) -> Gaps:
    """What the chapter's analysis could not say, then the elements without a letter."""
    told: list[NotAssessed] = []
    for step, result in assessment.results.items():
        if step == place:
            told += result.not_assessed
    return Gaps([{name: phrase(text) for name, text in asdict(g).items()} for g in dict.fromkeys(told)])


def problems(found: Sequence[Problem]) -> Problems:
    shown = [
        {
            "where": _place(p),
            "rule": words.sentence_case(p.rule),
            "left_out": words.sentence_case(p.left_out or phrase("used as it is")),
            "cure": p.cure,
        }
        for p in found[:MOST_PROBLEMS]
    ]
    rest = len(found) - len(shown)
    return Problems(
        words.plural(len(found), "entry", "entries"),
        shown,
        phrase("And {rest} more.", rest=words.number(rest)) if rest else "",
    )


def _place(problem: Problem) -> str:
    row = f", {problem.unit} {problem.row}" if problem.row is not None else ""
    column = f", {problem.column}" if problem.column else ""
    return f"{problem.file}{row}{column}"
