"""Each situation of ownership and leadership: figures in which it is found, and a hair different ones in which it is not."""

from __future__ import annotations

from typing import Any

import pytest

from assessment_kit.diagnosis.findings import find
from assessment_kit.diagnosis.matching import match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.method import load_method
from assessment_kit.method.conditions import figures_in, leaves
from tests.builders import engagement

METHOD = load_method()
THEMES = ("ownership", "leadership")
SITUATIONS = {s.id: s for s in METHOD.situations.values() if s.id.split(".")[0] in THEMES}
Told = dict[str, tuple[float, int]]
"""Figure → (count, n) of a share, (value, n) of anything else."""


def item(name: str, value: float, n: int = 3) -> Told:
    return {f"item.{name}": (value, n)}


LOW: dict[str, str] = {  # situation → the item whose low score makes it
    "ownership.no_practice": "ownership.practise_deciding",
    "ownership.crisis_with_strings": "ownership.crisis_received",
    "ownership.nobody_asked": "ownership.general_managers",
    "ownership.unsettled_between_two": "ownership.settled_between",
    "ownership.top_does_not_notice": "ownership.noticed",
    "leadership.lessons_not_drawn": "leadership.tried_before",
    "leadership.not_ready": "leadership.ready",
    "leadership.nobody_asks_after": "leadership.asked_after",
    "leadership.blind_between_functions": "leadership.four_places",
    "leadership.no_shared_priority": "leadership.first_to_own",
    "leadership.customers_absent": "leadership.customers_in_design",
    "leadership.set_up_once": "leadership.keeps_adjusting",
}
GROW = item("ownership.practise_deciding", 3.5) | item("ownership.general_managers", 3.5)
APART = item("practices.planning_together", 2.5) | item("practices.tactical_planning", 2.5)
TOP: Told = {"practices.rosier_at_top": (2, 8), "practices.widest_gap": (30, 100)}

CASES: list[tuple[str, Told, Told]] = [
    *((name, item(asked, 2.5), item(asked, 2.51)) for name, asked in LOW.items()),
    *((name, item(asked, 1), item(asked, 1, 2)) for name, asked in LOW.items()),  # two interviews are too few
    ("ownership.owners_grow", GROW, GROW | item("ownership.general_managers", 3.49)),
    ("ownership.owners_grow", GROW, GROW | item("ownership.practise_deciding", 3.49)),
    ("leadership.ready_to_mend", item("leadership.ready", 3.5), item("leadership.ready", 3.49)),
    ("leadership.two_views", TOP, TOP | {"practices.rosier_at_top": (2, 9)}),
    ("leadership.two_views", TOP, TOP | {"practices.rosier_at_top": (7, 7)}),  # seven statements are too few
    ("leadership.one_view", {"practices.rosier_at_top": (1, 20)}, {"practices.rosier_at_top": (2, 20)}),
    ("leadership.one_view", {"practices.rosier_at_top": (0, 10)}, {"practices.rosier_at_top": (0, 9)}),
    ("leadership.same_cause", {"practices.attempts_same_element": (2, 3)}, {"practices.attempts_same_element": (1, 3)}),
    ("leadership.tried_and_failed", {"practices.attempts": (1, 1)}, {"practices.attempts": (0, 1)}),
    ("leadership.planned_apart", APART, APART | item("practices.tactical_planning", 2.51)),
    ("leadership.planned_apart", APART, APART | item("practices.planning_together", 2.51)),
]  # fmt: skip


def figures(told: Told) -> dict[str, dict[str, Any]]:
    """Rows as an analysis makes them."""
    rows = {}
    for name, (count, n) in told.items():
        declared = METHOD.indicators.get(name)
        unit = "score" if declared is None else declared.unit
        value = count / n if unit == "share" else count
        rows[name] = {
            "indicator_id": name, "subject": "", "value": value, "unit": unit, "count": count, "n": n, "low": value, "high": value,
            "basis": "sample", "examples": ("One against another", "This against that"), "evidence": ("metrics:2",),
        }  # fmt: skip
    return rows


def test_every_situation_has_its_case() -> None:
    assert {name for name, _, _ in CASES} == set(SITUATIONS)


@pytest.mark.parametrize(("name", "found", "other"), CASES)
def test_found_and_a_hair_different_not_found(name: str, found: Told, other: Told) -> None:
    assert match(SITUATIONS[name].when, figures(found)).holds is True
    assert match(SITUATIONS[name].when, figures(other)).holds is False
    assert match(SITUATIONS[name].when, {}).holds is None


@pytest.mark.parametrize(("name", "found"), [(name, found) for name, found, _ in CASES])
def test_sentences_use_only_what_the_condition_knows(name: str, found: Told) -> None:
    situation = SITUATIONS[name]
    known = {f"item.{leaf['item']}" if "item" in leaf else str(leaf["indicator"]) for leaf in leaves(situation.when)}
    for text in (situation.headline, situation.fact):
        assert figures_in(text) <= known
        said = fill(text, figures(found))
        assert said is not None
        assert said.endswith(".")
        assert "{" not in said


def test_what_is_no_strength_leads_to_an_action() -> None:
    for situation in SITUATIONS.values():
        assert bool(situation.actions) is (situation.severity != "strength"), situation.id


def test_the_same_cause_twice_is_told_instead_of_the_attempts() -> None:
    told = figures({"practices.attempts": (3, 3), "practices.attempts_same_element": (2, 3)})
    names = [f.id for f in find(engagement(), METHOD, told)]
    assert names == ["leadership.same_cause"]
