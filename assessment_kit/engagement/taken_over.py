"""Sheets of inventory.xlsx whose rows a form wrote to a csv file: the list stands in both, and nothing is wrong with that.

Which sheet it was is kept as a digest in the folder's hidden part. A sheet that was changed afterwards is told again: somebody
filled in rows there that nobody reads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from assessment_kit.engagement.sheets import Sheet

RECORD = ".assessment/taken_over.json"


def is_taken_over(folder: Path, name: str, sheet: Sheet) -> bool:
    """The rows of this sheet, as they stand there now, went to the list's csv file."""
    return taken_over(folder).get(name) == digest_of_sheet(sheet)


def taken_over(folder: Path) -> Mapping[str, str]:
    """List → digest of the sheet that its csv file was made from; nothing where that is not on record."""
    try:
        told = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in told.items()} if isinstance(told, dict) else {}


def digest_of_sheet(sheet: Sheet) -> str:
    """What tells one content of a sheet from another."""
    return hashlib.sha256(json.dumps(sheet.rows).encode()).hexdigest()
