"""A calendar to propose: which existing meeting takes up which process, what could merge, what has to earn its place (PM-64 … PM-66).

The proposal is cautious. A meeting takes up a process only if it is well made and brings most of the process's functions
together; each process adds some minutes to every meeting. Two meetings merge only where their agendas bear it out and
hours are saved after the other's own topics and people have been taken along. What is badly made and doubted is named, but
its hours are not counted as saved. A new meeting is proposed only for processes that find no place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, cast

import pandas as pd

from assessment_kit.analysis.landscape import key_processes
from assessment_kit.analysis.meeting_hours import LEVELS, rhythm
from assessment_kit.analysis.result import indicator
from assessment_kit.analysis.review_cascade import ALIGNING
from assessment_kit.method.thresholds import ProposalLimits, Thresholds

NEW_NAME = "Process review (new)"
CHANGES = ("takes up", "new", "merges", "earns its place")
COLUMNS = (
    "meeting_id", "name", "change", "into", "processes", "lacks", "rhythm", "hours_before", "hours_after", "minutes_after", "row",
)  # fmt: skip


@dataclass(frozen=True)
class _Seats:
    """One meeting as it would be held."""

    name: str
    people: tuple[str, ...]
    minutes: float
    per_year: float
    processes: tuple[str, ...] = ()

    @property
    def hours(self) -> float:
        return self.minutes / 60 * len(self.people) * self.per_year


@dataclass(frozen=True)
class ToBe:
    """The proposal.

    changes : one row per change: meeting_id ("" for a new one), name, change (one of CHANGES), into (name of the meeting that it
        merges into), processes (names that it takes up), lacks (what one that must earn its place has not), rhythm, hours_before
        and hours_after (a year, all people; of both meetings where they merge), minutes_after, row (0 for a new one).
    levels : one row per level, from the top: level, label, roles (that sit in meetings), before, after (hours a year).
    wanting : names of the key processes that want a place; placed : those of them that find one in an existing meeting.
    before, after : hours a year of all meetings whose hours are known.
    """

    changes: pd.DataFrame
    levels: pd.DataFrame
    wanting: tuple[str, ...] = ()
    placed: tuple[str, ...] = ()
    before: float = 0.0
    after: float = 0.0
    rows: tuple[int, ...] = field(default=())


def to_be_calendar(
    meetings: pd.DataFrame, pairs: pd.DataFrame, processes: pd.DataFrame, roles: pd.DataFrame, limits: Thresholds
) -> ToBe:
    """What would change, meeting by meeting and level by level.

    Parameters
    ----------
    meetings : as made by `meetings_with_hours`; those whose hours are not known stay as they are. pairs : `overlaps` of them.
    processes, roles : the client's tables.
    """
    timed = meetings[meetings["hours"].notna()]
    today = {str(m["meeting_id"]): _seats(m) for m in _records(timed)}
    held = dict(today)
    merged = dict(_merge(held, pairs, timed))
    rules = limits.proposal
    wanting = _wanting(key_processes(processes, limits.processes))
    taken = _place(held, wanting, timed, roles, rules)
    left = [p for p in wanting if str(p["name"]) not in {name for names in taken.values() for name in names}]
    # a new meeting is proposed only where functions are known, and after a fitting meeting was looked for
    new = _new(left, roles, rules) if len(timed) else None
    after = [*held.values(), *([new] if new else [])]
    rows = [*_changes(timed, today, held, merged, rules), *(_added(new, limits) if new else ())]
    changes = pd.DataFrame(rows, columns=list(COLUMNS))
    order = changes["change"].map(CHANGES.index)
    changes = changes.assign(order=order).sort_values(["order", "hours_before"], ascending=[True, False], kind="stable")
    return ToBe(
        changes=changes[list(COLUMNS)].reset_index(drop=True),
        levels=_levels(list(today.values()), after, roles),
        wanting=tuple(str(p["name"]) for p in wanting),
        placed=tuple(name for names in taken.values() for name in names),
        before=float(sum(s.hours for s in today.values())),
        after=float(sum(s.hours for s in after)),
        rows=tuple(int(r) for r in timed["row"]),
    )


def _seats(meeting: dict[str, Any]) -> _Seats:
    return _Seats(str(meeting["name"]), tuple(meeting["people"]), float(meeting["minutes"]), float(meeting["per_year"]))


def _merge(held: dict[str, _Seats], pairs: pd.DataFrame, timed: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Merge in `held` what saves hours; yields the id that goes and the id that stays."""
    by_id = {str(m["meeting_id"]): m for m in _records(timed)}
    touched: set[str] = set()
    for pair in _records(pairs[pairs["sure"].astype(bool)]) if len(pairs) else ():
        ends = (str(pair["a"]), str(pair["b"]))
        if touched.intersection(ends) or not set(ends) <= set(by_id):
            continue
        stays, goes = sorted(
            ends, key=lambda i: (not _yes(by_id[i]["sound"]), -_number(by_id[i]["value"]), -by_id[i]["hours"])
        )
        own = 1 - pair["shared_topics"] / max(len(by_id[goes]["topics"]), 1)
        people = tuple(dict.fromkeys((*held[stays].people, *held[goes].people)))
        joint = replace(held[stays], people=people, minutes=held[stays].minutes + max(own, 0) * held[goes].minutes)
        if joint.hours < held[stays].hours + held[goes].hours:
            touched |= set(ends)
            held[stays] = joint
            del held[goes]
            yield goes, stays


