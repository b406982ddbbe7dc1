"""One list of a client, changed in place: read from its file, saved cell by cell, with somebody else at the same file.

The truth is one file: ``meetings.csv``. Where a list stands in a sheet of inventory.xlsx and in no csv file, its rows are
shown from there, and the first change writes all of them to the csv file, which counts from then on; the sheet is left as it is,
and is told of by `check` only if somebody changes it afterwards.

Saving takes a lock, reads the file again, and changes only what was changed: a cell that somebody else changed meanwhile is
handed back with both versions and not written; everything else is merged. The file is written beside, flushed and renamed.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assessment_kit.capture.list_change import Change, Clash, Edit, sound
from assessment_kit.capture.list_file import ListFile, open_list
from assessment_kit.capture.list_merge import Rows, follow
from assessment_kit.capture.on_disk import LOCK_SECONDS, locked, write_whole
from assessment_kit.capture.on_disk import digest as digest_of
from assessment_kit.engagement.taken_over import RECORD, taken_over


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving came to; everything but the `clashes` is on disk.

    moved : row number before → now, None where the row is gone. born : numbers of the added rows, in the order of the edits; None
    for one that was empty. others : somebody else had changed the file.
    """

    now: ListFile
    moved: Mapping[int, int | None]
    born: tuple[int | None, ...]
    clashes: tuple[Clash, ...]
    others: bool


def save(
    folder: Path,
    name: str,
    edits: Sequence[Edit],
    base: Rows,
    digest: str,
    *,
    again: bool = False,
    wait: float = LOCK_SECONDS,
) -> Saved:
    """Write changes to a list; what somebody else changed meanwhile stays.

    Parameters
    ----------
    base, digest : the rows as the person saw them, and the digest that they came with.
    again : these changes were sent before and it is not known whether they arrived: an added row that is there counts as arrived.
    wait : seconds to wait for somebody else who is saving.

    Raises
    ------
    NotSavedError : somebody else holds the list, or the file cannot be written.
    UsageError : the file cannot be read, or a text cannot stand in a csv file. In both cases nothing was written.
    """
    sound(edits)
    with locked(folder, f"{name}.csv", wait):
        there = open_list(folder, name)
        others = there.digest != digest
        key = [there.places[c] for c in there.table.key if c in there.places]
        met: Mapping[int, int | None] = (
            follow(base, there.text.rows, key) if others else {n: n for n in range(1, len(there.text.records) + 1)}
        )
        change = Change(there, met, again=again and others)
        for edit in edits:
            change.take(edit)
        text = change.text()
        data = text.bytes()
        if data != there.text.bytes() or (there.sheet and edits):
            if there.sheet:
                record = {**taken_over(folder), name: there.sheet_digest}
                write_whole(folder / RECORD, json.dumps(record, indent=1).encode())
            write_whole((folder / there.file).resolve(), data)  # a link stays a link
            there = ListFile(there.table, there.file, text, digest_of(data))
    after = change.numbers()
    moved = {row: None if now is None else after.get(now) for row, now in met.items()}
    return Saved(there, moved, change.born(), tuple(change.clashes), others)


def now_text() -> str:
    """The time of day, for “Saved 14:02:11”."""
    return dt.datetime.now().astimezone().strftime("%H:%M:%S")
