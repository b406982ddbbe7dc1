"""Charts of the fifth chapter: why each letter and how firm it is, and the plan over the months."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import altair as alt
from dateutil.relativedelta import relativedelta

from assessment_kit import words
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.diagnosis.facets import FacetValue
from assessment_kit.diagnosis.letters import Verdict
from assessment_kit.diagnosis.schedule import PlannedAction
from assessment_kit.language import later, phrase
from assessment_kit.method.model import FACETS, Thresholds
from assessment_kit.show import theme
from assessment_kit.show.charts import lettering
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.judgement import facet_range, told_firmness
from assessment_kit.show.pieces import Figure, Gap, Table, figure
from assessment_kit.show.plan import HEADS, standing, starts_now

QUESTIONS = {
    "exists": later("Is it there?"),
    "works": later("Does it work?"),
    "carries_process": later("Are processes in it?"),
}
_LETTER_WORDS = {
    "A": later("add"),
    "B": later("create"),
    "C": later("improve"),
    "A+C": later("add and improve"),
    "keep": later("keep"),
}


def letters(assessment: Assessment) -> Figure | Gap:
    """Three shares per element against their threshold, and the letters of the re-runs."""
    verdicts = list(assessment.verdicts.values())
    if all(v.letter == "not assessed" for v in verdicts):
        return Gap(phrase("The eight letters"), phrase("No element has enough evidence on its facets."), phrase("Start with the interview guide: an hour with an executive covers the most salient items."))  # fmt: skip
    limits = assessment.method.thresholds
    changes = sum(v.changes for v in verdicts)
    firm = sum((v.told_firmness(limits) or 0) >= limits.firm for v in verdicts)
    settled = sum(v.letter != "not assessed" for v in verdicts)
    need = phrase("needs") if changes == 1 else phrase("need")
    return figure(
        lambda width: _letters(assessment, width),
        title=phrase("{changes} of eight elements {need} a change; ", changes=words.sentence_case(words.count_word(changes)), need=need)
        + _how_many_firm(firm, settled),
        subtitle=phrase("Each letter follows from three questions. {value} or more counts as yes; the grey strip is the range that we tried, {percent_range}.", value=words.percent(limits.yes.value), percent_range=words.percent_range(limits.yes.low, limits.yes.high)),
        source=phrase("Shares and intervals from the survey, the interviews and the lists; the last chapter lists what each share counts."),
        alt_text=". ".join(_told(v, limits) for v in verdicts) + ".",
        columns=(phrase("Element"), phrase("Letter"), phrase("Firmness"), *QUESTIONS.values()),
        rows=[
            (v.element.name, v.letter, _firm(v, limits), *(_share(v.facets[f], limits) for f in FACETS))
            for v in verdicts
        ],
        margin=(
            phrase("Not there: B, create. There and working, but without processes: A, add. Not working: C, improve. Both: A+C."),
            phrase("A letter below {fairly_firm} is open: it needs one more look before money is spent on it.", fairly_firm=words.percent(limits.fairly_firm)),
            *_hollow(verdicts, limits),
        ),
    )  # fmt: skip


def _hollow(verdicts: Sequence[Verdict], limits: Thresholds) -> tuple[str, ...]:
    """What a hollow dot means, where there is one."""
    facets = [f for v in verdicts for f in v.facets.values() if f.value is not None]
    if all(f.n >= limits.firm_least for f in facets):
        return ()
    return (
        phrase(
            "A hollow dot stands on fewer than {firm_least} rows or answers: too few for an interval.",
            firm_least=words.count_word(limits.firm_least),
        ),
    )


def _how_many_firm(firm: int, settled: int) -> str:
    if settled == 1:
        return phrase("its letter is firm") if firm else phrase("its letter is not firm")
    count = words.count_word(firm) if firm else phrase("none")
    return phrase(
        "{count} of {settled} letters {word} firm",
        count=count,
        settled=words.count_word(settled),
        word=phrase("are") if firm > 1 else phrase("is"),
    )


def _firm(verdict: Verdict, limits: Thresholds) -> str:
    """``94%``, ``too few (n = 3)``, or a dash where there is nothing to be firm about."""
    firmness = verdict.told_firmness(limits)
    few = (
        phrase("too few (n = {n})", n=words.number(verdict.n))
        if verdict.firmness is not None and verdict.override is None
        else "–"
    )
    return few if firmness is None else told_firmness(firmness, limits)


def _told(verdict: Verdict, limits: Thresholds) -> str:
    if verdict.letter == "not assessed":
        return phrase("{name}: not assessed", name=verdict.element.name)
    firm = _firm(verdict, limits)
    return f"{verdict.element.name}: {_LETTER_WORDS[verdict.letter]}{'' if firm == '–' else f', {firm}'}"


def _share(facet: FacetValue, limits: Thresholds) -> str:
    if facet.value is None:
        return phrase("not assessed")
    return f"{words.percent_short_of(facet.value, limits.yes.value)} ({facet_range(facet, limits)})"


def _letters(assessment: Assessment, width: int) -> alt.TopLevelMixin:
    verdicts, limits = list(assessment.verdicts.values()), assessment.method.thresholds
    if width >= theme.WIDE:
        row, top = 43, 44
        sheet = Canvas(width)
        _heads(sheet, assessment, top, len(verdicts) * row)
        for i, verdict in enumerate(verdicts):
            y = top + row * i + row / 2
            sheet.line([(0, y - row / 2), (width, y - row / 2)], theme.HAIR)
            _tile(sheet, 0, y - 11, verdict)
            for n, line in enumerate(lines := lettering.lines(verdict.element.name, 150, bold=True)):
                sheet.text(54, y + (n - (len(lines) - 1) / 2) * 14, line, bold=True)
            for f, facet in enumerate(FACETS):
                _facet(sheet, 224 + 120 * f, 92, y, verdict.facets[facet], assessment)
            _reruns(sheet, 590, y - 8, 130, verdict, limits)
        return sheet.chart(top + row * len(verdicts))
    sheet = Canvas(width)
    y = 0.0
    for verdict in verdicts:
        sheet.line([(0, y), (width, y)], theme.HAIR)
        _tile(sheet, 0, y + 9, verdict)
        sheet.text(54, y + 20, lettering.fit(verdict.element.name, width - 56, bold=True), bold=True)
        _reruns(sheet, 54, y + 34, width - 56, verdict, limits)
        known = any(facet.value is not None for facet in verdict.facets.values())
        if known:
            _stacked(sheet, y, verdict, assessment)
        y += 116 if known else 58
    return sheet.chart(y)


def _stacked(sheet: Canvas, y: float, verdict: Verdict, assessment: Assessment) -> None:
    """The three questions of one element side by side, for the narrow picture."""
    yes = assessment.method.thresholds.yes
    for f, facet in enumerate(FACETS):
        x = 2 + 118 * f
        sheet.text(x, y + 66, QUESTIONS[facet], theme.QUIET, size=11)
        sheet.box(x + 100 * yes.low, y + 76, 100 * (yes.high - yes.low), 32, theme.WASH)
        _facet(sheet, x, 100, y + 98, verdict.facets[facet], assessment)


def _heads(sheet: Canvas, assessment: Assessment, top: int, height: int) -> None:
    yes = assessment.method.thresholds.yes
    sheet.text(0, 10, phrase("Element"), theme.QUIET)
    for f, facet in enumerate(FACETS):
        x = 224 + 120 * f
        sheet.text(x, 10, QUESTIONS[facet], bold=True)
        sheet.text(x, 30, "0", theme.QUIET, size=11)
        sheet.text(x + 92, 30, "100%", theme.QUIET, size=11, align="right")
        sheet.box(x + 92 * yes.low, top - 4, 92 * (yes.high - yes.low), height + 4, theme.WASH)
        sheet.line([(x + 92 * yes.value, top - 4), (x + 92 * yes.value, top + height)], theme.LINE, dash=True)
    sheet.text(590, 10, phrase("Letter in the re-runs"), bold=True)


def _tile(sheet: Canvas, x: float, y: float, verdict: Verdict) -> None:
    if verdict.letter == "not assessed":
        sheet.box(x, y, 44, 22, None, stroke=theme.LINE, dash=True, line=1.5)
        sheet.text(x + 22, y + 11.5, "–", theme.QUIET, align="center")
    elif verdict.letter == "keep":
        sheet.box(x, y, 44, 22, None, stroke=theme.SOUND, line=1.5)
        sheet.text(x + 22, y + 11.5, phrase("keep"), theme.SOUND, bold=True, align="center")
    else:
        sheet.box(x, y, 44, 22, theme.INK)
        sheet.text(x + 22, y + 11.5, verdict.letter, theme.PAPER, size=14, bold=True, align="center")


def _facet(sheet: Canvas, x: float, width: float, y: float, facet: FacetValue, assessment: Assessment) -> None:
    sheet.line([(x, y), (x + width, y)], theme.LINE)
    if facet.value is None:
        sheet.text(x + width / 2, y, "–", theme.QUIET, align="center", halo=True)
        return
    limits = assessment.method.thresholds
    color = theme.SOUND if facet.value >= limits.yes.value else theme.CHANGE
    tip = f"{_share(facet, limits)}: " + "; ".join(m.says for m in facet.measures)
    if facet.n < limits.firm_least:  # so few draw no interval that means anything: a hollow dot
        sheet.dot(x + width * facet.value, y, color, size=70, hollow=True, tip=tip)
    else:
        sheet.line([(x + width * facet.low, y), (x + width * facet.high, y)], color, line=2.5)
        sheet.dot(x + width * facet.value, y, color, size=70, tip=tip)
    place = min(max(x + width * facet.value, x + 6), x + width - 6)
    told = words.percent_short_of(facet.value, limits.yes.value).rstrip("%")
    sheet.text(place, y - 12, told, color, size=11, bold=True, align="center", halo=True)


def _reruns(sheet: Canvas, x: float, y: float, width: float, verdict: Verdict, limits: Thresholds) -> None:
    if verdict.letter == "not assessed":
        sheet.text(x, y + 8, phrase("not enough evidence"), theme.QUIET)
        return
    if verdict.override is not None:
        sheet.text(x, y + 8, phrase("set by hand; rules: {computed}", computed=verdict.computed), theme.QUIET)
        return
    if verdict.told_firmness(limits) is None:
        sheet.text(x, y + 8, _firm(verdict, limits), theme.QUIET)
        return
    at = x
    for i, (letter, share) in enumerate(verdict.shares.items()):
        wide = width * share
        fill = (theme.SOUND if letter == "keep" else theme.INK) if letter == verdict.computed else theme.MARK_SOFT
        sheet.box(
            at,
            y,
            wide,
            16,
            fill,
            stroke=theme.PAPER,
            tip=phrase(
                "{letter}: {told_firmness} of the re-runs", letter=letter, told_firmness=told_firmness(share, limits)
            ),
        )
        label = f"{letter} {told_firmness(share, limits)}" if i == 0 else letter
        short = next((t for t in (label, letter) if lettering.width(t, 11, bold=i == 0) < wide - 8), "")
        color = theme.PAPER if letter == verdict.computed else theme.INK
        sheet.text(at + 6, y + 8.5, short, color, size=11, bold=i == 0)
        at += wide


def roadmap(assessment: Assessment) -> Figure | Gap:
    """The actions over the months, in lanes by head."""
    actions = assessment.plan.actions
    if not actions:
        return Gap(
            phrase("The roadmap"),
            phrase("No finding asks for an action."),
            phrase("With more evidence the letters settle, and actions follow from them."),
        )
    first, last = min(a.start for a in actions), max(a.due for a in actions)
    now = sum(starts_now(a, assessment) for a in actions)
    head = max(HEADS, key=lambda h: sum(a.action.head == h and starts_now(a, assessment) for a in actions))
    lead = phrase("{now} of {actions} can start now", now=words.sentence_case(words.count_word(now)), actions=words.plural(len(actions), "action")) if now else phrase("{actions} in order", actions=words.plural(len(actions), "action"))  # fmt: skip
    return figure(
        lambda width: _roadmap(assessment, width),
        title=phrase("{lead}, most of them about {heads}", lead=lead, heads=words.lowered(HEADS[head])) if now > 1 else lead,
        subtitle=phrase("{actions} from {first} to {last}. Orange starts now.", actions=words.plural(len(actions), "action"), first=words.month(first), last=words.month(last)),
        source=phrase("Table of actions above; an owner does one after the other; dates are proposals unless agreed."),
        alt_text=phrase("Roadmap in three lanes. ") + ". ".join(phrase("Action {number}, {title}: until {due}", number=a.number, title=a.action.title, due=words.date(a.due)) for a in actions) + ".",
        columns=(phrase("Action"), phrase("Owner"), phrase("From"), phrase("By")),
        rows=[(f"{a.number}. {a.action.title}", f"{a.owner} ({standing(a)})", words.date(a.start), words.date(a.due)) for a in actions],
    )  # fmt: skip


def _roadmap(assessment: Assessment, width: int) -> alt.TopLevelMixin:
    actions, wide = assessment.plan.actions, width >= theme.WIDE
    left = 84 if wide else 0
    start = assessment.engagement.settings.date.replace(day=1)
    end = max(a.due for a in actions)
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    step = (width - left) / months
    lane, axis = 14 if wide else 30, (left, step, start.toordinal())
    named = {a.number: _named(a, _stretch(a, axis, width), left, width) for a in actions}
    rows = {number: (16 if wide else 30) + 14 * len(title) for number, (title, _, _) in named.items()}
    lanes = [(title, [a for a in actions if a.action.head == head]) for head, title in HEADS.items()]
    lanes = [(title, own) for title, own in lanes if own]
    sheet = Canvas(width)
    height = 30 + sum(lane + sum(rows[a.number] for a in own) for _, own in lanes)
    every = 1 if step >= 34 else 2 if step >= 17 else 3
    for m in range(months):
        day = start + relativedelta(months=m)
        sheet.box(left + m * step, 24, 1, height - 24, theme.HAIR)
        if m % every == 0:
            label = words.short_month(day) + (
                f" {day.year}" if (m == 0 or day.month == 1) and step * every > 52 else ""
            )
            sheet.text(left + m * step + 3, 12, label, theme.QUIET, size=11)
    y = 30.0
    for title, own in lanes:
        sheet.line([(0, y - 4), (width, y - 4)], theme.LINE)
        sheet.text(0, y + (lane / 2 + 8 if wide else 8), title, bold=True)
        y += lane if not wide else 6
        for action in own:
            _bar(
                sheet,
                action,
                _stretch(action, axis, width),
                named[action.number],
                y,
                width,
                starts_now(action, assessment),
            )
            y += rows[action.number]
        y += lane - 6 if wide else 0
    return sheet.chart(height)


def _stretch(planned: PlannedAction, axis: tuple[float, float, int], width: int) -> tuple[float, float]:
    """From where to where the bar of an action runs."""
    (left, step, origin), month = axis, 30.44
    x = left + (planned.start.toordinal() - origin) / month * step
    return x, min(max(left + (planned.due.toordinal() - origin) / month * step, x + 20), width)


def _named(
    planned: PlannedAction, stretch: tuple[float, float], left: float, width: int
) -> tuple[list[str], float, str]:
    """The lines of an action's title, at most three, and where they stand: beside the bar where there is more room, or above it."""
    if width < theme.WIDE:
        return lettering.even_lines(f"{planned.number}. {planned.action.title}", width, most=3), 0, "left"
    after, before = width - stretch[1] - 10, stretch[0] - left - 10
    lines = lettering.even_lines(planned.action.title, max(after, before), bold=True, most=3)
    return (lines, stretch[1] + 8, "left") if after >= before else (lines, stretch[0] - 8, "right")


