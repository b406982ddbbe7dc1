"""From situations to findings: what holds for this client, in sentences with figures, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from assessment_kit import words
from assessment_kit.diagnosis.counted import Counted, counted
from assessment_kit.diagnosis.evidence import Evidence, Told, gather
from assessment_kit.diagnosis.matching import Figures, match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import phrase
from assessment_kit.method.model import STEPS, Method, Severity, Situation, Step

SEVERITIES: tuple[Severity, ...] = ("serious", "matters", "minor", "strength")


@dataclass(frozen=True)
class Judgement:
    """What the consultant changed, and why."""

    what: str
    reason: str
    by: str
    date: str


@dataclass(frozen=True)
class Finding:
    """One situation that holds.

    number : ``2.1``, chapter and place. basis : n and interval of its main figure, or "Full count".
    figures : the ids of the figures that made it hold. includes : the situations that hold too and gave way to this one.
    counted : how each of these figures was counted.
    """

    id: str
    number: str
    step: Step
    section: str
    severity: Severity
    headline: str
    fact: str
    basis: str
    meaning: str
    elements: tuple[str, ...]
    letter: str
    actions: tuple[str, ...]
    figures: tuple[str, ...]
    evidence: Evidence
    judgement: Judgement | None = None
    includes: tuple[str, ...] = ()
    counted: tuple[Counted, ...] = ()


def find(engagement: Engagement, method: Method, figures: Figures) -> tuple[Finding, ...]:
    """Every situation that holds, by chapter, the most serious first; findings that the consultant struck are left out.

    A situation that another one tells better (`unless`) gives way to it and adds its evidence there, save where the consultant
    has rated or reworded it: then it was meant to stand.
    """
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("findings") or {})
    held = _holding(method, figures, decisions)
    part_of = _parts(held, method, decisions)
    told = Told.of(engagement)
    found: list[Finding] = []
    for step in STEPS:
        standing = [s for s in method.situations.values() if s.step == step and s.id in held and s.id not in part_of]
        made = []
        for situation in standing:
            parts = [name for name, whole in part_of.items() if whole == situation.id]
            made.append(
                _finding(situation, held[situation.id], decisions.get(situation.id, {}), told, method, figures,
                         tuple(parts), tuple(name for part in parts for name in held[part]))
            )  # fmt: skip
        made.sort(key=lambda f: SEVERITIES.index(f.severity))
        number = method.chapters[step].number
        found += _meant_once([_numbered(f, f"{number}.{i}") for i, f in enumerate(made, start=1)])
    return tuple(found)


def _holding(
    method: Method, figures: Figures, decisions: Mapping[str, Mapping[str, object]]
) -> dict[str, tuple[str, ...]]:
    """Situation → the figures that make it hold; only those whose sentences can be said."""
    held = {}
    for situation in method.situations.values():
        if decisions.get(situation.id, {}).get("strike"):
            continue
        result = match(situation.when, figures, method.thresholds.minimum_rows)
        if result.holds and fill(situation.headline, figures) is not None and fill(situation.fact, figures) is not None:
            held[situation.id] = result.because
    return held


def _parts(
    held: Mapping[str, object], method: Method, decisions: Mapping[str, Mapping[str, object]]
) -> dict[str, str]:  # fmt: skip
    """Situation that gives way → the one that stands in its place; the method's check rules out circles."""

    def whole(name: str) -> str:
        if decisions.get(name):
            return name
        return next((whole(other) for other in method.situations[name].unless if other in held), name)

    return {name: whole(name) for name in held if whole(name) != name}


