"""Figures of step 4, managing together, by the section of the notebook in which they stand."""

from __future__ import annotations

from collections.abc import Callable

from assessment_kit.analysis.result import StepResult
from assessment_kit.show.charts.practices_calendar import calendar
from assessment_kit.show.charts.practices_cascade import cascade
from assessment_kit.show.charts.practices_hours import hours
from assessment_kit.show.charts.practices_levels import levels
from assessment_kit.show.charts.practices_quality import overlaps, quality
from assessment_kit.show.charts.practices_readiness import readiness
from assessment_kit.show.charts.practices_skills import skills
from assessment_kit.show.charts.practices_to_be import to_be
from assessment_kit.show.charts.views import views
from assessment_kit.show.pieces import Figure, Gap, Table

FIGURES: dict[str, Callable[[StepResult], Figure | Table | Gap]] = {
    "calendar": calendar,
    "hours": hours,
    "quality": quality,
    "overlaps": overlaps,
    "cascade": cascade,
    "skills": skills,
    "to_be": to_be,
    "levels": levels,
    "views": views,
    "readiness": readiness,
}
