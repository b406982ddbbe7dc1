"""The four steps in their order, each with its analysis."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assessment_kit.analysis import architecture, metrics, practices, roles
from assessment_kit.analysis.result import StepResult
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method, Step

ANALYSES: Mapping[Step, Callable[[Engagement, Method], StepResult]] = {
    "architecture": architecture.analyse,
    "roles": roles.analyse,
    "metrics": metrics.analyse,
    "practices": practices.analyse,
}
