"""What the re-runs draw: persons as wholes, rows as rows, thresholds in their ranges; worked by hand where it can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.diagnosis import resampling
from assessment_kit.diagnosis.facets import FacetValue, Measure, facet_values, facets_of
from assessment_kit.diagnosis.letters import Verdict, decide, verdict
from assessment_kit.diagnosis.resampling import Sample, Source, combined, fixed, people_drawn, rows_drawn, sweep
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS, Method
from assessment_kit.method.thresholds import Plausible, Range
from tests.builders import engagement
from tests.diagnosis.small_method import item, method

METHOD = load_method()
E5 = METHOD.elements["E5"]
CERTAIN = {
    "yes": Range(value=0.5, low=0.5, high=0.5),
    "plausible": Plausible(weight_times=1.0, rows=0, interviews=0, survey=0),
}
"""Rules that nobody doubts, so that people and rows are all that varies."""


def rules(**changed: object) -> Method:
    return METHOD.model_copy(update={"thresholds": METHOD.thresholds.model_copy(update=changed)})


def interviews(values: Sequence[float], persons: Sequence[int] | None = None) -> Measure:
    units = np.arange(len(values)) if persons is None else np.array(persons)
    return Measure("interviews", "", np.array(values, dtype=float), (), units=units)


def rows(values: Sequence[float], name: str = "roles.void") -> Measure:
    return Measure("lists", "", np.array(values, dtype=float), (), name)


def facets(measures: Mapping[str, Sequence[Measure]], by: Method = METHOD) -> dict[str, FacetValue]:
    return facets_of({f"E5.{f}": measures.get(f, []) for f in FACETS}, by.thresholds)


def judged(measures: Mapping[str, Sequence[Measure]], by: Method = METHOD) -> Verdict:
    return verdict(E5, facets(measures, by), by)


def noise(share: float, times: int) -> float:
    """Four standard errors of a simulated share."""
    return 4 * float(np.sqrt(share * (1 - share) / times)) + 1e-9


# --- worked by hand ------------------------------------------------------------------------------------------------------


def test_letters_of_three_persons_are_those_of_all_27_resamples() -> None:
    """Persons a, b and c; who is drawn how often, in how many of the 27 ways, the three means, and the letter."""
    said = {"exists": [1.0, 1.0, 0.25], "works": [1.0, 0.0, 0.5], "carries_process": [0.25, 1.0, 0.0]}
    by_hand = {
        # aaa 1: 1, 1, 0.25; aac 3: 0.75, 0.83, 0.17; acc 3: 0.5, 0.67, 0.08; abc 6: 0.75, 0.5, 0.42
        "A": Fraction(1 + 3 + 3 + 6, 27),
        # bbb 1: 1, 0, 1; abb 3: 1, 0.33, 0.75; bbc 3: 0.75, 0.17, 0.67
        "C": Fraction(1 + 3 + 3, 27),
        "A+C": Fraction(3, 27),  # bcc 3: 0.5, 0.33, 0.33
        "keep": Fraction(3, 27),  # aab 3: 1, 0.67, 0.5
        "B": Fraction(1, 27),  # ccc 1: 0.25
    }
    ways: dict[str, Fraction] = {}
    for drawn in product(range(3), repeat=3):
        exists, works, carries = (sum(said[f][k] for k in drawn) / 3 for f in FACETS)
        letter = decide(exists, works, carries, 0.5)
        ways[letter] = ways.get(letter, Fraction(0)) + Fraction(1, 27)
    assert ways == by_hand
    by = rules(resamples=20000, **CERTAIN)
    found = judged({f: [interviews(v)] for f, v in said.items()}, by)
    assert found.letter == "A"
    for name, share in by_hand.items():
        assert found.shares[name] == pytest.approx(float(share), abs=noise(float(share), 20000))
    assert found.firmness == found.shares["A"]


def test_rows_of_a_list_are_drawn_one_by_one() -> None:
    # three of four rows: the share is k quarters with the chance of k hits in four throws of three quarters
    drawn = rows_drawn(np.array([1, 1, 1, 0.0]), 20000, np.random.default_rng(1))
    for k in range(5):
        chance = comb(4, k) * 0.75**k * 0.25 ** (4 - k)
        assert (drawn == k / 4).mean() == pytest.approx(chance, abs=noise(chance, 20000))


def test_a_person_interviewed_twice_is_one_person() -> None:
    once = facets({"exists": [interviews([1, 0, 1, 0])]}, rules(**CERTAIN))["E5.exists"]
    twice = facets({"exists": [interviews([1, 1, 0, 0, 1, 1, 0, 0], [0, 0, 1, 1, 2, 2, 3, 3])]}, rules(**CERTAIN))
    assert twice["E5.exists"].n == 8
    assert np.array_equal(once.draws, twice["E5.exists"].draws)
    as_if_eight = facets({"exists": [interviews([1, 1, 0, 0, 1, 1, 0, 0])]}, rules(**CERTAIN))["E5.exists"]
    assert as_if_eight.draws.std() < 0.8 * once.draws.std()


def test_two_interviews_of_one_respondent_are_known_by_the_respondent() -> None:
    m = method([item("roles.a", "works")])
    said = [{"interview": f"i{k}", "respondent": f"r{k // 2}", "item_id": "roles.a", "score": 3} for k in range(6)]
    (found,) = facet_values(engagement(interviews=said), m, {})["E5.works"].measures
    assert found.n == 6
    assert sorted(found.units) == [0, 0, 1, 1, 2, 2]


def test_the_same_people_are_drawn_for_all_facets() -> None:
    # everybody says the same on both, so that no sample of them can part the two: never A, never C
    mixed = [1.0] * 6 + [0.0] * 6
    found = judged({"exists": [rows([1] * 9)], "works": [interviews(mixed)], "carries_process": [interviews(mixed)]})
    assert set(found.shares) == {"keep", "A+C"}
    apart = judged(
        {
            "exists": [rows([1] * 9)],
            "works": [interviews(mixed)],
            "carries_process": [rows([1.0] * 6 + [0.0] * 6)],
        }
    )
    assert {"A", "C"} <= set(apart.shares)


def test_the_mean_of_sources_by_hand() -> None:
    # two lists share the weight of one source: ((0.2 + 0.4) / 2 + 0.9) / 2; with lists at double weight (2 × 0.3 + 0.9) / 3
    parts, counts = np.array([[0.2, 0.4, 0.9]]), (10, 10, 3)
    sources: tuple[Source, ...] = ("lists", "lists", "interviews")
    assert combined(parts, sources, counts, fixed(METHOD.thresholds)) == pytest.approx([0.6])
    twice = fixed(METHOD.thresholds.model_copy(update={"inventory_weight": 2.0}))
    assert combined(parts, sources, counts, twice) == pytest.approx([0.5])
    more_wanted = fixed(METHOD.thresholds.model_copy(update={"minimum_interviews": 4}))
    assert combined(parts, sources, counts, more_wanted) == pytest.approx([0.3])
    assert np.isnan(combined(parts[:, :1], sources[:1], (2,), fixed(METHOD.thresholds))).all()


def test_thresholds_are_drawn_from_their_ranges() -> None:
    limits = METHOD.thresholds
    tried = sweep(limits)
    assert limits.yes.low <= tried.yes.min() < 0.42
    assert 0.58 < tried.yes.max() <= limits.yes.high
    for weights in tried.weights.values():
        assert 0.5 <= weights.min() < 0.52
        assert 1.9 < weights.max() <= 2.0
        assert (weights < 1).mean() == pytest.approx(0.5, abs=0.07)
    assert set(tried.least["interviews"]) == {2, 3, 4}
    assert set(tried.least["survey"]) == {3, 4, 5, 6, 7}


def test_a_letter_on_barely_enough_is_not_assessed_where_more_is_asked_for() -> None:
    # three interviews; of the plausible least numbers 2, 3 and 4 the last leaves nothing to go by
    found = judged({f: [interviews([1, 1, 1])] for f in FACETS})
    assert found.letter == "keep"
    assert set(found.shares) == {"keep", "not assessed"}
    assert found.shares["not assessed"] == pytest.approx(1 / 3, abs=0.06)


def test_of_a_share_that_is_no_count_of_rows_the_mean_is_kept() -> None:
    m = method([])
    row = {
        "roles.void": {"value": 0.55, "n": 4, "count": float("nan"), "evidence": (), "unit": "share", "examples": ()}
    }
    (measure,) = facet_values(engagement(), m, row)["E5.exists"].measures
    assert measure.value == pytest.approx(0.55)
    assert list(measure.values) == pytest.approx([1, 1, 0.2, 0])


# --- what must hold ------------------------------------------------------------------------------------------------------

shares_of_ten = st.tuples(*[st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), min_size=5, max_size=8)] * 3)


@settings(max_examples=25)
@given(shares_of_ten)
def test_more_of_the_same_answers_is_firmer(said: tuple[list[float], ...]) -> None:
    few = judged({f: [interviews(v)] for f, v in zip(FACETS, said, strict=True)})
    many = judged({f: [interviews(v * 12)] for f, v in zip(FACETS, said, strict=True)})
    assert few.letter == many.letter
    assert few.firmness is not None
    assert many.firmness is not None
    assert many.firmness > few.firmness - 0.08


def test_the_order_of_elements_and_lists_does_not_matter() -> None:
    one = {
        "E5.exists": [rows([1, 1, 0], "roles.a"), rows([1, 0, 0, 0], "roles.b")],
        "E1.works": [interviews([1, 0, 0])],
    }
    two = {"E1.works": one["E1.works"], "E5.exists": one["E5.exists"][::-1]}
    first, second = (facets_of(m, METHOD.thresholds) for m in (one, two))
    for name in one:
        assert first[name].draws == pytest.approx(second[name].draws, nan_ok=True)


def test_the_same_seed_gives_the_same_and_another_does_not() -> None:
    measures: dict[str, list[Measure]] = {f: [interviews([1, 0, 1, 0, 1]), rows([1, 0, 1])] for f in FACETS}
    first, again, other = (facets(measures, by)["E5.works"].draws for by in (METHOD, METHOD, rules(seed=7)))
    assert np.array_equal(first, again, equal_nan=True)
    assert not np.array_equal(first, other, equal_nan=True)


def test_very_many_people_are_drawn_by_their_joint_normal_distribution(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(3)
    mood = rng.random(1500)  # what somebody says to one facet goes with what he or she says to the other
    said = [
        Sample((mood[:1200] > 0.4).astype(float), np.arange(1200)),
        Sample((mood > 0.7).astype(float), np.arange(1500)),
    ]
    one_by_one = people_drawn(said, 1500, 4000, np.random.default_rng(1))
    monkeypatch.setattr(resampling, "MANY", 100)
    at_once = people_drawn(said, 1500, 4000, np.random.default_rng(1))
    assert at_once.mean(axis=0) == pytest.approx(one_by_one.mean(axis=0), abs=0.002)
    assert np.cov(at_once.T) == pytest.approx(np.cov(one_by_one.T), rel=0.12)
    assert np.asarray(np.corrcoef(at_once.T))[0, 1] > 0.3
