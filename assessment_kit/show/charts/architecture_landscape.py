"""Figure "landscape": the value creation system, each process with what is planned (P), managed (M) and owned (O)."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.value_creation import NO_PROCESSES
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture_words import activity_look, activity_tip, of_key, state
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, records, yes
from assessment_kit.show.charts.lettering import fit, lines, width
from assessment_kit.show.pieces import Figure, Gap, figure

MARKS = (("P", "planned", later("planned")), ("M", "managed", later("managed")), ("O", "owned", later("owned")))
COLUMNS = {"launch": later("Launch"), "sell": later("Sell"), "deliver": later("Deliver")}
KINDS = {**COLUMNS, "enable": later("Enable"), "manage": later("Manage")}
MOST_ROWS = 60
SQUARE, GAP = 18, 3
MARKS_WIDTH = 3 * SQUARE + 2 * GAP


def landscape(result: StepResult) -> Figure | Gap:
    """The value creation system: managing on top, launch → sell → deliver, enabling below."""
    system = result.tables.get("processes")
    if system is None or system.empty:
        return Gap.of(NO_PROCESSES)
    ordered = in_order(system)
    activities = result.tables.get("activities")

    def draw(size: int) -> alt.TopLevelMixin:
        return _Drawing(size, ordered, activities).chart()

    return figure(
        draw,
        title=_title(result, system),
        subtitle=_subtitle(ordered),
        source=_source(system, result.tables.get("management_processes")),
        alt_text=_alt(result, system),
        columns=(
            phrase("Process"),
            phrase("Kind"),
            phrase("Key process"),
            phrase("Planned"),
            phrase("Managed"),
            phrase("Owned"),
        ),
        rows=_rows(ordered),
        margin=_margin(result, system),
    )


def in_order(system: pd.DataFrame) -> pd.DataFrame:
    """Key processes first, then the rest of the top level, then parts of others; the most important first in each."""
    rank = (~system["is_key"]).astype(int) * 2 + (~system["is_top"]).astype(int)
    weight = -system["importance"].astype("Float64").fillna(0).astype(float)
    return system.assign(rank=rank, weight=weight).sort_values(["rank", "weight"], kind="stable")


class _Drawing:
    """One drawing; y runs down as the rows are laid out."""

    def __init__(self, size: int, system: pd.DataFrame, activities: pd.DataFrame | None) -> None:
        self.size, self.wide = size, size >= theme.WIDE
        self.canvas = Canvas(size)
        self.system, self.activities = system, activities
        self.y = 8.0

    def chart(self) -> alt.TopLevelMixin:
        self._managing()
        if self.wide:
            self._columns()
        else:
            for category, name in COLUMNS.items():
                self._heading(name)
                self.y = self._stack(0, self.size, self.y, category, most=5) + 14
        if self.system["category"].eq("enable").any():
            self._heading(phrase("Enabling"))
            self._small_boxes("enable", rows=2)
        return self.canvas.chart(self.y)

    def _heading(self, name: str, note: str = "") -> None:
        self.canvas.text(0, self.y, name, bold=True)
        self.canvas.text(width(name, bold=True) + 10, self.y, note, theme.QUIET)
        self.y += 12

    def _managing(self) -> None:
        own = self.system["category"].eq("manage").any()
        if self.activities is None and not own:
            return
        note = (
            phrase("Blue looks at processes. Dashed: no set routine.")
            if self.wide
            else phrase("Dashed: no set routine.")
        )
        self._heading(phrase("Managing"), "" if self.activities is None else note)
        if self.activities is not None:
            self._activities(self.activities)
        if own:
            self._small_boxes("manage", rows=1)
        self.y += 14

    def _activities(self, activities: pd.DataFrame) -> None:
        across = 10 if self.wide else 5
        room = (self.size - 8 * (across - 1)) / across
        for i, row in enumerate(records(activities)):
            x, y = (i % across) * (room + 8), self.y + (i // across) * 44
            fill, stroke, ink, dash = activity_look(row)
            self.canvas.box(x, y, room, 36, fill, stroke=stroke, dash=dash, tip=activity_tip(row))
            label = phrase("Allocate people") if row["activity"] == "allocate" else row["label"]
            parts = lines(label, room - 4)
            for k, part in enumerate(parts):
                self.canvas.text(
                    x + room / 2,
                    y + 18 + (k - (len(parts) - 1) / 2) * 14,
                    part,
                    ink,
                    bold=fill == theme.SOUND,
                    align="center",
                )
        self.y += (len(activities) + across - 1) // across * 44

    def _columns(self) -> None:
        gap = 18
        room = (self.size - 2 * gap) / 3
        bottom = self.y
        for i, (category, name) in enumerate(COLUMNS.items()):
            x = i * (room + gap)
            self.canvas.text(x, self.y, name, bold=True)
            start, end = x + width(name, bold=True) + 8, x + room + (gap - 8 if i < 2 else -64)
            self.canvas.line([(start, self.y), (end - 5, self.y)], theme.LINE)
            self.canvas.dot(end - 3, self.y, theme.LINE, shape="triangle-right", size=36)
            if i == 2:
                self.canvas.text(x + room, self.y, "customer", theme.QUIET, align="right")
            bottom = max(bottom, self._stack(x, room, self.y + 12, category, most=8))
        self.y = bottom + 20

    def _stack(self, x: float, room: float, y: float, category: str, most: int) -> float:
        """Boxes one below the other; returns where the next thing may begin."""
        shown, rest = _part(self.system, category, most)
        if shown.empty:
            self.canvas.text(x, y + 12, phrase("none in the list"), theme.QUIET)
            return y + 26
        for row in records(shown):
            self._box(row, x, y, room, 34)
            y += 40
        if len(rest):
            self.canvas.text(x, y + 6, fit(_more(rest), room), theme.QUIET, tip=words.listing(list(rest["name"]), 12))
            y += 20
        return y

    def _small_boxes(self, category: str, rows: int) -> None:
        """Boxes side by side, with the letters below the name."""
        across = 6 if self.wide else 2
        gap = 9.0
        room = (self.size - gap * (across - 1)) / across
        shown, rest = _part(self.system, category, across * rows * (1 if self.wide else 2))
        tall = 64 if any(width(row["name"], bold=row["is_key"]) > room - 16 for row in records(shown)) else 50
        for i, row in enumerate(records(shown)):
            self._box(row, (i % across) * (room + gap), self.y + (i // across) * (tall + 6), room, tall, below=True)
        self.y += (len(shown) + across - 1) // across * (tall + 6)
        if len(rest):
            self.canvas.text(
                0, self.y + 8, fit(_more(rest), self.size), theme.QUIET, tip=words.listing(list(rest["name"]), 12)
            )
            self.y += 20

    def _box(self, row: Record, x: float, y: float, room: float, height: float, *, below: bool = False) -> None:
        full = yes(row["in_full"])
        alone = yes(row["left_alone"])
        fill, stroke = theme.WASH, theme.HAIR
        if full:
            fill, stroke = theme.SOUND, theme.SOUND
        elif alone:
            fill, stroke = theme.CHANGE_WASH, theme.CHANGE
        self.canvas.box(x, y, room, height, fill, stroke=stroke, tip=_tip(row))
        ink = theme.PAPER if full else theme.INK
        left = x + (8 if below else 10)
        bold = bool(row["is_key"])
        if below:
            for i, line in enumerate(lines(row["name"], room - 16, bold=bold, most=2 if height > 50 else 1)):
                self.canvas.text(left, y + 13 + 14 * i, line, ink, bold=bold)
        else:
            self.canvas.text(left, y + height / 2, fit(row["name"], room - MARKS_WIDTH - 26, bold=bold), ink, bold=bold)
        start = left if below else x + room - MARKS_WIDTH - 8
        top = y + (height - SQUARE - 7 if below else (height - SQUARE) / 2)
        for i, (letter, column, _) in enumerate(MARKS):
            self._mark(start + i * (SQUARE + GAP), top, letter, row[column], on_blue=full)

    def _mark(self, x: float, y: float, letter: str, value: object, *, on_blue: bool) -> None:
        if yes(value):
            self.canvas.box(x, y, SQUARE, SQUARE, theme.PAPER if on_blue else theme.SOUND, above=True)
            ink = theme.SOUND if on_blue else theme.PAPER
        else:
            ink = theme.CHANGE if known(value) else theme.QUIET
            line = 1.5 if known(value) else 1
            self.canvas.box(x, y, SQUARE, SQUARE, theme.PAPER, stroke=ink, line=line, dash=not known(value), above=True)
        self.canvas.text(x + SQUARE / 2, y + SQUARE / 2 + 0.5, letter, ink, bold=True, align="center", size=11)


def _part(system: pd.DataFrame, category: str, most: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The processes of a kind that are drawn, and the rest; parts of others are drawn only where they are key."""
    own = system[system["category"].eq(category)]
    wanted = own[own["is_key"] | own["is_top"]] if (own["is_key"] | own["is_top"]).any() else own
    if len(own) == most + 1 and len(wanted) == len(own):  # one more box takes the room of the line that would count it
        most += 1
    shown = wanted.head(most)
    return shown, own.drop(shown.index)


