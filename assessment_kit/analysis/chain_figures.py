"""What the measures chain adds up to: parts without an objective, sums against the whole, objectives without a metric."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.measures_chain import Chain
from assessment_kit.analysis.result import NotAssessed, indicator, references, share
from assessment_kit.method.thresholds import ProcessLimits

Row = dict[str, object] | None


def figures(chain: Chain) -> Iterator[Row]:
    """The indicators of the chain; shares and their opposites side by side, the one measures, the other one names what is missing."""
    wholes = chain.wholes.sort_values("importance", ascending=False, kind="stable", na_position="last")
    if wholes.empty:
        return
    parts = chain.links[chain.links["is_part"]]
    yield indicator("metrics.chain_promises", len(wholes), "count", len(wholes), references("processes", wholes),
                    count=len(wholes), examples=tuple(wholes["name"]))  # fmt: skip
    yield from _both("parts_with_objective", "parts_without_objective", parts, parts["objective"].astype("boolean"))
    told = wholes[wholes["verdict"].isin(["over", "fits"])].sort_values("over", ascending=False, kind="stable")
    yield from _both("fits", "over", told, told["verdict"].eq("fits").astype("boolean"))
    yield from _worst(told[told["verdict"].eq("over")], parts)
    aimed = parts[parts["objective"]]
    yield from _both("parts_measured", "parts_unmeasured", aimed, aimed["measured"])
    yield from _both("end_to_end", "not_end_to_end", wholes, wholes["end_to_end"])
    for promise, dimension, column in (("time", "timeliness", "hours"), ("result", "quality", "result")):
        own = wholes[wholes[column].notna()]
        yield from _both(f"{promise}_measured", f"{promise}_unmeasured", own, own[dimension])
    yield share("metrics.chain_whole", wholes, wholes["whole_chain"], "processes")


def _both(yes: str, no: str, rows: pd.DataFrame, flag: pd.Series) -> Iterator[Row]:
    yield share(f"metrics.chain_{yes}", rows, flag, "processes", label="label")
    yield share(f"metrics.chain_{no}", rows, ~flag.astype("boolean"), "processes", label="label")


def _worst(over: pd.DataFrame, parts: pd.DataFrame) -> Iterator[Row]:
    """The promise that its parts pass by most hours, whatever the size of the promise."""
    if over.empty:
        return
    first = over.iloc[0]
    own = parts[parts["whole_id"].eq(first["whole_id"]) & parts["hours"].notna()]
    rows = references("processes", pd.concat([over.head(1), own]))
    for name, column in (("promise", "hours"), ("parts", "total"), ("excess", "over")):
        yield indicator(
            f"metrics.chain_worst_{name}", first[column], "hours", len(own), rows, examples=(str(first["name"]),)
        )


def gaps(processes: pd.DataFrame, chain: Chain, limits: ProcessLimits) -> Iterator[NotAssessed]:
    """What the list of processes does not allow to be said of the chain."""
    promise = "Whether the promise of a process is divided among its parts"
    if processes.empty:
        yield NotAssessed(
            promise,
            "There is no list of processes.",
            "Fill in the list of processes, with the promised hours and results, and the parts of each.",
        )
        return
    if chain.wholes.empty:
        yield NotAssessed(
            promise,
            "No key process has a promise in hours or in result.",
            f"Fill in the promised hours and the promised result of {_listed(key_processes(processes, limits))}, and the share of each part.",
        )
        return
    bare = chain.wholes[chain.wholes["verdict"].eq("no parts")]
    if len(bare):
        yield NotAssessed(
            f"How the promise is divided in {_listed(bare)}",
            "The list of processes names no parts.",
            "Add the parts to the list of processes, with the hours and the result that each of them owes to the whole.",
        )


def _listed(rows: pd.DataFrame) -> str:
    return words.listing(list(rows["name"].astype(str)))
