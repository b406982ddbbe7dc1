"""Where the real clients' data are: beside the checkout, or where ASSESSMENT_REAL says. They are never part of it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("ASSESSMENT_REAL", ROOT.parent / "shared" / "real"))

KUBERNETES = REAL / "kubernetes"
GSA = REAL / "gsa-kpi"
FLEET = REAL / "fleet-handbook"


def why_absent(source: Path) -> str:
    """The reason to skip a test for; empty where the source is there."""
    if (source / "SOURCE.txt").is_file():
        return ""
    return (
        f"the real data of {source.name} are not beside the checkout; set ASSESSMENT_REAL to the folder that holds them"
    )
