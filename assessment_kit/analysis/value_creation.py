"""The value creation system: every process with what is planned, managed, owned and mapped of it (PM-36)."""

from __future__ import annotations

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.landscape import VALUE_CREATING, key_processes, top_level
from assessment_kit.analysis.ownership import process_owners
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import ProcessLimits

NO_PROCESSES = NotAssessed(
    "Which processes there are, and which of them are planned, managed, owned and mapped",
    "there is no list of processes",
    "List the processes, and say of each whether it is planned and managed, who owns it, and whether it has a map",
)
NO_MODELS = NotAssessed(
    "Which key processes have a map, and whether it is current",
    "the list of processes says it of none of them",
    "Ask for each key process whether there is a map, and whether it shows the work of today",
)


def value_creation_system(engagement: Engagement, limits: ProcessLimits) -> pd.DataFrame:
    """One row per process of the client's list, in its order.

    Returns
    -------
    process_id, name, category; is_key and is_top (bool); key_told (boolean: is_key where the process is key, else the client's own
    no, NA where the client does not say); importance, problem (Int64); planned, managed, owned (boolean, NA
    where not known); planned_and_managed, in_full (all three), left_alone (none of the three), each boolean by Kleene's
    logic; functions (Int64, NA where none is named); model (none, outdated, current or missing); row.
    """
    processes = engagement.table("processes")
    owned = has_owner(engagement, processes, limits)
    planned, managed = processes["planned"], processes["managed"]
    functions = processes["functions"].map(lambda names: len(set(names)) or pd.NA).astype("Int64")
    is_key = pd.Series(processes.index.isin(key_processes(processes, limits).index), index=processes.index)
    return pd.DataFrame(
        {
            "process_id": processes["process_id"],
            "name": processes["name"],
            "category": processes["category"],
            "is_key": is_key,
            "key_told": processes["is_key"].mask(is_key, True),
            "is_top": processes.index.isin(top_level(processes).index),
            "importance": processes["revenue_importance"],
            "problem": processes["performance_problem"],
            "planned": planned,
            "managed": managed,
            "owned": owned,
            "planned_and_managed": planned & managed,
            "in_full": planned & managed & owned,
            "left_alone": ~(planned | managed | owned),
            "functions": functions,
            "model": processes["model"],
            "row": processes["row"],
        }
    )


def has_owner(engagement: Engagement, processes: pd.DataFrame, limits: ProcessLimits) -> pd.Series:
    """Does one role answer for the whole process, by every source that says so? Boolean, same index.

    The chapter on roles settles it (`ownership.process_owners`), so that both count alike; NA where no source names anybody.
    """
    owners = process_owners(engagement, limits)
    if owners is None:
        return pd.Series(pd.NA, index=processes.index, dtype="boolean")
    one = owners.set_index("process_id")["status"].eq("one")
    return processes["process_id"].map(one).astype("boolean")


def how_key_was_told(processes: pd.DataFrame, limits: ProcessLimits) -> str:
    """In words, by which rule the key processes were told."""
    top = top_level(processes)
    if processes["is_key"].fillna(False).any():
        return "named by the client"
    if top["revenue_importance"].ge(limits.decisive_from).fillna(False).any():
        ratings = words.listing([str(n) for n in range(limits.decisive_from, 6)], most=5, conjunction="or")
        return f"at the top level, and of importance {ratings} for revenue"
    if top["category"].isin(VALUE_CREATING).any():
        return "all at the top level that launch, sell or deliver, since the client names none"
    return "all at the top level, since the client names none"
