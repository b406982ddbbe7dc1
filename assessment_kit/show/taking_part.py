"""Who took part, in words; the figures are in `heard`."""

from __future__ import annotations

from assessment_kit import words
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import Engagement

GROUPS_OF_LEVEL = {
    "executive": "Executives",
    "senior": "Senior managers",
    "middle": "Middle managers",
    "front_line": "Front line",
}
"""Levels as groups of people, for charts and tables."""

_COUNTED = ("processes", "roles", "metrics", "reports", "meetings")
_ONE = {"processes": "process", "roles": "role", "metrics": "metric", "reports": "report", "meetings": "meeting"}


def took_part(engagement: Engagement) -> str:
    """``150 of 220 people answered the survey (68%). We held 12 interviews and read 40 processes and 60 meetings.``"""
    parts = []
    if engagement.survey is not None and len(engagement.survey):
        n, total = len(engagement.survey), engagement.settings.population.total
        if n < engagement.settings.minimum_group:
            few = words.count_word(engagement.settings.minimum_group)
            parts.append(f"Fewer than {few} people answered the survey, so nothing of it is shown.")
        elif total:
            parts.append(
                f"{words.number(n)} of {words.number(total)} people answered the survey ({words.percent(n / total)})."
            )
        else:
            parts.append(f"{words.spoken(n, 'person', 'people')} answered the survey.")
    read = [words.plural(len(engagement.tables[t]), _ONE[t], t) for t in _COUNTED if engagement.has(t)]
    held = words.plural(engagement.interviews, "interview") if engagement.interviews else ""
    if held and read:
        parts.append(f"We held {held} and read the lists of {words.listing(read, most=8)}.")
    elif held:
        parts.append(f"We held {held}.")
    elif read:
        parts.append(f"We read {'a list' if len(read) == 1 else 'the lists'} of {words.listing(read, most=8)}.")
    return " ".join(parts) or "Nobody has been asked yet, and no list was handed over."


def made_from(engagement: Engagement) -> str:
    """What was handed over: ``12 lists, 12 interviews and one survey``."""
    lists = sum(1 for name in load_tables() if engagement.has(name))
    parts = [words.plural(lists, "list")] if lists else []
    parts += [words.plural(engagement.interviews, "interview")] if engagement.interviews else []
    parts += ["one survey"] if engagement.survey is not None and len(engagement.survey) else []
    return words.listing(parts) or "nothing but the settings"
