"""Targets below what was reached: worked by hand, and what must not be told."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.passed_targets import passed_targets


def judged(actuals: Sequence[float | None], direction: str | None, target: float | None) -> pd.DataFrame:
    """One metric, period by period; the target is that of the last one."""
    rows = [
        {"metric_id": "m", "name": "Sales", "direction": direction, "actual": a, "target": None, "row": n}
        for n, a in enumerate(actuals, start=2)
    ]
    rows[-1]["target"] = target
    frame = pd.DataFrame(rows)
    return frame.astype({"actual": "Float64", "target": "Float64", "direction": "str"})


@pytest.mark.parametrize(
    ("actuals", "direction", "target", "passed"),
    [
        ((95, 97, 94, 80), "up", 90, True),
        ((95, 97, 90, 80), "up", 90, False),  # reached exactly is not passed
        ((95, 97, 89, 99), "up", 90, False),
        ((5, 4, 3, 9), "down", 6, True),
        ((5, 7, 3, 2), "down", 6, False),
        ((80, 95, 97, 94, 80), "up", 90, True),  # older periods do not count
        ((0.3, 0.3, 0.3, 0.3), "up", 0.1 + 0.2, False),  # the same but for the seventeenth decimal
    ],
)
def test_by_hand(actuals: tuple[float, ...], direction: str, target: float, passed: bool) -> None:
    found = passed_targets(judged(actuals, direction, target), 3)
    assert found["passed"].tolist() == [passed]


@pytest.mark.parametrize(
    ("actuals", "direction", "target"),
    [((95, 97, 80), "up", 90), ((95, 97, 94, 80), None, 90), ((95, 97, 94, 80), "within", 90), ((95, 97, 94, 80), "up", None), ((95, None, 94, 80), "up", 90)],
    ids=["two periods before", "no direction", "a range", "no target", "a gap"],
)  # fmt: skip
def test_what_is_not_known_is_left_out(
    actuals: tuple[float | None, ...], direction: str | None, target: float | None
) -> None:
    assert passed_targets(judged(actuals, direction, target), 3).empty


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=8), st.integers(-50, 50))
def test_up_and_down_mirror_each_other(actuals: list[int], target: int) -> None:
    up = passed_targets(judged(actuals, "up", target), 3)["passed"].tolist()
    down = passed_targets(judged([-a for a in actuals], "down", -target), 3)["passed"].tolist()
    assert up == down == [min(actuals[-4:-1]) > target]
