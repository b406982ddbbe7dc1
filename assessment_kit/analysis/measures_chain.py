"""The measures chain: the requirement on a whole process, divided among its parts, each with its metric (Rummler and Brache).

A promise to the customer is kept by parts that each know their share of it. The chain has a hole where a part has no objective,
where the shares add up to more than the whole (PL-22), and where an objective has no metric (PL-21, PL-24). The hours of the parts are
added up as if one followed the other; where parts run side by side, the process map tells the longest way through.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from assessment_kit.analysis.critical_dimensions import DIMENSIONS, dimensions
from assessment_kit.analysis.landscape import key_processes
from assessment_kit.method.thresholds import ProcessLimits


@dataclass(frozen=True)
class Chain:
    """The promised key processes and their parts.

    wholes : one row per key process with an end-to-end requirement, in time or in result. process_id, name, hours, result (text or
        missing), importance, parts (how many), without (parts without an objective), timed (parts with hours), total (their sum, NaN where none),
        over (total − hours; NaN where either is not known), verdict (over, open: some part has no hours, fits, no parts, no hours),
        whole_chain (boolean: it adds up, and whole and parts are measured), and the columns of a link (below).
    links : one row per whole and part, wholes first within their process: whole_id, process_id, name, label (with the whole in
        brackets), is_part (bool), hours, result, objective (bool: hours or result), end_to_end (boolean: measured from start to end, by
        the client's own word), metrics, aimed (how many; with a target), measured (boolean: some metric has a target), per dimension
        whether it is measured (timeliness, quality, price: boolean, NA where the metrics do not tell), row.
    """

    wholes: pd.DataFrame
    links: pd.DataFrame


def measures_chain(processes: pd.DataFrame, metrics: pd.DataFrame, limits: ProcessLimits) -> Chain:
    """Follow each promise down to the parts of its process.

    Parameters
    ----------
    processes : the client's list. metrics : `metric_links.Links.metrics`, with measured_id and with_target.
    """
    keys = key_processes(processes, limits)
    promised = keys[keys["objective_hours"].notna() | keys["result_objective"].notna()]
    whole = promised.assign(whole_id=promised["process_id"], is_part=False)
    parts = processes[
        processes["parent_id"].isin(promised["process_id"]) & processes["parent_id"].ne(processes["process_id"])
    ]
    links = pd.concat([whole, parts.assign(whole_id=parts["parent_id"], is_part=True)])
    place = {name: i for i, name in enumerate(promised["process_id"])}
    links = links.assign(place=links["whole_id"].map(place)).sort_values(
        ["place", "is_part"], kind="stable", ignore_index=True
    )
    links = pd.DataFrame(
        {
            "whole_id": links["whole_id"], "process_id": links["process_id"], "name": links["name"], "is_part": links["is_part"].astype(bool),
            "hours": links["objective_hours"].astype(float), "result": links["result_objective"],
            "objective": (links["objective_hours"].notna() | links["result_objective"].notna()).astype(bool),
            "importance": links["revenue_importance"], "end_to_end": links["measured"], "row": links["row"],
        }
    )  # fmt: skip
    links = links.join(_measured(links["process_id"], metrics))
    whole_name = links["whole_id"].map(promised.set_index("process_id")["name"])
    links["label"] = links["name"].where(~links["is_part"], links["name"] + " (" + whole_name + ")")
    return Chain(_wholes(links), links)


def _measured(ids: pd.Series, metrics: pd.DataFrame) -> pd.DataFrame:
    """What measures each process itself: index of the ids."""
    own = metrics[metrics["measured_id"].isin(ids)]
    aimed = own["with_target"].fillna(False).astype(bool)
    told = dimensions(own)
    known = bool(metrics["measured_id"].notna().any())
    count = ids.map(own["measured_id"].value_counts()).fillna(0).astype(int)
    targets = ids.map(own.loc[aimed, "measured_id"].value_counts()).fillna(0).astype(int)
    aims_known = known and bool(metrics["with_target"].notna().any())
    found = pd.DataFrame({"metrics": count, "aimed": targets, "measured": _boolean(targets.gt(0), known=aims_known)})
    untold = ids.isin(own.loc[~told.any(axis=1), "measured_id"])
    for dimension in DIMENSIONS:
        there = ids.isin(own.loc[told[dimension], "measured_id"])
        # a metric whose name tells nothing may be about this dimension
        found[dimension] = _boolean(there, known=known).mask(~there & untold)
    return found


def _boolean(flags: pd.Series, *, known: bool) -> pd.Series:
    flags = flags.astype("boolean")
    return flags if known else flags.mask(flags.notna())


def _wholes(links: pd.DataFrame) -> pd.DataFrame:
    parts = links[links["is_part"]]
    by_whole = parts.groupby("whole_id")
    wholes = links[~links["is_part"]].reset_index(drop=True)
    ids = wholes["whole_id"]
    total = ids.map(by_whole["hours"].sum(min_count=1)).astype(float)
    count = ids.map(by_whole.size()).fillna(0).astype(int)
    timed = ids.map(by_whole["hours"].count()).fillna(0).astype(int)
    without = ids.map((~parts["objective"]).groupby(parts["whole_id"]).sum()).fillna(0).astype(int)
    over = total - wholes["hours"]
    verdict = np.select(
        [count.eq(0), wholes["hours"].isna(), over.gt(1e-9), timed.lt(count)],
        ["no parts", "no hours", "over", "open"],
        "fits",
    )
    return wholes.assign(
        parts=count, without=without, timed=timed, total=total, over=over, verdict=verdict,
        whole_chain=_whole_chain(wholes, parts, pd.Series(verdict, index=wholes.index)),
    )  # fmt: skip


def _whole_chain(wholes: pd.DataFrame, parts: pd.DataFrame, verdict: pd.Series) -> pd.Series:
    """Does it add up, and is everything in it measured? By Kleene's logic; NA where there are no parts or no hours to add up."""
    unmeasured = wholes["whole_id"].isin(parts.loc[parts["measured"].eq(False), "whole_id"])
    untold = wholes["whole_id"].isin(parts.loc[parts["measured"].isna(), "whole_id"])
    parts_measured = (~unmeasured).astype("boolean").mask(untold & ~unmeasured)
    adds_up = verdict.eq("fits").astype("boolean").mask(verdict.isin(["no parts", "no hours"]))
    end_to_end = wholes["end_to_end"].where(wholes["end_to_end"].notna(), wholes["measured"])
    return adds_up & parts_measured & end_to_end
