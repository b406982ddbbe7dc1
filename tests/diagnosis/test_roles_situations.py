"""Each situation of roles and accountability: figures in which it is found, and a hair different ones in which it is not."""

from __future__ import annotations

from typing import Any

import pytest

from assessment_kit.diagnosis.matching import match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.method import load_method
from assessment_kit.method.conditions import figures_in, leaves
from tests.analysis.roles_clients import instruments

METHOD = load_method()
SITUATIONS = {s.id: s for s in METHOD.situations.values() if s.id.startswith("roles.")}

Told = dict[str, Any]

KEY = ("key_processes_owned", "key_without_owner", "key_no_owner", "key_several", "key_disputed")
"""Known together: all from the same list of key processes."""

CASES: list[tuple[str, Told, Told]] = [
    ("void", {"key_void": (1, 8)}, {"key_void": (0, 8)}),
    (
        "no_single_owner",
        {"key_without_owner": (7, 12), "key_void": (0, 12)},
        {"key_without_owner": (6, 12), "key_void": (0, 12)},
    ),
    (
        "no_single_owner",
        {"key_without_owner": (7, 12), "key_void": (0, 12)},
        {"key_without_owner": (7, 12), "key_void": (1, 12)},
    ),
    (
        "clear_without_process",
        {"roles_described": (7, 10), "assignments_sound": (7, 10), "key_processes_owned": (5, 12)},
        {"roles_described": (7, 10), "assignments_sound": (7, 10), "key_processes_owned": (6, 12)},
    ),
    (
        "clear_without_process",
        {"roles_described": (7, 10), "assignments_sound": (7, 10), "key_processes_owned": (0, 12)},
        {"roles_described": (7, 10), "assignments_sound": (69, 100), "key_processes_owned": (0, 12)},
    ),
    ("owners_unable", {"owners_unable": (1, 5)}, {"owners_unable": (1, 6)}),
    ("parts_missing", {"parts_represented": (4, 9)}, {"parts_represented": (5, 10)}),
    ("people_do_not_know", {"agree.roles.who_answers": (49, 100)}, {"agree.roles.who_answers": (50, 100)}),
    ("clarity_gap", {"clarity_gap": (20, 100)}, {"clarity_gap": (19, 100)}),
    ("owned", {"key_processes_owned": (8, 10)}, {"key_processes_owned": (7, 9)}),
    ("people_know", {"agree.roles.who_answers": (70, 100)}, {"agree.roles.who_answers": (69, 100)}),
    ("urgent_unowned", {"urgent_unowned": (1, 12)}, {"urgent_unowned": (0, 12)}),
    ("rival_candidates", {"rival_owners": (3, 10)}, {"rival_owners": (2, 7)}),
    ("natural_owners", {"natural_owner": (5, 9)}, {"natural_owner": (1, 2)}),
    ("unseen_owners", {"unseen_owner": (1, 9)}, {"unseen_owner": (0, 9)}),
    ("leaders_stay_away", {"item.roles.leads_redesign": 2.5}, {"item.roles.leads_redesign": 2.6}),
    ("managing_void", {"activities_void": (2, 10)}, {"activities_void": (2, 11)}),
    ("managing_owned", {"activities_owned": (4, 5)}, {"activities_owned": (2, 2)}),
    ("managing_owned", {"activities_owned": (4, 5)}, {"activities_owned": (7, 9)}),
    ("poorly_defined", {"vague": (2, 10)}, {"vague": (2, 11)}),
    ("roles_undefined", {"roles_described": (4, 9)}, {"roles_described": (5, 10)}),
    ("undefined", {"undefined": (2, 10)}, {"undefined": (2, 11)}),
    ("overlapping", {"overlapping": (1, 10)}, {"overlapping": (1, 11)}),
    ("contradictory", {"contradictory": (1, 10)}, {"contradictory": (1, 11)}),
    ("hard_to_execute", {"hard_to_execute": (2, 10)}, {"hard_to_execute": (2, 11)}),
    ("gaps", {"gaps": (2, 10)}, {"gaps": (2, 11)}),
    ("outside_job_description", {"outside_job_description": (3, 10)}, {"outside_job_description": (2, 7)}),
    ("sound", {"assignments_sound": (8, 10)}, {"assignments_sound": (7, 9)}),
    ("sound", {"assignments_sound": (5, 5)}, {"assignments_sound": (4, 4)}),
    ("overloaded", {"overloaded": (1, 20)}, {"overloaded": (1, 21)}),
    ("unassigned", {"unassigned": (2, 10)}, {"unassigned": (2, 11)}),
    ("unassigned", {"unassigned": (2, 10)}, {"unassigned": (1, 5)}),
    ("many_layers", {"layers": 6.0}, {"layers": 5.0}),
    ("single_reports", {"single_report": (6, 10)}, {"single_report": (5, 10)}),
    ("single_reports", {"single_report": (5, 5)}, {"single_report": (4, 4)}),
    ("upside_down", {"upside_down": (1, 9)}, {"upside_down": (0, 9)}),
    ("unattached", {"unattached": (1, 9)}, {"unattached": (0, 9)}),
    ("unattached", {"unattached": (2, 10)}, {"unattached": (3, 10)}),
    ("outcome_lost", {"item.roles.outcome_ownership": 2.5}, {"item.roles.outcome_ownership": 2.6}),
    ("waiting", {"agree.roles.permission": (49, 100)}, {"agree.roles.permission": (50, 100)}),
    ("not_delegated", {"item.roles.delegation": 2.5}, {"item.roles.delegation": 2.6}),
    (
        "few_for_a_crisis",
        {"item.roles.crisis": 2.5, "item.roles.wider_search": 4.0},
        {"item.roles.crisis": 2.6, "item.roles.wider_search": 4.0},
    ),
    ("few_for_a_crisis", {"item.roles.wider_search": 2.5}, {"item.roles.wider_search": 2.6, "item.roles.crisis": 4.0}),
    ("free_to_lead", {"agree.roles.permission": (70, 100)}, {"agree.roles.permission": (69, 100)}),
]

