"""The published schedule of a release → a process map: one step per line of its timeline, who does it, by when.

The timeline has strands, one per role, that run side by side and meet at the gates (the lines in bold: freezes, burndown and
the release). A step follows the last one of its own strand since the last gate, or that gate; a gate follows every strand.
Hours allotted to a step are those between its date and the latest date that it has to wait for.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateutil import parser

from tests.real import documents
from tests.real.kubernetes_roles import RELEASE_TEAM

SCHEDULE = "releases/release-1.36/README.md"
CALLED = {"ALL": "Release Team", "Lead": "Release Team Lead"}
"""The timeline's short words in full."""


@dataclass
class Step:
    """One line of the timeline; `after` are the steps that it waits for."""

    name: str
    who: str
    date: dt.date
    gate: bool
    after: list[Step] = field(default_factory=list)

    @property
    def hours(self) -> int:
        """From the latest step that it waits for; 0 where the timeline gives it no time of its own."""
        return max(0, (self.date - max(s.date for s in self.after)).days * 24) if self.after else 0


def timeline(source: Path) -> list[Step]:
    """The lines of the timeline that somebody does, in order, linked by strands and gates."""
    steps = list(_lines(documents.read(source, SCHEDULE, "sig-release")))
    gate, strands = steps[0], dict[str, Step]()
    for step in steps[1:]:
        if step.gate:
            step.after = list(strands.values()) or [gate]
            gate, strands = step, {}
        else:
            step.after = [strands.get(step.who, gate)]
            strands[step.who] = step
    return steps


def scheduled_hours(source: Path) -> float:
    """From the start of the cycle to the release."""
    steps = timeline(source)
    release = next(s for s in steps if s.gate and "released" in s.name)
    return (release.date - steps[0].date).days * 24


def process_steps(source: Path) -> Iterator[dict[str, Any]]:
    """Rows of process_steps.csv, up to the release: what follows it belongs to the next cycle."""
    steps = timeline(source)
    steps = steps[: 1 + next(n for n, s in enumerate(steps) if s.gate and "released" in s.name)]
    ids = {id(step): f"s{number:02}" for number, step in enumerate(steps, start=1)}
    for step in steps:
        yield {
            "process_id": RELEASE_TEAM, "variant": "as_is", "step_id": ids[id(step)], "name": step.name, "function": step.who,
            "next_steps": [ids[id(s)] for s in steps if any(a is step for a in s.after)], "objective_hours": step.hours,
        }  # fmt: skip


def _lines(text: str) -> Iterator[Step]:
    table = text.split("## Timeline", 1)[1].split("## Phases", 1)[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) < 4 or not cells[3].startswith("week ") or not cells[1]:
            continue
        name = re.sub(r"[*\[\]]", "", cells[0])
        who = CALLED.get(cells[1], cells[1])
        yield Step(name, who, _date(cells[2]), gate=cells[0].startswith("**"))


def _date(text: str) -> dt.date:
    """The first date named: deadlines are given for two time zones."""
    return parser.parse(text.partition("(AoE)")[0]).date()
