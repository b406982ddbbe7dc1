"""Somebody who wants to know what a few colleagues said, and has nothing but the report.

`readings` takes from the pieces of a report every group of people of which a survey figure is shown. `recovered` then tries
every subtraction between them: which sets of people, described by level and function and fewer than may be shown, can be had as
a sum or difference of published groups (their answers can then be had by the same sum), and of which can it at least be worked
out that they are so few? The attacker knows which cells of level × function are empty.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import linprog

from assessment_kit import words
from assessment_kit.analysis.careless import careless
from assessment_kit.analysis.response import thirds
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.engagement.model import Survey
from assessment_kit.method.model import Method
from assessment_kit.show.chapter import CHARTS, Chapter
from assessment_kit.show.charts import targets
from assessment_kit.show.heard import FACET_NAMES

LEVELS = {
    "executive": "executive", "executives": "executive", "senior manager": "senior", "senior managers": "senior",
    "middle manager": "middle", "middle managers": "middle", "front line": "front_line", "the front line": "front_line",
}  # fmt: skip
COUNTED = ("n", "Answers", "Answered", "answered")


@dataclass(frozen=True)
class Reading:
    """A figure was shown of the people `members` who answered the statement (the survey, where it is empty).

    by : level, function, time (first or last third) or care (read or unread). members : values of it; everybody where it is empty. n : what the report says of their number.
    """

    statement: str
    by: str
    members: frozenset[str]
    n: int


class NotUnderstoodError(AssertionError):
    """A piece shows survey figures in a way that the attack cannot read: teach it, or it proves nothing."""


def report(assessment: Assessment) -> Iterator[dict[str, Any]]:
    """Every piece of the report, as it is shared."""
    for place in ("architecture", "roles", "metrics", "practices", "targets"):
        chapter = Chapter(place, assessment)
        yield chapter.opening().content()
        sections = targets.FIGURES if place == "targets" else CHARTS[place]
        yield from (chapter.figure(section).content() for section in sections)
        if place != "targets":
            yield from (chapter.findings(section).content() for section in sections)
            yield chapter.statements().content()
    chapter = Chapter("targets", assessment)
    for piece in (
        chapter.cover,
        chapter.before,
        chapter.actions,
        chapter.problems,
        chapter.gaps,
        chapter.heard,
        chapter.small_print,
        chapter.letter_links,
        chapter.firmness,
        chapter.why_these_letters,
        chapter.agreement,
        chapter.register,
    ):
        yield piece().content()


def readings(pieces: Iterable[Mapping[str, Any]], survey: Survey, method: Method, minimum: int = 5) -> list[Reading]:
    """Everything that can be read of groups, each checked against the survey, so that nothing is misread."""
    statements = {i.statement.text.rstrip("."): i.id for i in method.items.values() if i.statement is not None}
    found, pieces = [], list(pieces)
    for piece in pieces:
        if piece["kind"] == "heard":
            found += [r for part in piece["parts"] for r in _heard(part, statements, survey, method)]
        elif piece["kind"] == "derivation":
            found += list(_derived(piece, statements))
        elif piece["kind"] == "agreement":
            found += list(_agreed(piece, statements, survey))
        elif "survey" in str(piece.get("source", "")).lower() and piece.get("columns"):
            found += list(_rows(piece, statements, survey, method))
        elif piece["kind"] == "firmness":
            _flips(piece, survey, method, minimum)
        elif piece["kind"] == "findings":
            texts = (s for f in piece["findings"] for s in f["evidence"]["statements"])
            found += [Reading(_statement(s["text"], statements), "", frozenset(), _whole(s["n"])) for s in texts]
    found += [
        r
        for piece in pieces
        if piece["kind"] == "register"
        for r in _register(piece, statements, survey, found, method)
    ]
    for one in found:
        there = int(members(one, survey, method).sum())
        if there != one.n:
            raise NotUnderstoodError(f"{one} are {there} people in the survey")
    return found


def _viewed(cells: Mapping[str, str], method: Method) -> Iterator[Reading]:
    """One subject: what all in the survey, those at the top, managers and the front line see of it; lists and interviews are no survey."""
    statement = next((view.item for view in method.views.values() if view.subject == cells["Subject"]), None)
    if statement is None:  # "and 3 more"
        return
    for column in ("Survey", "At the top", "Managers", "Front line"):
        told = [re.search(r", ([^,\d]*?) ?n = ([\d,]+)", cell) for cell in cells[column].split("; ") if cell != "–"]
        for match in told:
            if match is None:
                raise NotUnderstoodError(f"{cells[column]!r} of {cells['Subject']}")
            who = group(match[1].replace("people in the ", ""), "level", set()) if column != "Survey" else frozenset()
            if who is None or (column != "Survey") == (not who):
                raise NotUnderstoodError(f"{match[0]!r} of {cells['Subject']}")
            yield Reading(statement, "level" if who else "", who, _whole(match[2]))


def _derived(piece: Mapping[str, Any], statements: Mapping[str, str]) -> Iterator[Reading]:
    """The statements behind each letter; all of them are counted over everybody who answered."""
    sources = (s for e in piece["elements"] for f in e["facets"] for s in f["sources"])
    for stated in (t for s in sources for t in s["stated"]):
        if stated["statuses"][0] != stated["n"]:
            raise NotUnderstoodError(f"{stated} has two numbers of answers")
        yield Reading(_statement(stated["text"], statements), "", frozenset(), _whole(stated["n"]))


def _agreed(piece: Mapping[str, Any], statements: Mapping[str, str], survey: Survey) -> Iterator[Reading]:
    """Agreement on each statement, over everybody who answered it. Groups are told by their number alone, which must be of large ones."""
    for part in piece["parts"]:
        place = {"r_wg": "Answers", "alpha": "Answered all", "icc_one": "Groups", "kappa": "n"}[part["id"]]
        for row in part["rows"]:
            told = row[part["columns"].index(place)]
            if part["id"] == "r_wg":
                yield Reading(_statement(str(row[0]), statements), "", frozenset(), _whole(told))
            elif part["id"] == "icc_one" and _whole(told) * _whole(
                row[part["columns"].index("People in a group")]
            ) > 2 * len(survey):
                raise NotUnderstoodError(f"{row} are more people than there are")


def _register(
    piece: Mapping[str, Any], statements: Mapping[str, str], survey: Survey, found: Sequence[Reading], method: Method
) -> Iterator[Reading]:
    """Statements are of everybody; the figures that compare two ends of the levels are of both together.

    The ends are told beside the chart of levels; where that chart leaves the statement out, any two ends of so many people.
    """
    ends = {"roles.clarity_gap", "practices.widest_gap"}
    sides: dict[str, set[frozenset[str]]] = defaultdict(set)
    for one in found:
        if one.by == "level":
            sides[one.statement].add(one.members)
    levels = list(dict.fromkeys(LEVELS.values()))
    any_two = [frozenset([*levels[:a], *levels[b:]]) for b in range(1, len(levels)) for a in range(1, b + 1)]
    told = [(s, a | b) for s, groups in sides.items() for a, b in combinations(groups, 2) if not a & b]
    guessed = [(s, g) for g in any_two for s in statements.values() if s not in sides]
    for row in (row for chapter in piece["chapters"] for row in chapter["figures"]):
        if row["id"].startswith("agree."):
            yield Reading(_statement(row["name"], statements), "", frozenset(), _whole(row["n"]))
        elif row["id"].startswith("views."):
            yield from _view(row, survey, found, method)
        elif row["id"] in ends:
            n = _whole(row["n"])
            fits = (Reading(s, "level", g, n) for s, g in [*told, *guessed] if s in survey.scores)
            fitting = next((r for r in fits if int(members(r, survey, method).sum()) == n), None)
            if fitting is None:
                raise NotUnderstoodError(f"{row['name']}: of whom are these {n}?")
            yield fitting


def _view(row: Mapping[str, Any], survey: Survey, found: Sequence[Reading], method: Method) -> Iterator[Reading]:
    """Of a thing with two sources: everybody, or a group that the figure of views names; interviews may be counted with them."""
    if "survey" not in row["source"].lower():
        return
    statement = method.views[row["id"].removesuffix("_seen").removesuffix("_said")].item
    n, everybody = _whole(row["n"]), int(survey.scores[statement].notna().sum())
    if row["id"].endswith("_said"):
        yield Reading(statement, "", frozenset(), min(n, everybody))
        return
    told = [
        Reading(statement, "", frozenset(), everybody),
        *(r for r in found if r.statement == statement and r.by == "level"),
    ]
    fitting = next((r for r in told if r.n == n), None)
    if fitting is None:
        raise NotUnderstoodError(f"{row['name']}: of whom are these {n}?")
    yield fitting


def _flips(piece: Mapping[str, Any], survey: Survey, method: Method, minimum: int) -> None:
    """What would flip a letter is told of all answers to the statements of a facet that may be shown, and of no part of them."""
    facets = {f"{i.element}.{i.facet}" for i in method.items.values() if i.element}
    answers = [survey.scores[shown].notna().sum() for f in facets if (shown := _shown(f, survey, method, minimum))]
    told = " ".join(s for letter in piece["letters"] for s in letter["flips"])
    for what, wholes in (
        ("people", {int(each.iloc[0]) for each in answers if len(each) == 1}),
        ("answers", {int(each.sum()) for each in answers if len(each) > 1}),
    ):
        counts = {_whole(n) for n in re.findall(rf"(?:of the|all) ([\d,]+) {what}", told)}
        if not counts <= wholes:
            raise NotUnderstoodError(f"{counts - wholes} {what} would flip a letter")


def _shown(facet: str, survey: Survey, method: Method, minimum: int) -> list[str]:
    """The statements of a facet such as E1.works that enough people answered; the others are in no figure."""
    own = (i.id for i in method.items.values() if f"{i.element}.{i.facet}" == facet and i.id in survey.scores)
    return [name for name in own if survey.scores[name].notna().sum() >= minimum]


def of_facets(pieces: Iterable[Mapping[str, Any]], survey: Survey, method: Method, minimum: int) -> list[str]:
    """What the survey's part of a facet tells beyond the shares of its statements, of fewer than `minimum` people.

    The mean of the shares can be had from the statements. Whatever the told figure is off from it must come from those who answered
    some of the statements and not all: of all others each statement holds one answer.
    """
    statements = {i.statement.text.rstrip("."): i.id for i in method.items.values() if i.statement is not None}
    found = []
    for element in (e for p in pieces if p["kind"] == "derivation" for e in p["elements"]):
        for facet in element["facets"]:
            (own,) = (s for s in facet["sources"] if s["name"] == "Survey")
            if not own["value"]:
                continue
            names = [_statement(s["text"], statements) for s in own["stated"]]
            shares = [_whole(s["count"]) / _whole(s["n"]) for s in own["stated"]]
            told = own["value"].rstrip("%")
            half = 0.5 * 10.0 ** -len(told.partition(".")[2])
            answered = survey.scores[names].notna().sum(axis=1)
            some = int(((answered > 0) & (answered < len(names))).sum())
            if abs(float(told) - 100 * np.mean(shares)) > half + 1e-6 and some < minimum:
                found.append(f"{element['name']}, {facet['question']}: answers of the {some} who left a statement out")
    return found


def _heard(part: Mapping[str, Any], statements: Mapping[str, str], survey: Survey, method: Method) -> Iterator[Reading]:
    """Who answered; the first third and the last; and figures with and without the forms that look unread."""
    if part["id"] in ("level", "function"):
        yield from _turnout(part, survey)
        return
    if part["id"] == "careless" and (told := re.match(r"(\w+) of \d+ forms", part["says"])):
        found = int(careless(survey, method.thresholds.careless).flagged.sum())
        if told[1].lower() not in (words.count_word(found), words.number(found)):
            raise NotUnderstoodError(part["says"])
        yield Reading("", "care", frozenset({"unread"}), found)
    facets = {
        f"{e.name}: {question}?": f"{e.id}.{facet}"
        for e in method.elements.values()
        for facet, question in FACET_NAMES.items()
    }
    for row in part["rows"]:
        whom = facets.get(str(row[0])) or _statement(str(row[0]), statements)
        cells = dict(zip(part["columns"], row, strict=True))
        if part["id"] == "early_late":
            yield Reading(whom, "time", frozenset({"first"}), _whole(cells["n first"]))
            yield Reading(whom, "time", frozenset({"last"}), _whole(cells["n last"]))
        elif part["id"] == "careless":
            yield Reading(whom, "", frozenset(), _whole(cells["n with"]))
            yield Reading(whom, "care", frozenset({"read"}), _whole(cells["n without"]))
        else:
            raise NotUnderstoodError(part["id"])


def _turnout(table: Mapping[str, Any], survey: Survey) -> Iterator[Reading]:
    by = str(table["id"])
    values = set(survey.people[by].dropna())
    rows = [(group(str(row[0]), by, values), _whole(row[table["columns"].index("Answered")])) for row in table["rows"]]
    named = frozenset().union(*(g for g, _ in rows if g is not None))
    for g, n in rows:  # "4 small functions" are those that have no row of their own
        yield Reading("", by, frozenset({*values, ""} - named) if g is None else g, n)


def _rows(piece: Mapping[str, Any], statements: Mapping[str, str], survey: Survey, method: Method) -> Iterator[Reading]:
    if list(piece["columns"][:2]) == ["Subject", "Lists"]:
        for row in piece["rows"]:
            yield from _viewed(dict(zip(piece["columns"], row, strict=True)), method)
        return
    columns = [i for i, name in enumerate(piece["columns"]) if name in COUNTED]
    sides = re.findall(r"(?:^|, )([^,=]+?) n = ", piece["source"])
    for row in piece["rows"]:
        if not any(str(cell).strip("– ") for cell in row[1:]):  # "and 3 more"
            continue
        text, _, last = str(row[0]).rpartition(": ")
        own = group(last, "level", set()) if text else None
        statement = _statement(text if own else str(row[0]), statements, strict=len(columns) > 1)
        for place, column in enumerate(columns):
            if not str(row[column]).strip("–"):
                continue
            who = own or (group(sides[place], "level", set()) if len(columns) > 1 else frozenset())
            if who is None:
                raise NotUnderstoodError(f"{sides[place]!r} in “{piece['title']}”")
            if statement or who:
                yield Reading(statement, "level" if who else "", who, _whole(row[column]))


def _statement(text: str, statements: Mapping[str, str], *, strict: bool = True) -> str:
    name = statements.get(re.sub(r" \(disagree\)$", "", text.strip("“” ")).rstrip("."), "")
    if strict and not name:
        raise NotUnderstoodError(f"“{text}” is no statement")
    return name


def group(name: str, by: str, values: set[str]) -> frozenset[str] | None:
    """The values of which a group's name tells; None for “4 small functions”, whose members are not named."""
    told, lack = re.subn(rf"(^| or )no {by} given$", "", name.strip(), flags=re.IGNORECASE)
    parts = [part for part in re.split(r", | and ", told) if part]
    known = {value.lower(): value for value in values} | (LEVELS if by == "level" else {})
    found = [known.get(part.lower()) for part in parts]
    if None in found:
        return None
    return frozenset([*(f for f in found if f), *([""] if lack else [])])


