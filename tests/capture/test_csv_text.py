"""A csv file changes in the cells that were changed, and nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.capture.csv_text import changed, from_rows, parse_csv
from assessment_kit.engagement.sheets import read_csv
from assessment_kit.errors import Problem

KNOWN = ("id", "name", "minutes")


def _after(data: bytes, **changes: object) -> bytes:
    return changed(parse_csv(data, KNOWN), **changes).bytes()  # type: ignore[arg-type]


def test_only_the_changed_cell_changes() -> None:
    data = b'\xef\xbb\xbfid;"name";minutes;ours\r\n"a";  x ;"5";keep\r\n\r\nb;"two ""words""";7;;;\r\n'
    assert _after(data, cells={4: {1: "three; words"}}) == data.replace(b'"two ""words"""', b'"three; words"')
    assert _after(data, cells={2: {2: "6"}}) == data.replace(b'"5"', b'"6"')
    assert _after(data, cells={4: {1: 'two "words"'}}) == data


def test_the_first_line_of_excel_is_kept_and_does_not_count() -> None:
    data = b"sep=;\nid;name\na;x\n"
    assert _after(data, cells={2: {1: "y"}}) == b"sep=;\nid;name\na;y\n"


def test_rows_are_taken_out_and_put_in_by_the_numbers_of_the_file_as_it_was() -> None:
    data = b"id,name\na,1\nb,2\nc,3"
    assert _after(data, removed=[3], added=[(3, {0: "x"}), (99, {1: "z"})]) == b"id,name\na,1\nx\nc,3\n,z\n"


def test_a_cell_beyond_the_end_of_its_row_is_reached() -> None:
    assert _after(b"id,name,minutes\na\n", cells={2: {2: "5"}}) == b"id,name,minutes\na,,5\n"


def test_a_line_break_in_a_cell_stays_in_it() -> None:
    data = b'id,name\na,"one\r\ntwo"\nb,x\n'
    text = parse_csv(data, KNOWN)
    assert text.rows == {2: ("a", "one\r\ntwo"), 3: ("b", "x")}
    assert _after(data, cells={3: {1: "p\nq"}}) == b'id,name\na,"one\r\ntwo"\nb,"p\nq"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_line_ends_are_those_of_the_file(end: str) -> None:
    data = end.join(["id,name", "a,x", ""]).encode()
    assert _after(data, added=[(9, {0: "b"})]) == data + f"b{end}".encode()


_CELL = st.text(alphabet='ab ;,\t"\n\rä=', max_size=6)
_FILE = st.tuples(
    st.sampled_from(["", "\ufeff", "sep=;\n"]), st.text(alphabet='ab;,\t"\n\r =1', max_size=60), st.sampled_from(["", "\n"])
).map(lambda parts: "".join(parts).encode())  # fmt: skip


def _as_read(data: bytes) -> list[tuple[int, list[str]]] | None:
    problems: list[Problem] = []
    sheet = read_csv(data, "x.csv", problems, KNOWN)
    return None if problems or sheet is None else sheet.rows


@settings(max_examples=150)
@given(_FILE)
def test_what_is_not_changed_is_the_same_to_the_byte_and_is_read_as_the_reader_reads_it(data: bytes) -> None:
    rows = _as_read(data)
    if rows is None:
        return
    text = parse_csv(data, KNOWN)
    assert text.bytes() == data
    assert changed(text).bytes() == data
    assert [(n, list(r.cells)) for n, r in enumerate(text.records, start=1) if not r.blank] == rows


@settings(max_examples=150)
@given(_FILE, st.data())
def test_a_changed_cell_reads_back_and_all_others_as_before(data: bytes, draw: st.DataObject) -> None:
    rows = _as_read(data)
    if not rows:
        return
    text = parse_csv(data, KNOWN)
    row = draw.draw(st.integers(1, len(text.records)))
    place = draw.draw(st.integers(0, 4))
    value = draw.draw(_CELL)
    new = changed(text, cells={row: {place: value}})
    wanted = list(text.records[row - 1].cells)
    wanted += [""] * (place + 1 - len(wanted))
    wanted[place] = value
    assert list(new.records[row - 1].cells)[: len(wanted)] == wanted or value == ""
    assert [r.raw for n, r in enumerate(new.records, start=1) if n < row] == [r.raw for r in text.records[: row - 1]]
    again = changed(new)  # as the file stands then
    assert [r.cells for r in again.records] == [r.cells for r in new.records]


@settings(max_examples=100)
@given(st.lists(st.lists(_CELL, min_size=1, max_size=4), min_size=1, max_size=5), st.sampled_from([",", ";", "\t"]))
def test_new_rows_read_back(rows: list[list[str]], separator: str) -> None:
    rows = [["id", "name", "minutes"], *rows]
    made = from_rows(rows, separator)
    again = parse_csv(made.bytes(), KNOWN)
    assert again.separator == separator
    assert [list(r.cells) for r in again.records] == rows
