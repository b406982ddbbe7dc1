"""What step 2 could not say, each reason told once: why, and what it would take."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.managing_activities import MANAGEMENT_GROUP
from assessment_kit.analysis.reporting_line import reporting_line
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.engagement.model import Engagement

NOTHING = "Who answers for what, and how well roles are defined"
WHO = "Who answers for the key processes"
FIRST = "Which process wants an owner first"
DEFINED = "How well roles are defined, and who does each part of managing"
ACTIVITIES = "Who does each activity of managing"
QUALITY = "How well roles are defined"
SPREAD = "How accountability is spread over the roles"
LAYERS = "Which layers of management there are, and who carries how much"
LINE = "How the line of reporting runs"
CIRCLE = "Where some roles stand in the line"

_LIST = "Hand over the list of responsibilities, made from job descriptions, the handbook and interviews"


def role_gaps(
    engagement: Engagement,
    owners: pd.DataFrame | None,
    states: pd.DataFrame,
    roles: pd.DataFrame,
    defects: pd.DataFrame,
) -> Iterator[NotAssessed]:
    """The gaps in the order of the notebook.

    Parameters
    ----------
    owners, states, roles, defects : the tables of `roles.analyse` and `managing_activities.activity_states`; a table without
        rows is a figure that cannot be drawn.
    """
    if owners is None and not engagement.has("responsibilities"):
        yield _nothing(engagement)
    else:
        yield from _owners(engagement, owners)
        yield from _managing(engagement, states)
        yield from _quality(engagement, defects)
    yield from _spread(engagement, roles, owners)
    yield from _line(engagement.table("roles"))


def _nothing(engagement: Engagement) -> NotAssessed:
    lacks = (
        "There is no list of responsibilities, and the list of processes names no owner"
        if engagement.has("processes")
        else "There is neither a list of responsibilities nor a list of processes"
    )
    return NotAssessed(NOTHING, lacks, f"{_LIST}, with how clear and how feasible each one is")


def _owners(engagement: Engagement, owners: pd.DataFrame | None) -> Iterator[NotAssessed]:
    if owners is None or not owners["is_key"].any():
        named = (
            "The list of responsibilities speaks of"
            if engagement.has("responsibilities")
            else "The list of processes names an owner of"
        )
        lacks = f"{named} none of them" if engagement.has("processes") else "There is no list of processes"
        yield NotAssessed(
            WHO,
            lacks,
            _LIST if engagement.has("processes") else "Hand over the list of processes, with the key ones marked",
        )
        return
    without = owners[owners["is_key"] & owners["status"].ne("one")]
    if len(without) and without["urgency"].isna().all():
        lacks = "The key processes without one owner are not rated for importance and for problems"
        yield NotAssessed(FIRST, lacks, "Have the executives rate each of them twice from 1 to 5, in one meeting")


def _managing(engagement: Engagement, states: pd.DataFrame) -> Iterator[NotAssessed]:
    if not engagement.has("responsibilities"):
        yield NotAssessed(
            DEFINED, "There is no list of responsibilities", f"{_LIST}, with how clear and how feasible each one is"
        )
    elif engagement.has("management_processes") and not states["group"].eq(MANAGEMENT_GROUP).any():
        lacks = "The list of responsibilities names no management process"
        yield NotAssessed(ACTIVITIES, lacks, "Add one row per management process and role to that list")
    elif states.empty:
        lacks = "The list of responsibilities does not tell the activities of managing apart"
        yield NotAssessed(ACTIVITIES, lacks, "Fill in the column Activity of that list with the client")


def _quality(engagement: Engagement, defects: pd.DataFrame) -> Iterator[NotAssessed]:
    if engagement.has("responsibilities") and defects.empty:
        lacks = "The list of responsibilities does not say how clear or how feasible any of them is"
        yield NotAssessed(QUALITY, lacks, "Fill in these two columns with the client")


def _spread(engagement: Engagement, roles: pd.DataFrame, owners: pd.DataFrame | None) -> Iterator[NotAssessed]:
    if not engagement.has("roles"):
        yield NotAssessed(
            LAYERS,
            "There is no list of roles",
            "Hand over the list of roles, with their levels and to whom each reports",
        )
    elif not roles["accountable"].gt(0).fillna(False).any() and (
        owners is not None or engagement.has("responsibilities")
    ):
        lacks = "No paper that we were given makes a role accountable"
        yield NotAssessed(SPREAD, lacks, "Enter in the list of responsibilities who is accountable")


def _line(roles: pd.DataFrame) -> Iterator[NotAssessed]:
    if len(roles) and roles["reports_to"].isna().all():
        lacks = "The list of roles does not say who reports to whom"
        yield NotAssessed(LINE, lacks, "Enter the organisation chart in the column Reports to of that list")
    circular = reporting_line(roles)["circular"]
    if circular.any():
        titles = list(roles.loc[roles["role_id"].isin(circular.index[circular]), "title"])
        lacks = "In the list of roles their line never reaches a top: " + words.listing(titles)
        yield NotAssessed(CIRCLE, lacks, "Check the column Reports to for these roles")
