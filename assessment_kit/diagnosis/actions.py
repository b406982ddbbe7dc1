"""From findings to actions: what to do, who, how much, in which order. No action without a finding behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast

from dateutil.relativedelta import relativedelta

from assessment_kit.diagnosis.findings import SEVERITIES, Finding
from assessment_kit.diagnosis.matching import Figures, match
from assessment_kit.diagnosis.owners import Candidate, Roles
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Action, Method, Phase, Thresholds

PHASES: tuple[Phase, ...] = ("now", "next", "later")
EFFECTS = ("high", "medium", "low")


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


@dataclass(frozen=True)
class Plan:
    """The actions in order, and those that the scope leaves for later."""

    actions: tuple[PlannedAction, ...]
    postponed: tuple[Action, ...]

    @property
    def effort_days(self) -> int:
        return sum(a.action.effort_days for a in self.actions)


def plan(
    findings: tuple[Finding, ...], engagement: Engagement, method: Method, figures: Figures = MappingProxyType({})
) -> Plan:
    """Choose among the advised actions and order them: first things first, then phase, severity, effect, and effort.

    A plan that nobody can carry out is none. With a large scope every element with a finding gets its best action and the
    rest is filled up to the limit of the method; with a modest scope, or riding on a project, the limit is lower (PM-41).
    What is not chosen is named as left for later.

    Parameters
    ----------
    figures : settle in which words an action is advised, and which processes and meetings the findings name.
    """
    behind: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity != "strength":
            for name in finding.actions:
                behind.setdefault(name, []).append(finding)
    phases = {name: _phase(name, behind, method) for name in behind}
    ranked = sorted(
        behind, key=lambda name: _rank(method.actions[name], phases[name], _opened_by(name, behind, method))
    )
    ordered = _first_things_first(ranked, method)
    limit = method.thresholds.modest_actions if is_modest(engagement) else method.thresholds.large_actions
    chosen = _choose(behind, method, limit, every_element=not is_modest(engagement))
    kept = [name for name in ordered if name in chosen]
    worded = {name: _in_words(method.actions[name], figures, method) for name in ordered}
    scheduled = list(
        _schedule([worded[n] for n in kept], phases, behind, Roles(engagement, method, figures), engagement, method)
    )
    return Plan(_numbered(scheduled), tuple(worded[name] for name in ordered if name not in chosen))


def is_modest(engagement: Engagement) -> bool:
    """A few changes alone are wanted: by scope, or since the work rides on a project."""
    return engagement.settings.scope == "modest" or engagement.settings.context == "riding_on_project"


def _in_words(action: Action, figures: Figures, method: Method) -> Action:
    """The action in the words of its first variant that holds, else in its own."""
    for variant in action.variants:
        if match(variant.when, figures, method.thresholds.minimum_rows).holds:
            return action.model_copy(update={"how": variant.how, "title": variant.title or action.title})
    return action


def _choose(behind: Mapping[str, list[Finding]], method: Method, limit: int, *, every_element: bool) -> set[str]:
    """The actions worth most: by severity of their findings, effect, how many findings they answer, and effort."""

    def worth(name: str) -> tuple[int, int, int, int, str]:
        action, findings = method.actions[name], behind[name]
        severity = min(SEVERITIES.index(f.severity) for f in findings)
        return severity, EFFECTS.index(action.effect), -len(findings), action.effort_days, name

    best = sorted(behind, key=worth)
    elements = (
        sorted({e for findings in behind.values() for f in findings for e in f.elements}) if every_element else []
    )
    first = [next(n for n in best if any(e in f.elements for f in behind[n])) for e in elements]
    chosen = list(dict.fromkeys(first + best))[: max(limit, len(set(first)))]
    before = [a for name in chosen for a in method.actions[name].after if a in behind]
    return {*chosen, *before}


def _phase(name: str, behind: Mapping[str, object], method: Method, seen: tuple[str, ...] = ()) -> Phase:
    """Its own phase, or that of an action that must come first if that is later."""
    action = method.actions[name]
    before = [_phase(a, behind, method, (*seen, name)) for a in action.after if a in behind and a not in seen]
    return max([action.phase, *before], key=PHASES.index)


def _opened_by(name: str, behind: Mapping[str, list[Finding]], method: Method) -> list[Finding]:
    """Its own findings and those of every action that waits for it: what opens the way to a serious matter is as pressing."""
    waiting = [other for other in behind if name in method.actions[other].after and other != name]
    return [*behind[name], *(f for other in waiting for f in behind[other])]


def _rank(action: Action, phase: Phase, findings: list[Finding]) -> tuple[int, int, int, int, str]:
    severity = min(SEVERITIES.index(f.severity) for f in findings)
    return PHASES.index(phase), severity, EFFECTS.index(action.effect), action.effort_days, action.id


def _first_things_first(ranked: list[str], method: Method) -> list[str]:
    ordered: list[str] = []
    waiting = list(ranked)
    while waiting:
        ready = next((n for n in waiting if not (set(method.actions[n].after) & set(waiting) - {n})), waiting[0])
        ordered.append(ready)
        waiting.remove(ready)
    return ordered


def _schedule(
    kept: list[Action], phases: Mapping[str, Phase], behind: Mapping[str, list[Finding]], roles: Roles,
    engagement: Engagement, method: Method,
) -> Iterator[PlannedAction]:  # fmt: skip
    """Each action starts with its phase, once what must come first is done and its owner has finished the one before.

    Who fits best but cannot begin within the phase leaves it to who fits next best.
    """
    limits, day = method.thresholds, engagement.settings.date
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("actions") or {})
    free, done = dict[str, dt.date](), dict[str, dt.date]()
    for action in kept:
        decision, own = decisions.get(action.id, {}), behind[action.id]
        phase = limits.phases[phases[action.id]]
        ready = max([day + relativedelta(months=phase.start), *(done[a] for a in action.after if a in done)])
        if decision.get("owner"):
            owner = Candidate(roles.title(str(decision["owner"])), named=True)
        else:
            end = max(day + relativedelta(months=phase.end), ready + dt.timedelta(days=limits.least_days))
            owner = _with_room(roles.candidates(action, own), free, end)
        named = [done[a] for a in owner.named_by if a in done]
        start = max(ready, *named, free.get(owner.name.casefold(), day))
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
