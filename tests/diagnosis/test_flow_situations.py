"""Each situation of the conveyor belt, the chain and late decisions: figures in which it is found, and a hair different ones."""

from __future__ import annotations

import pytest
import yaml

from assessment_kit.diagnosis.matching import match
from assessment_kit.diagnosis.sentences import fill, say
from assessment_kit.method import load_method
from assessment_kit.method.conditions import figures_in, leaves
from assessment_kit.shipped import TEMPLATES

METHOD = load_method()
NAMES = [
    entry["id"]
    for entry in yaml.safe_load((TEMPLATES / "method" / "situations" / "flow.yaml").read_text(encoding="utf-8"))
]
SITUATIONS = {name: METHOD.situations[name] for name in NAMES}
Told = dict[str, tuple[float, int]]
"""Figure → (count, n) of a share, (value, n) of anything else."""


def shares(prefix: str, **told: tuple[float, int]) -> Told:
    return {f"{prefix}_{name}": given for name, given in told.items()}


def flow(**told: tuple[float, int]) -> Told:
    return shares("architecture.flow", **told)


def chain(**told: tuple[float, int]) -> Told:
    return shares("metrics.chain", **told)


SLOW = flow(slow=(2, 10), delay_typed_again=(2, 5))
SEAMS = flow(broken_at_seams=(5, 10), broken_within_stages=(3, 10))
OVER = chain(worst_promise=(24, 2), worst_parts=(31, 2), worst_excess=(7, 2))
UNUSED: Told = {"metrics.late_figures_used": (24, 100), "metrics.timely_figures_used": (50, 100)}


def item(name: str, value: float, n: int = 3) -> Told:
    return {f"item.architecture.{name}": (value, n)}


def agree(name: str, count: int) -> Told:
    return {f"agree.architecture.{name}": (count, 100)}


CASES: list[tuple[str, Told, Told]] = [
    ("architecture.flow_lost", flow(lost=(15, 100)), flow(lost=(14, 100))),
    ("architecture.flow_lost", flow(lost=(2, 10)), flow(lost=(1, 5))),
    ("architecture.flow_typed_again", flow(typed_again=(30, 100)), flow(typed_again=(29, 100))),
    ("architecture.flow_typed_again", flow(typed_again=(2, 5)), flow(typed_again=(1, 3))),
    ("architecture.flow_slow", SLOW, SLOW | flow(slow=(19, 100))),
    ("architecture.flow_slow", SLOW, SLOW | flow(delay_typed_again=(1.9, 5))),
    ("architecture.flow_first_contact", flow(first_contact_broken=(5, 10)), flow(first_contact_broken=(49, 100))),
    ("architecture.flow_first_contact", flow(first_contact_broken=(3, 4)), flow(first_contact_broken=(2, 4))),
    ("architecture.flow_seams", SEAMS, SEAMS | flow(broken_at_seams=(49, 100))),
    ("architecture.flow_seams", SEAMS, SEAMS | flow(broken_within_stages=(31, 100))),
    ("architecture.flow_hardest_hit", flow(hardest_hit=(3, 5)), flow(hardest_hit=(3, 6))),
    ("architecture.flow_hardest_hit", flow(hardest_hit=(3, 3)), flow(hardest_hit=(2, 3))),
    ("architecture.starts_anew", item("without_seams", 2.4), item("without_seams", 2.5)),
    ("architecture.starts_anew", item("without_seams", 2.4), item("without_seams", 2.4, 2)),
    ("architecture.customers_repeat", agree("learnt_early", 39), agree("learnt_early", 40)),
    ("architecture.gaps_left_to_people", item("technology_at_gaps", 2.4), item("technology_at_gaps", 2.5)),
    ("architecture.grown_not_designed", item("designed_on_purpose", 2.4), item("designed_on_purpose", 2.5)),
    ("architecture.support_left_out", item("support_covered", 2.4), item("support_covered", 2.5)),
    ("architecture.results_pressed_for", item("way_before_result", 2.4), item("way_before_result", 2.5)),
    ("architecture.feels_like_a_cog", agree("part_of_the_whole", 39), agree("part_of_the_whole", 40)),
    ("architecture.flow_kept", flow(captured_once=(8, 10)), flow(captured_once=(79, 100))),
    ("architecture.flow_kept", flow(captured_once=(4, 5)), flow(captured_once=(4, 4))),
    ("metrics.chain_parts_missing", chain(parts_without_objective=(2, 10)), chain(parts_without_objective=(19, 100))),
    ("metrics.chain_parts_missing", chain(parts_without_objective=(2, 5)), chain(parts_without_objective=(1, 5))),
    ("metrics.chain_over", OVER, OVER | chain(worst_excess=(0, 2))),
    ("metrics.chain_not_end_to_end", chain(not_end_to_end=(2, 4)), chain(not_end_to_end=(49, 100))),
    ("metrics.chain_result_unmeasured", chain(result_unmeasured=(2, 4)), chain(result_unmeasured=(49, 100))),
    ("metrics.chain_result_unmeasured", chain(result_unmeasured=(2, 3)), chain(result_unmeasured=(1, 3))),
    ("metrics.chain_time_unmeasured", chain(time_unmeasured=(2, 4)), chain(time_unmeasured=(49, 100))),
    ("metrics.chain_parts_unmeasured", chain(parts_unmeasured=(3, 10)), chain(parts_unmeasured=(29, 100))),
    ("metrics.chain_whole", chain(whole=(7, 10)), chain(whole=(69, 100))),
    ("metrics.decided_on_late", {"metrics.decided_on_late": (25, 100)}, {"metrics.decided_on_late": (24, 100)}),
    ("metrics.decided_on_late", {"metrics.decided_on_late": (2, 4)}, {"metrics.decided_on_late": (1, 4)}),
    ("metrics.late_and_unused", UNUSED, UNUSED | {"metrics.late_figures_used": (25, 100)}),
    ("metrics.late_and_unused", UNUSED, UNUSED | {"metrics.timely_figures_used": (49, 100)}),
    ("metrics.late_and_unused", UNUSED | {"metrics.late_figures_used": (1, 5)}, UNUSED | {"metrics.late_figures_used": (0, 4)}),
    ("metrics.way_only", {"metrics.key_processes_way_only": (3, 10)}, {"metrics.key_processes_way_only": (29, 100)}),
    ("metrics.good_both", {"metrics.key_processes_both_measures": (7, 10)}, {"metrics.key_processes_both_measures": (69, 100)}),
]  # fmt: skip


