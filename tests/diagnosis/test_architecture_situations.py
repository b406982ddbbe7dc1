"""Each situation of the process architecture: figures in which it is found, and a hair different ones in which it is not."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from assessment_kit.diagnosis.matching import match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.method import load_method
from assessment_kit.method.conditions import figures_in, leaves
from assessment_kit.method.model import Situation
from assessment_kit.shipped import TEMPLATES


def entries(kind: str) -> list[dict[str, Any]]:
    loaded: list[dict[str, Any]] = yaml.safe_load(
        (TEMPLATES / "method" / kind / "architecture.yaml").read_text(encoding="utf-8")
    )
    return loaded


SITUATIONS = {
    s.id.removeprefix("architecture."): s for s in (Situation.model_validate(e) for e in entries("situations"))
}
UNITS = {e["id"]: e["unit"] for e in entries("indicators")}

Told = dict[str, Any]


def figures(told: Told) -> dict[str, dict[str, object]]:
    """Figures by short name; a tuple is (value, count, n)."""
    made: dict[str, dict[str, object]] = {}
    for name, given in told.items():
        key = name if name.startswith(("item.", "agree.")) else f"architecture.{name}"
        value, count, n = given if isinstance(given, tuple) else (given, given * 10, 10)
        unit = "score" if name.startswith("item.") else "share" if name.startswith("agree.") else UNITS[key]
        made[key] = {
            "value": value,
            "count": count,
            "n": n,
            "low": value,
            "high": value,
            "unit": unit,
            "examples": ("Spare parts",),
        }
    return made


PLANNED: Told = {"strategy_planned": (1, 1, 1), "planning_routines": (0.75, 3, 4), "running_routines": (0.5, 3, 6)}
UNPLANNED: Told = {"strategy_planned": (0, 0, 1), "planning_routines": (0.5, 2, 4), "running_routines": (0.5, 3, 6)}
LINKED: Told = {"lead_plan_feeds_running": 1.0, "planning_feeds_running": 0.75, "planning_cut_off": (0.25, 1, 4)}
SHELVED: Told = {"lead_plan_feeds_running": 0.0, "planning_feeds_running": 0.75, "planning_cut_off": (0.25, 1, 4)}
FORMAL: Told = {"activities_formal": 0.8, "management_covers_processes": 0.2}

CASES: list[tuple[str, Told, Told]] = [
    ("no_planning_system", UNPLANNED, {**UNPLANNED, "planning_routines": (0.75, 3, 4)}),
    ("no_planning_system", UNPLANNED, PLANNED),
    ("plan_cut_off", {**PLANNED, **SHELVED}, {**PLANNED, **LINKED}),
    (
        "plan_cut_off",
        {**PLANNED, **LINKED, "planning_feeds_running": 0.5},
        {**PLANNED, **LINKED, "planning_feeds_running": 0.51},
    ),
    (
        "formal_without_process",
        {**PLANNED, **LINKED, **FORMAL},
        {**PLANNED, **LINKED, **FORMAL, "management_covers_processes": 0.5},
    ),
    (
        "formal_without_process",
        {**PLANNED, **LINKED, **FORMAL},
        {**PLANNED, **LINKED, **FORMAL, "activities_formal": 0.49},
    ),
    (
        "plan_does_not_guide",
        {"agree.architecture.plan_guides_work": 0.39},
        {"agree.architecture.plan_guides_work": 0.4},
    ),
    (
        "execution_left_alone",
        {"item.architecture.execution": (2.4, 0, 2)},
        {"item.architecture.execution": (2.4, 0, 1)},
    ),
    (
        "execution_left_alone",
        {"item.architecture.execution": (2.4, 0, 2)},
        {"item.architecture.execution": (2.5, 0, 2)},
    ),
    ("without_routine", {**PLANNED, "without_routine": (0.2, 2, 10)}, {**PLANNED, "without_routine": (0.1, 1, 10)}),
    ("without_routine", {**PLANNED, "without_routine": (0.2, 2, 10)}, {**UNPLANNED, "without_routine": (0.2, 2, 10)}),
    ("key_ungoverned", {"key_ungoverned": 0.6}, {"key_ungoverned": 0.5}),
    ("system_gaps", {"item.architecture.system_gaps": (2.4, 0, 2)}, {"item.architecture.system_gaps": (2.5, 0, 2)}),
    ("double_work", {"item.architecture.double_work": (2.4, 0, 2)}, {"item.architecture.double_work": (2.5, 0, 2)}),
    (
        "contradictions",
        {"item.architecture.fits_together": (2.4, 0, 2)},
        {"item.architecture.fits_together": (2.5, 0, 2)},
    ),
    ("plan_feeds_running", {**PLANNED, **LINKED}, {**PLANNED, **SHELVED}),
    ("routines_there", {"activities_formal": (0.9, 9, 10)}, {"activities_formal": (0.8, 8, 10)}),
    ("key_not_managed", {"key_without_both": 0.6}, {"key_without_both": 0.5}),
    (
        "managed_within_functions",
        {"across_managed": 0.4, "within_managed": 0.5},
        {"across_managed": 0.5, "within_managed": 0.5},
    ),
    ("key_left_alone", {"key_left_alone": (0.1, 1, 10)}, {"key_left_alone": (0.0, 0, 10)}),
    ("problems_unmanaged", {"problems_unmanaged": (0.3, 3, 10)}, {"problems_unmanaged": (0.2, 2, 10)}),
    ("key_not_named", {"called_key": (0, 0, 3)}, {"called_key": (1 / 3, 1, 3)}),
    (
        "key_not_agreed",
        {"item.architecture.key_processes_agreed": (2.4, 0, 2)},
        {"item.architecture.key_processes_agreed": (2.5, 0, 2)},
    ),
    ("too_many_key", {"called_key": (0.625, 5, 8)}, {"called_key": (0.5, 4, 8)}),
    ("key_in_full", {"key_in_full": 0.7}, {"key_in_full": 0.6}),
    (
        "promise_does_not_add_up",
        {"worst_excess": 7, "worst_parts": 31, "worst_promise": 24, "parts_over_promise": (1, 1, 1)},
        {"parts_over_promise": (0, 0, 1)},
    ),
    (
        "runs_late",
        {"runs_over_promise": (1, 1, 1), "latest_run": 47, "latest_promise": 24},
        {"runs_over_promise": (0, 0, 1), "latest_run": 47, "latest_promise": 24},
    ),
    ("break_points", {"break_points": (0.1, 2, 20)}, {"break_points": (0.2, 1, 5)}),
    (
        "break_points_cost",
        {"hours_lost": 1, "breaks_time": 1.0, "breaks_quality": 0.0},
        {"hours_lost": 0, "breaks_time": 1.0, "breaks_quality": 0.0},
    ),
    ("promise_adds_up", {"parts_within_promise": (0.8, 4, 5)}, {"parts_within_promise": (0.6, 3, 5)}),
    (
        "proposal_fits",
        {"proposals_fit": 1.0, "hand_offs_saved": (0.5, 5, 10)},
        {"proposals_fit": 1.0, "hand_offs_saved": (0, 0, 10)},
    ),
    (
        "too_many_hand_offs",
        {"most_hand_offs": (5, 5, 8), "hand_offs": 0.5},
        {"most_hand_offs": (4, 4, 8), "hand_offs": 0.5},
    ),
    (
        "errors_where_complex",
        {"complex_steps_break": (0.5, 2, 4), "simple_steps_break": 0.2},
        {"complex_steps_break": (0.5, 2, 4), "simple_steps_break": 0.3},
    ),
    ("complex_steps", {"complex_steps": (0.3, 3, 10)}, {"complex_steps": (0.2, 2, 10)}),
    ("no_maps", {"key_without_map": 0.6}, {"key_without_map": 0.5}),
    (
        "maps_outdated",
        {"key_processes_mapped": 0.5, "maps_outdated": 0.6},
        {"key_processes_mapped": 0.5, "maps_outdated": 0.5},
    ),
    (
        "maps_outdated",
        {"key_processes_mapped": 0.5, "maps_outdated": 0.6},
        {"key_processes_mapped": 0.4, "maps_outdated": 0.6},
    ),
    ("maps_within_functions", {"maps_across_functions": 0.4}, {"maps_across_functions": 0.5}),
    ("maps_not_true", {"agree.architecture.maps_true": 0.39}, {"agree.architecture.maps_true": 0.4}),
    (
        "maps_current",
        {"key_processes_mapped": 0.7, "maps_current": 0.7},
        {"key_processes_mapped": 0.7, "maps_current": 0.6},
    ),
    ("maps_trusted", {"agree.architecture.maps_true": 0.55}, {"agree.architecture.maps_true": 0.54}),
]


@pytest.mark.parametrize(("name", "found", "hair"), CASES, ids=[f"{i}-{name}" for i, (name, _, _) in enumerate(CASES)])
def test_found_in_the_one_and_not_in_the_other(name: str, found: Told, hair: Told) -> None:
    situation = SITUATIONS[name]
    assert match(situation.when, figures(found)).holds is True
    assert match(situation.when, figures(hair)).holds is not True
    for text in (situation.headline, situation.fact):
        said = fill(text, figures(found))
        assert said is not None, f"{name} says more than its condition knows"
        assert "{" not in said


def test_no_situation_is_without_a_case() -> None:
    assert {name for name, _, _ in CASES} == set(SITUATIONS)


E1 = ("no_planning_system", "plan_cut_off", "formal_without_process")


@pytest.mark.parametrize(
    "plan",
    [PLANNED, UNPLANNED, {**PLANNED, "strategy_planned": (0, 0, 1)}, {**UNPLANNED, "strategy_planned": (1, 1, 1)}],
)
@pytest.mark.parametrize("leading", [0.0, 0.5, 0.51, 1.0])
@pytest.mark.parametrize("feeding", [0.0, 0.5, 0.51, 0.75])
@pytest.mark.parametrize("covers", [0.0, 0.49, 0.5])
def test_the_three_situations_of_planning_and_managing_exclude_each_other(
    plan: Told, leading: float, feeding: float, covers: float
) -> None:
    told = figures({
        **plan, "activities_formal": 0.8, "management_covers_processes": covers, "lead_plan_feeds_running": leading,
        "planning_feeds_running": feeding, "planning_cut_off": 1 - feeding,
    })  # fmt: skip
    held = [name for name in E1 if match(SITUATIONS[name].when, told).holds]
    assert len(held) <= 1
    if covers < 0.5:
        assert len(held) == 1  # formal, and no process in it: one of the three always says why


def test_letters_of_the_three_are_those_of_the_text() -> None:
    assert [SITUATIONS[name].letter for name in E1] == ["B", "A+C", "A"]


def test_a_figure_that_was_not_assessed_is_never_a_finding() -> None:
    assert [name for name, s in SITUATIONS.items() if match(s.when, {}).holds] == []


def test_facts_name_only_figures_of_their_condition() -> None:
    for name, situation in SITUATIONS.items():
        known = {f"item.{leaf['item']}" if "item" in leaf else leaf["indicator"] for leaf in leaves(situation.when)}
        assert figures_in(situation.headline + situation.fact) <= known, name


def test_each_situation_that_is_no_strength_leads_to_an_action_that_exists() -> None:
    actions = set(load_method().actions)
    for name, situation in SITUATIONS.items():
        assert set(situation.actions) <= actions, name
        assert bool(situation.actions) != (situation.severity == "strength"), name
