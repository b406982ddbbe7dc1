"""The return: whom to ask what when we come back for the elements that are open or not assessed (PM-34)."""

from __future__ import annotations

from pathlib import Path

from assessment_kit.analysis.interview_plan import InterviewPlan, plan_interviews
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.engagement import read
from assessment_kit.engagement.own_method import method_for
from assessment_kit.method import Method, Thresholds


def open_visit(folder: Path, minutes: float | None = None) -> tuple[str, Method, InterviewPlan]:
    """The client's name, the method and the plan of a visit to the client of a folder, in the minutes given or else agreed.

    Raises
    ------
    EngagementError : the folder cannot be read at all.
    """
    engagement = read(folder, items=lambda settings: method_for(folder, settings).items)
    method = method_for(folder, engagement.settings)
    budget = minutes or engagement.settings.minutes or method.thresholds.rapid.minutes
    return engagement.settings.client, method, plan_visit(assess(engagement, method), budget)


def plan_visit(assessment: Assessment, minutes: float) -> InterviewPlan:
    """Interviews on everything, within a budget of minutes; facets that lists or the survey settle need no more informants."""
    return plan_interviews(assessment.engagement, assessment.method, minutes, elsewhere=_elsewhere(assessment))


def next_interviews(assessment: Assessment) -> InterviewPlan | None:
    """The plan of the return, or None where nothing is left to ask.

    In rapid mode it is about everything, within the minutes of the engagement; in full mode about the elements that are not
    assessed and those whose letter is open, and for the latter what was said so far does not count: it was too divided.
    """
    settings, limits = assessment.engagement.settings, assessment.method.thresholds
    minutes = settings.minutes or limits.rapid.minutes
    if settings.mode == "rapid":
        found = plan_visit(assessment, minutes)
    else:
        open_ = [v.element.id for v in assessment.verdicts.values() if is_open(v, limits)]
        missing = [v.element.id for v in assessment.verdicts.values() if v.letter == "not assessed"]
        if not open_ and not missing:
            return None
        found = plan_interviews(
            assessment.engagement, assessment.method, minutes, elements={*open_, *missing}, elsewhere=_elsewhere(assessment, open_),
            afresh=open_,
        )  # fmt: skip
    return found if found.interviews else None


def is_open(verdict: Verdict, limits: Thresholds) -> bool:
    """A letter that the re-runs do not keep often enough or that rests on too few, and that the consultant did not settle."""
    if verdict.override is not None or verdict.firmness is None:
        return False
    return (verdict.told_firmness(limits) or 0) < limits.fairly_firm


def _elsewhere(assessment: Assessment, not_these: list[str] | None = None) -> frozenset[str]:
    """Facets that have a value already, whatever it comes from."""
    return frozenset(
        f"{v.element.id}.{facet}"
        for v in assessment.verdicts.values() if v.element.id not in (not_these or ())
        for facet, value in v.facets.items() if value.value is not None
    )  # fmt: skip
