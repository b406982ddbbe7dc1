"""The six ways in which roles and responsibilities fail: poorly defined, undefined, overlapping, contradictory, hard to carry out, gaps.

The first, second and fifth are counted over statements (rows of the list of responsibilities that name a role accountable or
responsible), the others over processes: the key ones and all at the top of the list.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from assessment_kit.analysis.landscape import top_level
from assessment_kit.analysis.ownership import WHOLE, claims, counted_share, named, settled, statements
from assessment_kit.engagement.model import Engagement


@dataclass(frozen=True)
class Defect:
    """One kind of defect: its indicator, what it is called, and what it means in a few words."""

    indicator_id: str
    name: str
    meaning: str
    counted: str  # what is counted: statements or processes


DEFECTS = (
    Defect("roles.vague", "Poorly defined", "The source says it, but vaguely", "responsibilities"),
    Defect("roles.undefined", "Undefined", "The source names the role and nothing more", "responsibilities"),
    Defect("roles.overlapping", "Overlapping", "Several roles answer for the same", "processes"),
    Defect("roles.contradictory", "Contradictory", "One paper names one role, another a different one", "processes"),
    Defect(
        "roles.hard_to_execute", "Hard to carry out", "The role lacks the authority or the means", "responsibilities"
    ),
    Defect("roles.gaps", "Gaps", "No paper says who answers for the whole", "processes"),
    Defect(
        "roles.outside_job_description",
        "Outside the job description",
        "Accountable, but not by the job description",
        "responsibilities",
    ),
)


def duties(engagement: Engagement) -> pd.DataFrame:
    """The statements that name a role accountable or responsible, each with `name`: "Head of Sales for Order to delivery"."""
    said = statements(engagement)
    said = said[said["assignment"].isin(["A", "R"])]
    titles = engagement.table("roles").set_index("role_id")["title"]
    role = named(said["role_id"], titles)
    return said.assign(
        name=role + " for " + named(said["subject_id"], subject_names(engagement)),
        refs=said["ref"].map(lambda r: (r,)),
    )


def subject_names(engagement: Engagement) -> pd.Series:
    """Names of processes and management processes by id."""
    processes, managing = engagement.table("processes"), engagement.table("management_processes")
    named = pd.concat([processes.set_index("process_id")["name"], managing.set_index("management_process_id")["name"]])
    unique: pd.Series = named[~named.index.duplicated()]
    return unique


def defect_indicators(engagement: Engagement, owners: pd.DataFrame | None) -> list[dict[str, object] | None]:
    """One share per defect, and `roles.assignments_sound`; what no source tells is left out.

    Parameters
    ----------
    owners : `ownership.process_owners`, or None where ownership is not known.
    """
    said, states = duties(engagement), _claim_states(engagement)
    rows = [
        counted_share("roles.vague", said, _equals(said["clarity"], "vague")),
        counted_share("roles.undefined", said, _equals(said["clarity"], "undefined")),
        counted_share("roles.hard_to_execute", said, ~said["executable"]),
        counted_share("roles.outside_job_description", *_outside(said)),
        counted_share("roles.assignments_sound", said, _sound(said, states)),
    ]
    if owners is None:
        return rows
    wide = owners[owners["is_key"] | owners["process_id"].isin(top_level(engagement.table("processes"))["process_id"])]
    subjects = states.index.get_level_values(0)
    return [
        *rows,
        counted_share("roles.overlapping", wide, wide["process_id"].isin(subjects[states == "several"])),
        counted_share("roles.contradictory", wide, wide["process_id"].isin(subjects[states == "disagree"])),
        counted_share("roles.gaps", wide, wide["status"] == "none"),
    ]


def _equals(column: pd.Series, word: str) -> pd.Series:
    return column.eq(word).astype("boolean").mask(column.isna())


def _outside(said: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    accountable = said[said["assignment"] == "A"]
    return accountable, ~accountable["in_job_description"]


def _sound(said: pd.DataFrame, states: pd.Series) -> pd.Series:
    """Clear, can be carried out, and not at odds with another claim, as far as the sources tell; NA where they tell nothing."""
    clear, able = _equals(said["clarity"], "clear"), said["executable"]
    own = pd.MultiIndex.from_arrays([said["subject_id"], _whole_as_one(said["activity"])])
    alone = pd.Series(states.reindex(own).eq("one").to_numpy(), index=said.index).astype("boolean")
    alone = alone.where(said["assignment"].eq("A"))
    told = clear.notna() | able.notna() | alone.notna()
    return (clear.fillna(True) & able.fillna(True) & alone.fillna(True)).astype("boolean").where(told)


def _claim_states(engagement: Engagement) -> pd.Series:
    """Per subject and activity that anybody is accountable for (the whole counts as one): one, several or disagree."""
    claimed = claims(engagement)
    claimed = claimed.assign(activity=_whole_as_one(claimed["activity"]))
    state: pd.Series = settled(claimed, ["subject_id", "activity"])["status"]
    return state


def _whole_as_one(activity: pd.Series) -> pd.Series:
    return activity.where(~activity.isin(WHOLE), "")


def defects_table(rows: list[dict[str, object] | None]) -> pd.DataFrame:
    """One row per defect that could be assessed: name, meaning, counted, count, n, value, examples (names of the worst)."""
    figures = {row["indicator_id"]: row for row in rows if row is not None}
    told = [(d, figures[d.indicator_id]) for d in DEFECTS if d.indicator_id in figures]
    columns = ["name", "meaning", "counted", "count", "n", "value", "examples"]
    return pd.DataFrame(
        [(d.name, d.meaning, d.counted, f["count"], f["n"], f["value"], f["examples"]) for d, f in told],
        columns=columns,
    )
