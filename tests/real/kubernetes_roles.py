"""Seats of the community → roles and responsibilities.

A role is a seat, not a person: "SIG Apps chair, seat 1 of 3". Chairs are not folded into one office, since the governance
gives the same accountability to each of them ("There is no singular lead to any Kubernetes community group", two or more
chairs and two or more tech leads); to fold them would make one accountable role out of several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.real import documents
from tests.real.client_folder import read_yaml
from tests.real.community import Group, Subproject, repeated_names

MAPPINGS = Path(__file__).parent / "mappings" / "kubernetes"
MINOR_RELEASE = "minor_release"
RELEASE_ROLES = {"release_team_lead": "Release Team Lead", "enhancements_lead": "Enhancements Lead"}
"""Told by the handbooks of the Release Team, filled anew for each release."""

LEVELS = {"sig": "senior", "wg": "middle", "committee": "senior"}
GOVERNANCE = "committee-steering/governance/sig-governance.md"


def chairs(group: Group) -> list[str]:
    """The ids of the seats of a group's chairs, or of a committee's members."""
    office = "member" if group.kind == "committee" else "chair"
    return [f"{group.id}_{office}_{n}" for n in range(1, group.chairs + 1)]


def tech_leads(group: Group) -> list[str]:
    return [f"{group.id}_tech_lead_{n}" for n in range(1, group.tech_leads + 1)]


def vacant_tech_leads(group: Group) -> list[str]:
    """The two seats that every SIG must have ("Number: 2+") where this one names nobody."""
    return [f"{group.id}_tech_lead_vacant_{n}" for n in (1, 2)] if group.kind == "sig" and not group.tech_leads else []


def subproject_leads(sub: Subproject) -> list[str]:
    return [f"{sub.id}_lead_{n}" for n in range(1, sub.leads + 1)]


def owners(sub: Subproject) -> list[str]:
    """One role for all whom the linked OWNERS files name: the files themselves were not handed over."""
    return [f"{sub.id}_owners"] if sub.owners else []


def roles(groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Rows of roles.csv."""
    double = repeated_names(groups)
    for group in groups:
        top = group.id == "committee_steering"
        liaison = f"committee_steering_member_{group.liaison}" if group.liaison else None
        same = {"level": "executive" if top else LEVELS[group.kind], "function": group.title, "reports_to": liaison}
        if group.kind == "wg":  # no function: its members come from the stakeholder SIGs
            same["function"] = None
        office = "member" if group.kind == "committee" else "chair"
        yield from _seats(chairs(group), f"{group.title} {office}", same)
        yield from _seats(tech_leads(group), f"{group.title} tech lead", same)
        yield from _seats(vacant_tech_leads(group), f"{group.title} tech lead, nobody named", same)
        for sub in group.subprojects:
            name = f"{sub.name} ({group.title})" if sub.name in double else sub.name
            yield from _seats(subproject_leads(sub), f"{name} lead", {"level": "middle", "function": group.title})
            for role in owners(sub):
                yield {"role_id": role, "title": f"{name} owners", "level": "middle", "function": group.title}
    for role_id, title in RELEASE_ROLES.items():
        yield {"role_id": role_id, "title": title, "level": "middle", "function": "SIG Release"}


def _seats(ids: list[str], title: str, same: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for number, role_id in enumerate(ids, start=1):
        seat = f", seat {number} of {len(ids)}" if len(ids) > 1 else ""
        yield {"role_id": role_id, "title": title + seat, **same}


def responsibilities(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Rows of responsibilities.csv; raises where a document does not bear a duty out."""
    duties = read_yaml(MAPPINGS / "duties.yaml")
    documents.must_say(source, GOVERNANCE, "Leads have specific decision-making power over some part of a group")
    for duty in duties:
        documents.must_say(source, duty["document"], duty["says"], duty.get("repository", "community"))
    for group in groups:
        offices = {
            f"{group.kind} chair" if group.kind != "committee" else "committee member": chairs(group),
            "tech lead": tech_leads(group),
        }
        mine = [d for d in duties if d.get("group", group.id) == group.id]
        yield from _rows(group.id, offices, mine)
        if group.id == "sig_release":
            yield from _rows(MINOR_RELEASE, {"release team lead": ["release_team_lead"]}, mine)
        yield from _unfilled(group.id, vacant_tech_leads(group), duties)
        for sub in group.subprojects:
            yield from _rows(sub.id, _offices_of(sub), mine)
    yield from _of_management(source, groups)


def _of_management(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Who answers for a management process: a role of the Release Team, or every seat of an office."""
    for entry in read_yaml(MAPPINGS / "management_processes.yaml"):
        for answer in entry.get("answers", ()):
            proof = answer if "says" in answer else entry
            documents.must_say(source, proof["document"], proof["says"], proof.get("repository", "community"))
            seats = chairs if answer.get("office") == "chair" else tech_leads
            whose = [g for g in groups if g.id in answer.get("of", ()) or g.kind in answer.get("of", ())]
            for role in [answer["role"]] if "role" in answer else [seat for g in whose for seat in seats(g)]:
                yield {
                    "subject_id": entry["id"], "role_id": role,
                    "assignment": answer["assignment"], "source": _called(proof["document"]), "clarity": "clear",
                    "in_job_description": True,
                }  # fmt: skip


def _offices_of(sub: Subproject) -> dict[str, list[str]]:
    offices = {"subproject lead": subproject_leads(sub), "owners": owners(sub)}
    if not sub.leads:
        offices["owners, where no lead is named"] = owners(sub)
    return offices


def _rows(
    subject: str, offices: Mapping[str, list[str]], duties: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    for duty in duties:
        for role in offices.get(duty["to"], []):
            yield {
                "subject_id": subject, "activity": duty["activity"], "role_id": role, "assignment": duty["assignment"],
                "source": duty.get("source") or _called(duty["document"]), "clarity": "clear", "executable": duty.get("executable"),
                "in_job_description": True,
            }  # fmt: skip


def _unfilled(subject: str, vacant: list[str], duties: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """The duties of tech leads where the governance asks for two and sigs.yaml names none: nobody can carry them out."""
    general = [d for d in duties if d["to"] == "tech lead" and "group" not in d]
    for row in _rows(subject, {"tech lead": vacant}, general):
        yield {**row, "executable": False}


def _called(document: str) -> str:
    """What a reader calls the document."""
    names = {
        GOVERNANCE: "SIG governance",
        "committee-steering/governance/wg-governance.md": "Working group governance",
        "sigs.yaml": "Mission statement in sigs.yaml",
        "release-team/role-handbooks/release-team-lead/README.md": "Handbook of the Release Team Lead",
        "contributors/devel/sig-release/release.md": "Guide to the release cycle",
        "releases/release-1.36/README.md": "Schedule of release 1.36",
        "committee-steering/governance/annual-reports.md": "Guide to annual reports",
    }
    return names.get(document) or f"Charter of SIG {document.partition('/')[0].removeprefix('sig-').title()}"
