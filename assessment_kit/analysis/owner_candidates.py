"""Who would be the natural owner of a process that has none: the role that already does most of it.

Three things are looked at, and each counts as a share: how many of today's mapped steps the role's function carries out, how many
of the statements on who is accountable or responsible name the role, and how many of those that say accountable do. A role that
acts as owner already, unseen, has one point more. The sum ranks the roles. It is a proposal to talk about, never a verdict.
"""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.ownership import claims, statements
from assessment_kit.analysis.reporting_line import LEVELS
from assessment_kit.engagement.model import Engagement

OWNER_ACTIVITIES = ("plan", "manage", "monitor", "report", "improve", "decide")
"""What an owner does; doing the work itself is not among it."""


def candidates(engagement: Engagement, process_ids: pd.Series, acting_from: int) -> pd.DataFrame:
    """The roles that could own each of these processes, the most natural first.

    Returns
    -------
    process_id, role_id, steps (done by its function, of `steps_of`), said (statements that name it accountable or responsible, of
    `said_of`), acting (see `acting_owners`), points (0–4), place (1 = first), tied (as many points, and the same level, as another).
    """
    said = statements(engagement)
    parts = [
        _by_steps(engagement),
        _by_statements(said[said["assignment"].isin(["A", "R"])], "said"),
        _by_statements(said[said["assignment"] == "A"], "named"),
        acting_owners(engagement, acting_from)[["process_id", "role_id"]].assign(acting=1, acting_of=1),
    ]
    counts = ["steps", "steps_of", "said", "said_of", "named", "named_of", "acting", "acting_of"]
    points = pd.concat(parts, ignore_index=True).reindex(columns=["process_id", "role_id", *counts])
    points = points[points["process_id"].isin(process_ids)].fillna(dict.fromkeys(counts, 0))
    ranked = points.groupby(["process_id", "role_id"], as_index=False, sort=False)[counts].sum()
    ranked["points"] = sum(_part(ranked[name], ranked[f"{name}_of"]) for name in ("steps", "said", "named", "acting"))
    levels = engagement.table("roles").set_index("role_id")["level"]
    # between a head and somebody below who does as much, the head is the natural one
    ranked["rank"] = ranked["role_id"].map(levels).map({level: i for i, level in enumerate(LEVELS)}).fillna(len(LEVELS))
    ranked = ranked.sort_values(["process_id", "points", "rank"], ascending=[True, False, True], kind="stable")
    ranked["place"] = ranked.groupby("process_id").cumcount() + 1
    alike = ranked.groupby(["process_id", "points", "rank"])["role_id"].transform("size")
    return ranked.assign(tied=alike > 1).drop(columns=["rank", "named", "named_of", "acting_of"]).reset_index(drop=True)


def acting_owners(engagement: Engagement, acting_from: int) -> pd.DataFrame:
    """Roles that act as owner of a process although no paper says so.

    Such a role is responsible for managing the process, or for `acting_from` or more of planning, monitoring, reporting, improving and
    deciding in it; no source names it accountable for it, and no job description holds what it does.

    Returns
    -------
    process_id, role_id, refs (of the statements).
    """
    said = statements(engagement)
    does = said[
        said["assignment"].eq("R")
        & said["activity"].isin(OWNER_ACTIVITIES)
        & ~said["in_job_description"].fillna(False).astype(bool)
    ]
    named = claims(engagement)
    taken = set(zip(named["subject_id"], named["role_id"], strict=True))
    rows = [
        (process, role, tuple(part["ref"]))
        for (process, role), part in does.groupby(["subject_id", "role_id"], sort=False)
        if ("manage" in set(part["activity"]) or len(set(part["activity"])) >= acting_from)
        and (process, role) not in taken
    ]
    return pd.DataFrame(rows, columns=["process_id", "role_id", "refs"])


def _part(count: pd.Series, whole: pd.Series) -> pd.Series:
    return (count / whole.where(whole > 0)).fillna(0.0).astype(float)


def _by_steps(engagement: Engagement) -> pd.DataFrame:
    """Steps of today's map per head of the function that does them."""
    steps = engagement.table("process_steps")
    steps = steps[steps["variant"] == "as_is"].assign(key=steps["function"].str.strip().str.casefold())
    heads = _heads(engagement.table("roles"))
    done = steps.groupby(["process_id", "key"], as_index=False).size().merge(heads, on="key")
    whole = steps.groupby("process_id").size()
    return _counted(done["process_id"], done["role_id"], done["size"], whole, "steps")


def _heads(roles: pd.DataFrame) -> pd.DataFrame:
    """Per function the role of the highest level in it; several where they share that level."""
    known = roles[roles["function"].notna()]
    rank = known["level"].map({level: i for i, level in enumerate(LEVELS)})
    key = known["function"].str.strip().str.casefold()
    top = rank.groupby(key).transform("min")
    return pd.DataFrame({"key": key, "role_id": known["role_id"]})[rank == top]


def _by_statements(said: pd.DataFrame, name: str) -> pd.DataFrame:
    """These statements per process and role."""
    named = said.groupby(["subject_id", "role_id"], as_index=False).size()
    return _counted(named["subject_id"], named["role_id"], named["size"], said.groupby("subject_id").size(), name)


def _counted(process: pd.Series, role: pd.Series, count: pd.Series, whole: pd.Series, name: str) -> pd.DataFrame:
    # a map over no rows keeps the type of the names: the counts are numbers all the same
    of = process.map(whole).astype(float)
    return pd.DataFrame({"process_id": process, "role_id": role, name: count.astype(float), f"{name}_of": of})
