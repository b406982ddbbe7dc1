"""The conveyor belt drawn: a matrix where there is room, a list of connections on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.conveyor_belt import STAGES
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, records
from assessment_kit.show.charts.lettering import fit, measured, width

MOST_ENDS = 14
"""So many processes have a row or a column of their own; the others of a stage share one."""
MOST_CONNECTIONS = 16
STAGE_NAMES = {
    "launch": later("Launch"),
    "sell": later("Sell"),
    "deliver": later("Deliver"),
    "enable": later("Enable"),
    "manage": later("Manage"),
    "": later("Other"),
}
LOOKS: Mapping[str, tuple[str, str | None, str, str]] = {
    "lost": (theme.CHANGE, None, theme.PAPER, "L"),
    "rekeyed": (theme.CHANGE_SOFT, theme.CHANGE, theme.INK, "T"),
    "captured_once": (theme.SOUND, None, theme.PAPER, "K"),
}
"""Fill, outline, ink and letter of each way in which information travels; the worst first."""
_ROW, _BREAK, _TILT, _SUM = 26.0, 10.0, 318, 56


@dataclass(frozen=True)
class Belt:
    """What is drawn.

    pieces : the flows with `give` and `need`, the ends at which they are drawn. processes : all on the belt. gives, needs : the ends
    (end, name, stage, pieces, kept) in the order of the belt. lumped : some ends stand for several processes.
    """

    pieces: pd.DataFrame
    processes: pd.DataFrame
    gives: pd.DataFrame
    needs: pd.DataFrame
    lumped: bool

    @classmethod
    def of(cls, pieces: pd.DataFrame, processes: pd.DataFrame) -> Belt:
        """Rows and columns: the processes with most pieces by themselves, the others together by stage."""
        ends, lumped = {}, False
        for side, column in (("give", "from_id"), ("need", "to_id")):
            counted = pieces[column].value_counts()
            own = set(counted.index if len(counted) <= MOST_ENDS else counted.index[: MOST_ENDS - len(STAGES)])
            lumped = lumped or len(own) < len(counted)
            stage = processes.set_index("process_id")["stage"]
            ends[side] = pieces[column].map(
                lambda name, own=own, stage=stage: (
                    name if name in own else phrase("others of {get}", get=stage.get(name, ""))
                )
            )
        drawn = pieces.assign(**ends)
        return cls(drawn, processes, _ends(drawn, "give", processes), _ends(drawn, "need", processes), lumped)


def _ends(pieces: pd.DataFrame, side: str, processes: pd.DataFrame) -> pd.DataFrame:
    """One row per row or column of the matrix, in the order of the belt; what stands for several comes last in its stage."""
    names = processes.set_index("process_id")["name"]
    place = {name: i for i, name in enumerate(processes["process_id"])}
    column = "from" if side == "give" else "to"
    found = []
    for end, rows in pieces.groupby(side, sort=False):
        alone = end in place
        stage = str(rows[f"{column}_stage"].iloc[0])
        many = rows[f"{column}_id"].nunique()
        name = str(names[end]) if alone else words.plural(many, "other process", "other processes")
        rank = STAGES.index(stage) if stage in STAGES else len(STAGES)
        found.append((rank, not alone, place.get(str(end), 0), end, name, stage, len(rows), int(rows["kept"].sum())))
    return pd.DataFrame(
        [row[3:] for row in sorted(found, key=lambda row: row[:3])], columns=["end", "name", "stage", "pieces", "kept"]
    )


def _places(stages: list[str], start: float, sizes: list[float]) -> list[float]:
    """The middle of each, with room between stages."""
    found: list[float] = []
    at, before = start, None
    for stage, size in zip(stages, sizes, strict=True):
        at += _BREAK if before not in (None, stage) else 0
        found.append(at + size / 2)
        at, before = at + size, stage
    return found


Cells = dict[tuple[str, str], list[Record]]


def _cells(belt: Belt, give: str, need: str) -> Cells:
    """The pieces by the two ends at which they are drawn."""
    found: Cells = {}
    for row in records(belt.pieces):
        found.setdefault((str(row[give]), str(row[need])), []).append(row)
    return found


def draw_wide(belt: Belt) -> alt.TopLevelMixin:
    """The matrix."""
    gives, needs, cells = belt.gives, belt.needs, _cells(belt, "give", "need")
    stages = list(needs["stage"])
    breaks = _BREAK * sum(a != b for a, b in pairwise(stages))
    names = min(max(max(width(n) for n in gives["name"]) + 12, 130), theme.WIDE - _SUM - breaks - 30 * len(needs))
    step = min(96.0, (theme.WIDE - names - _SUM - breaks) / len(needs))
    xs = _places(stages, names, [step] * len(needs))
    titles = [fit(name, min((theme.WIDE - x + 2) / 0.743, 150)) for name, x in zip(needs["name"], xs, strict=True)]
    head = 18 + max(width(t) for t in titles) * 0.67
    heights = [max(_height(own, step - 3) for (end, _), own in cells.items() if end == give) for give in gives["end"]]
    ys = _places(list(gives["stage"]), head + 8, heights)
    sheet = Canvas(theme.WIDE)
    for x, title, name in zip(xs, titles, needs["name"], strict=True):
        sheet.text(x - 2, head - 4, title, theme.INK_2, angle=_TILT, tip=name)
    top, bottom, end = head + 8, ys[-1] + heights[-1] / 2, xs[-1] + step / 2 + _SUM
    sheet.line([(0, top - 3), (end, top - 3)], theme.HAIR)
    for line in _borders(list(gives["stage"]), ys, heights):
        sheet.line([(0, line), (end, line)], theme.HAIR)
    for line in _borders(stages, xs, [step] * len(xs)):
        sheet.line([(line, top), (line, bottom)], theme.HAIR)
    for give, y, height in zip(gives["end"], ys, heights, strict=True):
        for need, x in zip(needs["end"], xs, strict=True):
            own = cells.get((give, need))
            if own is None:
                sheet.dot(x, y, theme.HAIR, size=6)
            else:
                tiles(sheet, own, (x - step / 2 + 1.5, y - height / 2 + 1.5), step - 3, height - 3)
    for row, y in zip(records(gives), ys, strict=True):
        sheet.text(0, y, fit(str(row["name"]), names - 10), tip=str(row["name"]))
        said = phrase("{kept} of {pieces}", kept=words.number(row["kept"]), pieces=words.number(row["pieces"]))
        sheet.text(end, y, said, theme.SOUND if row["kept"] == row["pieces"] else theme.INK_2, align="right", size=11)
    sheet.text(end, bottom + 12, phrase("Kept"), theme.QUIET, align="right", size=11)
    _stage_names(sheet, stages, xs, step, bottom + 12)
    return sheet.chart(bottom + 24)


def _borders(stages: list[str], places: list[float], sizes: list[float]) -> list[float]:
    """Where one stage ends and the next begins."""
    return [
        at - size / 2 - _BREAK / 2
        for at, size, stage, before in zip(places[1:], sizes[1:], stages[1:], stages, strict=False)
        if stage != before
    ]


def _stage_names(sheet: Canvas, stages: list[str], xs: list[float], step: float, y: float) -> None:
    """The stage below its columns."""
    for stage in dict.fromkeys(stages):
        own = [x for x, name in zip(xs, stages, strict=True) if name == stage]
        said = fit(STAGE_NAMES.get(stage, ""), max(own[-1] - own[0] + step + 8, 44), 11)
        sheet.text((own[0] + own[-1]) / 2, y, said, theme.QUIET, size=11, align="center")


def _labels(pieces: list[Record]) -> list[tuple[str, str]]:
    """Each way in which these pieces travel, the worst first, with its letter and its count."""
    counts = [(transfer, sum(row["transfer"] == transfer for row in pieces)) for transfer in LOOKS]
    return [(t, LOOKS[t][3] + (f" {words.number(n)}" if n > 1 else "")) for t, n in counts if n]


def _side_by_side(labels: list[tuple[str, str]], room: float) -> bool:
    return sum(measured(label, 11, bold=True) + 6 for _, label in labels) <= room


def _height(pieces: list[Record], room: float) -> float:
    """Of a row: more where the tiles of a cell have to stand one below the other."""
    labels = _labels(pieces)
    return _ROW if len(labels) == 1 or _side_by_side(labels, room) else 16.0 * len(labels) + 3


def tiles(sheet: Canvas, pieces: list[Record], corner: tuple[float, float], room: float, height: float) -> None:
    """One tile per way of travelling, side by side where letters and counts fit, else one below the other."""
    (x, y), labels = corner, _labels(pieces)
    beside = len(labels) == 1 or _side_by_side(labels, room)
    if beside:
        y, height = y + max(0.0, (height - _ROW + 3) / 2), min(height, _ROW - 3)
    spare = (room - sum(measured(label, 11, bold=True) for _, label in labels)) / len(labels)
    for transfer, label in labels:
        fill, stroke, ink, _ = LOOKS[transfer]
        gap = 1.0 if len(labels) > 1 else 0.0
        across = measured(label, 11, bold=True) + spare if beside else room
        tall = height if beside else height / len(labels)
        tip = _tip([row for row in pieces if row["transfer"] == transfer], transfer)
        sheet.box(x, y, across - gap * beside, tall - gap * (not beside), fill, stroke=stroke, tip=tip)
        sheet.text(x + across / 2, y + tall / 2, label, ink, bold=True, size=11, align="center", tip=tip)
        x, y = (x + across, y) if beside else (x, y + tall)


def _tip(pieces: list[Record], transfer: str) -> str:
    """``Typed again, Quote to order → Order to delivery: Specification (2 days), Promised date (1 day)``."""
    said = {"lost": phrase("Lost"), "rekeyed": phrase("Typed again"), "captured_once": phrase("Captured once")}[
        transfer
    ]
    items = [
        str(row["item"])
        + (
            phrase(" ({latency_days} days)", latency_days=words.number(row["latency_days"]))
            if known(row["latency_days"])
            else ""
        )
        for row in pieces
    ]
    ways = {f", {row['from_name']} → {row['to_name']}" for row in pieces}
    return f"{said}{ways.pop() if len(ways) == 1 else ''}: {words.listing(items, most=8)}"


def draw_narrow(belt: Belt) -> alt.TopLevelMixin:
    """The connections with most that breaks, in the order of the belt: from, to, and the tiles at the right."""
    order = {name: i for i, name in enumerate(belt.processes["process_id"])}
    cells = _cells(belt, "from_id", "to_id")
    worst = sorted(cells, key=lambda ends: (-sum(not row["kept"] for row in cells[ends]), -len(cells[ends])))
    shown = sorted(worst[:MOST_CONNECTIONS], key=lambda ends: (order[ends[0]], order[ends[1]]))
    sheet = Canvas(theme.NARROW)
    y, before = 8.0, ""
    for give, need in shown:
        own = cells[give, need]
        if give != before:
            y += 6 if before else 0
            name = str(own[0]["from_name"])
            sheet.text(0, y, fit(name, theme.NARROW, bold=True), bold=True, tip=name)
            y, before = y + 22, give
        name = str(own[0]["to_name"])
        labels = _labels(own)
        across = sum(max(26.0, measured(label, 11, bold=True) + 12) for _, label in labels)
        sheet.text(10, y, fit(f"→ {name}", theme.NARROW - across - 18), theme.INK_2, tip=name)
        tiles(sheet, own, (theme.NARROW - across, y - 10), across, 20)
        y += 24
    left = groups_left(len(cells), len(shown))
    sheet.text(0, y, left, theme.QUIET)
    return sheet.chart(y + (12 if left else -8))


def groups_left(total: int, shown: int) -> str:
    """How many connections are not drawn."""
    return (
        phrase("and {connections}, in the table of figures", connections=words.plural(total - shown, "more connection"))
        if total > shown
        else ""
    )
