"""What serves what: metrics as dots by who collects them, the goals that they serve, the processes that these are set for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.show import theme
from assessment_kit.show.charts.behind import capped, every, source
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_GROUPS, MOST_GOALS, MOST_PROCESSES = 10, 12, 14
DOTS = 39
"""A group of more metrics is drawn as a bar."""
MOST_LINKS = 36
"""Of more links between two columns only the strongest are drawn: the rest would be a grey mesh."""


@dataclass(frozen=True)
class Node:
    """One line of a column: how it is called, what is said below it, and whether it must change."""

    label: str
    note: str
    bad: bool
    members: frozenset[str]
    count: int = 0
    loose: int = 0


def tree(result: StepResult) -> Figure | Gap:
    """Metric dots by collector → goals → key processes; what hangs loose is hollow and orange."""
    metrics, goals, processes = (result.tables[t] for t in ("metrics", "goals", "key_processes"))
    if metrics.empty or (metrics["serves"].isna().all() and metrics["measured_id"].isna().all()):
        return Gap("What the metrics serve", "No metric is on a list together with the goal or the process that it serves.",
                   "Fill in the list of metrics, with the columns “Goal” and “Process”.")  # fmt: skip
    groups = _groups(metrics)
    aims = _aims(goals, metrics)
    ends = _ends(processes)
    heads = (
        words.plural(len(metrics), "metric") + ("" if metrics["collector"].isna().all() else ", by who collects them"),
        words.plural(len(goals), "goal") if len(goals) else "",
        words.plural(len(processes), "key process", "key processes") if len(processes) else "",
    )
    links = (
        _counts(groups, aims, metrics[["metric_id", "goal_id"]]),
        _counts(aims, ends, result.tables["goal_process"][["goal_id", "process_id"]]),
    )

    def draw(room: int) -> alt.TopLevelMixin:
        return _wide(groups, aims, ends, heads, links) if room >= theme.WIDE else _narrow(groups, aims, ends, heads)

    return figure(
        draw,
        title=_title(result),
        subtitle=_subtitle(groups, aims, ends, cut=any(len(part) > MOST_LINKS for part in links)),
        source=source(("metric list", metrics), ("goal list", goals), ("process list", processes)),
        alt_text=_alt(result, aims, ends),
        columns=("Metric", "Collected by", "Serves the goal", "Part of the key process"),
        rows=capped(_data(metrics, processes), len(metrics)),
        margin=_margin(ends, links[1]),
    )


def _groups(metrics: pd.DataFrame) -> list[Node]:
    names = metrics["collector"].fillna("All metrics").replace("", "nobody named")
    order = names.value_counts()
    shown = list(order.index[: MOST_GROUPS - 1 if len(order) > MOST_GROUPS else MOST_GROUPS])
    rest = f"{len(order) - len(shown)} others"
    place = names.where(names.isin(shown), rest)
    return [
        Node(str(name), "", name == "nobody named", frozenset(rows["metric_id"]), len(rows), int((~rows["serves"].fillna(True)).sum()))
        for name, rows in metrics.groupby(place.astype(pd.CategoricalDtype([*shown, rest])), observed=True)
    ]  # fmt: skip


def _aims(goals: pd.DataFrame, metrics: pd.DataFrame) -> list[Node]:
    """The goals; where there are many, those of the top with all that serves them; what leads nowhere in one line."""
    many = len(goals) > MOST_GOALS
    key: pd.Series = goals["goal_id"].astype(object)
    if many and goals["traces"].notna().any():
        key = goals["top_id"].where(goals["traces"].fillna(False), "adrift")
    sums = goals.assign(key=key).groupby("key", sort=False)
    text = goals.drop_duplicates("goal_id").set_index("goal_id")["text"]
    known = bool(metrics["serves"].notna().any())
    nodes = []
    for name, rows in sums:
        count = int(rows["metrics"].sum())
        adrift = name == "adrift"
        label = f"{words.number(len(rows))} goals that lead nowhere" if adrift else str(text.get(name, name))
        below = f", {words.plural(len(rows) - 1, 'goal')} below" if many and not adrift and len(rows) > 1 else ""
        measured = bool(rows["has_metric"].fillna(False).any())
        said = words.plural(count, "metric") if count else "measured by goals below" if measured else "no metric"
        nodes.append(
            Node(
                label,
                said + below if known else "",
                (known and not measured) or adrift,
                frozenset(rows["goal_id"]),
                count,
            )
        )
    nodes.sort(key=lambda n: (n.bad, -n.count))
    return _folded(nodes, MOST_GOALS, "goals")


def _ends(processes: pd.DataFrame) -> list[Node]:
    """The key processes, those that lack something last."""
    nodes = []
    for row in processes.to_dict("records"):
        lacks = [
            what
            for what, has in (("goal", row["has_goal"]), ("metric", row["has_metric"]))
            if not words.missing(has) and not has
        ]
        note = "no goal, no metric" if len(lacks) == 2 else f"no {lacks[0]}" if lacks else ""
        nodes.append(Node(str(row["name"]), note, bool(lacks), frozenset([row["process_id"]]), int(row["metrics"])))
    nodes.sort(key=lambda n: (n.bad, len(n.note), -n.count))
    return _folded(nodes, MOST_PROCESSES, "processes")


def _folded(nodes: list[Node], most: int, what: str) -> list[Node]:
    """At most so many lines: what exceeds is put together, the good and the bad each by themselves."""
    if len(nodes) <= most:
        return nodes
    made: list[Node] = []
    for bad in (False, True):
        part = [n for n in nodes if n.bad is bad]
        room = max(3, round(most * len(part) / len(nodes))) if part else 0
        made += part[: room - 1] if len(part) > room else part
        rest = part[room - 1 :] if len(part) > room else []
        if rest:
            notes = {n.note for n in rest}
            note = notes.pop() if bad and len(notes) == 1 else "goal or metric missing" if bad else ""
            members = frozenset().union(*(n.members for n in rest))
            made.append(
                Node(f"and {words.number(len(rest))} more {what}", note, bad, members, sum(n.count for n in rest))
            )
    return made


def _counts(left: Sequence[Node], right: Sequence[Node], pairs: pd.DataFrame) -> dict[tuple[int, int], int]:
    """How many of the pairs join each line of the left column with each of the right one."""
    a, b = ({member: i for i, node in enumerate(nodes) for member in node.members} for nodes in (left, right))
    joined = pd.DataFrame({"a": pairs.iloc[:, 0].map(a), "b": pairs.iloc[:, 1].map(b)}).dropna().astype(int)
    totals = joined.groupby(["a", "b"]).size().reset_index(name="n")
    return {(int(i), int(j)): int(n) for i, j, n in totals.itertuples(index=False)}


def _title(result: StepResult) -> str:
    def counted(name: str) -> tuple[int, int]:
        row = result.row(f"metrics.{name}")
        return (0, 0) if row is None else (int(row["count"]), int(row["n"]))

    loose, n = counted("orphans")
    bare, keys = counted("key_processes_without_metric")
    aimless, of = counted("key_processes_without_goal")
    parts = []
    if loose:
        parts.append(
            f"{words.number(loose)} of {words.plural(n, 'metric')} {'serves' if loose == 1 else 'serve'} no goal"
        )
    if bare:
        parts.append(f"{words.count_word(bare)} key {'process has' if bare == 1 else 'processes have'} no metric")
    elif aimless:
        parts.append(f"{words.count_word(aimless)} key {'process has' if aimless == 1 else 'processes have'} no goal")
    if parts:
        return words.sentence_case(", and ".join(parts))
    total = len(result.tables["metrics"])
    if not n:
        return f"{words.plural(total, 'metric')} and what {'it serves' if total == 1 else 'they serve'}"
    serve = f"{every(n, 'metric')} {'serves' if n == 1 else 'serve'} a goal"
    return f"{serve}, and no key process is left out" if keys or of else serve


def _subtitle(groups: Sequence[Node], aims: Sequence[Node], ends: Sequence[Node], *, cut: bool) -> str:
    mark = "Each dot is a metric." if max(g.count for g in groups) <= DOTS else "Bars are metrics."
    loose = " Hollow and orange serves no goal." if any(g.loose for g in groups) else ""
    lacks = " Orange names lack what is said below them." if any(n.bad for n in [*aims, *ends]) else ""
    links = " Only the strongest links are drawn." if cut else ""
    return mark + loose + lacks + links


def _margin(ends: Sequence[Node], links: dict[tuple[int, int], int]) -> list[str]:
    reached = {j for _, j in links}
    if any("no goal" in node.note for j, node in enumerate(ends) if j in reached):
        return [
            "A line to a process that has no goal of its own stands for a metric that serves the one and measures the other."
        ]
    return []


def _alt(result: StepResult, aims: Sequence[Node], ends: Sequence[Node]) -> str:
    said = [
        f"Links of {words.plural(len(result.tables['metrics']), 'metric')} to {words.plural(len(result.tables['goals']), 'goal')}",
        f" and {words.plural(len(result.tables['key_processes']), 'key process', 'key processes')}. ",
        _title(result),
        ".",
    ]
    for what, nodes in (("Goals without a metric", aims), ("Processes that lack a goal or a metric", ends)):
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
    tip = f"{node.label}: {words.plural(node.count, 'metric')}, {words.number(node.loose)} without a goal"
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
