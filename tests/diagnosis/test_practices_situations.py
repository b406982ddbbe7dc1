"""The situations of managing together over given figures: their bounds, too little evidence, and what each must lead to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from assessment_kit.diagnosis.matching import match
from assessment_kit.method import load_method
from assessment_kit.method.conditions import leaves

METHOD = load_method()
SITUATIONS = {s.id: s for s in METHOD.situations.values() if s.id.startswith("practices.")}
Figures = dict[str, dict[str, Any]]

# What the pairs of tests/diagnosis/pairs/practices.py do not hit: the bounds themselves, which tiny clients miss by whole rows.
# situation → (figures on the bound, the figure that changes, its value just beyond); n is 10 unless told.
TABLE: dict[str, tuple[Mapping[str, float], str, float]] = {
    "process_off_agenda": ({"hours_known": 0.8, "hours_on_process": 0.19}, "hours_on_process", 0.2),
    "process_off_agenda_counted": ({"hours_known": 0.79, "process_on_agenda": 0.1}, "hours_known", 0.8),
    "plan_once_a_year": ({"plan_months": 4, "plan_in_reviews": 0.25}, "plan_months", 5),
    "plan_shelved_said": ({"plan_said": 2.5}, "plan_said", 2.51),
    "joint_work_missing": ({"joint_work": 0.8, "meetings": 4}, "joint_work", 0.81),
    "year_in_rhythm": ({"year_rhythm": 1, "meetings_scheduled": 0.8}, "meetings_scheduled", 0.79),
    "too_many": ({"overloaded_roles": 0.1}, "overloaded_roles", 0.09),
    "all_well": ({"meetings_sound": 0.55, "process_on_agenda": 0.5, "places_for_process": 1}, "meetings_sound", 0.54),
    "ill_defined": ({"unclear": 0.2}, "unclear", 0.14),
    "doubtful_value": ({"doubtful": 0.2}, "doubtful", 0.14),
    "decisions_lost": ({"no_decisions": 0.35}, "no_decisions", 0.34),
    "decision_rights_unclear": ({"item.practices.who_decides": 2.5}, "item.practices.who_decides", 2.51),
    "sound_meetings": ({"meetings_sound": 0.7}, "meetings_sound", 0.69),
    "decisions_kept": ({"decisions_recorded": 0.75}, "decisions_recorded", 0.74),
    "alignment_rare": ({"alignment_conversations": 1, "alignment_times": 9}, "alignment_times", 10),
    "outside_reviews": ({"roles_in_reviews": 0.6}, "roles_in_reviews", 0.61),
    "reviews_at_every_level": ({"levels_linked": 1, "roles_in_reviews": 0.8}, "roles_in_reviews", 0.79),
    "executives_aligned": ({"alignment_plan_times": 10}, "alignment_plan_times", 9),
    "needs_coaching": ({"skills_weak": 0.5, "skill_discussion": 2.5, "skill_whole": 3}, "skill_discussion", 2.51),
    "no_cause_method": ({"item.practices.cause_method": 2.2}, "item.practices.cause_method", 2.21),
}  # fmt: skip
ASKED = [
    name
    for name, situation in SITUATIONS.items()
    if all(
        str(leaf.get("item", leaf.get("indicator"))).endswith(("_said",)) or "item" in leaf
        for leaf in leaves(situation.when)
    )
]

PM_67 = {"too_many", "ill_defined", "overlapping_meetings", "doubtful_value"}
SKILLS = {
    "PM-68": "weak_at_meetings", "PM-69": "weak_at_diagnosis", "PM-70": "no_criteria", "PM-71": "jumping_to_conclusions",
    "PM-72": "quarrelling", "PM-73": "own_unit_only",
}  # fmt: skip


def full(name: str) -> str:
    return name if name.startswith("item.") else f"practices.{name}"


def figures(values: Mapping[str, float], n: int = 10) -> Figures:
    """Rows as an analysis makes them."""
    rows: Figures = {}
    for name, value in values.items():
        declared = METHOD.indicators.get(full(name))
        unit = "score" if declared is None else declared.unit
        rows[full(name)] = {
            "value": value, "count": value * n if unit == "share" else value, "n": n, "unit": unit, "low": value, "high": value,
            "basis": "census", "examples": ("Executive meeting", "Output meeting"), "evidence": ("meetings:2",),
        }  # fmt: skip
    return rows


@pytest.mark.parametrize("name", TABLE)
def test_on_the_bound_found_and_just_beyond_not_found(name: str) -> None:
    values, changed, other = TABLE[name]
    situation = SITUATIONS[f"practices.{name}"]
    assert match(situation.when, figures(values)).holds is True
    assert match(situation.when, figures({**values, changed: other})).holds is False


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_not_known_is_not_found(name: str) -> None:
    assert match(SITUATIONS[name].when, {}).holds is None


@pytest.mark.parametrize("name", ASKED)
def test_two_answers_are_too_few(name: str) -> None:
    values = {_figure(leaf): 1.0 for leaf in leaves(SITUATIONS[name].when)}
    assert match(SITUATIONS[name].when, figures(values)).holds is True
    assert match(SITUATIONS[name].when, figures(values, n=2)).holds is False


def _figure(leaf: Mapping[str, object]) -> str:
    return f"item.{leaf['item']}" if "item" in leaf else str(leaf["indicator"]).removeprefix("practices.")


@pytest.mark.parametrize("name", ["sound_meetings", "decisions_kept", "doubtful_value", "all_well"])
def test_what_is_known_of_three_meetings_only_is_no_finding(name: str) -> None:
    values, _, _ = TABLE[name]
    assert match(SITUATIONS[f"practices.{name}"].when, figures(values, n=3)).holds is False


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_must_change_leads_to_an_action_and_a_strength_to_none(name: str) -> None:
    situation = SITUATIONS[name]
    assert bool(situation.actions) is (situation.severity != "strength")
    assert (situation.letter == "keep") is (situation.severity == "strength")


def test_the_four_flags_of_a_mess_stand_each_by_itself_and_ask_to_improve_while_adding() -> None:
    for name in PM_67:
        situation = SITUATIONS[f"practices.{name}"]
        assert "PM-67" in situation.seed
        assert situation.letter == "A+C"


@pytest.mark.parametrize(("seed", "name"), SKILLS.items())
def test_the_six_skills_stand_each_by_itself(seed: str, name: str) -> None:
    others = {n for s, n in SKILLS.items() if s != seed}
    values = {**dict.fromkeys((_skill(n) for n in others), 5.0), _skill(name): 2.0}
    found = {n for n in SKILLS.values() if match(SITUATIONS[f"practices.{n}"].when, figures(values)).holds}
    assert found == {name}
    assert seed in SITUATIONS[f"practices.{name}"].seed


def _skill(name: str) -> str:
    """The one figure that a situation of one skill looks at."""
    (figure,) = {_figure(leaf) for leaf in leaves(SITUATIONS[f"practices.{name}"].when)}
    return figure


def test_all_well_warns_that_it_is_seldom_that_easy() -> None:
    situation = SITUATIONS["practices.all_well"]
    assert situation.letter == "A"
    assert "PM-66" in situation.seed
    assert "seldom" in situation.meaning


def test_coaching_is_named_as_beyond_work_on_processes() -> None:
    actions = SITUATIONS["practices.needs_coaching"].actions
    assert [METHOD.actions[a].beyond_process for a in actions] == [True]


def test_each_facet_of_both_elements_has_its_items() -> None:
    items = [i for i in METHOD.items.values() if i.step == "practices"]
    for element, least in (("E7", 6), ("E8", 8)):
        own = [i for i in items if i.element == element]
        assert len(own) >= least
        assert {i.facet for i in own} == {"exists", "works", "carries_process"}
