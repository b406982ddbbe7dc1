"""From findings to actions: what to do, who, how much, in which order. No action without a finding behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from dateutil.relativedelta import relativedelta

from assessment_kit.diagnosis.findings import SEVERITIES, Finding
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Action, Method, Phase

PHASES: tuple[Phase, ...] = ("now", "next", "later")
EFFECTS = ("high", "medium", "low")


@dataclass(frozen=True)
class PlannedAction:
    """One action of the plan.

    number : its place in the plan, from 1. findings : numbers of the findings that lead to it. start, due : proposed from its
    phase, effort and owner unless the consultant agreed on a date. agreed : the consultant put owner or date on record.
    """

    number: int
    action: Action
    phase: Phase
    findings: tuple[str, ...]
    elements: tuple[str, ...]
    owner: str
    start: dt.date
    due: dt.date
    after: tuple[int, ...]
    agreed: bool


@dataclass(frozen=True)
class Plan:
    """The actions in order, and those that the scope leaves for later."""

    actions: tuple[PlannedAction, ...]
    postponed: tuple[Action, ...]

    @property
    def effort_days(self) -> int:
        return sum(a.action.effort_days for a in self.actions)


def plan(findings: tuple[Finding, ...], engagement: Engagement, method: Method) -> Plan:
    """Choose among the advised actions and order them: first things first, then phase, severity, effect, and effort.

    A plan that nobody can carry out is none. With a large scope every element with a finding gets its best action and the
    rest is filled up to the limit of the method; with a modest scope, or riding on a project, the limit is lower (PM-41).
    What is not chosen is named as left for later.
    """
    behind: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.severity != "strength":
            for name in finding.actions:
                behind.setdefault(name, []).append(finding)
    phases = {name: _phase(name, behind, method) for name in behind}
    ranked = sorted(behind, key=lambda name: _rank(method.actions[name], phases[name], behind[name]))
    ordered = _first_things_first(ranked, method)
    small = engagement.settings.scope == "modest" or engagement.settings.context == "riding_on_project"
    limit = method.thresholds.modest_actions if small else method.thresholds.large_actions
    chosen = _choose(behind, method, limit, every_element=not small)
    kept = [name for name in ordered if name in chosen]
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("actions") or {})
    return Plan(
        tuple(_schedule(kept, phases, behind, decisions, engagement.settings.date, method)),
        tuple(method.actions[name] for name in ordered if name not in chosen),
    )


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
    kept: list[str], phases: Mapping[str, Phase], behind: Mapping[str, list[Finding]],
    decisions: Mapping[str, Mapping[str, object]], day: dt.date, method: Method,
) -> Iterator[PlannedAction]:  # fmt: skip
    """Each action starts with its phase, once what must come first is done and its owner has finished the one before."""
    limits, free, done = method.thresholds, dict[str, dt.date](), dict[str, dt.date]()
    numbers = {name: i for i, name in enumerate(kept, start=1)}
    for name in kept:
        action, decision = method.actions[name], decisions.get(name, {})
        owner = str(decision.get("owner") or action.owner)
        before = [done[a] for a in action.after if a in done]
        start = max(
            [day + relativedelta(months=limits.phases[phases[name]].start), free.get(owner.casefold(), day), *before]
        )
        due = start + dt.timedelta(days=max(limits.least_days, action.effort_days * limits.days_per_effort_day))
        agreed = decision.get("date")
        if isinstance(agreed, dt.date):
            start, due = min(start, agreed - dt.timedelta(days=limits.least_days)), agreed
        free[owner.casefold()] = done[name] = due
        yield PlannedAction(
            number=numbers[name], action=action, phase=phases[name], findings=tuple(f.number for f in behind[name]),
            elements=tuple(sorted({e for f in behind[name] for e in f.elements})), owner=owner, start=max(start, day), due=due,
            after=tuple(sorted(numbers[a] for a in action.after if a in numbers)), agreed=bool(decision),
        )  # fmt: skip
