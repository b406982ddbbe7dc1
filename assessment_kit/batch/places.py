"""Where clients and reports are: folders of this machine, or addresses such as ``s3://bucket/clients/acme``.

A far client is copied to a temporary folder, run there, and what was made is put back, its record last. Whether it changed is told by
what the store says of each file (etag, or generation, or time; and size), so that nothing is downloaded to find out that nothing is to do.
Only addresses travel: each machine has its own keys to the store, where fsspec looks for them.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from assessment_kit.engagement.brand import brand_file, logo_named
from assessment_kit.engagement.folder import SETTINGS
from assessment_kit.errors import AssessmentError, UsageError

if TYPE_CHECKING:
    from upath import UPath

Place: TypeAlias = "Path | UPath"
Given = TypeVar("Given")
Made = TypeVar("Made")

NOT_INPUT = {"notebooks", ".ipynb_checkpoints", "__pycache__", ".git"}
RECORD = "run.json"
AT_ONCE = 32
"""Requests to a store at once: each waits for the network, none for a processor."""
WHOLE = {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oci", "memory"}
"""Stores in which a file is there whole or not at all; elsewhere it is written beside and moved."""
SAYS = ("ETag", "etag", "md5Hash", "generation", "LastModified", "last_modified", "updated", "mtime", "modified", "created")  # fmt: skip
"""What a store may say of a file, the surest first: its content, then its time."""


class PlaceError(AssessmentError):
    """A far place cannot be read or written."""


def place(text: str | Path) -> Place:
    """A folder of this machine, or an address.

    Raises
    ------
    UsageError : the kind of address is not known, or a library for it is not installed; names the cure.
    """
    if "://" not in str(text):
        return Path(text)
    from fsspec import get_filesystem_class  # noqa: PLC0415  only who works with addresses waits for it
    from upath import UPath  # noqa: PLC0415

    kind = str(text).partition("://")[0]
    try:
        get_filesystem_class(kind)
    except ImportError as error:
        raise UsageError(f"{text} cannot be reached: {error}. Install that with pip, on every machine.") from error
    except ValueError as error:
        raise UsageError(f"{text} cannot be reached: {kind}:// is not known. Try s3://, gs:// or az://.") from error
    return UPath(str(text).rstrip("/"))


def is_far(where: Place) -> bool:
    """Whether it is an address, not a path of this machine."""
    return not isinstance(where, Path)


def settled(where: Place | str) -> Place:
    """One spelling of a place, so that it is not run twice."""
    found = place(where) if isinstance(where, str) else where
    return found.resolve() if isinstance(found, Path) else found


def expanded(given: Iterable[Place]) -> list[Place]:
    """Addresses with a star, which no shell expands, as the clients that are there.

    Raises
    ------
    UsageError : nothing is there, or the store does not answer.
    """
    found: list[Place] = []
    for where in given:
        if isinstance(where, Path) or not {"*", "?", "["} & set(where.path):
            found.append(where)
            continue
        with _told(where):
            if where.fs.exists(f"{where.path}/{SETTINGS}"):  # a client whose name has brackets
                found.append(where)
                continue
            names = sorted(where.fs.glob(f"{where.path}/{SETTINGS}"))
        if not names:
            raise UsageError(f"There is no client at {where}: none there has an {SETTINGS}.")
        found += [_at(where, str(PurePosixPath(name).parent)) for name in names]
    return found


def at_once(work: Callable[[Given], Made], given: Sequence[Given], *, far: bool) -> list[Made]:
    """Each result, in order; far places are asked many at once, since each answer is waited for."""
    if not far or len(given) < 2:
        return [work(one) for one in given]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, given))


def stamps(folder: UPath) -> dict[str, str]:
    """A digest of what the store says of each file of a client, by its path inside the folder; empty where nothing can be read."""
    try:
        with _told(folder):
            return {name: _stamp(info) for name, info in _listed(folder).items()}
    except PlaceError:
        return {}  # the client's own run tells why


def look(folder: UPath) -> list[tuple[str, str]]:
    """Name and digest of the files, brand and logo, that the look of a far client's report depends on."""
    with tempfile.TemporaryDirectory(prefix="assessment-kit-") as name:
        near = Path(name) / folder.name
        near.mkdir()
        try:
            with _told(folder):
                (near / SETTINGS).write_bytes(folder.fs.cat_file(f"{folder.path}/{SETTINGS}"))
                brought = _bring_brand(folder, near, None)
        except PlaceError:
            return []  # the client's own run tells why
        return [(file.name, hashlib.sha256(file.read_bytes()).hexdigest()) for file in brought]


