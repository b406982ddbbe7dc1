"""Figure "process_map": one process drawn to the scale of hours, and its promise against the sum of its parts."""

from __future__ import annotations

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show.charts.architecture_map_drawing import MapDrawing
from assessment_kit.show.charts.architecture_map_scene import Scene, chosen
from assessment_kit.show.charts.architecture_models import missing
from assessment_kit.show.pieces import Figure, Gap, figure


def process_map(result: StepResult) -> Figure | Gap:
    """The map of the process that passes its promise by most; where none does, of the one with most hand-offs."""
    maps = result.tables.get("maps")
    today = maps[maps["steps"].notna()] if maps is not None and len(maps) else None
    if today is None or today.empty:
        return missing(maps)
    row = chosen(today)
    scene = Scene(result, row)
    return figure(
        lambda size: MapDrawing(size, scene).chart(),
        title=scene.title(),
        subtitle=scene.subtitle(),
        source=phrase(
            "List of process steps, {steps} of this process. Full count.", steps=words.plural(len(scene.steps), "step")
        ),
        alt_text=scene.alt(),
        columns=(
            phrase("Step"),
            phrase("Function"),
            phrase("Allotted hours"),
            phrase("Actual hours"),
            phrase("Complexity (1–5)"),
            phrase("Break point"),
        ),
        rows=scene.rows(),
        margin=scene.margin(),
    )
