"""Figure "views": of one thing, what lists, survey and interviews show and what the top and the front line see, on one scale.

It stands with managing together, beside what each level sees: that managers of all levels look at the same facts is their work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.method.thresholds import ViewLimits
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, records
from assessment_kit.show.charts.lettering import lines, width
from assessment_kit.show.pieces import Figure, Gap, figure

MOST = 12
"""Things that are drawn; all of them stand in the table."""
MARKS = {
    "lists": ("lists", "square", theme.INK, False, 85), "survey": ("survey", "circle", theme.SOUND, False, 70),
    "interviews": ("interviews", "diamond", theme.SOUND, True, 75), "top": (later("at the top"), "triangle-up", theme.MARK, False, 60),
    "line": (later("front line"), "triangle-down", theme.MARK, False, 60),
}  # fmt: skip
"""Name, shape, colour, hollow and size of each source; the accent is kept for where they part."""
COLUMNS = (later("Subject"), later("Lists"), later("Survey"), later("Interviews"), later("At the top"), later("Managers"), later("Front line"), later("Widest gap in points"), later("Cohen’s h"))  # fmt: skip
KINDS = ("lists", "survey", "interviews", "top", "managers", "line")
NAMED = {
    "lists": later("the lists"),
    "survey": later("the survey"),
    "interviews": "interviews",
    "top": later("the top"),
    "line": later("the front line"),
}


@dataclass(frozen=True)
class Row:
    """One thing: its sources by kind, and its widest gap (parted ones first)."""

    subject: str
    seen: dict[str, list[Record]]
    gap: Record

    @property
    def parted(self) -> bool:
        return bool(self.gap["parted"])


def views(result: StepResult) -> Figure | Gap:
    """The widest contradictions first, then what comes nearest to one."""
    rows = _rows_of(result)
    if not rows:
        return Gap(phrase("Whether people see what the lists show"), phrase("of no one thing do both a list and enough people speak"),
                   phrase("The survey, or five interviews, on what the lists hold"))  # fmt: skip
    shown = rows[:MOST]
    title = _title(rows)
    return figure(
        lambda size: _draw(size, shown),
        title=title,
        subtitle=phrase("Share in the lists, share who give the better answer in the survey, and mean interview score (1 is 0%, 5 is 100%). Where two part, the line between them is strong; the pale line below is the 95% interval of the answers.")
        + (phrase(" The {most} widest, of {rows}.", most=words.count_word(MOST), rows=words.number(len(rows))) if len(rows) > MOST else ""),
        source=_source(rows),
        alt_text=f"{title}. " + " ".join(_told(r) for r in shown),
        columns=COLUMNS,
        rows=capped((_cells(r) for r in rows), len(rows)),
        margin=_margin(result.limits.views),
    )  # fmt: skip


def _margin(limits: ViewLimits) -> tuple[str, ...]:
    gap, sure = words.number(limits.gap * 100), words.number(limits.sure * 100)
    return (
        phrase(
            "Two sources part where they lie {gap} points or more apart and even the near end of the 95% interval lies {sure} or more; of all that are told to part, {chance} may be chance.",
            gap=gap,
            sure=sure,
            chance=words.percent(limits.chance),
        ),
        phrase(
            "Lists are counted in full. Groups that are too small are never shown by themselves, and interviews never by level."
        ),
        phrase("A gap says where to look, and not who is right: the list may be wrong, too."),
    )


def _rows_of(result: StepResult) -> list[Row]:
    seen, partings = result.tables.get("seen"), result.tables.get("partings")
    if seen is None or partings is None or partings.empty:
        return []
    sources: dict[str, dict[str, list[Record]]] = {}
    for one in records(seen):
        sources.setdefault(one["view_id"], {}).setdefault(one["kind"], []).append(one)
    ranked = partings.assign(wide=partings["gap"].abs(), parted=partings["parted"].astype(bool))
    ranked = ranked.sort_values(["parted", "wide"], ascending=False, kind="stable").drop_duplicates("view_id")
    return [Row(_subject(sources[g["view_id"]]), sources[g["view_id"]], g) for g in records(ranked)]


def _subject(own: dict[str, list[Record]]) -> str:
    return str(next(iter(own.values()))[0]["subject"])


def _title(rows: Sequence[Row]) -> str:
    parted = [r for r in rows if r.parted]
    if not parted:
        return phrase("Lists, survey and interviews show much the same")
    of = (
        phrase("the one matter")
        if len(rows) == 1
        else phrase("{parted} of {rows} matters", parted=words.number(len(parted)), rows=words.number(len(rows)))
    )
    return phrase(
        "On {value} views part{word} {subject}",
        value=of,
        word=phrase(", most of all on") if len(parted) > 1 else ":",
        subject=parted[0].subject,
    )


def _source(rows: Sequence[Row]) -> str:
    parts = [phrase("Lists, full count")]
    for kind, name in (("survey", "survey"), ("interviews", "interviews")):
        counts = [one["n"] for r in rows for one in r.seen.get(kind, ())]
        if counts:
            low, high = words.number(min(counts)), words.number(max(counts))
            parts.append(
                phrase("{name}, n = {low} for each subject", name=name, low=low if low == high else f"{low}–{high}")
            )
    return "; ".join(parts) + "."


def _told(row: Row) -> str:
    shares = [f"{MARKS[k][0]} {words.percent(row.seen[k][0]['share'])}" for k in MARKS if k in row.seen]
    return f"{words.sentence_case(row.subject)}: {', '.join(shares)}{phrase('; they part') if row.parted else ''}."


def _cells(row: Row) -> tuple[str, ...]:
    gap = row.gap
    between = phrase("{named} against {named_2}", named=NAMED[gap["first"]], named_2=NAMED[gap["second"]])
    points = phrase(
        "{gap} ({low} to {high}), {between}",
        gap=words.number(gap["gap"]),
        low=words.number(gap["low"]),
        high=words.number(gap["high"]),
        between=between,
    )
    effect = phrase(
        "{effect} ({effect_low} to {effect_high})",
        effect=words.number(gap["effect"], 2),
        effect_low=words.number(gap["effect_low"], 2),
        effect_high=words.number(gap["effect_high"], 2),
    )
    return row.subject, *("; ".join(_cell(one) for one in row.seen.get(kind, ())) for kind in KINDS), points, effect


def _cell(one: Record) -> str:
    """``25% (18–34%), executives n = 8``; of few interviews each score."""
    if one["kind"] == "lists":
        return f"{words.percent(one['share'])}, n = {words.number(one['n'])}"
    who = f"{one['who']} " if len(one["members"]) else ""
    each = (
        phrase(", scores {join}", join=", ".join(words.number(s) for s in one["scores"])) if len(one["scores"]) else ""
    )
    score = "" if each else phrase(", {score} of 5", score=words.number(one["score"], 1))
    return f"{words.percent(one['share'])} ({words.percent_range(one['low'], one['high'])}){score}, {who}n = {words.number(one['n'])}{each}"


def _draw(size: int, shown: Sequence[Row]) -> alt.TopLevelMixin:
    sheet, wide = Canvas(size), size >= theme.WIDE
    axis = (286.0, 660.0) if wide else (8.0, 300.0)
    begin = y = _legend(sheet, size, {kind for r in shown for kind in r.seen})
    for row in shown:
        y = _one(sheet, row, y, axis, size)
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = axis[0] + share * (axis[1] - axis[0])
        sheet.box(x - 0.5, begin, 1, y - begin, theme.HAIR)
        sheet.text(x, y + 11, words.percent(share), theme.QUIET, align="center", size=11)
    return sheet.chart(y + 22)


def _legend(sheet: Canvas, size: int, there: set[str]) -> float:
    """Each mark with its name; a second line where they do not fit. Returns where the rows begin."""
    x, y = 8.0, 8.0
    for kind, (name, shape, colour, hollow, area) in MARKS.items():
        if kind not in there:
            continue
        room = width(name) + 30
        if x + room > size - 46:
            x, y = 8.0, y + 18
        sheet.dot(x, y, colour, shape=shape, size=area, hollow=hollow)
        sheet.text(x + 10, y, name, theme.INK_2)
        x += room
    sheet.text(size, 8, phrase("Points"), theme.QUIET, align="right")
    return y + 16


def _one(sheet: Canvas, row: Row, y: float, axis: tuple[float, float], size: int) -> float:
    """One thing: its words, a line from its lowest to its highest view, the two that part, a dot per source."""
    wide = size >= theme.WIDE
    told = lines(words.sentence_case(row.subject), axis[0] - 24 if wide else size - 4)
    for i, text in enumerate(told):
        at = y + 20 + (i - (len(told) - 1) / 2) * 14 if wide else y + 10 + 14 * i
        sheet.text(0, at, text, halo=not wide, tip=words.sentence_case(row.subject))
    middle = y + 20 if wide else y + 14 * len(told) + 14

    def place(share: float) -> float:
        return axis[0] + share * (axis[1] - axis[0])

    drawn = {kind: row.seen[kind][0] for kind in MARKS if kind in row.seen}
    shares = [one["share"] for one in drawn.values()]
    sheet.line([(place(min(shares)), middle), (place(max(shares)), middle)], theme.LINE)
    gap = row.gap
    ends = [drawn[gap[side]] for side in ("first", "second")]
    for one in ends:
        sheet.line([(place(one["low"]), middle + 8), (place(one["high"]), middle + 8)], theme.MARK_SOFT, line=2)
    if row.parted:
        sheet.line([(place(ends[0]["share"]), middle), (place(ends[1]["share"]), middle)], theme.CHANGE, line=4)
    for kind, one in drawn.items():
        name, shape, colour, hollow, area = MARKS[kind]
        sheet.dot(
            place(one["share"]),
            middle,
            colour,
            shape=shape,
            size=area,
            hollow=hollow,
            tip=f"{words.sentence_case(name)}: {_cell(one)}",
        )
    colour = theme.CHANGE if row.parted else theme.QUIET
    sheet.text(size, middle, words.number(abs(gap["gap"])), colour, bold=row.parted, align="right")
    return y + 40 if wide else middle + 22
