"""Objectives of SIG Scalability and the metrics that groups name in their annual reports → goals, metrics, measurements.

Thin on purpose: so is the source. Who collects, reports and decides is told for four metrics only, and stays empty elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.real import documents, kubernetes_release
from tests.real.client_folder import read_yaml
from tests.real.community import Group
from tests.real.kubernetes_roles import MAPPINGS

_PROOF = ("document", "says", "repository", "figures")


def goals(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Rows of goals.csv; raises where a document does not bear one out.

    A working group has a goal by its nature ("It has a clear goal measured through a specific deliverable or deliverables"):
    its mission statement, first sentence. The mission of a SIG is a scope without an end, so it is none.
    """
    for entry in read_yaml(MAPPINGS / "metrics.yaml")["goals"]:
        yield _row(source, entry, "goal_id")
    documents.must_say(source, "committee-steering/governance/wg-governance.md", "It has a clear goal measured through")
    for group in groups:
        if group.kind == "wg":
            yield {"goal_id": f"{group.id}_goal", "text": group.mission, "level": "team", "process_id": group.id}


def metrics(source: Path, groups: Sequence[Group]) -> Iterator[dict[str, Any]]:
    """Rows of metrics.csv; raises where a document does not bear one out.

    The goal of a working group is "measured through a specific deliverable or deliverables", which its charter lists.
    """
    reading = read_yaml(MAPPINGS / "metrics.yaml")
    for entry in reading["metrics"]:
        yield _row(source, entry, "metric_id")
    for group in groups:
        if group.kind == "wg":
            listed = reading["deliverables"].get(group.id, "Deliverables")
            documents.must_say(source, f"{group.folder}/charter.md", listed)
            yield {
                "metric_id": f"{group.id}_deliverables", "name": f"{group.title}: deliverables of its charter that are done",
                "process_id": group.id, "goal_id": f"{group.id}_goal", "kind": "lagging", "focus": "outcome", "direction": "up",
            }  # fmt: skip


def measurements(source: Path) -> Iterator[dict[str, Any]]:
    """Rows of measurements.csv: the figures that stand in the reports, and those counted in the records of the releases."""
    yield from _of_releases(source)
    for entry in read_yaml(MAPPINGS / "metrics.yaml")["metrics"]:
        figures = entry.get("figures", {"documents": {}})
        for year, document in figures["documents"].items():
            found = re.search(figures["pattern"], documents.read(source, document), re.DOTALL)
            if found is None:
                raise ValueError(f"{document} holds no figure for {entry['id']}: mend its pattern")
            target = figures.get("target")
            yield {"metric_id": entry["id"], "period": year, "target": target, "actual": found[1].replace(",", "")}


def _of_releases(source: Path) -> Iterator[dict[str, Any]]:
    """Releases per whole year, and requests for an exception per release, dated by the month of the release."""
    days = kubernetes_release.released(source)
    asked = kubernetes_release.requests(source)
    for year, number in sorted(Counter(day.year for day in days.values()).items()):
        if year < max(days.values()).year:
            yield {"metric_id": "releases_a_year", "period": year, "target": 3, "actual": number}
    for minor, freezes in asked.items():
        number = sum(map(len, freezes.values()))
        yield {"metric_id": "release_exceptions", "period": f"{days[minor]:%Y-%m}", "actual": number}


def _row(source: Path, entry: Mapping[str, Any], key: str) -> dict[str, Any]:
    documents.must_say(source, entry["document"], entry["says"], entry.get("repository", "community"))
    return {key: entry["id"]} | {k: v for k, v in entry.items() if k != "id" and k not in _PROOF}
