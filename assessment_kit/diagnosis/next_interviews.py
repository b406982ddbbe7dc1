"""The return: whom to ask what when we come back for the elements that are open or not assessed (PM-34)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assessment_kit.analysis.interview_plan import InterviewPlan, plan_interviews
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.diagnosis.next_answers import Prospect, prospects
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
    """Interviews on everything, within a budget of minutes; facets that lists or the survey settle need no more informants, unless the
    letter is open and more of them may make it firmer.
    """
    return plan_interviews(
        assessment.engagement, assessment.method, minutes, elsewhere=_elsewhere(assessment), worth=_worth(assessment)
    )


@lru_cache(maxsize=1)  # page one and the list behind it both tell it, and the choice is dear
def next_interviews(assessment: Assessment) -> InterviewPlan | None:
    """The plan of the return, or None where nothing is left to ask that would help.

    In rapid mode it is about everything, within the minutes of the engagement; in full mode about the elements that are not
    assessed, and about the facets on which more people may be expected to make an open letter firmer.
    """
    settings, limits = assessment.engagement.settings, assessment.method.thresholds
    minutes = settings.minutes or limits.rapid.minutes
    if settings.mode == "rapid":
        found = plan_visit(assessment, minutes)
    else:
        missing = [v.element.id for v in assessment.verdicts.values() if v.letter == "not assessed"]
        worth = _worth(assessment)
        if not worth and not missing:
            return None
        found = plan_interviews(
            assessment.engagement, assessment.method, minutes, elements=missing, elsewhere=_elsewhere(assessment), worth=worth
        )  # fmt: skip
    return found if found.interviews else None


def open_prospects(assessment: Assessment) -> tuple[Prospect, ...]:
    """What more interviews may do for each facet of the open letters, the best per minute first."""
    limits = assessment.method.thresholds
    return prospects((v for v in assessment.verdicts.values() if is_open(v, limits)), assessment.method)


def _worth(assessment: Assessment) -> dict[str, tuple[float, ...]]:
    """Of the facets where it is worth asking, what each further person adds."""
    least = assessment.method.thresholds.rapid.least_gain
    return {f"{p.element}.{p.facet}": p.steps for p in open_prospects(assessment) if p.gain >= least}


def is_open(verdict: Verdict, limits: Thresholds) -> bool:
    """A letter that the re-runs do not keep often enough or that rests on too few, and that the consultant did not settle."""
    if verdict.override is not None or verdict.firmness is None:
        return False
    return (verdict.told_firmness(limits) or 0) < limits.fairly_firm


def _elsewhere(assessment: Assessment) -> frozenset[str]:
    """Facets that have a value already, whatever it comes from."""
    return frozenset(
        f"{v.element.id}.{facet}"
        for v in assessment.verdicts.values()
        for facet, value in v.facets.items() if value.value is not None
    )  # fmt: skip
