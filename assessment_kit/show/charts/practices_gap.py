"""In the place of a figure of managing together that has no data: the gap as the analysis tells it, so that each is told once."""

from __future__ import annotations

from assessment_kit.analysis.practices_gaps import MEETINGS
from assessment_kit.analysis.result import StepResult
from assessment_kit.show.pieces import Gap


def gap(result: StepResult, what: str) -> Gap:
    """The gap of this name; where no meetings are on record at all, the one gap that says so."""
    told = {g.what: g for g in result.not_assessed}
    return Gap.of(told[MEETINGS] if MEETINGS in told else told[what])
