"""Process maps as graphs; every expected value is worked by hand."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis import map_figures
from assessment_kit.analysis.process_maps import Maps, process_maps
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement

LIMITS = load_method().thresholds


def step(
    step_id: str, function: str = "Sales", hours: float | None = None, after: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    return {
        "process_id": "p", "variant": "as_is", "step_id": step_id, "name": step_id.upper(), "function": function,
        "objective_hours": hours, "next_steps": after, **more,
    }  # fmt: skip


def client(*steps: dict[str, Any], promise: float | None = 24) -> Engagement:
    process = {"process_id": "p", "name": "Spare parts", "category": "deliver", "objective_hours": promise}
    return engagement(processes=[process], process_steps=list(steps))


def only(made: Maps) -> pd.Series:
    assert len(made.maps) == 1
    return made.maps.iloc[0]


def test_time_is_summed_along_the_longest_way() -> None:
    # a 2 → b 5 → d 1 is 8 hours; a 2 → c 3 → d 1 runs beside it and is not added.
    made = process_maps(
        client(
            step("a", "Sales", 2, ("b", "c")),
            step("b", "Stock", 5, ("d",)),
            step("c", "Sales", 3, ("d",)),
            step("d", "Stock", 1),
        ),
        LIMITS.processes,
    )
    row = only(made)
    assert row["allotted"] == 8
    assert row["excess"] == 8 - 24
    assert list(made.steps["on_path"]) == [True, True, False, True]
    assert list(made.steps["start"]) == [0, 2, 2, 7]


def test_hand_offs_are_the_connections_where_the_function_changes() -> None:
    # a→b changes (Sales, Stock), a→c does not, b→d does not (Stock, " stock" is the same), c→d changes.
    made = process_maps(
        client(
            step("a", "Sales", 1, ("b", "c")),
            step("b", "Stock", 1, ("d",)),
            step("c", "Sales", 1, ("d",)),
            step("d", " stock", 1),
        ),
        LIMITS.processes,
    )
    row = only(made)
    assert (row["hand_offs"], row["connections"], row["functions"], row["steps"]) == (2, 4, 2, 4)


def test_a_loop_back_is_passed_once_and_still_counts_as_a_hand_off() -> None:
    made = process_maps(
        client(step("a", "Sales", 2, ("b",)), step("b", "Quality", 3, ("c", "a")), step("c", "Quality", 4)),
        LIMITS.processes,
    )
    row = only(made)
    assert row["allotted"] == 9
    assert row["loops"] == 1
    assert row["hand_offs"] == 2  # a→b and the loop b→a


def test_a_map_without_next_steps_runs_in_the_order_of_its_rows() -> None:
    row = only(
        process_maps(client(step("a", "Sales", 1), step("b", "Stock", 2), step("c", "Sales", 3)), LIMITS.processes)
    )
    assert (row["allotted"], row["hand_offs"]) == (6, 2)


def test_an_unknown_duration_makes_the_sum_a_lower_bound() -> None:
    short = only(process_maps(client(step("a", hours=10, after=("b",)), step("b", hours=None)), LIMITS.processes))
    assert short["allotted"] == 10
    assert not short["allotted_whole"]
    assert pd.isna(short["excess"])  # 10 or more against 24: it cannot be told
    long = only(process_maps(client(step("a", hours=30, after=("b",)), step("b", hours=None)), LIMITS.processes))
    assert long["excess"] == 6  # 30 or more is too long whatever the other step takes


def test_no_hours_at_all_are_not_zero_hours() -> None:
    row = only(process_maps(client(step("a"), step("b")), LIMITS.processes))
    assert pd.isna(row["allotted"])
    assert pd.isna(row["excess"])


def test_next_steps_that_the_map_does_not_have_are_told() -> None:
    made = process_maps(client(step("a", hours=1, after=("b", "zz")), step("b", hours=1)), LIMITS.processes)
    assert only(made)["dangling"] == 1
    assert any("next steps are named" in gap.why for gap in map_figures.gaps(made.maps))


def test_time_lost_at_break_points_is_what_they_take_above_what_they_may() -> None:
    row = only(process_maps(client(
        step("a", hours=2, actual_hours=5, break_point=True, effect="time"),  # 3 lost
        step("b", hours=4, actual_hours=3, break_point=True, effect="both"),  # none lost, and none won back
        step("c", hours=1, actual_hours=9, break_point=False),  # late, but no break point
    ), LIMITS.processes))  # fmt: skip
    assert (row["break_points"], row["breaks_time"], row["breaks_quality"], row["lost"]) == (2, 2, 1, 3)
    assert row["actual"] == 17


def test_the_proposal_stands_beside_today() -> None:
    proposed = [{**step("x", "Sales", 10, ("y",)), "variant": "to_be"}, {**step("y", "Stock", 12), "variant": "to_be"}]
    row = only(
        process_maps(
            client(step("a", "Sales", 20, ("b",)), step("b", "Stock", 9, ("c",)), step("c", "Sales", 2), *proposed),
            LIMITS.processes,
        )
    )
    assert (row["excess"], row["to_be_excess"]) == (7, -2)
    assert (row["hand_offs"], row["to_be_hand_offs"]) == (2, 1)


def test_the_texts_example_of_24_hours() -> None:
    figures = {f["indicator_id"]: f for f in map_figures.figures(process_maps(client(step("a", "Sales", 20, ("b",)), step("b", "Stock", 11)), LIMITS.processes))
               if not f["subject"]}  # fmt: skip
    assert figures["architecture.worst_promise"]["value"] == 24
    assert figures["architecture.worst_parts"]["value"] == 31
    assert figures["architecture.worst_excess"]["value"] == 7
    assert figures["architecture.worst_parts"]["evidence"] == ("process_steps:2", "process_steps:3")


@given(st.lists(st.tuples(st.integers(0, 40), st.lists(st.integers(0, 11), max_size=4)), min_size=1, max_size=12))
def test_the_longest_way_lies_between_the_longest_step_and_the_sum_of_all(drawn: list[tuple[int, list[int]]]) -> None:
    steps = [step(f"s{i}", f"F{i % 3}", float(h), tuple(f"s{n}" for n in after)) for i, (h, after) in enumerate(drawn)]
    row = only(process_maps(client(*steps), LIMITS.processes))
    hours = [h for h, _ in drawn]
    assert max(hours) <= row["allotted"] <= sum(hours)
    assert 0 <= row["hand_offs"] <= row["connections"]


@pytest.mark.parametrize(("shift", "excess"), [(0, 0), (1, 1)])
def test_a_sum_that_just_fits_has_no_excess(shift: int, excess: int) -> None:
    assert (
        only(process_maps(client(step("a", hours=12, after=("b",)), step("b", hours=12 + shift)), LIMITS.processes))[
            "excess"
        ]
        == excess
    )
