"""Which joint work of managers has a meeting (PM-62), the rhythm of the year (PM-64), and where the plan stays in sight (PM-48)."""

from __future__ import annotations

import re

import pandas as pd

JOINT_WORK: dict[str, tuple[str, ...]] = {
    "Planning the future": ("strategy",),
    "Setting goals": ("goals",),
    "Agreeing plans and budgets": ("annual_planning", "budget"),
    "Reviewing progress": ("quarterly_review", "monthly_review"),
    "Dealing with the unexpected": ("unexpected", "daily_steering", "weekly_steering"),
}
YEAR_RHYTHM: dict[str, tuple[str, ...]] = {
    "A yearly round of planning": ("strategy", "annual_planning", "budget"),
    "Quarterly reviews": ("quarterly_review",),
    "Monthly reviews": ("monthly_review",),
    "A period for appraisals": ("performance_review",),
}
DECIDING = "Deciding on record"
PLANNING = ("strategy", "annual_planning")
_RUNNING = ("weekly_steering", "daily_steering", "improvement", "unexpected")
"""Meetings that run the day: a plan on their agenda is that of the week or the shift."""
_PLAN = re.compile(
    r"strateg|\b(?:annual|year(?:ly)?|business|operating|company|corporate|long[- ]term|\w+[- ]year) plan\b|^(?:the )?plan$"
    r"|progress (?:on|against|of) .*\b(?:plan|goals?)\b|\b(?:enterprise|company|annual) (?:goals|objectives)\b|\bokrs?\b",
    re.IGNORECASE,
)
"""Topics in which the plan of the whole is looked at; not the plan of a shift or of a capacity."""


def joint_work(meetings: pd.DataFrame, enough: float) -> pd.DataFrame:
    """One row per kind of joint work: kind, present (boolean), meetings (how many), names, rows. Empty where purposes are not known."""
    frame = _kinds(meetings, JOINT_WORK, enough)
    decided = meetings["decisions_recorded"]
    if frame.empty or decided.isna().all():
        return frame
    recorded = meetings[decided.fillna(False).astype(bool)]
    last = pd.DataFrame([_kind(DECIDING, recorded)])
    return pd.concat([frame, last], ignore_index=True)


def year_rhythm(meetings: pd.DataFrame, enough: float) -> pd.DataFrame:
    """As `joint_work`, for the parts of a management year; only meetings with a rhythm count."""
    regular = meetings["regular"].fillna(True).astype(bool)
    return _kinds(meetings, YEAR_RHYTHM, enough, meetings[regular])


def _kinds(
    meetings: pd.DataFrame, kinds: dict[str, tuple[str, ...]], enough: float, counted: pd.DataFrame | None = None
) -> pd.DataFrame:
    columns = ["kind", "present", "meetings", "names", "rows"]
    if meetings.empty or meetings["purpose"].notna().mean() < enough:
        return pd.DataFrame(columns=columns)
    of = meetings if counted is None else counted
    return pd.DataFrame(
        [_kind(kind, of[of["purpose"].isin(purposes)]) for kind, purposes in kinds.items()], columns=columns
    )


def _kind(kind: str, found: pd.DataFrame) -> dict[str, object]:
    return {
        "kind": kind, "present": len(found) > 0, "meetings": len(found),
        "names": tuple(found["name"]), "rows": tuple(int(r) for r in found["row"]),
    }  # fmt: skip


def looks_at_plan(meetings: pd.DataFrame) -> pd.Series:
    """Is the plan of the whole among the topics? Boolean; NA where the meeting names no topics and is not there to plan."""
    planning = meetings["purpose"].isin(PLANNING)
    named = meetings["topics"].map(len) > 0
    hit = meetings["topics"].map(lambda topics: any(_PLAN.search(t) for t in topics)) & ~meetings["purpose"].isin(
        _RUNNING
    )
    return (planning | hit).astype("boolean").mask(~planning & ~named)


def plan_by_month(meetings: pd.DataFrame, dates: pd.DataFrame, enough: float) -> pd.DataFrame:
    """Per calendar month 1–12: month, meetings with the plan on the agenda, names.

    Empty where too few of the quarterly and monthly reviews say what is on their agenda.
    """
    reviews = meetings[meetings["purpose"].isin(("quarterly_review", "monthly_review"))]
    if len(reviews) and reviews["topics"].map(len).gt(0).mean() < enough:
        return pd.DataFrame(columns=["month", "meetings", "names"])
    if not len(reviews) and not meetings["topics"].map(len).gt(0).any():
        return pd.DataFrame(columns=["month", "meetings", "names"])
    on = meetings[looks_at_plan(meetings).fillna(False).astype(bool)]
    name_of = dict(zip(on["meeting_id"], on["name"], strict=True))
    held = dates[dates["meeting_id"].isin(name_of)].assign(month=lambda f: f["date"].dt.month)
    rows = []
    for month in range(1, 13):
        ids = held.loc[held["month"] == month, "meeting_id"].unique()
        rows.append({"month": month, "meetings": len(ids), "names": tuple(name_of[i] for i in ids)})
    return pd.DataFrame(rows)
