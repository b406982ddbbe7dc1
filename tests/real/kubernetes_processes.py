"""Groups and subprojects → processes; what the documents tell of planning and managing → management processes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.real import documents, kubernetes_roles
from tests.real.client_folder import read_yaml
from tests.real.community import Group, Subproject, repeated_names
from tests.real.kubernetes_meetings import at_least_monthly

MAPPINGS = kubernetes_roles.MAPPINGS
WHOLE = {"sig": "{} area", "wg": "{} initiative", "committee": "{}"}


def processes(
    source: Path, groups: Sequence[Group], measured: Mapping[str, bool | None], release_hours: float
) -> Iterator[dict[str, Any]]:
    """Rows of processes.csv; raises where a document does not bear out what is said of the release.

    Parameters
    ----------
    measured : group id → whether its leads say that they measure their work end to end; None where they do not say.
    release_hours : from the start of a release's cycle to the release, as scheduled.
    """
    reading = read_yaml(MAPPINGS / "processes.yaml")
    double = repeated_names(groups)
    for group in groups:
        own = reading["groups"].get(group.id, {})
        category = own.get("category", reading["category"][group.kind])
        yield {
            "process_id": group.id, "name": own.get("name", WHOLE[group.kind].format(group.name)), "category": category,
            "functions": group.stakeholders or (group.title,), "is_key": group.kind == "sig",
            "managed": _managed(group), "measured": measured.get(group.id),
        }  # fmt: skip
        if group.id == "sig_release":
            yield _minor_release(source, release_hours)
        for sub in group.subprojects:
            name = f"{sub.name} ({group.title})" if sub.name in double else sub.name
            yield {
                "process_id": sub.id, "name": name, "parent_id": group.id, "functions": (group.title,), "is_key": False,
                "category": reading["subprojects"].get(sub.id, category), "owner_role_id": _owner(sub),
                "managed": True if any(at_least_monthly(m["frequency"]) for m in sub.meetings) else None,
            }  # fmt: skip


def management_processes(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Rows of management_processes.csv; raises where a document does not bear one out."""
    covers = {"sigs": [g.id for g in groups if g.kind == "sig"], "release": [kubernetes_roles.MINOR_RELEASE]}
    covers |= {g.id: [g.id] for g in groups}
    for entry in read_yaml(MAPPINGS / "management_processes.yaml"):
        documents.must_say(source, entry["document"], entry["says"], entry.get("repository", "community"))
        if "feeds_says" in entry:
            documents.must_say(source, entry["feeds_document"], entry["feeds_says"])
        yield {
            "management_process_id": entry["id"], "name": entry["name"], "activity": entry["activity"],
            "formality": entry.get("formality"), "covers_processes": covers.get(entry.get("covers", ""), []),
            "feeds": entry.get("feeds", []), "frequency": entry.get("frequency"),
        }  # fmt: skip


def _managed(group: Group) -> bool | None:
    """Does the group meet at least monthly? For committees, whose meetings are not all published, only a yes is known."""
    meets = any(at_least_monthly(m["frequency"]) for m in group.meetings)
    return meets if meets or group.kind != "committee" else None


def _owner(sub: Subproject) -> str | None:
    """The one role that answers for it: its only lead, or its owners where no lead is named; none where leads share it."""
    answering = kubernetes_roles.subproject_leads(sub) or kubernetes_roles.owners(sub)
    return answering[0] if len(answering) == 1 else None


def _minor_release(source: Path, hours: float) -> dict[str, Any]:
    """The work on one minor release, from the start of its cycle: the one process of which the documents tell how it runs.

    It runs through the owners of enhancements, the SIGs' leads and the Release Team, and its lead answers for it. The subproject
    Release Team, which looks after the team from release to release, is another matter.
    """
    documents.must_say(
        source,
        "contributors/devel/sig-release/release.md",
        "release spans multiple stakeholders: - the enhancement, issue, and pull request owner(s) - SIG leadership - the [Release Team]",
    )
    lead = "release-team/role-handbooks/release-team-lead/README.md"
    documents.must_say(source, lead, "taking ultimate accountability for all release tasks", "sig-release")
    return {
        "process_id": kubernetes_roles.MINOR_RELEASE, "name": "Minor release", "parent_id": "sig_release", "category": "launch",
        "functions": ("Owners of enhancements", "Leads of the SIGs", "Release Team"), "is_key": True, "managed": True,
        "owner_role_id": "release_team_lead", "model": "current", "objective_hours": hours,
        "result_objective": "A release on the published date", "customer": "Users of Kubernetes",
    }  # fmt: skip
