"""All figures of the report in one place: value, n, interval, basis, formula, source, and the findings that rest on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from assessment_kit import words
from assessment_kit.analysis.masking import interview_numbers
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.counted import INTERVIEWS, SURVEY, amount, formula, title
from assessment_kit.diagnosis.evidence import where
from assessment_kit.language import later, phrase
from assessment_kit.method.model import STEPS
from assessment_kit.show.pieces import Piece

GENERAL = (
    {"name": later("Interview questions"), "formula": INTERVIEWS},
    {"name": later("Survey statements"), "formula": SURVEY},
)
"""The formula of all figures of one kind, told once."""


@dataclass(frozen=True)
class Register(Piece):
    """general : the formulas of answers, printed once. `chapters`: number, title, count in words, and the figures of each (id, name, value, n, interval, basis, formula, source, findings)."""

    kind: ClassVar[str] = "register"
    title: str
    general: Sequence[dict[str, str]]
    chapters: Sequence[dict[str, Any]]


def piece(assessment: Assessment) -> Register:
    """Every figure about the whole client that the analyses of the four steps made; the facets unfold with the letters."""
    resting: dict[str, list[str]] = defaultdict(list)
    for finding in assessment.findings:
        for name in finding.figures:
            resting[name].append(finding.number)
    numbers = interview_numbers(assessment.engagement)
    chapters = []
    for step in STEPS:
        rows = assessment.results[step].indicators
        own = [
            n
            for n in rows.loc[rows["subject"] == "", "indicator_id"]
            if not words.missing(assessment.figures[n]["value"])
        ]
        if own:
            chapter = assessment.method.chapters[step]
            figures = [_figure(n, assessment, resting[n], numbers) for n in own]
            count = words.plural(len(own), "figure")
            chapters.append({"number": chapter.number, "title": chapter.title, "count": count, "figures": figures})
    return Register(phrase("All figures"), GENERAL, chapters)


def _figure(name: str, assessment: Assessment, findings: Sequence[str], numbers: Mapping[str, int]) -> dict[str, Any]:
    row = assessment.figures[name]
    ends = (cast(float, row["low"]), cast(float, row["high"]))
    count = words.number(cast(int, row["n"]))
    interval = words.percent_range(*ends) if row["unit"] == "share" else words.number_range(*ends)
    return {
        "id": name,
        "name": title(name, assessment.method),
        "value": amount(name, row).removesuffix(f", n = {count}"),  # told beside it
        "n": count,
        "interval": interval,
        "basis": phrase("sample") if row["basis"] == "sample" else phrase("full count"),
        "formula": formula(name, assessment.method),
        "source": where(cast(Sequence[str], row["evidence"]), numbers) or phrase("No row is among them"),
        "findings": list(findings),
    }
