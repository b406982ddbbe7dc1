"""What cannot be said of managing together, why, and what it would take; each matter once, in the order of the chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.managers_skills import SKILLS
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.analysis.scoring import survey_scores
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method

MEETINGS = "How managers meet: calendar, hours, quality, overlaps and reviews"
CALENDAR = "The calendar of the year"
HOURS = "The hours that meetings take, and a calendar to propose"
JOINT_WORK = "Which joint work has no meeting"
PLAN = "Whether the plan stays on the agendas"
QUALITY = "What meetings have and lack"
OVERLAPS = "Which meetings do the same work"
CASCADE = "How reviews run from level to level, and whether the executives align"
ALIGNMENT = "Whether the executives align across functions"
SKILLS_GAP = "The skills of managers in managing together"


def gaps(
    engagement: Engagement, method: Method, tables: Mapping[str, pd.DataFrame], known: set[str]
) -> list[NotAssessed]:
    """The gaps of one client.

    Parameters
    ----------
    tables : those of the step. known : ids of the indicators that could be computed.
    """
    found = [] if len(tables["skills"]) else [_skills(engagement, method)]
    if not engagement.has("meetings"):
        cure = "The list of meetings: name, purpose, frequency, length and people of each regular meeting"
        return [NotAssessed(MEETINGS, "No list of meetings was handed over", cure), *found]
    return [*_time(tables), *_content(tables, known), *_levels(engagement, tables, known), *found]


def _time(tables: Mapping[str, pd.DataFrame]) -> Iterator[NotAssessed]:
    meetings = tables["meetings"]
    if not meetings["regular"].fillna(False).astype(bool).any():
        why = "The list names no meeting that is held in a rhythm"
        if meetings["regular"].isna().all():
            why = "The list of meetings does not say how often they are held"
        yield NotAssessed(CALENDAR, why, "How often each meeting is held")
    if meetings["hours"].isna().all():
        yield NotAssessed(HOURS, "Of no meeting are frequency, length and people all on the list",
                          "Frequency, length and attendees in the list of meetings")  # fmt: skip
    if tables["joint_work"].empty:
        yield NotAssessed(
            JOINT_WORK, "Too few meetings on the list say what they are for", "The purpose of each meeting on the list"
        )
    if tables["plan"].empty:
        named = meetings["topics"].map(len).gt(0).any()
        why = (
            "Too few of the reviews on the list name their topics" if named else "The list of meetings names no topics"
        )
        yield NotAssessed(PLAN, why, "The topics of the quarterly and monthly reviews")


def _content(tables: Mapping[str, pd.DataFrame], known: set[str]) -> Iterator[NotAssessed]:
    checks = tables["quality"]
    if not (checks["yes"] + checks["no"]).gt(0).any():
        yield NotAssessed(QUALITY, "The list of meetings says nothing of purpose, agenda and decisions",
                          "Purpose, agenda, decisions and processes in the list of meetings")  # fmt: skip
    if "practices.overlapping" not in known:
        alone = len(tables["meetings"]) < 2
        why = (
            "Only one meeting is on the list"
            if alone
            else "Fewer than two meetings on the list name their people and a purpose or topics"
        )
        cure = "The other meetings of managers" if alone else "Attendees and topics in the list of meetings"
        yield NotAssessed(OVERLAPS, why, cure)


def _levels(engagement: Engagement, tables: Mapping[str, pd.DataFrame], known: set[str]) -> Iterator[NotAssessed]:
    if not engagement.has("roles"):
        yield NotAssessed(
            CASCADE, "No list of roles was handed over", "The list of roles with their level and function"
        )
    elif not len(tables["cascade"]) or "practices.roles_in_reviews" not in known:
        yield NotAssessed(
            CASCADE,
            "Of no review are frequency and people both on the list",
            "Purpose, frequency and attendees in the list of meetings",
        )
    elif "practices.alignment_conversations" not in known:
        yield NotAssessed(ALIGNMENT, "The lists leave open which executives sit in the reviews, whom they stand for, or whether agendas stand",
                          "Level and function in the list of roles; purpose, attendees and agenda in the list of meetings")  # fmt: skip


def _skills(engagement: Engagement, method: Method) -> NotAssessed:
    """Nobody was asked, or too few to be shown without giving them away."""
    items = [method.items[item] for item, _ in SKILLS.values() if item in method.items]
    most = max((len(survey_scores(engagement, item)) for item in items), default=0)
    least = words.count_word(engagement.settings.minimum_group)
    why = (
        f"Fewer than {least} people answered in the survey, and nobody was asked in an interview"
        if most
        else "Nobody was asked about them"
    )
    return NotAssessed(
        SKILLS_GAP,
        why,
        f"The six questions on skills in {words.count_word(method.thresholds.answers.skill_least)} interviews or more, or their statements in a survey",
    )
