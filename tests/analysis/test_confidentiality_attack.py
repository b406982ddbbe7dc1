"""The attack on everything that the report shows of the survey: it must recover nothing, and must find the leaks when they are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.analysis import confidentiality, response, views
from assessment_kit.analysis.confidentiality import answering_groups, publishable_groups, safe_crosstab
from assessment_kit.analysis.survey_tally import Tally, tallies_by_item
from assessment_kit.diagnosis import careless_answers, facets
from assessment_kit.diagnosis.assessment import assess
from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.method import load_method
from assessment_kit.method.model import Item
from assessment_kit.shipped import SAMPLE_CLIENTS
from assessment_kit.show.chapter import open_assessment
from tests.analysis.attack import of_a_report, of_facets, readings, recovered, report
from tests.builders import engagement, survey

LEVELS = ("executive", "senior", "middle", "front_line", None)
FUNCTIONS = ("Sales", "Service", "IT", "Office", None)
STATEMENTS = ("roles.who_answers", "practices.managers_feel", "architecture.maps_true")
METHOD = load_method()
Cell: TypeAlias = tuple[str | None, str | None]


def client(cells: Mapping[Cell, int], seed: int = 0, known: float = 0.8) -> Engagement:
    """A survey of so many people per cell, of whom a share knows the answer to each statement."""
    people = [cell for cell, n in cells.items() for _ in range(n)]
    rng = np.random.default_rng(seed)
    scores = {s: [float(rng.integers(1, 6)) if rng.random() < known else None for _ in people] for s in STATEMENTS}
    return engagement(
        survey=survey(scores, levels=[p[0] for p in people], functions=[p[1] for p in people]),  # type: ignore[misc]
        roles=[{"role_id": "coo", "title": "COO", "level": "executive"}],
        processes=[{"process_id": p, "name": p, "category": "deliver", "is_key": True, "owner_role_id": "coo", "model": "current"} for p in "abc"],
    )  # fmt: skip


@st.composite
def clients(draw: st.DrawFn) -> Engagement:
    """Random surveys with many small groups: levels that lack a function, functions of one level, people without either."""
    sizes = st.sampled_from((0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 9, 14))
    cells = {(level, function): draw(sizes) for level in LEVELS for function in FUNCTIONS}
    cells[draw(st.sampled_from(LEVELS)), draw(st.sampled_from(FUNCTIONS))] += 6
    return client(cells, draw(st.integers(0, 99)), draw(st.sampled_from((0.5, 0.8, 1.0))))


def published(e: Engagement) -> Iterator[tuple[str, pd.DataFrame, list[np.ndarray]]]:
    """Per statement, and for the survey as a whole: who answered, and the groups shown by level, by function and by both."""
    assert e.survey is not None
    least = e.settings.minimum_group
    for statement in ("", *STATEMENTS):
        answered = (
            e.survey.scores[statement].notna() if statement else pd.Series(data=True, index=e.survey.people.index)
        )
        people = e.survey.people[answered]
        shown = [np.ones(len(people), dtype=bool)] if len(people) >= least else []
        for by in ("level", "function"):
            groups = answering_groups(e, statement, by) if statement else publishable_groups(people, by, least)
            shown += [g.holds(people[by]).to_numpy() for g in groups]
        table = safe_crosstab(people, least)
        for i, j in np.argwhere(table.counts.notna().to_numpy()):
            both = table.rows[i].holds(people["level"]) & table.columns[j].holds(people["function"])
            assert both.sum() == table.counts.iloc[i, j]
            shown.append(both.to_numpy())
        yield statement, people, shown


def leaks(e: Engagement) -> list[str]:
    least = e.settings.minimum_group
    return [leak for _, people, shown in published(e) if shown for leak in recovered(shown, people, least)]


def leaks_of_report(e: Engagement) -> list[str]:
    """The same from what the pieces of the report say."""
    return _of_pieces(e, list(report(assess(e, METHOD))))


def _of_pieces(e: Engagement, pieces: list[dict[str, object]]) -> list[str]:
    assert e.survey is not None
    least = e.settings.minimum_group
    of_groups = of_a_report(readings(pieces, e.survey, METHOD, least), e.survey, METHOD, least)
    return of_groups + of_facets(pieces, e.survey, METHOD, least)


@given(clients())
@settings(max_examples=60)
def test_nothing_is_recovered_from_groups_and_cross_tables(e: Engagement) -> None:
    assert leaks(e) == []


@given(clients())
@settings(max_examples=15)
def test_nothing_is_recovered_from_a_report(e: Engagement) -> None:
    assert leaks_of_report(e) == []


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["northmoor", "faultline"])
def test_nothing_is_recovered_from_the_sample_clients(folder: str) -> None:
    assessment = open_assessment(str(SAMPLE_CLIENTS / folder))
    e = assessment.engagement
    assert e.survey is not None
    pieces = list(report(assessment))
    assert _of_pieces(e, pieces) == []
    if folder == "northmoor":  # the attack has something to work with
        read = readings(pieces, e.survey, METHOD)
        assert sum(one.by == "level" for one in read) > 100
        assert {one.by for one in read} == {"", "level", "function", "time", "care"}


# Three weaknesses, one by one.

ONE_EXECUTIVE_LESS: dict[Cell, int] = {
    ("executive", "Sales"): 2,
    ("senior", "Sales"): 8,
    ("middle", "Sales"): 9,
    ("front_line", "Sales"): 20,
}
OFFICE: dict[Cell, int] = {
    ("executive", "Office"): 5,
    ("executive", "IT"): 1,
    ("middle", "IT"): 20,
    ("middle", "Sales"): 30,
}
CORNER: dict[Cell, int] = {("executive", "Sales"): 2, ("executive", "IT"): 8, ("middle", "Sales"): 9, ("middle", "IT"): 7}  # fmt: skip


def test_small_groups_that_are_only_left_out_are_recovered(monkeypatch: pytest.MonkeyPatch) -> None:
    """All less senior, middle and front line leaves the two executives."""
    e = client(ONE_EXECUTIVE_LESS, known=1.0)
    assert leaks(e) == leaks_of_report(e) == []

    def left_out(counts: Mapping[str, int], by: str, minimum: int) -> tuple[confidentiality.Group, ...]:
        return tuple(confidentiality.Group((name,), n) for name, n in counts.items() if n >= minimum)

    monkeypatch.setattr(confidentiality, "_one_way", left_out)
    monkeypatch.setattr(confidentiality, "_margins_cut", lambda *_: None)
    assert "executive of Sales: their answers" in leaks(e)
    assert "executive of Sales: their answers" in leaks_of_report(e)


def test_two_tables_that_are_safe_one_by_one_are_subtracted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six executives less the five of the office leaves the one of IT."""
    e = client(OFFICE, known=1.0)
    assert leaks(e) == leaks_of_report(e) == []
    monkeypatch.setattr(confidentiality, "_margins_cut", lambda *_: None)
    assert "executive of IT: their answers" in leaks(e)
    assert "executive of IT: their answers" in leaks_of_report(e)


