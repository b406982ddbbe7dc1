"""Read a client's folder: every file once, every problem collected, a faulty row never in the way of the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import TypeAlias

from assessment_kit.engagement.calendar_file import read_calendar
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.decisions import read_decisions
from assessment_kit.engagement.folder import open_folder
from assessment_kit.engagement.interviews import read_interviews
from assessment_kit.engagement.misnamed import misnamed
from assessment_kit.engagement.model import Engagement, Settings
from assessment_kit.engagement.references import settle
from assessment_kit.engagement.settings import read_settings
from assessment_kit.engagement.survey import read_survey
from assessment_kit.engagement.tables import Listing, read_tables
from assessment_kit.errors import Problem

Items: TypeAlias = Collection[str] | Callable[[Settings], Collection[str]] | None


def read(folder: Path | str, items: Items = None) -> Engagement:
    """Everything that a client handed over, typed and checked.

    Parameters
    ----------
    folder : the client's folder, with at least engagement.yaml.
    items : ids of the method's items, or how to get them from the settings, which may name a method of the client's own;
        answers to others are problems. None leaves that unchecked.

    Returns
    -------
    Engagement
        Its `problems` list everything that is wrong, by file and row, and what was left out because of it. Each reference in its
        tables leads to a row that is there.

    Raises
    ------
    EngagementError : the folder or its engagement.yaml cannot be read at all; one line that names the cure.
    """
    place = open_folder(Path(folder))
    problems: list[Problem] = []
    settings = read_settings(place, problems)
    listings = read_tables(place, problems)
    sources = {name: ((1, listing.file),) for name, listing in listings.items()}
    events = read_calendar(place, settings.date, listings, problems)
    if events is not None:
        sources["meetings"] = (*sources.get("meetings", ()), events)
    settle(listings, problems)
    known = items(settings) if callable(items) else items
    answers = read_interviews(place, known, problems)
    survey = read_survey(place, known, problems)
    decisions = read_decisions(place, problems)
    problems += misnamed(place)
    return Engagement(
        folder=str(folder),
        settings=settings,
        tables={name: listings[name].frame for name in load_tables() if name in listings},
        answers=answers,
        survey=survey,
        decisions=decisions,
        problems=_ordered(problems, place.digests, listings),
        digests=dict(sorted(place.digests.items())),
        sources=sources,
    )


def check(folder: Path | str, items: Items = None) -> tuple[Problem, ...]:
    """Every problem of a client's folder at once, by file and row; see `read`."""
    return read(folder, items).problems


def _ordered(
    problems: Iterable[Problem], digests: Iterable[str], listings: Mapping[str, Listing]
) -> tuple[Problem, ...]:
    """What was not read at all comes first; then by file as they were read, by list and row."""
    files = {file: rank for rank, file in enumerate(digests)}
    sheets = {listing.file: rank for rank, listing in enumerate(listings.values())}

    def place(problem: Problem) -> tuple[bool, int, int, int]:
        file = problem.file.partition("#")[0]
        unread = problem.row is None and problem.left_out.startswith(("the file", "the sheet"))
        return not unread, files.get(file, len(files)), sheets.get(problem.file, -1), problem.row or 0

    return tuple(sorted(problems, key=place))


def problems_text(problems: Iterable[Problem]) -> str:
    """One line per problem, with what was left out: ``processes.csv row 5, column "name": … Fill it in. (Left out: the row.)``."""
    return "\n".join(
        f"{problem}{f' (Left out: {problem.left_out}.)' if problem.left_out else ''}" for problem in problems
    )
