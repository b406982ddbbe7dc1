"""Figure "quality": what meetings have and lack. Table "overlaps": pairs of meetings that do the same work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.practices_gaps import OVERLAPS, QUALITY
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, records
from assessment_kit.show.charts.practices_gap import gap
from assessment_kit.show.pieces import Figure, Gap, Table, figure

MOST_PAIRS = 15
LINE = 30


def quality(result: StepResult) -> Figure | Gap:
    """Shares of meetings with rhythm, purpose, agenda, decisions and process, over those in which it is known."""
    checks = result.tables.get("quality", pd.DataFrame())
    if checks.empty or not (checks["yes"] + checks["no"]).gt(0).any():
        return gap(result, QUALITY)
    known = checks[(checks["yes"] + checks["no"]) > 0]
    total = int(checks[["yes", "no", "unknown"]].iloc[0].sum())
    return figure(
        lambda size: _draw(size, checks, total),
        title=_title(result, known, total),
        subtitle=_subtitle(checks, total),
        source=phrase("Meeting list, {rows}. Full count.", rows=words.plural(total, "row")),
        alt_text=f"{_title(result, known, total)}. " + " ".join(f"{r['name']}: {_of(r)}." for r in records(known)),
        columns=(
            phrase("What a meeting has"),
            phrase("Yes"),
            phrase("No"),
            phrase("Not known"),
            phrase("Share of those known"),
            phrase("Share of their hours"),
        ),
        rows=[
            (
                str(r["name"]),
                words.number(r["yes"]),
                words.number(r["no"]),
                words.number(r["unknown"]),
                words.percent(r["share"]),
                words.percent(r["hours_share"]),
            )
            for r in records(checks)
        ],
        margin=_margin(known),
    )


def _of(row: dict[str, Any]) -> str:
    return phrase("{yes} of {yes_2}", yes=words.number(row["yes"]), yes_2=words.number(row["yes"] + row["no"]))


def _title(result: StepResult, known: pd.DataFrame, total: int) -> str:
    sound = result.row("practices.meetings_sound")
    process = result.row("practices.process_on_agenda")
    if sound is None or sound["n"] < total / 2:
        well = known[known["yes"] + known["no"] >= total / 2]
        least = records((well if len(well) else known).sort_values("share", kind="stable"))[0]
        little = phrase("; little else is on record") if len(well) < 3 else ""
        return f"{_sentence(least)}{little}"
    verb = phrase("is") if sound["count"] == 1 else phrase("are")
    text = phrase(
        "{count} of {meetings} {verb} well made",
        count=words.number(sound["count"]),
        meetings=words.plural(int(sound["n"]), "meeting"),
        verb=verb,
    )
    if process is None or process["n"] < total / 2:
        return text
    looks = phrase("looks") if process["count"] == 1 else phrase("look")
    count = phrase("none") if process["count"] == 0 else words.number(process["count"])
    of = phrase(" of {n}", n=words.number(process["n"])) if process["count"] and process["n"] != sound["n"] else ""
    return phrase("{text}; {count}{value} {looks} at a whole process", text=text, count=count, value=of, looks=looks)


_DOES = {
    "practices.meetings_scheduled": (later("comes round in a rhythm"), later("come round in a rhythm")),
    "practices.purpose_stated": (later("states its purpose"), later("state their purpose")),
    "practices.with_agenda": (later("has an agenda"), later("have an agenda")),
    "practices.decisions_recorded": (later("records its decisions"), later("record their decisions")),
    "practices.process_on_agenda": (later("looks at a whole process"), later("look at a whole process")),
}


def _sentence(row: Record) -> str:
    """``3 of 5 meetings have an agenda``, ``All 72 meetings come round in a rhythm``."""
    yes, known = int(row["yes"]), int(row["yes"] + row["no"])
    one, many = _DOES[str(row["check"])]
    if known == 1:
        return (
            phrase("The one meeting on record {one}", one=one)
            if yes
            else phrase("Not even the one meeting on record {one}", one=one)
        )
    if yes in (0, known):
        return phrase(
            "{word} {known} meetings {many}",
            word=phrase("All") if yes else phrase("None of the"),
            known=words.number(known),
            many=many,
        )
    return phrase("{row} meetings {one}", row=_of(row), one=one if yes == 1 else many)


def _subtitle(checks: pd.DataFrame, total: int) -> str:
    text = phrase(
        "What {word}. Blue is in place, orange is missing",
        word=phrase("the meeting has and lacks")
        if total == 1
        else phrase("{total} meetings have and lack", total=words.number(total)),
    )
    return text + (phrase(", dashed is not known.") if checks["unknown"].gt(0).any() else ".")


def _margin(known: pd.DataFrame) -> list[str]:
    """The largest meetings that lack something, where few lack it."""
    margin = [phrase("A well-made meeting has a stated purpose, an agenda and recorded decisions.")]
    few = known[(known["check"] != "practices.process_on_agenda") & known["no"].between(1, 3)]
    return [
        *margin,
        *(
            phrase("{name}: not so in {list}.", name=r["name"], list=words.listing(list(r["names"])))
            for r in records(few)
        ),
    ]


def _draw(size: int, checks: pd.DataFrame, total: int) -> alt.TopLevelMixin:
    canvas = Canvas(size)
    wide = size >= theme.WIDE
    left = 170.0 if wide else 0.0
    right = size - (150.0 if wide else 0.0)
    y = 8.0
    if wide:
        canvas.text(size - 62, y, phrase("Meetings"), theme.QUIET, align="right")
        canvas.text(size, y, phrase("Of hours"), theme.QUIET, align="right")
        y += 12
    for row in records(checks):
        known = row["yes"] + row["no"]
        middle = y + LINE / 2
        text = f"{_of(row)}" if known else phrase("not known")
        if wide:
            canvas.text(0, middle, str(row["name"]))
            canvas.text(size - 62, middle, text, bold=True, align="right")
            canvas.text(size, middle, words.percent(row["hours_share"]), theme.INK_2, align="right")
            top = y + 6
        else:
            canvas.text(0, y + 8, str(row["name"]))
            canvas.text(size, y + 8, text, bold=True, align="right")
            top = y + 18
        _bar(canvas, left, right, top, row, total)
        y += LINE if wide else 44
    return canvas.chart(y + 4)


def _bar(canvas: Canvas, left: float, right: float, top: float, row: dict[str, Any], total: int) -> None:
    """Yes, no and not known, as parts of all meetings."""
    x = left
    looks: tuple[tuple[str, str, str, str | None, bool], ...] = (
        ("yes", "yes", theme.SOUND, None, False),
        ("no", "no", theme.CHANGE_SOFT, theme.CHANGE, False),
        ("unknown", phrase("not known"), theme.PAPER, theme.LINE, True),
    )
    for column, word, fill, stroke, dash in looks:
        length = row[column] / total * (right - left)
        if length > 0:
            tip = phrase(
                "{name}: {word} in {meetings}",
                name=row["name"],
                word=word,
                meetings=words.plural(int(row[column]), "meeting"),
            )
            canvas.box(x, top, length, 18, fill, stroke=stroke, dash=dash, tip=tip)
        if length > 40:
            ink = theme.PAPER if column == "yes" else theme.INK
            canvas.text(x + 6, top + 9.5, words.number(row[column]), ink, size=11)
        x += length


def overlaps(result: StepResult) -> Table | Gap:
    """Pairs of meetings with much the same people on much the same work, and the hours of both."""
    found = result.row("practices.overlapping")
    if found is None:
        return gap(result, OVERLAPS)
    pairs, limits = result.tables["overlaps"], result.limits.overlaps
    return Table(
        title=_overlap_title(result, pairs),
        subtitle=phrase(
            "Pairs in one rhythm with at least {same_people} of their people in common, and {same_topics} of the shorter agenda where it is known.",
            same_people=words.fraction(limits.same_people),
            same_topics=words.fraction(limits.same_topics),
        ),
        source=phrase("Meeting list, {rows} with people named. Full count.", rows=words.plural(int(found["n"]), "row")),
        columns=(
            phrase("Meetings"),
            phrase("Rhythm"),
            phrase("People in both"),
            phrase("Topics in both"),
            phrase("Hours a year"),
        ),
        rows=_pair_rows(pairs),
        align="llrrr",
        margin=[
            phrase(
                "Hours are those of both meetings. What could be saved is at most the hours of the shorter of the two."
            )
        ]
        if len(pairs)
        else [],
    )


def _overlap_title(result: StepResult, pairs: pd.DataFrame) -> str:
    if pairs.empty:
        return phrase("No two meetings do the same work")
    sure = int(pairs["sure"].sum())
    number = words.sentence_case(words.count_word(sure or len(pairs)))
    text = phrase(
        "{number} {word} of meetings",
        number=number,
        word=phrase("pair") if (sure or len(pairs)) == 1 else phrase("pairs"),
    )
    if not sure:
        return phrase("{text} may do the same work; their agendas are not on record", text=text)
    text += phrase(" does the same work") if sure == 1 else phrase(" do the same work")
    spent = result.value("practices.repeated_hours")
    return (
        text
        if not spent
        else phrase("{text}: {spent} hours a year are spent twice", text=text, spent=words.number(round(spent)))
    )


def _pair_rows(pairs: pd.DataFrame) -> Sequence[Sequence[str]]:
    if pairs.empty:
        return [(phrase("No pair is near enough"), "", "", "", "")]
    rows = [_pair_row(r) for r in records(pairs.head(MOST_PAIRS))]
    rest = pairs.iloc[MOST_PAIRS:]
    return (
        [*rows, (phrase("and {pairs}", pairs=words.plural(len(rest), "more pair", "more pairs")), "", "", "", "")]
        if len(rest)
        else rows
    )


def _pair_row(row: Record) -> tuple[str, ...]:
    people = phrase(
        "{shared_people} of {all_people}",
        shared_people=words.number(row["shared_people"]),
        all_people=words.number(row["all_people"]),
    )
    topics = (
        phrase(
            "{shared_topics} of {all_topics}",
            shared_topics=words.number(row["shared_topics"]),
            all_topics=words.number(row["all_topics"]),
        )
        if known(row["topics"])
        else phrase("not known")
    )
    spent = words.number(round(row["hours"])) if known(row["hours"]) else phrase("not known")
    return (
        phrase("{a_name} and {b_name}", a_name=row["a_name"], b_name=row["b_name"]),
        str(row["rhythm"]),
        people,
        topics,
        spent,
    )
