"""How many things each role is accountable for, against the median of the roles that are accountable for any."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.ownership import claims, counted_share, statements
from assessment_kit.analysis.result import indicator
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import Thresholds


def load_by_role(engagement: Engagement, thresholds: Thresholds) -> pd.DataFrame:
    """Per role of the list: accountable (distinct processes and management processes), key, median, overloaded, named, refs.

    Zero is said only where a source on responsibilities is there, else it is not known. `overloaded` is NA where too
    few roles are accountable for a median, and for roles that are accountable for nothing.
    """
    roles, limits = engagement.table("roles")["role_id"], thresholds.roles
    claimed, said = claims(engagement), statements(engagement)
    distinct = claimed.drop_duplicates(["subject_id", "role_id"])
    key = distinct[
        distinct["subject_id"].isin(key_processes(engagement.table("processes"), thresholds.processes)["process_id"])
    ]
    told = len(claimed) > 0 or len(said) > 0
    nothing = 0 if told else pd.NA
    count = roles.map(distinct["role_id"].value_counts()).astype("Int64").fillna(nothing)
    busy = count[count.gt(0).fillna(False)]
    enough = len(busy) >= limits.overload_roles
    median = float(busy.median()) if enough else float("nan")
    heavy = (
        (count >= limits.overload_times * median) & (count >= limits.overload_from)
        if enough
        else pd.Series(pd.NA, index=count.index)
    )
    refs = claimed.groupby("role_id")["ref"].agg(tuple).to_dict()
    named = roles.isin(said["role_id"]) | roles.isin(claimed["role_id"])
    return pd.DataFrame(
        {
            "role_id": roles, "accountable": count,
            "key": roles.map(key["role_id"].value_counts()).astype("Int64").fillna(nothing),
            "median": median, "overloaded": heavy.astype("boolean").where(count.gt(0).fillna(False).astype(bool)),
            "named": named.astype("boolean") if len(said) else pd.Series(pd.NA, index=roles.index, dtype="boolean"), "refs": [refs.get(role, ()) for role in roles],
        }
    )  # fmt: skip


def load_indicators(roles: pd.DataFrame) -> list[dict[str, object] | None]:
    """`roles.overloaded`, `roles.load_median`, `roles.load_top` for the client, `roles.accountabilities` per role."""
    heaviest = roles.sort_values("accountable", ascending=False, kind="stable")
    busy = heaviest[heaviest["accountable"].gt(0).fillna(False).astype(bool)]
    rows = [counted_share("roles.overloaded", heaviest, heaviest["overloaded"], label="title"), *_per_role(roles)]
    if busy.empty:
        return rows
    total, top = int(busy["accountable"].sum()), busy.iloc[0]
    rows.append(
        indicator(
            "roles.load_top", int(top["accountable"]) / total, "share", total, top["refs"],
            count=float(top["accountable"]), examples=(str(top["title"]),),
        )
    )  # fmt: skip
    if pd.notna(busy["median"].iloc[0]):
        refs = [ref for refs in busy["refs"] for ref in refs]
        rows.append(indicator("roles.load_median", float(busy["median"].iloc[0]), "count", len(busy), refs))
    return rows


def _per_role(roles: pd.DataFrame) -> list[dict[str, object] | None]:
    known = roles[roles["accountable"].notna()]
    return [
        indicator(
            "roles.accountabilities",
            float(count),
            "count",
            1,
            refs or (f"roles:{row}",),
            subject=str(role),
            examples=(title,),
        )
        for role, title, count, refs, row in zip(
            known["role_id"], known["title"], known["accountable"], known["refs"], known["row"], strict=True
        )
    ]
