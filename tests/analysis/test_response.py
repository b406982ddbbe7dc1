"""Who did not answer: rates against the rest by hand, thirds by time, and nobody told of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from assessment_kit.analysis.confidentiality import Places, may_stand_apart, placed
from assessment_kit.analysis.response import early_late, heard, thirds
from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.method import load_method
from assessment_kit.method.model import Method
from assessment_kit.method.thresholds import ResponseLimits
from tests.builders import engagement, survey

METHOD = load_method()
LIMITS = METHOD.thresholds.response
PLAIN, REVERSED = "roles.who_answers", "roles.clear"


def asked(levels: dict[str, tuple[int, int]]) -> Engagement:
    """Level → answered, asked."""
    people = [name for name, (answered, _) in levels.items() for _ in range(answered)]
    population = {"by_level": {name: of for name, (_, of) in levels.items()}}
    return engagement(settings={"population": population}, survey=survey({PLAIN: [4] * len(people)}, people))


def test_the_rate_of_a_group_is_held_against_all_others() -> None:
    """Front line 20 of 80 = 25%, the others 45 of 60 = 75%: 50 points less; h = 2 arcsin 0.5 − 2 arcsin √0.75 = −1.047."""
    senior, middle, line = heard(
        asked({"senior": (15, 20), "middle": (30, 40), "front_line": (20, 80)}), "level", LIMITS
    )
    assert line.apart is not None
    assert (line.rate, line.apart.value) == (0.25, -0.5)
    assert line.apart.effect == pytest.approx(-np.pi / 3)
    assert [h.missing for h in (senior, middle, line)] == [False, False, True]


def test_a_group_that_answered_more_often_is_not_missing() -> None:
    found = heard(asked({"senior": (40, 40), "front_line": (40, 80)}), "level", LIMITS)
    assert [h.missing for h in found] == [False, True]
    assert found[0].apart is not None
    assert found[0].apart.value == 0.5


def test_a_difference_that_may_be_chance_or_is_a_trifle_is_not_told() -> None:
    """9 of 15 against 8 of 10 may be chance; 9,600 of 20,000 against 10,000 is sure and h = 0.04."""
    assert not any(h.missing for h in heard(asked({"middle": (8, 10), "front_line": (9, 15)}), "level", LIMITS))
    many = asked({"middle": (10_000, 20_000), "front_line": (9_600, 20_000)})
    assert not any(h.missing for h in heard(many, "level", LIMITS))
    small = ResponseLimits(chance=0.05, effect=0.0, least_third=10)
    assert [h.missing for h in heard(many, "level", small)] == [False, True]


def test_chance_is_shared_among_the_groups() -> None:
    """Two groups: both p values are the same test, 0.03 or so, and stay; a limit below them tells nothing."""
    found = heard(asked({"middle": (30, 40), "front_line": (42, 80)}), "level", LIMITS)
    assert found[0].chance == pytest.approx(found[1].chance)
    strict = LIMITS.model_copy(update={"chance": found[1].chance / 2})
    assert found[1].missing
    assert not heard(asked({"middle": (30, 40), "front_line": (42, 80)}), "level", strict)[1].missing


def test_without_a_population_there_is_no_rate_and_nobody_is_missing() -> None:
    found = heard(engagement(survey=survey({PLAIN: [4] * 20}, ["middle"] * 10 + ["front_line"] * 10)), "level", LIMITS)
    assert [(h.rate, h.apart, h.missing) for h in found] == [(None, None, False)] * 2
    assert heard(engagement(), "level", LIMITS) == []


# --- early and late ---


def at(made: Survey, minutes: Sequence[float | None]) -> Survey:
    when = [pd.NaT if m is None else pd.Timestamp("2026-09-14") + pd.Timedelta(minutes=m) for m in minutes]
    return replace(made, people=made.people.assign(finished=pd.to_datetime(pd.Series(when))))


def test_thirds_are_of_those_whose_time_is_known() -> None:
    """Seven with a time: two first, two last."""
    first, last = thirds(at(survey({PLAIN: [4] * 8}), [50, 10, None, 20, 70, 30, 60, 40]))
    assert np.flatnonzero(first).tolist() == [1, 3]
    assert np.flatnonzero(last).tolist() == [4, 6]


def test_who_only_started_counts_by_that_and_one_time_for_all_is_no_order() -> None:
    made = at(survey({PLAIN: [4] * 6}), [1, 2, 3, 4, 5, None])
    begun = pd.to_datetime(pd.Series([pd.NaT] * 5 + [pd.Timestamp("2026-09-13")]))
    made = replace(made, people=made.people.assign(started=begun))
    assert np.flatnonzero(thirds(made)[0]).tolist() == [0, 5]
    assert not np.any(thirds(at(made, [1] * 6)))


def client(
    scores: Mapping[str, Sequence[Any]], levels: Sequence[str] = (), functions: Sequence[str] = ()
) -> Engagement:
    made = survey(scores, levels, functions)
    return engagement(survey=at(made, list(range(len(made)))))


def test_late_less_early_by_hand() -> None:
    """First ten 4, 5, 4, 5 … (mean 4.5), last ten 2, 1, 2, 1 … (1.5); the middle third does not count."""
    (found,) = early_late(client({PLAIN: [4, 5] * 5 + [3] * 10 + [2, 1] * 5}), METHOD)
    assert (found.early, found.late, found.apart.value) == (4.5, 1.5, -3.0)
    assert (found.apart.n_first, found.apart.n_second) == (10, 10)
    assert found.clear
    assert found.lower


def test_a_reversed_statement_is_turned_and_the_rules_decide_what_is_clear() -> None:
    answers = {REVERSED: [1, 2] * 5 + [3] * 10 + [4, 5] * 5, PLAIN: [3, 4] * 15}
    worse, same = early_late(client(answers), METHOD)
    assert (worse.item_id, worse.early, worse.late, worse.clear) == (REVERSED, 4.5, 1.5, True)
    assert (same.clear, same.apart.value) == (False, 0)
    assert early_late(client(answers), _with(least_third=11)) == []
    assert not any(s.clear for s in early_late(client(answers), _with(effect=9.0)))


def _with(**changes: float) -> Method:
    own = METHOD.thresholds.model_copy(update={"response": LIMITS.model_copy(update=changes)})
    return METHOD.model_copy(update={"thresholds": own})


# --- nobody can be recognised ---


def people(levels: Sequence[str], functions: Sequence[str] = ()) -> Places:
    return placed(survey({PLAIN: [4] * len(levels)}, levels, functions))


def test_thirds_that_give_a_few_away_are_not_compared() -> None:
    """All eight executives are among the first ten: first third less executives leaves two people."""
    levels = ["executive"] * 8 + ["front_line"] * 22
    first = np.arange(30) < 10
    last = np.arange(30) >= 20
    assert not may_stand_apart(people(levels), (first, last), 5)
    assert early_late(client({PLAIN: [4, 5] * 5 + [3] * 10 + [2, 1] * 5}, levels), METHOD) == []
    spread = ["executive", "front_line", "front_line"] * 10
    assert may_stand_apart(people(spread), (first, last), 5)


def test_small_parts_and_small_rests_do_not_stand_apart() -> None:
    everybody = people(["front_line"] * 12)
    assert may_stand_apart(everybody, (np.arange(12) < 6,), 5)
    assert not may_stand_apart(everybody, (np.arange(12) < 4,), 5)
    assert not may_stand_apart(everybody, (np.arange(12) < 8,), 5)
    assert may_stand_apart(everybody, (np.arange(12) < 6, np.arange(12) >= 6), 5)
