"""A method of two elements, small enough to work every figure by hand."""

from __future__ import annotations

from typing import Any

from assessment_kit.method import load_method
from assessment_kit.method.model import Action, Chapter, Element, Indicator, Item, Method, Situation

THRESHOLDS = load_method().thresholds
SURVEY = load_method().survey


def item(
    name: str, facet: str | None = None, statement: str = "", *, reversed_: bool = False, seed: str = "PM-12"
) -> Item:
    return Item.model_validate(
        {
            "id": name, "seed": [seed], "step": "roles", "element": "E5" if facet else None, "facet": facet, "topic": "owner",
            "question": "Who answers?", "anchors": {"low": "nobody", "middle": "some", "high": "one"},
            "statement": {"text": statement, "reversed": reversed_} if statement else None,
            "audience": ["senior"], "salience": 2, "minutes": 3.0,
        }
    )  # fmt: skip


def situation(name: str, when: dict[str, Any], **changed: Any) -> Situation:
    return Situation.model_validate(
        {
            "id": name, "seed": ["PM-12"], "step": "roles", "section": "matrix", "elements": ["E5"], "severity": "serious",
            "letter": "A+C", "when": when, "headline": "Nobody answers.", "fact": "{roles.void:count} of {roles.void:n} have no owner.",
            "meaning": "Work falls between functions.", "actions": ["roles.name"], **changed,
        }
    )  # fmt: skip


def action(name: str, **changed: Any) -> Action:
    return Action.model_validate(
        {
            "id": name, "seed": ["PM-42"], "title": f"Do {name}", "how": "Like this.", "head": "roles", "owner": "Chief executive",
            "effort_days": 5, "effect": "high", "phase": "now", **changed,
        }
    )  # fmt: skip


def method(
    items: list[Item] | None = None, situations: list[Situation] | None = None, actions: list[Action] | None = None
) -> Method:
    element = Element.model_validate(
        {
            "id": "E5", "seed": ["PM-02"], "name": "Roles and accountability", "short": "roles", "step": "roles",
            "question": "Who?", "inventory": {"exists": ["roles.void"]},
        }
    )  # fmt: skip
    indicator = Indicator.model_validate(
        {
            "id": "roles.void",
            "seed": ["PL-07"],
            "step": "roles",
            "name": "No owner",
            "unit": "share",
            "says": "{count} of {n} have no owner",
            "formula": "Processes that nobody owns, divided by all processes.",
        }
    )
    chapters = {
        step: Chapter.model_validate(
            {"step": step, "number": n, "title": step, "question": "?", "answers": [{"text": "-"}]}
        )
        for n, step in enumerate(("architecture", "roles", "metrics", "practices"), start=1)
    }
    return Method(
        version="test", elements={"E5": element}, indicators={"roles.void": indicator}, chapters=chapters,
        items={i.id: i for i in items or []}, situations={s.id: s for s in situations or []},
        actions={a.id: a for a in actions or []}, thresholds=THRESHOLDS, survey=SURVEY,
    )  # fmt: skip


def figure(name: str, value: float, n: int = 12, **changed: Any) -> dict[str, dict[str, object]]:
    row: dict[str, object] = {
        "indicator_id": name, "subject": "", "value": value, "unit": "share", "count": round(value * n), "n": n,
        "low": float("nan"), "high": float("nan"), "basis": "census", "examples": (), "evidence": ("responsibilities:2",), **changed,
    }  # fmt: skip
    return {name: row}