def folders(out: Place) -> list[Place]:
    """The folders inside a place."""
    if isinstance(out, Path):
        return [p for p in out.iterdir() if p.is_dir()]
    with _told(out):
        out.fs.invalidate_cache()
        found = out.fs.ls(out.path, detail=True) if out.fs.exists(out.path) else []
    return [_at(out, info["name"]) for info in found if info["type"] == "directory"]


def check_writable(out: UPath) -> None:
    """Put a small file and take it away.

    Raises
    ------
    UsageError : it cannot be done; says why.
    """
    probe = out / ".assessment-kit"
    try:
        put_bytes(probe, b"")
        with _told(out):
            out.fs.rm_file(probe.path)
    except PlaceError as error:
        raise UsageError(f"{error} Choose another place with -o.") from error


def put_bytes(target: UPath, data: bytes) -> None:
    """A whole file or none, with the type that its name tells, so that a browser opens it."""
    with tempfile.TemporaryDirectory(prefix="assessment-kit-") as name:
        file = Path(name) / f"file{PurePosixPath(target.path).suffix}"
        file.write_bytes(data)
        with _told(target):
            _put(target, [(file, target.path)])


def fetch(source: UPath, folder: Path, brand: Path | None = None) -> Path:
    """Copy a client, and the brand that stands beside it, into a folder; the client's own folder there.

    Raises
    ------
    PlaceError : it is not there or cannot be read.
    """
    near = folder / source.name
    with _told(source):
        names = list(_listed(source))
        if not names:
            raise FileNotFoundError(2, "there is no such folder")
        for name in names:
            (near / name).parent.mkdir(parents=True, exist_ok=True)
        source.fs.get([f"{source.path}/{n}" for n in names], [str(near / n) for n in names])
        _bring_brand(source, near, brand)
    return near


def put_back(made: Path, target: UPath) -> None:
    """Put what was made in a folder to its place: the old record goes first, the new one comes last.

    So a record always tells of the files beside it, whenever the work is cut short. What an earlier run left and this one did not make
    goes too, unless this one failed: then the last good report stays.

    Raises
    ------
    PlaceError : it cannot be written.
    """
    names = [f.relative_to(made).as_posix() for f in sorted(made.rglob("*")) if f.is_file()]
    rest = [name for name in names if name != RECORD]
    with _told(target):
        old = set(_found(target))
        if RECORD in old:
            target.fs.rm_file(f"{target.path}/{RECORD}")
        _put(target, [(made / name, f"{target.path}/{name}") for name in rest])
        if "report.html" in names:
            for name in sorted(n for n in old - set(names) if _ours(PurePosixPath(n))):
                target.fs.rm_file(f"{target.path}/{name}")
        if RECORD in names:
            _put(target, [(made / RECORD, f"{target.path}/{RECORD}")])


def carried(task: Mapping[str, Any], run: Callable[[dict[str, Any]], Made], beside: str | None = None) -> Made:
    """Run a task on near copies of what is far, and put back what it made.

    Parameters
    ----------
    task : with source, target and brand, as `job.Job` has them. beside : folder for the copies; else the system's own.

    Raises
    ------
    PlaceError : the client cannot be copied, or what was made cannot be put back.
    """
    source, target = task["source"], task["target"]
    if not is_far(source) and not is_far(target):
        return run(dict(task))
    with tempfile.TemporaryDirectory(prefix="assessment-kit-", dir=beside, ignore_cleanup_errors=True) as name:
        near = {**task}
        if is_far(source):
            near["source"] = fetch(source, Path(name) / "in", task["brand"])
        if is_far(target):
            near["target"] = Path(name) / "out" / target.name
        done = run(near)
        if is_far(target) and near["target"].is_dir():
            put_back(near["target"], target)
        return done


