"""The judgement on the letters: what each rests on, and the consultant's own view with a reason, kept in decisions.yaml.

`judgement_page` is all that the form shows, from an assessment and the judgements as they stand; `Judging` answers the page without
any widget; `JudgementForm` carries it there. What the rules say is never lost: a letter, finding or owner of the consultant's own
stands beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import numpy as np

from assessment_kit import words
from assessment_kit.capture.decisions_file import Clash, Decisions, DecisionsFile, Kept, spoken
from assessment_kit.capture.forms import Form, script
from assessment_kit.capture.on_disk import NotSavedError
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.diagnosis.findings import SEVERITIES, Finding, find
from assessment_kit.diagnosis.flips import flips
from assessment_kit.diagnosis.letters import HAIR, Verdict
from assessment_kit.diagnosis.resampling import sweep
from assessment_kit.diagnosis.schedule import PlannedAction
from assessment_kit.engagement.cells import CellError, parse_date
from assessment_kit.method.model import FACETS, Letter, Thresholds
from assessment_kit.shipped import SAMPLE_CLIENTS
from assessment_kit.show import chapter, derivation, firmness, judgement, plan
from assessment_kit.show.judgement import SEVERITY

SAMPLE = "Not saved: this is the sample client, which stays as it is. Open a client of your own: assessment-kit new FOLDER, then assessment-kit open FOLDER."  # fmt: skip
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_ASKS = {
    "letters": "Give a reason first: a letter without one cannot be changed.",
    "findings": "Give a reason first: a finding without one cannot be changed.",
}


def judgement_page(assessment: Assessment, decisions: Decisions) -> dict[str, object]:
    """Letters, findings, actions and roles, as plain values for the page."""
    found = _findings(assessment)
    roles = assessment.engagement.table("roles")["title"].dropna()
    return {
        "client": assessment.engagement.settings.name,
        "summary": _summary(assessment),
        "letters": _letters(assessment, decisions, found),
        "choices": list(get_args(Letter)),
        "findings": {f.id: _finding(f, assessment, decisions) for f in found},
        "severities": [{"value": s, "label": SEVERITY[s][0]} for s in SEVERITIES],
        "actions": [_action(a, decisions) for a in assessment.plan.actions],
        "roles": list(dict.fromkeys(str(t) for t in roles)),
    }


def _summary(assessment: Assessment) -> str:
    """``5 firm, 1 fairly firm, 1 open, 1 not assessed``."""
    limits = assessment.method.thresholds
    told = [
        "set by hand" if v.override else firmness.firmness_word(v, limits) or ("not assessed" if v.firmness is None else "too few to say")
        for v in assessment.verdicts.values()
    ]  # fmt: skip
    order = ("firm", "fairly firm", "open", "too few to say", "set by hand", "not assessed")
    return ", ".join(f"{told.count(word)} {word}" for word in order if word in told)


def _letters(assessment: Assessment, decisions: Decisions, found: Sequence[Finding]) -> list[dict[str, object]]:
    limits = assessment.method.thresholds
    rows = {row["id"]: row for row in firmness.piece(assessment).letters}
    why = {row["id"]: row for row in derivation.piece(assessment).elements}
    return [
        _letter(v, limits, why[judgement.anchor(v)], rows.get(judgement.anchor(v)))
        | {
            "decision": dict(decisions["letters"].get(v.element.id, {})),
            "findings": [f.id for f in found if v.element.id in f.elements],
            "actions": [a.action.id for a in assessment.plan.actions if v.element.id in a.elements],
        }
        for v in assessment.verdicts.values()
    ]


def _letter(
    verdict: Verdict, limits: Thresholds, why: Mapping[str, Any], row: Mapping[str, Any] | None
) -> dict[str, object]:  # fmt: skip
    rules = replace(verdict, override=None, letter=verdict.computed)
    told = rules.told_firmness(limits)
    return {
        "id": verdict.element.id, "name": verdict.element.name, "short": verdict.element.short, "step": verdict.element.step,
        "question": verdict.element.question, "letter": verdict.letter, "computed": verdict.computed,
        "because": _because(why), "word": firmness.firmness_word(rules, limits),
        "firmness": "" if told is None else judgement.told_firmness(told, limits), "lacks": _lacks(verdict),
        "shares": _shares(rules, limits) if told is not None else [],
        "facets": list(_facets(rules, why, limits)),
        "strip": [limits.yes.low, limits.yes.high],
        "flips": list(firmness.what_flips(rules, limits)),
        "settles": list(row["settles"]) if row else [],
    }  # fmt: skip


def _shares(verdict: Verdict, limits: Thresholds) -> list[dict[str, object]]:
    """Letter → share of the re-runs, most frequent first."""
    return [
        {
            "letter": letter, "share": share,
            "percent": judgement.told_firmness(share, limits) if letter == verdict.computed else words.percent(share),
        }
        for letter, share in verdict.shares.items()
    ]  # fmt: skip


def _because(why: Mapping[str, Any]) -> str:
    return str(why["because"])


def _lacks(verdict: Verdict) -> str:
    named = [derivation.QUESTIONS[f] for f in verdict.missing]
    return f"Too little to go by: {' '.join(map(str, named))}" if named else ""


def _facets(verdict: Verdict, why: Mapping[str, Any], limits: Thresholds) -> Iterable[dict[str, object]]:
    smallest = {f: next((x for x in flips(verdict, limits) if x.facet == f), None) for f in FACETS}
    for name, told in zip(FACETS, why["facets"], strict=True):
        own, flip = verdict.facets[name], smallest[name]
        yield {
            "question": str(told["question"]), "answer": str(told["verdict"]), "yes": _yes(own, limits),
            "value": own.value, "low": own.low, "high": own.high,
            "percent": words.percent(own.value) if own.value is not None else "–",
            "range": judgement.facet_range(own, limits), "sum": str(told["sum"]),
            "firmness": _stays(own, limits), "flip": "" if flip is None else firmness.flip_words(flip),
            "decides": name == "exists" or verdict.computed != "B", "sources": _plain(told["sources"]),
        }  # fmt: skip


def _yes(facet: FacetValue, limits: Thresholds) -> bool | None:
    return None if facet.value is None else facet.value >= limits.yes.value - HAIR


def _stays(facet: FacetValue, limits: Thresholds) -> str:
    """In how many of the re-runs the answer to this question stays; empty where it is not known, or rests on too few."""
    if facet.value is None or facet.n < limits.firm_least or not len(facet.draws):
        return ""
    share = float(np.mean((facet.draws >= sweep(limits).yes - HAIR) == _yes(facet, limits)))
    return judgement.told_firmness(share, limits)


def _plain(sources: Iterable[Mapping[str, Any]]) -> list[dict[str, object]]:
    return [
        {
            "name": str(s["name"]), "value": _whole(str(s["value"])), "lack": s["lack"],
            "measures": [m | {"says": str(m["says"])} for m in s["measures"]],
        }
        for s in sources if s["measures"] or s["value"]
    ]  # fmt: skip


def _whole(percent: str) -> str:
    """A figure that the sums tell with decimals, without them: nothing is recounted here."""
    return words.percent(float(percent[:-1]) / 100) if percent.endswith("%") else percent


def _findings(assessment: Assessment) -> list[Finding]:
    """What the rules find, struck or not, in their own words; then what stands only since the consultant wants it to."""
    bare = replace(assessment.engagement, decisions={})
    rules = find(bare, assessment.method, assessment.figures)
    known = {f.id for f in rules}
    return [*rules, *(f for f in assessment.findings if f.id not in known)]


def _finding(finding: Finding, assessment: Assessment, decisions: Decisions) -> dict[str, object]:
    standing = next((f for f in assessment.findings if f.id == finding.id), None)
    told = judgement.evidence(finding.evidence)
    return {
        "number": standing.number if standing else "", "headline": finding.headline, "now": standing.headline if standing else "",
        "severity": finding.severity, "word": str(SEVERITY[finding.severity][0]), "fact": finding.fact, "basis": finding.basis,
        "evidence": told["summary"], "quotes": told["quotes"],
        "decision": dict(decisions["findings"].get(finding.id, {})),
    }  # fmt: skip


def _action(planned: PlannedAction, decisions: Decisions) -> dict[str, object]:
    return {
        "id": planned.action.id, "number": planned.number, "title": planned.action.title, "owner": planned.owner,
        "standing": str(plan.standing(planned)), "named": planned.named, "due": planned.due.isoformat(),
        "days": words.number(planned.action.effort_days), "findings": list(planned.findings),
        "decision": dict(decisions["actions"].get(planned.action.id, {})),
    }  # fmt: skip


class Judging:
    """The judgement on one client's letters."""

    def __init__(self, folder: Path, today: dt.date | None = None) -> None:
        self.folder, self.file = folder, DecisionsFile(folder)
        self.today = today or dt.datetime.now().astimezone().date()

    def opened(self) -> dict[str, object]:
        """The page as it stands on disk now."""
        decisions = self.file.read()
        page = judgement_page(chapter.open_assessment(str(self.folder)), decisions)
        return page | {"at": self._at(), "file": self.file.path.name, "sample": self._sample}

    def save(self, message: Mapping[str, Any]) -> dict[str, object]:
        """One judgement; told as saved only when it is on the disk. An empty one goes back to the rules."""
        kind, name, mine = str(message["what"]), str(message["name"]), _texts(message["mine"])
        if self._sample:
            raise NotSavedError(SAMPLE)
        if mine:
            mine = self._signed(kind, mine)
        return self._told(self.file.save(kind, name, mine, _texts(message["seen"])), kind, name)

    def settle(self, message: Mapping[str, Any]) -> dict[str, object]:
        """The choice between two judgements."""
        mine, theirs = _texts(message["mine"]), _texts(message["theirs"])
        keep = message["keep"] == "mine"
        kind, name = str(message["what"]), str(message["name"])
        return self._told(self.file.settle(kind, name, mine, theirs, keep_mine=keep), kind, name)

    @property
    def _sample(self) -> bool:
        return self.folder.resolve().is_relative_to(SAMPLE_CLIENTS.resolve())

    def _at(self) -> str:
        return self.file.saved_at.strftime("%H:%M:%S") if self.file.saved_at else ""

    def _signed(self, kind: str, mine: Mapping[str, str]) -> dict[str, str]:
        """With its day and its author; refused where the report could not print it."""
        if kind in _ASKS and not mine.get("reason"):
            raise NotSavedError(_ASKS[kind])
        if kind == "letters" and mine.get("letter") not in get_args(Letter):
            raise NotSavedError("Choose a letter first.")
        lead = chapter.open_assessment(str(self.folder)).engagement.settings.lead
        by = {"by": lead} if lead else {}
        if kind != "actions":
            return {**mine, "date": self.today.isoformat(), **by}
        return {**mine, **({"date": _day(mine["date"])} if "date" in mine else {}), **by}

    def _told(self, done: Kept | Clash, kind: str, name: str) -> dict[str, object]:
        if isinstance(done, Kept):
            decision = dict(done.decisions[kind].get(name, {}))
            return {"saved": {"at": self._at(), "file": self.file.path.name, "decision": decision}}
        return {
            "conflict": {
                "mine": dict(done.mine), "theirs": dict(done.theirs),
                "mine_says": spoken(done.mine), "theirs_say": spoken(done.theirs),
            }
        }  # fmt: skip


