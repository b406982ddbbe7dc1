"""Who took part, in words; the figures are in `heard`."""

from __future__ import annotations

from assessment_kit import words
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import later, phrase

GROUPS_OF_LEVEL = {
    "executive": later("Executives"),
    "senior": later("Senior managers"),
    "middle": later("Middle managers"),
    "front_line": later("Front line"),
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
            parts.append(phrase("Fewer than {few} people answered the survey, so nothing of it is shown.", few=few))
        elif total:
            parts.append(
                phrase(
                    "{n} of {total} people answered the survey ({n_2}).",
                    n=words.number(n),
                    total=words.number(total),
                    n_2=words.percent(n / total),
                )
            )
        else:
            parts.append(phrase("{people} answered the survey.", people=words.spoken(n, "person", "people")))
    read = [words.plural(len(engagement.tables[t]), _ONE[t], t) for t in _COUNTED if engagement.has(t)]
    held = words.plural(engagement.interviews, "interview") if engagement.interviews else ""
    if held and read:
        parts.append(
            phrase("We held {held} and read the lists of {read}.", held=held, read=words.listing(read, most=8))
        )
    elif held:
        parts.append(phrase("We held {held}.", held=held))
    elif read:
        parts.append(
            phrase(
                "We read {word} of {read}.",
                word=phrase("a list") if len(read) == 1 else phrase("the lists"),
                read=words.listing(read, most=8),
            )
        )
    return " ".join(parts) or phrase("Nobody has been asked yet, and no list was handed over.")


def made_from(engagement: Engagement) -> str:
    """What was handed over: ``12 lists, 12 interviews and one survey``."""
    lists = sum(1 for name in load_tables() if engagement.has(name))
    parts = [words.plural(lists, "list")] if lists else []
    parts += [words.plural(engagement.interviews, "interview")] if engagement.interviews else []
    parts += [phrase("one survey")] if engagement.survey is not None and len(engagement.survey) else []
    return words.listing(parts) or phrase("nothing but the settings")
