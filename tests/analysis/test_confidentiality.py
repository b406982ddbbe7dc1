"""Which groups may be shown: worked by hand, and against an oracle that solves the same question as a linear programme."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from assessment_kit.analysis.confidentiality import (
    Group,
    answering_groups,
    may_leave_out,
    most_possible,
    publishable_groups,
    safe_crosstab,
)
from assessment_kit.analysis.taking_part import turnout
from tests.builders import engagement, survey


def people(counts: dict[tuple[str | None, str | None], int]) -> pd.DataFrame:
    """One row per person from counts by (level, function)."""
    rows = [pair for pair, n in counts.items() for _ in range(n)]
    return pd.DataFrame(rows, columns=["level", "function"])


def by_level(**counts: int) -> pd.DataFrame:
    return people({(None if level == "unknown" else level, "Sales"): n for level, n in counts.items()})


def told(groups: list[Group]) -> list[tuple[tuple[str, ...], int]]:
    return [(g.members, g.count) for g in groups]


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        # all large enough: each by itself, from the top down
        (
            {"front_line": 40, "middle": 12, "senior": 6, "executive": 5},
            [(("executive",), 5), (("senior",), 6), (("middle",), 12), (("front_line",), 40)],
        ),
        # four executives join the senior managers, their neighbours
        (
            {"executive": 4, "senior": 6, "middle": 12, "front_line": 40},
            [(("executive", "senior"), 10), (("middle",), 12), (("front_line",), 40)],
        ),
        # 1 + 2 are still too few: the middle managers join too
        ({"executive": 1, "senior": 2, "middle": 12, "front_line": 40}, [(("executive", "senior", "middle"), 15), (("front_line",), 40)]),
        # two without a level could be had as all less the levels; they join the smaller neighbour in the middle
        (
            {"executive": 7, "senior": 9, "middle": 8, "front_line": 40, "unknown": 2},
            [(("executive",), 7), (("senior",), 9), (("", "middle"), 10), (("front_line",), 40)],
        ),
        ({"executive": 2, "front_line": 2}, []),  # four people in all
        ({"executive": 2, "front_line": 3}, [(("executive", "front_line"), 5)]),
    ],
)  # fmt: skip
def test_small_levels_join_their_neighbours(counts: dict[str, int], groups: list[tuple[tuple[str, ...], int]]) -> None:
    assert told(publishable_groups(by_level(**counts), "level", 5)) == groups


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ({"Sales": 9, "IT": 5}, [(("Sales",), 9), (("IT",), 5)]),
        # one small function: the next smallest joins it, or it could be had by subtraction from all
        ({"Sales": 9, "Service": 8, "IT": 3}, [(("Sales",), 9), (("Service", "IT"), 11)]),
        # 3 + 2 make five: nobody else is needed
        ({"Sales": 9, "Service": 8, "IT": 3, "HR": 2}, [(("Sales",), 9), (("Service",), 8), (("IT", "HR"), 5)]),
        # people without a function count as one more small group
        ({"Sales": 9, "Service": 8, "IT": 3, None: 2}, [(("Sales",), 9), (("Service",), 8), (("IT", ""), 5)]),
        ({"Sales": 9, "Legal": 1}, [(("Sales", "Legal"), 10)]),
    ],
)  # fmt: skip
def test_small_functions_are_put_together(
    counts: dict[str | None, int], groups: list[tuple[tuple[str, ...], int]]
) -> None:
    made = people({("middle", function): n for function, n in counts.items()})
    assert told(publishable_groups(made, "function", 5)) == groups


def test_margins_that_give_a_cell_away_together_are_coarsened() -> None:
    """Executives 6, of whom 5 are the whole executive office: 6 − 5 leaves the one executive of Finance."""
    made = people(
        {("executive", "Office"): 5, ("executive", "Finance"): 1, ("middle", "Finance"): 20, ("middle", "Sales"): 30}
    )
    assert told(publishable_groups(made, "level", 5)) == [(("executive",), 6), (("middle",), 50)]
    assert told(publishable_groups(made, "function", 5)) == [(("Sales",), 30), (("Finance", "Office"), 26)]
    # by itself, without levels beside it, each function may stand
    assert len(publishable_groups(made[["function"]], "function", 5)) == 3


def test_a_hidden_cell_takes_others_with_it() -> None:
    """Two executives of Sales are small; one more cell of their row and of their column is held back, and the fourth corner."""
    made = people(
        {("executive", "Sales"): 2, ("executive", "Service"): 8, ("middle", "Sales"): 9, ("middle", "Service"): 7,
         ("middle", "IT"): 10, ("executive", "IT"): 9}
    )  # fmt: skip
    table = safe_crosstab(made, 5)
    assert [g.name() for g in table.columns] == ["IT", "Service", "Sales"]
    # R(executive) less what is shown must leave 5 or more about Sales; so must C(Sales): 7 of middle Service, 8 of executive Service
    assert table.counts.fillna(-1).to_numpy().tolist() == [[9, -1, -1], [10, -1, -1]]  # −1: held back


def test_no_cross_table_of_a_few_people() -> None:
    table = safe_crosstab(people({("executive", "Sales"): 4}), 5)
    assert table.rows == table.columns == ()
    assert table.counts.empty


def test_names_of_groups() -> None:
    assert Group(("Sales",), 9).name() == "Sales"
    assert Group(("HR", "IT", ""), 9).name(what="function") == "HR and IT or no function given"
    assert Group(("a", "b", "c", "d"), 9).name(what="function") == "4 small functions"
    assert Group(("",), 9).name(what="level") == "No level given"
    assert Group(("front_line",), 9).name({"front_line": "Front line"}) == "Front line"


def test_with_and_without() -> None:
    assert may_leave_out(0, 50, 5)
    assert may_leave_out(5, 50, 5)
    assert not may_leave_out(4, 50, 5)  # all less the rest gives the four
    assert not may_leave_out(46, 50, 5)


def test_a_statement_has_groups_of_its_own() -> None:
    """Eight executives, four of whom know the answer."""
    asked = survey(
        {"x.all": [4] * 28, "x.few": [4] * 4 + [None] * 4 + [3] * 20}, levels=["executive"] * 8 + ["senior"] * 20
    )
    client = engagement(survey=asked)
    assert told(answering_groups(client, "x.all", "level")) == [(("executive",), 8), (("senior",), 20)]
    assert told(answering_groups(client, "x.few", "level")) == [(("executive", "senior"), 24)]
    assert answering_groups(client, "x.none", "level") == []
    assert answering_groups(engagement(), "x.all", "level") == []


def test_turnout_hides_those_few_of_whom_nobody_answered() -> None:
    """The one person of the office would be told by the totals: 30 asked by function, 31 in all."""
    client = engagement(
        survey=survey({"x.all": [4] * 19}, functions=["Sales"] * 10 + ["IT"] * 9),
        settings={"population": {"by_function": {"Sales": 20, "IT": 10, "Office": 1, "Plant": 40}}},
    )
    rows = [(t.group.members, t.answered, t.asked) for t in turnout(client, "function")]
    assert rows == [(("Sales",), 10, 20), (("IT", "Office"), 9, 11), (("Plant",), 0, 40)]
    assert turnout(engagement(survey=survey({"x.all": [4] * 9}, functions=[None] * 9)), "function") == []  # type: ignore[list-item]


@given(
    st.integers(1, 4).flatmap(
        lambda rows: st.integers(1, 5).flatmap(
            lambda columns: st.tuples(
                st.lists(st.lists(st.sampled_from((0, 0, 1, 2, 3, 4, 6, 9)), min_size=columns, max_size=columns), min_size=rows, max_size=rows),
                st.lists(st.lists(st.booleans(), min_size=columns, max_size=columns), min_size=rows, max_size=rows),
            )
        )
    )
)  # fmt: skip
def test_the_bound_by_cuts_is_what_a_linear_programme_finds(table: tuple[list[list[int]], list[list[bool]]]) -> None:
    counts, shown = np.array(table[0]), np.array(table[1])
    hidden = np.argwhere((counts > 0) & ~shown)
    rest = np.where(shown, 0, counts)
    sums = np.array([[float(i == row) for i, _ in hidden] for row in range(counts.shape[0])]
                    + [[float(j == column) for _, j in hidden] for column in range(counts.shape[1])])  # fmt: skip
    most = most_possible(counts, shown)
    for k, (i, j) in enumerate(hidden):
        cost = -np.eye(len(hidden))[k]
        found = linprog(cost, A_eq=sums, b_eq=np.concatenate([rest.sum(axis=1), rest.sum(axis=0)]))
        assert most[i, j] == pytest.approx(-found.fun, abs=1e-6)
