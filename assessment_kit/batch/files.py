"""Write a file whole or not at all, and tell by its content whether something changed."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import tempfile
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.metadata import version
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
Where = TypeVar("Where", bound=Place)


def write(path: Place, text: str) -> None:
    """As `write_bytes`, in UTF-8."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Place, data: bytes) -> None:
    """Beside the file first, flushed, then renamed over it: a reader never sees half a file."""
    if not isinstance(path, Path):
        places.put_bytes(path, data)
        return
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o666 & ~_umask())  # a temporary file is for its owner only; a report is not
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


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
        with tempfile.TemporaryFile(dir=path):
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
def workbook() -> str:
    """One digest of all that makes reports: notebooks, templates, this package."""
    package = Path(__file__).resolve().parents[1]
    roots = {"notebooks": NOTEBOOKS, "templates": TEMPLATES, "package": package}
    files = [
        (f"{name}/{f.relative_to(root)}", f)
        for name, root in roots.items()
        for f in sorted(root.rglob("*"))
        if f.is_file()
    ]
    left_out = {"__pycache__", ".ipynb_checkpoints"}
    return _one(digest((name, f) for name, f in files if not left_out & set(f.parts)))


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Versions of Python and of the libraries that shape a report."""
    return {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def fingerprint(files: Mapping[str, str], options: Mapping[str, object]) -> str:
    """One digest of everything that a client's report depends on.

    options : whatever of the command shapes a report, by name; anything that JSON can hold.
    """
    return _one(
        {**files, "": workbook(), "versions": json.dumps(versions()), "options": json.dumps(options, sort_keys=True)}
    )


def _one(parts: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