def _whole(text: object) -> int:
    return int(re.sub(r"\D", "", str(text)))


def members(one: Reading, survey: Survey, method: Method) -> np.ndarray:
    """Who was counted; one truth value per respondent."""
    answered = answering(one.statement, survey, method)
    if not one.by:
        return answered
    if one.by in ("time", "care"):
        return answered & np.isin(kinds(survey, method)[one.by].to_numpy(), list(one.members))
    return answered & survey.people[one.by].astype("str").fillna("").isin(one.members).to_numpy()


def answering(statement: str, survey: Survey, method: Method, minimum: int = 5) -> np.ndarray:
    """Who answered the statement, or any statement of a facet such as E1.works; everybody where it is empty."""
    if not statement:
        return np.ones(len(survey), dtype=bool)
    facet = _shown(statement, survey, method, minimum)
    asked: np.ndarray = survey.scores[facet or [statement]].notna().any(axis=1).to_numpy()
    return asked


def kinds(survey: Survey, method: Method) -> pd.DataFrame:
    """The splits that are no level and no function. time : first, last, or between. care : read, or unread."""
    first, last = thirds(survey)
    flagged = careless(survey, method.thresholds.careless).flagged
    return pd.DataFrame(
        {"time": np.select([first, last], ["first", "last"], "between"), "care": np.where(flagged, "unread", "read")}
    )


