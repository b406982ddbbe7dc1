"""What a run would do: for each client where its report goes, whether that must be made, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from assessment_kit import words
from assessment_kit.batch import files, names, places, record, workers
from assessment_kit.batch.places import Place
from assessment_kit.batch.record import Run
from assessment_kit.engagement.brand import brand_inputs
from assessment_kit.engagement.folder import INTERVIEWS

Kind: TypeAlias = Literal["new", "forced", "failed", "unfinished", "inputs", "workbook", "libraries", "options", "missing", "other"]  # fmt: skip
TOLD = {
    "new": "new",
    "forced": "asked for with --force",
    "failed": "it failed the last time",
    "unfinished": "the last run did not get to its end",
    "inputs": "changed: {}",
    "workbook": "the workbook itself changed: {}",
    "libraries": "other versions: {}",
    "options": "other options: {}",
    "missing": "{} is not there as it was made",
    "other": "made by another version of the workbook",
}


@dataclass(frozen=True)
class Options:
    """How to run: processes at once, redo what did not change, papermill engine; edition and parts left out where a flag names them.

    start : how processes come about; else as the system has it. scheduler : address of a dask scheduler, whose workers run the clients.
    limit : seconds for each client. part : name of the folder of the one client of this run, which is a part of a larger plan.
    """

    jobs: int = 1
    force: bool = False
    engine: str = "assessment-kit"
    edition: str | None = None
    language: str = ""
    without: tuple[str, ...] = ()
    formats: tuple[str, ...] = ("html",)
    brand: Path | None = None
    start: workers.Start | None = None
    scheduler: str | None = None
    limit: float | None = None
    part: str | None = None


@dataclass(frozen=True)
class Reason:
    """Why a report must be made: the kind of reason, and of what."""

    kind: Kind
    what: tuple[str, ...] = ()

    def __str__(self) -> str:
        return TOLD[self.kind].format(words.listing(self.what))


@dataclass(frozen=True)
class Planned:
    """One client of the batch: where it is and goes, what its report rests on, the record that is there, and why it is made anew."""

    source: Place
    target: Place
    inputs: dict[str, str]
    fingerprint: str
    reasons: tuple[Reason, ...]
    how: dict[str, object]
    origin: str = ""
    done: Run | None = None

    @property
    def fresh(self) -> bool:
        """Whether the report that is there is still good."""
        return not self.reasons


def plan(
    clients: Sequence[Place], out: Place, options: Options, there: Mapping[str, Run] | None = None
) -> list[Planned]:
    """Where each client goes and whether it must be run.

    Parameters
    ----------
    there : folder → run of all that is on record in the output, where that is known.
    """
    sources = list(dict.fromkeys(places.settled(c) for c in clients))
    if there is None:
        there = record.on_record(out) if places.is_far(out) or out.is_dir() else {}
    origins = {folder: run.origin for folder, run in there.items()}
    homes = {sources[0]: options.part} if options.part else names.homes(sources, out, origins)
    far = places.is_far(out) or any(places.is_far(source) for source in sources)
    return places.at_once(
        lambda source: _planned(source, out, homes[source], options, there.get(homes[source])), sources, far=far
    )


def _planned(source: Place, out: Place, folder: str, options: Options, done: Run | None) -> Planned:
    found = files.inputs(source)
    how: dict[str, object] = {
        "engine": options.engine,
        "edition": options.edition,
        **({"language": options.language} if options.language else {}),
        "without": sorted(options.without),
        "formats": list(options.formats),
        "brand": [list(one) for one in _look(source, options.brand)],
    }
    mark = files.fingerprint(found, how)
    why = reasons(done, found, mark, how, out / folder, force=options.force)
    return Planned(source, out / folder, found, mark, why, how, names.origin(source, out), done)


def _look(source: Place, brand: Path | None) -> list[tuple[str, str]]:
    if brand is None and not isinstance(source, Path):
        return places.look(source)
    near = source if isinstance(source, Path) else Path()  # which counts only where no brand is given
    return list(files.digest((f.name, f) for f in brand_inputs(near, brand)).items())


def reasons(
    done: Run | None,
    found: Mapping[str, str],
    mark: str,
    how: Mapping[str, object],
    target: Place,
    *,
    force: bool = False,
) -> tuple[Reason, ...]:
    """Why the report must be made; none where the one that is there is still good.

    Parameters
    ----------
    done : the record that is there. found, mark, how : inputs, fingerprint and options as they are now.
    """
    if done is None:
        return (Reason("new"),)
    if done.status == "failed":
        return (Reason("failed"),)
    if not done.fingerprint:
        return (Reason("unfinished"),)
    missing = tuple(name for name in _forms(how) if not _as_made(target / name, done.forms.get(name)))
    why = [Reason("forced")] if force else []
    why += [Reason("missing", missing)] if missing else []
    return (*why, *(_changes(done, found, how) if done.fingerprint != mark else ()))


def _forms(how: Mapping[str, object]) -> list[str]:
    forms = how["formats"]
    return [f"report.{form}" for form in forms] if isinstance(forms, list) else []


def _as_made(file: Place, size: int | None) -> bool:
    try:
        return file.is_file() and (size is None or file.stat().st_size == size)
    except OSError:
        return False


def _changes(done: Run, found: Mapping[str, str], how: Mapping[str, object]) -> tuple[Reason, ...]:
    """What differs between the record and now; something always does where the fingerprints differ."""
    now = record.unnamed(found)
    versions = files.versions()
    workbook = dict(files.workbook())
    inputs = _differ(done.inputs, now)
    interviews = sum(name.startswith(f"{INTERVIEWS}/") for name in inputs)
    told = [name for name in inputs if not name.startswith(f"{INTERVIEWS}/")] + (["interviews"] if interviews else [])
    options = [*_differ(done.options, how)] if done.options else []
    libraries = [f"{n} {done.versions[n]} → {versions.get(n, 'none')}" for n in _differ(done.versions, versions) if n in done.versions]  # fmt: skip
    changed: list[tuple[Kind, list[str]]] = [
        ("inputs", told),
        ("workbook", _differ(done.workbook, workbook) if done.workbook else []),
        ("libraries", libraries),
        ("options", options),
    ]
    return tuple(Reason(kind, tuple(what)) for kind, what in changed if what) or (Reason("other"),)


def _differ(before: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return sorted(name for name in {*before, *now} if before.get(name) != now.get(name))
