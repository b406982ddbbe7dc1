"""What further answers are worth: the chance of each answer and the firmness after it, by hand where that can be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import comb, erf, gamma, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.diagnosis.facets import Measure, facets_of
from assessment_kit.diagnosis.letters import Verdict, verdict
from assessment_kit.diagnosis.next_answers import FUTURES, Prospect, _next_scores, prospects
from assessment_kit.diagnosis.resampling import Source
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS, Method
from assessment_kit.method.thresholds import Plausible, Range

METHOD = load_method()
E5 = METHOD.elements["E5"]
YES: Mapping[Source, Sequence[float]] = {"lists": [1.0] * 30}
NO: Mapping[Source, Sequence[float]] = {"lists": [0.0] * 30}


def rules(**changed: object) -> Method:
    """People alone vary: nobody doubts the thresholds."""
    certain = {
        "yes": Range(value=0.5, low=0.5, high=0.5),
        "plausible": Plausible(weight_times=1.0, rows=0, interviews=0, survey=0),
    }
    return METHOD.model_copy(update={"thresholds": METHOD.thresholds.model_copy(update={**certain, **changed})})


def judged(said: Mapping[str, Mapping[Source, Sequence[float]]], by: Method = METHOD) -> Verdict:
    measures = {
        f"E5.{f}": [
            Measure(s, s, np.array(v, dtype=float), (), s, np.arange(0 if s == "lists" else len(v)))
            for s, v in said.get(f, {}).items()
        ]
        for f in FACETS
    }
    return verdict(E5, facets_of(measures, by.thresholds), by)


def by_facet(found: Sequence[Prospect]) -> dict[str, Prospect]:
    return {p.facet: p for p in found}


def _beta(a: float, b: float) -> float:
    return gamma(a) * gamma(b) / gamma(a + b)


def test_how_likely_the_next_score_is_follows_from_those_before() -> None:
    # three interviews of which the positions add up to 2, and two more worth 0.5 each: a beta distribution by 3 and 2. The chance
    # of j quarters is C(4, j) B(3 + j, 2 + 4 − j) / B(3, 2), so of a 5 on the scale B(7, 2) / B(3, 2) = (1 / 56) / (1 / 12) = 3 / 14
    before = np.array([1.0, 0.5, 0.5])
    drawn = np.concatenate([_next_scores(before, 0.5, 1, np.random.default_rng(seed)) for seed in range(80)]).ravel()
    assert len(drawn) == 80 * FUTURES
    for j in range(5):
        chance = comb(4, j) * _beta(3 + j, 2 + 4 - j) / _beta(3, 2)
        assert (drawn == j / 4).mean() == pytest.approx(chance, abs=4 * sqrt(chance / len(drawn)))
    assert comb(4, 4) * _beta(7, 2) / _beta(3, 2) == pytest.approx(3 / 14)


def test_the_expected_firmness_with_one_more_interview_by_hand() -> None:
    """Only whether it works is open: five interviews at 2, 2, 3, 4 and 4. Their mean lies at the threshold, so it is keep by half."""
    before = np.array([0.25, 0.25, 0.5, 0.75, 0.75])
    by = rules(resamples=1000)
    found = judged({"exists": YES, "works": {"interviews": list(before)}, "carries_process": YES}, by)
    assert found.letter == "keep"
    assert found.firmness is not None
    prospect = by_facet(prospects([found], by))["works"]
    hand = 0.0
    for j in range(5):
        chance = comb(4, j) * _beta(3.5 + j, 3.5 + 4 - j) / _beta(3.5, 3.5)
        six = np.append(before, j / 4)
        away = abs(six.mean() - 0.5) / (six.std() / sqrt(6))
        hand += chance * 0.5 * (1 + erf(away / sqrt(2)))
    assert hand == pytest.approx(0.67, abs=0.03)
    assert prospect.after[0] == pytest.approx(
        hand, abs=0.06
    )  # a resample of five at the threshold ties with it, which counts as yes


def test_nothing_is_gained_where_nothing_is_open_or_where_it_does_not_decide() -> None:
    sure = judged({"exists": YES, "works": YES, "carries_process": NO})
    assert sure.letter == "A"
    assert [p.gain for p in prospects([sure], METHOD)] == pytest.approx([0, 0, 0], abs=0.01)
    # it may not be there: whether it works does not matter, and what decides is asked about first
    absent = judged({"exists": {"interviews": [0.25, 0.5, 0.25, 0.75]}, "works": YES, "carries_process": YES})
    assert absent.letter == "B"
    found = prospects([absent], METHOD)
    assert found[0].facet == "exists"
    assert found[0].gain > 0.02
    assert [p.gain for p in found[1:]] == pytest.approx([0, 0], abs=1e-9)


def test_few_interviews_leave_more_to_gain_than_many() -> None:
    few, many = (
        judged({"exists": YES, "works": {"interviews": [0.25, 0.5, 0.5] * times}, "carries_process": NO})
        for times in (1, 20)
    )
    assert by_facet(prospects([few], METHOD))["works"].gain > by_facet(prospects([many], METHOD))["works"].gain + 0.02


def test_an_answer_that_still_leaves_no_letter_makes_nothing_firm() -> None:
    # a list of three says that it is not there; nothing is known of the rest, so a yes would leave it without a letter
    found = judged({"exists": {"lists": [0, 0, 0]}})
    assert found.letter == "B"
    exists = by_facet(prospects([found], METHOD))["exists"]
    assert exists.after[-1] <= 1
    assert all(p.gain == pytest.approx(0, abs=1e-9) for p in prospects([found], METHOD) if p.facet != "exists")


def test_the_minutes_hold_their_share_of_the_time_around_an_interview() -> None:
    found = judged({"exists": YES, "works": {"interviews": [0.25, 0.75, 0.5]}, "carries_process": NO})
    limits = METHOD.thresholds.rapid
    prospect = by_facet(prospects([found], METHOD))["works"]
    shortest = min(i.minutes for i in METHOD.items.values() if (i.element, i.facet) == ("E5", "works"))
    assert prospect.minutes == pytest.approx(shortest * (1 + limits.setup_minutes / limits.longest_minutes))
    assert prospect.per_minute == pytest.approx(prospect.gain / (limits.more * prospect.minutes))
    assert sum(prospect.steps) == pytest.approx(prospect.gain)


def test_nothing_is_told_of_what_has_no_letter() -> None:
    assert prospects([judged({"works": YES})], METHOD) == ()


scores = st.lists(st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0]), min_size=3, max_size=9)


@settings(max_examples=30)
@given(st.tuples(scores, scores, scores))
def test_more_answers_are_never_expected_to_harm_and_the_same_are_found_again(said: tuple[list[float], ...]) -> None:
    found = judged({f: {"interviews": v} for f, v in zip(FACETS, said, strict=True)})
    first = prospects([found], METHOD)
    assert first == prospects([found], METHOD)
    for p in first:
        assert len(p.after) == METHOD.thresholds.rapid.more
        assert p.now <= p.after[0] + 1e-12
        assert all(step >= 0 for step in p.steps)
        assert p.after[-1] <= 1
