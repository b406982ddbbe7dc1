"""The picture of what top and front line see: message, places, colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from assessment_kit.analysis.practices import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.method import load_method
from assessment_kit.show.charts.practices_levels import levels
from assessment_kit.show.pieces import Figure, Gap
from tests.builders import engagement, survey
from tests.show.drawn import assert_well_drawn

METHOD = load_method()
STATED = [i for i in METHOD.items.values() if i.statement is not None and not i.statement.reversed]
PEOPLE = ["executive"] * 8 + ["senior"] * 6 + ["middle"] * 10 + ["front_line"] * 20


def result(scores: Mapping[str, Sequence[float]], people: Sequence[str] = PEOPLE) -> StepResult:
    return analyse(engagement(survey=survey(scores, people)), METHOD)


def apart(statements: int, top: float, line: float) -> dict[str, list[float]]:
    """So many statements with one score at the top and another one everywhere else."""
    return {item.id: [top] * 8 + [line] * 36 for item in STATED[:statements]}


@pytest.mark.parametrize(
    ("scores", "title"),
    [
        (apart(3, 5, 1), "Executives see a company that the front line does not: better on 3 of 3 statements"),
        (apart(1, 5, 1), "Executives see a company that the front line does not: far better on the one statement"),
        (apart(3, 4, 4), "Executives and the front line see much the same company"),
        (apart(3, 1, 5), "On 3 of 3 statements the front line sees things clearly better than executives"),
        ({**apart(9, 4, 4), STATED[9].id: [5.0] * 8 + [1.0] * 36}, "On 1 of 10 statements executives see things clearly better than the front line"),
    ],
)  # fmt: skip
def test_the_title_is_the_message(scores: dict[str, list[float]], title: str) -> None:
    figure = levels(result(scores))
    assert isinstance(figure, Figure)
    assert figure.title == title


def test_the_ten_widest_gaps_are_drawn_and_all_are_told() -> None:
    figure = levels(result(apart(14, 5, 1)))
    assert isinstance(figure, Figure)
    assert figure.subtitle.endswith("The ten widest gaps, of 14.")
    assert len(figure.rows) == 14
    assert figure.rows[0][1:] == ("100%", "68–100%", "8", "0%", "0–16%", "20", "100 (64 to 100)", "3.14 (2.32 to 3.96)")


def test_without_both_ends_it_is_not_assessed() -> None:
    gap = levels(result({STATED[0].id: [5.0] * 8}, ["executive"] * 8))
    assert isinstance(gap, Gap)
    assert gap.cure


@pytest.mark.parametrize("statements", [1, 2, 12, len(STATED)])
@pytest.mark.parametrize("people", [PEOPLE, ["executive"] * 3 + ["senior"] * 11 + ["front_line"] * 30])
def test_nothing_is_clipped_and_every_colour_is_of_the_theme(statements: int, people: list[str]) -> None:
    scores = {item.id: [float(1 + (i + k) % 5) for k in range(44)] for i, item in enumerate(STATED[:statements])}
    figure = levels(result({**scores, "practices.managers_feel": [4.0] * 44}, people))
    assert isinstance(figure, Figure)
    assert len(figure.rows) <= 66
    assert_well_drawn(figure)
