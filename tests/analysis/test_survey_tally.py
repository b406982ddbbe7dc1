"""Scores of groups from counts: as the formulas for single groups have it, and nothing about too few people."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis.confidentiality import most_possible, safe_crosstab
from assessment_kit.analysis.intervals import mean_interval, wilson
from assessment_kit.analysis.survey_tally import moments, survey_figures, tallies
from assessment_kit.engagement.model import Population, Survey
from assessment_kit.method import load_method
from tests.builders import survey

METHOD = load_method()
STATED = [i for i in METHOD.items.values() if i.statement is not None]
PLAIN = next(i for i in STATED if i.statement is not None and not i.statement.reversed)
TURNED = next(i for i in STATED if i.statement is not None and i.statement.reversed)


def test_by_hand() -> None:
    """Five executives of Sales: 5, 5, 4, 2, 4 → four of five agree, mean 4, squares 1 + 1 + 0 + 4 + 0 = 6 over 4."""
    found = survey_figures(survey({PLAIN.id: [5, 5, 4, 2, 4, None]}, ["executive"] * 6), [PLAIN], 5)
    row = found[found["by"] == "all"].iloc[0]
    assert (row["n"], row["agree"], row["mean"]) == (5, 0.8, 4.0)
    assert row["sd"] == pytest.approx(math.sqrt(1.5))
    assert found["by"].tolist() == ["all", "level", "function", "both"]
    assert found["level"].tolist() == [(), ("executive",), (), ("executive",)]


def test_intervals_are_narrower_where_most_people_answered() -> None:
    """Of six executives five answered, of ten people in Sales five: as the formulas for one group; of the cell nothing is on record."""
    known = Population(total=20, by_level={"executive": 6}, by_function={"Sales": 10})
    found = survey_figures(survey({PLAIN.id: [5, 5, 4, 2, 4]}, ["executive"] * 5), [PLAIN], 5, known)
    for row, people in zip(found.to_dict("records"), (20, 6, 10, None), strict=True):
        assert (row["agree_low"], row["agree_high"]) == pytest.approx(wilson(4, 5, population=people))
        assert (row["mean_low"], row["mean_high"]) == pytest.approx(mean_interval([5, 5, 4, 2, 4], population=people))
    everybody = survey_figures(survey({PLAIN.id: [5, 5, 4, 2, 4]}), [PLAIN], 5, Population(total=5)).iloc[0]
    assert (everybody["agree_low"], everybody["agree_high"], everybody["mean_low"]) == pytest.approx((0.8, 0.8, 4.0))
    more = survey_figures(survey({PLAIN.id: [5, 5, 4, 2, 4]}), [PLAIN], 5, Population(total=4)).iloc[0]
    assert (more["agree_low"], more["agree_high"]) == pytest.approx(wilson(4, 5))


def test_a_reversed_statement_is_turned() -> None:
    found = survey_figures(survey({TURNED.id: [1, 1, 2, 3, 5]}), [TURNED], 5)
    assert found.iloc[0]["mean"] == pytest.approx((5 + 5 + 4 + 3 + 1) / 5)
    assert found.iloc[0]["agree"] == 0.6


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([1.0, 1.5, 2.0, 3.0, 3.25, 4.0, 5.0, None]), min_size=1, max_size=60),
    st.integers(0, 2**32 - 1), st.booleans(),
)  # fmt: skip
def test_as_the_formulas_for_one_group(scores: list[float | None], seed: int, odd: bool) -> None:
    rng = np.random.default_rng(seed)
    scores = [None if s is None else s + 0.1 * (odd and s == 3) for s in scores]  # 3.1 is no quarter
    levels = list(rng.choice(["executive", "middle", "front_line"], len(scores)))
    functions = list(rng.choice(["Sales", "IT"], len(scores)))
    made = survey({PLAIN.id: scores, TURNED.id: scores[::-1]}, levels, functions)
    found = survey_figures(made, [PLAIN, TURNED], 1)
    for row in found.to_dict("records"):
        item = PLAIN if row["item_id"] == PLAIN.id else TURNED
        own = made.scores[item.id].astype(float)
        own = own if item is PLAIN else 6 - own
        if row["level"]:
            own = own[made.people["level"].isin(row["level"])]
        if row["function"]:
            own = own[made.people["function"].isin(row["function"])]
        told = own.dropna().to_numpy()
        agree = int((told >= 4).sum())
        assert (row["n"], row["agree"]) == (len(told), pytest.approx(agree / len(told)))
        assert (row["agree_low"], row["agree_high"]) == pytest.approx(wilson(agree, len(told)), abs=1e-9)
        assert row["mean"] == pytest.approx(told.mean(), rel=1e-6)
        assert row["sd"] == pytest.approx(told.std(ddof=1) if len(told) > 1 else math.nan, nan_ok=True, abs=1e-6)
        assert (row["mean_low"], row["mean_high"]) == pytest.approx(mean_interval(told), nan_ok=True, abs=1e-6)


def large(people: int = 4000) -> Survey:
    """Thousands of people, and one function of eight, of whom two are middle managers."""
    rng = np.random.default_rng(5)
    levels = rng.choice(["executive", "senior", "middle", "front_line"], people, p=[0.01, 0.04, 0.15, 0.8])
    functions = rng.choice(["Sales", "Finance", "IT"], people)
    levels[:8], functions[:8] = ["middle"] * 2 + ["front_line"] * 6, "Archive"
    scores = {i.id: list(np.where(rng.random(people) < 0.1, np.nan, rng.integers(1, 6, people))) for i in STATED[:3]}
    return survey(scores, list(levels), list(functions))


def test_groups_are_those_that_may_be_shown_for_the_statement() -> None:
    made, item = large(), STATED[0]
    answered = made.people[made.scores[item.id].notna()]
    table = safe_crosstab(answered, 5)
    found: Any = survey_figures(made, [item], 5)
    assert [(r.level, r.n) for r in found[found["by"] == "level"].itertuples()] == [
        (g.members, g.count) for g in table.rows
    ]
    assert [(r.function, r.n) for r in found[found["by"] == "function"].itertuples()] == [
        (g.members, g.count) for g in table.columns
    ]
    both = {(r.level, r.function): r.n for r in found[found["by"] == "both"].itertuples()}
    shown = {
        (table.rows[i].members, table.columns[j].members): table.counts.iloc[i, j]
        for i, j in np.argwhere(table.counts.notna().to_numpy())
    }
    assert both == shown


def test_nothing_is_told_of_fewer_than_may_be_shown_and_none_follows_by_subtraction() -> None:
    made = large()
    found: Any = survey_figures(made, STATED[:3], 5)
    assert found["n"].min() >= 5
    assert (("middle",), ("Archive",)) not in set(zip(found["level"], found["function"], strict=True))
    for tally in tallies(made, STATED[:3]):
        people = tally.counts.sum(axis=2)
        own = found[(found["item_id"] == tally.item_id) & (found["by"] == "both")]
        shown = np.zeros(people.shape, dtype=bool)
        for row in own.itertuples():
            if len(row.level) == len(row.function) == 1:
                shown[tally.levels.index(row.level[0]), tally.functions.index(row.function[0])] = True
        hidden = (people > 0) & ~shown
        assert hidden.sum() >= 2
        assert (most_possible(people, shown)[hidden] >= 5).all()


def test_categories_count_as_texts_do() -> None:
    made = large()
    people = made.people.assign(
        **{
            k: made.people[k].astype("category").cat.set_categories(["nobody", *sorted(set(made.people[k]))])
            for k in ("level", "function")
        }
    )
    as_categories = Survey(people, made.scores, made.status, made.comments)
    pd.testing.assert_frame_equal(survey_figures(made, STATED[:3], 5), survey_figures(as_categories, STATED[:3], 5))


def test_people_without_level_or_function_are_a_group() -> None:
    made = survey({PLAIN.id: [4] * 12}, ["executive"] * 6 + [None] * 6, ["Sales"] * 6 + [None] * 6)  # type: ignore[list-item]
    found = survey_figures(made, [PLAIN], 5)
    assert {("executive",), ("",)} <= set(found["level"])


def test_what_was_not_asked_has_no_row_and_too_few_have_none() -> None:
    assert survey_figures(survey({PLAIN.id: [4] * 4}), [PLAIN, TURNED], 5).empty
    assert survey_figures(survey({"x.y": [4] * 9}), [PLAIN], 5).empty
    with pytest.raises(ValueError, match="at least one person"):
        survey_figures(survey({PLAIN.id: [4]}), [PLAIN], 0)


def test_too_few_for_an_interval_have_none() -> None:
    told = moments(np.array([[1, 0], [1, 1], [0, 0]]), np.array([2.0, 4.0]))
    assert np.isnan(told["sd"][0])
    assert np.isnan(told["mean_low"]).all()
    assert np.isnan(told["mean"][2])
