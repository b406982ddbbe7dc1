"""Step 2: who answers for each process, how well roles are defined, who carries how much, and how the line of reporting runs.

Tables of the result
--------------------
processes : one row per process; `ownership.process_owners` plus owner_titles, category, candidate (title of the natural owner, "" where
    there is none), candidate_steps, candidate_steps_of, candidate_said, candidate_said_of, candidate_acting, rivals (titles).
matrix : one row per process and role that any source names: process_id, role_id, title, letter (A, R, C or I, the strongest), kind
    (sound, several, disputed, part for an A; "" for the others).
roles : one row per role: role_id, title, level, level_name, function, accountable (processes and management processes that it is
    accountable for), key (key processes among them), median (of the roles with any), overloaded, named (any source names it),
    direct_reports, layer, superior (title).
levels : one row per level that has roles: level_name, roles, accountable, owned (key processes with one owner of this level), reports
    (median of direct reports of those who have any; NA where none has), idle (roles that no source names; NA without a list).
activities : who does each activity of managing, see `managing_activities.activities_table`.
defects : see `role_defects.defects_table`.
lists : one row per list of this step that was handed over: table (its name, of LISTS).
"""

from __future__ import annotations

import pandas as pd

from assessment_kit.analysis.accountability_load import load_by_role, load_indicators
from assessment_kit.analysis.key_ownership import owner_indicators, with_names
from assessment_kit.analysis.managing_activities import activities_table, activity_indicators, activity_states
from assessment_kit.analysis.ownership import claims, counted_share, named, process_owners, statements
from assessment_kit.analysis.perception import clarity_gap
from assessment_kit.analysis.reporting_line import LEVEL_NAMES, LEVELS, line_indicators, reporting_line
from assessment_kit.analysis.result import StepResult, indicators_frame
from assessment_kit.analysis.role_defects import defect_indicators, defects_table
from assessment_kit.analysis.roles_gaps import role_gaps
from assessment_kit.analysis.scoring import item_indicators
from assessment_kit.engagement.model import Engagement
from assessment_kit.method.model import Method
from assessment_kit.method.thresholds import Thresholds

LISTS = ("processes", "management_processes", "roles", "responsibilities")
_STRENGTH = ("A", "R", "C", "I")


def analyse(engagement: Engagement, method: Method) -> StepResult:
    """Step 2 of the method; see the module for its tables."""
    limits = method.thresholds
    owners = process_owners(engagement, limits.processes)
    if owners is not None:
        owners = with_names(engagement, owners, limits)
    roles = _roles_table(engagement, limits)
    states = activity_states(engagement, owners)
    defects = defect_indicators(engagement, owners)
    titles = engagement.table("roles").set_index("role_id")["title"]
    rows = [
        *([] if owners is None else owner_indicators(engagement, owners, limits)),
        *defects,
        *_role_indicators(engagement),
        *load_indicators(roles),
        *line_indicators(engagement.table("roles")),
        *activity_indicators(states),
        clarity_gap(engagement, method),
        *item_indicators(
            engagement, [item for item in method.items.values() if item.step == "roles"], method.thresholds.seed
        ),
    ]
    tables = {
        "processes": pd.DataFrame() if owners is None else owners,
        "matrix": pd.DataFrame() if owners is None else _matrix(engagement, owners, titles),
        "roles": roles,
        "levels": _levels(roles, owners),
        "activities": activities_table(states, titles),
        "defects": defects_table(defects),
        "lists": pd.DataFrame({"table": [name for name in LISTS if engagement.has(name)]}, dtype="str"),
    }
    gaps = tuple(role_gaps(engagement, owners, states, roles, tables["defects"]))
    return StepResult("roles", indicators_frame(rows), tables, gaps, limits=limits)


