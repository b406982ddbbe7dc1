"""Who does each activity of managing: planning, monitoring, reporting … for the key processes and in the management processes."""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.ownership import WHOLE, claims, counted_share, settled, statements, subject_owners
from assessment_kit.engagement.model import Engagement

OF_PROCESSES = {
    "plan": "Planning", "manage": "Managing", "monitor": "Monitoring", "report": "Reporting", "improve": "Improving",
    "decide": "Deciding", "do": "Doing the work",
}  # fmt: skip
OF_MANAGEMENT = {
    "plan_strategy": "Planning the strategy", "set_goals": "Setting goals", "budget": "Budgeting", "allocate": "Allocating resources",
    "monitor": "Monitoring", "report": "Reporting", "review": "Reviewing", "decide": "Deciding", "improve": "Improving",
    "reward": "Rewarding",
}  # fmt: skip
KEY_GROUP, MANAGEMENT_GROUP = "In the key processes", "In the management processes"


def activity_states(engagement: Engagement, owners: pd.DataFrame | None) -> pd.DataFrame:
    """Per activity and process, whether one role answers for it.

    Returns
    -------
    group, activity (as people say it), code, name (of the process), status (one, several, disagree, none), roles (ids), refs. Key processes
    come in only where the sources tell activities apart, management processes only where a source names any of them.
    """
    parts = [_in_key_processes(engagement, owners), _in_management_processes(engagement)]
    told = [part for part in parts if len(part)]
    columns = ["group", "activity", "code", "name", "status", "roles", "refs"]
    return pd.concat(told, ignore_index=True)[columns] if told else pd.DataFrame(columns=columns)


def _in_key_processes(engagement: Engagement, owners: pd.DataFrame | None) -> pd.DataFrame:
    """A claim to the whole of a process covers each of its activities, unless the activity has a claim of its own."""
    if owners is None:
        return pd.DataFrame()
    key = owners[owners["is_key"]]
    claimed = claims(engagement)
    if not (claimed["subject_id"].isin(key["process_id"]) & ~claimed["activity"].isin(WHOLE)).any():
        return pd.DataFrame()
    by_activity = settled(claimed, ["subject_id", "activity"]).to_dict("index")
    whole = settled(claimed[claimed["activity"].isin(WHOLE)], ["subject_id"]).to_dict("index")
    rows = []
    for code, activity in OF_PROCESSES.items():
        for process, name, refs in zip(key["process_id"], key["name"], key["refs"], strict=True):
            own = None if code in WHOLE else by_activity.get((process, code))
            state = own or whole.get(process) or {"status": "none", "owners": (), "refs": refs}
            rows.append((KEY_GROUP, activity, code, name, state["status"], state["owners"], state["refs"]))
    return pd.DataFrame(rows, columns=["group", "activity", "code", "name", "status", "roles", "refs"])


def _in_management_processes(engagement: Engagement) -> pd.DataFrame:
    managing = engagement.table("management_processes")
    said = statements(engagement)
    about = said[said["subject_id"].isin(managing["management_process_id"])]
    if about.empty:
        return pd.DataFrame()
    state = subject_owners(claims(engagement)).reindex(managing["management_process_id"])
    refs = about.groupby("subject_id")["ref"].agg(tuple).to_dict()
    return pd.DataFrame(
        {
            "group": MANAGEMENT_GROUP,
            "activity": managing["activity"].map(OF_MANAGEMENT),
            "code": managing["activity"],
            "name": managing["name"],
            "status": state["status"].fillna("none").to_numpy(),
            "roles": [roles if isinstance(roles, tuple) else () for roles in state["owners"]],
            "refs": [
                (f"management_processes:{row}", *refs.get(name, ()))
                for row, name in zip(managing["row"], managing["management_process_id"], strict=True)
            ],
        }
    )


def activity_indicators(states: pd.DataFrame) -> list[dict[str, object] | None]:
    """`roles.activities_owned` and `roles.activities_void` over management processes; `roles.activity_answered` per activity of key ones."""
    managing, key = (states[states["group"] == group] for group in (MANAGEMENT_GROUP, KEY_GROUP))
    return [
        counted_share("roles.activities_owned", managing, managing["status"] == "one"),
        counted_share("roles.activities_void", managing, managing["status"] == "none"),
        *(
            counted_share("roles.activity_answered", rows, rows["status"] == "one", subject=str(code))
            for code, rows in key.groupby("code", sort=False)
        ),
    ]


def activities_table(states: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    """One row per group and activity: n, one, none, disputed (several or contradictory), mostly (the title that answers most often)."""
    rows = []
    for (group, activity), part in states.groupby(["group", "activity"], sort=False):
        counts = part["status"].value_counts()
        roles = part.loc[part["status"] == "one", "roles"].explode().map(titles).value_counts(sort=True)
        mostly = str(roles.index[0]) if len(roles) else ""
        one, none = int(counts.get("one", 0)), int(counts.get("none", 0))
        rows.append((group, activity, len(part), one, none, len(part) - one - none, mostly))
    return pd.DataFrame(rows, columns=["group", "activity", "n", "one", "none", "disputed", "mostly"])
