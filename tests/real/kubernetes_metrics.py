"""Objectives of SIG Scalability and the metrics that groups name in their annual reports → goals, metrics, measurements.

Thin on purpose: so is the source. Who collects, reports and decides is told for four metrics only, and stays empty elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.real import documents
from tests.real.client_folder import read_yaml
from tests.real.community import Group
from tests.real.kubernetes_roles import MAPPINGS

_PROOF = ("document", "says", "figures")


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


def metrics(source: Path) -> Iterator[dict[str, Any]]:
    """Rows of metrics.csv; raises where a document does not bear one out."""
    for entry in read_yaml(MAPPINGS / "metrics.yaml")["metrics"]:
        yield _row(source, entry, "metric_id")


def measurements(source: Path) -> Iterator[dict[str, Any]]:
    """Rows of measurements.csv: the figures that stand in the reports of two years."""
    for entry in read_yaml(MAPPINGS / "metrics.yaml")["metrics"]:
        figures = entry.get("figures", {"documents": {}})
        for year, document in figures["documents"].items():
            found = re.search(figures["pattern"], documents.read(source, document), re.DOTALL)
            if found is None:
                raise ValueError(f"{document} holds no figure for {entry['id']}: mend its pattern")
            yield {"metric_id": entry["id"], "period": year, "actual": found[1].replace(",", "")}


def _row(source: Path, entry: Mapping[str, Any], key: str) -> dict[str, Any]:
    documents.must_say(source, entry["document"], entry["says"])
    return {key: entry["id"]} | {k: v for k, v in entry.items() if k != "id" and k not in _PROOF}
