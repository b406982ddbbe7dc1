"""Who owns the key processes: the figures about it, and the natural owner where there is none."""

from __future__ import annotations

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.landscape import top_level
from assessment_kit.analysis.owner_candidates import acting_owners, candidates
from assessment_kit.analysis.ownership import counted_share, named, statements
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.thresholds import Thresholds


def with_names(engagement: Engagement, owners: pd.DataFrame, thresholds: Thresholds) -> pd.DataFrame:
    """The owners by title, and for each process without one undisputed owner the role that would be its natural one.

    `urgent` (boolean, NA where it is not rated): it wants an owner before the others, by importance and problem.
    """
    titles = engagement.table("roles").set_index("role_id")["title"].to_dict()
    owners = owners.assign(owner_titles=owners["owners"].map(lambda ids: tuple(titles.get(i, i) for i in ids)))
    ranked = candidates(engagement, owners.loc[owners["status"] != "one", "process_id"], thresholds.roles.acting_from)
    ranked["title"] = named(ranked["role_id"], titles)
    first = ranked[ranked["place"] == 1].set_index("process_id")
    alike = ranked[
        ranked["tied"] & ranked["place"].gt(1) & ranked["points"].eq(ranked["process_id"].map(first["points"]))
    ]
    rivals: dict[str, tuple[str, ...]] = {}
    for process, title in zip(alike["process_id"], alike["title"], strict=True):
        rivals[process] = (*rivals.get(process, ()), title)
    leading = first.to_dict("index")
    ids = list(owners["process_id"])
    counts = {
        f"candidate_{name}": pd.array([leading.get(i, {}).get(name, pd.NA) for i in ids], dtype="Int64")
        for name in ("steps", "steps_of", "said", "said_of", "acting")
    }
    least = thresholds.processes.urgent_from
    urgent = owners["revenue_importance"].ge(least) & owners["performance_problem"].ge(least)
    return owners.assign(
        urgent=urgent.astype("boolean").mask(owners["urgency"].isna()),
        candidate=pd.Series([leading.get(i, {}).get("title", "") for i in ids], index=owners.index, dtype="str"),
        rivals=pd.Series([rivals.get(i, ()) for i in ids], index=owners.index, dtype="object"),
        **counts,
    )


def owner_indicators(
    engagement: Engagement, owners: pd.DataFrame, thresholds: Thresholds
) -> list[dict[str, object] | None]:
    """Who owns the key processes, the worst examples first."""
    most_urgent = owners["urgency"].astype("Float64").fillna(0.0).sort_values(ascending=False, kind="stable").index
    ordered = owners.loc[most_urgent]
    key: pd.DataFrame = ordered[ordered["is_key"]]
    one, none = key["status"] == "one", key["status"] == "none"
    several_functions = _functions(engagement, key).map(len)
    owned, orphaned = key[one], key[~one]
    rivals = orphaned["rivals"].map(bool).astype("boolean")
    return [
        counted_share("roles.key_processes_owned", key, one),
        counted_share("roles.key_without_owner", key, ~one),
        counted_share("roles.key_no_owner", key, none),
        counted_share("roles.key_several", key, key["status"] == "several"),
        counted_share("roles.key_disputed", key, key["status"] == "disagree"),
        _unsettled(key),
        counted_share(
            "roles.key_void",
            key,
            (none & (several_functions > 1)).astype("boolean").mask(none & (several_functions == 0)),
        ),
        counted_share("roles.urgent_unowned", key, (key["urgent"] & ~one).mask(key["urgent"].isna())),
        counted_share("roles.owners_able", owned, owned["can_act"]),
        counted_share("roles.owners_unable", owned, ~owned["can_act"]),
        counted_share("roles.owners_senior", owned, _senior(engagement, owned)),
        counted_share("roles.natural_owner", orphaned, orphaned["candidate"].ne("") & ~rivals),
        counted_share("roles.rival_owners", orphaned, rivals),
        _unseen(engagement, orphaned, thresholds.roles.acting_from),
        counted_share("roles.parts_represented", key, _parts_represented(engagement, key)),
        _all_owned(engagement, owners),
    ]


