"""One run at a time into a folder of reports, and who holds it.

A lock is the system's own: when its holder dies, however that comes about, it is free. What is written beside it only tells who
it is. A run of one client as a part of a larger plan (`--part`) holds that client's folder alone, so that many can go on at once.
"""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assessment_kit.batch import files
from assessment_kit.errors import UsageError

GATE = ".lock"
GATE_WAIT = 10
"""Seconds that a part waits at the gate: another part needs it for a moment only."""


@contextmanager
def held(out: Path, part: str | None = None) -> Iterator[None]:
    """The folder for this run alone; or, with the name of a client's folder, that one.

    Raises
    ------
    UsageError : another run holds it; says who, since when, and what to do.
    """
    gate = FileLock(out / GATE)
    _take(gate, 1 if part is None else GATE_WAIT)
    if part is None:
        try:
            _none_apart(out)
            with _signed(Path(gate.lock_file)):
                yield
        finally:
            gate.release()
        return
    own = FileLock(out / f"{GATE}-{part}")
    try:
        _take(own, 0)
    finally:
        gate.release()
    try:
        with _signed(Path(own.lock_file)):
            yield
    finally:
        own.release()
        Path(own.lock_file).unlink(missing_ok=True)


def holder(out: Path) -> str:
    """Who writes into the folder at this moment, as a clause; empty where nobody does."""
    lock = FileLock(out / GATE)
    if not Path(lock.lock_file).exists():
        return ""
    try:
        with lock.acquire(timeout=0):
            return ""
    except Timeout:
        return _who(Path(lock.lock_file))
    except OSError:
        return ""


def _take(lock: FileLock, seconds: float) -> None:
    try:
        lock.acquire(timeout=seconds, poll_interval=0.05)
    except Timeout:
        path = Path(lock.lock_file)
        raise UsageError(
            f"{_who(path)} is writing reports into {path.parent}. Wait until it is done, stop it there with Ctrl-C, or choose"
            " another folder with -o."
        ) from None


def _none_apart(out: Path) -> None:
    """No part is being run; what dead ones left is cleared away.

    Raises
    ------
    UsageError : one is.
    """
    for path in sorted(out.glob(f"{GATE}-*")):
        if path.suffix == ".json":
            continue
        lock = FileLock(path)
        _take(lock, 0)
        lock.release()
        path.unlink(missing_ok=True)
        _card(path).unlink(missing_ok=True)


@contextmanager
def _signed(path: Path) -> Iterator[None]:
    """Beside the lock, who holds it: another system may not let us read the lock itself."""
    since = dt.datetime.now(dt.UTC).astimezone().isoformat(timespec="seconds")
    user = ""
    with suppress(OSError, KeyError, ImportError):  # a container's user may have no name
        user = getpass.getuser()
    with suppress(OSError):  # a full disk tells of itself where it matters
        files.write_json(
            _card(path), {"process": os.getpid(), "machine": platform.node(), "user": user, "since": since}
        )
    try:
        yield
    finally:
        with suppress(OSError):
            _card(path).unlink(missing_ok=True)


def _card(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _who(path: Path) -> str:
    try:
        told = json.loads(_card(path).read_text(encoding="utf-8"))
        since = dt.datetime.fromisoformat(told["since"])
        by = f" of {told['user']}" if told["user"] else ""
        return f"Another run{by} (process {told['process']} on {told['machine']}, since {since:%H:%M:%S on %d %b %Y})"
    except (OSError, ValueError, KeyError, TypeError):
        return "Another run"
