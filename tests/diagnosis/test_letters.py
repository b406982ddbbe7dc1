"""The table of letters, and what firmness must do."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.diagnosis.facets import FacetValue, Measure, facets_of
from assessment_kit.diagnosis.letters import CODES, decide, decide_all, verdict
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS

Values = tuple[float | None, float | None, float | None]
METHOD = load_method()
E5 = METHOD.elements["E5"]


@pytest.mark.parametrize(
    ("exists", "works", "carries", "letter"),
    [
        (False, False, False, "B"), (False, True, True, "B"), (True, True, False, "A"), (True, False, False, "A+C"),
        (True, False, True, "C"), (True, True, True, "keep"),
    ],
)  # fmt: skip
def test_table(exists: bool, works: bool, carries: bool, letter: str) -> None:
    value = {True: 0.7, False: 0.3}
    assert decide(value[exists], value[works], value[carries], 0.5) == letter


@pytest.mark.parametrize(
    ("values", "letter"),
    [
        ((None, 0.9, 0.9), "not assessed"), ((0.9, None, 0.9), "not assessed"), ((0.9, 0.9, None), "not assessed"),
        ((0.1, None, None), "B"), ((0.5, 0.5, 0.5), "keep"), ((0.49, 0.5, 0.5), "B"),
    ],
)  # fmt: skip
def test_not_enough_evidence_and_the_threshold_itself(values: Values, letter: str) -> None:
    assert decide(*values, threshold=0.5) == letter


def facets(values: Mapping[str, Sequence[float]]) -> dict[str, FacetValue]:
    """Facets of E5 measured by interviews, the first observation of each from the same person."""
    measures = {
        f"E5.{facet}": [Measure("interviews", "", np.array(values[facet], dtype=float), (), units=np.arange(len(values[facet])))]
        if len(values[facet]) else []
        for facet in FACETS
    }  # fmt: skip
    return facets_of(measures, METHOD.thresholds)


def test_a_clear_case_is_firm_and_a_close_one_is_open() -> None:
    clear = verdict(E5, facets({"exists": [1] * 50, "works": [0] * 50, "carries_process": [0] * 50}), METHOD)
    assert clear.letter == "A+C"
    assert clear.firmness == 1.0
    close = verdict(E5, facets({"exists": [1] * 50, "works": [1] * 26 + [0] * 24, "carries_process": [0] * 50}), METHOD)
    assert close.letter == "A"
    assert close.firmness is not None
    assert 0.4 < close.firmness < 0.75
    assert set(close.shares) == {"A", "A+C"}
    assert close.closest == "works"


def test_few_answers_are_less_firm_than_many_with_the_same_share() -> None:
    few = verdict(E5, facets({"exists": [1] * 3, "works": [1, 1, 0], "carries_process": [0, 0, 0]}), METHOD)
    many = verdict(E5, facets({"exists": [1] * 300, "works": [1, 1, 0] * 100, "carries_process": [0] * 300}), METHOD)
    assert few.letter == many.letter == "A"
    assert few.firmness is not None
    assert many.firmness is not None
    assert few.firmness < many.firmness


def test_not_assessed_names_the_facets_that_lack() -> None:
    found = verdict(E5, facets({"exists": [1] * 9, "works": [], "carries_process": []}), METHOD)
    assert found.letter == "not assessed"
    assert found.firmness is None
    assert found.missing == ("works", "carries_process")


@given(st.tuples(*[st.lists(st.sampled_from([0.0, 1.0]), min_size=3, max_size=30)] * 3))
def test_shares_add_up_and_hold_only_letters(observations: tuple[list[float], ...]) -> None:
    found = verdict(E5, facets(dict(zip(FACETS, observations, strict=True))), METHOD)
    assert sum(found.shares.values()) == pytest.approx(1)
    assert set(found.shares) <= set(CODES)
    assert list(found.shares.values()) == sorted(found.shares.values(), reverse=True)


def test_every_combination_of_facets_has_a_letter() -> None:
    known: list[float | None] = [None, 0.2, 0.8]
    for values in itertools.product(known, known, known):
        assert decide(*values, threshold=0.5) in {"A", "B", "C", "A+C", "keep", "not assessed"}


@given(st.tuples(*[st.none() | st.integers(0, 10)] * 3), st.integers(1, 9))
def test_many_letters_at_once_are_the_letters_one_by_one(tenths: tuple[int | None, ...], threshold: int) -> None:
    exists, works, carries = (None if t is None else t / 10 for t in tenths)
    a, b, c = (np.array([np.nan if t is None else t / 10]) for t in tenths)
    together = decide_all(a, b, c, np.array([threshold / 10]))
    assert CODES[together[0]] == decide(exists, works, carries, threshold / 10)
