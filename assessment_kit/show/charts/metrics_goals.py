"""The goals by level, whether they lead up to the goals of the whole, which collide, and what the key processes have."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source, yes_no
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

_LEVELS = {
    "enterprise": later("Whole organisation"),
    "function": later("Functions"),
    "process": later("Processes"),
    "team": later("Teams"),
}
_OWN = (
    ("has_goal", later("with a goal of their own")),
    ("objective", later("promised in time and in result")),
    ("approved", later("agreed with a customer")),
)
MOST_PAIRS = 5


def goals(result: StepResult) -> Figure | Gap:
    """Bars per level, the pairs that collide, and the key processes."""
    found, pairs, processes = (result.tables[t] for t in ("goals", "opposed", "key_processes"))
    if found.empty:
        return told(result, phrase("Goals"))
    levels = pd.DataFrame(
        {level: {"up": int((rows["traces"].fillna(False)).sum()), "adrift": int(rows["traces"].eq(False).fillna(False).sum()), "n": len(rows)}
         for level, rows in found.groupby("level")}
    ).T.reindex([level for level in _LEVELS if (found["level"] == level).any()])  # fmt: skip
    own = [
        (label, int(processes[c].fillna(False).sum()), int(processes[c].notna().sum()))
        for c, label in _OWN
        if processes[c].notna().any()
    ]
    return figure(
        lambda room: _draw(levels, pairs, own, room),
        title=_title(result, found),
        subtitle=_subtitle(found, pairs),
        source=source((phrase("goal list"), found), (phrase("process list"), processes)),
        alt_text=_alt(result, found, pairs),
        columns=(phrase("Goal"), phrase("Level"), phrase("Owner"), phrase("Goal at its top"), phrase("Leads up"), phrase("Metrics")),
        rows=capped(
            ((r["text"], _LEVELS.get(r["level"], r["level"]), r["owner"], r["top_text"] if r["top_id"] != r["goal_id"] else "", "" if r["level"] == "enterprise" else yes_no(r["traces"]), r["metrics"])
             for r in found.to_dict("records")), len(found)
        ),
    )  # fmt: skip


def _title(result: StepResult, found: pd.DataFrame) -> str:
    row = result.row("metrics.functional_goals_adrift")
    if row is None:
        return (
            phrase("{goals}; which one serves which is not on record", goals=words.plural(len(found), "goal"))
            if len(found) > 1
            else phrase("There is one goal on the list")
        )
    adrift, n = int(row["count"]), int(row["n"])
    if not adrift:
        return phrase(
            "{n} below the top {word} up to the goals of the whole",
            n=every(n, "goal"),
            word=phrase("leads") if n == 1 else phrase("lead"),
        )
    return phrase(
        "{adrift} of {goals} below the top {word} up to no goal of the whole",
        adrift=words.sentence_case(words.count_word(adrift)),
        goals=words.plural(n, "goal"),
        word=phrase("leads") if adrift == 1 else phrase("lead"),
    )


def _subtitle(found: pd.DataFrame, pairs: pd.DataFrame) -> str:
    said = (
        phrase("Goals by level. Blue leads up to a goal of the whole organisation; hollow and orange does not.")
        if found["traces"].notna().any()
        else phrase("Goals by level.")
    )
    return said + (phrase(" Below, goals that pull against each other.") if len(pairs) else "")


def _alt(result: StepResult, found: pd.DataFrame, pairs: pd.DataFrame) -> str:
    said = f"{_title(result, found)}."
    if len(pairs):
        said += phrase(" {pairs} of goals {word} against each other: ", pairs=words.plural(len(pairs), "pair"), word=phrase("pulls") if len(pairs) == 1 else phrase("pull")) + words.listing([phrase("{text_a} against {text_b}", text_a=p["text_a"], text_b=p["text_b"]) for p in pairs.to_dict("records")], most=4) + "."  # fmt: skip
    return said


def _draw(levels: pd.DataFrame, pairs: pd.DataFrame, own: list[tuple[str, int, int]], room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    canvas = Canvas(room)
    y = _levels(canvas, levels, room)
    if len(pairs):
        y = _pairs(canvas, pairs, y + 22, room)
    if own:
        y += 22
        canvas.text(0, y, phrase("Key processes"), bold=True)
        left, right = (204.0, 560.0) if wide else (0.0, 250.0)
        for label, count, n in own:
            y += 26 if wide else 24
            canvas.text(0, y, label)
            place = y if wide else y + 18
            canvas.box(left, place - 6, right - left, 12, theme.WASH)
            if count:
                canvas.box(left, place - 6, (right - left) * count / n, 12, theme.SOUND)
            canvas.text(
                right + 8,
                place,
                phrase("{count} of {n}", count=words.number(count), n=words.number(n)),
                theme.INK if 2 * count >= n else theme.CHANGE,
                bold=True,
            )
            y = place
        y += 12
    return canvas.chart(y + 2)


def _levels(canvas: Canvas, levels: pd.DataFrame, room: int) -> float:
    wide = room >= theme.WIDE
    left, right = (204.0, 560.0) if wide else (128.0, 290.0)
    unit = (right - left) / max(int(levels["n"].max()), 1)
    y = 12.0
    for level, row in levels.iterrows():
        canvas.text(0, y, _LEVELS[str(level)])
        x = left
        top = level == "enterprise"
        rest = int(row["n"] - row["up"] - row["adrift"])
        parts = [
            (int(row["up"]), theme.INK if top else theme.SOUND, None),
            (int(row["adrift"]), theme.PAPER, theme.CHANGE),
            (rest, theme.MARK_SOFT, theme.LINE),
        ]
        for count, fill, stroke in parts:
            if count:
                canvas.box(x, y - 8, count * unit, 16, fill, stroke=stroke, line=1.5)
                x += count * unit + 1
        said = words.number(row["n"])
        if not top and row["adrift"] and wide:
            said += phrase(", {adrift} adrift", adrift=words.number(row["adrift"]))
        canvas.text(x + 6, y, said, theme.CHANGE if row["adrift"] and not top else theme.INK)
        y += 27
    return y - 8


def _pairs(canvas: Canvas, pairs: pd.DataFrame, y: float, room: int) -> float:
    wide = room >= theme.WIDE
    shown = pairs.head(MOST_PAIRS)
    canvas.text(
        0, y, phrase("{pairs} of goals that pull against each other", pairs=words.plural(len(pairs), "pair")), bold=True
    )
    for pair in shown.to_dict("records"):
        y += 25
        if wide:
            canvas.text(0, y, fit(pair["text_a"], 310), theme.CHANGE, tip=pair["text_a"])
            canvas.text(360, y, "against", theme.QUIET, align="center", size=11)
            canvas.text(408, y, fit(pair["text_b"], 310), theme.CHANGE, tip=pair["text_b"])
        else:
            canvas.text(0, y, fit(pair["text_a"], 348), theme.CHANGE, tip=pair["text_a"])
            y += 17
            canvas.text(0, y, "against " + fit(pair["text_b"], 300), theme.CHANGE, tip=pair["text_b"])
    if len(pairs) > len(shown):
        y += 22
        canvas.text(0, y, phrase("and {pairs} more", pairs=words.number(len(pairs) - len(shown))), theme.QUIET)
    return y + 8
