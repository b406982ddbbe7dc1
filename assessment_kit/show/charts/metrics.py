"""The figures of step 3, by the section of the notebook in which they stand."""

from __future__ import annotations

from collections.abc import Callable

from assessment_kit.analysis.result import StepResult
from assessment_kit.show.charts.metrics_chain import chain
from assessment_kit.show.charts.metrics_goals import goals
from assessment_kit.show.charts.metrics_latency import latency
from assessment_kit.show.charts.metrics_mix import mix
from assessment_kit.show.charts.metrics_opposed import opposed
from assessment_kit.show.charts.metrics_paths import paths
from assessment_kit.show.charts.metrics_reports import load, reports
from assessment_kit.show.charts.metrics_targets import targets
from assessment_kit.show.charts.metrics_tree import tree
from assessment_kit.show.pieces import Figure, Gap, Table

FIGURES: dict[str, Callable[[StepResult], Figure | Table | Gap]] = {
    "tree": tree,
    "mix": mix,
    "paths": paths,
    "latency": latency,
    "targets": targets,
    "reports": reports,
    "load": load,
    "goals": goals,
    "chain": chain,
    "opposed": opposed,
}
