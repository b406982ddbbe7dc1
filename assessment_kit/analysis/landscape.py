"""Which processes a client lives by: the definition that every step shares."""

from __future__ import annotations

import pandas as pd

from assessment_kit.method.thresholds import ProcessLimits

VALUE_CREATING = ("launch", "sell", "deliver")


def top_level(processes: pd.DataFrame) -> pd.DataFrame:
    """The processes that are no part of another one in the list."""
    parents = processes["parent_id"]
    return processes[parents.isna() | ~parents.isin(processes["process_id"])]


def key_processes(processes: pd.DataFrame, limits: ProcessLimits) -> pd.DataFrame:
    """The few processes that decide revenue or reputation, as rows of the list in its order.

    The client's own word comes first: the rows that say yes in `is_key`. Where no row says so, the top-level processes of
    decisive importance for revenue; where there is none either, the top-level processes that launch, sell or deliver; else all top-level ones.

    Parameters
    ----------
    processes : the client's list of processes, with process_id, parent_id, category, is_key and revenue_importance.

    Returns
    -------
    Some of its rows, index kept; none only where the list has none.
    """
    top = top_level(processes)
    choices = (
        processes[processes["is_key"].fillna(False).astype(bool)],
        top[top["revenue_importance"].ge(limits.decisive_from).fillna(False).astype(bool)],
        top[top["category"].isin(VALUE_CREATING)],
    )
    return next((rows for rows in choices if len(rows)), top)
