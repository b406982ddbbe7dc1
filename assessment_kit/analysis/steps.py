"""The four steps in their order, each with its analysis."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessment_kit.analysis import architecture, metrics, practices, roles
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.views import with_views
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method, Step

ANALYSES: Mapping[Step, Callable[[Engagement, Method], StepResult]] = {
    "architecture": architecture.analyse,
    "roles": roles.analyse,
    "metrics": metrics.analyse,
    "practices": practices.analyse,
}


def analysed(engagement: Engagement, method: Method) -> dict[Step, StepResult]:
    """The results of the four steps, and where the sources of one thing part across them."""
    return with_views(engagement, method, {step: analyse(engagement, method) for step, analyse in ANALYSES.items()})
