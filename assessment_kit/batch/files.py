"""Write a file whole or not at all, and tell by its content whether something changed."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tempfile
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import TypeVar

from assessment_kit.batch import places
from assessment_kit.batch.places import NOT_INPUT, Place
from assessment_kit.errors import UsageError
from assessment_kit.shipped import NOTEBOOKS, TEMPLATES

LIBRARIES = (
    "altair", "icalendar", "ipython", "jinja2", "markupsafe", "mistune", "nbconvert", "nbformat", "networkx", "nh3", "numpy", "pandas",
    "papermill", "pyarrow", "pydantic", "python-calamine", "python-dateutil", "python-docx", "python-pptx", "pyyaml", "rapidfuzz",
    "recurring-ical-events", "scipy", "vl-convert-python", "xlsxwriter",
)  # fmt: skip
"""Those that shape a report. Of another version of one of them every report is made again."""
PART = ".part"
"""How a file ends that is being written."""
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Seconds between two attempts to put a file in its place."""
Where = TypeVar("Where", bound=Place)


def write(path: Place, text: str) -> None:
    """As `write_bytes`, in UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Place, data: bytes) -> None:
    """Beside the file first, flushed, then renamed over it: a reader never sees half a file, however the writing ends.

    Raises
    ------
    OSError : names the file that was to be written; what stood there before is as it was.
    """
    if not isinstance(path, Path):
        places.put_bytes(path, data)
        return
    name = ""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=PART)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())  # a temporary file is for its owner only; a report is not
        _into_place(Path(name), path)
    except BaseException as error:
        if name:
            Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None
        raise


def _into_place(part: Path, path: Path) -> None:
    """Windows refuses for a moment while somebody reads the file that is there; a scanner of viruses does, and is soon done."""
    for pause in PAUSES:
        try:
            part.replace(path)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    part.replace(path)


def settle(*folders: Path) -> None:
    """What was renamed in these folders until now stays so, even if the power fails; Windows has no such call, and no need of it."""
    for folder in folders:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def sweep(*folders: Path) -> None:
    """Clear away what a killed process had begun to write. Only for who holds the folder: another may be writing."""
    for folder in folders:
        with suppress(OSError):
            for left in folder.glob(f".*{PART}"):
                left.unlink(missing_ok=True)


@lru_cache(maxsize=1)
def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_json(path: Place, value: object) -> None:
    write(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def make_folder(path: Where) -> Where:
    """The folder, made where it is not there.

    Raises
    ------
    UsageError : it cannot be made or written to; names the cure.
    """
    if not isinstance(path, Path):
        places.check_writable(path)
        return path
    try:
        path.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=path, prefix=".", suffix=PART):
            pass
    except OSError as error:
        file = next((p for p in (path, *path.absolute().parents) if p.is_file()), None)
        reason = f"{file} is a file" if file else (error.strerror or "it cannot be written").lower()
        raise UsageError(f"Cannot write to {path}: {reason}. Choose another folder with -o.") from error
    return path


def digest(files: Iterable[tuple[str, Path]]) -> dict[str, str]:
    """Name → sha256 of each file."""
    return {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files}


def inputs(folder: Place) -> dict[str, str]:
    """sha256 of every file of a client's folder, by its path inside it; of what the store says of it where that is far."""
    if not isinstance(folder, Path):
        return places.stamps(folder)
    files = sorted(f for f in folder.rglob("*") if f.is_file() and not NOT_INPUT & set(f.relative_to(folder).parts))
    return digest((f.relative_to(folder).as_posix(), f) for f in files)


@lru_cache(maxsize=1)
def workbook() -> tuple[tuple[str, str], ...]:
    """What makes reports, with a digest of each: notebooks, templates, this package."""
    package = Path(__file__).resolve().parents[1]
    roots = {"notebooks": NOTEBOOKS, "templates": TEMPLATES, "package": package}
    return tuple((name, _one(digest(_parts(root)))) for name, root in roots.items())


def _parts(root: Path) -> list[tuple[str, Path]]:
    left_out = {"__pycache__", ".ipynb_checkpoints"}
    files = (f for f in sorted(root.rglob("*")) if f.is_file() and not left_out & set(f.parts))
    return [(f.relative_to(root).as_posix(), f) for f in files]


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that shape a report."""
    return {"python": platform.python_version(), **{name: metadata.version(name) for name in LIBRARIES}}


def fingerprint(files: Mapping[str, str], options: Mapping[str, object]) -> str:
    """One digest of everything that a client's report depends on.

    options : whatever of the command shapes a report, by name; anything that JSON can hold.
    """
    return _one(
        {
            **files,
            "": json.dumps(workbook()),
            "versions": json.dumps(versions()),
            "options": json.dumps(options, sort_keys=True),
        }
    )


def _one(parts: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
