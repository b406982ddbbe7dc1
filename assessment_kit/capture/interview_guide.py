"""The interview as a file to fill in: each question with its probes and described scores, and room for the answer."""

from __future__ import annotations

from collections.abc import Iterable
from string import Template

from assessment_kit import words
from assessment_kit.analysis.interview_plan import FACET_QUESTIONS
from assessment_kit.method.model import Item, Method
from assessment_kit.shipped import TEMPLATES

_ENTRY = """\
    score:  # 1 to 5
    second_score:
    status:  # without a score: na or unknown
    quote: ""
    may_be_quoted: no
    note: ""
"""


def interview_form(title: str, level: str, items: Iterable[Item], method: Method) -> str:
    """A YAML file that holds these items unanswered; it is sound as it stands."""
    head = Template((TEMPLATES / "capture" / "interview.yaml").read_text(encoding="utf-8"))
    return head.substitute(title=title, level=level) + "".join(_entry(item, method) for item in items)


def _entry(item: Item, method: Method) -> str:
    element = method.elements.get(item.element or "")
    about = f"{element.name}: {FACET_QUESTIONS[item.facet]}" if element and item.facet else "About the whole"
    notes = [
        f"--- {item.topic} · {about} · {words.number(item.minutes)} minutes",
        item.question,
        *(f"    {probe}" for probe in item.probes),
        *(f"    {score}  {text}" for score, text in zip((1, 3, 5), (item.anchors.low, item.anchors.middle, item.anchors.high), strict=True)),
    ]  # fmt: skip
    lines = "".join(f"  # {note}\n" for note in notes)
    return f'\n{lines}  - item_id: "{item.id}"\n{_ENTRY}'
