"""What is measured: activity, process or outcome, beforehand or afterwards; and which processes are measured both ways."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, source
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

_FOCUS = {
    "activity": (later("Activity"), later("how busy people are")),
    "process": (later("Process"), later("how the work runs")),
    "outcome": (later("Outcome"), later("what comes of it")),
}
_WAYS = (
    later("on the way and at the end"),
    later("only on the way"),
    later("only at the end"),
    later("not measured"),
    later("not tagged"),
)


def mix(result: StepResult) -> Figure | Gap:
    """Bars to both sides: what counts afterwards to the left, what warns beforehand to the right; to one where neither is known."""
    metrics, processes = result.tables["metrics"], result.tables["key_processes"]
    if metrics.empty or (metrics["focus"].isna().all() and metrics["kind"].isna().all()):
        return told(result, phrase("What the metrics look at"), phrase("Metrics"))
    table = pd.crosstab(metrics["focus"].fillna("untagged"), metrics["kind"].fillna("untagged")).reindex(
        index=[*_FOCUS, "untagged"], columns=["lagging", "leading", "untagged"], fill_value=0
    )
    ways = (
        _ways(processes)
        if metrics["focus"].notna().any() and metrics["measured_id"].notna().any()
        else pd.Series(dtype=int)
    )
    return figure(
        lambda room: _draw(table, ways, room),
        title=_title(table),
        subtitle=phrase("Number of metrics by what they look at. ")
        + (phrase("To the left those that count afterwards, to the right those that warn beforehand.") if _timed(table)
           else phrase("Whether they warn beforehand or count afterwards is not on record."))
        + (phrase(" Below, how the key processes are measured; orange is what is missing.") if len(ways) else ""),
        source=source((phrase("metric list"), metrics), (phrase("process list"), processes)),
        alt_text=_alt(table, ways),
        columns=(phrase("Looks at"), phrase("Counts afterwards"), phrase("Warns beforehand"), phrase("Not tagged")),
        rows=capped(
            ((_FOCUS[str(f)][0] if f in _FOCUS else phrase("Not tagged"), *map(words.number, row)) for f, row in zip(table.index, table.to_numpy(), strict=True)), 4
        ),
    )  # fmt: skip


def _timed(table: pd.DataFrame) -> bool:
    """Is it known of any metric whether it warns beforehand or counts afterwards?"""
    return bool(table[["lagging", "leading"]].to_numpy().any())


def _ways(processes: pd.DataFrame) -> pd.Series:
    """Key processes by how they are measured."""
    both, outcome, bare = (processes[c] for c in ("both_measures", "outcome_only", "metrics"))
    way = pd.Series(_WAYS[1], index=processes.index, dtype=object)
    way = way.mask(both.isna() | outcome.isna(), _WAYS[4])
    way = way.mask(outcome.fillna(False), _WAYS[2]).mask(both.fillna(False), _WAYS[0]).mask(bare.eq(0), _WAYS[3])
    counts = way.value_counts().reindex(_WAYS, fill_value=0)
    return counts[(counts > 0) | counts.index.isin(_WAYS[:1])] if len(processes) else counts.iloc[:0]


def _title(table: pd.DataFrame) -> str:
    sums, n = table.sum(axis=1), int(table.to_numpy().sum())
    activity, process, outcome = (int(sums[f]) for f in _FOCUS)
    tagged = activity + process + outcome
    leading, known = int(table["leading"].sum()), n - int(table["untagged"].sum())
    if not tagged:
        return phrase(
            "{leading} of {metrics} {word} beforehand",
            leading=words.number(leading),
            metrics=words.plural(known, "metric"),
            word=phrase("warns") if leading == 1 else phrase("warn"),
        )
    measured = (
        phrase(
            "{process} {word} a process",
            process=words.number(process),
            word=phrase("measures") if process == 1 else phrase("measure"),
        )
        if process
        else phrase("none measures a process")
    )
    name, count = max(
        ((phrase("count activity"), activity), (phrase("measure an outcome"), outcome)), key=lambda pair: pair[1]
    )
    if process > count:
        return phrase(
            "{process} of {metrics} {word} a process",
            process=words.sentence_case(words.count_word(process)),
            metrics=words.plural(tagged, "metric"),
            word=phrase("measures") if process == 1 else phrase("measure"),
        )
    if count == 1:
        name = name.replace("count ", "counts ").replace("measure ", "measures ")
    return phrase(
        "{count} of {metrics} {name}, and {measured}",
        count=words.sentence_case(words.count_word(count)),
        metrics=words.plural(tagged, "metric"),
        name=name,
        measured=measured,
    )


def _alt(table: pd.DataFrame, ways: pd.Series) -> str:
    said = [
        phrase(
            "{label}: {lagging} afterwards, {leading} beforehand",
            label=label,
            lagging=words.number(int(row["lagging"])),
            leading=words.number(int(row["leading"])),
        )
        if _timed(table)
        else f"{label}: {words.number(int(row.sum()))}"
        for (label, _), (_, row) in zip(_FOCUS.values(), table.iterrows(), strict=False)
    ]
    text = f"{_title(table)}. {'; '.join(said)}."
    if len(ways):
        text += phrase(" Key processes measured ") + ", ".join(f"{way}: {count}" for way, count in ways.items()) + "."
    return text.replace("measured not measured", "not measured")


def _draw(table: pd.DataFrame, ways: pd.Series, room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    if not _timed(table):
        bottom = _one_sided(canvas, table, room)
        return canvas.chart(_processes(canvas, ways, bottom + 8, room) if len(ways) else bottom - 6)
    middle, reach = (440.0, 230.0) if wide else (228.0, 92.0)
    unit = reach / max(int(table[["lagging", "leading"]].to_numpy().max()), 1)
    canvas.text(middle - 8, 8, phrase("Count afterwards") if wide else phrase("Afterwards"), theme.QUIET, align="right")
    canvas.text(middle + 8, 8, phrase("Warn beforehand") if wide else phrase("Beforehand"), theme.QUIET)
    y = 38.0
    for focus, (label, note) in _FOCUS.items():
        canvas.text(0, y - 7, label, bold=True)
        canvas.text(0, y + 8, note, theme.QUIET, size=11)
        colour = theme.SOUND if focus == "process" else theme.MARK
        before, after = (int(table[kind][focus]) for kind in ("leading", "lagging"))
        _bar(canvas, middle - 3, y, -after * unit, colour, after, align="right")
        _bar(canvas, middle + 3, y, before * unit, colour, before, align="left")
        y += 40
    canvas.line([(middle, 22), (middle, y - 18)], theme.LINE)
    untagged = int(table.loc["untagged"].sum() + table.loc[list(_FOCUS), "untagged"].to_numpy().sum())
    if untagged:
        more = phrase("metric is") if untagged == 1 else phrase("metrics are")
        canvas.text(
            0,
            y - 4,
            phrase("{untagged} more {more} not fully tagged.", untagged=words.number(untagged), more=more),
            theme.QUIET,
            size=11,
        )
        y += 20
    return canvas.chart(_processes(canvas, ways, y + 8, room) if len(ways) else y - 6)


def _one_sided(canvas: Canvas, table: pd.DataFrame, room: int) -> float:
    """One bar for each thing that metrics look at."""
    y, left = 18.0, 190.0 if room >= theme.WIDE else 160.0
    counts = table.sum(axis=1)
    unit = (room - left - 30) / max(int(counts.loc[list(_FOCUS)].max()), 1)
    for focus, (label, note) in _FOCUS.items():
        canvas.text(0, y - 7, label, bold=True)
        canvas.text(0, y + 8, note, theme.QUIET, size=11)
        count = int(counts[focus])
        colour = theme.SOUND if focus == "process" else theme.MARK
        _bar(canvas, left, y, count * unit, colour, count, align="left")
        y += 40
    untagged = int(counts["untagged"])
    if untagged:
        more = phrase("metric is") if untagged == 1 else phrase("metrics are")
        canvas.text(
            0,
            y - 4,
            phrase("{untagged} more {more} not tagged.", untagged=words.number(untagged), more=more),
            theme.QUIET,
            size=11,
        )
        y += 20
    return y


def _bar(canvas: Canvas, x: float, y: float, length: float, colour: str, count: int, *, align: str) -> None:
    """A bar from the axis to the side to which its number is turned away."""
    if length:
        canvas.box(min(x, x + length), y - 10, abs(length), 20, colour)
    gap = 6 if align == "left" else -6
    canvas.text(x + length + gap, y, words.number(count), theme.INK if count else theme.QUIET, align=align)


def _processes(canvas: Canvas, ways: pd.Series, y: float, room: int) -> float:
    total = int(ways.sum())
    canvas.text(
        0, y, phrase("{processes}, measured", processes=words.plural(total, "key process", "key processes")), bold=True
    )
    left = 190 if room >= theme.WIDE else 160
    unit = (room - left - 30) / max(int(ways.max()), 1)
    for way, count in ways.items():
        y += 24
        lacks = way in _WAYS[1:4] and count
        colour = theme.CHANGE if lacks else theme.INK if count else theme.QUIET
        canvas.text(0, y, str(way), colour)
        if way == _WAYS[0] and count:
            canvas.box(left, y - 7, count * unit, 14, theme.SOUND)
        elif lacks:
            canvas.box(left, y - 7, count * unit, 14, theme.PAPER, stroke=theme.CHANGE, line=1.5)
        elif count:
            canvas.box(left, y - 7, count * unit, 14, theme.MARK_SOFT, stroke=theme.LINE)
        canvas.text(left + count * unit + 6, y, words.number(count), colour)
    return y + 12
