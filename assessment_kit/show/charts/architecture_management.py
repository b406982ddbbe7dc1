"""Figure "management": the plan on the left, the running on the right, and what leads from one to the other."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.managing import NO_MANAGEMENT
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture_words import activity_look, formality, of_key
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, no, records, yes
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_ROWS = 60
BOX = 44
PITCH = 56

Point = tuple[float, float]


def management(result: StepResult) -> Figure | Gap:
    """The ten managing activities in two columns, with the links between planning and running, or the break."""
    activities = result.tables.get("activities")
    if activities is None:
        return Gap.of(NO_MANAGEMENT)
    processes = result.tables["management_processes"]
    links = result.tables["feeds"]
    return figure(
        lambda size: _Drawing(size, activities, links).chart(),
        title=_title(result, activities),
        subtitle=_subtitle(result, activities),
        source=phrase("List of management processes, {rows}. Full count.", rows=words.plural(len(processes), "row")),
        alt_text=_alt(result, activities),
        columns=(
            phrase("Management process"),
            phrase("Activity"),
            phrase("Formality"),
            phrase("How often"),
            phrase("Looks at processes"),
            phrase("Reaches a monthly review"),
        ),
        rows=_rows(processes),
        margin=_margin(result),
    )


def cadence(per_year: float | None) -> str:
    """Times a year in words: 52 → weekly. How a rhythm is called, no rule of the method; 11 leaves room for a month of holidays."""
    if per_year is None or not known(per_year):
        return ""
    for least, word in (
        (200, phrase("daily")), (100, phrase("several times a week")), (40, phrase("weekly")), (20, phrase("every two weeks")), (11, phrase("monthly")),
        (5.5, phrase("every two months")), (3.5, phrase("quarterly")), (2.5, phrase("three times a year")), (1.5, phrase("twice a year")), (0.75, phrase("yearly")),
    ):  # fmt: skip
        if per_year >= least:
            return word
    return phrase("on demand") if per_year == 0 else phrase("less than yearly")


class _Drawing:
    """One drawing: four boxes against six, lines between them, and the break."""

    def __init__(self, size: int, activities: pd.DataFrame, links: pd.DataFrame) -> None:
        self.size, self.wide = size, size >= theme.WIDE
        self.canvas = Canvas(size)
        self.activities = records(activities)
        self.links = records(links)
        self.side = 40.0 if self.wide else 0.0
        self.room = 225.0 if self.wide else 140.0
        self.right = size - self.side - self.room
        rows = {side: [a for a in self.activities if a["side"] == side] for side in ("planning", "running")}
        most = max(len(own) for own in rows.values())
        self.height = 26 + most * PITCH
        self.places: dict[str, Point] = {}
        for side, own in rows.items():
            x = self.side if side == "planning" else self.right
            stretch = (most * PITCH - PITCH * len(own)) / 2
            for i, activity in enumerate(own):
                self.places[activity["activity"]] = (x, 26 + stretch + i * PITCH)

    def chart(self) -> alt.TopLevelMixin:
        self.canvas.text(self.side, 8, phrase("The plan"), bold=True)
        self.canvas.text(self.right, 8, phrase("The running"), bold=True)
        if self.wide:
            self.canvas.text(self.size / 2, 8, phrase("what feeds what"), theme.QUIET, align="center")
        for link in self.links:
            self._link(link)
        for activity in self.activities:
            self._box(activity)
        return self.canvas.chart(self.height)

    def _box(self, row: Record) -> None:
        x, y = self.places[row["activity"]]
        fill, stroke, ink, dash = activity_look(row)
        tip = f"{row['label']}: {formality(row['formality'])}. {words.listing(list(row['names']), 6)}"
        self.canvas.box(x, y, self.room, BOX, fill, stroke=stroke, dash=dash, above=True, tip=tip)
        often = cadence(row["per_year"])
        soft = ink if ink in (theme.PAPER, theme.CHANGE) else theme.INK_2
        bold = width(row["label"], bold=True)
        self.canvas.text(x + 10, y + 14, fit(row["label"], self.room - 16, bold=True), ink, bold=True)
        if self.wide:
            self.canvas.text(x + self.room - 8, y + 14, fit(often, self.room - bold - 26), soft, align="right", size=11)
        second = self._second(row, often)
        self.canvas.text(x + 10, y + 31, fit(second, self.room - 18, 11), soft, size=11)
        if row["cut_off"]:
            self._stub(x + self.room, y + 12, row)

    def _second(self, row: Record, often: str) -> str:
        names = list(row["names"])
        if not names:
            return phrase("no routine") if known(row["row"]) else phrase("none in the list")
        if not self.wide:
            return ", ".join(part for part in (often, formality(row["formality"])) if part)
        said = formality(row["formality"])
        more = phrase(" and {names} more", names=len(names) - 1) if len(names) > 1 else ""
        return f"{said}: {fit(names[0], self.room - 24 - width(f'{said}: {more}', 11), 11)}{more}"

    def _stub(self, x: float, y: float, row: Record) -> None:
        """A line that ends: plans that reach no monthly review."""
        end = x + (34 if self.wide else 16)
        self.canvas.line([(x, y), (end, y)], theme.CHANGE, line=2, dash=True, tip=_cut(row))
        self.canvas.dot(end + 3, y, theme.CHANGE, shape="cross", size=70, angle=45, tip=_cut(row))
        if self.wide:
            many = len(row["cut_off"])
            said = (
                phrase("shelved")
                if many == 1 and row["processes"] == 1
                else phrase("{many} of {processes} shelved", many=many, processes=row["processes"])
            )
            self.canvas.text(end + 12, y, said, theme.CHANGE, bold=True, halo=True)

    def _link(self, link: Record) -> None:
        (x1, y1), (x2, y2) = self.places[link["from_activity"]], self.places[link["to_activity"]]
        across = abs(x1 - x2) > 1
        forward = across and x1 < x2
        # apart, so that what leaves a box, what enters it and the cross of a shelved plan do not lie on each other
        leaves, enters = (28, 16) if forward else (34, 38) if across else (BOX / 2, BOX / 2)
        y1, y2 = y1 + leaves, y2 + enters
        tip = words.listing(list(link["names"]), 6)
        if across:
            start, end = (x1 + self.room, x2 - 6) if forward else (x1, x2 + self.room + 6)
            line = min(1 + 0.5 * (link["links"] - 1), 4)
            self.canvas.line(
                _curve(start, y1, end, y2), theme.INK if forward else theme.LINE, line=line, dash=not forward, tip=tip
            )
            turn = "triangle-right" if forward else "triangle-left"
            self.canvas.dot(
                end + (2 if forward else -2), y2, theme.INK if forward else theme.LINE, shape=turn, size=45, tip=tip
            )
        elif self.wide:
            self._beside(y1, y2, tip, left=x1 <= self.side)

    def _beside(self, y1: float, y2: float, tip: str, *, left: bool) -> None:
        """A link within one column, as an arc on its outer side; the further, the wider."""
        edge, turn = (self.side, -1) if left else (self.right + self.room, 1)
        reach = min(12 + 4 * abs(y2 - y1) / PITCH, self.side - 6)
        down = 5 if y2 > y1 else -5
        start, end = y1 + down, y2 - down
        points = _arc(edge, start, end, turn * reach)
        self.canvas.line(points, theme.LINE, tip=tip)
        self.canvas.dot(
            edge + turn * 3, end, theme.LINE, shape="triangle-right" if left else "triangle-left", size=36, tip=tip
        )


def _curve(x1: float, y1: float, x2: float, y2: float, steps: int = 16) -> Sequence[Point]:
    """An S from one point to another, level at both ends."""
    return [(x1 + (x2 - x1) * t, y1 + (y2 - y1) * t * t * (3 - 2 * t)) for t in (i / steps for i in range(steps + 1))]


def _arc(x: float, y1: float, y2: float, reach: float, steps: int = 12) -> Sequence[Point]:
    """A bow beside a column."""
    return [(x + reach * 4 * t * (1 - t), y1 + (y2 - y1) * t) for t in (i / steps for i in range(steps + 1))]


def _cut(row: Record) -> str:
    return phrase("Reaches no monthly review: ") + words.listing(list(row["cut_off"]), 6)


def _title(result: StepResult, activities: pd.DataFrame) -> str:
    cut = result.row("architecture.planning_cut_off")
    if cut is not None and cut["count"] > 0:
        n, count = int(cut["n"]), int(cut["count"])
        if n == 1:
            return phrase("The plan, {examples}, reaches no monthly review", examples=cut["examples"][0])
        said = (
            phrase("{count} of {n} plans", count=words.count_word(count), n=words.count_word(n))
            if count < n
            else phrase("both plans")
            if n == 2
            else phrase("all {n} plans", n=words.count_word(n))
        )
        return words.sentence_case(
            phrase("{said} reach{word} no monthly review", said=said, word=phrase("es") if count == 1 else "")
        )
    routine = result.row("architecture.activities_formal")
    looks = int(activities["looks_at_processes"].fillna(False).sum())
    if cut is not None:
        n = int(cut["n"])
        return (
            phrase("The plan reaches a monthly review")
            if n == 1
            else phrase(
                "{word} plans reach a monthly review",
                word=phrase("Both") if n == 2 else phrase("All {n}", n=words.count_word(n)),
            )
        )
    if routine is None:
        return _of_activities(looks, 10, "looks", "look") + phrase(" at processes")
    return _of_activities(int(routine["count"]), int(routine["n"]), "has", "have") + phrase(" a set routine")


def _of_activities(count: int, n: int, one: str, many: str) -> str:
    """``Three of ten managing activities have``, ``Of ten managing activities, none has``."""
    if not count:
        return phrase("Of {n} managing activities, none {one}", n=words.count_word(n), one=one)
    said = phrase(
        "{count} of {n} managing activities {one}",
        count=words.count_word(count),
        n=words.count_word(n),
        one=one if count == 1 else many,
    )
    return words.sentence_case(said)


def _subtitle(result: StepResult, activities: pd.DataFrame) -> str:
    text = phrase("How performance is planned and managed. Blue looks at processes, dashed orange has no set routine")
    if activities["routine"].isna().any():
        text += phrase(", dashed grey is not known")
    cut = result.row("architecture.planning_cut_off")
    return text + (phrase(". A cross ends a plan that is shelved.") if cut is not None and cut["count"] > 0 else ".")


def _margin(result: StepResult) -> list[str]:
    margin = [
        phrase(
            "A line leads from a process to those that use its result; dashed lines lead back from the running into the plan."
        )
    ]
    governed = result.row("architecture.key_governed")
    if governed is not None:
        n, count = int(governed["n"]), int(governed["count"])
        said = of_key(count, n) + (phrase(" covered by no") if n == 1 and not count else phrase(" covered by a"))
        margin.append(phrase("{said} management process.", said=said))
    return margin


def _alt(result: StepResult, activities: pd.DataFrame) -> str:
    routine = [a["label"] for a in records(activities) if no(a["routine"])]
    looks = [a["label"] for a in records(activities) if yes(a["looks_at_processes"])]
    cut = result.row("architecture.planning_cut_off")
    parts = [phrase("Ten managing activities in two columns, the plan and the running.")]
    parts.append(
        phrase("No set routine: {routine}.", routine=words.listing(routine, 10))
        if routine
        else phrase("Each has a set routine, as far as it is known.")
    )
    parts.append(
        phrase("Looks at processes: {looks}.", looks=words.listing(looks, 10))
        if looks
        else phrase("No activity is known to look at processes.")
    )
    if cut is not None:
        parts.append(
            phrase(
                "{count} of {n} plans reach no monthly review.",
                count=words.number(cut["count"]),
                n=words.number(cut["n"]),
            )
        )
    return " ".join(parts)


def _rows(processes: pd.DataFrame) -> Sequence[Sequence[str]]:
    def said(value: object) -> str:
        return phrase("yes") if yes(value) else phrase("no") if no(value) else "–"

    rows = [
        (r["name"], r["label"], formality(r["formality"]), cadence(r["per_year"]) or phrase("not known"), said(r["looks_at_processes"]),
         said(r["reaches_running"]))
        for r in records(processes.head(MOST_ROWS))
    ]  # fmt: skip
    rest = len(processes) - MOST_ROWS
    return [*rows, (phrase("and {rest} more", rest=words.number(rest)), "", "", "", "", "")] if rest > 0 else rows
