"""The published schedule of a release → a process map: its gates, who opens each, by when.

The timeline has two kinds of lines. Those in bold, with the first one, are the gates that everybody goes through: freezes, burndown,
the release. They follow one another, and so are the steps of the map. The others run beside them, and the schedule does not
say who hands what to whom: they are left out, so that no hand-off is counted that no document tells.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from dateutil import parser

from tests.real import documents
from tests.real.kubernetes_roles import RELEASE_TEAM

SCHEDULE = "releases/release-1.36/README.md"
CALLED = {"ALL": "Release Team", "Lead": "Release Team Lead"}
"""The timeline's short words in full."""


@dataclass(frozen=True)
class Gate:
    """One line of the timeline that everybody goes through."""

    name: str
    who: str
    date: dt.date


def gates(source: Path) -> list[Gate]:
    """The start of the cycle and the gates after it, up to the release, in their order."""
    text = documents.read(source, SCHEDULE, "sig-release")
    table = text.split("## Timeline", 1)[1].split("## Phases", 1)[0]
    found: list[Gate] = []
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) >= 4 and cells[3].startswith("week ") and cells[1] and (not found or cells[0].startswith("**")):
            name = re.sub(r"[*\[\]]|\s*\(.*\)", "", cells[0])
            found.append(Gate(name, CALLED.get(cells[1], cells[1]), _date(cells[2])))
    return found


def scheduled_hours(source: Path) -> float:
    """From the start of the cycle to the release."""
    return (gates(source)[-1].date - gates(source)[0].date).days * 24


def process_steps(source: Path) -> Iterator[dict[str, Any]]:
    """Rows of process_steps.csv. The hours allotted to a step are those since the step before it."""
    steps = gates(source)
    hours = [0, *((after.date - before.date).days * 24 for before, after in pairwise(steps))]
    for number, (step, allotted) in enumerate(zip(steps, hours, strict=True), start=1):
        yield {
            "process_id": RELEASE_TEAM, "variant": "as_is", "step_id": f"s{number}", "name": step.name, "function": step.who,
            "next_steps": [f"s{number + 1}"] if number < len(steps) else [], "objective_hours": allotted,
        }  # fmt: skip


def _date(text: str) -> dt.date:
    """The first date named: deadlines are given for two time zones."""
    return parser.parse(text.partition("(AoE)")[0]).date()
