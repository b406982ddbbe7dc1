"""Who does an action when: owners one after the other, first things first, phases as the plan has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import cast

from dateutil.relativedelta import relativedelta

from assessment_kit.diagnosis.findings import Finding
from assessment_kit.diagnosis.owners import Candidate
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Action, Phase, Thresholds

PHASES: tuple[Phase, ...] = ("now", "next", "later")


@dataclass(frozen=True)
class PlannedAction:
    """One action of the plan.

    number : its place in the plan, from 1. action : in the words that suit this client. findings : numbers of the findings that
    lead to it. owner : a role of the client where one fits, else the method's words. named : it is a role of the client, or the
    consultant named it. why : what makes it this role, where the title does not tell. start, due : proposed from its phase, effort
    and owner unless the consultant agreed on a date; phase is the one in which it starts. after : numbers of the actions that come first, those
    that name its owner (named_by) among them. agreed : owner or date is on record.
    """

    number: int
    action: Action
    phase: Phase
    findings: tuple[str, ...]
    elements: tuple[str, ...]
    owner: str
    named: bool
    why: str
    start: dt.date
    due: dt.date
    after: tuple[int, ...]
    named_by: tuple[str, ...]
    agreed: bool


def schedule(
    kept: list[Action], phases: Mapping[str, Phase], behind: Mapping[str, list[Finding]],
    owners: Mapping[str, list[Candidate]], engagement: Engagement, limits: Thresholds,
) -> tuple[PlannedAction, ...]:  # fmt: skip
    """The actions with their owners and dates, numbered by phase and within one in the order given.

    Each starts with its phase, once what must come first is done and its owner has finished the one before. Who fits best but
    cannot begin within the phase leaves it to who fits next best.

    Parameters
    ----------
    phases, behind, owners : by the id of the action: its phase, its findings, and who could take it, the best first.
    """
    return _numbered(list(_dated(kept, phases, behind, owners, engagement, limits)))


def comes_first(action: Action, owner: Candidate) -> tuple[str, ...]:
    """The actions that it waits for: what it builds on, and what names its owner where nobody has the role yet."""
    return (*action.after, *owner.named_by)


def _dated(
    kept: list[Action], phases: Mapping[str, Phase], behind: Mapping[str, list[Finding]],
    owners: Mapping[str, list[Candidate]], engagement: Engagement, limits: Thresholds,
) -> Iterator[PlannedAction]:  # fmt: skip
    day = engagement.settings.date
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("actions") or {})
    free, done = dict[str, dt.date](), dict[str, dt.date]()
    for action in kept:
        decision, own = decisions.get(action.id, {}), behind[action.id]
        phase = limits.phases[phases[action.id]]
        ready = max([day + relativedelta(months=phase.start), *(done[a] for a in action.after if a in done)])
        end = max(day + relativedelta(months=phase.end), ready + dt.timedelta(days=limits.least_days))
        owner = _with_room(owners[action.id], free, end)
        start = max([ready, free.get(owner.name.casefold(), day), *(done[a] for a in owner.named_by if a in done)])
        due = start + dt.timedelta(days=max(limits.least_days, action.effort_days * limits.days_per_effort_day))
        agreed = decision.get("date")
        if isinstance(agreed, dt.date):
            start, due = min(start, agreed - dt.timedelta(days=limits.least_days)), agreed
        free[owner.name.casefold()] = done[action.id] = due
        yield PlannedAction(
            number=0, action=action, phase=_phase_of(start, day, phases[action.id], limits), findings=tuple(f.number for f in own),
            elements=tuple(sorted({e for f in own for e in f.elements})), owner=owner.name, named=owner.named, why=owner.why,
            start=max(start, day), due=due, after=(), named_by=owner.named_by, agreed=bool(decision),
        )  # fmt: skip


def _with_room(candidates: list[Candidate], free: Mapping[str, dt.date], end: dt.date) -> Candidate:
    """The first of the client's roles that is free before the end of the phase, else the first."""
    with_room = [c for c in candidates if c.named and free.get(c.name.casefold(), dt.date.min) < end]
    return (with_room or candidates)[0]


def _phase_of(start: dt.date, day: dt.date, planned: Phase, limits: Thresholds) -> Phase:
    """The phase in which it starts, and none before its own."""
    begun = [name for name in PHASES if day + relativedelta(months=limits.phases[name].start) <= start]
    return max([planned, *begun], key=PHASES.index)


def _numbered(scheduled: list[PlannedAction]) -> tuple[PlannedAction, ...]:
    """By phase, and within one in the order of the plan; each with its number and those of the actions that come first."""
    ordered = sorted(scheduled, key=lambda a: PHASES.index(a.phase))
    numbers = {planned.action.id: i for i, planned in enumerate(ordered, start=1)}
    return tuple(
        replace(
            planned, number=numbers[planned.action.id],
            after=tuple(sorted({numbers[a] for a in (*planned.action.after, *planned.named_by) if a in numbers})),
        )
        for planned in ordered
    )  # fmt: skip
