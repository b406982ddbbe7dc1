"""What a client's folder holds, counted: the first thing to look at after a check."""

from __future__ import annotations

from collections.abc import Mapping

from assessment_kit import words
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import Engagement

_ALWAYS = ("processes", "roles", "metrics", "meetings")
"""Lists that are named even where they have no row."""


def holdings(engagement: Engagement) -> Mapping[str, int]:
    """What → how many sound ones: the rows of each list, interviews with an answer, people who answered the survey."""
    lists = {
        table.title: len(engagement.table(name))
        for name, table in load_tables().items()
        if name in _ALWAYS or engagement.has(name)
    }
    people = 0 if engagement.survey is None else int(engagement.survey.scores.notna().any(axis=1).sum())
    return {**lists, "Interviews": engagement.interviews, "Survey answers": people}


def holdings_text(engagement: Engagement) -> str:
    """``Processes 40, Roles 33, Metrics 80, Meetings 60, Interviews 12, Survey answers 150``."""
    return ", ".join(f"{what} {words.number(count)}" for what, count in holdings(engagement).items())


def is_blank(engagement: Engagement) -> bool:
    """True where there is nothing to assess yet."""
    return not any(holdings(engagement).values())
