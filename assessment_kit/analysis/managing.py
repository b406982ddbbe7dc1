"""The management processes: which of the ten activities are routine, which look at processes, and who feeds whom (PM-06).

Planning and running meet where a plan feeds, directly or through others, something that monitors, reviews or decides at
least once a month. A plan from which no such thing is reached is cut off: it is written and then shelved (PM-48).
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np
import pandas as pd

from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.result import NotAssessed
from assessment_kit.engagement.frequency import parse_frequency
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import ManagingLimits, ProcessLimits
from assessment_kit.words import missing

ACTIVITIES: dict[str, str] = {
    "plan_strategy": "Plan strategy",
    "set_goals": "Set goals",
    "budget": "Budget",
    "allocate": "Allocate resources",
    "monitor": "Monitor",
    "report": "Report",
    "review": "Review",
    "decide": "Decide",
    "improve": "Improve",
    "reward": "Reward",
}
PLANNING = ("plan_strategy", "set_goals", "budget", "allocate")
STEERING = ("monitor", "review", "decide")
FORMALITY = ("none", "informal", "partly", "formal")

NO_MANAGEMENT = NotAssessed(
    "How performance is planned and managed",
    "there is no list of management processes",
    "List the management processes: what each does, how formal it is, how often it runs and what it feeds",
)


def times_a_year(text: object) -> float:
    """How often, from the client's words; 0 for what is held on demand, NaN where it is empty or not understood."""
    if missing(text):
        return np.nan
    try:
        recurrence = parse_frequency(str(text))
    except ValueError:
        return np.nan
    return 0.0 if np.isnan(recurrence.per_year) else recurrence.per_year


def management_processes(engagement: Engagement, limits: ManagingLimits) -> pd.DataFrame:
    """One row per management process of the client's list, in its order.

    Returns
    -------
    process_id, name, activity, label; side (planning or running); formality; there (False where its formality is none);
    routine (boolean: partly formal or formal); per_year; frequency as written; covers (names of processes, tuple);
    looks_at_processes (boolean, NA where no row of the list names any process); feeds (ids, tuple); reaches_running
    (boolean, planning only; NA where the list has no feeds, or the frequency of all that it reaches is not known); row.
    """
    rows = engagement.table("management_processes")
    processes = engagement.table("processes")
    names = dict(zip(processes["process_id"], processes["name"], strict=True))
    covers = rows["covers_processes"].map(lambda ids: tuple(names.get(i, i) for i in ids)).astype("object")
    looks = covers.map(bool).astype("boolean")
    if not looks.any():
        looks = looks.mask(~looks)
    frame = pd.DataFrame(
        {
            "process_id": rows["management_process_id"],
            "name": rows["name"],
            "activity": rows["activity"],
            "label": rows["activity"].map(ACTIVITIES),
            "side": np.where(rows["activity"].isin(PLANNING), "planning", "running"),
            "formality": rows["formality"],
            "there": ~rows["formality"].eq("none").fillna(False),
            "routine": rows["formality"].isin(["partly", "formal"]).astype("boolean").mask(rows["formality"].isna()),
            "per_year": rows["frequency"].map(times_a_year).astype(float),
            "frequency": rows["frequency"],
            "covers": covers,
            "looks_at_processes": looks,
            "feeds": rows["feeds"],
            "row": rows["row"],
        }
    )
    return frame.assign(reaches_running=_reaches_running(frame, limits.steering_times))


def _reaches_running(frame: pd.DataFrame, often: float) -> pd.Series:
    """For each planning process that runs less often than what steers: does it reach something that steers?"""
    plans = frame["side"].eq("planning") & frame["there"] & ~frame["per_year"].ge(often)
    answer = pd.Series(pd.NA, index=frame.index, dtype="boolean")
    if not frame["feeds"].map(bool).any():
        return answer
    steers = frame["activity"].isin(STEERING) & frame["there"]
    sure = _that_lead_to(frame, frame.loc[steers & frame["per_year"].ge(often), "process_id"])
    perhaps = _that_lead_to(frame, frame.loc[steers & frame["per_year"].isna(), "process_id"])
    ids = frame["process_id"]
    answer[plans & ~ids.isin(perhaps)] = False
    answer[plans & ids.isin(sure)] = True
    return answer


