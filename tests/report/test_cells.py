"""What people read becomes a typed cell, and a text that only looks like one stays a text."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit import words
from assessment_kit.report.cells import Cell, typed, typed_column
from assessment_kit.report.fitting import Said, all_fitted, fitted, height, shortened
from assessment_kit.report.reading import blocks, clean


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("24%", Cell(0.24, "0%")),
        ("84.21%", Cell(0.8421, "0.00%")),
        ("1,240", Cell(1240.0, "#,##0")),
        ("−0.98", Cell(-0.98, "0.00")),
        ("0", Cell(0.0, "0")),
        ("30 Nov 2026", Cell(dt.date(2026, 11, 30), "d mmm yyyy")),
    ],
)
def test_figures_and_days(text: str, cell: Cell) -> None:
    assert typed(text) == cell


@pytest.mark.parametrize("text", ["<1%", ">99%", "+1", "-2", "=1+1", "007", "1,24", "2026-09", "31 Feb 2026", "12 of 40", "@SUM(1)", "", "–", "٣"])  # fmt: skip
def test_what_is_no_exact_figure_stays_a_text(text: str) -> None:
    assert typed(text) == Cell(text)


def test_a_column_with_one_name_in_it_is_text_throughout() -> None:
    assert [c.value for c in typed_column(["1", "2", "Spare parts"])] == ["1", "2", "Spare parts"]
    assert [c.value for c in typed_column(["1", "–", "3"])] == [1.0, "–", 3.0]
    assert [c.value for c in typed_column(["–", ""])] == ["–", ""]


@given(st.integers(-(10**9), 10**9))
def test_whole_numbers_come_back_as_they_were_told(value: int) -> None:
    assert typed(words.number(value)).value == value


@given(st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31)))
def test_days_come_back_as_they_were_told(day: dt.date) -> None:
    assert typed(words.date(day)).value == day


@given(st.text())
def test_clean_texts_can_stand_in_xml(text: str) -> None:
    assert not [c for c in clean(text) if (ord(c) < 32 and c not in "\n\t") or 0xD800 <= ord(c) <= 0xDFFF or c in "\ufffe\uffff"]  # fmt: skip
    clean(text).encode()


def test_markdown_is_read_as_headings_bullets_and_plain_words() -> None:
    told = list(blocks("## The plan\nIt has **three** steps, see [this](https://x.example).\n\n- one\n- *two*"))
    assert told == [("heading", "The plan"), ("text", "It has three steps, see this."), ("bullet", "one"), ("bullet", "two")]  # fmt: skip


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"])),
    st.integers(60, 800),
    st.integers(20, 300),
)
def test_a_fitted_text_is_no_taller_than_its_box(text: str, width: int, room: int) -> None:
    told, size = fitted(text, width, room, (24, 18, 12))
    assert height(told, width, size) <= max(room, size * 1.2)


def test_a_shortened_text_points_to_the_report() -> None:
    told = shortened("The promise of the process does not add up. " * 20, 300, 40, 12)
    assert told.startswith("The promise of")
    assert told.endswith("… (see the report)")


@given(st.lists(st.integers(0, 80), min_size=1, max_size=12), st.integers(80, 400))
def test_paragraphs_together_are_no_taller_than_their_box(lengths: list[int], room: int) -> None:
    told = [Said("Finding of note.", "word " * n) for n in lengths]
    kept, size = all_fitted(told, 300, room, (16, 12, 11), gap=8)
    assert sum(height(t.whole, 300, size) + 8 for t in kept) <= room
