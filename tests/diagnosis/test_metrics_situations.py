"""Where exactly each situation of metrics and alignment begins: the last figures in which it is found, and the first without it.

That each is found in a client's rows, and told in a sentence, is shown in tests/diagnosis/pairs/metrics.py.
"""

from __future__ import annotations

import pytest

from assessment_kit.diagnosis.matching import match
from assessment_kit.method import Method, load_method
from assessment_kit.method.conditions import figures_in, leaves

Told = dict[str, float | tuple[float, int]]
"""Short name → value, counted on 100 rows, or (value, how many rows)."""

GOOD: Told = {"with_goal": 0.7, "used_in_decisions": 0.5, "near_duplicates": 0.09, "key_processes_both_measures": 0.49, "key_processes_one_sided": 0.51}  # fmt: skip

LOW = {
    "strategy_changes_nothing": "item.alignment.after_the_memo",
    "talk_does_not_reach": "item.alignment.own_talk",
    "cuts_apart": "item.alignment.cuts",
    "own_function_first": "item.alignment.commitment",
    "strangers": "item.alignment.neighbours",
    "leaders_apart": "item.practices.closeness",
}
CLOSE: Told = {"item.practices.closeness": (3.5, 3), "item.alignment.commitment": (3.5, 3)}

AT_THE_BOUND: list[tuple[str, Told, Told]] = [
    (f"alignment.{name}", {item: (2.5, 3)}, {item: other})
    for name, item in LOW.items()
    for other in ((2.51, 3), (2.5, 2))
]