def of_a_report(read: Sequence[Reading], survey: Survey, method: Method, minimum: int) -> list[str]:
    """What can be had by subtraction, statement by statement: between levels and functions, and between each of these and each other split."""
    found: list[str] = []
    splits = kinds(survey, method)
    for statement in sorted({one.statement for one in read}):
        answered = answering(statement, survey, method)
        own = [one for one in read if one.statement == statement]
        people = survey.people[answered]
        for one, other in (("level", "function"), *((by, split) for split in splits for by in ("level", "function"))):
            if other in splits and not any(r.by == other for r in own):
                continue
            crossed = (
                people if other == "function" else people.assign(level=people[one], function=splits[other][answered])
            )
            shown = [members(r, survey, method)[answered] for r in own if r.by in ("", one, other)]
            found += recovered([*shown, np.ones(len(people), dtype=bool)], crossed, minimum)
    return found


def recovered(published: Sequence[np.ndarray], people: pd.DataFrame, minimum: int) -> list[str]:
    """What can be had of fewer than `minimum` of these people.

    published : who was counted in each published figure, one truth value per person. people : level and function of each.
    """
    cells = people["level"].astype("str").fillna("?") + " of " + people["function"].astype("str").fillna("?")
    codes, names = pd.factorize(cells)
    counts = np.bincount(codes, minlength=len(names))
    sums = np.unique([np.bincount(codes[who], minlength=len(names)) / counts for who in published], axis=0)
    assert np.isin(sums, (0, 1)).all(), "a published group that is no union of cells"
    small = [i for i in range(len(names)) if counts[i] < minimum]
    sets = list(_sets([i for i in range(len(names)) if counts[i] < minimum], counts, minimum))
    found = [
        f"{' + '.join(names[list(s)])}: their answers" for s, had in zip(sets, _follow(sets, sums), strict=True) if had
    ]
    small = [s[0] for s in sets if len(s) == 1]
    return found + [f"{names[i]}: that they are few" for i in small if _at_most(i, sums, counts) < minimum]


def _sets(small: Sequence[int], counts: np.ndarray, minimum: int) -> Iterator[tuple[int, ...]]:
    """Every set of cells that holds fewer than `minimum` people."""
    for size in range(1, minimum):
        yield from (chosen for chosen in combinations(small, size) if counts[list(chosen)].sum() < minimum)


def _follow(sets: Sequence[Sequence[int]], sums: np.ndarray) -> np.ndarray:
    """Which sets are a weighted sum of published groups: those that lie in the space that these span."""
    wanted = np.zeros((len(sets), sums.shape[1]))
    for row, chosen in zip(wanted, sets, strict=True):
        row[list(chosen)] = 1
    _, sizes, axes = np.linalg.svd(sums, full_matrices=False)
    axes = axes[sizes > 1e-9]
    follows: np.ndarray = np.abs(wanted - wanted @ axes.T @ axes).max(axis=1, initial=0) < 1e-9
    return follows


def _at_most(cell: int, sums: np.ndarray, counts: np.ndarray) -> int:
    """The most people that the cell may hold, for all that the published counts tell."""
    found = linprog(-np.eye(len(counts))[cell], A_eq=sums, b_eq=sums @ counts)
    return round(-float(found.fun))
