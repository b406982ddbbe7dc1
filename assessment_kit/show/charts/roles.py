"""The figures of step 2, by the section of the notebook in which they stand."""

from __future__ import annotations

from collections.abc import Callable

from assessment_kit.analysis.result import StepResult
from assessment_kit.show.charts.roles_load import line, load
from assessment_kit.show.charts.roles_matrix import matrix
from assessment_kit.show.charts.roles_priorities import priorities
from assessment_kit.show.charts.roles_tables import activities, defects
from assessment_kit.show.pieces import Figure, Gap, Table

FIGURES: dict[str, Callable[[StepResult], Figure | Table | Gap]] = {
    "matrix": matrix,
    "priorities": priorities,
    "activities": activities,
    "defects": defects,
    "load": load,
    "line": line,
}
