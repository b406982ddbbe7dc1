"""The contributors' surveys of 2018 and 2019 → survey/, cut to closed questions, otherwise as exported.

Left out before anything is written: respondent and collector ids, addresses, names, regions, and every open question, since
people may be named in the answers. What stays keeps its quirks (rows of headings, byte order mark, labels): the reader's to
cope with.
"""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.real.kubernetes_roles import MAPPINGS

SURVEYS = "community/sig-contributor-experience/surveys"
_KEPT_2018 = ("End Date", "Level of Contributor Laddor")
_KEPT_2019 = ("Start Date", "End Date", "What level of the Contributor Ladder")
_RATED = ("Please rate any challenges", "Do you agree with the following statements")


def write_survey(source: Path, target: Path) -> None:
    """Write both exports and their mapping."""
    folder = target / "survey"
    folder.mkdir(parents=True, exist_ok=True)
    surveys = source / SURVEYS
    _cut(surveys / "2018" / "contribex-survey-2018.csv", folder / "contributors-2018.csv", _of_2018)
    _cut(surveys / "2019" / "contribex-survey-2019.csv", folder / "contributors-2019.csv", _of_2019)
    shutil.copyfile(MAPPINGS / "survey.yaml", folder / "mapping.yaml")


def _cut(export: Path, cut: Path, keep: Callable[[Sequence[Sequence[str]]], list[int]]) -> None:
    """The export with the kept columns only; a byte order mark is kept too."""
    mark = export.read_bytes().startswith(b"\xef\xbb\xbf")
    with export.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    places = keep(rows)
    with cut.open("w", encoding="utf-8-sig" if mark else "utf-8", newline="") as opened:
        csv.writer(opened).writerows([row[place] for place in places] for row in rows)


def _of_2018(rows: Sequence[Sequence[str]]) -> list[int]:
    return [n for n, heading in enumerate(rows[0]) if heading in _KEPT_2018 or heading.startswith("Blocker: ")]


def _of_2019(rows: Sequence[Sequence[str]]) -> list[int]:
    """The upper heading stands over the first column of its block only."""
    kept, upper = [], ""
    for n, (above, below) in enumerate(zip(rows[0], rows[1], strict=True)):
        upper = above or upper
        rated = upper.startswith(_RATED) and not below.startswith("Other")
        if rated or above.startswith(_KEPT_2019):
            kept.append(n)
    return kept
