"""Key processes of which the way is measured and the outcome is not: the other half of what pulls in two directions (PW-14).

Attention to the process (PW) and ownership of the outcome (PL, OO) need both kinds of measures; `metric_links` tells the processes
with both and those of which only the outcome is measured.
"""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.result import share


def way_only(processes: pd.DataFrame, metrics: pd.DataFrame) -> dict[str, object] | None:
    """The share of measured key processes without any outcome measure.

    Parameters
    ----------
    processes, metrics : as `metric_links.Links`. A metric without a focus may measure the outcome: it leaves its process open.
    """
    measured = processes[processes["metrics"] > 0]
    focus = metrics.dropna(subset=["key_id"])
    with_outcome = measured["process_id"].isin(focus.loc[focus["focus"].eq("outcome"), "key_id"])
    doubtful = measured["process_id"].isin(focus.loc[focus["focus"].isna(), "key_id"])
    flag = (~with_outcome).astype("boolean").mask(doubtful & ~with_outcome)
    return share("metrics.key_processes_way_only", measured, flag, "processes")