def _wanting(key: pd.DataFrame) -> list[dict[str, Any]]:
    """Key processes that nobody is known to manage as a whole, the most pressing first."""
    key = key[~key["managed"].fillna(False).astype(bool) & key["functions"].map(len).gt(0)]
    pressing = key["revenue_importance"].fillna(0).astype(float) * key["performance_problem"].fillna(0).astype(float)
    return _records(key.assign(pressing=pressing).sort_values("pressing", ascending=False, kind="stable"))


def _place(
    held: dict[str, _Seats],
    wanting: list[dict[str, Any]],
    timed: pd.DataFrame,
    roles: pd.DataFrame,
    rules: ProposalLimits,
) -> dict[str, tuple[str, ...]]:
    """Give each process the meeting that suits it best; the minutes in `held` grow. Returns meeting id → names of processes."""
    function = {
        r: str(f).casefold() for r, f in zip(roles["role_id"], roles["function"], strict=True) if isinstance(f, str)
    }
    fit = {
        str(m["meeting_id"]): m
        for m in _records(timed)
        if m["purpose"] in ALIGNING and _yes(m["sound"]) and rules.fewest_times <= m["per_year"] <= rules.most_times
        and not _yes(m["doubtful"]) and str(m["meeting_id"]) in held
    }  # fmt: skip
    seated = {name: {function[p] for p in held[name].people if p in function} for name in fit}
    for process in wanting:
        needed = {str(f).casefold() for f in process["functions"]}
        chosen = max(
            fit, key=lambda name: _suits(process, needed, held[name], seated[name], fit[name], rules), default=None
        )
        if (
            chosen is not None
            and _suits(process, needed, held[chosen], seated[chosen], fit[chosen], rules)[0] >= rules.functions_share
        ):
            seats = held[chosen]
            held[chosen] = replace(
                seats, minutes=seats.minutes + rules.process_minutes, processes=(*seats.processes, str(process["name"]))
            )
    return {name: held[name].processes for name in fit if held[name].processes}


def _suits(
    process: dict[str, Any],
    needed: set[str],
    seats: _Seats,
    seated: set[str],
    meeting: dict[str, Any],
    rules: ProposalLimits,
) -> tuple[float, bool, float, float]:
    """How well a meeting suits a process: functions covered, owner present, near to monthly, few people. A full meeting does not."""
    if len(seats.processes) >= rules.most_processes:
        return -1.0, False, 0.0, 0.0
    covered = len(needed & seated) / len(needed)
    return (
        covered,
        process["owner_role_id"] in seats.people,
        -abs(float(meeting["per_year"]) - 12),
        -float(len(seats.people)),
    )


def _new(left: list[dict[str, Any]], roles: pd.DataFrame, rules: ProposalLimits) -> _Seats | None:
    """One meeting of the heads of the functions that these processes run through; None where nothing is left over."""
    rank = {level: i for i, level in enumerate(LEVELS)}
    heads = roles.assign(rank=roles["level"].map(rank)).sort_values("rank", kind="stable").drop_duplicates("function")
    head_of = {
        str(f).casefold(): str(r)
        for f, r in zip(heads["function"], heads["role_id"], strict=True)
        if isinstance(f, str)
    }
    people = tuple(
        dict.fromkeys(head_of[f.casefold()] for p in left for f in p["functions"] if f.casefold() in head_of)
    )
    if not people:
        return None
    return _Seats(NEW_NAME, people, rules.new_minutes, rules.new_times, tuple(str(p["name"]) for p in left))


