"""How a form writes: under a lock, beside the file, flushed, renamed; what is not kept stays readable beside it.

Locks and the places where forms were left stand in ``.assessment`` in the client's folder: hidden, no input of an assessment, and safe
to throw away. A lock is the operating system's, so that it is free as soon as its holder is gone, however it went.
"""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assessment_kit.errors import AssessmentError

HIDDEN = ".assessment"
LOCK_SECONDS = 3.0


class NotSavedError(AssessmentError):
    """Nothing was written; the text says why, and what to do."""


def digest(data: bytes | None) -> str:
    """What tells one content of a file from another; empty where there is no file."""
    return "" if data is None else hashlib.sha256(data).hexdigest()


def bytes_of(path: Path) -> bytes | None:
    """The file's bytes; None where it is not there.

    Raises
    ------
    NotSavedError : it is there and cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotSavedError(reason(error, path.name)) from error


@contextmanager
def locked(folder: Path, name: str, seconds: float = LOCK_SECONDS) -> Iterator[None]:
    """Nobody else who asks for this name writes meanwhile, in this process, another, or on another machine.

    Raises
    ------
    NotSavedError : somebody holds it for longer, or it cannot be made.
    """
    place = folder / HIDDEN / "locks"
    try:
        place.mkdir(parents=True, exist_ok=True)
        with FileLock(place / f"{name.replace('/', '_')}.lock", timeout=seconds):
            yield
    except Timeout as held:
        raise NotSavedError(f"Somebody else is writing {name} at this moment. It is tried again.") from held
    except PermissionError as error:
        raise NotSavedError(reason(error, name)) from error


def write_whole(path: Path, data: bytes) -> None:
    """Beside the file first, flushed to the disk, then renamed over it: a reader sees the old or the new, never half of one.

    Raises
    ------
    NotSavedError : it could not be written; the old file stands as it was.
    """
    name = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        if name:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)
        raise NotSavedError(reason(error, path.name)) from error


def set_aside(path: Path, text: str) -> None:
    """Add to the file beside `path` that holds what was not kept; a person reads it, no assessment does.

    Raises
    ------
    NotSavedError : it could not be written.
    """
    beside = path.with_name(f"{path.stem}.not_kept.txt")
    before = bytes_of(beside) or b""
    write_whole(beside, before + text.encode("utf-8") + b"\n")


def reason(error: OSError, name: str) -> str:
    """Why a file could not be written, and the cure, as two sentences."""
    told = {
        errno.ENOSPC: ("the disk is full", "Free some space on the drive."),
        errno.EDQUOT: ("the disk is full", "Free some space on the drive."),
        errno.EACCES: (f"you have no right to write {name}", "Ask for the right, or close the file elsewhere."),
        errno.EPERM: (f"you have no right to write {name}", "Ask for the right, or close the file elsewhere."),
        errno.EROFS: ("the drive can only be read", "Move the client's folder to a drive that can be written."),
    }
    why, cure = told.get(
        error.errno or 0, ((error.strerror or "the file cannot be written").lower(), "Check the drive.")
    )
    return f"Not saved: {why}. {cure}"


def _flush_folder(folder: Path) -> None:
    """The new name itself reaches the disk; where the system knows no such thing, the rename has to do."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
