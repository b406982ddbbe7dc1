"""Answers to the items of the method: scores that tell a client's story, the same on every run.

Each score is drawn from a generator of its own, named by item and respondent, so that a new item changes no answer to another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from chance import draws
from written_tables import Row

ITEMS = Path(__file__).resolve().parent.parent / "templates" / "method" / "items"
_STEPS = ("architecture", "roles", "metrics", "practices")

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Interview:
    """One interview: who was asked, when, by whom."""

    name: str
    respondent: str
    level: str
    function: str
    date: str
    interviewers: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """How a client answers: the mean by element and facet, what single items add, and how levels differ."""

    means: Mapping[tuple[str, str], float]
    themes: Mapping[str, float]
    items: Mapping[str, float]
    levels: Mapping[str, float]
    other: float = 2.6

    def mean(self, item: Item) -> float:
        """The mean for an item, before anybody's level or mood."""
        if item["id"] in self.items:
            return self.items[item["id"]]
        if item.get("element"):
            return self.means[item["element"], item["facet"]]
        found = [value for seed, value in self.themes.items() if any(s.startswith(seed) for s in item["seed"])]
        return found[0] if found else self.other


def read_items() -> list[dict[str, Any]]:
    """The items of the method in the order of the steps; themes after them."""
    files = sorted(
        ITEMS.glob("*.yaml"), key=lambda f: (_STEPS.index(f.stem) if f.stem in _STEPS else len(_STEPS), f.stem)
    )
    return [item for file in files for item in yaml.safe_load(file.read_text(encoding="utf-8"))]


def asked(items: Iterable[Item], level: str) -> list[Item]:
    """The items meant for a level."""
    return [item for item in items if level in item["audience"]]


def interview_answers(
    client: str,
    interview: Interview,
    items: Iterable[Item],
    story: Story,
    quotes: Mapping[str, Row],
    notes: Sequence[Row] = (),
    *,
    second_scorer: bool = True,
) -> list[dict[str, Any]]:
    """The answers of one interview, in the order of the items; quotes and notes where there are any.

    second_scorer : a second scorer listened in, and scored a third of the answers as well.
    """
    answers: list[dict[str, Any]] = []
    noted: set[str] = set()  # the same observation is written down once
    for item in items:
        chance = draws(client, interview.name, item["id"])
        quote = quotes.get(item["id"])
        fate = chance.random()
        score = _rounded(story.mean(item) + story.levels[interview.level] + chance.gauss(0, 0.65))
        second = min(5, max(1, score + chance.choices([-1, 0, 1], [0.15, 0.7, 0.15])[0]))
        twice = chance.random() < 1 / 3
        if quote is not None:
            score = int(quote["score"])
            second = min(5, max(1, score + chance.choices([-1, 0, 1], [0.1, 0.8, 0.1])[0]))
        elif fate < 0.14:
            status = "not_asked" if fate < 0.06 else "unknown" if fate < 0.11 else "na"
            answers.append({"item_id": item["id"], "status": status})
            continue
        answer: dict[str, Any] = {"item_id": item["id"], "status": "answered", "score": score}
        if twice and second_scorer:
            answer["second_score"] = second
        if quote is not None:
            answer |= {"quote": quote["text"], "may_be_quoted": quote["quotable"] == "yes"}
        note = _note(item, score, notes)
        if note and note not in noted and chance.random() < 0.6:
            answer["note"] = note
            noted.add(note)
        answers.append(answer)
    return answers


def as_file(interview: Interview, answers: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The content of one interview's file."""
    return {
        "who": {"id": interview.respondent, "level": interview.level, "function": interview.function},
        "when": interview.date,
        "by": " and ".join(interview.interviewers),
        "answers": list(answers),
    }


def place_quotes(
    quotes: Iterable[Row], interviews: Sequence[Interview], items: Iterable[Item]
) -> dict[str, dict[str, Row]]:
    """The quotes by interview and item.

    Raises
    ------
    ValueError : a quote answers an item that is not there or not meant for that level, or two answer the same one.
    """
    levels = {interview.name: interview.level for interview in interviews}
    audience = {item["id"]: item["audience"] for item in items}
    placed: dict[str, dict[str, Row]] = {interview.name: {} for interview in interviews}
    for quote in quotes:
        name = f"interview_{quote['interview']}"
        if levels[name] not in audience.get(quote["item"], ()) or quote["item"] in placed[name]:
            raise ValueError(f"no item for this quote: {name}, {quote['item']}: {quote['text']}")
        placed[name][quote["item"]] = quote
    return placed


def _note(item: Item, score: int, notes: Sequence[Row]) -> str:
    side = "low" if score <= 2 else "high" if score >= 4 else ""
    for note in notes:
        if (note["element"], note["facet"], note["side"]) == (item.get("element"), item.get("facet"), side):
            return note["text"]
    return ""


def _rounded(value: float) -> int:
    return int(min(5, max(1, round(value))))