def _texts(told: object) -> dict[str, str]:
    entries = told.items() if isinstance(told, Mapping) else ()
    return {str(k): " ".join(str(v).split()) for k, v in entries if str(v or "").strip()}


def _day(text: str) -> str:
    """The day in any spelling of the lists, or as the form writes it: 30 Apr 2027."""
    told = re.fullmatch(r"(\d{1,2}) ([A-Za-z]{3})[a-z]*\.? (\d{4})", text.strip())
    month = _MONTHS.find(told[2].casefold()) // 3 + 1 if told else 0
    try:
        return parse_date(f"{told[3]}-{month}-{told[1]}" if told and month else text).isoformat()
    except CellError as fault:
        raise NotSavedError(f"Not saved: {fault.rule}. {fault.cure}") from None


class JudgementForm(Form):
    """The form in the page. recipe: folder."""

    _esm = script("judgement.css", "judgement.js")

    def __init__(self, recipe: Mapping[str, object]) -> None:
        super().__init__(recipe)
        self._judging = Judging(Path(str(recipe["folder"])))

    def opened(self, view: str) -> Mapping[str, object]:  # noqa: ARG002  every tab sees the same file
        """The letters as they stand now."""
        return self._judging.opened()

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        """Save or settle; what could not be written is told as a problem."""
        verbs: Mapping[str, Callable[[Mapping[str, Any]], Mapping[str, object]]] = {
            "save": self._judging.save,
            "settle": self._judging.settle,
        }
        return verbs[kind](message) if kind in verbs else {"problem": f"The form does not know “{kind}”."}
