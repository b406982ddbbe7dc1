"""The whole assessment of one client: figures, facets, letters, findings and plan, from one engagement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import cast

import pandas as pd

from assessment_kit.analysis.masking import shareable
from assessment_kit.analysis.result import StepResult, indicator
from assessment_kit.analysis.steps import Analysed, each, together
from assessment_kit.diagnosis.actions import Plan, plan
from assessment_kit.diagnosis.facets import FacetValue, as_figures, facet_values
from assessment_kit.diagnosis.findings import Finding, find
from assessment_kit.diagnosis.letters import Override, Verdict, verdict
from assessment_kit.diagnosis.matching import figures_by_id, match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Letter, Method, Place, Step


@dataclass(frozen=True, eq=False)
class Assessment:
    """Everything that the notebooks and the report show. The same only as itself, so that what is dear can be kept by it.

    figures : indicators of the whole client by id, facets as ``E1.exists``, and the ``targets.…`` figures of the letters.
    steps : each step by itself, for whoever assesses the same client again.
    """

    engagement: Engagement
    method: Method
    results: Mapping[Step, StepResult]
    figures: Mapping[str, Mapping[str, object]]
    verdicts: Mapping[str, Verdict]
    findings: tuple[Finding, ...]
    plan: Plan
    steps: Mapping[Step, Analysed] = field(default_factory=dict)

    def answer(self, place: Place) -> str:
        """The chapter's answer: the first whose condition holds and whose figures are known."""
        for option in self.method.chapters[place].answers:
            if option.when is None or match(option.when, self.figures, self.method.thresholds.minimum_rows).holds:
                text = fill(option.text, self.figures, self.engagement.settings.name)
                if text is not None:
                    return text
        return ""


def assess(engagement: Engagement, method: Method, before: Assessment | None = None) -> Assessment:
    """Analyse the four steps and judge them. Pure: the same engagement gives the same assessment.

    Parameters
    ----------
    before : of the same client a moment ago; steps of which nothing changed since are taken from it. The outcome is the same without.
    """
    engagement = shareable(engagement)
    known = before if before is not None and before.method is method else None
    steps = each(engagement, method, known.engagement if known else None, known.steps if known else None)
    results = together(engagement, method, steps)
    figures = figures_by_id(pd.concat([r.indicators for r in results.values()], ignore_index=True))
    facets = facet_values(engagement, method, figures)
    figures |= as_figures(facets)
    findings = find(engagement, method, figures)
    verdicts = _verdicts(facets, engagement, method)
    actions = plan(findings, engagement, method, figures)
    figures |= {str(row["indicator_id"]): row for row in _targets(verdicts.values(), findings, actions, method)}
    return Assessment(engagement, method, results, figures, verdicts, findings, actions, steps)


def _verdicts(facets: Mapping[str, FacetValue], engagement: Engagement, method: Method) -> dict[str, Verdict]:
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("letters") or {})
    return {
        name: verdict(element, facets, method, _override(decisions.get(name)))
        for name, element in method.elements.items()
    }


def _override(decision: Mapping[str, object] | None) -> Override | None:
    if not decision or not decision.get("letter"):
        return None
    return Override(
        cast(Letter, decision["letter"]), str(decision.get("reason") or ""), str(decision.get("by") or "Consultant"),
        str(decision.get("date") or ""),
    )  # fmt: skip


def _targets(
    verdicts: Iterable[Verdict], findings: tuple[Finding, ...], actions: Plan, method: Method
) -> list[dict[str, object]]:
    """Figures about the letters themselves, for the first page and the fifth chapter."""
    all_ = list(verdicts)
    firm = [v for v in all_ if (v.told_firmness(method.thresholds) or 0) >= method.thresholds.firm]
    settled = [v for v in all_ if v.letter != "not assessed"]

    def part(name: str, hits: list[Verdict], of: list[Verdict]) -> dict[str, object]:
        names = [v.element.short for v in hits]
        return indicator(
            f"targets.{name}", len(hits) / len(of) if of else float("nan"), "share", len(of), (),
            count=len(hits), examples=names,
        )  # fmt: skip

    return [
        part("change", [v for v in all_ if v.changes], all_),
        part("keep", [v for v in all_ if v.letter == "keep"], all_),
        part("not_assessed", [v for v in all_ if v.letter == "not assessed"], all_),
        part("create", [v for v in all_ if v.letter == "B"], all_),
        part("add", [v for v in all_ if v.letter == "A"], all_),
        part("improve", [v for v in all_ if v.letter in ("C", "A+C")], all_),
        part("firm", firm, settled),
        indicator("targets.findings", len(findings), "count", len(findings), ()),
        indicator("targets.serious", sum(f.severity == "serious" for f in findings), "count", len(findings), ()),
        indicator("targets.actions", len(actions.actions), "count", len(actions.actions), ()),
        indicator("targets.effort", actions.effort_days, "days", len(actions.actions), ()),
    ]
