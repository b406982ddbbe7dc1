"""Page one: what we found, what to do, how sure we are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, cast

from assessment_kit import words
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.findings import Finding, main_findings
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.diagnosis.next_interviews import next_interviews
from assessment_kit.diagnosis.schedule import PlannedAction
from assessment_kit.engagement.columns import load_tables
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Letter, Thresholds
from assessment_kit.show.heard import in_short
from assessment_kit.show.judgement import anchor, is_open, told_firmness
from assessment_kit.show.next_interviews import headline
from assessment_kit.show.pieces import Piece
from assessment_kit.show.plan import scope, standing, to_settle
from assessment_kit.show.taking_part import took_part

CHAPTER = later("Chapter 5 says whom to ask what.")
"""Said on page one as long as chapter 5 does so."""
MODES = {"full": later("full"), "rapid": later("rapid")}
SCOPES = {"modest": later("modest"), "large": later("large")}
WAVE = later("First wave")
"""What engagement.yaml takes for granted, in words."""
SEVERAL = 2
"""From this many open letters on page one says so before it says what the letters are."""
BRIEF = 80
"""From this many letters on a fact on page one drops its examples."""
TELLING = ("processes", "management_processes", "roles", "responsibilities", "goals", "metrics", "meetings")
"""The lists that the letters rest on most."""


@dataclass(frozen=True)
class Cover(Piece):
    kind: ClassVar[str] = "cover"
    client: str
    short_name: str
    people: str
    wave: str
    date: str
    headline: str
    standfirst: str
    elements: Sequence[dict[str, Any]]
    findings: Sequence[dict[str, Any]]
    actions: Sequence[dict[str, str]]
    effort: str
    collect: Sequence[dict[str, str]]
    settle: str
    conditions: str
    resamples: str
    few: bool
    sure: str
    part: str
    left_out: str
    listed: str
    mode: str
    note: str = ""


def cover(assessment: Assessment) -> Cover:
    settings, plan, collect = assessment.engagement.settings, assessment.plan, to_collect(assessment)
    limits = assessment.method.thresholds
    last = max((a.due for a in plan.actions), default=None)
    effort = (
        phrase(
            "{days} of work in all, until {last}", days=words.plural(plan.effort_days, "day"), last=words.month(last)
        )
        if last
        else ""
    )
    return Cover(
        client=settings.client,
        short_name=settings.name,
        people=words.number(settings.people) if settings.people else "",
        wave=phrase(settings.wave),
        date=words.long_date(settings.date),
        headline=assessment.answer("cover"),
        standfirst=" ".join(filter(None, [relied_on(assessment), assessment.answer("standfirst")])),
        elements=[_element(v, assessment) for v in assessment.verdicts.values()],
        findings=[_finding(f) for f in main_findings(assessment.findings)],
        actions=[
            {
                "number": str(a.number),
                "title": a.action.title,
                "owner": _owner(a),
                "due": phrase("by {due}", due=words.date(a.due)),
            }
            for a in plan.actions[:3]
        ],
        effort=effort,
        collect=collect,
        settle=_to_settle(collect),
        conditions=" ".join(filter(None, [scope(assessment), to_settle(assessment)])) if plan.actions else "",
        resamples=words.number(limits.resamples) if any(v.shares for v in assessment.verdicts.values()) else "",
        few=any(
            v.shares and v.override is None and v.told_firmness(limits) is None for v in assessment.verdicts.values()
        ),
        sure=how_sure(assessment),
        part=" ".join(filter(None, [took_part(assessment.engagement), in_short(assessment)])),
        left_out=left_out(assessment),
        listed=listed(assessment),
        mode=phrase(
            "Management system assessment, {mode} mode, {scope} scope",
            mode=MODES[settings.mode],
            scope=SCOPES[settings.scope],
        ),
    )


def _element(verdict: Verdict, assessment: Assessment) -> dict[str, Any]:
    firmness = verdict.told_firmness(assessment.method.thresholds)
    return {
        "id": anchor(verdict),
        "letter": verdict.letter,
        "name": verdict.element.name,
        "firmness": "" if firmness is None else told_firmness(firmness, assessment.method.thresholds),
        "width": "" if firmness is None else f"{firmness * 100:.0f}%",
        "open": is_open(verdict, assessment.method.thresholds),
        "note": _note(verdict) if firmness is None else "",
    }


def _note(verdict: Verdict) -> str:
    """Why no firmness stands beside a letter."""
    if verdict.override:
        return phrase("our judgement")
    return (
        phrase("not assessed")
        if verdict.letter == "not assessed"
        else phrase("too few: n = {n}", n=words.number(verdict.n))
    )


def _finding(finding: Finding) -> dict[str, Any]:
    fact = brief(finding.fact)
    return {
        "number": finding.number, "headline": finding.headline, "fact": fact,
        "basis": finding.basis + ".",
    }  # fmt: skip


def brief(fact: str) -> str:
    """The first sentence, without the examples at its end."""
    first = fact.split(". ", maxsplit=1)[0].rstrip(".")
    for end in (phrase(", among them "), phrase(", first of all "), phrase(", such as "), ": "):
        if end in first and len(first) > BRIEF:
            first = first.split(end, maxsplit=1)[0]
    return first + "."


def _owner(planned: PlannedAction) -> str:
    """``Proposed: Chief Operating Officer``; ``To be named: owner of the process``."""
    name = planned.owner if planned.named else words.within(planned.owner)
    return f"{words.sentence_case(standing(planned))}: {name}"


def left_out(assessment: Assessment) -> str:
    """How many entries of the files had a fault, and where they are listed."""
    count = len(assessment.engagement.problems)
    if not count:
        return ""
    verb = phrase("was") if count == 1 else phrase("were")
    return phrase(
        "{entries} of the files had a fault and {verb} left out or mended{listed}.",
        entries=words.spoken(count, "entry", "entries"),
        verb=verb,
        listed=listed(assessment),
    )


def listed(assessment: Assessment) -> str:
    """Where the entries are listed: the end of that sentence, which goes with the list."""
    count = len(assessment.engagement.problems)
    return (
        phrase("; the end of the report lists {word}", word=phrase("it") if count == 1 else phrase("them"))
        if count
        else ""
    )


def to_collect(assessment: Assessment) -> list[dict[str, str]]:
    """What would settle the elements that have no letter: the next interviews, and lists that were not handed over."""
    missing = [v for v in assessment.verdicts.values() if v.letter == "not assessed"]
    if not missing:
        return []
    made = []
    plan = next_interviews(assessment)
    if plan is not None:
        made.append({"title": headline(plan), "text": CHAPTER})
    lists = _lists(assessment, {v.element.step for v in missing})
    if lists:
        made.append(
            {
                "title": phrase(
                    "The {word} of {lists}",
                    word=phrase("list") if len(lists) == 1 else phrase("lists"),
                    lists=words.listing(lists, most=8),
                ),
                "text": phrase("Not handed over yet. Parts of a list help too."),
            }
        )
    return made


def _to_settle(collect: Sequence[dict[str, str]]) -> str:
    """What to collect in one sentence, for a page that has actions as well."""
    told = "; ".join(words.within(c["title"]) for c in collect)
    return f"{told}." if told else ""


def _lists(assessment: Assessment, steps: Collection[str]) -> list[str]:
    """The lists that would tell most of these steps and were not handed over, in words."""
    tables = load_tables()
    return [
        words.lowered(phrase(tables[name].title))
        for name in TELLING
        if tables[name].step in steps and not assessment.engagement.has(name)
    ]


def how_sure(assessment: Assessment) -> str:
    """Which letters are firm, fairly firm and open, what the open ones could become, which rest on too few, and which are missing."""
    limits = assessment.method.thresholds
    told = {v.element.id: v.told_firmness(limits) for v in assessment.verdicts.values()}
    rated = [(v, f) for v in assessment.verdicts.values() if (f := told[v.element.id]) is not None]
    firm = [v for v, f in rated if f >= limits.firm]
    fair = [(v, f) for v, f in rated if limits.fairly_firm <= f < limits.firm]
    few = [
        v
        for v in assessment.verdicts.values()
        if v.firmness is not None and v.override is None and told[v.element.id] is None
    ]
    missing = [v for v in assessment.verdicts.values() if v.letter == "not assessed"]
    parts = []
    if firm:
        parts.append(phrase("{are} firm ({firm} and more).", are=_are(len(firm)), firm=words.percent(limits.firm)))
    if fair:
        parts.append(
            phrase(
                "{are} fairly firm: {value}.",
                are=_are(len(fair)),
                value=words.listing([_named(v, f, limits) for v, f in fair], most=8),
            )
        )
    parts += [_open(v, f, limits) for v, f in rated if f < limits.fairly_firm]
    if few:
        parts.append(_few(few, limits))
    parts += filter(None, [_one_sided(assessment)])
    if len(missing) == len(assessment.verdicts):
        parts.append(phrase("None of the eight elements has a letter: each would be a guess."))
    elif missing:
        parts.append(
            phrase(
                "Too little is known for a letter on {value}.",
                value=words.listing([v.element.short for v in missing], most=8),
            )
        )
    parts += [
        phrase("The letter for {short} is the consultant’s own.", short=v.element.short)
        for v in assessment.verdicts.values()
        if v.override
    ]
    return " ".join(parts)


def _few(few: Sequence[Verdict], limits: Thresholds) -> str:
    names, least = words.listing([v.element.short for v in few], most=8), words.count_word(limits.firm_least)
    letters = phrase("The letter for") if len(few) == 1 else phrase("The letters for")
    rests, it = ("rests", phrase("it is")) if len(few) == 1 else ("rest", phrase("they are"))
    return phrase(
        "{letters} {names} {rests} on fewer than {least} rows or answers, too few to say how firm {it}.",
        letters=letters,
        names=names,
        rests=rests,
        least=least,
        it=it,
    )


def _one_sided(assessment: Assessment) -> str:
    """That all letters are told by one kind of source, where they are."""
    rated = [v for v in assessment.verdicts.values() if v.shares]
    sources = {m.source for v in rated for f in v.facets.values() for m in f.measures}
    if len(sources) != 1:
        return ""
    said = {
        "survey": phrase("what people say in the survey"),
        "interviews": phrase("what was said in interviews"),
        "lists": phrase("the client’s lists"),
    }
    letters = phrase("This letter rests") if len(rated) == 1 else phrase("All of these letters rest")
    return phrase("{letters} on {said} alone.", letters=letters, said=said[sources.pop()])


def relied_on(assessment: Assessment) -> str:
    """How many letters hold and how many are open, where several are open; it stands before what the letters say."""
    limits = assessment.method.thresholds
    lettered = [v for v in assessment.verdicts.values() if v.letter != "not assessed"]
    told = [v.told_firmness(limits) for v in lettered if v.override is None]
    opened = sum(is_open(v, limits) for v in lettered)
    if opened < SEVERAL:
        return ""
    few = sum(1 for f in told if f is None)
    held = len(lettered) - opened - few
    count, all_of = words.count_word(opened), words.count_word(len(lettered))
    text = (
        phrase(
            "{held} of {letters} letters can be relied on; {opened} are open until more is known",
            held=words.sentence_case(words.opening_count(held)),
            letters=all_of,
            opened=count,
        )
        if held
        else phrase("None of {letters} letters can be relied on yet; {opened} are open until more is known", letters=all_of, opened=count)
    )  # fmt: skip
    rest = phrase("; for {few} too little is known to say", few=words.opening_count(few)) if few else ""
    return f"{text}{rest}."


def _more_often(verdict: Verdict, other: str, share: float, limits: Thresholds) -> str:
    """``Goals: B in 40% of the re-runs, A in 16%``: the letter that is printed is not the one that comes most often."""
    return phrase(
        "{name}: {other} in {often} of the re-runs, {letter} in {told_firmness}.",
        name=words.sentence_case(verdict.element.short),
        other=_in_words(other),
        often=told_firmness(verdict.shares[cast(Letter, other)], limits),
        letter=_in_words(verdict.letter),
        told_firmness=told_firmness(share, limits),
    )


def _in_words(letter: str) -> str:
    return {"not assessed": phrase("no letter"), "keep": phrase("keep")}.get(letter, letter)


def _are(count: int) -> str:
    return f"{words.spoken(count, 'letter')} {phrase('is') if count == 1 else phrase('are')}"


def _named(verdict: Verdict, share: float, limits: Thresholds) -> str:
    return f"{verdict.element.short} ({told_firmness(share, limits)})"


def _open(verdict: Verdict, share: float, limits: Thresholds) -> str:
    other = next((name for name in verdict.shares if name != verdict.letter), None)
    if other is not None and verdict.shares[other] > share:
        return _more_often(verdict, other, share, limits)
    end = (
        phrase(" could become {word}", word=phrase("not assessed") if other == "not assessed" else other)
        if other
        else phrase(" could change")
    )
    name = words.sentence_case(verdict.element.short)
    return phrase(
        "{name} is open: at {told_firmness} the letter {letter}{end}.",
        name=name,
        told_firmness=told_firmness(share, limits),
        letter=verdict.letter,
        end=end,
    )
