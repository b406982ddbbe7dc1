"""What a run leaves on record for each client: run.json."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Literal, TypeAlias

from assessment_kit.analysis.masking import clean
from assessment_kit.batch import places
from assessment_kit.batch.files import settle, write_json
from assessment_kit.batch.places import Place
from assessment_kit.engagement.folder import INTERVIEWS

Status: TypeAlias = Literal["ok", "failed", "skipped"]


@dataclass
class Run:
    """The run of one client.

    folder : name of its folder in the output. notebooks : notebook → ok or failed. seconds : of the whole client.
    error : one human sentence, empty when ok. problems : entries of the client's files that had a fault.
    inputs : file → sha256, interviews under a name that tells nobody's role. letters : element → letter, for the index of the batch.
    firmness : element → share of re-runs that keep its letter, where that may be told. forms : file of the report → bytes.
    date : day that the assessment stands for. edition : working or board. origin : where the client lies, seen from the output.
    workbook : notebooks, templates and package → digest of what made the report. options : of the command, those that shape a report.
    stages : what was done → seconds.
    notes : what the consultant must know though the report was made: a form that was not, a brand with a fault.
    """

    client: str
    folder: str
    status: Status = "ok"
    notebooks: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    error: str = ""
    problems: int = 0
    fingerprint: str = ""
    inputs: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    started: str = ""
    finished: str = ""
    figures: int = 0
    letters: dict[str, str] = field(default_factory=dict)
    firmness: dict[str, float] = field(default_factory=dict)
    forms: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    date: str = ""
    edition: str = ""
    origin: str = ""
    workbook: dict[str, str] = field(default_factory=dict)
    options: dict[str, object] = field(default_factory=dict)
    stages: dict[str, float] = field(default_factory=dict)

    def as_dict(self) -> dict[str, object]:
        """What is kept: nobody's e-mail address, whatever an error or a client's name quotes."""
        kept: dict[str, object] = clean(asdict(self))
        return kept


def unnamed(inputs: Mapping[str, str]) -> dict[str, str]:
    """File → sha256 with the names of interviews taken away: they often tell a role, or are the respondent's id.

    Such a file can still be found by its digest, with which its name here begins.
    """
    told = f"{INTERVIEWS}/"
    named = {
        f"{told}{digest[:12]}{PurePosixPath(name).suffix}" if name.startswith(told) else name: digest
        for name, digest in inputs.items()
    }
    return dict(sorted(named.items()))


def load(path: Place) -> Run | None:
    """The run on record, or None where there is none that can be read."""
    try:
        return Run(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def on_record(out: Place) -> dict[str, Run]:
    """Folder → the run on record of every client that is in a folder of reports, by name."""
    folders = sorted(places.folders(out), key=lambda p: p.name.casefold())
    read = places.at_once(lambda folder: load(folder / "run.json"), folders, far=places.is_far(out))
    return {f.name: replace(run, folder=f.name) for f, run in zip(folders, read, strict=True) if run is not None}


def earlier(out: Place, without: Collection[str]) -> list[Run]:
    """The runs on record in a folder of reports, by name, save those of the folders named: what stays when others are made."""
    return shown(out, [run for name, run in on_record(out).items() if name not in without])


def shown(out: Place, runs: Sequence[Run]) -> list[Run]:
    """Those of which there is a report, or a failure to tell."""
    there = places.at_once(lambda run: _there(out, run), runs, far=places.is_far(out))
    return [run for run, is_there in zip(runs, there, strict=True) if is_there]


def _there(out: Place, run: Run) -> bool:
    return run.status == "failed" or (out / run.folder / "report.html").is_file()


def unsettle(folder: Path) -> None:
    """From now on what lies in the folder may be of two runs; its record says so until a new one is written.

    Without this, a run that is killed between its report and its record would leave a new report under an old fingerprint.
    """
    run = load(folder / "run.json")
    if run is not None and run.fingerprint:
        write_json(folder / "run.json", replace(run, fingerprint="").as_dict())
        settle(folder)