CASES: list[tuple[str, Told, Told]] = [
    ("no_process_goals", {"key_processes_with_goal": 0.49, "key_processes_without_goal": 0.51}, {"key_processes_with_goal": 0.5}),
    ("some_processes_without_goal", {"key_processes_with_goal": 0.85, "key_processes_without_goal": 0.15}, {"key_processes_without_goal": 0.14}),
    ("some_processes_without_goal", {"key_processes_with_goal": 0.5, "key_processes_without_goal": 0.5}, {"key_processes_with_goal": 0.49}),
    ("orphans", {"orphans": 0.2}, {"orphans": 0.19}),
    ("goals_not_measured", {"goals_without_metric": 0.15}, {"goals_without_metric": 0.14}),
    ("processes_not_measured", {"key_processes_without_metric": 0.25}, {"key_processes_without_metric": 0.24}),
    ("sound_measurement", GOOD, {"with_goal": 0.69}),
    ("sound_measurement", GOOD, {"used_in_decisions": 0.49}),
    ("sound_measurement", GOOD, {"near_duplicates": 0.1}),
    ("sound_measurement", GOOD, {"key_processes_both_measures": 0.5}),
    ("near_duplicates", {"near_duplicates": 0.02}, {"near_duplicates": 0.01}),
    ("too_many", {"number": 25, "unused": (0.52, 25)}, {"number": 24}),
    ("too_many", {"number": 25, "unused": 0.51}, {"unused": 0.5}),
    ("too_many", {"number": 25, "unused": (0.52, 25)}, {"unused": (1.0, 12)}),
    ("few_and_unused", {"number": 24, "unused": 0.51}, {"number": 25}),
    ("poor_choice", {"item.metrics.choosing": (2.4, 3)}, {"item.metrics.choosing": (2.5, 3)}),
    ("poor_choice", {"item.metrics.choosing": (2.4, 3)}, {"item.metrics.choosing": (2.4, 2)}),
    ("figures_do_not_help", {"agree.metrics.figures_help": 0.39}, {"agree.metrics.figures_help": 0.4}),
    ("figures_not_trusted", {"agree.metrics.figures_trusted": 0.49}, {"agree.metrics.figures_trusted": 0.5}),
    ("activity_counted", {"activity_focus": 0.51}, {"activity_focus": 0.5}),
    ("outcome_only", {"key_processes_outcome_only": 0.3}, {"key_processes_outcome_only": 0.29}),
    ("one_sided", {"key_processes_both_measures": 0.49, "key_processes_one_sided": 0.51}, {"key_processes_both_measures": 0.5}),
    ("looking_back", {"leading": 0.24}, {"leading": 0.25}),
    ("headlines_break", {"headlines_broken": 0.25}, {"headlines_broken": 0.24}),
    ("nobody_decides", {"without_decider": 0.25}, {"without_decider": 0.24}),
    ("wrong_desk", {"deciders_bypassed": 0.2}, {"deciders_bypassed": 0.19}),
    ("many_hands", {"several_collect": 0.15}, {"several_collect": 0.14}),
    ("headlines_many_hands", {"headlines_several": 0.15, "several_collect": 0.14}, {"headlines_several": 0.14}),
    ("headlines_many_hands", {"headlines_several": 0.15, "several_collect": 0.14}, {"several_collect": 0.15}),
    ("nobody_runs_it", {"item.metrics.who_collects": (2.4, 3)}, {"item.metrics.who_collects": (2.5, 3)}),
    ("no_scorecard", {"on_scorecard": 0.0}, {"on_scorecard": 0.01}),
    ("loose_scorecard", {"scorecard_linked": 0.79}, {"scorecard_linked": 0.8}),
    ("too_late", {"late": 0.25}, {"late": 0.24}),
    ("month_end", {"monthly_delay": (8, 3)}, {"monthly_delay": (7.9, 3)}),
    ("month_end", {"monthly_delay": (8, 3)}, {"monthly_delay": (8, 2)}),
    ("not_on_demand", {"agree.metrics.on_demand": 0.39}, {"agree.metrics.on_demand": 0.4}),
    ("sources_apart", {"item.metrics.one_source": (2.4, 3)}, {"item.metrics.one_source": (2.5, 3)}),
    ("off_target", {"off_target": (0.4, 5)}, {"off_target": 0.39}),
    ("getting_worse", {"getting_worse": 0.3}, {"getting_worse": 0.29}),
    ("never_on_target", {"never_on_target": 0.02}, {"never_on_target": 0.01}),
    ("targets_passed", {"targets_passed": (0.2, 15)}, {"targets_passed": (0.19, 100)}),
    ("too_many_reports", {"reports_unused": 0.51, "reports_number": 8}, {"reports_unused": 0.5}),
    ("too_many_reports", {"reports_unused": 0.51, "reports_number": 8}, {"reports_number": 7}),
    ("too_many_reports", {"reports_unused": (0.63, 8), "reports_number": 8}, {"reports_unused": (1.0, 4)}),
    ("reports_overwhelm", {"agree.metrics.reports_read": 0.39}, {"agree.metrics.reports_read": 0.4}),
    ("processes_not_reported", {"reported": 0.5, "key_processes_unreported": 0.3}, {"key_processes_unreported": 0.29}),
    ("processes_not_reported", {"reported": 0.5, "key_processes_unreported": 0.3}, {"reported": 0.49}),
    ("nobody_follows_up", {"agree.metrics.follow_up": 0.39}, {"agree.metrics.follow_up": 0.4}),
    ("reported_twice", {"several_report": 0.25}, {"several_report": 0.24}),
    ("heavy_desk", {"most_received": 25}, {"most_received": 24}),
    ("drift", {"functional_goals_adrift": 0.25}, {"functional_goals_adrift": 0.24}),
    ("goals_do_not_fit", {"agree.metrics.goals_fit": 0.39}, {"agree.metrics.goals_fit": 0.4}),
    ("judged_by_part", {"agree.metrics.contribution": 0.39}, {"agree.metrics.contribution": 0.4}),
    ("no_end_to_end_promise", {"key_processes_with_objective": 0.49, "key_processes_without_objective": 0.51}, {"key_processes_with_objective": 0.5}),
    ("promise_not_approved", {"promise_approved": 0.49, "promise_not_approved": 0.51}, {"promise_approved": 0.5}),
    ("goals_without_owner", {"goals_without_owner": 0.25}, {"goals_without_owner": 0.24}),
    ("good_process_goals", {"key_processes_with_goal": 0.86}, {"key_processes_with_goal": 0.85}),
    ("good_use", {"used_in_decisions": 0.7}, {"used_in_decisions": 0.69}),
    ("good_trust", {"agree.metrics.figures_trusted": 0.7}, {"agree.metrics.figures_trusted": 0.69}),
    ("good_paths", {"headlines_complete": 0.85}, {"headlines_complete": 0.84}),
    ("good_time", {"in_time": 0.85}, {"in_time": 0.84}),
    ("good_results", {"on_target": 0.8}, {"on_target": 0.79}),
    ("good_reports", {"reports_used": (0.75, 8)}, {"reports_used": (0.75, 4)}),
    ("good_alignment", {"functional_goals_traced": 0.85}, {"functional_goals_traced": 0.84}),
    *AT_THE_BOUND,
    ("alignment.close_and_committed", CLOSE, {"item.practices.closeness": (3.49, 3)}),
    ("alignment.close_and_committed", CLOSE, {"item.alignment.commitment": (3.49, 3)}),
]  # fmt: skip


