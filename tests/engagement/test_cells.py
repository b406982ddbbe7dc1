"""One cell, from what somebody typed to a typed value."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assessment_kit.engagement.cells import CellError, parse_cell, parse_date, parse_number, parse_yes_no, tidy
from assessment_kit.engagement.columns import Column, load_tables

TABLES = load_tables()
SHARE = Column(name="n", title="N", type="number", help="", example="")
VALUE = TABLES["meetings"].column("value")  # integer, 1–5
LEVEL = TABLES["roles"].column("level")
PERIOD = TABLES["measurements"].column("period")
FUNCTIONS = TABLES["processes"].column("functions")
FREQUENCY = TABLES["meetings"].column("frequency")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12), ("-3", -3), ("+4", 4), ("3.5", 3.5), ("3,5", 3.5), (".5", 0.5), ("1e3", 1000),
        ("1,234.5", 1234.5), ("1.234,5", 1234.5), ("1 234", 1234), ("1'234'567", 1234567), ("1,234,567", 1234567),
        ("1.234.567", 1234567), ("1.234", 1.234), ("0,125", 0.125), ("−7", -7), ("1\u00a0234,5", 1234.5),
    ],
)  # fmt: skip
def test_numbers_take_either_decimal_mark(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["3,500", "12 %", "4 h", "inf", "nan", "1e999", "1_000", "1,2,3", "12 34", "=1+1", "1.2.3", "--1"]
)
def test_what_is_no_number_or_can_be_read_in_two_ways_is_never_guessed(text: str) -> None:
    with pytest.raises(CellError):
        parse_number(text)


def test_two_ways_of_reading_are_both_named() -> None:
    with pytest.raises(CellError, match=r'"3,500" can be read in two ways\. Write 3500, or 3\.500'):
        parse_number("3,500")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_that_a_program_writes_is_read_back(value: float) -> None:
    assert parse_number(repr(value)) == value


@pytest.mark.parametrize("text", ["yes", "Y", "TRUE", "1", "x", "X", "ja", "Oui", "sí"])
def test_yes_in_its_spellings(text: str) -> None:
    assert parse_yes_no(text) is True


@pytest.mark.parametrize("text", ["no", "N", "False", "0", "Nein", "non"])
def test_no_in_its_spellings(text: str) -> None:
    assert parse_yes_no(text) is False


@pytest.mark.parametrize("text", ["", " ", "n/a", "N/A", "-", "–", "?", "unknown", "\u00a0", "NaN", "tbd"])
@pytest.mark.parametrize("column", [SHARE, VALUE, LEVEL, PERIOD, FREQUENCY])
def test_not_known_is_empty_in_every_column(text: str, column: Column) -> None:
    assert parse_cell(column, text) is None


@pytest.mark.parametrize("text", ["front_line", "Front line", "FRONT-LINE", " front  line "])
def test_allowed_values_may_be_written_as_people_write_them(text: str) -> None:
    assert parse_cell(LEVEL, text) == "front_line"


def test_a_misspelt_value_is_not_taken_but_offered_with_all_others() -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(LEVEL, "executiv")
    assert caught.value.rule == '"executiv" is not one of the allowed values'
    assert caught.value.cure == 'Did you mean "executive"? Use executive, senior, middle or front line.'


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026", "2026"), ("2026-3", "2026-03"), ("2026/03", "2026-03"), ("2026-Q1", "2026-Q1"), ("q4 2025", "2025-Q4"),
        ("2026Q2", "2026-Q2"), ("2026-03-31", "2026-03-31"), ("31.3.2026", "2026-03-31"), ("2026-03-31 00:00:00", "2026-03-31"),
    ],
)  # fmt: skip
def test_periods_are_brought_to_one_form(text: str, period: str) -> None:
    assert parse_cell(PERIOD, text) == period


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("2026-02-31", "February 2026 has no day 31"),
        ("31.02.2026", "February 2026 has no day 31"),
        ("2026-13", "there is no month 13"),
        ("1066", "the year 1066 is outside 1900–2200"),
        ("03/04/2026", '"03/04/2026" is not a period'),
        ("2026-Q5", '"2026-Q5" is not a period'),
        ("spring", '"spring" is not a period'),
    ],
)
def test_days_and_periods_that_do_not_exist(text: str, rule: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(PERIOD, text)
    assert caught.value.rule == rule


def test_a_day_with_slashes_can_be_read_in_two_ways() -> None:
    with pytest.raises(CellError, match="one way only"):
        parse_date("03/04/2026")


@pytest.mark.parametrize(
    ("text", "rule"), [("6", "6 is outside 1–5"), ("0", "0 is outside 1–5"), ("2.5", "2.5 is not a whole number")]
)
def test_bounds_and_whole_numbers(text: str, rule: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(VALUE, text)
    assert caught.value.rule == rule


@pytest.mark.parametrize(
    "text", ["12 October 2026", "12 Oct 2026", "12. Oktober 2026", "12 oct. 2026", "12 OCT 2026 10:30", "2026-10-12"]
)
def test_a_day_whose_month_is_a_word_is_read(text: str) -> None:
    assert parse_date(text).isoformat() == "2026-10-12"


@pytest.mark.parametrize("text", ["12 Octember 2026", "12 O 2026", "Oct 2026", "12 Oct 26"])
def test_a_month_that_is_none_is_not_guessed(text: str) -> None:
    with pytest.raises(CellError, match="Write the day as year-month-day, such as 2026-10-12"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "minutes"), [("1 h", 60), ("1.5 hours", 90), ("1,5 Std.", 90), ("45 min", 45), ("1:30", 90), ("2h", 120)]
)
def test_hours_in_a_cell_of_minutes_are_offered_as_minutes(text: str, minutes: int) -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(TABLES["meetings"].column("minutes"), text)
    assert caught.value.cure == f"Write minutes as a figure alone: {minutes}."


def test_lists_part_at_semicolons_and_line_breaks_and_count_once() -> None:
    assert parse_cell(FUNCTIONS, "Sales; Logistics;;\nSales ;IT") == ("Sales", "Logistics", "IT")
    assert parse_cell(FUNCTIONS, "") == ()


def test_an_id_that_could_never_be_listed_is_refused() -> None:
    with pytest.raises(CellError, match="semicolon"):
        parse_cell(TABLES["roles"].column("role_id"), "a;b")


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("x")', "+44", "-x", "@SUM(A1)", "<script>", "x" * 4_000])
def test_formulas_markup_and_long_cells_are_just_text(text: str) -> None:
    assert parse_cell(TABLES["roles"].column("title"), text) == text


def test_a_text_that_no_report_could_show_is_refused() -> None:
    with pytest.raises(CellError) as caught:
        parse_cell(TABLES["roles"].column("title"), "x" * 4_001)
    assert (caught.value.rule, caught.value.cure) == ("the text has 4,001 letters", "Write at most 4,000.")


def test_control_characters_go_and_words_stay() -> None:
    assert tidy("\ufeff a\x00b\x07\r\nc\td\u200b ") == "ab\nc\td"
    assert tidy("e\u0301") == "é"


def test_a_frequency_that_is_none_says_what_to_write() -> None:
    assert parse_cell(FREQUENCY, "every second Tuesday") == "every second Tuesday"
    with pytest.raises(CellError) as caught:
        parse_cell(FREQUENCY, "wekly")
    assert (caught.value.rule, caught.value.cure) == ('"wekly" is not a frequency', 'Did you mean "weekly"?')


@example(load_tables()["metrics"].column("frequency"), "0\n0")
@given(st.sampled_from([c for t in TABLES.values() for c in t.columns]), st.text())
def test_any_text_in_any_column_is_a_value_or_a_told_fault(column: Column, text: str) -> None:
    try:
        parse_cell(column, text)
    except CellError as fault:
        told = fault.rule.splitlines(), fault.cure[-1] in ".?"
    else:
        told = [""], True
    assert len(told[0]) == 1
    assert told[1]


def test_headings_mean_one_column_each() -> None:
    """A name and a title of two columns that look alike would be read as one."""
    from assessment_kit.engagement.suggestions import normal  # noqa: PLC0415

    for table in TABLES.values():
        words = [normal(word) for c in table.columns for word in {normal(c.name), normal(c.title)}]
        assert len(words) == len(set(words)), table.table
