"""What serves what: metrics as dots by who collects them, the goals that they serve, the processes that these are set for."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.charts.metrics_gaps import told
from assessment_kit.show.charts.metrics_tree_lines import Node, aims_of, ends_of, groups_of, joined
from assessment_kit.show.pieces import Figure, Gap, figure

DOTS = 39
"""A group of more metrics is drawn as a bar."""
MOST_LINKS = 36
"""Of more links between two columns only the strongest are drawn: the rest would be a grey mesh."""


def tree(result: StepResult) -> Figure | Gap:
    """Metric dots by collector → goals → key processes; what hangs loose is hollow and orange."""
    metrics, goals, processes = (result.tables[t] for t in ("metrics", "goals", "key_processes"))
    if metrics.empty or (metrics["serves"].isna().all() and metrics["measured_id"].isna().all()):
        return told(
            result, phrase("What the metrics serve"), phrase("Which metric measures which process"), phrase("Metrics")
        )
    groups = groups_of(metrics)
    aims = aims_of(goals, metrics)
    ends = ends_of(processes)
    heads = (
        words.plural(len(metrics), "metric")
        + ("" if metrics["collector"].isna().all() else phrase(", by who collects them")),
        words.plural(len(goals), "goal") if len(goals) else "",
        words.plural(len(processes), "key process", "key processes") if len(processes) else "",
    )
    links = (
        joined(groups, aims, metrics[["metric_id", "goal_id"]]),
        joined(aims, ends, result.tables["goal_process"][["goal_id", "process_id"]]),
    )

    def draw(room: int) -> alt.TopLevelMixin:
        return _wide(groups, aims, ends, heads, links) if room >= theme.WIDE else _narrow(groups, aims, ends, heads)

    return figure(
        draw,
        title=_title(result),
        subtitle=_subtitle(groups, aims, ends, cut=any(len(part) > MOST_LINKS for part in links)),
        source=source(
            (phrase("metric list"), metrics), (phrase("goal list"), goals), (phrase("process list"), processes)
        ),
        alt_text=_alt(result, aims, ends),
        columns=(
            phrase("Metric"),
            phrase("Collected by"),
            phrase("Serves the goal"),
            phrase("Part of the key process"),
        ),
        rows=capped(_data(metrics, processes), len(metrics)),
        margin=_margin(ends, links[1]),
    )


def _title(result: StepResult) -> str:
    def counted(name: str) -> tuple[int, int]:
        row = result.row(f"metrics.{name}")
        return (0, 0) if row is None else (int(row["count"]), int(row["n"]))

    serving, n = counted("with_goal")
    loose = n - serving
    bare, keys = counted("key_processes_without_metric")
    aimless, of = counted("key_processes_without_goal")
    parts = []
    if loose:
        parts.append(
            phrase(
                "{loose} of {metrics} {word} no goal",
                loose=words.number(loose),
                metrics=words.plural(n, "metric"),
                word=phrase("names") if loose == 1 else phrase("name"),
            )
        )
    if bare:
        parts.append(
            phrase(
                "{bare} key {word} no metric",
                bare=words.count_word(bare),
                word=phrase("process has") if bare == 1 else phrase("processes have"),
            )
        )
    elif aimless:
        parts.append(
            phrase(
                "{aimless} key {word} no goal",
                aimless=words.count_word(aimless),
                word=phrase("process has") if aimless == 1 else phrase("processes have"),
            )
        )
    if parts:
        return words.sentence_case(phrase(", and ").join(parts))
    total = len(result.tables["metrics"])
    if not n:
        return phrase(
            "{metrics} and what {word}",
            metrics=words.plural(total, "metric"),
            word=phrase("it serves") if total == 1 else phrase("they serve"),
        )
    serve = phrase("{n} {word} a goal", n=every(n, "metric"), word=phrase("serves") if n == 1 else phrase("serve"))
    return phrase("{serve}, and no key process is left out", serve=serve) if keys or of else serve


def _subtitle(groups: Sequence[Node], aims: Sequence[Node], ends: Sequence[Node], *, cut: bool) -> str:
    mark = phrase("Each dot is a metric.") if max(g.count for g in groups) <= DOTS else phrase("Bars are metrics.")
    loose = phrase(" Hollow and orange names no goal.") if any(g.loose for g in groups) else ""
    lacks = phrase(" Orange names lack what is said below them.") if any(n.bad for n in [*aims, *ends]) else ""
    links = phrase(" Only the strongest links are drawn.") if cut else ""
    return mark + loose + lacks + links


def _margin(ends: Sequence[Node], links: dict[tuple[int, int], int]) -> list[str]:
    reached = {j for _, j in links}
    if any("no goal" in node.note for j, node in enumerate(ends) if j in reached):
        return [
            phrase(
                "A line to a process that has no goal of its own stands for a metric that serves the one and measures the other."
            )
        ]
    return []


def _alt(result: StepResult, aims: Sequence[Node], ends: Sequence[Node]) -> str:
    said = [
        phrase(
            "Links of {metrics} to {goals}",
            metrics=words.plural(len(result.tables["metrics"]), "metric"),
            goals=words.plural(len(result.tables["goals"]), "goal"),
        ),
        phrase(
            " and {processes}. ",
            processes=words.plural(len(result.tables["key_processes"]), "key process", "key processes"),
        ),
        _title(result),
        ".",
    ]
    for what, nodes in (
        (phrase("Goals without a metric"), aims),
        (phrase("Processes that lack a goal or a metric"), ends),
    ):
        names = [n.label for n in nodes if n.bad]
        if names:
            said.append(f" {what}: {words.listing(names, most=6)}.")
    return "".join(said)


def _data(metrics: pd.DataFrame, processes: pd.DataFrame) -> list[tuple[object, ...]]:
    names = processes.drop_duplicates("process_id").set_index("process_id")["name"]
    rows = metrics.sort_values("serves", kind="stable", na_position="first").head(100)
    return list(zip(rows["name"], rows["collector"], rows["goal"], rows["key_id"].map(names), strict=True))


def _wide(groups: Sequence[Node], aims: Sequence[Node], ends: Sequence[Node], heads: Sequence[str], links: Sequence[dict[tuple[int, int], int]]) -> alt.TopLevelMixin:  # fmt: skip
    canvas = Canvas(theme.WIDE)
    tall = 26 + max(len(groups) * 40, len(aims) * 38, sum(32 if n.note else 25 for n in ends))
    for x, head in zip((0, 266, 520), heads, strict=True):
        canvas.text(x, 8, head, bold=True)
    y_group, y_aim, y_end = (_places(nodes, tall) for nodes in (groups, aims, ends))
    _curves(canvas, links[0], (200, y_group), (260, y_aim), {i for i, n in enumerate(aims) if n.bad and not n.count})
    _curves(
        canvas,
        links[1],
        (450, y_aim),
        (510, y_end),
        {i for i, n in enumerate(aims) if n.bad and not n.count},
        thick=False,
    )
    most = max(g.count for g in groups)
    for node, y in zip(groups, y_group, strict=True):
        free = 88 if most > DOTS else 182 - min(node.count, 12) * 8.5
        canvas.text(0, y, fit(node.label, free), theme.CHANGE if node.bad else theme.INK, tip=node.label)
        _metrics(canvas, node, y, right=194, room=104, most=most)
    for node, y in zip(aims, y_aim, strict=True):
        _named(canvas, node, 266, y, 178, bold=True)
    for node, y in zip(ends, y_end, strict=True):
        canvas.dot(518, y, theme.CHANGE if node.bad else theme.INK, hollow=node.bad, size=38)
        _named(canvas, node, 530, y, 188, bold=node.bad)
    return canvas.chart(tall + 6)


def _places(nodes: Sequence[Node], tall: float) -> list[float]:
    step = (tall - 26) / max(len(nodes), 1)
    return [26 + step * (i + 0.5) for i in range(len(nodes))]


def _named(canvas: Canvas, node: Node, x: float, y: float, room: float, *, bold: bool) -> None:
    colour = theme.CHANGE if node.bad else theme.INK
    tip = node.label + (f": {node.note}" if node.note else "")
    canvas.text(x, y - 7 if node.note else y, fit(node.label, room, bold=bold), colour, bold=bold, tip=tip)
    canvas.text(x, y + 7, fit(node.note, room, 11), theme.CHANGE if node.bad else theme.QUIET, size=11)


def _metrics(canvas: Canvas, node: Node, y: float, right: float, room: float, most: int) -> None:
    """Dots from right to left, the loose ones last; a bar with its number where there are too many."""
    tip = phrase(
        "{label}: {metrics}, {loose} without a goal",
        label=node.label,
        metrics=words.plural(node.count, "metric"),
        loose=words.number(node.loose),
    )
    if most > DOTS:
        unit = (room - 30) / most
        sound, loose = (node.count - node.loose) * unit, node.loose * unit
        if sound:
            canvas.box(right - sound, y - 5, sound, 10, theme.INK, tip=tip)
        if loose:
            canvas.box(right - sound - loose, y - 5, loose, 10, theme.PAPER, stroke=theme.CHANGE, line=1.5, tip=tip)
        canvas.text(right - sound - loose - 5, y, words.number(node.count), theme.QUIET, align="right", size=11)
        return
    across = int(room // 8.5)
    lines = -(-node.count // across)
    for i in range(node.count):
        hollow = i >= node.count - node.loose
        x, line = right - 4 - (i % across) * 8.5, i // across
        canvas.dot(
            x, y + (line - (lines - 1) / 2) * 9, theme.CHANGE if hollow else theme.INK, hollow=hollow, size=26, tip=tip
        )


def _curves(canvas: Canvas, links: dict[tuple[int, int], int], left: tuple[float, list[float]], right: tuple[float, list[float]], dashed: set[int], *, thick: bool = True) -> None:  # fmt: skip
    most = max(links.values(), default=1)
    kept = sorted(links.items(), key=lambda item: item[1])[-MOST_LINKS:]
    for (i, j), count in kept:
        weak = (j if thick else i) in dashed
        width = round(0.5 + 4 * count / most) if thick else 1
        colour = theme.CHANGE if weak else theme.LINE
        canvas.line(_curve(left[0], left[1][i], right[0], right[1][j]), colour, line=max(width, 1), dash=weak)


def _curve(x: float, y: float, x2: float, y2: float) -> list[tuple[float, float]]:
    """An S from left to right, in twelve pieces; a straight line where both ends are level."""
    if abs(y - y2) < 1:
        return [(x, y), (x2, y2)]
    return [
        (round(x + (x2 - x) * t, 1), round(y + (y2 - y) * t * t * (3 - 2 * t), 1)) for t in (i / 12 for i in range(13))
    ]


def _narrow(
    groups: Sequence[Node], aims: Sequence[Node], ends: Sequence[Node], heads: Sequence[str]
) -> alt.TopLevelMixin:
    canvas = Canvas(theme.NARROW)
    most = max(g.count for g in groups)
    canvas.text(0, 8, heads[0], bold=True)
    y = 32.0
    for node in groups:
        canvas.text(0, y, fit(node.label, 112), theme.CHANGE if node.bad else theme.INK, tip=node.label)
        _metrics(canvas, node, y, right=348, room=230, most=most)
        y += 32 if most <= DOTS and node.count > 27 else 23
    for head, nodes in ((heads[1], aims), (heads[2], ends)):
        if not nodes:
            continue
        canvas.text(0, y + 18, head, bold=True)
        y += 42
        for node in nodes:
            note = node.note if node.bad or not node.count else words.plural(node.count, "metric")
            colour = theme.CHANGE if node.bad else theme.INK
            canvas.dot(4, y, colour, hollow=node.bad, size=34)
            canvas.text(16, y, fit(node.label, 196, bold=node.bad), colour, bold=node.bad, tip=f"{node.label}: {note}")
            canvas.text(350, y, fit(note, 132, 11), theme.CHANGE if node.bad else theme.QUIET, align="right", size=11)
            y += 22
    return canvas.chart(y)
