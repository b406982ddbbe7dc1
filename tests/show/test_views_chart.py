"""The picture of where views part: message, rows, places, colours."""

from __future__ import annotations

import pytest

from assessment_kit.analysis.practices import analyse
from assessment_kit.analysis.views import with_views
from assessment_kit.method import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts.views import views
from assessment_kit.show.pieces import Figure, Gap
from tests.builders import engagement, survey
from tests.diagnosis.pairs.views import LISTS, Rows, asked, interviewed
from tests.show.drawn import assert_well_drawn

METHOD = load_method()
EVERYTHING = LISTS["agendas"][1]
ITEMS = [view.item for view in METHOD.views.values() if view.step == "practices" and view.item != "practices.formality"]


def drawn(**rows: object) -> Figure | Gap:
    client = engagement(**rows)  # type: ignore[arg-type]
    return views(with_views(client, METHOD, {"practices": analyse(client, METHOD)})["practices"])


def levels(top: float, line: float) -> Rows:
    """All statements of this step, with one score at the top and another one in the line."""
    people = ["executive"] * 8 + ["front_line"] * 20
    return {"survey": survey({item: [top] * 8 + [line] * 20 for item in ITEMS}, levels=people)}


@pytest.mark.parametrize(
    ("people", "title"),
    [
        (asked("views.agendas", 4), "On the one matter views part: meetings with a whole process on the agenda"),
        (asked("views.agendas", 18), "Lists, survey and interviews show much the same"),
    ],
)  # fmt: skip
def test_the_title_is_the_message(people: Rows, title: str) -> None:
    figure = drawn(**EVERYTHING, **people)
    assert isinstance(figure, Figure)
    assert figure.title == title


def test_each_source_stands_in_the_table_with_its_n_and_its_interval() -> None:
    """4 of 20 is 20% (Wilson 8 to 42); all 4 meetings; five interviews of 4, 4, 4, 4, 5: 80% (66 to 94), mean 4.2."""
    figure = drawn(**EVERYTHING, **asked("views.agendas", 4), **interviewed("views.agendas", 4, 4, 4, 4, 5))
    assert isinstance(figure, Figure)
    (row,) = figure.rows
    assert row[:4] == (
        "meetings with a whole process on the agenda", "100%, n = 4", "20% (8–42%), 1.8 of 5, n = 20", "80% (66–94%), n = 5, scores 4, 4, 4, 4, 5",
    )  # fmt: skip
    assert row[4:7] == ("–", "–", "–")
    assert row[7] == "−80 (−92 to −58), the survey against the lists"


def test_a_contradiction_alone_has_the_accent() -> None:
    for agree, strong in ((4, True), (18, False)):
        figure = drawn(**EVERYTHING, **asked("views.agendas", agree))
        assert isinstance(figure, Figure)
        assert (theme.CHANGE in str(figure.wide["layer"])) is strong


def test_many_and_few_are_well_drawn() -> None:
    for rows in (levels(5, 1), levels(1, 5), asked("views.agendas", 4)):
        figure = drawn(**EVERYTHING, **rows)
        assert isinstance(figure, Figure)
        assert_well_drawn(figure, most_characters=40_000)
        assert "nan" not in str((figure.rows, figure.alt, figure.source, figure.subtitle)).lower()


def test_without_two_sources_it_is_not_assessed() -> None:
    for gap in (drawn(**EVERYTHING), drawn(**asked("views.agendas", 4)), views(analyse(engagement(), METHOD))):
        assert isinstance(gap, Gap)
        assert gap.cure
