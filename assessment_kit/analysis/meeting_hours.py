"""The hours that managers spend together: length × people × times a year, by meeting, role, level and purpose."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.calendar import is_regular, times_a_year
from assessment_kit.method.thresholds import MeetingLimits

LEVELS = {
    "executive": "Executives",
    "senior": "Senior managers",
    "middle": "Middle managers",
    "front_line": "Front line",
}
"""The levels of management from the top, as a reader knows them."""

PURPOSES = {
    "strategy": "Strategy", "annual_planning": "Annual planning", "goals": "Goals", "budget": "Budget",
    "quarterly_review": "Quarterly review", "monthly_review": "Monthly review", "weekly_steering": "Weekly steering",
    "daily_steering": "Daily steering", "performance_review": "Appraisal and pay", "alignment": "Alignment",
    "improvement": "Improvement", "unexpected": "Unexpected issues", "information": "Information", "other": "Other",
}  # fmt: skip

RHYTHMS = ("Yearly", "Quarterly", "Monthly", "Weekly", "Daily", "On demand", "Not known")


def meetings_with_hours(meetings: pd.DataFrame, roles: pd.DataFrame, limits: MeetingLimits) -> pd.DataFrame:
    """The client's meetings with what follows from their cells.

    Parameters
    ----------
    meetings, roles : the client's tables; `roles` may be empty.

    Returns
    -------
    The meetings, index kept, with these columns more:

    - people : tuple of role ids, attendees and chair; empty where no attendees are named, since a chair does not meet alone.
    - size : how many people; NaN where not known. levels, functions : tuples, from the list of roles.
    - per_year : times a year, NaN where not known or on demand. regular : boolean, NA where not known.
    - rhythm : one of RHYTHMS. hours : of all people in a year; NaN where length, people or frequency are not known.
    - has_purpose : is a purpose written in the invitation? NA for all where the client filled in none at all.
    - has_agenda : standing or made each time; NA where not known. has_topics : are topics named? NA for all where none are.
    - doubtful : do its members rate it low? NA where they do not rate it.
    - purpose_label : for people. sound : purpose, agenda and decisions all there; NA where one of the three is not known, so that
      what is badly recorded does not count as badly made.
    """
    frame = meetings.copy()
    frame["people"] = [
        _people(attendees, chair) for attendees, chair in zip(frame["attendees"], frame["chair"], strict=True)
    ]
    frame["size"] = frame["people"].map(len).where(frame["people"].map(len) > 0).astype(float)
    for column, known in (("levels", "level"), ("functions", "function")):
        by_role = dict(zip(roles["role_id"], roles[known], strict=True))
        frame[column] = [_distinct(by_role, people) for people in frame["people"]]
    frame["per_year"] = times_a_year(frame["frequency"])
    frame["regular"] = is_regular(frame["frequency"])
    frame["rhythm"] = [
        rhythm(n, regular, limits) for n, regular in zip(frame["per_year"], frame["regular"], strict=True)
    ]
    frame["hours"] = frame["minutes"].astype(float) / 60 * frame["size"] * frame["per_year"]
    frame["has_purpose"] = _written(frame["stated_purpose"])
    frame["has_agenda"] = frame["agenda"].ne("none").astype("boolean").mask(frame["agenda"].isna())
    frame["doubtful"] = frame["value"].le(limits.doubtful_to).astype("boolean").mask(frame["value"].isna())
    frame["purpose_label"] = frame["purpose"].map(PURPOSES).fillna("Purpose not known")
    marks = frame[["has_purpose", "has_agenda", "decisions_recorded"]]
    frame["sound"] = marks.all(axis=1).astype("boolean").mask(marks.isna().any(axis=1))
    return frame


def _people(attendees: tuple[str, ...], chair: object) -> tuple[str, ...]:
    if not attendees:
        return ()
    return tuple(dict.fromkeys((*attendees, chair) if isinstance(chair, str) else attendees))


def _distinct(by_role: dict[str, object], people: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(by_role[p]) for p in people if isinstance(by_role.get(p), str)))


def rhythm(per_year: float, regular: object, limits: MeetingLimits) -> str:
    """One of RHYTHMS, by times a year."""
    if regular is pd.NA:
        return "Not known"
    if not regular:
        return "On demand"
    least = (limits.daily_from, limits.weekly_from, limits.monthly_from, limits.quarterly_from)
    names = zip(least, ("Daily", "Weekly", "Monthly", "Quarterly"), strict=True)
    return next((name for times, name in names if per_year >= times), "Yearly")


def _written(texts: pd.Series) -> pd.Series:
    """An empty cell means no where the column is in use (its help says so), and not known where it is not."""
    written = texts.notna()
    return written.astype("boolean") if written.any() else pd.Series(pd.NA, index=texts.index, dtype="boolean")


def hours_by_role(meetings: pd.DataFrame, roles: pd.DataFrame, limits: MeetingLimits) -> pd.DataFrame:
    """One row per role that sits in a meeting: role_id, title, level, function, meetings, hours, share of working time, heavy, row."""
    seats = meetings.loc[meetings["hours"].notna(), ["meeting_id", "people", "hours", "size"]].explode("people")
    seats = seats.dropna(subset=["people"]).assign(hours=seats["hours"] / seats["size"])
    sums = seats.groupby("people", sort=False).agg(meetings=("meeting_id", "size"), hours=("hours", "sum"))
    frame = sums.rename_axis("role_id").reset_index().astype({"role_id": "str"})  # of no meetings, pandas makes numbers
    frame = frame.merge(roles[["role_id", "title", "level", "function", "row"]], on="role_id", how="left")
    frame["title"] = frame["title"].fillna(frame["role_id"])
    frame["share"] = frame["hours"] / limits.working_hours
    frame["heavy"] = frame["share"] >= limits.heavy_share
    return frame.sort_values("hours", ascending=False, kind="stable", ignore_index=True)


def hours_by_level(role_hours: pd.DataFrame, limits: MeetingLimits) -> pd.DataFrame:
    """One row per level that sits in meetings, from the top: level, label, roles, hours of them all, hours per role, share, heavy."""
    known = role_hours.dropna(subset=["level"])
    frame = known.groupby("level").agg(roles=("role_id", "size"), hours=("hours", "sum"))
    frame = frame.reindex([level for level in LEVELS if level in frame.index]).rename_axis("level").reset_index()
    frame["label"] = frame["level"].map(LEVELS)
    frame["hours_per_role"] = frame["hours"] / frame["roles"]
    frame["share"] = frame["hours_per_role"] / limits.working_hours
    frame["heavy"] = frame["share"] >= limits.heavy_share
    return frame


def hours_by_purpose(meetings: pd.DataFrame) -> pd.DataFrame:
    """One row per purpose, most hours first: purpose, meetings, hours (those of meetings whose hours are known)."""
    frame = meetings.groupby("purpose_label").agg(meetings=("meeting_id", "size"), hours=("hours", "sum"))
    frame = frame.rename_axis("purpose").reset_index()
    return frame.sort_values("hours", ascending=False, kind="stable", ignore_index=True)
