"""Who answers for each process, by every source at once.

A claim is one statement that names a role accountable: a row of the list of responsibilities, or the owner in the list of
processes, which counts as one more source. The owner of a process is the role that answers for the whole of it: claims without
an activity, or for managing it. Where no source says that, a single role that is accountable for some part is taken as the owner,
and several such roles are not: each then answers for its part and nobody for the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, TypeAlias

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.result import indicator
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import phrase
from assessment_kit.method.thresholds import ProcessLimits

Status: TypeAlias = Literal["one", "none", "several", "disagree"]

WHOLE = ("", "manage")
"""Activities of a claim that stand for the whole process."""

PROCESS_LIST = "process list"
CLAIM_COLUMNS = ("subject_id", "activity", "role_id", "source", "executable", "ref")


def claims(engagement: Engagement) -> pd.DataFrame:
    """Every statement that names a role accountable.

    Returns
    -------
    subject_id (a process or management process), activity ("" for all of it), role_id, source (as written, without case; "" where
    none is given: all such rows count as one source), executable, ref (``responsibilities:12``).
    """
    listed = statements(engagement)
    listed = listed[listed["assignment"] == "A"]
    processes = engagement.table("processes")
    owned = processes[processes["owner_role_id"].notna()]
    named = pd.DataFrame(
        {
            "subject_id": owned["process_id"], "activity": "", "role_id": owned["owner_role_id"], "source": PROCESS_LIST,
            "executable": pd.Series(pd.NA, index=owned.index, dtype="boolean"), "ref": _refs("processes", owned["row"]),
        }
    )  # fmt: skip
    parts = [part[list(CLAIM_COLUMNS)] for part in (listed, named) if len(part)]
    return pd.concat(parts, ignore_index=True) if parts else named[list(CLAIM_COLUMNS)]


def statements(engagement: Engagement) -> pd.DataFrame:
    """The list of responsibilities, with source and activity as words to compare by, and `ref`."""
    rows = engagement.table("responsibilities")
    return rows.assign(
        activity=rows["activity"].fillna(""),
        source=rows["source"].fillna("").str.strip().str.casefold(),
        ref=_refs("responsibilities", rows["row"]),
    )


def _refs(table: str, rows: pd.Series) -> pd.Series:
    return table + ":" + rows.astype(str)


def named(ids: pd.Series, names: Mapping[Any, Any] | pd.Series) -> pd.Series:
    """What people call these, by id; the id itself where no list has it, and also where there is no list at all."""
    known = dict(names.items())
    return pd.Series([str(known.get(i, i)) for i in ids], index=ids.index, dtype="str")


def settled(claimed: pd.DataFrame, by: Sequence[str]) -> pd.DataFrame:
    """Do the sources settle who is accountable?

    Parameters
    ----------
    claimed : claims, see `claims`.
    by : the columns that say what is claimed, such as subject_id, or subject_id and activity.

    Returns
    -------
    One row per claimed thing, indexed by `by`: status (``one`` role in all sources that name any; ``several`` roles, the same
    in all of them; ``disagree`` where they name different ones), owners (every role named), disputed (those that only some of
    the sources name), refs.
    """
    by_source: dict[tuple[str, ...], dict[str, dict[str, None]]] = {}
    refs: dict[tuple[str, ...], list[str]] = {}
    keys = list(zip(*(claimed[name] for name in by), strict=True))
    for key, source, role, ref in zip(keys, claimed["source"], claimed["role_id"], claimed["ref"], strict=True):
        by_source.setdefault(key, {}).setdefault(source, {})[role] = None
        refs.setdefault(key, []).append(ref)
    rows = [
        (*_agreement([tuple(roles) for roles in named.values()]), tuple(refs[key])) for key, named in by_source.items()
    ]
    index = (
        pd.MultiIndex.from_tuples(by_source, names=list(by))
        if len(by) > 1
        else pd.Index([k[0] for k in by_source], name=by[0])
    )
    return pd.DataFrame(rows, columns=["status", "owners", "disputed", "refs"], index=index, dtype="object")


def _agreement(named: Sequence[tuple[str, ...]]) -> tuple[Status, tuple[str, ...], tuple[str, ...]]:
    """From the roles that each source names: status, every role named, those that only some of the sources name."""
    owners = tuple(dict.fromkeys(role for roles in named for role in roles))
    disputed = tuple(role for role in owners if not all(role in roles for roles in named))
    if disputed:
        return "disagree", owners, disputed
    return ("one" if len(owners) == 1 else "several"), owners, ()


def subject_owners(claimed: pd.DataFrame) -> pd.DataFrame:
    """Per subject with any claim: `settled` over the whole of it, else over its parts; `in_parts` where nobody has the whole."""
    whole = claimed["activity"].isin(WHOLE)
    of_whole = settled(claimed[whole], ["subject_id"])
    rest = settled(claimed[~claimed["subject_id"].isin(of_whole.index)], ["subject_id"])
    in_parts = rest["owners"].map(len) > 1
    rest = rest.assign(status=rest["status"].mask(in_parts, "none"), in_parts=in_parts)
    parts = [part for part in (of_whole.assign(in_parts=False), rest) if len(part)]
    return pd.concat(parts) if parts else rest


def process_owners(engagement: Engagement, limits: ProcessLimits) -> pd.DataFrame | None:
    """The state of ownership of every process, in the order of the client's list.

    Returns
    -------
    process_id, name, category, is_key, functions, revenue_importance, performance_problem, urgency (importance × problem, 1–25;
    NA where either is not known), row; status (one, none, several, disagree), verdict (in words), owners and disputed (role
    ids), in_parts, can_act (has the one owner the authority? NA where no source says), refs (of every statement about the process).
    Processes of which only the list of processes could speak, and does not, are left out; None where that is all of them:
    ownership is not known, which is not the same as nobody.
    """
    processes = engagement.table("processes")
    said = statements(engagement)
    about = said[said["subject_id"].isin(processes["process_id"])]
    if processes.empty or (about.empty and processes["owner_role_id"].isna().all()):
        return None
    claimed = claims(engagement)
    state = subject_owners(claimed).reindex(processes["process_id"])
    frame = processes[
        ["process_id", "name", "category", "functions", "revenue_importance", "performance_problem", "row"]
    ].copy()
    frame["is_key"] = frame.index.isin(key_processes(processes, limits).index)
    frame["urgency"] = frame["revenue_importance"] * frame["performance_problem"]
    frame["status"] = state["status"].fillna("none").to_numpy()
    for column in ("owners", "disputed"):
        frame[column] = pd.Series(
            [v if isinstance(v, tuple) else () for v in state[column]], index=frame.index, dtype="object"
        )
    frame["in_parts"] = state["in_parts"].eq(True).to_numpy()
    frame["verdict"] = [
        verdict(s, len(o), in_parts=p)
        for s, o, p in zip(frame["status"], frame["owners"], frame["in_parts"], strict=True)
    ]
    frame["can_act"] = _can_act(frame, claimed)
    frame["refs"] = _all_refs(frame, about)
    return frame[~_not_known(engagement, about)]


def _not_known(engagement: Engagement, about: pd.DataFrame) -> pd.Series:
    """Processes of which nothing is known: no source but the list of processes speaks, and its cell is empty or was faulty."""
    processes = engagement.table("processes")
    faulty = {p.row for p in engagement.problems if p.column == "owner_role_id" and "processes" in p.file}
    unsaid = processes["owner_role_id"].isna() & ~processes["process_id"].isin(about["subject_id"])
    return unsaid & (processes["row"].isin(faulty) | about.empty)


def verdict(status: str, owners: int, *, in_parts: bool = False) -> str:
    """The state in two words: One owner, No owner, Two owners, Papers disagree, Parts only."""
    if status == "several":
        return phrase("{count} owners", count=words.sentence_case(words.count_word(owners)))
    told = {"one": phrase("One owner"), "disagree": phrase("Papers disagree")}
    return told.get(status, phrase("Parts only") if in_parts else phrase("No owner"))


def counted_share(
    indicator_id: str, rows: pd.DataFrame, counted: pd.Series, *, subject: str = "", label: str = "name"
) -> dict[str, object] | None:
    """As `result.share`, with the references in the rows' own `refs`, since a state of ownership rests on several lists."""
    known = counted.astype("boolean").dropna()
    if known.empty:
        return None
    hits = rows.loc[known.index[known.astype(bool)]]
    shown = hits if len(hits) else rows.loc[known.index]
    evidence = dict.fromkeys(ref for refs in shown["refs"] for ref in refs)
    return indicator(
        indicator_id, known.astype(float).mean(), "share", len(known), evidence, subject=subject,
        count=float(known.sum()), examples=tuple(dict.fromkeys(hits[label].astype(str))),
    )  # fmt: skip


def _can_act(frame: pd.DataFrame, claimed: pd.DataFrame) -> pd.Series:
    """False as soon as one source says that the one owner cannot; NA where none says either way."""
    known = claimed[claimed["executable"].notna()].groupby(["subject_id", "role_id"])["executable"].min()
    answers = known.to_dict()
    values = [
        answers.get((process, owners[0]), pd.NA) if status == "one" else pd.NA
        for process, status, owners in zip(frame["process_id"], frame["status"], frame["owners"], strict=True)
    ]
    return pd.Series(values, index=frame.index, dtype="boolean")


def _all_refs(frame: pd.DataFrame, about: pd.DataFrame) -> pd.Series:
    """The row of the process itself, then every statement about it: for "nobody answers" the proof is that none says A."""
    said = about.groupby("subject_id")["ref"].agg(tuple).to_dict()
    values = [
        (f"processes:{row}", *said.get(process, ()))
        for process, row in zip(frame["process_id"], frame["row"], strict=True)
    ]
    return pd.Series(values, index=frame.index, dtype="object")
