"""Fleet's handbook as a third source for the calendar: every ritual's frequency is understood."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessment_kit.engagement.frequency import parse_frequency
from tests.real import sources
from tests.real.conftest import there

PER_YEAR = {"Daily": 260, "Weekly": 52, "Triweekly": 52 / 3, "Monthly": 12, "Quarterly": 4, "Annually": 1}
"""A triweekly ritual of theirs comes every three weeks, with the sprint, not three times a week."""


@pytest.fixture(scope="module")
def rituals() -> list[dict[str, Any]]:
    files: list[Path] = sorted((there(sources.FLEET) / "handbook").glob("*/*.rituals.yml"))
    return [ritual for file in files for ritual in yaml.safe_load(file.read_text(encoding="utf-8"))]


def test_every_spelling_is_understood(rituals: list[dict[str, Any]]) -> None:
    spellings = {str(ritual["frequency"]) for ritual in rituals}
    assert len(rituals) == 95
    assert len(spellings) == 9
    for spelling in spellings - {"Every patch release"}:
        assert parse_frequency(spelling).per_year == pytest.approx(PER_YEAR[spelling.split()[0]]), spelling


def test_a_ritual_that_follows_events_has_no_rhythm(rituals: list[dict[str, Any]]) -> None:
    on_event = [ritual for ritual in rituals if ritual["frequency"] == "Every patch release"]
    assert len(on_event) == 1
    assert math.isnan(parse_frequency("Every patch release").per_year)