@pytest.fixture(scope="module")
def method() -> Method:
    return load_method()


def figures(told: Told, method: Method) -> dict[str, dict[str, object]]:
    made: dict[str, dict[str, object]] = {}
    for short, given in told.items():
        name = short if short.startswith(("item.", "agree.")) else f"metrics.{short}"
        value, n = given if isinstance(given, tuple) else (given, 100)
        unit = (
            "score"
            if name.startswith("item.")
            else "share"
            if name.startswith("agree.")
            else method.indicators[name].unit
        )
        made[name] = {"value": value, "n": n, "count": round(value * n) if unit == "share" else value, "unit": unit,
                      "low": value, "high": value, "examples": ("Spare parts", "Calls made")}  # fmt: skip
    return made


@pytest.mark.parametrize(("name", "found", "change"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_a_hair_decides(name: str, found: Told, change: Told, method: Method) -> None:
    situation = method.situations[name if "." in name else f"metrics.{name}"]
    assert match(situation.when, figures(found, method)).holds is True
    assert match(situation.when, figures({**found, **change}, method)).holds is False


def test_a_situation_without_data_is_neither_found_nor_denied(method: Method) -> None:
    for situation in (s for s in method.situations.values() if s.step == "metrics"):
        assert match(situation.when, {}).holds is None


def test_what_is_not_a_strength_leads_to_an_action_and_a_strength_to_none(method: Method) -> None:
    for situation in (s for s in method.situations.values() if s.step == "metrics" or s.id.startswith("alignment.")):
        assert bool(situation.actions) == (situation.severity != "strength"), situation.id
        assert (situation.letter == "keep") == (situation.severity == "strength"), situation.id


def test_the_measurement_problems_of_the_text_are_added_to_and_improved(method: Method) -> None:
    """PM-58, PM-59 and PM-60 lead to A+C by the means of PM-61; PM-57 leads to A."""
    letters = {
        name: method.situations[f"metrics.{name}"].letter
        for name in ("too_many", "too_many_reports", "headlines_break", "sound_measurement")
    }
    assert letters == {"too_many": "A+C", "too_many_reports": "A+C", "headlines_break": "A+C", "sound_measurement": "A"}
    for name in ("too_many", "too_many_reports", "headlines_break"):
        advised = [method.actions[a] for a in method.situations[f"metrics.{name}"].actions]
        assert any("PM-61" in action.seed for action in advised)


def test_each_element_is_asked_about_on_all_three_facets(method: Method) -> None:
    items = [i for i in method.items.values() if i.step == "metrics"]
    asked = {(i.element, i.facet) for i in items}
    assert asked >= {(e, f) for e in ("E2", "E3", "E6") for f in ("exists", "works", "carries_process")}
    for element in ("E2", "E3", "E6"):
        assert sum(i.element == element for i in items) >= 5


def test_the_chapter_answers_with_figures_that_its_condition_knows(method: Method) -> None:
    for answer in method.chapters["metrics"].answers:
        named = {str(leaf["indicator"]) for leaf in leaves(answer.when or {}) if "indicator" in leaf}
        assert figures_in(answer.text) <= named
