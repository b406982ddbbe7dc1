"""Words from right to left stay in their place, and words without end may break; all others are as they were."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.engagement.cells import tidy
from assessment_kit.show.html import render_piece
from assessment_kit.show.unruly_words import breakable, kept_apart

ARABIC = "من الطلب"


def test_a_figure_after_an_arabic_name_stays_after_it() -> None:
    assert kept_apart(f"{ARABIC} takes 521 hours, {ARABIC} 12%") == (
        f"\u2067{ARABIC}\u2069 takes 521 hours, \u2067{ARABIC}\u2069 12%"
    )


@given(st.text())
def test_nothing_is_lost_and_marks_come_in_pairs(text: str) -> None:
    plain = tidy(text)
    made = kept_apart(plain)
    assert made.replace("\u2067", "").replace("\u2069", "") == plain
    assert made.count("\u2067") == made.count("\u2069")
    outside = "".join(part.partition("\u2069")[2] if n else part for n, part in enumerate(made.split("\u2067")))
    assert not [
        c for c in outside if unicodedata.bidirectional(c) == "AL" and unicodedata.category(c) == "Lo" and c < "\ufb1d"
    ]


def test_a_word_without_end_may_break_and_a_long_sentence_stays() -> None:
    sentence = "Donaudampfschifffahrtsgesellschaft and others, " * 20
    assert breakable(sentence) == sentence
    assert breakable({"a": ["W" * 100], "wide": "W" * 100}) == {
        "a": [f"{'W' * 40}\u200b{'W' * 40}\u200b{'W' * 20}"], "wide": "W" * 100,
    }  # fmt: skip


def test_a_piece_shows_both() -> None:
    shown = render_piece({"kind": "gap", "what": ARABIC, "why": "W" * 50, "cure": "None"})
    assert f"\u2067{ARABIC}\u2069" in shown
    assert f"{'W' * 40}\u200b" in shown


def test_marks_that_turn_what_follows_are_dropped_where_they_are_read() -> None:
    assert tidy("\u202e%12 fo 01\u202c \u2067x") == "%12 fo 01 x"
