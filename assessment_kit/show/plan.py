"""The plan as pieces: the table of actions, and what must be settled before the start."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from assessment_kit import words
from assessment_kit.diagnosis.actions import is_modest
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.schedule import PlannedAction
from assessment_kit.language import later, phrase
from assessment_kit.show.pieces import Piece

HEADS = {"roles": later("Roles"), "practices": later("Practices"), "tools": later("Tools")}
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
    plan, count = assessment.plan, len(assessment.plan.actions)
    now = sum(starts_now(a, assessment) for a in plan.actions)
    start = phrase("{now} can start now. ", now=words.sentence_case(words.count_word(now))) if now else ""
    one_by_one = phrase("An owner does one after the other; owners and dates are proposals until they are agreed.")
    groups = [
        {"head": title, "actions": [_row(a) for a in plan.actions if a.action.head == head]}
        for head, title in HEADS.items()
    ]
    return Actions(
        title=phrase(
            "{actions}, {days} of work",
            actions=words.spoken(count, "action"),
            days=words.plural(plan.effort_days, "day"),
        ),
        subtitle=" ".join(
            filter(
                None,
                [
                    phrase("{start}Each rests on a finding. {one_by_one}", start=start, one_by_one=one_by_one),
                    scope(assessment),
                ],
            )
        ),
        groups=[g for g in groups if g["actions"]],
        total=phrase("All {actions}", actions=words.plural(count, "action")) if count > 1 else phrase("In all"),
        effort=words.number(plan.effort_days),
        postponed=[a.title.rstrip(".") for a in plan.postponed],
    )


def standing(planned: PlannedAction) -> str:
    """What the owner is: agreed, proposed, or to be named since the client has no such role."""
    return phrase("agreed") if planned.agreed else phrase("proposed") if planned.named else phrase("to be named")


def scope(assessment: Assessment) -> str:
    """Why a plan is short (PM-41); empty where it holds all that was wanted."""
    later = len(assessment.plan.postponed)
    if not is_modest(assessment.engagement) or not later:
        return ""
    settings = assessment.engagement.settings
    why = phrase("The scope is modest") if settings.scope == "modest" else phrase("The work rides on a project")
    return phrase(
        "{why}, so the plan is short; findings lead to {actions}, left for later.",
        why=why,
        actions=words.plural(later, "more action"),
    )


def to_settle(assessment: Assessment) -> str:
    """The preconditions that are not on record (PM-40); empty where all are."""
    missing = [name for name, text in assessment.engagement.settings.preconditions.model_dump().items() if not text]
    if not missing:
        return ""
    verb = phrase("are") if len(missing) > 1 or missing[0].endswith("s") else phrase("is")
    return phrase(
        "{missing} {verb} not on record: settle {word} before anything is promised.",
        missing=words.sentence_case(words.listing(missing)),
        verb=verb,
        word=phrase("this") if verb == "is" else phrase("them"),
    )


def _row(planned: PlannedAction) -> dict[str, Any]:
    action = planned.action
    return {
        "number": planned.number,
        "title": action.title,
        "how": action.how,
        "findings": list(planned.findings),
        "owner": planned.owner,
        "standing": standing(planned) + (f": {planned.why}" if planned.why else ""),
        "effort": words.number(action.effort_days),
        "effect": action.effect,
        "bars": _BARS[action.effect],
        "due": words.date(planned.due),
    }


def before(assessment: Assessment) -> Before:
    """Preconditions on record (PM-40), past attempts (PM-76), where the plan turns into general consulting (PM-75), readiness (PM-77)."""
    return Before(
        [
            {"title": phrase("On record"), "text": _on_record(assessment)},
            {"title": phrase("Tried before"), "text": _tried(assessment)},
            {"title": phrase("Where it widens"), "text": _widens(assessment)},
        ]
    )


def _on_record(assessment: Assessment) -> str:
    found = assessment.engagement.settings.preconditions.model_dump()
    told = [f"{words.sentence_case(name)}: {text}." for name, text in found.items() if text]
    if found["resources"] and assessment.plan.actions:
        told.append(
            phrase("The plan asks for {days} of work in all.", days=words.plural(assessment.plan.effort_days, "day"))
        )
    return " ".join(t.replace("..", ".") for t in [*told, *filter(None, [to_settle(assessment)])])


def _tried(assessment: Assessment) -> str:
    failures = assessment.engagement.table("failures")
    if failures.empty:
        return phrase(
            "No earlier attempt at process management is on record. Ask for it: the reason why one failed is worth more than a plan."
        )
    told = []
    for row in failures.to_dict("records"):
        year = "" if words.missing(row["year"]) else f" ({int(row['year'])})"
        element = assessment.method.elements.get(str(row["element"]))
        reason = str(row["reason"]).strip() if not words.missing(row["reason"]) else ""
        reason = reason or (phrase("it failed on {short}", short=element.short) if element else "")
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
        phrase(
            "{count} failed on {short}, {today}",
            count=words.count_word(count),
            short=verdict.element.short,
            today=_today(verdict.letter),
        )
        for verdict, count in known
    ]
    return f"{words.sentence_case('; '.join(parts))}." if parts else ""


def _today(letter: str) -> str:
    return {"keep": phrase("in order today"), "not assessed": phrase("not assessed today")}.get(
        letter, phrase("rated {letter} today", letter=letter)
    )


def _ready(assessment: Assessment) -> str:
    """PM-77: there is no silver bullet; is the client ready to mend whatever needs mending?"""
    row = assessment.figures.get("item.leadership.ready")
    if row is None:
        return phrase("Nobody was asked yet whether the client is ready to mend whatever needs mending.")
    score, n = words.number(cast(float, row["value"]), 1), words.plural(cast(int, row["n"]), "interview")
    return phrase("The readiness to mend whatever needs mending scores {score} of 5 in {n}.", score=score, n=n)


def _widens(assessment: Assessment) -> str:
    if not assessment.plan.actions:
        return _ready(assessment)
    beyond = [a.number for a in assessment.plan.actions if a.action.beyond_process]
    if not beyond:
        return phrase("Every action stays within the management of processes. {ready}", ready=_ready(assessment))
    which = words.listing([str(n) for n in beyond], most=12)
    actions = phrase("Action") if len(beyond) == 1 else phrase("Actions")
    changes = phrase("changes") if len(beyond) == 1 else phrase("change")
    return phrase(
        "{actions} {which} {changes} how the whole company is managed. That is general management work, and more than a process project: ask whether everybody is ready for it. {ready}",
        actions=actions,
        which=which,
        changes=changes,
        ready=_ready(assessment),
    )
