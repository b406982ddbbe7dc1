"""From situations to findings: what holds for this client, in sentences with figures, each with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from assessment_kit import words
from assessment_kit.diagnosis.evidence import Evidence, Told, gather
from assessment_kit.diagnosis.matching import Figures, match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.engagement.model import Engagement
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
    figures : the ids of the figures that made it hold.
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


def find(engagement: Engagement, method: Method, figures: Figures) -> tuple[Finding, ...]:
    """Every situation that holds, by chapter, the most serious first; findings that the consultant struck are left out."""
    found: list[Finding] = []
    told = Told.of(engagement)
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("findings") or {})
    for step in STEPS:
        holding = []
        for situation in (s for s in method.situations.values() if s.step == step):
            decision = decisions.get(situation.id, {})
            result = match(situation.when, figures, method.thresholds.minimum_rows)
            if result.holds and not decision.get("strike"):
                made = _finding(situation, result.because, decision, told, method, figures)
                if made is not None:
                    holding.append(made)
        holding.sort(key=lambda f: SEVERITIES.index(f.severity))
        number = method.chapters[step].number
        found += [_numbered(f, f"{number}.{i}") for i, f in enumerate(holding, start=1)]
    return tuple(found)


def _finding(
    situation: Situation, because: tuple[str, ...], decision: Mapping[str, object], told: Told,
    method: Method, figures: Figures,
) -> Finding | None:  # fmt: skip
    headline, fact = fill(situation.headline, figures), fill(situation.fact, figures)
    if headline is None or fact is None:
        return None
    reworded = decision.get("reword")
    severity = cast(Severity, decision.get("severity") or situation.severity)
    return Finding(
        id=situation.id, number="", step=situation.step, section=situation.section, severity=severity,
        headline=str(reworded) if reworded else headline, fact=fact, basis=basis(because, figures),
        meaning=situation.meaning, elements=tuple(situation.elements), letter=situation.letter,
        actions=tuple(situation.actions), figures=because,
        evidence=gather(because, situation.seed, figures, told, method),
        judgement=_judgement(situation, decision, headline),
    )  # fmt: skip


def _judgement(situation: Situation, decision: Mapping[str, object], headline: str) -> Judgement | None:
    said = []
    severity = decision.get("severity")
    if severity and severity != situation.severity:
        said.append(f"The rules rate this “{situation.severity}”; we rate it “{severity}”.")
    if decision.get("reword"):
        said.append(f"The rules word it: “{headline}”")
    if not said:
        return None
    day = decision.get("date")
    return Judgement(
        " ".join(said), str(decision.get("reason") or ""), str(decision.get("by") or "Consultant"),
        words.date(day) if hasattr(day, "strftime") else str(day or ""),  # type: ignore[arg-type]
    )  # fmt: skip


def basis(names: tuple[str, ...], figures: Figures) -> str:
    """How we know: ``n = 283, 19–29%`` for a sample, ``Full count`` for a list; the first figure that holds decides."""
    rows = [figures[name] for name in names if name in figures]
    samples = [row for row in rows if row["basis"] == "sample"]
    if len(samples) < len(rows) or not samples:
        return "Full count"
    row = samples[0]
    n = f"n = {words.number(float(cast(float, row['n'])))}"
    low, high = float(cast(float, row["low"])), float(cast(float, row["high"]))
    interval = words.percent_range(low, high) if row["unit"] == "share" else words.number_range(low, high)
    return f"{n}, {interval}" if interval else n


def _numbered(finding: Finding, number: str) -> Finding:
    return Finding(**{**finding.__dict__, "number": number})


def main_findings(findings: tuple[Finding, ...], most: int = 5) -> tuple[Finding, ...]:
    """The findings for page one: the most serious, at most two of one chapter as long as others have some to give."""
    ranked = sorted((f for f in findings if f.severity != "strength"), key=lambda f: SEVERITIES.index(f.severity))
    first: list[Finding] = []
    for finding in ranked:
        if sum(f.step == finding.step for f in first) < 2:
            first.append(finding)
    rest = [f for f in ranked if f not in first]
    return tuple(sorted((first + rest)[:most], key=lambda f: (SEVERITIES.index(f.severity), f.number)))
