"""Where lists, survey and interviews part on one thing: every figure by hand, and what is not compared."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.steps import ANALYSES
from assessment_kit.analysis.views import Seen, parting, with_views
from assessment_kit.diagnosis.findings import basis, find
from assessment_kit.diagnosis.matching import figures_by_id
from assessment_kit.engagement import read
from assessment_kit.engagement.model import Engagement
from assessment_kit.method import load_method
from assessment_kit.method.model import Method
from assessment_kit.shipped import SAMPLE_CLIENTS
from tests.builders import engagement, survey
from tests.diagnosis.pairs.views import LISTS, asked, interviewed

METHOD = load_method()
LIMITS = METHOD.thresholds.views
AGENDAS = METHOD.views["views.agendas"]


def lists(share: float) -> Seen:
    return Seen(AGENDAS.id, "lists", "the calendar", share, share, share, 60)


def people(share: float, low: float, high: float, n: int, kind: Any = "survey") -> Seen:
    return Seen(AGENDAS.id, kind, "people", share, low, high, n, 3.0)


def compared(client: Engagement, method: Method = METHOD) -> StepResult:
    """Managing together alone, with its views."""
    return with_views(client, method, {"practices": ANALYSES["practices"](client, method)})["practices"]


def limited(**changed: float) -> Method:
    rules = METHOD.thresholds.model_copy(update={"views": LIMITS.model_copy(update=changed)})
    return METHOD.model_copy(update={"thresholds": rules})


def test_against_a_full_count_the_interval_is_that_of_the_answers() -> None:
    """Half of 20 against 9 of 60: 50 − 15 = 35 points; Wilson of 10 of 20 is 29.9 to 70.1, less 15 is 14.9 to 55.1, told outward.

    h = 2 arcsin √0.5 − 2 arcsin √0.15 = 1.5708 − 0.7954 = 0.7754, give or take 1.96 / √20 = 0.4383.
    p: 20 points beyond the 15 that must be sure, of 20.07 in 1.96 normal scores: 2 Φ(−1.953) = 0.0508.
    """
    found = parting(AGENDAS, people(0.5, 0.2993, 0.7007, 20), lists(0.15), LIMITS)
    assert (found.gap, found.low, found.high) == (35, 14, 56)
    assert (found.effect, found.effect_low, found.effect_high) == pytest.approx((0.7754, 0.3371, 1.2137), abs=5e-4)
    assert found.chance == pytest.approx(0.0508, abs=5e-4)


def test_interviews_and_survey_each_bring_their_interval() -> None:
    """75 (60 to 90) against 25 (15 to 35): 50, and √(15² + 10²) = 18.03 to either side. h = 2.0944 − 1.0472, ± 1.96 √(1/9 + 1/100)."""
    found = parting(AGENDAS, people(0.75, 0.6, 0.9, 9, "interviews"), people(0.25, 0.15, 0.35, 100), LIMITS)
    assert (found.gap, found.low, found.high) == (50, 31, 69)
    assert (found.effect, found.effect_low) == pytest.approx(
        (1.0472, 1.0472 - 1.96 * (1 / 9 + 1 / 100) ** 0.5), abs=5e-4
    )


def test_the_direction_turns_the_signs_alone() -> None:
    up = parting(AGENDAS, people(0.6, 0.4, 0.8, 20), lists(0.1), LIMITS)
    down = parting(AGENDAS, people(0.4, 0.2, 0.6, 20), lists(0.9), LIMITS)
    assert (up.gap, up.low, up.high) == (-down.gap, -down.high, -down.low)
    assert up.chance == pytest.approx(down.chance)


def test_where_nothing_is_left_to_chance_p_is_none_or_all() -> None:
    assert parting(AGENDAS, people(0.5, 0.5, 0.5, 20), lists(0.1), LIMITS).chance == 0
    assert parting(AGENDAS, people(0.2, 0.2, 0.2, 20), lists(0.1), LIMITS).chance == 1


def test_interviews_count_from_so_many_on_and_alike_ones_have_the_widest_interval() -> None:
    """Five interviews of 5 are 100%; with all scores alike there is no spread, and Wilson of 5 of 5 is 57 to 100."""
    nothing = LISTS["agendas"][0]
    assert "interviews" not in set(
        compared(engagement(**nothing, **interviewed("views.agendas", *[5] * 4))).tables["seen"]["kind"]
    )
    seen = compared(engagement(**nothing, **interviewed("views.agendas", *[5] * 5))).tables["seen"]
    (told,) = seen[(seen["kind"] == "interviews") & (seen["view_id"] == "views.agendas")].to_dict("records")
    assert (told["share"], told["n"], told["scores"]) == (1, 5, (5, 5, 5, 5, 5))
    assert told["low"] == pytest.approx(0.5655, abs=5e-4)
    four = compared(engagement(**nothing, **interviewed("views.agendas", *[5] * 4)), limited(least_interviews=4))
    assert "interviews" in set(four.tables["seen"]["kind"])


def test_executives_are_compared_where_they_may_be_told_and_joined_where_not() -> None:
    """Eight executives who all agree are told; of two, who stand with six senior managers, nothing is told alone."""
    nothing = LISTS["agendas"][0]

    def who(executives: int) -> dict[str, str]:
        levels = ["executive"] * executives + ["senior"] * (8 - executives) + ["front_line"] * 20
        answers = survey({AGENDAS.item: [5.0] * 8 + [1.0] * 20}, levels=levels)
        seen = compared(engagement(**nothing, survey=answers)).tables["seen"]
        return dict(zip(seen.loc[seen["view_id"] == AGENDAS.id, "kind"], seen["who"], strict=False))

    seen = who(8)
    assert seen["top"] == "executives"
    assert who(2)["top"] == "executives and senior managers"


def test_executives_against_the_calendar_are_a_finding_with_both_sources() -> None:
    """Eight executives give 5, 5, 4, 4, 4, 4, 4, 3 (4.125 of 5, 7 of 8 agree), the front line 1; the calendar shows none of 4 meetings."""
    levels = ["executive"] * 8 + ["front_line"] * 20
    answers = survey({AGENDAS.item: [5.0, 5, 4, 4, 4, 4, 4, 3] + [1.0] * 20}, levels=levels)
    client = engagement(**LISTS["agendas"][0], survey=answers)
    figures = figures_by_id(compared(client).indicators)
    (finding,) = [f for f in find(client, METHOD, figures) if f.id.startswith("views.")]
    assert (
        finding.headline == "Executives see more meetings with a whole process on the agenda than the calendar shows."
    )
    assert (
        finding.fact
        == "They score it 4.1 of 5 over 8 answers. By the calendar, none of the 4 meetings look at the performance of a whole process."
    )
    assert finding.basis == "n = 8, 52–98 points"  # Wilson of 7 of 8: 52.9 to 97.8, told outward
    assert (finding.letter, finding.elements) == ("A", ("E8",))
    assert {"views.agendas", "practices.process_on_agenda", f"agree.{AGENDAS.item}"} <= set(finding.figures)
    assert any("Meetings, rows 2–5" in row.where for row in finding.evidence.rows)
    assert any("survey" in row.where.lower() for row in finding.evidence.rows)


def test_of_many_the_widest_are_findings_and_chance_is_held_against_all() -> None:
    """Three things that nobody of 20 sees though the list shows all: two are told, as the rule says, and all stand in the table."""
    answers: dict[str, list[float]] = {}
    for view in ("views.agendas", "views.decisions", "views.sound_meetings"):
        answers |= asked(view, 0)["survey"].scores.to_dict("list")
    everything = LISTS["agendas"][1]
    client = engagement(**everything, survey=survey(answers))
    for most, told in ((2, 2), (1, 1), (3, 3)):
        partings = compared(client, limited(most=most)).tables["partings"]
        assert (int(partings["parted"].sum()), int(partings["told"].sum())) == (3, told)
    assert not compared(client, limited(gap=1.0, sure=1.0)).tables["partings"]["parted"].any()


def test_chance_is_held_against_all_that_is_compared() -> None:
    """One wide gap with p = 0.021 stands by itself; beside two that are none, 0.021 × 3 = 0.063 is too much."""
    one = {**LISTS["agendas"][0], **asked("views.agendas", 7)}
    alone = compared(engagement(**one)).tables["partings"]
    assert alone["parted"].tolist() == [True]
    p = float(alone["chance"].iloc[0])
    strict = compared(engagement(**one), limited(chance=p * 0.99)).tables["partings"]
    assert strict["parted"].tolist() == [False]
    beside = {
        item: scores
        for view in ("views.decisions", "views.sound_meetings")
        for item, scores in asked(view, 20)["survey"].scores.to_dict("list").items()
    }
    both = survey({**asked("views.agendas", 7)["survey"].scores.to_dict("list"), **beside})
    partings = compared(engagement(**LISTS["agendas"][0], survey=both)).tables["partings"].set_index("view_id")
    assert partings.loc["views.agendas", "chance"] == pytest.approx(3 * p)


def test_without_a_second_source_nothing_is_compared() -> None:
    for client in (engagement(), engagement(**LISTS["agendas"][0]), engagement(**asked("views.agendas", 7))):
        result = compared(client)
        assert result.tables["partings"].empty
        assert not result.indicators["indicator_id"].str.startswith("views.").any()


def test_a_gap_rests_on_the_answers_however_full_the_count_beside_it() -> None:
    row = {"n": 20, "low": -60.0, "high": -20.0, "unit": "points", "basis": "sample"}
    listed = {"n": 4, "low": float("nan"), "high": float("nan"), "unit": "share", "basis": "census"}
    assert basis(("a", "b"), {"a": row, "b": listed}) == "n = 20, −60 to −20 points"


@pytest.fixture(scope="module")
def northmoor() -> dict[str, pd.DataFrame]:
    client = read(SAMPLE_CLIENTS / "northmoor", METHOD.items)
    results = with_views(client, METHOD, {step: analyse(client, METHOD) for step, analyse in ANALYSES.items()})
    return dict(results["practices"].tables)


def test_northmoors_executives_believe_in_agendas_that_the_calendar_does_not_show(
    northmoor: dict[str, pd.DataFrame],
) -> None:
    """Six of eight agree (4.4 of 5) that meetings talk of whole processes; the list holds 5 of 60 such meetings: 75 − 8.3 points."""
    seen, partings = northmoor["seen"], northmoor["partings"]
    top = seen[(seen["view_id"] == AGENDAS.id) & (seen["kind"] == "top")].iloc[0]
    assert (top["share"], top["n"], round(top["score"], 1)) == (0.75, 8, 4.4)
    told = partings[(partings["view_id"] == AGENDAS.id) & (partings["first"] == "top")].iloc[0]
    assert (told["gap"], bool(told["told"])) == (67, True)
    assert {"views.owners", "views.agendas"} <= set(partings.loc[partings["told"].astype(bool), "view_id"])


def test_harbours_three_interviews_bear_no_contradiction() -> None:
    client = read(SAMPLE_CLIENTS / "harbour", METHOD.items)
    results = with_views(client, METHOD, {step: analyse(client, METHOD) for step, analyse in ANALYSES.items()})
    assert results["practices"].tables["partings"].empty
    assert len(results["practices"].tables["seen"]) > 10