TOGETHER = {
    "void": KEY,
    "no_single_owner": KEY,
    "overloaded": ("load_median", "load_top"),
    "many_layers": ("span_median",),
}
"""Figures that the analysis always makes where it makes the one that decides."""


def figures(told: Told) -> dict[str, dict[str, object]]:
    """Figures by short name, as (count, n) or as a bare value."""
    made: dict[str, dict[str, object]] = {}
    for name, given in told.items():
        key = name if name.startswith(("item.", "agree.")) else f"roles.{name}"
        count, n = given if isinstance(given, tuple) else (float("nan"), 10)
        value = count / n if isinstance(given, tuple) else given
        unit = (
            "score" if key.startswith("item.") else "share" if key.startswith("agree.") else METHOD.indicators[key].unit
        )
        made[key] = {
            "value": value, "count": count, "n": n, "low": value, "high": value, "unit": unit, "examples": ("Spare parts",),
        }  # fmt: skip
    return made


@pytest.mark.parametrize(("name", "found", "not_found"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_found_and_a_hair_from_it(name: str, found: Told, not_found: Told) -> None:
    when = SITUATIONS[f"roles.{name}"].when
    assert match(when, figures(found)).holds is True
    assert match(when, figures(not_found)).holds is False


def test_every_situation_has_its_case() -> None:
    assert set(SITUATIONS) == {f"roles.{case[0]}" for case in CASES}


@pytest.mark.parametrize(
    ("name", "found"), [case[:2] for case in CASES], ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)]
)
def test_its_sentences_need_no_figure_that_may_be_missing(name: str, found: Told) -> None:
    situation = SITUATIONS[f"roles.{name}"]
    told = figures({**dict.fromkeys(TOGETHER.get(name, ()), (3, 12)), **found})
    for text in (situation.headline, situation.fact):
        filled = fill(text, told)
        assert filled is not None, text
        assert "nan" not in filled.lower()
        assert filled.endswith(".")


def test_an_unknown_figure_is_neither_yes_nor_no() -> None:
    for situation in SITUATIONS.values():
        assert match(situation.when, {}).holds is None


def test_all_but_strengths_lead_to_an_action_and_strengths_keep() -> None:
    for situation in SITUATIONS.values():
        strength = situation.severity == "strength"
        assert strength == (not situation.actions), situation.id
        assert strength == (situation.letter == "keep"), situation.id


NAMED = ["PM-50", "PM-51", "PM-52", "PM-53", "PM-54", "PM-55", "PM-56", "PL-07", "PL-08", "PL-10", "OO-09", "OO-10"]
LETTERS = {"PM-51": "A+C", "PM-53": "A+C", "PM-54": "A+C", "PM-56": "A+C", "PM-50": "A", "PM-52": "B"}


@pytest.mark.parametrize("seed", NAMED)
def test_each_named_situation_is_there(seed: str) -> None:
    assert [s.id for s in SITUATIONS.values() if seed in s.seed]


@pytest.mark.parametrize(("seed", "letter"), LETTERS.items())
def test_it_points_to_the_letter_of_the_method(seed: str, letter: str) -> None:
    assert letter in {s.letter for s in SITUATIONS.values() if s.seed[0] == seed}


def test_clear_roles_lead_to_both_patterns_of_ownership() -> None:
    assert SITUATIONS["roles.clear_without_process"].actions == ["roles.executive_owner", "roles.team_owner"]


def test_items_cover_the_three_facets_and_the_seeds_asked_for() -> None:
    items = [i for i in METHOD.items.values() if i.step == "roles"]
    assert len(items) >= 14
    assert {i.facet for i in items if i.element == "E5"} == {"exists", "works", "carries_process"}
    seeds = {seed for i in items for seed in i.seed}
    wanted = {"PM-12", "PM-13", "PL-06", "PL-09", "PL-20", "OO-01", "OO-02", "OO-03", "OO-04", "OO-09", "OO-10"}
    assert wanted <= seeds
    assert any(i.statement and i.statement.reversed for i in items)


def test_sections_are_those_of_the_notebook() -> None:
    sections = {"matrix", "priorities", "activities", "defects", "load", "line", "stepping_up"}
    assert {s.section for s in SITUATIONS.values()} == sections


def test_the_chapter_always_has_an_answer() -> None:
    answers = METHOD.chapters["roles"].answers
    assert all(answer.when for answer in answers[:-1])
    assert answers[-1].when is None
    assert not figures_in(answers[-1].text)
    for answer in answers[:-1]:
        decided = {str(leaf.get("indicator")) for leaf in leaves(answer.when)}
        assert figures_in(answer.text) <= decided | {"roles.key_processes_owned"}


def test_the_findings_of_a_client_by_hand() -> None:
    from assessment_kit.analysis.roles import analyse  # noqa: PLC0415  the rest of this file needs no analysis
    from assessment_kit.diagnosis.matching import figures_by_id  # noqa: PLC0415

    told = figures_by_id(analyse(instruments(), METHOD).indicators)
    found = {s.id for s in SITUATIONS.values() if match(s.when, told).holds}
    assert found == {
        "roles.void", "roles.urgent_unowned", "roles.rival_candidates", "roles.overlapping", "roles.contradictory", "roles.gaps",
        "roles.overloaded",
    }  # fmt: skip
    fact = fill(SITUATIONS["roles.void"].fact, told)
    assert fact == "Nine of 12 key processes lack a single clear owner; for five of them the papers name nobody."
