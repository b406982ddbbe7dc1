"""Where an engagement stands: what is in, what is missing, and the one next thing that settles most per minute.

Pure: an assessment and the respondents in, plain values out. `start_form` carries them to the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assessment_kit import words
from assessment_kit.analysis.interview_plan import FACET_QUESTIONS, InterviewPlan, PlannedInterview
from assessment_kit.analysis.masking import SIGNED
from assessment_kit.analysis.taking_part import turnout
from assessment_kit.capture.respondents import Respondent
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.diagnosis.next_interviews import next_interviews
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.holdings import is_blank
from assessment_kit.engagement.model import Engagement
from assessment_kit.errors import Problem
from assessment_kit.method.model import STEPS, Step
from assessment_kit.show import judgement
from assessment_kit.show.firmness import firmness_word
from assessment_kit.show.judgement import told_firmness

NOTEBOOKS = {
    "architecture": "01_architecture", "roles": "02_roles", "metrics": "03_metrics", "practices": "04_practices",
    "targets": "05_target_changes",
}  # fmt: skip
MOST_ROWS = 5
ENOUGH_ROWS, ENOUGH_ANSWERS = 10, 10
"""About so many rows of a list, and answers of an interview, a first report can rest on."""
LIST_MINUTES, FIRST_INTERVIEW, PER_ROW = 15, 60, 1
"""About so many minutes take ten rows of a first list, a first interview, and the mending of a row."""


@dataclass(frozen=True)
class Next:
    """One thing to do. go : what its button says. notebook, cell : where it is done; empty for this notebook's own interview form."""

    title: str
    text: str
    go: str
    notebook: str
    cell: str = ""


@dataclass(frozen=True)
class Station:
    """One of the four stations to a first report. state : done, next, to do, or how much of it is in."""

    title: str
    text: str
    state: str


def next_thing(assessment: Assessment, people: Sequence[Respondent] = ()) -> Next:
    """What settles most per minute: the stations to a first report first, then the interview that the plan of the return puts first,
    then rows to mend, then the letters.
    """
    engagement = assessment.engagement
    missing = _next_station(engagement)
    if missing is not None:
        return missing
    plan = next_interviews(assessment)
    if plan is not None:
        return _interview(plan, assessment, people)
    told = mend(engagement.problems)
    if told is not None:
        return told
    return Next(
        "Look at the letters", "Everything that was asked for is in. Judge the letters, then make the report.", "Open the letters",
        NOTEBOOKS["targets"], "judgement",
    )  # fmt: skip


def _next_station(engagement: Engagement) -> Next | None:
    if not engagement.has("processes"):
        return Next(
            "Start with the process list",
            f"Ten rows are enough to begin, about {LIST_MINUTES} minutes. Type them there, or paste them from Excel.",
            "Open the process list", NOTEBOOKS["architecture"], "list",
        )  # fmt: skip
    if not engagement.interviews:
        return Next(
            "Hold a first interview",
            f"Any level will do, about {FIRST_INTERVIEW} minutes. The form below asks the questions and keeps each answer.",
            "Open the interview", "", "interview",
        )  # fmt: skip
    if not engagement.has("meetings") and not engagement.has("metrics"):
        return Next(
            "List the meetings or the metrics",
            f"Whichever you have. Ten rows are enough to begin, about {LIST_MINUTES} minutes.",
            "Open the list of meetings", NOTEBOOKS["practices"], "list",
        )  # fmt: skip
    return None


def mend(problems: Sequence[Problem]) -> Next | None:
    """Rows of lists that were left out, and where the first of them is mended; None where there is none."""
    listed = [p for p in problems if step_of(p)]
    if not listed:
        return None
    rows = len(listed)
    verb = "It was" if rows == 1 else "They were"
    return Next(
        f"Mend {words.plural(rows, 'entry', 'entries')}",
        f"{verb} left out of every figure. About {words.plural(rows * PER_ROW, 'minute')}.",
        "Open the list", NOTEBOOKS[step_of(listed[0])], "list",
    )  # fmt: skip


def step_of(problem: Problem) -> str:
    """The chapter in whose notebook an entry is mended; empty for what is in no list."""
    stem = problem.file.rpartition("/")[2].partition(".")[0]
    table = load_tables().get(stem)
    return next((s for s in STEPS if table is not None and table.step == s), "")


def _interview(plan: InterviewPlan, assessment: Assessment, people: Sequence[Respondent]) -> Next:
    """The interview of the plan that is about most per minute; one that was begun comes before one that was not."""
    begun = {p.name for p in people if p.held}
    best = max(plan.interviews, key=lambda i: (i.informant.interview in begun, len(_elements(i, assessment)) / max(i.total, 1)))  # fmt: skip
    who = _who(best)
    title = f"Go on with {who}" if best.informant.interview in begun else f"Talk to {who}"
    about = words.listing(_elements(best, assessment)) or "the whole"
    questions, minutes = words.spoken(len(best.items), "question"), words.plural(round(best.total), "minute")
    return Next(title, f"{questions}, about {minutes}. It can settle {about}.", "Open the interview", "", "interview")