def test_a_cross_table_without_complementary_suppression_is_solved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten executives less the eight of IT leaves two."""
    e = client(CORNER, known=1.0)
    assert leaks(e) == []
    monkeypatch.setattr(confidentiality, "_complemented", lambda counts, shown, minimum: shown)  # noqa: ARG005
    assert "executive of Sales: their answers" in leaks(e)


@pytest.mark.parametrize("weakness", ["_margins_cut", "_complemented"])
def test_random_surveys_leak_where_complementary_suppression_is_off(
    monkeypatch: pytest.MonkeyPatch, weakness: str
) -> None:
    off = {"_margins_cut": lambda *_: None, "_complemented": lambda counts, shown, minimum: shown}  # noqa: ARG005
    rng = np.random.default_rng(7)
    made = [
        client(
            {(level, f): int(rng.choice((0, 0, 0, 0, 0, 0, 1, 2, 5, 9))) for level in LEVELS for f in FUNCTIONS},
            seed,
            known=1.0,
        )
        for seed in range(25)
    ]
    assert [leak for e in made for leak in leaks(e)] == []
    monkeypatch.setattr(confidentiality, weakness, off[weakness])
    assert sum(bool(leaks(e)) for e in made) >= 3


def test_a_mean_of_each_persons_own_share_tells_of_the_one_who_left_a_statement_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Ten answer A, six agree; nine answer B, four agree. A mean of own shares of 55% or 50% tells what the tenth said to A."""
    asked = [i for i in METHOD.items.values() if (i.element, i.facet) == ("E5", "works") and i.statement is not None]
    first, second = [i for i in asked if i.statement and not i.statement.reversed][:2]
    said: dict[str, list[float | None]] = {
        first.id: [5, 5, 5, 5, 5, 1, 1, 1, 1, 5],
        second.id: [5, 5, 5, 5, 1, 1, 1, 1, 1, None],
    }
    e = engagement(survey=survey(said, ["front_line"] * 10, ["Sales"] * 10))
    own_shares = [1, 1, 1, 1, 0.5, 0, 0, 0, 0, 1]
    assert sum(own_shares) == 5.5  # 55%; if another of the six had agreed with A and not the tenth, 5: 50%
    assert leaks_of_report(e) == []
    monkeypatch.setattr(facets.Measure, "value", property(lambda m: 0.55 if m.statements > 1 else sum(m.values) / m.n))
    assert leaks_of_report(e) == [
        f"{METHOD.elements['E5'].name}, Does it work?: answers of the 1 who left a statement out"
    ]