def _more(rest: pd.DataFrame) -> str:
    """``and 37 more, 5 of them owned``."""
    text = phrase("and {rest} more", rest=words.number(len(rest)))
    owned = rest["owned"].dropna()
    if owned.empty:
        return text
    if len(rest) == 1:
        return text + (phrase(", with an owner") if owned.all() else phrase(", without an owner"))
    return phrase("{text}, {value} of them owned", text=text, value=int(owned.sum()) or phrase("none"))


def _tip(row: Record) -> str:
    told = {
        phrase("yes"): "{word}",
        phrase("no"): phrase("not {word}", word="{word}"),
        phrase("not known"): phrase("{word}: not known", word="{word}"),
    }
    return f"{row['name']}: " + ", ".join(told[state(row[column])].format(word=word) for _, column, word in MARKS)


def _title(result: StepResult, system: pd.DataFrame) -> str:
    full = result.row("architecture.key_in_full")
    if full is None:
        keys = int(system["is_key"].sum())
        return phrase(
            "{processes}, of {system} in the list",
            processes=words.plural(keys, "key process", "key processes"),
            system=words.number(len(system)),
        )
    told = "" if full["n"] == system["is_key"].sum() else phrase(", as far as it is known")
    count, n = int(full["count"]), int(full["n"])
    if count == 0:  # "none is planned, managed and owned" would deny each of the three
        return (
            (phrase("The one key process is not") if n == 1 else of_key(0, n))
            + phrase(" all three: planned, managed and owned")
            + told
        )
    return of_key(count, n) + phrase(" planned, managed and owned") + told


