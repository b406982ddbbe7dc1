"""Small engagements for tests, built from rows in plain Python instead of files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import ANSWER_COLUMNS, Engagement, Settings, Survey


def table(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Rows as the reader would hand them on: every column there, typed, `row` counted from 2."""
    columns = load_tables()[name].columns
    unknown = {key for row in rows for key in row} - {c.name for c in columns}
    assert not unknown, f"{name} has no columns {unknown}"
    frame = {}
    for c in columns:
        values = [row.get(c.name) for row in rows]
        if c.type in ("refs", "texts"):
            frame[c.name] = pd.Series([tuple(v or ()) for v in values], dtype="object")
        else:
            frame[c.name] = pd.Series(values, dtype=c.dtype)
    frame["row"] = pd.Series(range(2, len(rows) + 2), dtype="Int64")
    return pd.DataFrame(frame)


def answers(rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Interview answers; each row needs interview and item_id; a score makes it answered."""
    full = [
        {
            "respondent": row["interview"], "level": "senior", "function": "Sales",
            "status": "answered" if row.get("score") is not None else "unknown",
            "may_be_quoted": False, "ref": f"interviews/{row['interview']}#{row['item_id']}", **row,
        }
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(
        {name: pd.Series([row.get(name) for row in full], dtype=dtype) for name, dtype in ANSWER_COLUMNS.items()}
    )


def survey(
    scores: Mapping[str, Sequence[float | None]], levels: Sequence[str] = (), functions: Sequence[str] = ()
) -> Survey:
    """A survey from scores per item; None is not asked."""
    frame = pd.DataFrame({k: pd.Series(list(v), dtype="float32") for k, v in scores.items()})
    status = frame.notna().replace({True: "answered", False: "not_asked"}).astype("category")
    people = pd.DataFrame(
        {
            "respondent": [f"p{i}" for i in range(len(frame))],
            "level": list(levels) or ["front_line"] * len(frame),
            "function": list(functions) or ["Sales"] * len(frame),
            "started": pd.NaT,
            "finished": pd.NaT,
        }
    )
    return Survey(people, frame, status, pd.DataFrame({"respondent": [], "column": [], "text": []}), "survey.csv")


def engagement(
    *,
    settings: Mapping[str, Any] | None = None,
    interviews: Sequence[Mapping[str, Any]] = (),
    survey: Survey | None = None,
    **tables: Sequence[Mapping[str, Any]],
) -> Engagement:
    """An engagement from rows: ``engagement(processes=[{"process_id": "p", "name": "P", "category": "sell"}])``."""
    return Engagement(
        folder="tiny",
        settings=Settings(**{"client": "Tiny", "date": dt.date(2026, 10, 16), **(settings or {})}),
        tables={name: table(name, rows) for name, rows in tables.items()},
        answers=answers(interviews),
        survey=survey,
    )
