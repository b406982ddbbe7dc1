"""How the situations of the process architecture stand to each other; tests/diagnosis/pairs/architecture.py finds each in a client."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assessment_kit.diagnosis.assessment import assess
from assessment_kit.diagnosis.matching import match
from assessment_kit.method import load_method
from assessment_kit.method.conditions import figures_in, leaves
from assessment_kit.shipped import TEMPLATES
from tests.builders import engagement

METHOD = load_method()
NAMES = [
    entry["id"]
    for file in ("architecture.yaml", "flow.yaml")
    for entry in yaml.safe_load((TEMPLATES / "method" / "situations" / file).read_text(encoding="utf-8"))
]
LEAST = METHOD.thresholds.minimum_rows

Told = dict[str, Any]
"""Figure of the step → share, or (value, count, n)."""


def figures(told: Told) -> dict[str, dict[str, object]]:
    made: dict[str, dict[str, object]] = {}
    for name, given in told.items():
        value, count, n = given if isinstance(given, tuple) else (given, given * 10, 10)
        unit = METHOD.indicators[f"architecture.{name}"].unit
        made[f"architecture.{name}"] = {"value": value, "count": count, "n": n, "unit": unit, "examples": ("Budget",)}
    return made


def holds(name: str, told: Told) -> bool | None:
    return match(METHOD.situations[f"architecture.{name}"].when, figures(told), LEAST).holds


PLANNED: Told = {
    "strategy_planned": (1, 1, 1), "strategy_listed": (1, 1, 12), "planning_routines": (0.75, 3, 4), "running_routines": (0.5, 3, 6)
}  # fmt: skip
UNPLANNED: Told = {**PLANNED, "strategy_planned": (0, 0, 1), "planning_routines": (0.5, 2, 4)}
E1 = ("no_planning_system", "plan_cut_off", "formal_without_process")


@pytest.mark.parametrize(
    "plan",
    [PLANNED, UNPLANNED, {**PLANNED, "strategy_planned": (0, 0, 1)}, {**UNPLANNED, "strategy_planned": (1, 1, 1)}],
)
@pytest.mark.parametrize("leading", [(0, 0, 1), (1, 1, 1), (0.5, 1, 2)])
@pytest.mark.parametrize("feeding", [0.0, 0.5, 0.51, 0.75])
@pytest.mark.parametrize("covers", [0.0, 0.49, 0.5])
def test_the_three_situations_of_planning_and_managing_exclude_each_other(
    plan: Told, leading: tuple[float, float, int], feeding: float, covers: float
) -> None:
    told = {
        **plan, "activities_formal": 0.8, "management_covers_processes": covers, "lead_plan_feeds_running": leading,
        "planning_feeds_running": feeding, "planning_cut_off": 1 - feeding,
    }  # fmt: skip
    held = [name for name in E1 if holds(name, told)]
    assert len(held) <= 1
    if covers < 0.5:
        assert len(held) == 1  # formal, and no process in it: one of the three always says why


def test_letters_of_the_three_are_those_of_the_text() -> None:
    assert [METHOD.situations[f"architecture.{name}"].letter for name in E1] == ["B", "A+C", "A"]


def test_a_list_that_names_no_strategic_plan_is_no_proof_that_there_is_none() -> None:
    silent = {**UNPLANNED, "strategy_listed": (0, 0, 8)}
    assert holds("no_planning_system", silent) is None
    assert holds("no_planning_system", {**silent, "strategy_listed": (1, 1, 8)}) is True


def test_where_nothing_at_all_has_a_routine_no_pressing_for_results_is_claimed() -> None:
    nothing: Told = {
        **UNPLANNED,
        "planning_routines": (0, 0, 4),
        "running_routines": (0, 0, 6),
        "without_routine": (1, 10, 10),
    }
    assert holds("no_planning_system", nothing) is False
    assert holds("without_routine", nothing) is True


@pytest.mark.parametrize("feeding", [(1, 1, 1), (0, 0, 1)])
def test_a_single_plan_that_reaches_the_review_is_not_called_shelved(feeding: tuple[float, float, int]) -> None:
    """One of one is too few for a share, and enough to tell all from none."""
    cut = (1 - feeding[0], 1 - feeding[1], 1)
    told = {
        **PLANNED,
        "lead_plan_feeds_running": feeding,
        "planning_feeds_running": feeding,
        "planning_cut_off": cut,
    }
    assert holds("plan_cut_off", told) is (feeding[1] == 0)


@pytest.mark.parametrize("name", NAMES)
def test_its_sentences_name_only_figures_of_its_condition(name: str) -> None:
    situation = METHOD.situations[name]
    known = {f"item.{leaf['item']}" if "item" in leaf else leaf["indicator"] for leaf in leaves(situation.when)}
    assert figures_in(situation.headline + situation.fact) <= known


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_found_or_denied_without_data(name: str) -> None:
    assert match(METHOD.situations[name].when, {}, LEAST).holds is None


@pytest.mark.parametrize("name", NAMES)
def test_a_strength_is_kept_and_all_else_leads_to_an_action(name: str) -> None:
    situation = METHOD.situations[name]
    assert bool(situation.actions) != (situation.severity == "strength")
    assert (situation.letter == "keep") == (situation.severity == "strength")


COO = {"role_id": "coo", "title": "COO", "level": "executive"}


def answer(*managed: bool | None, owned: bool = True) -> str:
    """The answer of the chapter to key processes that are planned, managed or not, and owned by one role."""
    rows = [
        {"process_id": f"p{i}", "name": f"P{i}", "category": "deliver", "is_key": True, "planned": True, "managed": told,
         "owner_role_id": "coo" if owned else None}
        for i, told in enumerate(managed)
    ]  # fmt: skip
    return assess(engagement(processes=rows, roles=[COO]), METHOD).answer("architecture")


@pytest.mark.parametrize(
    ("managed", "said"),
    [
        ((True,), "As far as the list goes, it is: the only key process is planned, managed and owned."),
        ((True, True), "As far as the list goes, it is: both key processes are planned, managed and owned."),
        ((False,), "Not as a whole: the only key process on the list is not all three, planned, managed and owned."),
        ((True, False), "Not as a whole: of 2 key processes on the list, one is planned as well as managed and owned."),
        ((False, False, False), "Not as a whole. None of the 3 key processes are all three: planned, managed and owned."),
        ((True, True, True, None), "Largely. All 3 key processes are planned, managed and owned."),
        ((None,), "Too little was handed over to answer this for the processes as a whole."),
        ((), "Too little was handed over to answer this for the processes as a whole."),
    ],
)  # fmt: skip
def test_the_chapter_answers_for_few_key_processes_as_well(managed: tuple[bool | None, ...], said: str) -> None:
    assert answer(*managed) == said


def test_the_chapter_says_what_is_managed_where_nobody_is_named_as_owner() -> None:
    assert answer(True, owned=False) == (
        "As far as the lists tell: the only key process is both planned and managed. Who owns what is planned and managed is not on record."
    )
