"""What the figure "process_map" says, whatever its width: the chosen process, its steps, its sums and its sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show.charts.cells import Record, figure_or_none, known, no, records, yes

MOST_LANES = 14
MOST_ROWS = 60
EFFECTS = {"time": "time", "quality": "quality", "both": later("time, quality")}


def chosen(today: pd.DataFrame) -> pd.Series:
    """The worst excess of the parts over the promise; else the latest run; else the most hand-offs."""
    for column in ("excess", "late"):
        over = today[today[column].gt(0)]
        if len(over):
            return over.sort_values(column, ascending=False, kind="stable").iloc[0]
    return today.sort_values("hand_offs", ascending=False, kind="stable").iloc[0]


def hours(value: float | None) -> str:
    """``1 hour``, ``31 hours``."""
    if value is None or not known(value):
        return "–"
    return phrase("{value} hour{word}", value=words.number(value), word="" if value == 1 else "s")


class Scene:
    """What is drawn and said, whatever the width: the steps of today, those proposed, and the scale."""

    def __init__(self, result: StepResult, row: pd.Series) -> None:
        self.row = row
        steps, edges = result.tables["map_steps"], result.tables["map_edges"]
        own = steps[steps["process_id"].eq(row["process_id"])]
        self.steps = own[own["variant"].eq("as_is")]
        self.proposed = own[own["variant"].eq("to_be")]
        self.edges = edges[edges["process_id"].eq(row["process_id"]) & edges["variant"].eq("as_is")]
        self.basis = "objective_hours" if known(row["allotted"]) else "actual_hours" if known(row["actual"]) else ""
        self.promise = None if pd.isna(row["promise"]) else float(row["promise"])
        self.lanes = self._lanes()

    def spans(self) -> dict[str, tuple[float, float]]:
        """Start and end of each step in hours; one unit each, in the order of the rows, where no hours are known."""
        if not self.basis:
            return {s: (float(i), i + 1.0) for i, s in enumerate(self.steps["step_id"])}
        start, end = ("start", "end") if self.basis == "objective_hours" else ("actual_start", "actual_end")
        return {
            s: (float(a), float(b)) for s, a, b in zip(*(self.steps[c] for c in ("step_id", start, end)), strict=True)
        }

    def _lanes(self) -> dict[str, int]:
        """The functions from top to bottom, in the order in which the work first meets them; the rest share the last lane."""
        spans = self.spans()
        order = self.steps.assign(first=self.steps["step_id"].map(lambda s: spans[s][0])).sort_values(
            "first", kind="stable"
        )
        functions = list(dict.fromkeys(order["function"].str.strip()))
        return {name: min(i, MOST_LANES - 1) for i, name in enumerate(functions)}

    def bars(self) -> list[tuple[str, str, list[Record], str]]:
        """(name, what it sums up to, its steps, hours column) for allotted, as it runs, and proposed."""
        row = self.row
        found: list[tuple[str, str, list[Record], str]] = []
        changes = words.plural(int(row["hand_offs"]), "hand-off")
        for name, column, total, path in (
            (phrase("Allotted"), "objective_hours", row["allotted"], "on_path"),
            (phrase("As it runs"), "actual_hours", row["actual"], "on_actual_path"),
        ):
            if known(total):
                own = self.steps[self.steps[path].astype(bool) & self.steps[column].notna()]
                said = hours(total) + (f", {changes}" if not found else "")
                found.append((name, said, records(own.sort_values("start", kind="stable")), column))
        if len(self.proposed) and known(row["to_be_allotted"]):
            own = self.proposed[self.proposed["on_path"].astype(bool) & self.proposed["objective_hours"].notna()]
            said = f"{hours(row['to_be_allotted'])}, {words.plural(int(row['to_be_hand_offs']), 'hand-off')}"
            found.append(
                (phrase("Proposed"), said, records(own.sort_values("start", kind="stable")), "objective_hours")
            )
        return found

    def longest(self) -> float:
        """The end of the scale, in hours (or steps)."""
        ends = [end for _, end in self.spans().values()]
        totals = [self.row[c] for c in ("allotted", "actual", "to_be_allotted") if c in self.row]
        return max([*ends, *(float(t) for t in totals if known(t)), self.promise or 0.0, 1.0])

    def title(self) -> str:
        row, name = self.row, self.row["name"]
        changes = words.plural(int(row["hand_offs"]), "hand-off")
        spoken = words.sentence_case(
            phrase(
                "{hand_offs} hand-off{word}",
                hand_offs=words.count_word(int(row["hand_offs"])),
                word="" if row["hand_offs"] == 1 else "s",
            )
        )
        if known(row["excess"]) and row["excess"] > 0:
            fewest = "" if row["allotted_whole"] else phrase("at least ")
            fits = phrase(
                "and {fewest}{allotted} allotted hours do not fit into a {promise}-hour promise",
                fewest=fewest,
                allotted=words.number(row["allotted"]),
                promise=words.number(self.promise),
            )
            return f"{spoken} {fits}" if row["hand_offs"] else fits[4:].capitalize()
        if known(row["late"]) and row["late"] > 0:
            return phrase(
                "{name}: {promise} hours are promised, {actual} it takes",
                name=name,
                promise=words.number(self.promise),
                actual=words.number(row["actual"]),
            )
        if known(row["excess"]):
            slack = phrase(", with {hours} in hand", hours=hours(-row["excess"])) if row["excess"] < 0 else ""
            return phrase(
                "{name}: the allotted hours fit into the {promise}-hour promise{slack}",
                name=name,
                promise=words.number(self.promise),
                slack=slack,
            )
        return phrase(
            "{name}: {changes} in {steps}", name=name, changes=changes, steps=words.plural(int(row["steps"]), "step")
        )

    def subtitle(self) -> str:
        scale = {
            "objective_hours": phrase("drawn to the hours that each step is allotted"),
            "actual_hours": phrase("drawn to the hours that each step takes"),
            "": phrase("in the order of its steps; their hours are not known"),
        }[self.basis]
        broken = phrase(" Orange steps are break points, with what they cost.") if self.row["break_points"] else ""
        return phrase("{name} as it runs today, {scale}.{broken}", name=self.row["name"], scale=scale, broken=broken)

    def margin(self) -> list[str]:
        margin = [phrase("• to ••• simple to complex work. A vertical line is a hand-off.")]
        loops = int(self.row["loops"])
        if loops:
            spoken = words.sentence_case(words.count_word(loops))
            many = (
                phrase("connection leads back to an earlier step and is")
                if loops == 1
                else phrase("connections lead back to an earlier step and are")
            )
            margin.append(phrase("{spoken} {many} not drawn.", spoken=spoken, many=many))
        beside = len(self.steps) - int(self.steps["on_path"].astype(bool).sum())
        if self.basis and beside:
            margin.append(
                phrase(
                    "The bars sum the longest way through; {steps} beside it {word} left out.",
                    steps=words.plural(beside, "step"),
                    word=phrase("is") if beside == 1 else phrase("are"),
                )
            )
        if known(self.row["lost"]) and self.row["lost"] > 0:
            margin.append(
                phrase("Break points take {hours} more than they are allotted.", hours=hours(self.row["lost"]))
            )
        return margin

    def alt(self) -> str:
        row = self.row
        size = [
            words.plural(int(row[c]), w)
            for c, w in (("steps", "step"), ("functions", "function"), ("hand_offs", "hand-off"))
        ]
        parts = [
            phrase(
                "Process map of {name}: {size} in {size_2}, {size_3}.",
                name=row["name"],
                size=size[0],
                size_2=size[1],
                size_3=size[2],
            )
        ]
        if self.promise is not None:
            parts.append(phrase("Promised: {hours}.", hours=hours(self.promise)))
        parts += [f"{name}: {said}." for name, said, _, _ in self.bars()]
        broken = list(self.steps.loc[self.steps["break_point"].fillna(False).astype(bool), "name"])
        if broken:
            parts.append(phrase("Break points: {broken}.", broken=words.listing(broken, 5)))
        return " ".join(parts)

    def rows(self) -> Sequence[Sequence[str]]:
        rows = [
            (s["name"], s["function"], words.number(figure_or_none(s["objective_hours"])), words.number(figure_or_none(s["actual_hours"])),
             words.number(figure_or_none(s["complexity"])), _break(s))
            for s in records(self.steps.head(MOST_ROWS))
        ]  # fmt: skip
        rest = len(self.steps) - MOST_ROWS
        return [*rows, (phrase("and {rest} more", rest=rest), "", "", "", "", "")] if rest > 0 else rows


def _break(step: Record) -> str:
    if not yes(step["break_point"]):
        return phrase("no") if no(step["break_point"]) else phrase("not known")
    return phrase("yes, {get}", get=EFFECTS.get(step["effect"], phrase("effect not known")))
