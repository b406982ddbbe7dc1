"""Which processes count as key: one rule for every chapter (PL-05)."""

from __future__ import annotations

from typing import Literal, TypeAlias

import pandas as pd

KeyBasis: TypeAlias = Literal["named", "importance", "top_level"]

IMPORTANT = 4
"""From this importance for revenue on (1–5) a process is key where the client names none."""


def key_basis(processes: pd.DataFrame) -> KeyBasis:
    """How the key processes are told: named by the client, by their importance for revenue, or all at the top level."""
    if bool(processes["is_key"].fillna(False).any()):
        return "named"
    important = processes["revenue_importance"].ge(IMPORTANT).fillna(False) & processes["parent_id"].isna()
    return "importance" if bool(important.any()) else "top_level"


def key_processes(processes: pd.DataFrame) -> pd.Series:
    """True for the key processes; same index as the table, never NA.

    Those that the client names. Where no row says so, those at the top level with an importance for revenue of 4 or 5;
    where none has one, all at the top level.

    Parameters
    ----------
    processes : the client's list, with is_key, parent_id and revenue_importance.
    """
    basis = key_basis(processes)
    if basis == "named":
        return processes["is_key"].fillna(False).astype(bool)
    top = processes["parent_id"].isna()
    if basis == "importance":
        return (processes["revenue_importance"].ge(IMPORTANT).fillna(False) & top).astype(bool)
    return top.astype(bool)