def _changes(
    timed: pd.DataFrame,
    today: dict[str, _Seats],
    held: dict[str, _Seats],
    merged: dict[str, str],
    rules: ProposalLimits,
) -> Iterator[tuple[object, ...]]:
    """One row per change; differences of hours add up to the whole."""
    taken_over = {stays: goes for goes, stays in merged.items()}
    for meeting in _records(timed):
        name, rhythm, row = str(meeting["meeting_id"]), str(meeting["rhythm"]), int(meeting["row"])
        if name in merged:
            stays = merged[name]
            joint = _without_processes(held[stays], rules)
            both = today[name].hours + today[stays].hours
            yield name, meeting["name"], "merges", joint.name, (), (), rhythm, both, joint.hours, joint.minutes, row
            continue
        seats = held[name]
        if seats.processes:
            bare = _without_processes(seats, rules) if name in taken_over else today[name]
            yield (
                name,
                meeting["name"],
                "takes up",
                "",
                seats.processes,
                (),
                rhythm,
                bare.hours,
                seats.hours,
                seats.minutes,
                row,
            )
        elif _yes(meeting["doubtful"]) and _lacks(meeting) and meeting["per_year"] >= rules.fewest_times:
            hours, lacks = seats.hours, _lacks(meeting)
            yield name, meeting["name"], "earns its place", "", (), lacks, rhythm, hours, hours, seats.minutes, row


def _added(new: _Seats, limits: Thresholds) -> Iterator[tuple[object, ...]]:
    """The row of the new meeting."""
    how_often = rhythm(new.per_year, True, limits.meetings)
    yield "", new.name, "new", "", new.processes, (), how_often, 0.0, new.hours, new.minutes, 0


def _without_processes(seats: _Seats, rules: ProposalLimits) -> _Seats:
    return replace(seats, minutes=seats.minutes - rules.process_minutes * len(seats.processes), processes=())


def _lacks(meeting: dict[str, Any]) -> tuple[str, ...]:
    checks = (("has_purpose", "a purpose"), ("has_agenda", "an agenda"), ("decisions_recorded", "decisions on record"))
    return tuple(words for check, words in checks if _no(meeting[check]))


def _levels(before: list[_Seats], after: list[_Seats], roles: pd.DataFrame) -> pd.DataFrame:
    level_of = dict(zip(roles["role_id"], roles["level"], strict=True))
    rows = []
    sums = [_by_role(seats) for seats in (before, after)]
    for level, label in LEVELS.items():
        here = [r for r in {**sums[0], **sums[1]} if level_of.get(r) == level]
        if here:
            rows.append((level, label, len(here), *(sum(s.get(r, 0.0) for r in here) for s in sums)))
    return pd.DataFrame(rows, columns=["level", "label", "roles", "before", "after"])


def _by_role(meetings: list[_Seats]) -> dict[str, float]:
    sums: dict[str, float] = {}
    for seats in meetings:
        for person in seats.people:
            sums[person] = sums.get(person, 0.0) + seats.minutes / 60 * seats.per_year
    return sums


def to_be_indicators(proposal: ToBe) -> list[dict[str, object]]:
    """The proposal in figures; none where no meeting has hours."""
    if not proposal.rows:
        return []
    changes = proposal.changes
    made = [
        _counted("practices.to_be_merged", changes[changes["change"] == "merges"], proposal),
        _counted("practices.to_be_tested", changes[changes["change"] == "earns its place"], proposal),
        indicator("practices.to_be_hours", proposal.after, "hours", len(proposal.rows), _refs(changes, proposal)),
        *(
            indicator(
                "practices.to_be_level_hours",
                row["after"],
                "hours",
                int(row["roles"]),
                _refs(changes, proposal),
                subject=str(row["level"]),
            )
            for row in _records(proposal.levels)
        ),
    ]
    if proposal.wanting:
        hosts = changes[changes["change"].eq("takes up")]
        made += [
            _counted("practices.to_be_places", hosts, proposal),
            indicator("practices.to_be_placed", len(proposal.placed) / len(proposal.wanting), "share", len(proposal.wanting),
                      _refs(hosts, proposal), count=len(proposal.placed), examples=proposal.placed),
        ]  # fmt: skip
    return made


def _counted(name: str, rows: pd.DataFrame, proposal: ToBe) -> dict[str, object]:
    return indicator(
        name,
        len(rows),
        "count",
        len(proposal.rows),
        _refs(rows, proposal),
        count=len(rows),
        examples=tuple(rows["name"]),
    )


def _refs(rows: pd.DataFrame, proposal: ToBe) -> tuple[str, ...]:
    shown = [int(r) for r in rows["row"] if r] or proposal.rows
    return tuple(f"meetings:{row}" for row in shown)


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return cast(list[dict[str, Any]], frame.to_dict("records"))


def _yes(value: object) -> bool:
    return not pd.isna(cast(Any, value)) and bool(value)


def _no(value: object) -> bool:
    return not pd.isna(cast(Any, value)) and not bool(value)


def _number(value: object, unknown: float = 0.0) -> float:
    return unknown if pd.isna(cast(Any, value)) else float(cast(Any, value))
