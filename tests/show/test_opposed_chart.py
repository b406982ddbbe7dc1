"""The picture of metrics that move against each other: message, colours, places."""

from __future__ import annotations

import pytest

from assessment_kit.analysis.metrics import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.method import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts.metrics_opposed import opposed
from assessment_kit.show.pieces import Figure, Gap, Table
from tests.builders import engagement
from tests.show.drawn import assert_well_drawn

LONG = "A name that goes on and on, as names of metrics sometimes do, until nobody reads it 北区销售额按时交付率"


def result(pairs: int, name: str = "Metric", *, against: bool = True, declared: bool = False) -> StepResult:
    """So many pairs: the first of each rises ever faster, the second falls in step or rises with it."""
    goals, metrics, measured_, roles = [], [], [], []
    for i in range(pairs):
        for side, sign in (("a", 1), ("b", -1 if against else 1)):
            key = f"{side}{i}"
            roles.append(
                {"role_id": f"r{key}", "title": f"{name} head {key}", "level": "senior", "function": f"F{key}"}
            )
            goals.append(
                {"goal_id": f"g{key}", "text": f"Goal {key}", "level": "function", "owner_role_id": f"r{key}",
                 "pulls_against": (f"gb{i}",) if declared and side == "a" else ()}
            )  # fmt: skip
            metrics.append({"metric_id": f"m{key}", "name": f"{name} {key}", "goal_id": f"g{key}", "direction": "up"})
            # each pair has years of its own, so that pairs are compared within themselves only
            measured_ += [
                {"metric_id": f"m{key}", "period": f"{1960 + i}-{k + 1:02d}", "actual": 50.0 + sign * k * (k + 1) / 2}
                for k in range(8)
            ]
    client = engagement(goals=goals, metrics=metrics, measurements=measured_, roles=roles)
    return analyse(client, load_method())


def test_one_pair_is_told_by_name() -> None:
    figure = opposed(result(1))
    assert isinstance(figure, Figure)
    assert figure.title == "Metric a0 and Metric b0 move against each other, and nobody has said so"
    assert figure.rows == (("Metric a0", "Metric head a0", "Metric b0", "Metric head b0", "7", "100%", "−1.00", "no"),)


def test_several_pairs_are_counted_and_four_are_drawn() -> None:
    figure = opposed(result(6, declared=True))
    assert isinstance(figure, Figure)
    assert figure.title == "Six pairs of metrics move against each other"
    assert figure.subtitle.endswith("The four clearest, of 6.")
    assert len(figure.rows) == 6


def test_none_is_said_as_none_and_no_data_as_a_gap() -> None:
    none = opposed(result(1, against=False))
    assert isinstance(none, Table)
    assert none.rows == (("1", "none"),)
    assert isinstance(opposed(analyse(engagement(), load_method())), Gap)


def test_orange_is_the_one_that_loses() -> None:
    figure = opposed(result(1))
    assert isinstance(figure, Figure)
    names = {
        row["text"]: layer["mark"]["fill"]
        for layer in figure.wide["layer"] if layer["mark"]["type"] == "text"
        for row in layer["data"]["values"]
    }  # fmt: skip
    assert names["Metric b0, Metric head b0"] == theme.CHANGE
    assert names["Metric a0, Metric head a0"] == theme.SOUND


@pytest.mark.parametrize("pairs", [1, 2, 3, 5])
@pytest.mark.parametrize("name", ["Metric", LONG])
def test_nothing_is_clipped_and_every_colour_is_of_the_theme(pairs: int, name: str) -> None:
    figure = opposed(result(pairs, name))
    assert isinstance(figure, Figure)
    assert_well_drawn(figure)