def _bring_brand(source: UPath, near: Path, given: Path | None) -> list[Path]:
    """Copy the brand that engagement.yaml names, and its logo, to where the near client looks for them; those that are there."""
    file = brand_file(near, given) if given is None else None
    if file is None or not file.resolve().is_relative_to(near.resolve().parent):
        return []
    brought = [file] if _bring(source, near, file) else []
    logo = logo_named(file.read_bytes(), file.name) if brought else ""
    picture = file.parent / logo
    if logo and picture.resolve().is_relative_to(file.parent.resolve()) and _bring(source, near, picture):
        brought.append(picture)
    return brought


def _bring(source: UPath, near: Path, file: Path) -> bool:
    """Copy one file that stands in the client's folder or beside it; whether it is there."""
    if file.is_file():
        return True
    inside = file.resolve().relative_to(near.resolve().parent).as_posix()
    address = f"{PurePosixPath(source.path).parent}/{inside}"
    try:
        data = source.fs.cat_file(address)
    except FileNotFoundError:
        return False
    file.resolve().parent.mkdir(parents=True, exist_ok=True)
    file.resolve().write_bytes(data)
    return True


def _listed(folder: UPath) -> dict[str, Mapping[str, Any]]:
    """What the store says now of each file of a client that counts, by its path inside the folder."""
    return {n: info for n, info in _found(folder).items() if not NOT_INPUT & set(PurePosixPath(n).parts)}


def _found(folder: UPath) -> dict[str, Mapping[str, Any]]:
    """What the store says now of each file below a folder.

    Raises
    ------
    PlaceError : a name leads out of the folder, as only an object store allows.
    """
    folder.fs.invalidate_cache()
    root = folder.path.strip("/") + "/"
    try:
        listed = folder.fs.find(folder.path, detail=True)
    except FileNotFoundError:
        return {}
    found = {name.lstrip("/").removeprefix(root): info for name, info in listed.items() if info["type"] == "file"}
    if any({"..", ""} & set(name.split("/")) or "\\" in name for name in found):
        raise PlaceError(f"{folder} holds a file whose name leads out of the folder. Take it away.")
    return dict(sorted(found.items()))


def _stamp(info: Mapping[str, Any]) -> str:
    said = next((f"{key} {info[key]}" for key in SAYS if info.get(key)), "")
    return hashlib.sha256(f"{said} {info.get('size')}".encode()).hexdigest()


def _put(target: UPath, files: Sequence[tuple[Path, str]]) -> None:
    """Local file → address, each whole or not at all."""
    if target.protocol in WHOLE:
        if files:
            target.fs.put([str(file) for file, _ in files], [address for _, address in files])
        return
    for file, address in files:
        above = PurePosixPath(address)
        beside = str(above.with_name(f".{above.name[:40]}.{hashlib.sha256(str(file).encode()).hexdigest()[:8]}.part"))
        target.fs.makedirs(str(above.parent), exist_ok=True)
        target.fs.put_file(str(file), beside)
        target.fs.mv(beside, address)


def _ours(name: PurePosixPath) -> bool:
    """Whether a run makes files of that name."""
    return name.parts[:1] == ("notebooks",) or (len(name.parts) == 1 and name.stem in {"report", "log"})


def _at(beside: UPath, path: str) -> UPath:
    """The address of a path in the same store."""
    return type(beside)(path, protocol=beside.protocol, **beside.storage_options)


@contextmanager
def _told(where: UPath) -> Iterator[None]:
    """Whatever a store raises, as one sentence: each library has errors of its own."""
    try:
        yield
    except AssessmentError:
        raise
    except Exception as error:
        reason = getattr(error, "strerror", None) or str(error).strip() or type(error).__name__
        raise PlaceError(f"{where} cannot be reached: {reason.splitlines()[0][:200].rstrip('.')}.") from error