def _finding(
    situation: Situation, because: tuple[str, ...], decision: Mapping[str, object], told: Told,
    method: Method, figures: Figures, parts: tuple[str, ...], because_of_parts: tuple[str, ...],
) -> Finding:  # fmt: skip
    headline, fact = fill(situation.headline, figures) or "", fill(situation.fact, figures) or ""
    behind = tuple(dict.fromkeys((*because, *because_of_parts)))
    reworded = decision.get("reword")
    severity = cast(Severity, decision.get("severity") or situation.severity)
    return Finding(
        id=situation.id, number="", step=situation.step, section=situation.section, severity=severity,
        headline=str(reworded) if reworded else headline, fact=fact, basis=basis(because, figures),
        meaning=situation.meaning, elements=tuple(situation.elements), letter=situation.letter,
        actions=tuple(situation.actions), figures=behind, evidence=gather(behind, situation, figures, told, method),
        judgement=_judgement(situation, decision, headline), includes=parts,
        counted=counted(behind, [situation, *(method.situations[p] for p in parts)], figures, method),
    )  # fmt: skip


def _judgement(situation: Situation, decision: Mapping[str, object], headline: str) -> Judgement | None:
    said = []
    severity = decision.get("severity")
    if severity and severity != situation.severity:
        said.append(
            phrase(
                "The rules rate this “{severity}”; we rate it “{severity_2}”.",
                severity=situation.severity,
                severity_2=severity,
            )
        )
    if decision.get("reword"):
        said.append(phrase("The rules word it: “{headline}”", headline=headline))
    if not said:
        return None
    day = decision.get("date")
    return Judgement(
        " ".join(said), str(decision.get("reason") or ""), str(decision.get("by") or phrase("Consultant")),
        words.date(day) if hasattr(day, "strftime") else str(day or ""),  # type: ignore[arg-type]
    )  # fmt: skip


def basis(names: tuple[str, ...], figures: Figures) -> str:
    """How we know: ``n = 283, 19–29%`` for a sample, ``Full count`` for a list; the first figure that holds decides."""
    rows = [figures[name] for name in names if name in figures]
    samples = [row for row in rows if row["basis"] == "sample"]
    apart = bool(rows) and rows[0]["unit"] == "points"  # answers against a full count: as sure as the answers
    if (len(samples) < len(rows) and not apart) or not samples:
        return phrase("Full count")
    row = samples[0]
    n = f"n = {words.number(float(cast(float, row['n'])))}"
    low, high = float(cast(float, row["low"])), float(cast(float, row["high"]))
    interval = words.percent_range(low, high) if row["unit"] == "share" else words.number_range(low, high)
    return f"{n}, {interval}{' points' if apart else ''}" if interval else n


def _numbered(finding: Finding, number: str) -> Finding:
    return replace(finding, number=number)


def _meant_once(chapter: list[Finding]) -> list[Finding]:
    """What findings mean, told at the first of those that mean the same word for word; the others lead to it."""
    first: dict[str, Finding] = {}
    told = []
    for finding in chapter:
        same = first.setdefault(finding.meaning, finding)
        meaning = (
            finding.meaning if same is finding else phrase("It means the same as finding {number}.", number=same.number)
        )
        told.append(replace(finding, meaning=meaning))
    return told


def main_findings(findings: tuple[Finding, ...], most: int = 5) -> tuple[Finding, ...]:
    """The findings for page one.

    At most two of one chapter as long as others have some to give; among these the most serious first, then one of each
    chapter, then what touches an element that is not on the page yet. Strengths stand there only where nothing else was found.
    """
    waiting = [f for f in findings if f.severity != "strength"] or list(findings)
    chosen: list[Finding] = []

    def rank(finding: Finding) -> tuple[bool, int, int, bool]:
        of_chapter = sum(f.step == finding.step for f in chosen)
        touched = {e for f in chosen for e in f.elements}
        return of_chapter >= 2, SEVERITIES.index(finding.severity), of_chapter, set(finding.elements) <= touched

    while waiting and len(chosen) < most:
        best = min(waiting, key=rank)
        chosen.append(best)
        waiting.remove(best)
    return tuple(sorted(chosen, key=lambda f: (SEVERITIES.index(f.severity), findings.index(f))))
