"""The folder of each client in the output: a name that every system can write, and never the folder of another client."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

from assessment_kit.batch.places import Place

LONGEST = 100
"""Bytes of a name; Linux takes 255, but Windows takes 260 letters for a whole path."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
OURS = ("index.html", "manifest.json")
"""Names that the batch itself writes beside the clients' folders."""


def folder_name(name: str) -> str:
    """The name as a folder that Windows, macOS and Linux can hold; one that they can hold already stays as it is.

    What has to be cut carries a few letters of a digest, so that two long names that begin alike stay apart.
    """
    safe = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", name)).strip(" ").rstrip(". ")
    if _RESERVED.fullmatch(safe) or safe.casefold() in OURS or safe.startswith("."):
        safe = f"_{safe}"
    if len(safe.encode()) <= LONGEST and safe:
        return safe
    mark = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    head = safe.encode()[:LONGEST].decode(errors="ignore").rstrip(". ")
    return f"{head}-{mark}" if head else f"client-{mark}"


def same(name: str) -> str:
    """Names that some system takes for one and the same are equal in this form."""
    return unicodedata.normalize("NFKC", name).casefold()


def origin(source: Place, out: Place) -> str:
    """Where a client's folder lies, seen from the output; its address where there is no way from one to the other."""
    if not isinstance(source, Path) or not isinstance(out, Path):
        return str(source)
    try:
        return Path(os.path.relpath(source, out.resolve())).as_posix()
    except ValueError:  # another drive
        return source.as_posix()


def homes(sources: Sequence[Place], out: Place, origins: Mapping[str, str]) -> dict[Place, str]:
    """Client's folder → name of its folder in the output.

    A client keeps the folder that it had. A folder that holds the report of another client, which is still there, is never
    taken; two clients of one name go to ``acme`` and ``acme-2``, whatever the order or the company in which they are run.

    Parameters
    ----------
    origins : folder in the output → where its client lies, as `origin` told it; empty where that is not on record.
    """
    there = {same(folder): folder for folder in origins}
    had = {told: folder for folder, told in origins.items() if told}
    found: dict[Place, str] = {}
    taken: set[str] = set()
    for source in sources:
        folder = had.get(origin(source, out))
        if folder is not None and _belongs(folder, folder_name(source.name)) and same(folder) not in taken:
            found[source] = folder
            taken.add(same(folder))
    for source in sources:
        if source not in found:
            found[source] = next(
                name
                for name in _numbered(folder_name(source.name))
                if same(name) not in taken and not _of_another(there.get(same(name)), origins, source, out)
            )
            taken.add(same(found[source]))
    return found


def _numbered(name: str) -> Iterable[str]:
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _belongs(folder: str, name: str) -> bool:
    """Whether a folder has this name or the name with a number: not where the client's folder was renamed since."""
    return re.fullmatch(re.escape(same(name)) + r"(-\d+)?", same(folder)) is not None


def _of_another(folder: str | None, origins: Mapping[str, str], source: Place, out: Place) -> bool:
    told = origins[folder] if folder is not None else ""
    if not told or told == origin(source, out):
        return False
    if not isinstance(out, Path) or "://" in told:
        return True  # whether it is there still would have to be asked of its store
    # one that was moved or renamed is this one, as far as can be told
    return Path(os.path.normpath(out.resolve() / told)).is_dir()
