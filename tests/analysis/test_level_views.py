"""What the top and the front line see: shares and gaps by hand, and nobody shown who must not be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from assessment_kit.analysis.intervals import wilson
from assessment_kit.analysis.level_views import FEELING, LevelViews, level_indicators, level_views
from assessment_kit.analysis.practices import analyse
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from tests.builders import engagement, survey

METHOD = load_method()
PLAIN, REVERSED = "roles.who_answers", "roles.clear"  # the second: it is better to disagree


def client(scores: Mapping[str, Sequence[float | None]], levels: Sequence[str]) -> Engagement:
    return engagement(survey=survey(scores, levels))


def found(scores: Mapping[str, Sequence[float | None]], levels: Sequence[str]) -> LevelViews:
    return level_views(client(scores, levels), METHOD)


ENDS = ["executive"] * 8 + ["front_line"] * 20


def test_shares_gap_and_intervals_by_hand() -> None:
    # six of eight executives agree (4 or 5), five of twenty in the line
    row = found({PLAIN: [5, 5, 4, 4, 4, 4, 3, 1, *[4] * 5, *[2] * 15]}, ENDS).views.iloc[0]
    assert (row["top"], row["line"], row["top_n"], row["line_n"]) == ("Executives", "Front line", 8, 20)
    assert (row["top_share"], row["line_share"], row["gap"]) == (0.75, 0.25, 0.5)
    assert (row["top_low"], row["top_high"]) == pytest.approx(wilson(6, 8))
    assert row["gap_low"] > 0


def test_the_effect_size_by_hand_and_a_known_population_narrows_the_intervals() -> None:
    """H = 2 arcsin √0.75 − 2 arcsin √0.25 = π/3; 8 of 8 executives answered, so that their share is known."""
    scores = {PLAIN: [5, 5, 4, 4, 4, 4, 3, 1, *[4] * 5, *[2] * 15]}
    plain = found(scores, ENDS).views.iloc[0]
    assert plain["effect"] == pytest.approx(np.pi / 3)
    assert plain["effect_low"] == pytest.approx(np.pi / 3 - 1.959964 * np.sqrt(1 / 8 + 1 / 20))
    population = {"by_level": {"executive": 8, "front_line": 40}}
    known = level_views(
        engagement(settings={"population": population}, survey=survey(scores, ENDS)), METHOD
    ).views.iloc[0]
    assert (known["top_low"], known["top_high"]) == (0.75, 0.75)
    assert (known["line_low"], known["line_high"]) == pytest.approx(wilson(5, 20, population=40))
    assert known["gap_low"] > plain["gap_low"]


def test_levels_known_in_full_differ_without_any_doubt() -> None:
    population = {"by_level": {"executive": 8, "front_line": 20}}
    made = engagement(settings={"population": population}, survey=survey({PLAIN: [5] * 8 + [5] * 19 + [1]}, ENDS))
    row = level_views(made, METHOD).views.iloc[0]
    assert (row["gap_low"], row["gap_high"]) == pytest.approx((0.05, 0.05))
    assert row["clear"]


def test_where_it_is_better_to_disagree_the_share_is_of_those_who_do() -> None:
    row = found({REVERSED: [1] * 8 + [5] * 20}, ENDS).views.iloc[0]
    assert (row["reversed"], row["top_share"], row["line_share"]) == (True, 1, 0)


def test_the_widest_gap_comes_first_and_unanswered_is_no_answer() -> None:
    none: list[float | None] = [None] * 28
    views = found({PLAIN: [5.0] * 28, REVERSED: [1.0] * 8 + [5.0] * 20, FEELING: none}, ENDS).views
    assert views["item_id"].tolist() == [REVERSED, PLAIN]


@pytest.mark.parametrize("executives", [4, 1])
def test_too_few_executives_stand_with_the_level_below(executives: int) -> None:
    levels = ["executive"] * executives + ["senior"] * 10 + ["front_line"] * 20
    row = found({PLAIN: [5] * executives + [1] * 10 + [1] * 20}, levels).views.iloc[0]
    assert row["top"] == "Executives and Senior managers"
    assert row["top_n"] == executives + 10


def test_without_both_ends_there_is_no_comparison() -> None:
    assert found({PLAIN: [5] * 8}, ["executive"] * 8).views.empty
    assert found({PLAIN: [5] * 7}, ["executive"] * 4 + ["front_line"] * 3).views.empty
    assert level_views(engagement(), METHOD).views.empty
    assert level_indicators(level_views(engagement(), METHOD)) == []


def test_how_managers_feel_level_by_level() -> None:
    levels = ["executive"] * 5 + ["senior"] * 6 + ["middle"] * 8 + ["front_line"] * 10
    scores = [5] * 4 + [1] + [4] * 3 + [2] * 3 + [4] * 2 + [1] * 6 + [5] + [2] * 9
    feelings = found({FEELING: scores}, levels).feelings
    assert feelings["label"].tolist() == ["Executives", "Senior managers", "Middle managers", "Front line"]
    assert feelings["share"].tolist() == [0.8, 0.5, 0.25, 0.1]
    assert feelings["n"].tolist() == [5, 6, 8, 10]


def test_a_gap_is_clear_only_beside_all_the_others() -> None:
    """One statement of two is far apart: 8 of 8 against 2 of 20."""
    result = analyse(
        client({PLAIN: [5] * 8 + [5] * 2 + [1] * 18, FEELING: [5] * 4 + [1] * 4 + [5] * 10 + [1] * 10}, ENDS), METHOD
    )
    better, widest = result.row("practices.rosier_at_top"), result.row("practices.widest_gap")
    assert better is not None
    assert widest is not None
    assert (better["count"], better["n"], better["evidence"]) == (1, 2, (f"survey:{PLAIN}",))
    assert (widest["count"], widest["n"]) == (90, 28)
    assert widest["examples"] == ("“I know who answers for each process I work in”",)
    assert result.value("practices.feeling_level", "executive") == 0.5


def test_a_hundred_thousand_people_are_no_burden() -> None:
    rng = np.random.default_rng(5)
    scores = {name: rng.integers(1, 6, 100_000).tolist() for name in (PLAIN, REVERSED, FEELING)}
    views = found(scores, ["executive", "senior", "middle", "front_line"] * 25_000).views
    assert views["top_n"].tolist() == [25_000] * 3