def _elements(interview: PlannedInterview, assessment: Assessment) -> list[str]:
    """The open or missing elements that it is about, by their short names."""
    limits = assessment.method.thresholds
    asked = dict.fromkeys(i.element for i in interview.items if i.element)
    verdicts = [assessment.verdicts[e] for e in asked]
    wanting = [v for v in verdicts if firmness_word(v, limits) != "firm" and v.override is None]
    return [v.element.short for v in wanting or verdicts][:3]


def _who(interview: PlannedInterview) -> str:
    one = interview.informant
    level = SIGNED.get(one.level, one.level).casefold()
    if one.title:
        return f"the {one.title}"
    article = "an" if level[:1] in "aeiou" else "a"
    return f"{article} {level}" + (f" of {one.function}" if one.function else "")


def stations(engagement: Engagement) -> list[Station]:
    """The way to a first report; empty once all of it is in, and from the second interview on where all of it is begun."""
    begun = [_rows(engagement, "processes"), _given(engagement), _rows(engagement, "meetings", "metrics")]
    enough = [begun[0] >= ENOUGH_ROWS, _is_held(engagement), begun[2] >= ENOUGH_ROWS]
    if all(enough) or (all(begun) and engagement.interviews > 1):
        return []
    told = [
        ("Process list", "10 rows will do"), ("One interview", f"any level, {FIRST_INTERVIEW} minutes"),
        ("Meetings or metrics", "whichever you have"), ("First report", "what is not in is “not assessed”"),
    ]  # fmt: skip
    first = next((i for i, n in enumerate(begun) if not n), len(begun))
    partly = [f"{words.number(begun[0])} of about {ENOUGH_ROWS} rows", f"1 interview begun, {words.plural(begun[1], 'answer')}",
              f"{words.number(begun[2])} of about {ENOUGH_ROWS} rows"]  # fmt: skip
    states = [
        "done" if e else p if n else "next" if i == first else "to do"
        for i, (n, e, p) in enumerate(zip(begun, enough, partly, strict=True))
    ]
    return [
        Station(f"{i} {t}", x, s) for i, ((t, x), s) in enumerate(zip(told, [*states, "then"], strict=True), start=1)
    ]


def _rows(engagement: Engagement, *names: str) -> int:
    """Rows of the fullest of these lists."""
    return max((len(engagement.tables[n]) for n in names if engagement.has(n)), default=0)


def _given(engagement: Engagement) -> int:
    """Answers of all interviews; that somebody does not know, or that it does not apply, is an answer."""
    return int(engagement.answers["status"].isin(["answered", "na", "unknown"]).sum())


def _is_held(engagement: Engagement) -> bool:
    """A second interview, or enough answers of the only one."""
    return engagement.interviews > 1 or _given(engagement) >= ENOUGH_ANSWERS


def state(assessment: Assessment, people: Sequence[Respondent] = ()) -> dict[str, object]:
    """All that the start page shows of a client."""
    engagement = assessment.engagement
    blank, settings = is_blank(engagement), engagement.settings
    best = next_thing(assessment, people)
    return {
        "client": settings.client, "line": _line(engagement, blank=blank), "blank": blank, "figures": _figures(engagement),
        "next": best.__dict__, "or": [o.__dict__ for o in _or(engagement, best)],
        "stations": [s.__dict__ for s in stations(engagement)],
        "elements": [] if blank else [_element(v, assessment) for v in assessment.verdicts.values()],
        "steps": [_step(s, assessment) for s in STEPS], "levels": _levels(engagement),
        "problems": _problems(engagement), "sound": words.number(sum(len(t) for t in engagement.tables.values())),
    }  # fmt: skip


def _line(engagement: Engagement, *, blank: bool) -> str:
    settings = engagement.settings
    mode = "little time" if settings.mode == "rapid" else "full assessment"
    stands = f"It stands for {words.date(settings.date)}"
    return f"{settings.wave}, {mode}, {settings.scope} scope. {stands}{'; nothing is filled in yet' if blank else ''}"


