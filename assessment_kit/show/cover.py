"""Page one: what we found, what to do, how sure we are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.findings import Finding, main_findings
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.show.judgement import near_certain
from assessment_kit.show.pieces import Piece
from assessment_kit.show.taking_part import took_part

BRIEF = 80
"""From this many letters on a fact on page one drops its examples."""


@dataclass(frozen=True)
class Cover(Piece):
    kind: ClassVar[str] = "cover"
    client: str
    short_name: str
    people: str
    wave: str
    date: str
    headline: str
    standfirst: str
    elements: Sequence[dict[str, Any]]
    findings: Sequence[dict[str, Any]]
    actions: Sequence[dict[str, str]]
    effort: str
    resamples: str
    sure: str
    part: str


def cover(assessment: Assessment) -> Cover:
    settings, plan = assessment.engagement.settings, assessment.plan
    last = max((a.due for a in plan.actions), default=None)
    effort = f"{words.plural(plan.effort_days, 'day')} of work in all, until {last:%B %Y}" if last else ""
    return Cover(
        client=settings.client,
        short_name=settings.name,
        people=words.number(settings.people) if settings.people else "",
        wave=settings.wave + (", rapid mode" if settings.mode == "rapid" else ""),
        date=f"{settings.date.day} {settings.date:%B %Y}",
        headline=assessment.answer("cover"),
        standfirst=assessment.answer("standfirst"),
        elements=[_element(v, assessment) for v in assessment.verdicts.values()],
        findings=[_finding(f) for f in main_findings(assessment.findings)],
        actions=[
            {"number": str(a.number), "title": a.action.title, "owner": a.owner, "due": f"by {words.date(a.due)}"}
            for a in plan.actions[:3]
        ],
        effort=effort,
        resamples=words.number(assessment.method.thresholds.resamples),
        sure=how_sure(assessment),
        part=took_part(assessment.engagement),
    )


def _element(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    firmness = verdict.firmness if verdict.override is None else None
    note = "our judgement" if verdict.override else "not assessed"
    return {
        "letter": verdict.letter,
        "name": verdict.element.name,
        "firmness": "" if firmness is None else words.percent(near_certain(firmness)),
        "width": "" if firmness is None else f"{firmness * 100:.0f}%",
        "open": firmness is not None and firmness < assessment.method.thresholds.fairly_firm,
        "note": note,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    fact = brief(finding.fact)
    return {
        "number": finding.number, "headline": finding.headline, "fact": fact,
        "basis": [part.strip() for part in finding.basis.lower().split(",")],
    }  # fmt: skip


def brief(fact: str) -> str:
    """The first sentence, without the examples at its end."""
    first = fact.split(". ", maxsplit=1)[0].rstrip(".")
    for end in (", among them ", ", first of all ", ", such as ", ": "):
        if end in first and len(first) > BRIEF:
            first = first.split(end, maxsplit=1)[0]
    return first + "."


def how_sure(assessment: Assessment) -> str:
    """Which letters are firm, fairly firm and open, what the open ones could become, and which are missing."""
    limits = assessment.method.thresholds
    rated = [v for v in assessment.verdicts.values() if v.firmness is not None and v.override is None]
    firm = [v for v in rated if v.firmness >= limits.firm]  # type: ignore[operator]
    fair = [v for v in rated if limits.fairly_firm <= v.firmness < limits.firm]  # type: ignore[operator]
    loose = [v for v in rated if v.firmness < limits.fairly_firm]  # type: ignore[operator]
    missing = [v for v in assessment.verdicts.values() if v.letter == "not assessed"]
    parts = []
    if firm:
        parts.append(f"{_are(len(firm), 'letter')} firm ({words.percent(limits.firm)} and more).")
    if fair:
        parts.append(f"{_are(len(fair), 'letter')} fairly firm: {words.listing([_named(v) for v in fair])}.")
    parts += [_open(v) for v in loose]
    if missing:
        names = words.listing([v.element.short for v in missing], most=8)
        parts.append(f"Not enough was handed over to settle {names}.")
    parts += [
        f"The letter for {v.element.short} is the consultant’s own." for v in assessment.verdicts.values() if v.override
    ]
    return " ".join(parts)


def _are(count: int, noun: str) -> str:
    number = words.sentence_case(words.count_word(count))
    return f"{number} {noun} is" if count == 1 else f"{number} {noun}s are"


def _named(verdict: Verdict) -> str:
    return f"{verdict.element.short} ({words.percent(verdict.firmness)})"


def _open(verdict: Verdict) -> str:
    other = next((name for name in verdict.shares if name != verdict.letter), None)
    end = f" could become {'not assessed' if other == 'not assessed' else other}" if other else " could change"
    name = words.sentence_case(verdict.element.short)
    return f"{name} is open: at {words.percent(verdict.firmness)} the letter {verdict.letter}{end}."
