"""Which files a client handed over, their bytes and their digests."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from assessment_kit.engagement.suggestions import nearest
from assessment_kit.errors import EngagementError, Problem

SETTINGS, INVENTORY, CALENDAR, DECISIONS = "engagement.yaml", "inventory.xlsx", "calendar.ics", "decisions.yaml"
INTERVIEWS, SURVEY = "interviews", "survey"


@dataclass
class Folder:
    """A client's folder. `names` are relative, with a slash, in order; `digests` fills as files are read."""

    path: Path
    names: tuple[str, ...]
    digests: dict[str, str] = field(default_factory=dict)

    def find(self, wanted: str) -> str | None:
        """The name as it stands on the disk, whatever its case."""
        return next((name for name in self.names if name.casefold() == wanted.casefold()), None)

    def within(self, subfolder: str) -> list[str]:
        """The files of a subfolder."""
        return [name for name in self.names if name.casefold().startswith(f"{subfolder}/")]

    def contents(self, name: str, problems: list[Problem]) -> bytes | None:
        """The bytes of a file; None, and a problem, where it cannot be opened."""
        try:
            data = (self.path / name).read_bytes()
        except OSError as error:
            reason = (error.strerror or "it is not readable").lower()
            problems.append(
                Problem(
                    name,
                    f"the file cannot be opened: {reason}",
                    "Close it elsewhere and check its rights.",
                    left_out="the file",
                )
            )
            return None
        self.digests[name] = hashlib.sha256(data).hexdigest()
        return data


def open_folder(path: Path) -> Folder:
    """List a client's folder.

    Raises
    ------
    EngagementError : the path is no folder, holds nothing or has no engagement.yaml; one line, with its cure.
    """
    if not str(path).isprintable():
        raise EngagementError(f"{str(path)!r} cannot be the name of a folder. Check it.")
    try:
        if not path.exists():
            raise EngagementError(f"{path} does not exist. Check the name, or make it with: assessment-kit new {path}")
        if not path.is_dir():
            raise EngagementError(f"{path} is a file. Name the client's folder that holds engagement.yaml.")
        names = _names(path)
    except OSError as error:
        raise EngagementError(f"{path} cannot be opened. Check your rights to it.") from error
    if not names:
        raise EngagementError(f"{path} is empty. Fill it with: assessment-kit new {path}")
    folder = Folder(path, names)
    if folder.find(SETTINGS) is None:
        other = nearest(SETTINGS, (name for name in names if "/" not in name))
        cure = (
            f"Rename {other} to {SETTINGS}."
            if other
            else f"Write one, or make the folder with: assessment-kit new {path}"
        )
        raise EngagementError(f"{path} has no {SETTINGS}. {cure}")
    return folder


def _names(path: Path) -> tuple[str, ...]:
    names = []
    for entry in sorted(path.iterdir(), key=lambda p: p.name):
        if entry.name.startswith((".", "~$")):  # hidden, or Excel's mark that a file is open
            continue
        if entry.name.casefold() in (INTERVIEWS, SURVEY) and entry.is_dir():
            inner = sorted(p.name for p in entry.iterdir() if not p.name.startswith((".", "~$")))
            names += [f"{entry.name}/{name}" for name in inner]
        elif not entry.is_dir():
            names.append(entry.name)
    return tuple(names)
