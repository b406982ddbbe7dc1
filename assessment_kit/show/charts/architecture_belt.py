"""Figures "conveyor_belt", what each process learns and where it is needed, and "belt_delays", how long it is under way."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.conveyor_belt import NO_DELAYS, NO_FLOW
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture_belt_drawing import LOOKS, Belt, draw_narrow, draw_wide
from assessment_kit.show.charts.behind import capped, source
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.pieces import Figure, Gap, figure

TRANSFERS = {"lost": "lost", "rekeyed": later("typed again"), "captured_once": later("captured once")}
MOST_BARS, MOST_BARS_NARROW = 14, 10


def conveyor_belt(result: StepResult) -> Figure | Gap:
    """The matrix of processes that give and processes that need, in the order of the belt."""
    pieces = result.tables.get("flows")
    if pieces is None or pieces.empty:
        return Gap.of(NO_FLOW)
    belt = Belt.of(pieces, result.tables["belt_processes"])
    return figure(
        lambda room: draw_wide(belt) if room >= theme.WIDE else draw_narrow(belt),
        title=_title(pieces),
        subtitle=phrase(
            "Rows: where something is learnt. Columns: where it is needed. K, blue: captured once and kept. T, pale orange: typed again. L, orange: lost. A number counts several pieces; at the right, how many of all are kept."
        ),
        source=source((phrase("list of information flows"), pieces)),
        alt_text=f"{_title(pieces)}. " + " ".join(_said(belt)),
        columns=(phrase("What"), phrase("From"), phrase("To"), phrase("How it gets there"), phrase("Delay in days")),
        rows=capped(
            (
                (r["item"], r["from_name"], r["to_name"], TRANSFERS[r["transfer"]], words.number(r["latency_days"]))
                for r in _worst_first(pieces).to_dict("records")
            ),
            len(pieces),
        ),
        margin=_margin(result, belt),
    )


def _worst_first(pieces: pd.DataFrame) -> pd.DataFrame:
    order = pieces["transfer"].map({name: i for i, name in enumerate(TRANSFERS)})
    return pieces.assign(order=order).sort_values(
        ["order", "importance", "latency_days"], ascending=[True, False, False], kind="stable", na_position="last"
    )


def _title(pieces: pd.DataFrame) -> str:
    n, counts = len(pieces), pieces["transfer"].value_counts()
    lost, typed = int(counts.get("lost", 0)), int(counts.get("rekeyed", 0))
    said = words.listing(
        [
            f"{words.number(count)} {_verb(count)} {what}"
            for count, what in ((typed, phrase("typed again")), (lost, "lost"))
            if count
        ]
    )
    if not said:
        return phrase("{all} captured once", all=_all(n))
    if n == 1:
        return phrase(
            "The one piece of information on the list is {word}", word=phrase("lost") if lost else phrase("typed again")
        )
    return phrase("Of {n} pieces of information, {said}", n=words.number(n), said=said)


def _verb(count: int) -> str:
    return phrase("is") if count == 1 else phrase("are")


def _all(n: int) -> str:
    if n == 1:
        return phrase("The one piece of information on the list is")
    return phrase(
        "{word} pieces of information are", word=phrase("Both") if n == 2 else phrase("All {n}", n=words.number(n))
    )


def _said(belt: Belt) -> list[str]:
    """The hardest-hit receivers, for those who do not see the picture."""
    hit = belt.processes[belt.processes["receives"].gt(belt.processes["kept_in"])]
    worst = (
        hit.assign(broken=hit["receives"] - hit["kept_in"])
        .sort_values("broken", ascending=False, kind="stable")
        .head(5)
    )
    return [
        phrase(
            "{name}: {broken} of {receives} typed again or lost.",
            name=p["name"],
            broken=p["broken"],
            receives=p["receives"],
        )
        for p in worst.to_dict("records")
    ]


def _margin(result: StepResult, belt: Belt) -> tuple[str, ...]:
    notes = []
    if belt.lumped:
        notes.append(phrase("Processes with few flows stand together in one row and one column per stage."))
    once, again = (
        result.value("architecture.flow_delay_captured_once"),
        result.value("architecture.flow_delay_typed_again"),
    )
    if once is not None and again is not None:
        notes.append(
            phrase(
                "Half of what is captured once takes {days} or less; half of what is typed again takes {days_2} or more.",
                days=_days(once),
                days_2=_days(again),
            )
        )
    seams, within = (
        result.row("architecture.flow_broken_at_seams"),
        result.row("architecture.flow_broken_within_stages"),
    )
    if seams is not None and within is not None:
        notes.append(
            phrase(
                "Between stages {value} is typed again or lost ({count} of {n}), within a stage {value_2} ({count_2} of {n_2}).",
                value=words.percent(seams["value"]),
                count=f"{seams['count']:.0f}",
                n=seams["n"],
                value_2=words.percent(within["value"]),
                count_2=f"{within['count']:.0f}",
                n_2=within["n"],
            )
        )
    return tuple(notes)


def _days(value: float) -> str:
    if value == 0.5:
        return phrase("half a day")
    return phrase("1 day") if value == 1 else phrase("{value} days", value=words.number(value))


def belt_delays(result: StepResult) -> Figure | Gap:
    """The slowest pieces as bars of days; what is lost never arrives and is counted below."""
    pieces = result.tables.get("flows")
    if pieces is None or pieces.empty:
        return Gap.of(NO_FLOW)
    arriving = pieces[pieces["transfer"].ne("lost")]
    timed = arriving[arriving["latency_days"].notna()].sort_values("latency_days", ascending=False, kind="stable")
    if timed.empty:
        return Gap.of(NO_DELAYS)
    lost = len(pieces) - len(arriving)
    return figure(
        lambda room: _draw_delays(timed, lost, room),
        title=_delay_title(timed, result.limits.flow.slow_days),
        subtitle=phrase("Days from when something is known until it can be used elsewhere. Blue, K: captured once. Pale orange, T: typed again."),
        source=source((phrase("list of information flows"), timed)),
        alt_text=phrase("{delay_title}. Slowest: ", delay_title=_delay_title(timed, result.limits.flow.slow_days))
        + "; ".join(f"{r['item']}, {_days(r['latency_days'])}" for r in timed.head(5).to_dict("records")) + ".",
        columns=(phrase("What"), phrase("From"), phrase("To"), phrase("Days"), phrase("How it gets there")),
        rows=capped(
            (
                (r["item"], r["from_name"], r["to_name"], words.number(r["latency_days"]), TRANSFERS[r["transfer"]])
                for r in timed.to_dict("records")
            ),
            len(timed),
        ),
    )  # fmt: skip


def _delay_title(timed: pd.DataFrame, slow_days: float) -> str:
    slow, n = int(timed["slow"].sum()), len(timed)
    if n == 1:
        return phrase(
            "The one piece of information that gets through takes {days}",
            days=_days(float(timed["latency_days"].iloc[0])),
        )
    if not slow:
        return phrase(
            "{word} pieces of information that get through do so in less than {slow_days}",
            word=phrase("Both") if n == 2 else phrase("All {n}", n=words.number(n)),
            slow_days=words.days(slow_days),
        )
    return phrase(
        "{slow} of {n} pieces of information that get through {word} {slow_days} or more",
        slow=words.sentence_case(words.count_word(slow)),
        n=words.number(n),
        word=phrase("takes") if slow == 1 else phrase("take"),
        slow_days=words.days(slow_days),
    )


def _draw_delays(timed: pd.DataFrame, lost: int, room: int) -> alt.TopLevelMixin:
    wide = room >= theme.WIDE
    most = MOST_BARS if wide else MOST_BARS_NARROW
    shown = timed.head(most + 1 if len(timed) == most + 1 else most)
    sheet = Canvas(room)
    left, right = (458.0, 660.0) if wide else (0.0, 272.0)
    longest = max(float(shown["latency_days"].max()), 1.0)
    y = 12.0 if wide else 8.0
    for row in shown.to_dict("records"):
        ways, days = f"{row['from_name']} → {row['to_name']}", _days(row["latency_days"])
        tip = f"{row['item']}, {ways}: {days}, {TRANSFERS[row['transfer']]}"
        sheet.text(0, y, fit(str(row["item"]), 214 if wide else room, bold=True), bold=True, tip=tip)
        sheet.text(
            222 if wide else 0,
            y if wide else y + 16,
            fit(ways, 228 if wide else room, 11),
            theme.QUIET,
            size=11,
            tip=tip,
        )
        fill, stroke, ink, letter = LOOKS[row["transfer"]]
        bar, end = y if wide else y + 34, left + max((right - left) * float(row["latency_days"]) / longest, 16)
        sheet.box(left, bar - 8, end - left, 16, fill, stroke=stroke, tip=tip)
        sheet.text(left + 8, bar, letter, ink, size=11, bold=True, align="center")
        sheet.text(end + 6, bar, days, theme.INK_2, tip=tip)
        y += 25 if wide else 58
    more = len(timed) - len(shown)
    said = "; ".join(
        text
        for text in (
            phrase("and {pieces}", pieces=words.plural(more, "more piece")) if more else "",
            phrase(
                "{pieces} {word} lost and never arrive{word_2}",
                pieces=words.plural(lost, "piece"),
                word=phrase("is") if lost == 1 else phrase("are"),
                word_2="s" if lost == 1 else "",
            )
            if lost
            else "",
        )
        if text
    )
    sheet.text(0, y, said, theme.QUIET)
    return sheet.chart(y + (12 if said else -8))
