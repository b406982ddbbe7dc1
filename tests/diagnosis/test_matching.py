"""Three-valued matching: what is not known never counts as no."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.diagnosis.matching import match


def row(value: float, count: float = 0, n: int = 10) -> dict[str, object]:
    return {"value": value, "count": count, "n": n}


FIGURES = {"a.x": row(0.4, 4), "a.y": row(0.8, 8), "item.a.z": row(2.5), "a.gone": row(float("nan"))}


@pytest.mark.parametrize(
    ("tree", "holds"),
    [
        ({"indicator": "a.x", "above": 0.39}, True),
        ({"indicator": "a.x", "above": 0.4}, False),
        ({"indicator": "a.x", "at_least": 0.4}, True),
        ({"indicator": "a.x", "below": 0.4}, False),
        ({"indicator": "a.x", "at_most": 0.4}, True),
        ({"indicator": "a.x", "between": [0.4, 0.5]}, True),
        ({"indicator": "a.x", "between": [0.41, 0.5]}, False),
        ({"indicator": "a.x", "above": 0.3, "below": 0.35}, False),
        ({"indicator": "a.x", "field": "count", "at_least": 4}, True),
        ({"item": "a.z", "below": 3}, True),
        ({"indicator": "a.gone", "below": 3}, None),
        ({"indicator": "a.never", "below": 3}, None),
        ({"not": {"indicator": "a.never", "below": 3}}, None),
        ({"not": {"indicator": "a.x", "above": 0.3}}, False),
        ({"all": [{"indicator": "a.x", "above": 0.3}, {"indicator": "a.never", "below": 3}]}, None),
        ({"all": [{"indicator": "a.x", "above": 0.5}, {"indicator": "a.never", "below": 3}]}, False),
        ({"any": [{"indicator": "a.x", "above": 0.3}, {"indicator": "a.never", "below": 3}]}, True),
        ({"any": [{"indicator": "a.x", "above": 0.5}, {"indicator": "a.never", "below": 3}]}, None),
    ],
)
def test_truth(tree: dict[str, Any], holds: bool | None) -> None:
    assert match(tree, FIGURES).holds is holds


def test_because_names_what_decided() -> None:
    found = match({"any": [{"indicator": "a.x", "above": 0.5}, {"indicator": "a.y", "above": 0.5}]}, FIGURES)
    assert found.because == ("a.y",)
    unknown = match({"all": [{"indicator": "a.y", "above": 0.5}, {"indicator": "a.never", "above": 0}]}, FIGURES)
    assert unknown.missing == ("a.never",)


@pytest.mark.parametrize(
    ("tree", "n", "holds"),
    [
        ({"indicator": "s", "above": 0.5}, 2, None),
        ({"indicator": "s", "above": 0.5}, 3, True),
        ({"indicator": "s", "above": 0}, 1, True),
        ({"indicator": "s", "at_most": 1}, 1, True),
        ({"indicator": "s", "field": "count", "at_least": 1}, 1, True),
        ({"indicator": "s", "between": [0.5, 1]}, 1, None),
    ],
)
def test_a_share_of_too_few_rows_is_not_known(tree: dict[str, Any], n: int, holds: bool | None) -> None:
    figures = {"s": {"value": 1.0, "count": n, "n": n, "unit": "share"}}
    assert match(tree, figures, least=3).holds is holds


leaf = st.builds(
    lambda name, bound: {"indicator": name, "above": bound},
    st.sampled_from(["a.x", "a.y", "a.gone", "a.never"]),
    st.floats(0, 1),
)
tree = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(lambda b: {"all": b}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda b: {"any": b}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda b: {"not": b}, inner),
    ),
    max_leaves=8,
)


@given(tree)
def test_more_knowledge_never_turns_a_settled_answer(condition: dict[str, Any]) -> None:
    before = match(condition, FIGURES).holds
    for value in (0.0, 1.0):
        after = match(condition, {**FIGURES, "a.gone": row(value), "a.never": row(value)}).holds
        assert before is None or after is before


@given(tree)
def test_de_morgan(condition: dict[str, Any]) -> None:
    negated = match({"not": {"all": [condition, condition]}}, FIGURES).holds
    moved = match({"any": [{"not": condition}, {"not": condition}]}, FIGURES).holds
    assert negated is moved
