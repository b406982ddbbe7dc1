"""What a good meeting has: a rhythm, a purpose, an agenda, decisions on record, and a whole process to look at (PM-65, PM-67)."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.result import indicator, references, share
from assessment_kit.analysis.review_cascade import ALIGNING

Row = dict[str, object]

_CHECKS: dict[str, str] = {
    "practices.meetings_scheduled": "Comes round in a rhythm",
    "practices.purpose_stated": "States its purpose",
    "practices.with_agenda": "Has an agenda",
    "practices.decisions_recorded": "Records its decisions",
    "practices.process_on_agenda": "Looks at a whole process",
}


def _checks(meetings: pd.DataFrame) -> dict[str, pd.Series]:
    return {
        "practices.meetings_scheduled": meetings["regular"],
        "practices.purpose_stated": meetings["has_purpose"],
        "practices.with_agenda": meetings["has_agenda"],
        "practices.decisions_recorded": meetings["decisions_recorded"],
        "practices.process_on_agenda": meetings["process_performance_on_agenda"],
    }


def quality(meetings: pd.DataFrame) -> pd.DataFrame:
    """What a good meeting has, one row each: check, name, yes, no, unknown, share of those known, share of their hours, names (of no)."""
    rows = []
    for check, counted in _checks(meetings).items():
        yes = counted.fillna(False).astype(bool)
        no = (~counted).fillna(False).astype(bool)
        hours = meetings["hours"].where(yes | no)
        known, total = int((yes | no).sum()), float(hours.sum())
        rows.append({
            "check": check, "name": _CHECKS[check], "yes": int(yes.sum()), "no": int(no.sum()), "unknown": len(meetings) - known,
            "share": yes.sum() / known if known else float("nan"),
            "hours_share": float(hours.where(yes).sum()) / total if total else float("nan"),
            "names": tuple(meetings.loc[no].sort_values("hours", ascending=False, kind="stable")["name"]),
        })  # fmt: skip
    columns = ["check", "name", "yes", "no", "unknown", "share", "hours_share", "names"]
    return pd.DataFrame(rows, columns=columns)


def quality_indicators(meetings: pd.DataFrame) -> list[Row | None]:
    """What the meetings have and lack, the longest first in every list of examples."""
    by_hours = meetings.sort_values("hours", ascending=False, kind="stable")
    standing = by_hours["agenda"].eq("standing").astype("boolean").mask(by_hours["agenda"].isna())
    marks = by_hours[["has_purpose", "has_agenda"]]
    unclear = (~marks.all(axis=1)).astype("boolean").mask(marks.isna().any(axis=1))
    functions = by_hours["functions"].map(len)
    across = functions.ge(2).astype("boolean").mask(functions.eq(0))
    inputs = by_hours["inputs"].map(len).gt(0).astype("boolean")
    measures: dict[str, pd.Series] = {
        **_checks(by_hours),
        "practices.meetings_sound": by_hours["sound"],
        "practices.unclear": unclear,
        "practices.standing_agenda": standing,
        "practices.no_decisions": ~by_hours["decisions_recorded"],
        "practices.doubtful": by_hours["doubtful"],
        "practices.across_functions": across,
        "practices.in_person": by_hours["medium"]
        .isin(("face_to_face", "mixed"))
        .astype("boolean")
        .mask(by_hours["medium"].isna()),
        "practices.with_chair": by_hours["chair"].notna().astype("boolean")
        if by_hours["chair"].notna().any()
        else _unknown(by_hours),
        "practices.with_report": inputs if inputs.any() else _unknown(by_hours),
    }
    rows = [share(name, by_hours, counted, "meetings") for name, counted in measures.items()]
    value = by_hours["value"].dropna().astype(float)
    if len(value):
        valued = by_hours.loc[value.index]
        rows.append(indicator("practices.value", value.mean(), "score", len(value), references("meetings", valued)))
    ready = by_hours["sound"] & across & ~by_hours["process_performance_on_agenda"] & by_hours["purpose"].isin(ALIGNING)
    ready &= ~by_hours["doubtful"].fillna(False)
    if ready.notna().any():
        places = by_hours[ready.fillna(False).astype(bool)]
        rows.append(
            indicator("practices.places_for_process", len(places), "count", int(ready.notna().sum()), references("meetings", places),
                      count=len(places), examples=tuple(places["name"]))
        )  # fmt: skip
    return rows


def _unknown(rows: pd.DataFrame) -> pd.Series:
    return pd.Series(pd.NA, index=rows.index, dtype="boolean")
