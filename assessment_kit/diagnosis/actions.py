"""From findings to actions: what to do, who, and in which order. No action without a finding behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from assessment_kit.diagnosis.findings import SEVERITIES, Finding
from assessment_kit.diagnosis.matching import Figures, match
from assessment_kit.diagnosis.owners import Candidate, Roles
from assessment_kit.diagnosis.schedule import PHASES, PlannedAction, comes_first, schedule
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Action, Method, Phase

EFFECTS = ("high", "medium", "low")


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
    roles = Roles(engagement, method, figures)
    phases = {name: _phase(name, behind, method) for name in behind}
    ranked = sorted(
        behind, key=lambda name: _rank(method.actions[name], phases[name], _opened_by(name, behind, method))
    )
    owners = {name: _owners(name, behind[name], roles, engagement, method) for name in behind}
    ordered = _first_things_first(ranked, {name: comes_first(method.actions[name], owners[name][0]) for name in ranked})
    limit = method.thresholds.modest_actions if is_modest(engagement) else method.thresholds.large_actions
    chosen = _choose(behind, method, limit, every_element=not is_modest(engagement))
    kept = [name for name in ordered if name in chosen]
    worded = {name: _in_words(method.actions[name], figures, method) for name in ordered}
    planned = schedule([worded[name] for name in kept], phases, behind, owners, engagement, method.thresholds)
    return Plan(planned, tuple(worded[name] for name in ordered if name not in chosen))


def _owners(
    name: str, findings: list[Finding], roles: Roles, engagement: Engagement, method: Method
) -> list[Candidate]:  # fmt: skip
    """Who could take it, the best first; alone the one whom the consultant named."""
    decisions = cast(Mapping[str, Mapping[str, object]], engagement.decisions.get("actions") or {})
    agreed = decisions.get(name, {}).get("owner")
    return (
        [Candidate(roles.title(str(agreed)), named=True)]
        if agreed
        else roles.candidates(method.actions[name], findings)
    )


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


def _first_things_first(ranked: list[str], first: Mapping[str, tuple[str, ...]]) -> list[str]:
    ordered: list[str] = []
    waiting = list(ranked)
    while waiting:
        ready = next((n for n in waiting if not (set(first[n]) & set(waiting) - {n})), waiting[0])
        ordered.append(ready)
        waiting.remove(ready)
    return ordered
