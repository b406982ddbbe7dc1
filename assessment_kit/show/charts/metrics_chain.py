"""Figure "chain": each promise, the shares of its parts, and what of it is measured in time, quality and price."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.critical_dimensions import DIMENSIONS
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, source, yes_no
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, no, records, yes
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_LINES, MOST_LINES_NARROW = 30, 24
MARKS = {"timeliness": ("T", "time"), "quality": ("Q", "quality"), "price": ("P", "price")}
_OWED = {"timeliness": "hours", "quality": "result"}
"""Which part of an objective asks for a metric of this dimension."""
_RANK = {"over": 0, "open": 1, "no hours": 2, "fits": 3, "no parts": 4}
_LINE, _END = 24.0, 92.0
"""Height of a line; room for words behind the last bar."""


def chain(result: StepResult) -> Figure | Gap:
    """The promised key processes with their parts, those whose chain has a hole first."""
    wholes, links = result.tables["chain"], result.tables["chain_links"]
    if wholes.empty:
        return told(result, phrase("Whether the promise of a process is divided among its parts"))
    ordered = _ordered(wholes)
    return figure(
        lambda room: _draw(ordered, links, room),
        title=_title(wholes, links),
        subtitle=phrase(
            "Bars: hours that each part may take, one after the other, up to the promise (the upright line). Orange is above the promise, or has no objective. T, Q, P: a metric of time, quality or price; filled where there is one, hollow and orange where one is owed."
        ),
        source=source((phrase("process list"), links)),
        alt_text=f"{_title(wholes, links)}. "
        + " ".join(f"{w['name']}: {_verdict(w)[0]}." for w in records(ordered.head(8))),
        columns=(
            phrase("Process"),
            phrase("Part"),
            phrase("Hours"),
            phrase("Result"),
            phrase("Metrics"),
            phrase("With a target"),
            phrase("Time"),
            phrase("Quality"),
            phrase("Price"),
        ),
        rows=capped(_rows(ordered, links), len(links)),
        margin=(
            phrase(
                "Which dimension a metric is about is told by its name and its unit. Where these say nothing, the mark is grey."
            ),
            phrase(
                "Where parts run side by side, the map in the chapter on process architecture tells the longest way through."
            ),
        ),
    )


def _ordered(wholes: pd.DataFrame) -> pd.DataFrame:
    return wholes.assign(rank=wholes["verdict"].map(_RANK)).sort_values(
        ["rank", "without", "importance"], ascending=[True, False, False], kind="stable", na_position="last"
    )


def _title(wholes: pd.DataFrame, links: pd.DataFrame) -> str:
    parts = links[links["is_part"]]
    over, without = int(wholes["verdict"].eq("over").sum()), int((~parts["objective"]).sum())
    said = []
    if without:
        which = (
            phrase("the one part")
            if len(parts) == 1
            else phrase("{without} of {parts} parts", without=words.count_word(without), parts=words.number(len(parts)))
        )
        said.append(
            phrase(
                "{which} {word} no share in the promise",
                which=which,
                word=phrase("has") if without == 1 else phrase("have"),
            )
        )
    if over:
        name = str(wholes.loc[wholes["verdict"].eq("over"), "name"].iloc[0])
        which = name if over == 1 else words.plural(over, "process", "processes")
        said.append(phrase("the parts of {which} take more than the whole", which=which))
    if said:
        return words.sentence_case(phrase(", and ").join(said))
    if parts.empty:
        return phrase(
            "{promises}, and no parts on the list to divide {word} among",
            promises=words.plural(len(wholes), "promise"),
            word=phrase("it") if len(wholes) == 1 else phrase("them"),
        )
    missing = links[links["result"].notna() & ~links["is_part"] & links["quality"].eq(False)]
    if len(missing):
        return phrase(
            "Promises are divided; {missing} promised {word} not measured",
            missing=words.number(len(missing)),
            word=phrase("result is") if len(missing) == 1 else phrase("results are"),
        )
    return (
        phrase("The promise is divided among the parts")
        if len(wholes) == 1
        else phrase("All {wholes} promises are divided among the parts", wholes=words.number(len(wholes)))
    )


def _verdict(whole: Record) -> tuple[str, str]:
    """What is said of the whole, and in which colour."""
    over = whole["over"]
    match whole["verdict"]:
        case "over":
            return phrase("{hours} too many", hours=_hours(over)), theme.CHANGE
        case "open":
            if not known(over):
                return phrase("no part has hours"), theme.CHANGE
            return (
                phrase(
                    "{hours} left for {parts}",
                    hours=_hours(-over),
                    parts=words.plural(int(whole["parts"] - whole["timed"]), "part"),
                ),
                theme.CHANGE,
            )
        case "fits":
            return (
                phrase("adds up") if abs(over) < 0.05 else phrase("adds up, {hours} in hand", hours=_hours(-over))
            ), theme.SOUND
        case "no hours":
            return phrase("no hours promised"), theme.QUIET
    return phrase("no parts on the list"), theme.QUIET


def _hours(value: float) -> str:
    return words.plural(1, "hour") if value == 1 else phrase("{value} hours", value=words.number(value))


def _draw(wholes: pd.DataFrame, links: pd.DataFrame, room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    sheet = Canvas(room)
    by_whole = {name: records(own) for name, own in links[links["is_part"]].groupby("whole_id", sort=False)}
    y, used, drawn = (34.0 if wide else 8.0), 0, 0
    if wide:
        for i, (_, name) in enumerate(MARKS.values()):
            sheet.text(
                _marks_at(room) + 36 * i + 10, 8, words.sentence_case(name), theme.QUIET, align="center", size=11
            )
        sheet.text(0, 8, phrase("Promise, and the parts that carry it"), theme.QUIET, size=11)
    for whole in records(wholes):
        parts = by_whole.get(whole["whole_id"], [])
        most = MOST_LINES if wide else MOST_LINES_NARROW
        if drawn and used + 1 + len(parts) > most:
            break
        shown = parts[: most - 1]
        y = _one(sheet, whole, shown, y, room)
        if len(parts) > len(shown):
            sheet.text(
                14,
                y,
                phrase(
                    "and {parts}, in the table of figures", parts=words.plural(len(parts) - len(shown), "more part")
                ),
                theme.QUIET,
            )
            y += _LINE
        y, used, drawn = y + 12, used + 1 + len(shown), drawn + 1
    left = len(wholes) - drawn
    if left:
        sheet.text(
            0,
            y,
            phrase("and {promises}, in the table of figures", promises=words.plural(left, "more promise")),
            theme.QUIET,
        )
    return sheet.chart(y + (12 if left else -16))


def _marks_at(room: int) -> float:
    return 620.0 if room >= theme.WIDE else 270.0


def _one(sheet: Canvas, whole: Record, parts: list[Record], y: float, room: int) -> float:
    """The promise and its parts; returns where the next one may begin."""
    wide = room >= theme.WIDE
    said, colour = _verdict(whole)
    left, right = (232.0, 590.0) if wide else (0.0, 0.0)
    top = max([v for v in (whole["hours"], whole["total"]) if known(v)], default=0.0)
    promise = (
        phrase("{hours} promised", hours=_hours(whole["hours"]))
        if known(whole["hours"])
        else phrase("a result is promised")
    )
    tip = f"{whole['name']}: {promise}" + (f"; {whole['result']}" if known(whole["result"]) else "")
    sheet.text(0, y, fit(str(whole["name"]), 220 if wide else 256, bold=True), bold=True, tip=tip)
    _dimension_marks(sheet, whole, y, room)
    if wide:
        sheet.text(left, y, f"{promise}:", theme.INK_2)
        sheet.text(right, y, said, colour, bold=True, align="right")
    else:
        y += 18
        sheet.text(0, y, f"{promise}:", theme.INK_2)
        said = fit(said.replace(" left for ", " for "), 250 - width(promise), bold=True)
        sheet.text(258, y, said, colour, bold=True, align="right")
    first, at = y, 0.0
    for part in parts:
        y += _LINE
        name = str(part["name"])
        sheet.text(14, y, fit(name, 204 if wide else 170), theme.INK if part["objective"] else theme.CHANGE, tip=name)
        if wide and top > 0:
            at = _share(sheet, part, whole, at, y, (left, right, top))
        else:
            _hours_said(sheet, part, left if wide else 258.0, y, align="left" if wide else "right")
        _dimension_marks(sheet, part, y, room)
    if wide and top > 0 and parts and known(whole["hours"]):
        x = left + (right - left - _END) * whole["hours"] / top
        sheet.line(
            [(x, first + 10), (x, y + 10)],
            theme.INK,
            line=1.5,
            tip=phrase("{hours} promised", hours=_hours(whole["hours"])),
        )
    sheet.line([(0, y + 18), (room, y + 18)], theme.HAIR)
    return y + _LINE + 6


def _share(sheet: Canvas, part: Record, whole: Record, at: float, y: float, scale: tuple[float, float, float]) -> float:
    """The hours of a part, from where the one before ended; what passes the promise is orange. Returns where it ends, in hours."""
    left, right, top = scale
    unit = (right - left - _END) / top
    if not known(part["hours"]):
        sheet.box(
            left + at * unit,
            y - 8,
            26,
            16,
            None,
            stroke=theme.CHANGE,
            dash=True,
            tip=phrase("{name}: no hours", name=part["name"]),
        )
        _hours_said(sheet, part, left + at * unit + 32, y)
        return at
    end = at + float(part["hours"])
    limit = float(whole["hours"]) if known(whole["hours"]) else end
    inside, beyond = max(min(end, limit) - at, 0), end - max(at, limit)
    tip = f"{part['name']}: {_hours(part['hours'])}"
    if inside > 0:
        sheet.box(left + at * unit, y - 8, max(inside * unit, 1.5), 16, theme.MARK_SOFT, stroke=theme.LINE, tip=tip)
    if beyond > 0:
        sheet.box(left + max(at, limit) * unit, y - 8, max(beyond * unit, 1.5), 16, theme.CHANGE, tip=tip)
    _hours_said(sheet, part, left + end * unit + 6, y)
    return end


def _hours_said(sheet: Canvas, part: Record, x: float, y: float, align: str = "left") -> None:
    if known(part["hours"]):
        sheet.text(x, y, _hours(part["hours"]), theme.INK_2, size=11, align=align, halo=align == "left")
    else:
        said = phrase("no hours") if part["objective"] else phrase("no objective")
        sheet.text(x, y, said, theme.CHANGE, size=11, align=align, halo=align == "left")


def _dimension_marks(sheet: Canvas, link: Record, y: float, room: int) -> None:
    """A square per dimension: filled where a metric is about it, hollow and orange where one is owed, grey where it cannot be told."""
    for i, dimension in enumerate(DIMENSIONS):
        x = _marks_at(room) + (36 if room >= theme.WIDE else 28) * i
        letter, name = MARKS[dimension]
        owed = known(link[_OWED[dimension]]) if dimension in _OWED else False
        tip = f"{link['name']}, {name}: "
        if yes(link[dimension]):
            sheet.box(x, y - 9, 20, 18, theme.SOUND, tip=tip + "measured")
            sheet.text(x + 10, y, letter, theme.PAPER, bold=True, size=11, align="center")
        elif owed and no(link[dimension]):
            sheet.box(
                x,
                y - 9,
                20,
                18,
                None,
                stroke=theme.CHANGE,
                dash=True,
                tip=tip + phrase("part of the objective, not measured"),
            )
            sheet.text(x + 10, y, letter, theme.CHANGE, bold=True, size=11, align="center")
        elif not known(link[dimension]):
            sheet.box(x, y - 9, 20, 18, theme.WASH, tip=tip + phrase("the names of its metrics do not tell"))
            sheet.text(x + 10, y, "?", theme.QUIET, size=11, align="center")
        else:
            sheet.dot(x + 10, y, theme.LINE, size=5, tip=tip + phrase("not measured"))


def _rows(wholes: pd.DataFrame, links: pd.DataFrame) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    own = {name: records(part) for name, part in links.groupby("whole_id", sort=False)}
    for whole in wholes["whole_id"]:
        rows += [
            (
                "" if link["is_part"] else link["name"], link["name"] if link["is_part"] else phrase("the whole"), words.number(link["hours"]),
                link["result"], link["metrics"], link["aimed"], *(yes_no(link[d]) for d in DIMENSIONS),
            )
            for link in own[whole]
        ]  # fmt: skip
    return rows