def _subtitle(system: pd.DataFrame) -> str:
    unknown = system[["planned", "managed", "owned"]].isna().any(axis=None)
    text = phrase("How value is created, and what is done for each process. Blue is in place, orange is missing")
    text += phrase(", dashed grey is not known.") if unknown else "."
    return text + (phrase(" Key processes are bold.") if not system["is_key"].all() else "")


def _source(system: pd.DataFrame, managing: pd.DataFrame | None) -> str:
    text = phrase("Process list, {rows}", rows=words.plural(len(system), "row"))
    if managing is not None:
        text += phrase("; list of management processes, {rows}", rows=words.plural(len(managing), "row"))
    return text + phrase(". Full count.")


def _alt(result: StepResult, system: pd.DataFrame) -> str:
    parts = [
        phrase(
            "Map of the value creation system with {processes}.",
            processes=words.plural(len(system), "process", "processes"),
        )
    ]
    for name, word in (("planned", later("planned")), ("managed", later("managed")), ("owned", later("owned"))):
        row = result.row(f"architecture.key_{name}")
        if row is not None:
            count, n = int(row["count"]), int(row["n"])
            parts.append(
                f"{phrase('The one key process is not') if n == 1 and not count else of_key(count, n)} {word}."
            )
    alone = result.row("architecture.key_left_alone")
    if alone is not None and alone["count"] > 0:
        parts.append(phrase("None of the three holds for {examples}.", examples=words.listing(alone["examples"])))
    return " ".join(parts)


def _rows(system: pd.DataFrame) -> Sequence[Sequence[str]]:
    rows: list[Sequence[str]] = [
        (
            *(str(r["name"]), KINDS.get(r["category"], ""), state(r["key_told"])),
            *(state(r[column]) for _, column, _ in MARKS),
        )
        for r in records(system.head(MOST_ROWS))
    ]
    rest = len(system) - MOST_ROWS
    return [*rows, (phrase("and {rest} more", rest=words.number(rest)), "", "", "", "", "")] if rest > 0 else rows


def _margin(result: StepResult, system: pd.DataFrame) -> list[str]:
    margin = [phrase("P planned, M managed, O owned as a whole. A hollow letter is missing or not known.")]
    boxes = [
        phrase("A blue box has all three.") if system["in_full"].map(yes).any() else "",
        phrase("An orange box has none of them.") if system["left_alone"].map(yes).any() else "",
    ]
    margin += [" ".join(filter(None, boxes))] if any(boxes) else []
    full = system[system["is_key"] & system["in_full"].fillna(False).astype(bool)]
    if len(full) > 1 and full["functions"].eq(1).fillna(False).all():
        margin.append(
            phrase(
                "The {full} blue key processes have one thing in common: each stays within one function.",
                full=words.count_word(len(full)),
            )
        )
    margin.append(phrase("Key processes: {iloc}.", iloc=result.tables["key_rule"]["rule"].iloc[0]))
    untold = int(system["key_told"].isna().sum())
    if untold:
        they = phrase("it is") if untold == 1 else phrase("they are")
        margin.append(
            phrase(
                "Of {processes} the list does not say whether {they} key.",
                processes=words.plural(untold, "process", "processes"),
                they=they,
            )
        )
    return margin
