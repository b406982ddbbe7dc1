"""Who answers for what: the matrix of key processes and roles."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles_gaps import NOTHING, WHO
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.charts.roles_owners import by_attention, mark_verdict, more, narrow_list, wide_list
from assessment_kit.show.charts.roles_words import gap_of, source
from assessment_kit.show.pieces import Figure, Gap, figure

MOST_ROWS, MOST_ROLES, MOST_DATA = 20, 10, 60
FULL = 0.2
"""A matrix of which less than this share is filled says less than a list."""
CATEGORIES = ("launch", "sell", "deliver", "enable", "manage")
_NAMES, _VERDICT, _OTHERS, _ROW, _BREAK, _TILT = 150, 142, 34, 27, 10, 318
_STEP = (34.0, 60.0)
_IN_DIGITS = 10


def matrix(result: StepResult) -> Figure | Gap:
    """The key processes against the roles most involved in them, with the verdict in words at the end of each row.

    Where the matrix would be mostly empty, a list of the processes and whoever is accountable, what wants attention first.
    """
    processes = result.tables["processes"]
    key = processes[processes["is_key"]] if len(processes) else processes
    if key.empty:
        return gap_of(result, WHO, NOTHING)
    shown = _shown(key)
    cells = _about(result, shown)
    roles = _columns(cells, result.tables["roles"])
    if not roles.empty and cells["role_id"].isin(roles["role_id"]).sum() >= FULL * len(shown) * len(roles):
        return _matrix(result, key, shown, cells, roles)
    return _list(result, key)


def _about(result: StepResult, shown: pd.DataFrame) -> pd.DataFrame:
    cells = result.tables["matrix"]
    return cells[cells["process_id"].isin(shown["process_id"])]


def _matrix(
    result: StepResult, key: pd.DataFrame, shown: pd.DataFrame, cells: pd.DataFrame, roles: pd.DataFrame
) -> Figure:
    return figure(
        lambda room: (
            _wide(shown, cells, roles, len(key)) if room >= theme.WIDE else narrow_list(shown, _doing(cells), len(key))
        ),
        title=_title(key),
        subtitle=_subtitle(key),
        source=source(result, "responsibilities", "processes", "roles"),
        alt_text=phrase(
            "Matrix of {processes} by {roles}. {counts}",
            processes=words.plural(len(shown), "key process", "key processes"),
            roles=words.plural(len(roles), "role"),
            counts=_counts(key),
        ),
        columns=(
            phrase("Key process"),
            phrase("Who answers"),
            phrase("Named accountable"),
            phrase("Named responsible"),
        ),
        rows=_data(key, result.tables["matrix"]),
        margin=_margin(key, cells),
    )


def _list(result: StepResult, key: pd.DataFrame) -> Figure:
    shown = by_attention(key).head(MOST_ROWS)
    doing = _doing(_about(result, shown))
    involved = _about(result, key)["role_id"].nunique()
    return figure(
        lambda room: (wide_list if room >= theme.WIDE else narrow_list)(shown, doing, len(key)),
        title=_title(key),
        subtitle=phrase(
            "The roles that are accountable for the whole, by the papers that we were given. {colours}",
            colours=_colours(key),
        ),
        source=source(result, "responsibilities", "processes", "roles"),
        alt_text=phrase(
            "List of {processes} with the roles that are accountable. {counts}",
            processes=words.plural(len(shown), "key process", "key processes"),
            counts=_counts(key),
        ),
        columns=(
            phrase("Key process"),
            phrase("Who answers"),
            phrase("Named accountable"),
            phrase("Named responsible"),
        ),
        rows=_data(key, result.tables["matrix"]),
        margin=(_why_a_list(len(key), involved),) if involved else (),
    )


def _why_a_list(processes: int, roles: int) -> str:
    these = (
        phrase("this process")
        if processes == 1
        else phrase("these {processes} processes", processes=words.number(processes))
    )
    return phrase(
        "The papers name {roles} for {these}. A matrix of the two would be mostly empty.",
        roles=words.plural(roles, "role"),
        these=these,
    )


def _doing(cells: pd.DataFrame) -> dict[str, int]:
    """How many roles are responsible for doing each process."""
    return {str(process): len(rows) for process, rows in cells[cells["letter"] == "R"].groupby("process_id")}


def _shown(key: pd.DataFrame) -> pd.DataFrame:
    """All of them where they fit, else those without one owner first, the most urgent on top; then in the order of the value chain."""
    order = key.assign(
        settled=key["status"].eq("one"),
        heat=-key["urgency"].astype("Float64").fillna(0.0).astype(float),
        stage=key["category"].map({name: i for i, name in enumerate(CATEGORIES)}),
    )
    chosen = order.sort_values(["settled", "heat"], kind="stable").head(MOST_ROWS)
    return chosen.loc[[i for i in order.index if i in chosen.index]].sort_values("stage", kind="stable")


def _columns(cells: pd.DataFrame, roles: pd.DataFrame) -> pd.DataFrame:
    """The roles most involved in these processes: those named accountable, then responsible, most often; every role by level then."""
    weight = cells["letter"].map({"A": 10_000, "R": 100, "C": 1, "I": 1})
    total = weight.groupby(cells["role_id"]).sum()
    involved = roles[roles["role_id"].isin(total.index)].assign(weight=lambda frame: frame["role_id"].map(total))
    involved["rank"] = involved["level"].map({"executive": 0, "senior": 1, "middle": 2, "front_line": 3})
    chosen = involved.sort_values("weight", ascending=False, kind="stable").head(MOST_ROLES)
    return involved.loc[[i for i in involved.index if i in chosen.index]].sort_values("rank", kind="stable")


def _title(key: pd.DataFrame) -> str:
    without, n = int(key["status"].ne("one").sum()), len(key)
    if not without:
        return (
            phrase("One role answers for each key process") if n > 1 else phrase("One role answers for the key process")
        )
    if without == n:
        return (
            phrase("For none of the key processes does a single role answer")
            if n > 1
            else phrase("No single role answers for the key process")
        )
    whole = words.count_word(n) if n < _IN_DIGITS else words.number(n)
    return phrase(
        "For {without} of {whole} key processes, no single role answers", without=words.count_word(without), whole=whole
    )


def _counts(key: pd.DataFrame) -> str:
    """Two have no owner, one has several, for three the papers disagree."""
    count = key["status"].value_counts()
    none, several, torn, one = (int(count.get(name, 0)) for name in ("none", "several", "disagree", "one"))
    parts = [
        phrase("{one} {word} one owner", one=words.count_word(one), word=phrase("has") if one == 1 else phrase("have"))
        if one
        else "",
        phrase("{none} {word} none", none=words.count_word(none), word=phrase("has") if none == 1 else phrase("have"))
        if none
        else "",
        phrase(
            "{several} {word} several",
            several=words.count_word(several),
            word=phrase("has") if several == 1 else phrase("have"),
        )
        if several
        else "",
        phrase("for {torn} the papers disagree", torn=words.count_word(torn)) if torn else "",
    ]
    return words.sentence_case(words.listing([part for part in parts if part], most=4)) + "."


def _subtitle(key: pd.DataFrame) -> str:
    said = phrase(
        "Who is accountable (A), responsible for doing (R), consulted (C) or informed (I), by the papers that we were given."
    )
    return f"{said} {_colours(key)}"


def _colours(key: pd.DataFrame) -> str:
    """What blue and orange mean, as far as they are drawn."""
    blue = phrase("Blue: the one owner.") if key["status"].eq("one").any() else ""
    orange = phrase("Orange: no owner, several, or papers that disagree.") if key["status"].ne("one").any() else ""
    return f"{blue} {orange}".strip()


def _margin(key: pd.DataFrame, cells: pd.DataFrame) -> tuple[str, ...]:
    notes = []
    if key["status"].eq("disagree").any():
        notes.append(phrase("A dashed A stands in some of the papers only; others name a different role."))
    if cells["kind"].eq("part").any():
        notes.append(
            phrase("An A in a thin frame answers for single activities, such as planning, and not for the whole.")
        )
    return tuple(notes)


def _wide(shown: pd.DataFrame, cells: pd.DataFrame, roles: pd.DataFrame, of: int) -> alt.TopLevelMixin:
    others = cells[~cells["role_id"].isin(roles["role_id"])].groupby("process_id")["title"].agg(list).to_dict()
    room = _OTHERS if others else 0
    longest = max(width(name, bold=True) for name in shown["name"]) + 14
    names = min(max(longest, _NAMES), theme.WIDE - _VERDICT - room - _STEP[0] * len(roles))
    step = min(_STEP[1], (theme.WIDE - names - _VERDICT - room) / max(1, len(roles)))
    titles = [fit(title, 140) for title in roles["title"]]
    head = 26 + max((width(title) for title in titles), default=0) * 0.67
    ys = _places(shown, head)
    left = of - len(shown)
    end = names + step * len(roles) + room
    sheet = Canvas(theme.WIDE)
    middles = [names + step * (i + 0.5) for i in range(len(roles))]
    for x, short, title in zip(middles, titles, roles["title"], strict=True):
        sheet.text(x - 2, head - 8, short, theme.INK_2, angle=_TILT, tip=title)
    sheet.text(0, head - 8, phrase("Key process"), theme.QUIET)
    sheet.text(end + 14, head - 8, phrase("Who answers for it"), theme.QUIET)
    for y in (head + 2, *_rules(shown, ys)):
        sheet.line([(0, y), (theme.WIDE, y)], theme.HAIR)
    _letters(sheet, shown, cells, dict(zip(roles["role_id"], middles, strict=True)), ys, step)
    if others:
        sheet.text(end - room / 2 + 4, head - 8, "more", theme.QUIET, align="center")
    for process, y in zip(shown.to_dict("records"), ys, strict=True):
        bold = process["status"] != "one"
        sheet.text(0, y, fit(process["name"], names - 12, bold=bold), bold=bold, tip=process["name"])
        further = others.get(process["process_id"], [])
        if further:
            sheet.text(
                end - room / 2 + 4,
                y,
                f"+{len(further)}",
                theme.QUIET,
                align="center",
                tip=words.listing(further, most=8),
            )
        mark_verdict(sheet, process, end + 14, y)
    if left:
        sheet.text(0, ys[-1] + _ROW, more(left), theme.QUIET)
    return sheet.chart(ys[-1] + _ROW / 2 + (24 if left else 4))


def _places(shown: pd.DataFrame, head: float) -> list[float]:
    """The middle of each row, with room between the stages of the value chain."""
    ys, y = [], head + 4 + _ROW / 2
    before = None
    for stage in shown["category"]:
        y += _BREAK if before not in (None, stage) else 0
        ys.append(y)
        y, before = y + _ROW, stage
    return ys


def _rules(shown: pd.DataFrame, ys: list[float]) -> list[float]:
    stages = list(shown["category"])
    return [
        y - _ROW / 2 - _BREAK / 2
        for y, stage, before in zip(ys[1:], stages[1:], stages, strict=False)
        if stage != before
    ]


def _letters(
    sheet: Canvas, shown: pd.DataFrame, cells: pd.DataFrame, xs: dict[str, float], ys: list[float], step: float
) -> None:
    rows = dict(zip(shown["process_id"], ys, strict=True))
    names = dict(zip(shown["process_id"], shown["name"], strict=True))
    taken = set()
    for cell in cells[cells["role_id"].isin(list(xs))].to_dict("records"):
        x, y, letter = xs[cell["role_id"]], rows[cell["process_id"]], cell["letter"]
        taken.add((x, y))
        fill, ink, stroke = _LOOKS[letter, cell["kind"]]
        tip = phrase(
            "{title}: {meaning} for {names}",
            title=cell["title"],
            meaning=_MEANING[letter],
            names=names[cell["process_id"]],
        )
        if fill or stroke:
            inset = 1.5 if fill else 1.75
            sheet.box(
                x - step / 2 + inset, y - 12.5 + inset, step - 2 * inset, 25 - 2 * inset, fill, stroke=stroke,
                dash=cell["kind"] == "disputed", line=1.5, tip=tip,
            )  # fmt: skip
        sheet.text(x, y, letter, ink, bold=letter == "A", align="center", tip=tip)
    for x in xs.values():
        for y in ys:
            if (x, y) not in taken:
                sheet.dot(x, y, theme.LINE, size=4)


_MEANING = {"A": "accountable", "R": "responsible", "C": "consulted", "I": "informed"}
_LOOKS: dict[tuple[str, str], tuple[str | None, str, str | None]] = {
    ("A", "sound"): (theme.SOUND, theme.PAPER, None),
    ("A", "several"): (theme.CHANGE, theme.PAPER, None),
    ("A", "disputed"): (None, theme.CHANGE, theme.CHANGE),
    ("A", "part"): (None, theme.INK_2, theme.LINE),
    ("R", ""): (theme.HAIR, theme.INK, None),
    ("C", ""): (None, theme.QUIET, None),
    ("I", ""): (None, theme.QUIET, None),
}
"""Fill, letter and outline of a cell."""


def _data(key: pd.DataFrame, cells: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    doing = cells[cells["letter"] == "R"].groupby("process_id")["title"].agg(list).to_dict()
    worst = key.assign(settled=key["status"].eq("one")).sort_values("settled", kind="stable").head(MOST_DATA)
    rows = [
        (
            p["name"],
            p["verdict"],
            words.listing(p["owner_titles"], 6) or "–",
            words.listing(doing.get(p["process_id"], []), 6) or "–",
        )
        for p in worst.to_dict("records")
    ]
    left = len(key) - len(rows)
    return rows + ([(phrase("and {left} more", left=words.number(left)), "", "", "")] if left else [])