def test_thirds_that_are_not_held_against_the_levels_are_subtracted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The eight executives answered among the first ten: the first third less the executives leaves two people."""
    people = ["executive"] * 8 + ["front_line"] * 22
    made = survey({s: [4.0, 5.0] * 15 for s in STATEMENTS}, people, ["Sales"] * 30)
    times = pd.Timestamp("2026-09-14") + pd.to_timedelta(pd.Series(range(30)), unit="min")
    e = engagement(survey=replace(made, people=made.people.assign(finished=times)))
    assert leaks_of_report(e) == []
    monkeypatch.setattr(response, "may_stand_apart", lambda *_: True)
    assert "front_line of first: their answers" in leaks_of_report(e)


def test_forms_that_look_unread_are_not_told_apart_where_that_tells_of_a_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six of the eight executives gave one answer throughout: the executives less these leaves two."""
    people = ["executive"] * 8 + ["front_line"] * 22
    names = [i.id for i in METHOD.items.values() if i.statement is not None][:12]
    read = {s: [4.0] * 6 + [float(1 + (k + n) % 3) for k in range(24)] for n, s in enumerate(names)}
    e = engagement(survey=survey(read, people, ["Sales"] * 30))
    assert leaks_of_report(e) == []
    monkeypatch.setattr(careless_answers, "may_stand_apart", lambda *_: True)
    assert "executive of read: their answers" in leaks_of_report(e)


def test_executives_who_are_too_few_are_told_in_no_view(monkeypatch: pytest.MonkeyPatch) -> None:
    """The two executives stand with the eight senior managers, against the list as well; told by themselves they are found."""
    e = client(ONE_EXECUTIVE_LESS, known=1.0)
    assert leaks_of_report(e) == []

    class EachLevel(Tally):
        def groups(self, *_: object) -> list[confidentiality.Group]:
            counts = (("executive", 2), ("senior", 8), ("middle", 9), ("front_line", 20))
            return [confidentiality.Group((level,), n) for level, n in counts]

    def counted(survey: Survey, items: Iterable[Item]) -> dict[str, Tally]:
        return {name: EachLevel(**vars(tally)) for name, tally in tallies_by_item(survey, items).items()}

    monkeypatch.setattr(views, "tallies_by_item", counted)
    assert "executive of Sales: their answers" in leaks_of_report(e)
