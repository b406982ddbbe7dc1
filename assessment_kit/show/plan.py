"""The plan as pieces: the table of actions, and what must be settled before the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from assessment_kit import words
from assessment_kit.diagnosis.actions import PlannedAction
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.show.pieces import Piece

HEADS = {"roles": "Roles", "practices": "Practices", "tools": "Tools"}
_BARS = {"low": 1, "medium": 2, "high": 3}


@dataclass(frozen=True)
class Actions(Piece):
    """The actions, grouped under tools, roles and practices."""

    kind: ClassVar[str] = "actions"
    title: str
    subtitle: str
    groups: Sequence[dict[str, Any]]
    total: str
    effort: str
    postponed: Sequence[str]


@dataclass(frozen=True)
class Before(Piece):
    """What is on record, what was tried before, where it widens beyond process work."""

    kind: ClassVar[str] = "before"
    parts: Sequence[dict[str, str]]


def starts_now(planned: PlannedAction, assessment: Assessment) -> bool:
    """Within a month of the assessment."""
    return (planned.start - assessment.engagement.settings.date).days <= 31


def actions(assessment: Assessment) -> Actions:
    plan = assessment.plan
    count = words.plural(len(plan.actions), "action")
    now = sum(starts_now(a, assessment) for a in plan.actions)
    start = f"{words.sentence_case(words.count_word(now))} can start now. " if now else ""
    groups = [
        {"head": title, "actions": [_row(a) for a in plan.actions if a.action.head == head]}
        for head, title in HEADS.items()
    ]
    return Actions(
        title=f"{words.sentence_case(words.count_word(len(plan.actions)))} {'action' if len(plan.actions) == 1 else 'actions'}, "
        f"{words.plural(plan.effort_days, 'day')} of work",
        subtitle=start
        + "Each rests on a finding. An owner does one after the other; owners and dates are proposals until they are agreed.",
        groups=[g for g in groups if g["actions"]],
        total=f"All {count}" if len(plan.actions) > 1 else "In all",
        effort=words.number(plan.effort_days),
        postponed=[a.title.rstrip(".") for a in plan.postponed],
    )


def _row(planned: PlannedAction) -> dict[str, Any]:
    action = planned.action
    return {
        "number": planned.number,
        "title": action.title,
        "how": action.how,
        "findings": list(planned.findings),
        "owner": planned.owner,
        "effort": words.number(action.effort_days),
        "effect": action.effect,
        "bars": _BARS[action.effect],
        "due": words.date(planned.due),
    }


def before(assessment: Assessment) -> Before:
    """Preconditions on record (PM-40), past attempts (PM-76), where the plan turns into general consulting (PM-75), readiness (PM-77)."""
    return Before(
        [
            {"title": "On record", "text": _on_record(assessment)},
            {"title": "Tried before", "text": _tried(assessment)},
            {"title": "Where it widens", "text": _widens(assessment)},
        ]
    )


def _on_record(assessment: Assessment) -> str:
    found = assessment.engagement.settings.preconditions.model_dump()
    told = [f"{words.sentence_case(name)}: {text}." for name, text in found.items() if text]
    missing = [name for name, text in found.items() if not text]
    if missing:
        told.append(f"Not on record: {words.listing(missing)}. Settle this before anything is promised.")
    return " ".join(t.replace("..", ".") for t in told)


def _tried(assessment: Assessment) -> str:
    failures = assessment.engagement.table("failures")
    if failures.empty:
        return "No earlier attempt at process management is on record. Ask for it: the reason why one failed is worth more than a plan."
    told = []
    for row in failures.to_dict("records"):
        year = "" if words.missing(row["year"]) else f" ({int(row['year'])})"
        element = assessment.method.elements.get(str(row["element"]))
        reason = str(row["reason"]).strip() if not words.missing(row["reason"]) else ""
        reason = reason or (f"it failed on {element.short}" if element else "")
        told.append(f"{row['attempt']}{year}{': ' + reason if reason else ''}.")
    then = _then_and_now(assessment)
    return " ".join(t.replace("..", ".") for t in [*told[:4], *([then] if then else [])])


def _then_and_now(assessment: Assessment) -> str:
    """The elements that derailed past attempts, each with its letter of today: ``Two failed on roles, today rated A+C.``"""
    counts = assessment.engagement.table("failures")["element"].value_counts()
    known = [
        (assessment.verdicts[str(name)], int(count))
        for name, count in counts.items()
        if str(name) in assessment.verdicts
    ]
    parts = [
        f"{words.count_word(count)} failed on {verdict.element.short}, {_today(verdict.letter)}"
        for verdict, count in known
    ]
    return f"{words.sentence_case('; '.join(parts))}." if parts else ""


def _today(letter: str) -> str:
    return {"keep": "in order today", "not assessed": "not assessed today"}.get(letter, f"rated {letter} today")


def _ready(assessment: Assessment) -> str:
    """PM-77: there is no silver bullet; is the client ready to mend whatever needs mending?"""
    row = assessment.figures.get("item.leadership.ready")
    if row is None:
        return "Nobody was asked yet whether the client is ready to mend whatever needs mending."
    score, n = words.number(cast(float, row["value"]), 1), words.plural(cast(int, row["n"]), "interview")
    return f"The readiness to mend whatever needs mending scores {score} of 5 in {n}."


def _widens(assessment: Assessment) -> str:
    beyond = [a.number for a in assessment.plan.actions if a.action.beyond_process]
    if not beyond:
        return f"Every action stays within the management of processes. {_ready(assessment)}"
    which = words.listing([str(n) for n in beyond], most=12)
    actions = "Action" if len(beyond) == 1 else "Actions"
    changes = "changes" if len(beyond) == 1 else "change"
    return (
        f"{actions} {which} {changes} how the whole company is managed. That is general management work, and more than a "
        f"process project: ask whether everybody is ready for it. {_ready(assessment)}"
    )
