"""Page one says first how many letters hold; an open letter is hatched, and one that another outnumbers is told so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.method import load_method
from assessment_kit.show.cover import how_sure, relied_on
from assessment_kit.show.html import letter_tile
from tests.builders import engagement, survey

METHOD = load_method()


def firm_at(*shares: dict[str, float]) -> Assessment:
    """All eight with letter A; the first ones with these shares of the re-runs, the rest with A in all of them."""
    made = assess(engagement(survey=survey({item: [float(1 + n % 5) for n in range(30)] for item in METHOD.items if METHOD.items[item].statement})), METHOD)  # fmt: skip
    told = {}
    for place, (element, verdict) in enumerate(made.verdicts.items()):
        own: Any = shares[place] if place < len(shares) else {"A": 1.0}
        told[element] = replace(verdict, letter="A", computed="A", firmness=own["A"], shares=own)
    return replace(made, verdicts=told)


OPEN = {"B": 0.4, "keep": 0.44, "A": 0.16}


@pytest.mark.parametrize(
    ("count", "told"),
    [
        (1, ""),
        (2, "Six of eight letters can be relied on; two are open until more is known."),
        (8, "None of eight letters can be relied on yet; eight are open until more is known."),
    ],
)
def test_page_one_says_first_how_many_letters_hold(count: int, told: str) -> None:
    assert relied_on(firm_at(*[OPEN] * count)) == told


def test_a_letter_that_another_outnumbers_is_told_with_both_shares() -> None:
    made = firm_at({"B": 0.4, "A": 0.16, "C": 0.1})
    name = next(iter(made.verdicts.values())).element.short
    assert f"{name[0].upper()}{name[1:]}: B in 40% of the re-runs, A in 16%." in how_sure(made)
    assert "could become" not in how_sure(made)
    assert "could become B" in how_sure(firm_at({"A": 0.6, "B": 0.4}))


def test_an_open_letter_is_hatched() -> None:
    assert letter_tile("A", is_open=True) == '<span class="tile open">A</span>'
    assert letter_tile("A") == '<span class="tile">A</span>'
