"""The reports that managers receive: how many, how often, and whether anybody uses them (PM-17, PM-59)."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.figure_delays import rhythm, times_a_year


def report_use(reports: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """One row per report.

    Returns
    -------
    report_id, name, row, producer (title of the role, "" where unknown), readers (how many receive it; NA where nobody is
    named), per_year, rhythm, copies (readers × times a year; NaN where either is unknown), metrics (how many are in it), used (boolean).
    """
    titles = roles.drop_duplicates("role_id").set_index("role_id")["title"]
    per_year = times_a_year(reports["frequency"])
    readers = reports["receivers"].map(len).astype("Int64")
    readers = readers.mask(readers.eq(0))
    return pd.DataFrame(
        {
            "report_id": reports["report_id"], "name": reports["name"], "row": reports["row"],
            "producer": reports["producer"].map(titles).astype("str").fillna(""), "readers": readers, "per_year": per_year,
            "rhythm": rhythm(per_year), "copies": readers.astype("Float64") * per_year.astype("Float64"),
            "metrics": reports["metric_ids"].map(len).astype(int), "used": reports["used"],
        }
    )  # fmt: skip
