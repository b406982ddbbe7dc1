"""The gap in the place of a figure of this step: the one that the analysis told, so that a report tells it once."""

from __future__ import annotations

from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show.pieces import Gap


def told(result: StepResult, *names: str) -> Gap:
    """The first of these gaps that the analysis found; raises KeyError where it found none of them."""
    found = {phrase(gap.what): gap for gap in result.not_assessed}
    return Gap.of(found[next(name for name in names if name in found)])
