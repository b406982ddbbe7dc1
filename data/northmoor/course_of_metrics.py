"""The measurements: a straight trend, a season, and noise that is the same each time it is drawn."""

from __future__ import annotations

import math
from collections.abc import Mapping

from chance import draws
from northmoor.goals_and_metrics import SERIES
from written_tables import Row, rows

_LAST_MONTH = 2026 * 12 + 9 - 1  # September 2026


def measurements() -> list[Row]:
    """One row per metric and period."""
    series = {row["metric_id"]: row for row in rows(SERIES)}
    return [row for spec in series.values() for row in _course(spec, series)]


def _course(spec: Mapping[str, str], series: Mapping[str, Mapping[str, str]]) -> list[Row]:
    periods = int(spec["periods"])
    deviations = _deviations(spec)
    if spec["with"]:
        other = _deviations(series[spec["with"]])[-periods:]
        deviations = [own + float(spec["pull"]) * theirs for own, theirs in zip(deviations, other, strict=True)]
    start, end = float(spec["start"]), float(spec["end"])
    made = []
    for position, deviation in enumerate(deviations):
        level = start + (end - start) * position / (periods - 1)
        made.append(
            {
                "metric_id": spec["metric_id"],
                "period": _period(spec, position),
                "target": spec["target"],
                "actual": f"{max(0.0, level + deviation):.{int(spec['decimals'])}f}",
                "minimum": spec["minimum"],
                "maximum": spec["maximum"],
            }
        )
    return made


def _deviations(spec: Mapping[str, str]) -> list[float]:
    """Season and noise, period by period, around the trend."""
    periods = int(spec["periods"])
    chance = draws("measurements", spec["metric_id"])
    season, noise = float(spec["season"]), float(spec["noise"])
    # The noise is capped at two standard deviations, so that no month looks like a slip of the pen.
    return [
        season * math.sin(2 * math.pi * position / (12 if spec["every"] == "month" else 4))
        + noise * max(-2.0, min(2.0, chance.gauss(0, 1)))
        for position in range(periods)
    ]


def _period(spec: Mapping[str, str], position: int) -> str:
    back = int(spec["periods"]) - 1 - position
    if spec["every"] == "quarter":
        quarter = 2026 * 4 + 2 - back  # the third quarter of 2026 is the last
        return f"{quarter // 4}-Q{quarter % 4 + 1}"
    month = _LAST_MONTH - back
    return f"{month // 12}-{month % 12 + 1:02d}"
