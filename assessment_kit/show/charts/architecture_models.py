"""Figure "models", the key processes by the state of their map, and the table of all mapped processes."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.map_figures import NO_MAPS, ONLY_PROPOSALS
from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.value_creation import NO_MODELS, NO_PROCESSES
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture_words import of_key
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, records
from assessment_kit.show.charts.lettering import fit, width
from assessment_kit.show.pieces import Figure, Gap, Table, figure

MOST_ROWS = 60
BAR = 30
STATES = (
    ("current", later("Current"), theme.SOUND, theme.PAPER),
    ("outdated", later("Outdated"), theme.CHANGE_SOFT, theme.INK),
    ("none", later("No map"), theme.CHANGE, theme.PAPER),
    ("", later("Not known"), theme.PAPER, theme.QUIET),
)


def models(result: StepResult) -> Figure | Gap:
    """One bar of all key processes, parted by the state of their map, with their names below."""
    system = result.tables.get("processes")
    keys = None if system is None else system[system["is_key"]]
    if keys is None:
        return Gap.of(NO_PROCESSES)
    if keys["model"].isna().all():
        return Gap.of(NO_MODELS)
    ordered = keys.sort_values("importance", ascending=False, kind="stable", na_position="last")
    parts = {state: list(ordered.loc[ordered["model"].fillna("").eq(state), "name"]) for state, *_ in STATES}
    rows = [(name, word) for state, word, *_ in STATES for name in parts[state]]
    more = [(phrase("and {rows} more", rows=words.number(len(rows) - MOST_ROWS)), "")] if len(rows) > MOST_ROWS else []
    return figure(
        lambda size: _draw(size, parts),
        title=_title(parts),
        subtitle=phrase(
            "Key processes by the state of their process map. Blue shows today's work; orange is outdated or missing."
        ),
        source=phrase(
            "Process list, {processes}. Full count.", processes=words.plural(len(keys), "key process", "key processes")
        ),
        alt_text="; ".join(f"{word}: {len(parts[state])}" for state, word, *_ in STATES if parts[state]) + ".",
        columns=(phrase("Key process"), phrase("Process map")),
        rows=[*rows[:MOST_ROWS], *more],
        margin=_margin(result),
    )


def _draw(size: int, parts: dict[str, list[str]]) -> alt.TopLevelMixin:
    """The bar, then the names: in columns where there is room, one group below the other on a phone."""
    canvas = Canvas(size)
    shown = [(state, word, fill, ink) for state, word, fill, ink in STATES if parts[state]]
    total = sum(len(names) for names in parts.values())
    wide = size >= theme.WIDE
    x = 0.0
    for state, word, fill, ink in shown:
        room = size * len(parts[state]) / total
        said = f"{words.number(len(parts[state]))} {words.lowered(word)}"
        canvas.box(x, 0, room - 2, BAR, fill, stroke=None if state else theme.LINE, dash=not state, tip=said)
        if width(said, bold=True) + 16 < room:
            canvas.text(x + 8, BAR / 2, said, ink, bold=True)
        x += room
    column = (size - 16 * (len(shown) - 1)) / len(shown) if wide else float(size)
    most = 12 if wide else 6
    y, bottom = BAR + 22.0, 0.0
    for i, (state, word, fill, _) in enumerate(shown):
        left = i * (column + 16) if wide else 0.0
        end = _names(canvas, left, y, column, (word, fill, not state), parts[state], most)
        bottom = max(bottom, end)
        y = y if wide else end + 14
    return canvas.chart(bottom)


def _names(
    canvas: Canvas, x: float, y: float, room: float, look: tuple[str, str, bool], names: Sequence[str], most: int
) -> float:
    """A heading with its count, and the first names below; returns where it ends."""
    word, fill, unknown = look
    canvas.box(x, y - 6, 12, 12, fill, stroke=theme.LINE if unknown else None, dash=unknown)
    canvas.text(x + 18, y, word, bold=True)
    canvas.text(x + 18 + width(word, bold=True) + 6, y, words.number(len(names)), theme.QUIET)
    most = most + 1 if len(names) == most + 1 else most
    for name in names[:most]:
        y += 18
        canvas.text(x, y, fit(name, room), theme.INK_2, tip=name)
    if len(names) > most:
        y += 18
        canvas.text(
            x,
            y,
            phrase("and {names} more", names=words.number(len(names) - most)),
            theme.QUIET,
            tip=words.listing(names[most:], 12),
        )
    return y + 10


def _title(parts: dict[str, list[str]]) -> str:
    told = sum(len(names) for state, names in parts.items() if state)
    unknown = phrase(", as far as it is known") if parts[""] else ""
    if told == 1 and not parts["current"]:
        return phrase("The one key process has no current map") + unknown
    return of_key(len(parts["current"]), told, "has", "have") + phrase(" a current map") + unknown


def _margin(result: StepResult) -> list[str]:
    across = result.row("architecture.maps_across_functions")
    if across is None:
        return []
    n, count = int(across["n"]), int(across["count"])
    if n == 1:
        return [
            phrase(
                "The one key process with a map {word} functions.",
                word=phrase("crosses") if count else phrase("does not cross"),
            )
        ]
    if count == n:
        return [
            phrase(
                "{word} key processes with a map cross functions.",
                word=phrase("Both") if n == 2 else phrase("All {n}", n=words.number(n)),
            )
        ]
    said = (
        phrase("{count} of {n}", count=words.count_word(count), n=words.number(n))
        if count
        else phrase("none of the {n}", n=words.number(n))
    )
    verb = phrase("crosses") if count == 1 else phrase("cross")
    return [words.sentence_case(phrase("{said} key processes with a map {verb} functions.", said=said, verb=verb))]


def missing(maps: pd.DataFrame | None) -> Gap:
    """Why no map of today's work can be shown: there is none at all, or the only ones are proposals."""
    return Gap.of(NO_MAPS if maps is None or maps.empty else ONLY_PROPOSALS)


