"""sigs.yaml of the Kubernetes community: its groups, their seats, subprojects and meetings.

People are counted here and go no further: a seat has a number, never a name. The one use of a person's handle is to tell
which seat of the Steering Committee is a group's liaison.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.real.client_folder import read_yaml

KINDS = {"sigs": "sig", "workinggroups": "wg", "committees": "committee"}
TITLES = {"sig": "SIG {}", "wg": "WG {}", "committee": "{} Committee"}


@dataclass(frozen=True)
class Subproject:
    """A part of a group's work. leads: how many are named; owners: how many OWNERS files are linked."""

    id: str
    name: str
    leads: int
    owners: int
    meetings: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Group:
    """A SIG, working group or committee.

    mission : the first sentence of its mission statement, without links. liaison : the number of a seat in the Steering Committee.
    """

    id: str
    kind: str
    folder: str
    name: str
    title: str
    mission: str
    chairs: int
    tech_leads: int
    liaison: int | None
    stakeholders: tuple[str, ...]
    meetings: tuple[Mapping[str, Any], ...]
    subprojects: tuple[Subproject, ...]


def read_groups(source: Path) -> list[Group]:
    """Every group of sigs.yaml, in its order."""
    content = read_yaml(source / "community" / "sigs.yaml")
    steering = next(g for g in content["committees"] if g["dir"] == "committee-steering")
    seats = {person["github"]: number for number, person in enumerate(steering["leadership"]["chairs"], start=1)}
    return [_group(kind, entry, seats) for key, kind in KINDS.items() for entry in content[key]]


def slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")


def repeated_names(groups: Sequence[Group]) -> set[str]:
    """Names that more than one subproject has."""
    names = [sub.name for group in groups for sub in group.subprojects]
    return {name for name in names if names.count(name) > 1}


def _group(kind: str, entry: Mapping[str, Any], steering: Mapping[str, int]) -> Group:
    title = TITLES[kind].format(entry["name"])
    seats = entry["leadership"]
    return Group(
        id=slug(entry["dir"]),
        kind=kind,
        folder=entry["dir"],
        name=entry["name"],
        title=title,
        mission=re.split(
            r"(?<=[a-z])(?<!\beg)\.\s", re.sub(r"\[[^\]]*\]\([^)]*\)", "", " ".join(entry["mission_statement"].split()))
        )[0],
        chairs=len(seats.get("chairs") or ()),
        tech_leads=len(seats.get("tech_leads") or ()),
        liaison=steering.get((entry["contact"].get("liaison") or {}).get("github", "")),
        stakeholders=tuple(f"SIG {name}" for name in entry.get("stakeholder_sigs") or ()),
        meetings=tuple(entry.get("meetings") or ()),
        subprojects=tuple(_subprojects(entry)),
    )


def _subprojects(entry: Mapping[str, Any]) -> Iterator[Subproject]:
    for sub in entry.get("subprojects") or ():
        yield Subproject(
            id=f"{slug(entry['dir'])}__{slug(sub['name'])}",
            name=sub["name"],
            leads=len(sub.get("leads") or ()),
            owners=len(sub.get("owners") or ()),
            meetings=tuple(sub.get("meetings") or ()),
        )
