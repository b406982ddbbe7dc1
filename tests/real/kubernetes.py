"""The Kubernetes community as a client: sigs.yaml, charters, governance, annual reports, surveys and release handbooks.

Run as ``python -m tests.real.kubernetes SOURCE TARGET``. What is mapped to what, and why, stands in tests/real/README.md.
No name, handle or address of a person reaches the folder: people are counted where sigs.yaml is read, and what is quoted is
held against everyone who is named there.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.real import (
    kubernetes_meetings,
    kubernetes_metrics,
    kubernetes_processes,
    kubernetes_release,
    kubernetes_reports,
    kubernetes_roles,
    kubernetes_survey,
)
from tests.real.client_folder import read_yaml, write_table, write_yaml
from tests.real.community import Group, read_groups


def make(source: Path, target: Path) -> Path:
    """Write the client's folder.

    Parameters
    ----------
    source : the folder that holds community/ and sig-release/.
    target : the client's folder to write; made where it is absent.

    Returns
    -------
    The client's folder.

    Raises
    ------
    ValueError
        A document does not say what the mapping claims that it says.
    """
    target.mkdir(parents=True, exist_ok=True)
    groups = read_groups(source)
    measured = kubernetes_reports.measured(source, groups)
    hours = kubernetes_release.scheduled_hours(source)
    tables: dict[str, Iterable[dict[str, Any]]] = {
        "processes": kubernetes_processes.processes(source, groups, measured, hours),
        "management_processes": kubernetes_processes.management_processes(source, groups),
        "process_steps": kubernetes_release.process_steps(source),
        "roles": kubernetes_roles.roles(groups),
        "responsibilities": kubernetes_roles.responsibilities(source, groups),
        "goals": kubernetes_metrics.goals(source, groups),
        "metrics": kubernetes_metrics.metrics(source, groups),
        "measurements": kubernetes_metrics.measurements(source),
        "reports": _reports(source, groups),
        "meetings": kubernetes_meetings.meetings(source, groups),
    }
    for name, rows in tables.items():
        write_table(target, name, rows)
    write_yaml(target / "engagement.yaml", _engagement())
    for kind in ("items", "situations"):
        (target / "method" / kind).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kubernetes_roles.MAPPINGS / f"{kind}.yaml", target / "method" / kind / "kubernetes.yaml")
    kubernetes_reports.write_interviews(source, target, groups, personal(source))
    kubernetes_survey.write_survey(source, target)
    return target


def personal(source: Path) -> re.Pattern[str]:
    """Finds every name, handle and address of sigs.yaml, and anything that looks like a mention or an address."""
    people = list(_people(read_yaml(source / "community" / "sigs.yaml")))
    words = {str(person[key]) for person in people for key in ("name", "github", "email") if person.get(key)}
    return re.compile("@|" + "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words)), re.IGNORECASE)


def _people(content: Any) -> Iterator[dict[str, Any]]:
    """Every entry of the file that is a person."""
    if isinstance(content, dict):
        if "github" in content:
            yield content
        for part in content.values():
            yield from _people(part)
    elif isinstance(content, list):
        for part in content:
            yield from _people(part)


def _reports(source: Path, groups: Iterable[Group]) -> Iterator[dict[str, Any]]:
    """The annual report of each group that wrote one for 2025. Its producers are several, so none is named."""
    for group in groups:
        if (source / "community" / group.folder / "annual-report-2025.md").exists():
            yield {
                "report_id": f"{group.id}_annual_report", "name": f"Annual report of {group.title}",
                "receivers": ["committee_steering__public_steering_committee_meeting"], "frequency": "yearly",
            }  # fmt: skip


def _engagement() -> dict[str, Any]:
    return {
        "client": "The Kubernetes community",
        "short_name": "Kubernetes",
        "wave": "From public documents, August 2026",
        "date": "2026-08-21",
        "mode": "full",
        "scope": "large",
        "context": "stand_alone",
        "minimum_group": 5,
        "own_method": "method",
    }


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: T201  the script's one word
