"""Figures of step 1, the process architecture, by the section of the notebook in which they stand."""

from __future__ import annotations

from collections.abc import Callable

from assessment_kit.analysis.result import StepResult
from assessment_kit.show.charts.architecture_belt import belt_delays, conveyor_belt
from assessment_kit.show.charts.architecture_landscape import landscape
from assessment_kit.show.charts.architecture_management import management
from assessment_kit.show.charts.architecture_map import process_map
from assessment_kit.show.charts.architecture_models import maps, models
from assessment_kit.show.pieces import Figure, Gap, Table

FIGURES: dict[str, Callable[[StepResult], Figure | Table | Gap]] = {
    "landscape": landscape,
    "management": management,
    "process_map": process_map,
    "maps": maps,
    "conveyor_belt": conveyor_belt,
    "belt_delays": belt_delays,
    "models": models,
}
