"""What must hold for any folder: nothing good is lost, every fault is told once, and nothing is ever raised."""

from __future__ import annotations

import csv
import io
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.engagement import problems_text, read
from assessment_kit.engagement.cells import parse_cell
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.sheets import read_csv
from assessment_kit.engagement.tables import Listing, read_listing
from assessment_kit.errors import AssessmentError, Problem
from assessment_kit.shipped import SAMPLE_CLIENTS

PROCESSES = load_tables()["processes"]
FAULTLINE = SAMPLE_CLIENTS / "faultline"

_word = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters=";\u2028\u2029\x85"), min_size=1, max_size=12
)
_text = _word.filter(lambda w: parse_cell(PROCESSES.column("name"), w) == w)
_of_type = {
    "text": _text,
    "texts": st.lists(_text, max_size=3, unique=True).map(tuple),
    "yes_no": st.booleans(),
    "integer": st.integers(1, 5),
    "number": st.floats(0, 1e6),
}


def _row(draw: st.DrawFn, key: str) -> dict[str, object]:
    row: dict[str, object] = {"process_id": key, "name": draw(_text)}
    for column in PROCESSES.columns:
        if column.type == "choice":
            values: st.SearchStrategy[object] = st.sampled_from(column.choices)
        elif column.type in _of_type and column.name != "name":
            values = _of_type[column.type]
        else:
            continue
        row[column.name] = draw(values if column.required else st.none() | values)
    return row


@st.composite
def processes(draw: st.DrawFn) -> list[dict[str, object]]:
    keys = draw(st.lists(_text, min_size=1, max_size=6, unique=True))
    return [_row(draw, key) for key in keys]


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _csv(rows: list[dict[str, object]], separator: str = ",", end: str = "\n") -> bytes:
    out = io.StringIO()
    names = [c.name for c in PROCESSES.columns]
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(names)
    writer.writerows([[_cell(row.get(name)) for name in names] for row in rows])
    return out.getvalue().encode()


def _listing(data: bytes) -> tuple[Listing | None, list[Problem]]:
    problems: list[Problem] = []
    sheet = read_csv(data, "processes.csv", problems, [c.name.replace("_", "") for c in PROCESSES.columns])
    return (None if sheet is None else read_listing(PROCESSES, sheet, problems)), problems


@given(processes(), st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]))
@settings(max_examples=50)
def test_a_sound_list_goes_through_csv_with_nothing_lost(
    rows: list[dict[str, object]], separator: str, end: str
) -> None:
    listing, problems = _listing(_csv(rows, separator, end))
    assert problems == []
    assert listing is not None
    for row, (_, read_back) in zip(rows, listing.frame.iterrows(), strict=True):
        for name, value in row.items():
            if value is None or value == ():
                assert read_back[name] == () if PROCESSES.column(name).type == "texts" else pd.isna(read_back[name])
            else:
                assert read_back[name] == value


_FAULTY = {
    "category": "sideways", "is_key": "perhaps", "revenue_importance": "6", "performance_problem": "2.5", "model": "sketch",
    "planned": "2", "managed": "so so", "objective_hours": "-1", "objective_approved_by_customer": "hm", "measured": "often",
    "name": "", "process_id": "",
}  # fmt: skip


@given(processes(), st.data())
@settings(max_examples=50)
def test_one_spoilt_cell_is_one_problem_and_the_other_rows_stay(
    rows: list[dict[str, object]], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(sorted(_FAULTY)))
    sound, _ = _listing(_csv(rows))
    assert sound is not None
    spoilt, problems = _listing(
        _csv([{**row, name: _FAULTY[name]} if n == place else row for n, row in enumerate(rows)])
    )
    assert spoilt is not None
    assert [(p.row, p.column) for p in problems] == [(place + 2, name)]
    others = sound.frame[sound.frame["row"] != place + 2].reset_index(drop=True)
    found = spoilt.frame[spoilt.frame["row"] != place + 2].reset_index(drop=True)
    pd.testing.assert_frame_equal(found, others)
    assert (place + 2 in spoilt.frame["row"].tolist()) is (not PROCESSES.column(name).required)


@given(st.binary(max_size=300))
@settings(max_examples=150)
def test_any_bytes_are_a_list_or_told(data: bytes) -> None:
    listing, problems = _listing(data)
    assert listing is None or len(listing.frame) >= 0
    if listing is None and data.strip() and b"\x00" not in data:
        sheet = read_csv(data, "processes.csv", [])
        assert problems or sheet is None or len(sheet.rows) < 2


@contextmanager
def _spoilt(name: str, data: bytes) -> Iterator[Path]:
    """The faulty sample client with one file replaced."""
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(FAULTLINE, Path(folder) / "client")
        (copy / name).write_bytes(data)
        yield copy


def _reads(folder: Path) -> None:
    try:
        engagement = read(folder, {"roles.clear"})
    except AssessmentError as error:
        assert "\n" not in str(error)  # noqa: PT017  either outcome is right, the form of the message is what counts
    else:
        assert all("\n" not in line for line in problems_text(engagement.problems).split("\n"))


FILES = [p.relative_to(FAULTLINE).as_posix() for p in sorted(FAULTLINE.rglob("*")) if p.is_file()]
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@x\r\nSUMMARY:Board\r\nDTSTART:20260105T100000Z\r\n"
    b"DTEND:20260105T110000Z\r\nRRULE:FREQ=MONTHLY;BYDAY=1TH\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


@pytest.mark.parametrize("name", [*FILES, "calendar.ics", "inventory.xlsx", "survey/x.xlsx"])
@given(data=st.binary(max_size=200))
@settings(max_examples=8)
def test_no_file_of_any_bytes_brings_the_reading_down(name: str, data: bytes) -> None:
    with _spoilt(name, data) as folder:
        _reads(folder)


_SLIPS = (b"\t", b'"', b"'", b"\x00", b"\xff", b": ", b"- ", b"\n", b"\r", b"[", b"{", b"&a ", b"*a", b"!!x ", b";", b",", b"|", b">",
          b"%", b"---\n", b"9" * 30, b"\xe2\x80\xae", b"nan", b"INTERVAL=0;", b"FREQ=SECONDLY", b"UNTIL=99999999", b"2026-02-31", b"? ")  # fmt: skip


@pytest.mark.parametrize("name", [*FILES, "calendar.ics"])
@given(seed=st.integers(0, 2**32), slips=st.integers(1, 6))
@settings(max_examples=8)
def test_no_slip_of_the_pen_brings_the_reading_down(name: str, seed: int, slips: int) -> None:
    chance = random.Random(seed)  # noqa: S311  slips of the pen, not secrets
    data = bytearray(CALENDAR if name == "calendar.ics" else (FAULTLINE / name).read_bytes())
    for _ in range(slips):
        place = chance.randrange(len(data) + 1)
        if chance.random() < 0.6:
            data[place:place] = chance.choice(_SLIPS)
        else:
            del data[place : place + chance.randrange(20)]
    with _spoilt(name, bytes(data)) as folder:
        _reads(folder)
