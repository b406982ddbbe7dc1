"""The table of letters, and what firmness must do."""

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.diagnosis.facets import FacetValue, Measure
from assessment_kit.diagnosis.letters import decide, verdict
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
    """Facets of E5 measured by one survey each."""
    rng = np.random.default_rng(1)
    made = {}
    for facet in FACETS:
        seen = np.array(values[facet])
        if len(seen):
            measure = Measure("survey", "", seen, ())
            draws = measure.resample(rng, METHOD.thresholds.resamples)
            low, high = np.quantile(draws, [0.025, 0.975])
            made[f"E5.{facet}"] = FacetValue("E5", facet, measure.value, float(low), float(high), (measure,), (), draws)
        else:
            made[f"E5.{facet}"] = FacetValue("E5", facet, None, np.nan, np.nan, (), (), np.empty(0))
    return made


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
    assert set(found.shares) <= {"A", "B", "C", "A+C", "keep"}
    assert list(found.shares.values()) == sorted(found.shares.values(), reverse=True)


def test_every_combination_of_facets_has_a_letter() -> None:
    known: list[float | None] = [None, 0.2, 0.8]
    for values in itertools.product(known, known, known):
        assert decide(*values, threshold=0.5) in {"A", "B", "C", "A+C", "keep", "not assessed"}


def test_many_observations_are_resampled_by_their_normal_distribution() -> None:
    seen = np.array([1.0] * 3000 + [0.0] * 7000)
    draws = Measure("survey", "", seen, ()).resample(np.random.default_rng(1), 4000)
    assert draws.mean() == pytest.approx(0.3, abs=0.001)
    assert draws.std() == pytest.approx(np.sqrt(0.3 * 0.7 / 10000), rel=0.05)
