"""What went wrong with a client: one sentence for the consultant, and a log for who knows the code.

The log lies among the reports, and they are handed on: what a library quotes from a client's files is left out of it.
"""

from __future__ import annotations

import errno
import platform
import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from assessment_kit import words
from assessment_kit.analysis.masking import clean
from assessment_kit.batch.places import Place
from assessment_kit.batch.workers import Lost
from assessment_kit.errors import AssessmentError, NotebookError

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
LONGEST = 200
LOG = "log.txt"
SEE = f"{LOG} beside the record tells an expert where."
_QUOTED = re.compile(r"""'[^']*'|"[^"]*"|“[^”]*”|‘[^’]*’|(?<!\w)['"“‘].*$""", re.DOTALL)
_OUR_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+")


def told(error: BaseException, target: Place) -> str:
    """The reason in a sentence or two, without words of a client.

    Parameters
    ----------
    target : the client's folder in the output: what cannot be written there is told otherwise than what cannot be read.
    """
    if isinstance(error, NotebookError) and error.__cause__ is not None and not _ours(error.__cause__):
        if isinstance(error.__cause__, MemoryError):
            return told(error.__cause__, target)
        kind = error.reason.partition(":")[0]
        return f"Notebook {error.notebook} stopped at cell {error.cell} ({kind}). {SEE}"
    if isinstance(error, AssessmentError):
        return " ".join(str(error).splitlines()[:2])
    if isinstance(error, OSError):
        return _of_the_disk(error, target)
    if isinstance(error, MemoryError):
        return "Memory ran out. Close other programs or give fewer --jobs, then run it again."
    return f"Something unexpected stopped the report ({type(error).__name__}). {SEE}"


def _of_the_disk(error: OSError, target: Place) -> str:
    name = Path(str(error.filename or "")).name
    file = name or "a file"
    ours = Path(str(error.filename or target)).is_relative_to(str(target))
    if error.errno in FULL:
        return f"The disk is full: there is no room for {file}. Make room and run it again; what is done is kept."
    if isinstance(error, PermissionError) and ours:
        return f"{file} cannot be written. Close the program that has it open, or ask who owns the folder, and run it again."
    if isinstance(error, PermissionError):
        return f"{file} cannot be read. Close the program that has it open, or ask who owns it, and run it again."
    return f"{error.strerror or type(error).__name__}: {file}."


def told_lost(lost: Lost, limit: float | None) -> str:
    """As `told`, of a process that did not come back, also not by itself."""
    if lost.why == "late":
        seconds = words.plural(round(limit or 0), "second")
        return f"It took longer than --time-limit allows ({seconds}) and was stopped. Allow more, or see with --verbose what takes the time."
    if lost.code == -9 or lost.code is None:
        return "Its process was killed twice, at last when it ran alone; most often memory ran out. Close other programs, or take a larger machine."
    return f"Its process ended twice before the report was done ({_ending(lost.code)}), at last when it ran alone. Run it again; if that does not help, show {LOG} to an expert."


def _ending(code: int) -> str:
    if code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def log(reason: str, error: BaseException | None = None) -> str:
    """log.txt: the sentence, the system, and for each error of the chain, the first cause first, where it arose."""
    lines = [reason, "", f"Python {platform.python_version()} on {platform.platform(terse=True)}"]
    for one in _chain(error):
        lines += [
            "",
            *(_place(f) for f in traceback.extract_tb(one.__traceback__)),
            f"{type(one).__name__}: {sieved(one)}",
        ]
    return clean("\n".join(lines)) + "\n"  # type: ignore[no-any-return]


def sieved(error: BaseException) -> str:
    """An error's own words: of ours as they are; of a library without what it quotes, save names of columns and the like."""
    if _ours(error):
        return str(error)
    cut = _QUOTED.sub(lambda m: m[0] if _OUR_NAME.fullmatch(m[0][1:-1]) else "‘…’", str(error))
    return cut[:LONGEST]


def _ours(error: BaseException) -> bool:
    return isinstance(error, AssessmentError) and not isinstance(error, NotebookError)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """From the first cause on; a notebook's own error repeats its cause, so it is left out where there is one."""
    if error is None:
        return
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from _chain(before)
    if before is None or not isinstance(error, NotebookError):
        yield error


def _place(frame: traceback.FrameSummary) -> str:
    """File, line, function and the line of code, without the folders of this machine."""
    parts = Path(frame.filename).parts
    start = next((len(parts) - i for i, p in enumerate(reversed(parts)) if p in ("site-packages", "assessment_kit")), 0)
    start = start - 1 if start and parts[start - 1] == "assessment_kit" else start
    name = "/".join(parts[start:]) if start else (parts or ("",))[-1]
    return f"  {name}, line {frame.lineno}, in {frame.name}: {frame.line or ''}".rstrip(": ")