def unit(name: str) -> str:
    return (
        "score" if name.startswith("item.") else "share" if name.startswith("agree.") else METHOD.indicators[name].unit
    )


def figures(told: Told) -> dict[str, dict[str, object]]:
    made: dict[str, dict[str, object]] = {}
    for name, (given, n) in told.items():
        value = given / n if unit(name) == "share" else given
        made[name] = {
            "value": value,
            "count": given,
            "n": n,
            "unit": unit(name),
            "low": value,
            "high": value,
            "examples": ("Spare parts",),
        }
    return made


def holds(name: str, told: Told) -> bool | None:
    return match(SITUATIONS[name].when, figures(told), METHOD.thresholds.minimum_rows).holds


@pytest.mark.parametrize(("name", "found", "hair"), CASES, ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)])
def test_a_hair_decides(name: str, found: Told, hair: Told) -> None:
    assert holds(name, found) is True
    assert holds(name, hair) is False


@pytest.mark.parametrize(
    ("name", "found"), [case[:2] for case in CASES], ids=[f"{i}-{case[0]}" for i, case in enumerate(CASES)]
)
def test_its_sentences_say_only_what_its_condition_knows(name: str, found: Told) -> None:
    situation = SITUATIONS[name]
    known = {str(leaf.get("indicator") or f"item.{leaf['item']}") for leaf in leaves(situation.when)}
    assert figures_in(situation.headline + situation.fact) <= known
    for text in (situation.headline, situation.fact):
        said = fill(text, figures(found))
        assert said is not None
        assert "{" not in said


def test_every_situation_has_its_case() -> None:
    assert {case[0] for case in CASES} == set(NAMES)


def test_nothing_is_found_or_denied_without_data() -> None:
    assert {holds(name, {}) for name in NAMES} == {None}


@pytest.mark.parametrize("name", NAMES)
def test_a_strength_is_kept_and_all_else_leads_to_an_action(name: str) -> None:
    situation = SITUATIONS[name]
    assert bool(situation.actions) != (situation.severity == "strength")
    assert (situation.letter == "keep") == (situation.severity == "strength")


def test_letters_are_those_that_the_situation_asks_for() -> None:
    letters = {name: SITUATIONS[name].letter for name in ("architecture.flow_typed_again", "architecture.flow_first_contact",
                                                          "metrics.chain_over", "metrics.chain_result_unmeasured")}  # fmt: skip
    assert list(letters.values()) == ["C", "A+C", "C", "A"]


def test_the_map_of_a_process_says_more_than_the_sum_of_its_parts() -> None:
    assert SITUATIONS["metrics.chain_over"].unless == ["architecture.promise_does_not_add_up"]


def test_the_sentences_of_the_figures_agree_with_their_number() -> None:
    said = {
        count: say(
            METHOD.indicators["architecture.flow_lost"].says, figures(flow(lost=(count, 5)))["architecture.flow_lost"]
        )
        for count in (1, 3, 5)
    }
    assert said == {
        1: "One of 5 pieces of information is lost on the way",
        3: "Three of 5 pieces of information are lost on the way",
        5: "All 5 pieces of information are lost on the way",
    }
    for indicator in METHOD.indicators.values():
        if indicator.id.startswith(("architecture.flow", "metrics.chain")):
            (row,) = figures({indicator.id: (2, 5)}).values()
            assert "{" not in say(indicator.says, row)


def test_every_theme_of_the_belt_is_asked_about() -> None:
    asked = {seed for entry in METHOD.items.values() for seed in entry.seed}
    assert {f"PW-{i:02d}" for i in (1, 3, 4, 5, 6, 7, 10, 11, 12, 13)} <= asked
