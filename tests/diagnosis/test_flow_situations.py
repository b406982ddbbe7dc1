"""Where the bounds of the belt, the chain and late figures lie; tests/diagnosis/pairs/architecture.py finds each in a client."""

from __future__ import annotations

import pytest

from assessment_kit.diagnosis.matching import match
from assessment_kit.diagnosis.sentences import say
from assessment_kit.method import load_method

METHOD = load_method()
SITUATIONS = METHOD.situations
Told = dict[str, tuple[float, int]]
"""Figure → (count, n) of a share, (value, n) of anything else."""


def shares(prefix: str, **told: tuple[float, int]) -> Told:
    return {f"{prefix}_{name}": given for name, given in told.items()}


def flow(**told: tuple[float, int]) -> Told:
    return shares("architecture.flow", **told)


def chain(**told: tuple[float, int]) -> Told:
    return shares("metrics.chain", **told)


SEAMS = flow(broken_at_seams=(5, 10), broken_within_stages=(3, 10))
OVER = chain(over=(1, 1), worst_promise=(24, 2), worst_parts=(31, 2), worst_excess=(7, 2))
UNUSED: Told = {"metrics.late_figures_used": (24, 100), "metrics.timely_figures_used": (50, 100)}

BOUNDS: list[tuple[str, Told, Told]] = [
    ("architecture.flow_lost", flow(lost=(15, 100)), flow(lost=(14, 100))),
    ("architecture.flow_typed_again", flow(typed_again=(30, 100)), flow(typed_again=(29, 100))),
    ("architecture.flow_slow", flow(slow=(20, 100)), flow(slow=(19, 100))),
    ("architecture.flow_first_contact", flow(first_contact_broken=(5, 10)), flow(first_contact_broken=(49, 100))),
    ("architecture.flow_seams", SEAMS, SEAMS | flow(broken_at_seams=(49, 100))),
    ("architecture.flow_seams", SEAMS, SEAMS | flow(broken_within_stages=(31, 100))),
    ("architecture.flow_hardest_hit", flow(hardest_hit=(3, 5)), flow(hardest_hit=(3, 6))),
    ("architecture.starts_anew", {"item.architecture.without_seams": (2.4, 3)}, {"item.architecture.without_seams": (2.4, 2)}),
    ("architecture.flow_kept", flow(captured_once=(4, 5)), flow(captured_once=(4, 4))),
    ("metrics.chain_parts_missing", chain(parts_without_objective=(2, 10)), chain(parts_without_objective=(19, 100))),
    ("metrics.chain_over", OVER, OVER | chain(worst_excess=(0, 2))),
    ("metrics.chain_not_end_to_end", chain(not_end_to_end=(2, 4)), chain(not_end_to_end=(49, 100))),
    ("metrics.chain_result_unmeasured", chain(result_unmeasured=(2, 4)), chain(result_unmeasured=(49, 100))),
    ("metrics.chain_time_unmeasured", chain(time_unmeasured=(2, 4)), chain(time_unmeasured=(49, 100))),
    ("metrics.chain_parts_unmeasured", chain(parts_unmeasured=(3, 10)), chain(parts_unmeasured=(29, 100))),
    ("metrics.chain_whole", chain(whole=(7, 10)), chain(whole=(69, 100))),
    ("metrics.decided_on_late", {"metrics.decided_on_late": (25, 100)}, {"metrics.decided_on_late": (24, 100)}),
    ("metrics.late_and_unused", UNUSED, UNUSED | {"metrics.late_figures_used": (25, 100)}),
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


@pytest.mark.parametrize(("name", "found", "hair"), BOUNDS, ids=[f"{i}-{case[0]}" for i, case in enumerate(BOUNDS)])
def test_a_hair_decides(name: str, found: Told, hair: Told) -> None:
    assert holds(name, found) is True
    assert holds(name, hair) is False


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
