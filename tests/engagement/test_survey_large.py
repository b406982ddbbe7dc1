"""Large surveys: Parquet and csv in columns tell the same as csv row by row, and hostile files are told and not raised."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.engagement import read, survey_csv
from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.engagement.sheets import read_csv
from assessment_kit.engagement.survey import pseudonyms
from assessment_kit.engagement.survey_arrow import ColumnCells, ColumnSheet
from assessment_kit.errors import Problem
from tests.engagement.conftest import Client

MAPPING = """
respondent: id
level: {column: level, values: {Boss: executive, Worker: Front line}}
function: dept
items: {a.one: q1, a.two: q2}
comments: [said]
"""
ITEMS = ("a.one", "a.two")


def parquet(columns: dict[str, Any]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer)
    return buffer.getvalue()


def of_csv(columns: Mapping[str, Sequence[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*(["" if c is None else c for c in column] for column in columns.values()), strict=True))
    return text.getvalue()


def told(
    client: Client, name: str, export: str | bytes, mapping: str = MAPPING
) -> tuple[Survey | None, list[str], Engagement]:
    shutil.rmtree(client({}) / "survey", ignore_errors=True)
    made = read(client({"survey/mapping.yaml": mapping, f"survey/{name}": export}), ITEMS)
    return made.survey, [str(p).replace(f"survey/{name}", "survey") for p in made.problems], made


def alike(one: Survey | None, other: Survey | None) -> None:
    assert one is not None
    assert other is not None
    for column in ("respondent", "level", "function"):
        assert (
            one.people[column].astype("str").fillna("").tolist()
            == other.people[column].astype("str").fillna("").tolist()
        )
    for column in ("started", "finished"):
        pd.testing.assert_series_equal(one.people[column], other.people[column])
    pd.testing.assert_frame_equal(one.scores, other.scores)
    pd.testing.assert_frame_equal(one.status, other.status)
    pd.testing.assert_frame_equal(one.comments, other.comments)


PLAIN: dict[str, list[Any]] = {
    "id": [7, 8, 9, 10], "level": ["Boss", "Worker", None, "Worker"], "dept": ["Sales", "IT", "IT", "Süd"],
    "q1": [5, 2, None, 4], "q2": ["Don’t know", None, "Strongly  agree", "n/a"], "said": ["Fine", None, "", " So, so "],
}  # fmt: skip


def test_parquet_tells_the_same_as_csv(client: Client) -> None:
    found, problems, made = told(client, "x.parquet", parquet(PLAIN))
    assert problems == []
    assert found is not None
    assert found.people["respondent"].tolist() == ["p00001", "p00002", "p00003", "p00004"]
    assert found.scores["a.one"].astype(float).fillna(0).tolist() == [5, 2, 0, 4]
    assert found.status["a.one"].tolist() == ["answered", "answered", "not_asked", "answered"]
    assert found.status["a.two"].tolist() == ["unknown", "not_asked", "answered", "na"]
    assert found.comments["text"].tolist() == ["Fine", "So, so"]
    assert found.source == "survey/x.parquet"
    assert "survey/x.parquet" in made.digests
    alike(found, told(client, "x.csv", of_csv(PLAIN))[0])


@pytest.mark.parametrize(
    "scores",
    [
        pa.array([5, 2, None, 4], pa.int8()), pa.array([5, 2, None, 4], pa.uint16()), pa.array([5, 2, None, 4], pa.int64()),
        pa.array([5.0, 2.0, None, 4.0]), pa.array([5.0, 2.0, float("nan"), 4.0], pa.float32()),
        pa.array(["5", " 2", None, "4 "]), pa.array(["5", "2", "", "4"]).dictionary_encode(), pa.array([b"5", b"2", None, b"4"]),
        pa.array([5, 2, None, 4], pa.int8()).dictionary_encode(), pa.chunked_array([[5, 2], [], [None, 4]]),
        pa.array(["5", "2", None, "4"], pa.large_string()), pa.array([Decimal(5), Decimal(2), None, Decimal(4)]),
    ],
    ids=str,
)  # fmt: skip
def test_scores_may_be_of_any_type_that_can_hold_them(client: Client, scores: Any) -> None:
    found, problems, _ = told(client, "x.parquet", parquet({**PLAIN, "q1": scores}))
    assert problems == []
    assert found is not None
    assert found.scores["a.one"].astype(float).fillna(0).tolist() == [5, 2, 0, 4]


FAULTY: dict[str, list[Any]] = {
    "id": ["a", "b", "a", None, None, "b "], "level": ["Boss", "Chef", "Boss", "Worker", "Chef", "Boss"],
    "dept": ["IT"] * 6, "q1": [7, 3, 1, 7, -1, 6], "q2": ["4", "rather yes", "4", "5", "rather yes", "x" * 300_000], "said": [""] * 6,
}  # fmt: skip


def test_problems_are_those_of_csv_with_their_rows(client: Client) -> None:
    """Rows 4 and 7 repeat an id, so row 2 holds the only 7 that counts beside that in row 5."""
    found, problems, _ = told(client, "x.parquet", parquet(FAULTY))
    other, as_csv, _ = told(
        client, "x.csv", of_csv({k: v if k != "q2" else [t[:100] for t in v] for k, v in FAULTY.items()})
    )
    assert [p[:90] for p in problems] == [p[:90] for p in as_csv]
    assert [(re.match(r"survey row (\d+)", p) or [""])[0] for p in problems] == [
        "survey row 2",
        "survey row 3",
        "survey row 3",
        "survey row 4",
        "survey row 6",
    ]
    assert any('"7" in 2 cells is not in the mapping' in p for p in problems)
    assert any("2 rows with an id that stood above already" in p for p in problems)
    assert all(len(p) < 600 for p in problems)
    alike(found, other)
    assert found is not None
    assert len(found) == 4


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (pa.array([[5], [4], None, [3]]), "the column holds lists or records"),
        (pa.array([{"a": 5}, {"a": 4}, None, {"a": 3}]), "the column holds lists or records"),
        (pa.array([True, False, None, True]), '"True" in 2 cells is not in the mapping'),
        (pa.array([dt.datetime(2026, 1, 1), None, None, None]), "is not in the mapping"),
        (pa.array([5, 300, None, 2**40]), '"300" in 1 cell is not in the mapping'),
        (pa.array([2**63 + 1, 0, 2**64 - 1, None], pa.uint64()), '"9223372036854775809" in 1 cell is not in the mapping'),
        (pa.array([127, 126, -128, None], pa.int8()), '"127" in 1 cell is not in the mapping'),
        (pa.array([float("inf"), -0.0, 4.5, 1e300]), '"inf" in 1 cell is not in the mapping'),
        (pa.array([b"\xff\xfe", b"5", None, None]), "is not in the mapping"),
        (pa.nulls(4), ""),
    ],
    ids=str,
)  # fmt: skip
def test_columns_of_the_wrong_kind_are_told(client: Client, column: Any, said: str) -> None:
    found, problems, _ = told(client, "x.parquet", parquet({**PLAIN, "q1": column}))
    assert found is not None
    assert len(found) == 4
    assert (said in " ".join(problems)) if said else problems == []
    assert found.scores["a.two"].dropna().tolist() == [5]


def test_a_column_that_is_not_there_is_told(client: Client) -> None:
    _, problems, _ = told(client, "x.parquet", parquet({k: v for k, v in PLAIN.items() if k != "q1"}))
    assert ['the export has no column "q1"' in p for p in problems] == [True]


@pytest.mark.parametrize(
    "data", [b"", b"PAR1", b"PAR1" + bytes(100) + b"PAR1", b"id,q1\n1,5\n", parquet(PLAIN)[:-20]], ids=len
)
def test_a_file_that_is_no_parquet_is_told(client: Client, data: bytes) -> None:
    found, problems, _ = told(client, "x.parquet", data)
    assert found is None
    assert problems == ["survey: the file cannot be read as Parquet. Export it once more, or as csv."]


def test_an_export_without_rows_is_no_survey(client: Client) -> None:
    found, problems, _ = told(client, "x.parquet", parquet({k: pa.array([], pa.string()) for k in PLAIN}))
    assert found is None
    assert problems == []


def test_times_are_read_as_times_and_slips_left_out(client: Client) -> None:
    begun = [dt.datetime(2026, 3, 31, 9, 30), dt.datetime(9999, 1, 1), None, dt.datetime(1, 1, 1)]
    zoned = pa.array(
        [dt.datetime(2026, 3, 31, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))), None, None, None],
        pa.timestamp("us", "Europe/Berlin"),
    )
    mapping = f"{MAPPING}started: begun\nfinished: ended\n"
    found, problems, _ = told(
        client, "x.parquet", parquet({**PLAIN, "begun": pa.array(begun, pa.timestamp("us")), "ended": zoned}), mapping
    )
    assert problems == []
    assert found is not None
    assert found.people["started"].tolist()[:1] == [pd.Timestamp(2026, 3, 31, 9, 30)]
    assert found.people["started"].isna().tolist() == [False, True, True, True]
    assert found.people["finished"][0] == pd.Timestamp(2026, 3, 31, 7, 30)
    assert str(found.people["started"].dtype) == "datetime64[ns]"


def test_headings_of_a_parquet_file_may_say_themselves_what_they_are(client: Client) -> None:
    made = read(client({"survey/x.parquet": parquet({"roles.clear": [5, 1], "Level": ["executive", "senior"]})}))
    assert made.survey is not None
    assert made.survey.scores["roles.clear"].tolist() == [5, 1]
    assert made.survey.people["level"].tolist() == ["executive", "senior"]


# --- csv in columns ---

CELLS = st.text(st.sampled_from(["a", "5", " ", ",", '"', "\n", "é", "\t", "\u00a0"]), max_size=4)


@settings(max_examples=150)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_what_is_plain_is_read_alike_in_rows_and_in_columns(rows: list[list[str]], ending: str) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator=ending).writerows([["id", "q1", "said"], *rows])
    data = text.getvalue().encode()
    problems: list[Problem] = []
    slow, fast = read_csv(data, "x.csv", problems), survey_csv.read_plain(data, "x.csv")
    assert slow is not None
    if fast is None:
        return
    assert problems == []
    below, expected = fast.below(1), [cells for _, cells in slow.rows[1:]]
    for place in range(3):
        codes, texts = below.texts(place)
        assert [texts[code] for code in codes] == [tidy(cells[place]) for cells in expected]
    assert [below.row(n) for n in range(len(below))] == [number for number, _ in slow.rows[1:]] or any(
        "\n" in c for row in rows for c in row
    )


@pytest.mark.parametrize(
    "export",
    [
        "id,q1\n1,5,6\n", "id,q1\n1\n", 'id,q1\n1,"5\n', 'id,q1\n1,5"6\n', "id,q1\r1,5\r", "id,q1\n1,\0\n", "sep=;\nid;q1\n1;5\n",
        b"id,q1\n1,\xff\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_goes_the_slow_way(export: str | bytes) -> None:
    data = export.encode() if isinstance(export, str) else export
    assert survey_csv.read_plain(data, "x.csv") is None


def test_a_large_csv_is_read_in_columns_with_the_same_outcome(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    export = of_csv({k: [t if not isinstance(t, str) else t[:50] for t in v] for k, v in FAULTY.items()})
    slow, before, _ = told(client, "x.csv", export)
    monkeypatch.setattr(survey_csv, "LARGE", 1)
    assert isinstance(survey_csv.read_export(export.encode(), "x.csv", []), ColumnSheet)
    fast, after, _ = told(client, "x.csv", export)
    assert before == after
    alike(slow, fast)


@pytest.mark.parametrize("count", [1, 999, 1000, 1001, 99_999, 100_000, 100_001, 1_000_000])
def test_pseudonyms_count_up(count: int) -> None:
    names = pseudonyms(count)
    assert len(names) == count
    assert (names.iloc[0], names.iloc[-1]) == ("p00001", f"p{count:05d}")
    for n in {0, count // 2, min(count - 1, 99_998), min(count - 1, 99_999)}:
        assert names.iloc[n] == f"p{n + 1:05d}"


def test_a_text_stays_as_long_as_it_is_and_problems_stay_short(client: Client) -> None:
    long = "word " * 100_000
    found, problems, _ = told(client, "x.parquet", parquet({**PLAIN, "said": [long, None, None, None]}))
    assert problems == []
    assert found is not None
    assert len(found.comments["text"][0]) == len(long) - 1


def test_hundred_thousand_different_labels_are_told_in_eleven_lines(client: Client) -> None:
    count = 20_000
    columns = {
        "id": np.arange(count),
        "level": ["Boss"] * count,
        "dept": ["IT"] * count,
        "q1": [f"label {n}" for n in range(count)],
        "q2": [5] * count,
        "said": [""] * count,
    }
    found, problems, _ = told(client, "x.parquet", parquet(columns))
    assert len(problems) == 11
    assert f"{count - 10:,} more labels" in problems[-1]
    assert found is not None
    assert found.scores["a.one"].isna().all()


@pytest.mark.parametrize(
    ("ids", "alike"),
    [
        (["1", "2", "10"], []),  # count up, and are read as numbers
        (["2", "1", "2"], [(0, 2)]),
        (["1", "01", "2"], []),  # the same number, and two texts
        (["1", "1", "2"], [(0, 1)]),
        (["a", "b", "a"], [(0, 2)]),
        (["1", "", "2"], []),
    ],
)
@pytest.mark.parametrize("kind", [pa.string(), pa.binary()])
def test_who_stands_twice_is_known_by_the_text(ids: list[str], alike: list[tuple[int, int]], kind: pa.DataType) -> None:
    codes, blank = ColumnCells([pa.chunked_array([pa.array(ids, kind)])], 0, range(3)).identities(0)
    assert [(a, b) for a in range(3) for b in range(a + 1, 3) if codes[a] == codes[b]] == alike
    assert list(blank) == [not text for text in ids]
