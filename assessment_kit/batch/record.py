"""What a run leaves on record for each client: run.json."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

Status: TypeAlias = Literal["ok", "failed", "skipped"]


@dataclass
class Run:
    """The run of one client.

    folder : name of its folder in the output. notebooks : notebook → ok or failed. seconds : of the whole client.
    error : one human sentence, empty when ok. problems : entries of the client's files that had a fault.
    inputs : file → sha256. letters : element → letter, for the index of the batch.
    """

    client: str
    folder: str
    status: Status = "ok"
    notebooks: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    error: str = ""
    problems: int = 0
    fingerprint: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    started: str = ""
    finished: str = ""
    figures: int = 0
    letters: dict[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def load(path: Path) -> Run | None:
    """The run on record, or None where there is none that can be read."""
    try:
        return Run(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