def maps(result: StepResult) -> Table | Gap:
    """Every mapped process in one row, the worst excess first."""
    frame = result.tables.get("maps")
    today = frame[frame["steps"].notna()] if frame is not None and len(frame) else None
    if today is None or today.empty:
        return missing(frame)
    ordered = today.sort_values(["excess", "late", "hand_offs"], ascending=False, kind="stable", na_position="last")
    proposed = bool(today["to_be_steps"].notna().any())
    rows = [_row(row, proposed=proposed) for row in records(ordered.head(MOST_ROWS))]
    rest = len(ordered) - MOST_ROWS
    columns = [*(name for name, _ in _COLUMNS), *([phrase("As proposed")] if proposed else [])]
    if rest > 0:
        rows.append([phrase("and {rest} more", rest=words.number(rest)), *[""] * (len(columns) - 1)])
    return Table(
        title=_maps_title(result, len(today)),
        subtitle=phrase(
            "Hours from end to end along the longest way through. Complexity is the mean of the steps, from 1 simple to 5 hard to do right."
        ),
        source=phrase(
            "List of process steps, {steps}. Full count.", steps=words.plural(int(today["steps"].sum()), "step")
        ),
        columns=columns,
        rows=rows,
        align="l" + "r" * (len(_COLUMNS) - 2) + "l" + ("l" if proposed else ""),
    )


_COLUMNS = (
    (later("Process"), "name"), (later("Steps"), "steps"), (later("Hand-offs"), "hand_offs"), (later("Functions"), "functions"), (later("Complexity"), "complexity"),
    (later("Promised"), "promise"), (later("Sum of parts"), "allotted"), (later("Over +, under −"), "excess"), (later("As it runs"), "actual"),
    (later("Break points"), "break_points"),
)  # fmt: skip


def _row(row: Record, *, proposed: bool) -> list[str]:
    allotted = words.number(row["allotted"])
    if known(row["allotted"]) and not row["allotted_whole"]:
        allotted = phrase("at least {allotted}", allotted=allotted)
    actual = words.number(row["actual"])
    if known(row["actual"]) and not row["actual_whole"]:
        actual = phrase("at least {actual}", actual=actual)
    cells = [
        str(row["name"]), words.number(row["steps"]), words.number(row["hand_offs"]), words.number(row["functions"]),
        words.number(row["complexity"], 1), words.number(row["promise"]), allotted, _signed(row["excess"]), actual, _breaks(row),
    ]  # fmt: skip
    return [*cells, _proposal(row)] if proposed else cells


def _signed(value: float) -> str:
    """Hours above the promise with +, below it with −."""
    return f"+{words.number(value)}" if known(value) and value > 0 else words.number(value)


def _breaks(row: Record) -> str:
    if not row["known_break_points"]:
        return phrase("not known")
    count = int(row["break_points"])
    costs = [f"{int(row[f'breaks_{effect}'])} {effect}" for effect in ("time", "quality") if row[f"breaks_{effect}"]]
    return words.number(count) + (f" ({', '.join(costs)})" if costs else "")


def _proposal(row: Record) -> str:
    if not known(row["to_be_steps"]):
        return "–"
    said = words.plural(int(row["to_be_hand_offs"]), "hand-off")
    total = row["to_be_allotted"]
    return said if not known(total) else phrase("{total} hours, {said}", total=words.number(total), said=said)


def _maps_title(result: StepResult, mapped: int) -> str:
    over = result.row("architecture.parts_over_promise")
    if over is not None and over["count"] > 0:
        n, count = int(over["n"]), int(over["count"])
        if n == 1:
            return phrase("The one promise that can be checked does not add up")
        if count == n:
            return phrase(
                "{word} of the {n} promises that can be checked adds up",
                word=phrase("Neither") if n == 2 else phrase("None"),
                n=words.count_word(n),
            )
        return words.sentence_case(
            phrase(
                "{count} of {n} promises that can be checked {word} not add up",
                count=words.count_word(count),
                n=words.count_word(n),
                word=phrase("does") if count == 1 else phrase("do"),
            )
        )
    if over is not None:
        n = int(over["n"])
        return (
            phrase("The one promise that can be checked adds up")
            if n == 1
            else phrase(
                "{word} promises that can be checked add up",
                word=phrase("Both") if n == 2 else phrase("All {n}", n=words.count_word(n)),
            )
        )
    most = result.row("architecture.most_hand_offs")
    changes = (
        "" if most is None else phrase(", with up to {handoffs}", handoffs=words.plural(int(most["value"]), "hand-off"))
    )
    verb = phrase("is") if mapped == 1 else phrase("are")
    return words.sentence_case(
        phrase(
            "{mapped} process{word} {verb} mapped step by step{changes}",
            mapped=words.count_word(mapped),
            word="" if mapped == 1 else phrase("es"),
            verb=verb,
            changes=changes,
        )
    )