def _unsettled(key: pd.DataFrame) -> dict[str, object] | None:
    """The key processes without one owner once more, with what stands in the way as the examples."""
    found = counted_share("roles.key_unsettled", key, key["status"] != "one")
    if found is None:
        return None
    counts = key["status"].value_counts()
    lacking = len(key) - int(counts.get("one", 0))
    reasons = {
        "none": ("nobody is named for the whole of", "either", "any of them"),
        "several": ("several roles are named for", "both", "all of them"),
        "disagree": ("the papers disagree on", "both", "all of them"),
    }
    told = [_reason(int(counts[status]), lacking, *reason) for status, reason in reasons.items() if status in counts]
    return {**found, "examples": tuple(told)}


def _reason(count: int, whole: int, why: str, both: str, every: str) -> str:
    """``several roles are named for three``, or for both, or for all of them, where nothing else is lacking."""
    if count == whole > 1:
        return f"{why} {both if whole == 2 else every}"
    return f"{why} {words.count_word(count)}"


def _unseen(engagement: Engagement, orphaned: pd.DataFrame, acting_from: int) -> dict[str, object] | None:
    """The share of processes without one owner in which a role acts as owner; NA where no source tells who does what in it."""
    said = statements(engagement)
    told = orphaned["process_id"].isin(said.loc[said["assignment"].eq("R") & said["activity"].ne(""), "subject_id"])
    titles = engagement.table("roles").set_index("role_id")["title"].to_dict()
    acting: dict[str, list[str]] = {}
    refs: dict[str, tuple[str, ...]] = {}
    for process, role, evidence in acting_owners(engagement, acting_from).itertuples(index=False):
        acting.setdefault(process, []).append(titles.get(role, role))
        refs[process] = (*refs.get(process, ()), *evidence)
    ids = orphaned["process_id"]
    rows = orphaned.assign(
        name=[f"{words.listing(acting.get(i, []))} for {name}" for i, name in zip(ids, orphaned["name"], strict=True)],
        refs=pd.Series(
            [refs.get(i, r) for i, r in zip(ids, orphaned["refs"], strict=True)], index=ids.index, dtype="object"
        ),
    )
    return counted_share("roles.unseen_owner", rows, ids.isin(list(acting)).astype("boolean").where(told))


def _all_owned(engagement: Engagement, owners: pd.DataFrame) -> dict[str, object] | None:
    top = owners[owners["process_id"].isin(top_level(engagement.table("processes"))["process_id"])]
    return counted_share("roles.processes_owned", top, top["status"] == "one")


def _functions(engagement: Engagement, key: pd.DataFrame) -> pd.Series:
    """Per process the functions that carry it out, without case: from the list of processes and from today's map."""
    steps = engagement.table("process_steps")
    steps = steps[steps["variant"] == "as_is"]
    mapped = steps.groupby("process_id")["function"].agg(frozenset).to_dict()
    sets = [
        frozenset(name.strip().casefold() for name in (*functions, *mapped.get(process, ())))
        for process, functions in zip(key["process_id"], key["functions"], strict=True)
    ]
    return pd.Series(sets, index=key.index, dtype="object")


def _senior(engagement: Engagement, owned: pd.DataFrame) -> pd.Series:
    levels = engagement.table("roles").set_index("role_id")["level"]
    return owned["owners"].map(lambda ids: levels.get(ids[0])).isin(["executive", "senior"])


def _parts_represented(engagement: Engagement, key: pd.DataFrame) -> pd.Series:
    """Has every function that carries out the process a role that is accountable, responsible or consulted in it?

    A function to which no role of the list belongs, such as an outside carrier, is not looked for. NA below two functions.
    """
    said = statements(engagement)
    said = said[said["assignment"].isin(["A", "R", "C"])]
    functions = engagement.table("roles").set_index("role_id")["function"].dropna().str.strip().str.casefold()
    known = frozenset(functions)
    named = (
        said.assign(function=said["role_id"].map(functions)).groupby("subject_id")["function"].agg(frozenset).to_dict()
    )
    wanted = _functions(engagement, key).map(lambda names: names & known)
    answers = [
        parts <= named[process] if len(parts) > 1 and process in named else pd.NA
        for process, parts in zip(key["process_id"], wanted, strict=True)
    ]
    return pd.Series(answers, index=key.index, dtype="boolean")