def _bar(
    sheet: Canvas,
    planned: PlannedAction,
    stretch: tuple[float, float],
    named: tuple[list[str], float, str],
    y: float,
    width: int,
    now: bool,
) -> None:
    (x, x2), (title, at, align), wide = stretch, named, width >= theme.WIDE
    top, height = y + (2 if wide else 4 + 14 * len(title)), 20 if wide else 14
    tip = phrase(
        "{number}. {title} ({owner}, {standing}, by {due})",
        number=planned.number,
        title=planned.action.title,
        owner=planned.owner,
        standing=standing(planned),
        due=words.date(planned.due),
    )
    sheet.box(x, top, x2 - x, height, theme.CHANGE if now else theme.INK, tip=tip)
    sheet.text(x + 5, top + height / 2 + 0.5, str(planned.number), theme.PAPER, size=12 if wide else 11, bold=True)
    for n, line in enumerate(title):
        sheet.text(at, y + (6.5 if wide else 8) + 14 * n, line, bold=wide, align=align, halo=wide)
    if wide:
        owner = lettering.fit(planned.owner, max(width - x2, x - 84) - 10, 11)
        sheet.text(at, y + 5 + 14 * len(title), owner, theme.QUIET, size=11, align=align, halo=True)


FIGURES: Mapping[str, Callable[[Assessment], Figure | Table | Gap]] = {"letters": letters, "roadmap": roadmap}
