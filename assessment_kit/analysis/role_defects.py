"""The six ways in which roles and responsibilities fail: poorly defined, undefined, overlapping, contradictory, hard to carry out, gaps.

The first, second and fifth are counted over statements (rows of the list of responsibilities that name a role accountable or
responsible), the others over processes: the key ones and all at the top of the list.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from assessment_kit.analysis.landscape import top_level
from assessment_kit.analysis.ownership import WHOLE, claims, counted_share, settled, statements
from assessment_kit.engagement.model import Engagement


@dataclass(frozen=True)
class Defect:
    """One kind of defect: its indicator, what it is called, and what it means in a few words."""

    indicator_id: str
    name: str
    meaning: str
    counted: str  # what is counted: statements or processes


DEFECTS = (
    Defect("roles.vague", "Poorly defined", "The source says it, but vaguely", "statements"),
    Defect("roles.undefined", "Undefined", "The source names the role and nothing more", "statements"),
    Defect("roles.overlapping", "Overlapping", "Several roles answer for the same", "processes"),
    Defect("roles.contradictory", "Contradictory", "One paper names one role, another a different one", "processes"),
    Defect("roles.hard_to_execute", "Hard to carry out", "The role lacks the authority or the means", "statements"),
    Defect("roles.gaps", "Gaps", "No paper says who answers for the whole", "processes"),
    Defect(
        "roles.outside_job_description",
        "Outside the job description",
        "Accountable, but not by the job description",
        "statements",
    ),
)


def duties(engagement: Engagement) -> pd.DataFrame:
    """The statements that name a role accountable or responsible, each with `name`: "Head of Sales for Order to delivery"."""
    said = statements(engagement)
    said = said[said["assignment"].isin(["A", "R"])]
    titles = engagement.table("roles").set_index("role_id")["title"]
    role = said["role_id"].map(titles).fillna(said["role_id"])
    return said.assign(
        name=role + " for " + said["subject_id"].map(subject_names(engagement)).fillna(said["subject_id"]),
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
    said = duties(engagement)
    rows = [
        counted_share("roles.vague", said, _equals(said["clarity"], "vague")),
        counted_share("roles.undefined", said, _equals(said["clarity"], "undefined")),
        counted_share("roles.hard_to_execute", said, ~said["executable"]),
        counted_share("roles.outside_job_description", *_outside(said)),
        counted_share("roles.assignments_sound", said, _sound(said, owners)),
    ]
    if owners is None:
        return rows
    wide = owners[owners["is_key"] | owners["process_id"].isin(top_level(engagement.table("processes"))["process_id"])]
    states = _states_by_activity(engagement)
    return [
        *rows,
        counted_share("roles.overlapping", wide, wide["process_id"].isin(states["several"])),
        counted_share("roles.contradictory", wide, wide["process_id"].isin(states["disagree"])),
        counted_share("roles.gaps", wide, wide["status"] == "none"),
    ]


def _equals(column: pd.Series, word: str) -> pd.Series:
    return column.eq(word).astype("boolean").mask(column.isna())


def _outside(said: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    accountable = said[said["assignment"] == "A"]
    return accountable, ~accountable["in_job_description"]


def _sound(said: pd.DataFrame, owners: pd.DataFrame | None) -> pd.Series:
    """Clear, can be carried out, and not at odds with another claim, as far as the sources tell; NA where they tell nothing."""
    clear, able = _equals(said["clarity"], "clear"), said["executable"]
    alone = pd.Series(pd.NA, index=said.index, dtype="boolean")
    if owners is not None:
        claims_whole = said["assignment"].eq("A") & said["activity"].isin(WHOLE)
        torn = owners.loc[owners["status"].isin(["several", "disagree"]), "process_id"]
        alone = (
            (~said["subject_id"].isin(torn))
            .astype("boolean")
            .where(claims_whole & said["subject_id"].isin(owners["process_id"]))
        )
    told = clear.notna() | able.notna() | alone.notna()
    return (clear.fillna(True) & able.fillna(True) & alone.fillna(True)).astype("boolean").where(told)


def _states_by_activity(engagement: Engagement) -> dict[str, set[str]]:
    """Processes in which some activity is claimed by several roles, or by different roles in different papers."""
    claimed = claims(engagement)
    claimed = claimed.assign(activity=claimed["activity"].where(~claimed["activity"].isin(WHOLE), ""))
    state = settled(claimed, ["subject_id", "activity"])["status"]
    subjects = state.index.get_level_values(0)
    return {status: set(subjects[state.eq(status)]) for status in ("several", "disagree")}


def defects_table(rows: list[dict[str, object] | None]) -> pd.DataFrame:
    """One row per defect that could be assessed: name, meaning, counted, count, n, value, examples (names of the worst)."""
    figures = {row["indicator_id"]: row for row in rows if row is not None}
    told = [(d, figures[d.indicator_id]) for d in DEFECTS if d.indicator_id in figures]
    columns = ["name", "meaning", "counted", "count", "n", "value", "examples"]
    return pd.DataFrame(
        [(d.name, d.meaning, d.counted, f["count"], f["n"], f["value"], f["examples"]) for d, f in told],
        columns=columns,
    )
