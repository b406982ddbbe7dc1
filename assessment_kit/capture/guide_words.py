"""What both forms of the interview guide say, on paper and in Word: title, how to use it, the parts and their questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assessment_kit import words
from assessment_kit.analysis.interview_plan import FACET_QUESTIONS
from assessment_kit.diagnosis.evidence import LEVELS
from assessment_kit.method.model import STEPS, Item, Level, Method

AUDIENCES: dict[Level, str] = {
    "executive": "Executives",
    "senior": "Senior managers",
    "middle": "Middle managers",
    "front_line": "Front line",
}
FIRST = "ask first"
"""Beside the questions that say most."""
HOW = (
    "Ask openly, listen, and then score. A score is 1 to 5; 1, 3 and 5 are described, halves are allowed.",
    "A second person may score as well, without looking at the first score.",
    "Without a score, say why: does not apply, does not know, or come back later. Leave empty what you did not ask.",
    "A quote may be in the report only if the person agreed; a note never is.",
    "Names of people are not needed: choose a short name for the interviewee, such as finance_1.",
    f"Nobody is asked all of it. When time is short take the questions marked “{FIRST}”.",
)


@dataclass(frozen=True)
class Part:
    """The questions of one chapter."""

    title: str
    items: tuple[Item, ...]


def asked(method: Method, level: Level) -> tuple[Item, ...]:
    """The questions to people of a level, in the order of the chapters."""
    return tuple(i for step in STEPS for i in method.items.values() if i.step == step and level in i.audience)


def parts(items: Iterable[Item], method: Method) -> Iterator[Part]:
    """The questions chapter by chapter, in the order in which they come."""
    by_step: dict[str, list[Item]] = {}
    for item in items:
        by_step.setdefault(item.step, []).append(item)
    for step, several in by_step.items():
        yield Part(method.chapters[step].title, tuple(several))


def title(level: Level) -> str:
    """``Interview guide: executives``."""
    return f"Interview guide: {words.humanise(AUDIENCES[level].lower())}"


def size(items: Iterable[Item]) -> str:
    """``93 questions, 323 minutes for all of them``."""
    several = list(items)
    minutes = words.number(sum(i.minutes for i in several))
    return f"{words.plural(len(several), 'question')}, {minutes} minutes for all of them"


def about(item: Item, method: Method) -> str:
    """``Roles and accountability: whether it is there · 3 minutes · ask first``."""
    element = method.elements.get(item.element or "")
    what = f"{element.name}: {FACET_QUESTIONS[item.facet]}" if element and item.facet else "About the whole"
    time = f"{words.number(item.minutes)} {'minute' if item.minutes == 1 else 'minutes'}"
    return " · ".join([what, time, *([FIRST] if item.salience == 3 else [])])


def anchors(item: Item) -> tuple[tuple[int, str], ...]:
    """The described scores."""
    return (1, item.anchors.low), (3, item.anchors.middle), (5, item.anchors.high)


def level_words() -> tuple[str, ...]:
    """The levels as they are offered."""
    return tuple(words.humanise(level) for level in LEVELS)
