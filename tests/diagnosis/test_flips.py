"""What would flip a letter: worked by hand, and tried out: the told change flips it, and one less does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.diagnosis.facets import Measure, facets_of
from assessment_kit.diagnosis.flips import Flip, flips, moves, threshold_flip
from assessment_kit.diagnosis.letters import Verdict, decide, verdict
from assessment_kit.diagnosis.resampling import Source
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS, Letter

METHOD = load_method().model_copy(update={"thresholds": load_method().thresholds.model_copy(update={"resamples": 100})})
LIMITS = METHOD.thresholds
YES: Mapping[str, Sequence[float]] = {"lists": [1.0] * 10}


def judged(said: Mapping[str, Mapping[str, Sequence[Any]]]) -> Verdict:
    measures = {f"E5.{f}": [_measure(s, v) for s, v in said.get(f, {}).items()] for f in FACETS}
    return verdict(METHOD.elements["E5"], facets_of(measures, LIMITS), METHOD)


def _measure(source: str, values: Sequence[Any]) -> Measure:
    kinds: dict[str, Source] = {"lists": "lists", "interviews": "interviews", "survey": "survey"}
    if source == "survey":  # statements: how many answered, how many of them the better answer
        answers = tuple((int(n), int(better)) for n, better in values)
        share = sum(better / n for n, better in answers) / len(answers)
        people = max(n for n, _ in answers)
        return Measure("survey", source, np.full(people, share), (), units=np.arange(people), answers=answers)
    units = np.arange(0 if source == "lists" else len(values))
    return Measure(kinds[source], source, np.array(values, dtype=float), (), units=units)


def told(found: Flip) -> tuple[str, str, bool, int, Letter]:
    return found.facet, found.measure.source, found.up, found.count, found.letter


def test_three_more_of_the_sixty_meetings() -> None:
    # 27 of 60 are 45%; 30 of 60 are the half that counts as yes. It is there and holds processes: C, and working it is to be kept.
    found = judged({"exists": YES, "works": {"lists": [1] * 27 + [0] * 33}, "carries_process": YES})
    assert found.letter == "C"
    first, *others = flips(found, LIMITS)
    assert told(first) == ("works", "lists", True, 3, "keep")
    # of ten that are all there, six must go: then 4 of 10 are less than half
    assert [told(f) for f in others] == [
        ("exists", "lists", False, 6, "B"),
        ("carries_process", "lists", False, 6, "A+C"),
    ]


def test_three_of_the_nine_interviews_one_point_higher() -> None:
    # nine interviews, 3 of them at 1 (0) and 6 at 3.5 (0.625): the mean is 3.75 / 9 = 0.41667. One point is 0.25 / 9 = 0.02778,
    # so 3 points reach 0.5 exactly
    found = judged({"exists": YES, "works": {"interviews": [0] * 3 + [0.625] * 6}, "carries_process": YES})
    assert told(flips(found, LIMITS)[0]) == ("works", "interviews", True, 3, "keep")
    # those at the top of the scale cannot go higher: of five at 5 and four at 1 (0.5556) it takes one point less in three
    found = judged({"exists": YES, "works": {"interviews": [1] * 5 + [0] * 4}, "carries_process": YES})
    assert told(flips(found, LIMITS)[0]) == ("works", "interviews", False, 3, "C")


def test_a_source_that_cannot_do_it_alone_is_not_told() -> None:
    # lists 0 of 4, interviews 0.75: the mean is 0.375. All interviews a point higher make 1 and the mean 0.5: yes.
    # A list of four: one row is an eighth of the mean; one is enough.
    found = judged({"exists": {"lists": [0] * 4, "interviews": [0.75] * 3}})
    assert [told(f) for f in flips(found, LIMITS)] == [
        ("exists", "lists", True, 1, "not assessed"),
        ("exists", "interviews", True, 3, "not assessed"),
    ]
    found = judged({"exists": {"lists": [0] * 4, "interviews": [0.5] * 3}})
    assert [f.measure.source for f in flips(found, LIMITS)] == ["lists"]


def test_answers_to_the_statement_with_the_fewest_change_first() -> None:
    # 4 of 10 and 2 of 5: 40%. Each answer to the second moves the mean by a tenth, each to the first by a twentieth.
    found = judged({"exists": YES, "works": {"survey": [(10, 4), (5, 2)]}, "carries_process": YES})
    assert told(flips(found, LIMITS)[0]) == ("works", "survey", True, 1, "keep")
    # 0 of 10 and 1 of 5: 10%. The four that are left of the second make 50%: keep. 9 of 10 and 0 of 5, 45%, take one of the second.
    found = judged({"exists": YES, "works": {"survey": [(10, 0), (5, 1)]}, "carries_process": YES})
    assert told(flips(found, LIMITS)[0]) == ("works", "survey", True, 4, "keep")
    # 7 of 10 and 1 of 5, 45%, down is no change; 10 of 10 and 1 of 5, 60%: the one of the second leaves 50%, one more of the first 45%
    found = judged({"exists": YES, "works": {"survey": [(10, 10), (5, 1)]}, "carries_process": YES})
    first = next(f for f in flips(found, LIMITS) if f.measure.source == "survey")
    assert told(first) == ("works", "survey", False, 2, "C")
    assert first.share == 2 / 15


def test_a_b_flips_only_by_whether_it_is_there() -> None:
    found = judged({"exists": {"lists": [1] + [0] * 9}, "works": YES, "carries_process": YES})
    assert [told(f) for f in flips(found, LIMITS)] == [("exists", "lists", True, 4, "keep")]


@pytest.mark.parametrize(
    ("works", "threshold", "letter"),
    [
        ([1] * 46 + [0] * 54, 0.46, "keep"),  # 46 of 100 are the 46% that would then count as yes
        ([1] * 53 + [0] * 47, 0.54, "C"),  # 53 of 100 are no longer 54%
        ([1] * 50 + [0] * 50, 0.51, "C"),
        ([1] * 39 + [0] * 61, None, None),  # 39% is no plausible threshold
        ([1] * 60 + [0] * 40, None, None),
    ],
)
def test_the_nearest_threshold(works: list[float], threshold: float | None, letter: str | None) -> None:
    found = threshold_flip(judged({"exists": YES, "works": {"lists": works}, "carries_process": YES}), LIMITS)
    assert (found and found.threshold, found and found.letter) == (threshold, letter)


def test_nothing_flips_what_has_no_letter() -> None:
    found = judged({"works": YES})
    assert found.letter == "not assessed"
    assert flips(found, LIMITS) == ()
    assert threshold_flip(found, LIMITS) is None


positions = st.sampled_from([0.0, 0.25, 0.5, 0.625, 0.75, 1.0])
sources = st.fixed_dictionaries(
    {"lists": st.lists(st.sampled_from([0.0, 1.0]), min_size=3, max_size=20)},
    optional={"interviews": st.lists(positions, min_size=3, max_size=9), "survey": st.lists(st.integers(5, 9).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), min_size=1, max_size=4)},
)  # fmt: skip


@settings(max_examples=150)
@given(st.fixed_dictionaries(dict.fromkeys(FACETS, sources)))
def test_the_told_change_flips_the_letter_and_one_less_does_not(said: dict[str, dict[str, list[Any]]]) -> None:
    before = judged(said)
    for flip in flips(before, LIMITS):
        for count, flipped in ((flip.count, True), (flip.count - 1, False)):
            after = _changed(said, flip, count)
            assert (after != before.computed) is flipped
            assert after == (flip.letter if flipped else before.computed)


@settings(max_examples=150)
@given(st.fixed_dictionaries(dict.fromkeys(FACETS, sources)))
def test_the_told_threshold_flips_the_letter_and_none_nearer_does(said: dict[str, dict[str, list[Any]]]) -> None:
    before = judged(said)
    exists, works, carries = (before.facets[f].value for f in FACETS)
    found = threshold_flip(before, LIMITS)
    away = abs(found.threshold - 0.5) if found else 0.1
    if found:
        assert decide(exists, works, carries, found.threshold) == found.letter != before.computed
    for percent in range(40, 61):
        if abs(percent / 100 - 0.5) < away - 1e-9:
            assert decide(exists, works, carries, percent / 100) == before.computed


def _changed(said: Mapping[str, Mapping[str, Sequence[Any]]], flip: Flip, count: int) -> Letter:
    """The letter after so many observations have gone as far as they can, those with most room first."""
    if flip.measure.source == "survey":
        statements = sorted((list(pair) for pair in said[flip.facet]["survey"]), key=lambda pair: pair[0])
        for pair in statements:
            here = min(count, pair[0] - pair[1] if flip.up else pair[1])
            pair[1], count = pair[1] + (here if flip.up else -here), count - here
        return judged({**said, flip.facet: {**said[flip.facet], "survey": statements}}).computed
    values = np.array(said[flip.facet][flip.measure.source])
    far = moves(flip.measure, up=flip.up)
    first = np.argsort(-far, kind="stable")[:count]
    values[first] += far[first] if flip.up else -far[first]
    return judged({**said, flip.facet: {**said[flip.facet], flip.measure.source: list(values)}}).computed
