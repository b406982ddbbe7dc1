"""The picture of the proposed calendar: message, changes in words, nothing past the edge at any size."""

from __future__ import annotations

from typing import Any

import pytest

from assessment_kit.analysis.practices import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.method import load_method
from assessment_kit.show.charts.practices_to_be import to_be
from assessment_kit.show.pieces import Figure, Gap, Table
from tests.builders import engagement
from tests.show.drawn import assert_well_drawn

LONG = "Coordination of the international programme for the further development of everything 全球供应链与质量管理月度联席评审会议"
ROLES = [
    {
        "role_id": f"r{i}",
        "title": f"Role {i}",
        "level": ("executive", "senior", "middle", "front_line")[i % 4],
        "function": f"F{i % 3}",
    }
    for i in range(6)
]
GOOD = {"stated_purpose": "Decide", "agenda": "standing", "decisions_recorded": True, "value": 4, "minutes": 60.0}


def result(meetings: list[dict[str, Any]], processes: int = 1, name: str = "Order to delivery") -> StepResult:
    listed = [{"meeting_id": f"m{i}", "attendees": ("r0", "r1", "r2"), **GOOD, **m} for i, m in enumerate(meetings)]
    keys = [
        {
            "process_id": f"p{i}",
            "name": f"{name} {i}" if processes > 1 else name,
            "category": "deliver",
            "is_key": True,
            "functions": ("F0", "F1"),
        }
        for i in range(processes)
    ]
    return analyse(engagement(meetings=listed, roles=ROLES, processes=keys), load_method())


REVIEW = {"name": "Review", "purpose": "monthly_review", "frequency": "monthly"}
ROUND = {"name": "Round", "purpose": "weekly_steering", "frequency": "weekly", "topics": ("A", "B")}
DOUBTED = {
    "name": "Call",
    "purpose": "other",
    "frequency": "weekly",
    "value": 1,
    "agenda": "none",
    "attendees": ("r4", "r5"),
}


@pytest.mark.parametrize(
    ("meetings", "processes", "title"),
    [
        # 12 times three people a quarter of an hour
        ([REVIEW], 1, "One process fits into an existing meeting, and it takes 9 hours a year more"),
        # and two rounds of 3 × 52 hours become one
        ([REVIEW, ROUND, {**ROUND, "name": "Talk"}], 1, "One process fits into an existing meeting, and managers get 147 hours a year back"),
        ([ROUND, {**ROUND, "name": "Talk"}], 0, "One meeting can merge into another, and managers get 156 hours a year back"),
        # the heads of two functions, 90 minutes, four times a year
        ([ROUND], 1, "One process finds no place in today’s calendar; with a new review it takes 12 hours a year more"),
        # a meeting takes three processes, 9 hours each; the fourth gets the new one
        ([REVIEW], 4, "Three processes fit into an existing meeting, one needs a new review; in all it takes 39 hours a year more"),
        ([DOUBTED], 0, "One meeting has to earn its place"),
    ],
)  # fmt: skip
def test_the_title_is_the_message(meetings: list[dict[str, Any]], processes: int, title: str) -> None:
    figure = to_be(result(meetings, processes))
    assert isinstance(figure, Figure)
    assert figure.title == title


def test_each_change_is_told_in_words() -> None:
    figure = to_be(result([REVIEW, ROUND, {**ROUND, "name": "Talk"}, DOUBTED]))
    assert isinstance(figure, Figure)
    assert figure.rows == (
        ("Review", "Take up processes", "Order to delivery", "36", "45"),
        ("Talk", "Merge", "into Round, 60 minutes then", "312", "156"),
        ("Call", "Must earn their place, or end", "needs an agenda", "104", "104"),
    )


def test_a_calendar_that_can_stay_is_said_and_no_hours_are_a_gap() -> None:
    assert isinstance(to_be(result([REVIEW], 0)), Table)
    assert isinstance(to_be(result([{**REVIEW, "minutes": None}])), Gap)
    assert isinstance(to_be(analyse(engagement(), load_method())), Gap)


@pytest.mark.parametrize("size", ["few", "many"])
def test_nothing_is_clipped_and_every_colour_is_of_the_theme(size: str) -> None:
    few = result([REVIEW, ROUND, {**ROUND, "name": "Talk"}, DOUBTED])
    crowd = [
        {**(REVIEW, ROUND, DOUBTED)[i % 3], "name": f"{LONG} {i}", "topics": (f"A{i // 6}", f"B{i // 6}")}
        for i in range(300)
    ]
    figure = to_be(few if size == "few" else result(crowd, 200, LONG))
    assert isinstance(figure, Figure)
    assert len(figure.rows) <= 61
    assert_well_drawn(figure, most_characters=60_000)
