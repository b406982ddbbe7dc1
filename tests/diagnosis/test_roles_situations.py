"""What the pairs of tiny clients do not show of the situations of roles, ownership and leadership: where exactly a condition ends,
which situations are never found together, and what the chapter says. The pairs are in tests/diagnosis/pairs/roles.py.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.analysis.roles import analyse
from assessment_kit.diagnosis.assessment import assess
from assessment_kit.diagnosis.matching import figures_by_id, match
from assessment_kit.diagnosis.sentences import fill
from assessment_kit.method import load_method
from assessment_kit.method.conditions import figures_in, leaves
from tests.analysis.roles_clients import instruments
from tests.builders import engagement
from tests.diagnosis.pairs.roles import CLIENT, KNOWS, ONE_PROCESS, ONE_SILENT, PRESSING, SHARED, plus, says, told

METHOD = load_method()
SITUATIONS = {s.id: s for s in METHOD.situations.values() if s.id.startswith("roles.")}
THEMES = {s.id: s for s in METHOD.situations.values() if s.id.startswith(("roles.", "ownership.", "leadership."))}

Told = dict[str, tuple[float, int]]
"""Figure → (count, n) of a share."""

CLEAN: Told = {"roles.overlapping": (0, 10), "roles.contradictory": (0, 10)}
WORKABLE: Told = CLEAN | {
    "roles.roles_described": (7, 10),
    "roles.assignments_sound": (7, 10),
    "roles.key_processes_owned": (49, 100),
}
ENDS: list[tuple[str, Told, Told]] = [
    ("roles.no_single_owner", {"roles.key_without_owner": (7, 12)}, {"roles.key_without_owner": (6, 12)}),
    ("roles.clear_without_process", WORKABLE, WORKABLE | {"roles.key_processes_owned": (50, 100)}),
    ("roles.clear_without_process", WORKABLE, WORKABLE | {"roles.roles_described": (69, 100)}),
    ("roles.clear_without_process", WORKABLE, WORKABLE | {"roles.assignments_sound": (69, 100)}),
    ("roles.clear_without_process", WORKABLE, WORKABLE | {"roles.contradictory": (1, 10)}),
    ("roles.owners_unable", {"roles.owners_unable": (1, 5)}, {"roles.owners_unable": (1, 6)}),
    ("roles.parts_missing", {"roles.parts_represented": (4, 9)}, {"roles.parts_represented": (5, 10)}),
    ("roles.people_do_not_know", {"agree.roles.who_answers": (49, 100)}, {"agree.roles.who_answers": (50, 100)}),
    ("roles.clarity_gap", {"roles.clarity_gap": (20, 100)}, {"roles.clarity_gap": (19, 100)}),
    ("roles.owned", {"roles.key_processes_owned": (8, 10)}, {"roles.key_processes_owned": (7, 9)}),
    ("roles.people_know", {"agree.roles.who_answers": (70, 100)}, {"agree.roles.who_answers": (69, 100)}),
    ("roles.rival_candidates", {"roles.rival_owners": (3, 10)}, {"roles.rival_owners": (2, 7)}),
    ("roles.natural_owners", {"roles.natural_owner": (5, 9)}, {"roles.natural_owner": (2, 4)}),
    ("roles.managing_void", {"roles.activities_void": (2, 10)}, {"roles.activities_void": (2, 11)}),
    ("roles.managing_owned", {"roles.activities_owned": (8, 10), "roles.activities_void": (1, 10)},
     {"roles.activities_owned": (7, 9), "roles.activities_void": (1, 9)}),
    ("roles.poorly_defined", {"roles.vague": (2, 10)}, {"roles.vague": (2, 11)}),
    ("roles.roles_undefined", {"roles.roles_described": (4, 9)}, {"roles.roles_described": (5, 10)}),
    ("roles.undefined", {"roles.undefined": (2, 10)}, {"roles.undefined": (2, 11)}),
    ("roles.overlapping", {"roles.overlapping": (1, 10)}, {"roles.overlapping": (1, 11)}),
    ("roles.contradictory", {"roles.contradictory": (1, 10)}, {"roles.contradictory": (1, 11)}),
    ("roles.hard_to_execute", {"roles.hard_to_execute": (2, 10)}, {"roles.hard_to_execute": (2, 11)}),
    ("roles.gaps", {"roles.gaps": (2, 10)}, {"roles.gaps": (2, 11)}),
    ("roles.outside_job_description", {"roles.outside_job_description": (3, 10)}, {"roles.outside_job_description": (2, 7)}),
    ("roles.sound", CLEAN | {"roles.assignments_sound": (8, 10)}, CLEAN | {"roles.assignments_sound": (7, 9)}),
    ("roles.overloaded", {"roles.overloaded": (1, 20)}, {"roles.overloaded": (1, 21)}),
    ("roles.unassigned", {"roles.unassigned": (2, 10)}, {"roles.unassigned": (2, 11)}),
    ("roles.single_reports", {"roles.single_report": (6, 10)}, {"roles.single_report": (5, 10)}),
    ("roles.single_reports", {"roles.single_report": (5, 5)}, {"roles.single_report": (4, 4)}),  # four heads are too few
    ("roles.waiting", {"agree.roles.permission": (49, 100)}, {"agree.roles.permission": (50, 100)}),
    ("roles.free_to_lead", {"agree.roles.permission": (70, 100)}, {"agree.roles.permission": (69, 100)}),
    ("leadership.two_views", {"practices.rosier_at_top": (2, 8), "practices.widest_gap": (20, 100)},
     {"practices.rosier_at_top": (2, 8), "practices.widest_gap": (19, 100)}),
    ("leadership.two_views", {"practices.rosier_at_top": (8, 8), "practices.widest_gap": (20, 100)},
     {"practices.rosier_at_top": (7, 7), "practices.widest_gap": (20, 100)}),  # seven statements are too few
    ("leadership.one_view", {"practices.rosier_at_top": (1, 20), "practices.views_alike": (18, 20)},
     {"practices.rosier_at_top": (2, 20), "practices.views_alike": (18, 20)}),
    ("leadership.one_view", {"practices.rosier_at_top": (0, 10), "practices.views_alike": (10, 10)},
     {"practices.rosier_at_top": (0, 9), "practices.views_alike": (9, 9)}),  # nine statements are too few
]  # fmt: skip


def figures(told: Told) -> dict[str, dict[str, Any]]:
    """Shares as an analysis makes them, each with an interval that does not reach zero."""
    return {
        name: {"value": count / n, "count": count, "n": n, "low": count / n, "high": count / n, "unit": "share", "examples": ("Spare parts",)}
        for name, (count, n) in told.items()
    }  # fmt: skip


@pytest.mark.parametrize(("name", "found", "not_found"), ENDS, ids=[f"{c[0]}-{i}" for i, c in enumerate(ENDS)])
def test_where_a_condition_ends(name: str, found: Told, not_found: Told) -> None:
    when = THEMES[name].when
    assert match(when, figures(found)).holds is True
    assert match(when, figures(not_found)).holds is False


def test_an_unknown_figure_is_neither_yes_nor_no() -> None:
    for situation in THEMES.values():
        assert match(situation.when, {}).holds is None


OPPOSITES = [
    ("roles.owned", "roles.no_single_owner"), ("roles.people_know", "roles.people_do_not_know"),
    ("roles.managing_owned", "roles.managing_void"), ("roles.sound", "roles.overlapping"), ("roles.sound", "roles.contradictory"),
    ("roles.clear_without_process", "roles.overlapping"), ("roles.clear_without_process", "roles.owned"),
    ("roles.clear_without_process", "roles.roles_undefined"), ("roles.free_to_lead", "roles.waiting"),
    ("leadership.one_view", "leadership.two_views"), ("leadership.same_cause", "leadership.tried_and_failed"),
    ("leadership.ready_to_mend", "leadership.not_ready"), ("ownership.owners_grow", "ownership.no_practice"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), OPPOSITES)
@given(data=st.data())
def test_opposites_are_never_found_together(one: str, other: str, data: st.DataObject) -> None:
    """Whatever the figures, save that what nobody answers for is not owned: the shares of one list add up to no more than 1."""
    named = {
        f"item.{leaf['item']}" if "item" in leaf else str(leaf["indicator"])
        for s in (one, other)
        for leaf in leaves(THEMES[s].when)
    }
    made: dict[str, dict[str, Any]] = {}
    n = data.draw(st.integers(1, 30))
    left = n
    for name in sorted(named):
        score = name.startswith("item.")
        count = data.draw(st.integers(0, left))
        left = left - count if name in ("roles.key_processes_owned", "roles.key_without_owner") else n
        value = data.draw(st.floats(1, 5)) if score else count / n
        made[name] = {
            "value": value,
            "count": count,
            "n": n,
            "low": value,
            "high": value,
            "unit": "score" if score else "share",
        }
    if "practices.attempts_explained" in made and made["practices.attempts_same_element"]["count"] > 1:
        made["practices.attempts_explained"]["value"] = 1.0  # two of one cause are explained
    assert not (match(THEMES[one].when, made).holds and match(THEMES[other].when, made).holds)


def test_all_but_strengths_lead_to_an_action_and_strengths_keep() -> None:
    for situation in THEMES.values():
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
        assert figures_in(answer.text) <= decided | {"roles.key_processes_owned", "roles.key_unsettled"}


NO_PAPERS = "By their own word, 40% of those asked know who answers for the processes they work in. No list that we were given shows it."
ANSWERS = [
    ("one of one", plus(ONE_PROCESS, "responsibilities", says("order", "sales")),
     "One role answers for the only key process on the list, and no paper says otherwise."),
    ("none of one", plus(ONE_PROCESS, "responsibilities", says("order", "sales", "R")),
     "No single role answers for the only key process on the list."),
    ("all", CLIENT, "One role for each of the 3 key processes, and no paper says otherwise."),
    ("two of three", ONE_SILENT, "For 2 of 3 key processes, one role does. Of the rest, nobody is named for the whole of one."),
    ("one of three", SHARED, "For 1 of 3 key processes, one role does. Of the rest, several roles are named for both."),
    ("none of three", plus(SHARED, "responsibilities", says("quote", "logistics")),
     "For none of the 3 key processes does a single role answer: several roles are named for all of them."),
    ("urgent", PRESSING, "For 2 of 3 key processes, one role does. An owner is missing where it is needed most: Order."),
    ("only the survey", told(KNOWS, 2, 5), NO_PAPERS),
    ("nothing", {}, "Too little was handed over to answer this for the processes as a whole."),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "answer"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS])
def test_the_answer_of_the_chapter(rows: Any, answer: str) -> None:
    assert assess(engagement(**rows), METHOD).answer("roles") == answer


def test_the_findings_of_a_client_by_hand() -> None:
    told = figures_by_id(analyse(instruments(), METHOD).indicators)
    found = {s.id for s in SITUATIONS.values() if match(s.when, told).holds}
    assert found == {
        "roles.void", "roles.no_single_owner", "roles.urgent_unowned", "roles.rival_candidates", "roles.overlapping",
        "roles.contradictory", "roles.gaps", "roles.overloaded",
    }  # fmt: skip
    fact = fill(SITUATIONS["roles.void"].fact, told)
    assert fact == (
        "In 5 of 12 key processes, several functions do the work and no paper names a role that answers for the whole. "
        "Three of 12 key processes have a single owner."
    )
    fact = fill(SITUATIONS["roles.no_single_owner"].fact, told)
    assert fact == (
        "Nine of 12 key processes lack one: nobody is named for the whole of five, several roles are named for two "
        "and the papers disagree on two."
    )