def _figures(engagement: Engagement) -> list[dict[str, str]]:
    settings, survey = engagement.settings, engagement.survey
    held = "held" if _is_held(engagement) or not engagement.interviews else "begun"
    found = [{"value": words.number(engagement.interviews), "label": f"interview{'' if engagement.interviews == 1 else 's'} {held}"}]  # fmt: skip
    if survey is not None:
        total, n = settings.population.total, len(survey)
        known = total is not None and total >= n >= settings.minimum_group
        if known and total:
            found.append({"value": words.percent(n / total), "label": "survey response"})
        elif n >= settings.minimum_group:
            found.append({"value": words.number(n), "label": "survey answers"})
    if settings.mode == "rapid" and settings.minutes:
        found.append({"value": words.number(settings.minutes), "label": "minutes for the next visit"})
    return found


def _or(engagement: Engagement, best: Next) -> Iterable[Next]:
    if is_blank(engagement):
        yield Next("", "", "Talk to somebody first", "", "interview")
        return
    told = mend(engagement.problems)
    if told is not None and told != best:
        yield Next("", "", told.title, told.notebook, told.cell)
    if best.cell != "judgement":
        yield Next("", "", "Look at the letters", NOTEBOOKS["targets"], "judgement")


def _element(verdict: Verdict, assessment: Assessment) -> dict[str, object]:
    limits = assessment.method.thresholds
    firmness = verdict.told_firmness(limits)
    seen = [m for f in verdict.facets.values() for m in f.seen]
    rows = [m.n for m in seen if m.source == "lists"]
    talks = [m.n for m in seen if m.source == "interviews"]
    survey = [m.n for m in seen if m.source == "survey"]
    return {
        "letter": verdict.letter, "name": verdict.element.name, "word": firmness_word(verdict, limits),
        "firmness": "" if firmness is None else told_firmness(firmness, limits), "share": firmness or 0.0,
        "told": _not_firm(verdict), "rows": words.number(max(rows)) if rows else "–",
        "talks": max(talks, default=0), "answers": words.number(max(survey)) if survey else "–",
        "missing": _missing(verdict, assessment),
    }  # fmt: skip


def _not_firm(verdict: Verdict) -> str:
    if verdict.override is not None:
        return "set by hand"
    return "not assessed" if verdict.firmness is None else "too few to say"


def _missing(verdict: Verdict, assessment: Assessment) -> str:
    """What it lacks: whom to ask about what; else that it is open; empty where nothing is."""
    if verdict.missing:
        told = [FACET_QUESTIONS[f] for f in verdict.missing]
        return f"somebody to ask {words.listing([str(t) for t in told], conjunction='and')}"
    word = firmness_word(verdict, assessment.method.thresholds)
    if verdict.override is not None or word in ("firm", "fairly firm"):
        return ""
    return "more people to ask: the letter is open" if word else "more rows or answers: too few to say how firm"


def _step(step: Step, assessment: Assessment) -> dict[str, object]:
    engagement, chapter = assessment.engagement, assessment.method.chapters[step]
    tables = [name for name, table in load_tables().items() if table.step == step]
    filled = [name for name in tables if engagement.has(name)]
    items = {i.id for i in assessment.method.items.values() if i.step == step}
    answers = engagement.answers[engagement.answers["item_id"].isin(items)]
    given = int(answers["status"].isin(["answered", "na", "unknown"]).sum())
    return {
        "number": chapter.number, "title": chapter.title, "notebook": NOTEBOOKS[step], "lists": f"{len(filled)} of {len(tables)}",
        "rows": words.plural(sum(len(engagement.tables[n]) for n in filled), "row"),
        "answers": words.number(given), "asked": words.number(answers["item_id"].nunique()), "of": words.number(len(items)),
        "share": answers["item_id"].nunique() / len(items) if items else 0.0,
    }  # fmt: skip


def _levels(engagement: Engagement) -> list[dict[str, object]]:
    """Interviews by level, and of the survey only what may be told of a level."""
    met = engagement.answers.drop_duplicates("interview")["level"].value_counts()
    told = {t.group.members: t for t in turnout(engagement, "level")}
    found: list[dict[str, object]] = []
    for level, title in SIGNED.items():
        one = told.get((level,))
        rate = ""
        if one is not None:
            rate = words.number(one.answered) + (f" of {words.number(one.asked)}" if one.asked else "")
        found.append(
            {
                "level": title if level == "front_line" else f"{title}s",
                "talks": int(met.get(level, 0)),
                "survey": rate or "–",
            }
        )
    return found


def _problems(engagement: Engagement) -> dict[str, object]:
    shown = judgement.problems(engagement.problems)
    rows = [
        {**row, "notebook": NOTEBOOKS.get(step_of(p), "")}
        for row, p in zip(shown.problems, engagement.problems, strict=False)
    ]
    count = len(engagement.problems)
    return {
        "title": f"{words.spoken(count, 'entry', 'entries')} to mend" if count else "",
        "rows": rows[:MOST_ROWS], "more": count - len(rows[:MOST_ROWS]),
    }  # fmt: skip
