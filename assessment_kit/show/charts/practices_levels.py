"""Figure "levels": what executives and the front line see, statement by statement, and how each level feels about being managed."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, records
from assessment_kit.show.charts.lettering import fit, lines
from assessment_kit.show.pieces import Figure, Gap, figure

MOST = 10
"""Statements that are drawn; all of them stand in the table."""
TOP, LINE = theme.SOUND, theme.CHANGE
COLUMNS = (
    later("Statement"),
    later("At the top"),
    later("95% interval"),
    "n",
    later("In the line"),
    later("95% interval"),
    "n",
    later("Points between"),
    later("Cohen’s h"),
)


def levels(result: StepResult) -> Figure | Gap:
    """The widest gaps first; under them the statement on how one is managed, level by level."""
    views, feelings = result.tables["views"], result.tables["feelings"]
    if views.empty:
        return Gap(phrase("Whether the executives see what the front line sees"), phrase("there is no survey with enough answers at both ends"),
                   phrase("The survey form answered by executives and by the front line, with their level"))  # fmt: skip
    shown = views.head(MOST)
    top, line = str(views["top"].iloc[0]), str(views["line"].iloc[0])
    title = _title(views, top)
    return figure(
        lambda size: _draw(size, shown, feelings, top, line),
        title=title,
        subtitle=phrase("Share who agree, in per cent. The thick lines are 95% intervals.")
        + (phrase(" Where it is better to disagree, the share is of those who do.") if views["reversed"].any() else "")
        + (phrase(" The {most} widest gaps, of {views}.", most=words.count_word(MOST), views=words.number(len(views))) if len(views) > MOST else ""),
        source=phrase("Survey, {top} n = {n}, {line} n = {n_2}. Groups that are too small are never shown by themselves.", top=words.lowered(top), n=_n(views["top_n"]), line=words.lowered(line), n_2=_n(views["line_n"])),
        alt_text=f"{title}. " + " ".join(
            phrase("{told}: {top_share} against {line_share}.", told=_told(r), top_share=words.percent(r["top_share"]), line_share=words.percent(r["line_share"])) for r in records(shown)
        ) + " " + " ".join(phrase("{label}: {share} say that the way they are managed helps them.", label=r["label"], share=words.percent(r["share"])) for r in records(feelings)),
        columns=COLUMNS,
        rows=[*capped((_row(r) for r in records(views)), len(views)), *(_feeling_row(r) for r in records(feelings))],
        margin=_margin(views, top),
    )  # fmt: skip


def _clear(views: pd.DataFrame) -> pd.DataFrame:
    return views[views["clear"].astype(bool)]


def _title(views: pd.DataFrame, top: str) -> str:
    clear = _clear(views)
    better, worse, n = int(clear["gap"].gt(0).sum()), int(clear["gap"].lt(0).sum()), len(views)
    if better >= n / 4:
        of = (
            phrase(
                "better on {better} of {statements}",
                better=words.number(better),
                statements=words.plural(n, "statement"),
            )
            if n > 1
            else phrase("far better on the one statement")
        )
        return phrase("{top} see a company that the front line does not: {value}", top=top, value=of)
    if better > worse:
        return phrase(
            "On {better} of {statements} {lower} see things clearly better than the front line",
            better=words.number(better),
            statements=words.plural(n, "statement"),
            lower=_lower(top),
        )
    if worse:
        return phrase(
            "On {worse} of {statements} the front line sees things clearly better than {lower}",
            worse=words.number(worse),
            statements=words.plural(n, "statement"),
            lower=_lower(top),
        )
    return phrase("{top} and the front line see much the same company", top=top)


def _lower(name: str) -> str:
    return words.within(name)


def _margin(views: pd.DataFrame, top: str) -> list[str]:
    told = [
        phrase("A gap is no fault of either side: those at the top see other things. It says where to ask."),
        phrase(
            "Points between and Cohen’s h (around 0.2 is small, 0.5 medium, 0.8 large) carry 95% intervals. Intervals are narrower where most of a level answered."
        ),
    ]
    if int(views["top_n"].max()) < 15:
        told.insert(
            0,
            phrase(
                "With at most {most} answers of {group} the intervals are wide.",
                most=words.number(views["top_n"].max()),
                group=_lower(top),
            ),
        )
    return told


def _n(counts: pd.Series) -> str:
    low, high = int(counts.min()), int(counts.max())
    return words.number(low) if low == high else f"{words.number(low)}–{words.number(high)}"


def _told(row: Record) -> str:
    text = str(row["text"]).rstrip(".")
    return phrase("{text} (disagree)", text=text) if row["reversed"] else text


def _row(row: Record) -> tuple[str, ...]:
    cells = [
        part
        for side in ("top", "line")
        for part in (
            words.percent(row[f"{side}_share"]),
            words.percent_range(row[f"{side}_low"], row[f"{side}_high"]),
            words.number(row[f"{side}_n"]),
        )
    ]
    gap = phrase(
        "{whole} ({whole_2} to {whole_3})",
        whole=_whole(row["gap"]),
        whole_2=_whole(row["gap_low"]),
        whole_3=_whole(row["gap_high"]),
    )
    effect = phrase(
        "{signed} ({signed_2} to {signed_3})",
        signed=_signed(row["effect"]),
        signed_2=_signed(row["effect_low"]),
        signed_3=_signed(row["effect_high"]),
    )
    return _told(row), *cells, gap, effect


def _whole(share: float) -> str:
    """Points with the minus sign of print."""
    return words.number(round(share * 100)).replace("-", "−")


def _signed(value: float) -> str:
    return words.number(value, 2).replace("-", "−")


def _feeling_row(row: Record) -> tuple[str, ...]:
    told = (words.percent(row["share"]), words.percent_range(row["low"], row["high"]), words.number(row["n"]))
    return f"{str(row['text']).rstrip('.')}: {_lower(str(row['label']))}", *told, "–", "–", "–", "–", "–"


def _draw(size: int, shown: pd.DataFrame, feelings: pd.DataFrame, top: str, line: str) -> alt.TopLevelMixin:
    wide = size >= theme.WIDE
    sheet = Canvas(size)
    left, right = (270.0, 660.0) if wide else (8.0, 300.0)
    sheet.text(left, 8, fit(line, (right - left) / 2 - 6, bold=True), LINE, bold=True)
    sheet.text(right, 8, fit(top, (right - left) / 2 - 6, bold=True), TOP, bold=True, align="right")
    sheet.text(size, 8, phrase("Points"), theme.QUIET, align="right")
    begin = y = 20.0
    for row in records(shown):
        y = _statement(sheet, row, y, (left, right), size)
    _grid(sheet, begin, y, (left, right))
    y += 22
    if len(feelings) > 1:
        y += 14
        sheet.line([(0, y), (size, y)], theme.LINE)
        for text in lines(
            phrase("“{rstrip}”, by level", rstrip=str(feelings["text"].iloc[0]).rstrip(".")), size - 4, bold=True
        ):
            y += 17
            sheet.text(0, y, text, bold=True)
        begin = y = y + 14
        for row in records(feelings):
            y = _feeling(sheet, row, y, (left, right), size)
        _grid(sheet, begin, y, (left, right))
        y += 22
    return sheet.chart(y)


def _grid(sheet: Canvas, top: float, bottom: float, axis: tuple[float, float]) -> None:
    for share in (0, 0.25, 0.5, 0.75, 1):
        x = axis[0] + share * (axis[1] - axis[0])
        sheet.box(x - 0.5, top, 1, bottom - top, theme.HAIR)
        sheet.text(x, bottom + 11, words.percent(share), theme.QUIET, align="center", size=11)


def _statement(sheet: Canvas, row: Record, y: float, axis: tuple[float, float], size: int) -> float:
    """One statement: words, a line between the two dots, their intervals, the points; returns where the next one begins."""
    wide = size >= theme.WIDE
    told = lines(_told(row), axis[0] - 22 if wide else size - 4, most=3)
    if wide:
        height = 40.0 if len(told) < 3 else 50.0
        for i, text in enumerate(told):
            sheet.text(0, y + height / 2 + (i - (len(told) - 1) / 2) * 14 + 4, text, tip=_told(row))
    else:
        for i, text in enumerate(told):
            sheet.text(0, y + 10 + 14 * i, text, halo=True, tip=_told(row))
        y += 14 * len(told) - 2
        height = 40.0
    middle = y + height / 2 + 4
    place = {side: axis[0] + row[f"{side}_share"] * (axis[1] - axis[0]) for side in ("top", "line")}
    sheet.line([(place["line"], middle), (place["top"], middle)], theme.LINE)
    near = abs(place["top"] - place["line"]) < 26
    for side, colour, drop in (("line", LINE, -1.5), ("top", TOP, 1.5)):
        low, high = (axis[0] + row[f"{side}_{end}"] * (axis[1] - axis[0]) for end in ("low", "high"))
        tip = f"{row[side]}: {words.percent(row[f'{side}_share'])}, {words.percent_range(row[f'{side}_low'], row[f'{side}_high'])}, n = {words.number(row[f'{side}_n'])}"
        sheet.line([(low, middle + drop), (high, middle + drop)], colour, line=2.5, tip=tip)
        sheet.dot(place[side], middle, colour, size=75, hollow=side == "top", tip=tip)
        other = "top" if side == "line" else "line"
        aside = (
            (7.0 if place[side] >= place[other] and not (place[side] == place[other] and side == "line") else -7.0)
            if near
            else 0.0
        )
        at = min(max(place[side] + aside, axis[0] + 4), axis[1] + 6)
        sheet.text(
            at,
            middle - 13,
            words.percent(row[f"{side}_share"]).rstrip("%"),
            colour,
            bold=True,
            align="center",
            size=11,
            halo=True,
        )
    sheet.text(size, middle, words.number(round(row["gap"] * 100)), bold=True, align="right")
    return y + height + (0 if wide else 4)


def _feeling(sheet: Canvas, row: Record, y: float, axis: tuple[float, float], size: int) -> float:
    wide = size >= theme.WIDE
    tip = f"{row['label']}: {words.percent(row['share'])}, {words.percent_range(row['low'], row['high'])}, n = {words.number(row['n'])}"
    middle = y + (15 if wide else 24)
    sheet.text(
        0, middle if wide else y + 8, fit(str(row["label"]), axis[0] - 14 if wide else size), tip=tip, halo=not wide
    )
    low, high, at = (axis[0] + row[k] * (axis[1] - axis[0]) for k in ("low", "high", "share"))
    sheet.line([(low, middle), (high, middle)], theme.MARK, line=2.5, tip=tip)
    sheet.dot(at, middle, theme.INK, size=75, tip=tip)
    sheet.text(
        min(max(at, axis[0] + 4), axis[1] + 6),
        middle - 12,
        words.percent(row["share"]).rstrip("%"),
        bold=True,
        align="center",
        size=11,
        halo=True,
    )
    sheet.text(size, middle, f"n = {words.number(row['n'])}", theme.QUIET, align="right", size=11)
    return y + (32 if wide else 38)