def _role_indicators(engagement: Engagement) -> list[dict[str, object] | None]:
    """How many roles have any responsibility that a source defines, and how many no source names at all."""
    roles, said = engagement.table("roles"), statements(engagement)
    if roles.empty or said.empty:
        return []
    defined = said[said["assignment"].isin(["A", "R"]) & said["clarity"].ne("undefined")]
    refs = said.groupby("role_id")["ref"].agg(tuple).to_dict()
    shown: list[tuple[str, ...]] = [
        (f"roles:{row}", *refs.get(role, ())) for role, row in zip(roles["role_id"], roles["row"], strict=True)
    ]
    rows = roles.assign(refs=pd.Series(shown, index=roles.index, dtype="object"))
    named = roles["role_id"].isin(said["role_id"]) | roles["role_id"].isin(claims(engagement)["role_id"])
    return [
        counted_share("roles.roles_described", rows, roles["role_id"].isin(defined["role_id"]), label="title"),
        counted_share("roles.unassigned", rows, ~named, label="title"),
    ]


def _matrix(engagement: Engagement, owners: pd.DataFrame, titles: pd.Series) -> pd.DataFrame:
    said = statements(engagement)[["subject_id", "role_id", "assignment"]]
    claimed = claims(engagement)[["subject_id", "role_id"]].assign(assignment="A")
    cells = pd.concat([said, claimed]).rename(columns={"subject_id": "process_id", "assignment": "letter"})
    cells = cells[cells["process_id"].isin(owners["process_id"])]
    cells["order"] = cells["letter"].map({letter: i for i, letter in enumerate(_STRENGTH)})
    cells = cells.sort_values("order", kind="stable").drop_duplicates(["process_id", "role_id"]).drop(columns="order")
    state = owners.set_index("process_id")
    kinds = {"one": "sound", "several": "several"}
    cells["kind"] = [
        "" if letter != "A" else _kind(state.loc[process], role, kinds)
        for process, role, letter in zip(cells["process_id"], cells["role_id"], cells["letter"], strict=True)
    ]
    return cells.assign(title=named(cells["role_id"], titles)).reset_index(drop=True)


def _kind(process: pd.Series, role: str, kinds: dict[str, str]) -> str:
    if process["status"] == "none" or role not in process["owners"]:
        return "part"  # accountable for single activities, not for the whole
    if role in process["disputed"]:
        return "disputed"
    return kinds.get(process["status"], "several")


def _roles_table(engagement: Engagement, limits: Thresholds) -> pd.DataFrame:
    roles = engagement.table("roles")
    line = reporting_line(roles).reindex(roles["role_id"]).reset_index(drop=True)
    titles = roles.set_index("role_id")["title"]
    frame = roles[["role_id", "title", "level", "function", "row"]].reset_index(drop=True)
    frame["level_name"] = frame["level"].map(LEVEL_NAMES)
    frame["direct_reports"], frame["layer"], frame["superior"] = (
        line["direct_reports"],
        line["layer"],
        line["superior"].map(titles),
    )
    return frame.merge(load_by_role(engagement, limits), on="role_id", how="left")


def _levels(roles: pd.DataFrame, owners: pd.DataFrame | None) -> pd.DataFrame:
    key = pd.DataFrame() if owners is None else owners[owners["is_key"] & owners["status"].eq("one")]
    owning = pd.Series([ids[0] for ids in key["owners"]] if len(key) else [], dtype="str")
    rows = []
    for level in LEVELS:
        part = roles[roles["level"] == level]
        if len(part):
            heads = part.loc[part["direct_reports"] > 0, "direct_reports"]
            idle = part["named"].eq(False).sum() if part["named"].notna().any() else pd.NA
            rows.append(
                (LEVEL_NAMES[level], len(part), int(part["accountable"].sum()), int(owning.isin(part["role_id"]).sum()),
                 float(heads.median()) if len(heads) else None, idle)
            )  # fmt: skip
    return pd.DataFrame(rows, columns=["level_name", "roles", "accountable", "owned", "reports", "idle"])
