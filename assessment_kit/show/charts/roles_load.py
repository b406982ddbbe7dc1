"""How many things each role is accountable for, against the median; and where accountability sits in the line."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles_gaps import LAYERS, NOTHING, SPREAD
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, lines, width
from assessment_kit.show.charts.roles_words import gap_of, source
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_ROWS, MOST_DATA = 15, 60
_FIGURES = 142
"""Room for the figures at the right."""


def load(result: StepResult) -> Figure | Gap:
    """Accountabilities per role, the heaviest on top, overload in the accent colour."""
    roles = result.tables["roles"]
    busy = roles[roles["accountable"].gt(0).fillna(False).astype(bool)].sort_values(
        "accountable", ascending=False, kind="stable"
    )
    if busy.empty:
        return gap_of(result, SPREAD, LAYERS, NOTHING)
    median = result.value("roles.load_median")
    idle = int(roles["named"].eq(False).sum())
    heavy = busy[busy["overloaded"].fillna(False).astype(bool)]
    return figure(
        lambda room: _bars(busy, median, wide=room >= theme.WIDE),
        title=_load_title(busy, heavy),
        subtitle=_load_subtitle(median, idle, heavy, result.limits.roles.overload_times),
        source=source(result, "responsibilities", "processes"),
        alt_text=phrase(
            "Ranked bars of {roles} by the number of processes that each is accountable for. {title} has the most, {accountable}",
            roles=words.plural(len(busy), "role"),
            title=busy.iloc[0]["title"],
            accountable=words.number(int(busy.iloc[0]["accountable"])),
        )
        + (phrase("; the median is {median}.", median=words.number(median)) if median is not None else "."),
        columns=(
            phrase("Role"),
            phrase("Level"),
            phrase("Accountable for"),
            phrase("Key processes among them"),
            phrase("Against the median"),
        ),
        rows=_load_data(busy, median),
        margin=(phrase("Processes and management processes are counted once, however many papers name the role."),),
    )


def _load_title(busy: pd.DataFrame, heavy: pd.DataFrame) -> str:
    total, top = int(busy["accountable"].sum()), busy.iloc[0]
    most = words.number(int(top["accountable"]))
    if len(heavy) > 1:
        carried = words.number(int(heavy["accountable"].sum()))
        return phrase(
            "{heavy} roles carry {carried} of {total} accountabilities",
            heavy=words.sentence_case(words.count_word(len(heavy))),
            carried=carried,
            total=words.number(total),
        )
    if len(heavy) == 1:
        return phrase(
            "{title} carries the most: {most} of {total} accountabilities",
            title=top["title"],
            most=most,
            total=words.number(total),
        )
    if len(busy) == 1:
        return phrase("The papers make one role accountable: {title}", title=top["title"])
    if busy["overloaded"].isna().all():
        return phrase(
            "The most that one role answers for is {accountable}", accountable=words.count_word(int(top["accountable"]))
        )
    return phrase(
        "No role is overloaded: the most that one answers for is {accountable}",
        accountable=words.count_word(int(top["accountable"])),
    )


def _load_subtitle(median: float | None, idle: int, heavy: pd.DataFrame, times: float) -> str:
    parts = [phrase("Processes and management processes that a role is accountable for.")]
    if median is not None and len(heavy):
        parts.append(
            phrase(
                "Orange: at least {times} the median of {median}.",
                times=words.times(times),
                median=words.number(median),
            )
        )
    if idle:
        parts.append(
            phrase(
                "{idle} {word} named in no paper.",
                idle=words.sentence_case(words.count_word(idle)),
                word=phrase("role is") if idle == 1 else phrase("roles are"),
            )
        )
    return " ".join(parts)


def _bars(busy: pd.DataFrame, median: float | None, *, wide: bool) -> alt.TopLevelMixin:
    shown, more = busy.head(MOST_ROWS), len(busy) - MOST_ROWS
    room = theme.WIDE if wide else theme.NARROW
    names = min(max(width(title) for title in shown["title"]) + 14, 250) if wide else 0
    step, head, high = (26, 24, 16) if wide else (44, 24, 14)
    scale = (room - names - _FIGURES) / max(int(shown["accountable"].max()), 1)
    sheet = Canvas(room)
    for i, role in enumerate(shown.to_dict("records")):
        y = head + step * i + (step / 2 if wide else 28)
        heavy, count = bool(role["overloaded"] is not pd.NA and role["overloaded"]), int(role["accountable"])
        sheet.text(
            0, y if wide else y - 18, fit(role["title"], (names - 10) if wide else room), bold=heavy, tip=role["title"]
        )
        sheet.box(
            names,
            y - high / 2,
            count * scale,
            high,
            theme.CHANGE if heavy else theme.MARK,
            tip=f"{role['title']}: {count}",
        )
        sheet.text(
            room - _FIGURES + 30, y, words.number(count), theme.CHANGE if heavy else theme.INK, bold=True, align="right"
        )
        sheet.text(room - _FIGURES + 38, y, _beside(role["key"]), theme.QUIET)
        if median is not None:
            middle = names + median * scale
            sheet.line([(middle, y - high / 2 - 3), (middle, y + high / 2 + 3)], theme.INK, line=1.5)
    if median is not None:
        label = phrase("median {median}", median=words.number(median))
        sheet.text(max(names + median * scale, names + width(label) / 2), 7, label, theme.QUIET, align="center")
    if more > 0:
        sheet.text(
            0,
            head + step * len(shown) + 9,
            phrase("and {roles}, in the table of figures", roles=words.plural(more, "more role")),
            theme.QUIET,
        )
    return sheet.chart(head + step * len(shown) + (20 if more > 0 else 0))


def _beside(key: object) -> str:
    return "" if words.missing(key) or not key else words.plural(int(key), "key process", "key processes")  # type: ignore[call-overload]


def _load_data(busy: pd.DataFrame, median: float | None) -> Sequence[tuple[str, ...]]:
    rows = [
        (r["title"], r["level_name"], words.number(int(r["accountable"])), words.number(int(r["key"])),
         phrase("{accountable} times", accountable=words.number(int(r["accountable"]) / median)) if median else "–")
        for r in busy.head(MOST_DATA).to_dict("records")
    ]  # fmt: skip
    left = len(busy) - len(rows)
    return [*rows, *([(phrase("and {left} more", left=words.number(left)), "", "", "", "")] if left else [])]


_COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("roles", later("Roles"), later("Roles")),
    ("accountable", later("Accountable for"), later("Answer for")),
    ("owned", later("Key processes owned"), later("Key owned")),
    ("reports", later("Direct reports"), later("Direct reports")),
    ("idle", later("Named in no paper"), later("In no paper")),
)
"""Column of the table, heading in the wide and in the narrow drawing."""


def line(result: StepResult) -> Figure | Gap:
    """The levels of management: how many roles, what they answer for, how many report to each, how many no paper names."""
    levels = result.tables["levels"]
    if levels.empty:
        return gap_of(result, LAYERS)
    columns = [c for c in _COLUMNS if levels[c[0]].notna().any()]
    layers, widest = result.value("roles.layers"), result.row("roles.widest_span")
    return figure(
        lambda room: _levels(levels, columns, room),
        title=_line_title(levels),
        subtitle=_line_subtitle(layers, levels),
        source=source(result, "roles", "responsibilities", "processes"),
        alt_text=phrase("Table of levels with bars. ")
        + " ".join(
            phrase(
                "{level_name}: {roles}, accountable for {accountable}.",
                level_name=r["level_name"],
                roles=words.plural(int(r["roles"]), "role"),
                accountable=r["accountable"],
            )
            for r in levels.to_dict("records")
        ),
        columns=(phrase("Level"), *(wide for _, wide, _ in columns)),
        rows=[(r["level_name"], *(_cell(r[name]) for name, _, _ in columns)) for r in levels.to_dict("records")],
        margin=() if widest is None else (_widest(str(widest["examples"][0]), float(widest["value"])),),
    )


def _widest(title: str, reports: float) -> str:
    return phrase(
        "{title} has the most direct reports, {reports}. Only roles of the list are counted, not all employees.",
        title=title,
        reports=words.number(reports),
    )


def _line_title(levels: pd.DataFrame) -> str:
    total = int(levels["accountable"].fillna(0).sum())
    if not total:
        return phrase(
            "{roles} on {levels}",
            roles=words.plural(int(levels["roles"].sum()), "management role"),
            levels=words.plural(len(levels), "level"),
        )
    top = levels.sort_values("accountable", ascending=False, kind="stable").iloc[0]
    name = str(top["level_name"])
    who = words.within(name) if name != "Front line" else phrase("the front line")
    most = int(top["accountable"])
    if total == 1:
        return phrase("The only accountability on paper sits with {who}", who=who)
    if most == total:
        return phrase(
            "{word} accountabilities sit with {who}",
            word=phrase("Both") if total == 2 else phrase("All {total}", total=words.number(total)),
            who=who,
        )
    return phrase(
        "Of {total} accountabilities, {most} {word} with {who}",
        total=words.number(total),
        most=words.number(most),
        word=phrase("sits") if most == 1 else phrase("sit"),
        who=who,
    )


def _line_subtitle(layers: float | None, levels: pd.DataFrame) -> str:
    roles = words.plural(int(levels["roles"].sum()), "role")
    deep = (
        "" if layers is None else phrase(" in {layers} from top to bottom", layers=words.plural(int(layers), "layer"))
    )
    reports = phrase(" Direct reports: the median of those who have any.") if levels["reports"].notna().any() else ""
    return phrase(
        "{roles}{deep}. Accountabilities are processes and management processes.{reports}",
        roles=words.sentence_case(roles),
        deep=deep,
        reports=reports,
    )


def _cell(value: object) -> str:
    return "–" if words.missing(value) else words.number(float(value))  # type: ignore[arg-type]


def _levels(levels: pd.DataFrame, columns: list[tuple[str, str, str]], room: float) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    names, step, head = (130, 34, 42) if wide else (0, 52, 42)
    cell = (room - names) / len(columns)
    sheet = Canvas(int(room))
    for j, (_, long, short) in enumerate(columns):
        heading = lines(long if wide else short, cell - 8)
        for k, part in enumerate(heading):
            sheet.text(names + cell * j, head - 10 - 15 * (len(heading) - 1 - k), part, theme.QUIET)
    rows = levels.to_dict("records")
    for i, row in enumerate(rows):
        top = head + step * i
        y = top + step / 2 if wide else top + 32
        sheet.line([(0, top), (room, top)], theme.HAIR)
        sheet.text(0, y if wide else top + 13, row["level_name"], bold=True)
        for j, (name, long, _) in enumerate(columns):
            most = max(float(r[name]) for r in rows if not words.missing(r[name])) or 1.0
            _bar(
                sheet, names + cell * j, y, (cell - 46) / most, row[name], _colour(name), f"{row['level_name']}, {long}"
            )
    return sheet.chart(head + step * len(levels))


def _colour(name: str) -> str:
    return {"idle": theme.CHANGE, "owned": theme.SOUND}.get(name, theme.MARK)


def _bar(sheet: Canvas, x: float, y: float, scale: float, value: object, colour: str, tip: str) -> None:
    text = _cell(value)
    length = 0.0 if words.missing(value) else float(value) * scale  # type: ignore[arg-type]
    if length:
        sheet.box(x, y - 7, length, 14, colour, tip=f"{tip}: {text}")
    sheet.text(x + length + (5 if length else 0), y, text, theme.INK if length else theme.QUIET)
