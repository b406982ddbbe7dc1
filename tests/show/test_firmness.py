"""What the report says of firmness: short sentences that hold, and nothing about a few people."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest

from assessment_kit import shipped
from assessment_kit.diagnosis.assessment import Assessment, assess
from assessment_kit.diagnosis.facets import Measure, facets_of
from assessment_kit.diagnosis.letters import Override, Verdict, verdict
from assessment_kit.diagnosis.next_answers import Prospect
from assessment_kit.diagnosis.resampling import Source
from assessment_kit.engagement import read
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS
from assessment_kit.show.firmness import (
    firmness_word,
    hope_words,
    near_words,
    people_enough,
    piece,
    what_flips,
    what_settles,
)
from assessment_kit.show.html import render_piece
from assessment_kit.show.judgement import firmness_words, told_firmness
from tests.builders import engagement

METHOD = load_method()
LIMITS = METHOD.thresholds
YES: Mapping[Source, Sequence[float]] = {"lists": [1.0] * 30}
SAYS: Mapping[Source, str] = {"lists": "27 of 60 meetings have an agenda", "interviews": "", "survey": ""}


def judged(works: Mapping[Source, Sequence[float]], statements: int = 1) -> Verdict:
    said = {"exists": YES, "works": works, "carries_process": YES}
    measures = {
        f"E8.{f}": [
            Measure(
                s, SAYS[s], np.array(v, dtype=float), (), s, np.arange(0 if s == "lists" else len(v)),
                ((len(v), round(sum(v))),) * statements if s == "survey" else (),
            )
            for s, v in said[f].items()
        ]
        for f in FACETS
    }  # fmt: skip
    return verdict(METHOD.elements["E8"], facets_of(measures, LIMITS), METHOD)


@pytest.fixture(scope="module", params=["northmoor", "harbour"])
def client(request: pytest.FixtureRequest) -> Assessment:
    return assess(read(shipped.SAMPLE_CLIENTS / request.param, METHOD.items), METHOD)


@pytest.mark.parametrize(
    ("works", "statements", "told"),
    [
        ({"lists": [1] * 27 + [0] * 33}, 1,
         ["27 of 60 meetings have an agenda; with three more there would be nothing to change.", "With a threshold of 45% instead of 50% there would be nothing to change."]),
        ({"lists": [1] * 33 + [0] * 27}, 1,
         ["27 of 60 meetings have an agenda; with four fewer this would be C.", "With a threshold of 56% instead of 50% this would be C."]),
        ({"interviews": [0.25] * 4 + [0.5] * 5}, 1,
         ["If four of the 9 interviews had scored whether it works one point higher, there would be nothing to change."]),
        ({"interviews": [0.75] * 2 + [0.5] * 8}, 1,
         ["If three of the 10 interviews had scored whether it works one point lower, this would be C.", "With a threshold of 56% instead of 50% this would be C."]),
        ({"survey": [1] * 10 + [0] * 11}, 1,
         ["If one more of the 21 people in the survey had given the better answer on whether it works, there would be nothing to change.",
          "With a threshold of 47% instead of 50% there would be nothing to change."]),
        ({"survey": [1] * 6 + [0.5] * 2 + [0] * 2}, 2,
         ["If five fewer of the 20 answers in the survey on whether it works had been the better ones, this would be C."]),
    ],
)  # fmt: skip
def test_what_would_flip_it_in_words(works: Mapping[Source, Sequence[float]], statements: int, told: list[str]) -> None:
    assert list(what_flips(judged(works, statements), LIMITS)) == told


def test_words_for_firmness_come_from_the_method() -> None:
    found = judged({"lists": [1] * 60})
    for firmness, word in ((0.8, "firm"), (0.79, "fairly firm"), (0.7, "fairly firm"), (0.69, "open")):
        assert firmness_word(dataclasses.replace(found, firmness=firmness), LIMITS) == word
    stricter = LIMITS.model_copy(update={"firm": 0.95, "fairly_firm": 0.9})
    assert firmness_word(dataclasses.replace(found, firmness=0.92), stricter) == "fairly firm"
    assert firmness_word(judged({"lists": [1] * 4}), LIMITS) == ""


def test_so_many_people_are_named_as_bring_most_of_it() -> None:
    item = next(iter(METHOD.items.values()))
    hope = Prospect("E8", "works", 0.5, (0.56, 0.66, 0.68, 0.7), item, 3.5)  # four fifths of 0.2 are 0.16
    assert people_enough(hope) == 2
    assert hope_words(hope, LIMITS, told=True) == (
        "Two more interviews on whether it works: firmness may be expected to rise from 50% to about 66%."
    )
    assert hope_words(hope, LIMITS, told=False) == "Two more interviews on whether it works."
    one = dataclasses.replace(hope, after=(0.7, 0.7))
    assert hope_words(one, LIMITS, told=False) == "One more interview on whether it works."


def test_where_asking_would_hardly_help_it_says_why() -> None:
    found = judged({"lists": [1] * 31 + [0] * 29})
    assert near_words(found, LIMITS) == (
        "More interviews would hardly change it. The question whether it works lies at 52%, near the 50% that count as yes."
    )
    assert list(what_settles(dataclasses.replace(found, firmness=0.6), [], LIMITS)) == [near_words(found, LIMITS)]
    assert list(what_settles(dataclasses.replace(found, firmness=0.9), [], LIMITS)) == ["Nothing more is needed."]


def test_what_was_set_by_hand_flips_by_nothing() -> None:
    found = dataclasses.replace(
        judged({"lists": [1] * 31 + [0] * 29}), override=Override("B", "Seen.", "Lead", "2026-10-16"), letter="B"
    )
    assert list(what_flips(found, LIMITS)) == []
    assert list(what_settles(found, [], LIMITS)) == ["Nothing more is needed."]


def test_every_letter_has_its_row_and_reads_well(client: Assessment) -> None:
    made = piece(client)
    assert [row["letter"] for row in made.letters] == [v.letter for v in client.verdicts.values()]
    for row in made.letters:
        assert row["settles"]
        assert bool(row["flips"]) == (row["letter"] != "not assessed")
        assert all(re.fullmatch(r"[A-Z0-9“].*[.)]", s) for s in [*row["flips"], *row["settles"]]), row
    html = render_piece(made.content())
    assert html.count("<tr>") == 9
    assert not re.search(r"None(?! of)|nan|_|\bno no\b", re.sub(r'(class|id|href|data-l|scope)="[^"]*"', "", html))


def test_nothing_is_told_of_fewer_people_than_may_be(client: Assessment) -> None:
    least = client.engagement.settings.minimum_group
    told = [s for row in piece(client).letters for s in row["flips"] if "in the survey" in s]
    counts = [
        int(n.replace(",", "")) for s in told for n in re.findall(r"(?:of the|all) ([\d,]+) (?:people|answers)", s)
    ]
    assert len(counts) == len(told)
    assert all(n >= least for n in counts)


def test_without_any_letter_there_is_no_table() -> None:
    assert render_piece(piece(assess(engagement(), METHOD)).content()).strip() == ""


def test_a_share_is_never_printed_as_a_limit_that_it_does_not_reach() -> None:
    # 79.7% of the re-runs are not yet firm, and 69.96% not yet fairly firm
    limits = LIMITS.model_copy(update={"firm": 0.8, "fairly_firm": 0.7})
    shares = (0.797, 0.8, 0.795, 0.6996, 0.704, 0.999)
    assert [told_firmness(s, limits) for s in shares] == ["79%", "80%", "79%", "69%", "70%", ">99%"]
    found = dataclasses.replace(judged({"lists": [1] * 60}), firmness=0.797)
    assert firmness_word(found, limits) == "fairly firm"
    assert firmness_words(found, limits) == "firmness 79%"