def _that_lead_to(frame: pd.DataFrame, targets: Iterable[str]) -> set[str]:
    """The ids from which at least one of the targets is reached along `feeds`."""
    backwards: nx.DiGraph[str] = nx.DiGraph()
    backwards.add_nodes_from(frame["process_id"])
    backwards.add_edges_from(
        (fed, feeder) for feeder, feeds in zip(frame["process_id"], frame["feeds"], strict=True) for fed in feeds
    )
    reached: set[str] = set()
    for target in targets:
        if target not in reached:
            reached |= {target} | nx.descendants(backwards, target)
    return reached


def activities(managing: pd.DataFrame) -> pd.DataFrame:
    """The ten managing activities, each with the best that is found for it.

    An activity for which the client's list has no row has no process: the list names what there is.

    Parameters
    ----------
    managing : the frame of `management_processes`.

    Returns
    -------
    activity, label, side, processes (how many), formality (the best; "none" without a row, missing where not known), routine
    (boolean), looks_at_processes (boolean), per_year (the most frequent; NaN where not known), names (tuple, the most formal
    first), cut_off (names of the plans that reach no monthly steering), row (of the first).
    """
    rank = managing["formality"].map({word: i for i, word in enumerate(FORMALITY)})
    by_rank = managing.assign(rank=rank).sort_values("rank", ascending=False, kind="stable", na_position="last")
    rows = []
    for activity, label in ACTIVITIES.items():
        own = by_rank[by_rank["activity"].eq(activity)]
        there = own[own["there"]]
        looks = there["looks_at_processes"].dropna()
        rows.append(
            {
                "activity": activity,
                "label": label,
                "side": "planning" if activity in PLANNING else "running",
                "processes": len(there),
                "formality": "none" if there.empty else there["formality"].iloc[0],
                "routine": False if there.empty else _any(there["routine"]),
                "looks_at_processes": pd.NA if looks.empty and len(there) else bool(looks.any()),
                "per_year": there["per_year"].max(),
                "names": tuple(there["name"]),
                "cut_off": tuple(there.loc[there["reaches_running"].eq(False).fillna(False), "name"]),
                "row": own["row"].iloc[0] if len(own) else pd.NA,
            }
        )
    frame = pd.DataFrame(rows)
    return frame.astype({"routine": "boolean", "looks_at_processes": "boolean", "row": "Int64"})


def _any(values: pd.Series) -> object:
    """Kleene's or: True as soon as one is, NA where none is and one is not known."""
    if values.fillna(False).any():
        return True
    return pd.NA if values.isna().any() else False


def feeds(managing: pd.DataFrame) -> pd.DataFrame:
    """How many links lead from one managing activity to another.

    Returns
    -------
    from_activity, to_activity, links, names (tuple of ``Annual plan → Monthly review``); links within one activity are left out.
    """
    by_id = managing.set_index("process_id")[["activity", "name"]].to_dict("index")
    links: dict[tuple[str, str], list[str]] = {}
    for row in managing[["name", "activity", "feeds"]].to_dict("records"):
        for fed in row["feeds"]:
            to = by_id.get(fed)
            if to is not None and to["activity"] != row["activity"]:
                links.setdefault((row["activity"], to["activity"]), []).append(f"{row['name']} → {to['name']}")
    return pd.DataFrame(
        [
            {"from_activity": a, "to_activity": b, "links": len(names), "names": tuple(names)}
            for (a, b), names in links.items()
        ],
        columns=["from_activity", "to_activity", "links", "names"],
    )


def governed(engagement: Engagement, limits: ProcessLimits) -> pd.DataFrame:
    """The key processes, and how many management processes plan or run each as a whole.

    Returns
    -------
    process_id, name, planning, running (counts), covered (boolean; NA where no management process names any process), row.
    """
    keys = key_processes(engagement.table("processes"), limits)
    managing = engagement.table("management_processes")
    sides = managing["activity"].isin(PLANNING).map({True: "planning", False: "running"})
    long = managing.assign(side=sides)[["side", "covers_processes"]].explode("covers_processes").dropna()
    counts = pd.crosstab(long["covers_processes"], long["side"]).reindex(columns=["planning", "running"], fill_value=0)
    counts = counts.reindex(keys["process_id"]).fillna(0).astype(int).set_axis(keys.index)
    covered = counts.sum(axis=1).gt(0).astype("boolean")
    if long.empty:
        covered = covered.mask(~covered)
    return pd.DataFrame(
        {**{c: keys[c] for c in ("process_id", "name")}, **counts, "covered": covered, "row": keys["row"]}
    )
