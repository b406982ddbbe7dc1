"""How reviews run from level to level, and whether the executives align across functions (AL-04, AL-05, AL-07).

A review is a meeting in which managers look at results or steer by them. The chain between two neighbouring levels holds
when somebody sits in reviews of both; it breaks where nobody does, because then nobody carries word from one to the other.
"""

from __future__ import annotations

from itertools import pairwise
from math import ceil

import pandas as pd

from assessment_kit.analysis.meeting_hours import LEVELS, RHYTHMS

REVIEWS = ("quarterly_review", "monthly_review", "weekly_steering", "daily_steering", "alignment")
ALIGNING = ("quarterly_review", "monthly_review", "alignment")
_RHYTHMS = tuple(r for r in RHYTHMS if r != "Not known")


def reviews_of(meetings: pd.DataFrame) -> pd.DataFrame:
    """The meetings that review or steer, with people named."""
    return meetings[meetings["purpose"].isin(REVIEWS) & meetings["size"].notna()]


def levels_in_reviews(meetings: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """Level × rhythm: how many reviews the level sits in, and how many of its roles.

    Returns
    -------
    level, label, rhythm, meetings, roles (sitting in one of them), all_roles (of the level), names (of the meetings); every level
    that has roles, every rhythm that some review has.
    """
    reviews = reviews_of(meetings)
    level_of = dict(zip(roles["role_id"], roles["level"], strict=True))
    seats = (
        reviews[["meeting_id", "name", "rhythm", "people"]]
        .explode("people")
        .assign(level=lambda f: f["people"].map(level_of))
    )
    rhythms = [r for r in _RHYTHMS if (reviews["rhythm"] == r).any()]
    rows = []
    for level in (lv for lv in LEVELS if (roles["level"] == lv).any()):
        for rhythm in rhythms:
            here = seats[(seats["level"] == level) & (seats["rhythm"] == rhythm)]
            rows.append({
                "level": level, "label": LEVELS[level], "rhythm": rhythm, "meetings": here["meeting_id"].nunique(),
                "roles": here["people"].nunique(), "all_roles": int((roles["level"] == level).sum()),
                "names": tuple(here["name"].unique()),
            })  # fmt: skip
    return pd.DataFrame(rows, columns=["level", "label", "rhythm", "meetings", "roles", "all_roles", "names"])


def roles_in_reviews(meetings: pd.DataFrame, roles: pd.DataFrame) -> pd.Series:
    """Per role: does it sit in a review? Boolean, index of `roles`."""
    seated = {person for people in reviews_of(meetings)["people"] for person in people}
    return roles["role_id"].isin(seated)


def links_between_levels(meetings: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """One row per pair of neighbouring levels: upper, lower (labels), name of the step, linked (boolean), by (titles of those of
    the two levels who sit in reviews of both).

    `linked` is NA where a level has nobody on the list of meetings, which may leave out the meetings of whole levels, and
    where no meeting of the list brings two levels together.
    """
    reviews = reviews_of(meetings)
    level_of = dict(zip(roles["role_id"], roles["level"], strict=True))
    title_of = dict(zip(roles["role_id"], roles["title"], strict=True))
    present = [level for level in LEVELS if (roles["level"] == level).any()]
    seated = {level: _seated(reviews, level, level_of) for level in present}
    seats = [{level_of.get(person) for person in people} & set(present) for people in meetings["people"]]
    # a list whose every meeting holds one level only names the own members of each, and leaves out who else sits in
    listed = set().union(*seats) if any(len(levels) > 1 for levels in seats) else set()
    rows = []
    for upper, lower in pairwise(present):
        both = [person for person in seated[upper] if person in seated[lower]]
        rows.append({
            "upper": LEVELS[upper], "lower": LEVELS[lower], "name": f"below the {LEVELS[upper].lower()}",
            "linked": bool(both) if {upper, lower} <= listed else pd.NA, "by": tuple(str(title_of.get(p, p)) for p in both if level_of.get(p) in (upper, lower)),
        })  # fmt: skip
    frame = pd.DataFrame(rows, columns=["upper", "lower", "name", "linked", "by"])
    return frame.astype({"linked": "boolean"})


def _seated(reviews: pd.DataFrame, level: str, level_of: dict[str, str]) -> dict[str, None]:
    """Everybody in the reviews in which this level sits, in the order of the list."""
    return {p: None for people in reviews["people"] if any(level_of.get(p) == level for p in people) for p in people}


def alignment_conversations(meetings: pd.DataFrame, roles: pd.DataFrame, enough: float) -> pd.DataFrame:
    """Meetings that could bring the functions into line, with `structured`: regular, with a standing agenda.

    They align or review, and bring together at least two functions and at least that share of the executives: what only some of
    them discuss is the business of those functions, not of the whole. `structured` is NA where the agenda or the frequency
    is not known.
    """
    found = meetings[meetings["purpose"].isin(ALIGNING) & brings_executives_together(meetings, roles, enough)].copy()
    standing = found["agenda"].eq("standing").astype("boolean").mask(found["agenda"].isna())
    found["structured"] = found["regular"] & standing
    return found.sort_values("per_year", ascending=False, kind="stable")


def brings_executives_together(meetings: pd.DataFrame, roles: pd.DataFrame, enough: float) -> pd.Series:
    """At least this share of the executives, and at least two functions."""
    executives = set(roles.loc[roles["level"] == "executive", "role_id"])
    quorum = max(1, ceil(len(executives) * enough - 1e-9))
    present = meetings["people"].map(lambda people: len(executives.intersection(people)))
    return meetings["functions"].map(len).ge(2) & present.ge(quorum)
