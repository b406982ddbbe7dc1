"""Does each goal trace up to a goal of the whole organisation, and which goals pull against each other (AL-02, AL-03)?"""

from __future__ import annotations

import pandas as pd

DEEPEST = 50
"""So many steps up are followed; a longer chain is a circle."""


KEPT = 0.1
"""A column of which fewer cells are filled was not kept: a few stray entries do not make the empty ones mean “none”."""


def kept(filled: pd.Series) -> bool:
    """Did the client keep the column, so that an empty cell of it tells something?"""
    return bool(filled.any()) and float(filled.astype(float).mean()) >= KEPT


def has_link(column: pd.Series) -> pd.Series:
    """Is the cell filled? True or False where the client kept the column, NA throughout where hardly a cell of it is filled.

    A list of links (which goal, which process, who) that is kept says by an empty cell that there is no link. A column
    with hardly an entry was not filled in at all: nothing is known.
    """
    filled = column.map(len).gt(0) if column.dtype == object else column.notna()
    found = filled.astype("boolean")
    return found if kept(filled) else found.mask(found.notna())


def top_of(start: pd.Series, parents: pd.Series, stop: pd.Series | None = None) -> pd.Series:
    """The id at the upper end of the chain that begins with each of `start`; NA where a chain runs in a circle.

    Parameters
    ----------
    start : ids, any index, NA allowed.
    parents : id → id above it, NA at the top.
    stop : ids at which the way up ends, although they may have a parent of their own.
    """
    parents = parents[~parents.index.duplicated()]
    parents = parents.where(parents.isin(parents.index))
    if stop is not None:
        parents = parents.mask(parents.index.isin(stop))
    here = start.astype(object)
    for _ in range(DEEPEST):
        above = here.map(parents)
        if above.isna().all():
            return here
        here = above.where(above.notna(), here)
    return here.where(here.map(parents).isna())


def reached_from_below(goals: pd.DataFrame, ids: pd.Series) -> pd.Series:
    """Which goals are among `ids`, or have one of them below: a goal is measured where its parts are. Boolean, index of `goals`."""
    above = goals.drop_duplicates("goal_id").set_index("goal_id")["parent_id"]
    reached: set[str] = set()
    step = set(ids.dropna())
    while step:
        reached |= step
        step = set(above.reindex(sorted(step)).dropna()) - reached
    return goals["goal_id"].isin(reached)


def trace_goals(goals: pd.DataFrame) -> pd.DataFrame:
    """Each goal with the goal at its top and whether that one is a goal of the whole organisation.

    Returns
    -------
    The goals with `top_id`, `top_text` and `traces` (boolean; NA throughout where hardly a goal names the goal above it, or where
    no goal of the list is one of the whole organisation: then nothing is known about tracing).
    """
    ids = goals["goal_id"]
    company = ids[goals["level"].eq("enterprise")]
    above = pd.Series(goals["parent_id"].to_numpy(), index=ids, dtype=object)
    top = top_of(ids, above, stop=company)
    known = len(company) > 0 and kept(goals["parent_id"].notna())
    traces = top.isin(company).astype("boolean")
    text = pd.Series(goals["text"].to_numpy(), index=ids, dtype=object)
    return goals.assign(top_id=top, top_text=top.map(text[~text.index.duplicated()]),
                        traces=traces if known else traces.mask(traces.notna()))  # fmt: skip


def opposed_pairs(goals: pd.DataFrame) -> pd.DataFrame:
    """Pairs of goals of which the client says that one suffers when the other is met, each pair once.

    Returns
    -------
    goal_a, goal_b (ids), text_a, text_b, across (boolean: judged by them are two different roles; NA where one is unknown),
    row (of the goal that declares it).
    """
    columns = ["goal_a", "goal_b", "text_a", "text_b", "across", "row"]
    declared = goals[["goal_id", "pulls_against", "row"]].explode("pulls_against").dropna(subset=["pulls_against"])
    known = goals.drop_duplicates("goal_id").set_index("goal_id")
    declared = declared[declared["pulls_against"].isin(known.index) & declared["pulls_against"].ne(declared["goal_id"])]
    if declared.empty:
        return pd.DataFrame(columns=columns)
    ends = declared[["goal_id", "pulls_against"]]
    once = ~pd.DataFrame({"first": ends.min(axis=1), "second": ends.max(axis=1)}).duplicated()
    pairs = declared[once.to_numpy()].rename(columns={"goal_id": "goal_a", "pulls_against": "goal_b"})
    owner_a, owner_b = pairs["goal_a"].map(known["owner_role_id"]), pairs["goal_b"].map(known["owner_role_id"])
    across = owner_a.ne(owner_b).astype("boolean").mask(owner_a.isna() | owner_b.isna())
    return pairs.assign(
        text_a=pairs["goal_a"].map(known["text"]), text_b=pairs["goal_b"].map(known["text"]), across=across
    )[columns].reset_index(drop=True)  # fmt: skip
