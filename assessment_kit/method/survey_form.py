"""The survey form: which statements it asks under which topic, in its short and in its full length, and whether it is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assessment_kit.method.model import Element, Item, Method, SurveyForm

LONGEST_LIST = 255
"""So many letters a drop-down of Excel holds, with commas between its entries."""


@dataclass(frozen=True)
class AskedTopic:
    """A topic with its items in the order in which they are asked; each of them has a statement."""

    title: str
    note: str
    items: tuple[Item, ...]


def statements_asked(method: Method, *, full: bool = False) -> list[AskedTopic]:
    """The topics of the short form, or of the full one, which holds every statement of the method.

    Statements that no topic names, such as a client's own, close the full form under a topic of their own.
    """
    form = method.survey
    topics = [
        AskedTopic(t.title, t.note, tuple(method.items[name] for name in (t.items + t.more if full else t.items)))
        for t in form.topics
    ]
    if full:
        placed = {item.id for topic in topics for item in topic.items}
        left = tuple(i for i in method.items.values() if i.statement is not None and i.id not in placed)
        topics.append(AskedTopic(form.further, "", left))
    return [topic for topic in topics if topic.items]


def form_faults(form: SurveyForm, elements: Sequence[Element], items: Sequence[Item]) -> Iterator[str]:
    """Statements that are not there or asked twice, elements that the short form forgets, answers that no drop-down can hold."""
    by_id = {item.id: item for item in items}
    short = [name for topic in form.topics for name in topic.items]
    for name, times in Counter([*short, *(name for topic in form.topics for name in topic.more)]).items():
        if name not in by_id:
            yield f"survey.yaml: item {name} does not exist"
        elif by_id[name].statement is None:
            yield f"survey.yaml: item {name} has no statement"
        if times > 1:
            yield f"survey.yaml: item {name} is asked {times} times"
    asked = {by_id[name].element for name in short if name in by_id}
    for element in elements:
        if element.id not in asked:
            yield f"survey.yaml: the short form asks nothing about element {element.id}"
    for answers in ([*form.scale, form.na, form.unknown], list(form.level.options.values())):
        yield from (
            f"survey.yaml: the answer “{a}” holds a comma, which parts a drop-down" for a in answers if "," in a
        )
        if len(",".join(answers)) > LONGEST_LIST:
            yield f"survey.yaml: the answers from “{answers[0]}” on are too long for a drop-down"
