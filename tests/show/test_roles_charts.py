"""The figures of step 2: messages, sizes, colours, and what they do without data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import combinations
from typing import Any

import pytest

from assessment_kit.analysis.result import StepResult
from assessment_kit.analysis.roles import analyse
from assessment_kit.method import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts.roles import FIGURES
from assessment_kit.show.charts.roles_matrix import MOST_DATA, MOST_ROLES, MOST_ROWS
from assessment_kit.show.pieces import Figure, Gap, Table
from tests.analysis.roles_clients import instruments, large
from tests.builders import engagement

LONG = "The process of handling what comes in from regional service organisations, number {}"
CHINESE = "客户服务与订单交付流程管理体系建设与持续改进 {}"


@lru_cache
def clients() -> Mapping[str, StepResult]:
    made = {"comp": instruments(), "complete": large(40, 30), "long": large(name=LONG), "chinese": large(name=CHINESE)}
    return {name: analyse(client, load_method()) for name, client in made.items()}


def run(**tables: Any) -> StepResult:
    return analyse(engagement(**tables), load_method())


def drawn(result: StepResult, section: str) -> Figure:
    made = FIGURES[section](result)
    assert isinstance(made, Figure)
    return made


def marks(spec: Mapping[str, Any], layer: Mapping[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (
        layer["data"]["values"] if "values" in layer["data"] else spec["datasets"][layer["data"]["name"]]
    )
    return found


def texts(spec: Mapping[str, Any]) -> list[str]:
    return [row["text"] for layer in spec["layer"] for row in marks(spec, layer) if "text" in row]


DRAWN = ("matrix", "priorities", "load", "line")
MESSAGES = {
    "matrix": "For nine of 12 key processes, no single role answers",
    "priorities": "Four processes want an owner at once, Order to delivery first",
    "load": "Head of Sales carries the most: 4 of 11 accountabilities",
    "line": "Of 11 accountabilities, 10 sit with senior managers",
}


@pytest.mark.parametrize("section", DRAWN)
def test_the_title_is_the_message(section: str) -> None:
    assert drawn(clients()["comp"], section).title == MESSAGES[section]


@pytest.mark.parametrize("client", ["comp", "complete", "long", "chinese"])
@pytest.mark.parametrize("section", DRAWN)
def test_size_colours_and_labels(client: str, section: str) -> None:
    figure = drawn(clients()[client], section)
    for spec, width in ((figure.wide, theme.WIDE), (figure.narrow, theme.NARROW)):
        assert spec["width"] == width
        assert spec["autosize"] == "none"
        used = set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(spec["layer"])))
        assert used <= set(theme.TOKENS.values())
        for layer in spec["layer"]:
            for row in marks(spec, layer):
                assert 0 <= row["x"] <= width + 0.5
                assert 0 <= row["y"] <= spec["height"] + 0.5
                assert row.get("x2", 0) <= width + 0.5
        assert not re.search(r"\bnan\b|None|NA\b|[a-z]+_[a-z]+", " ".join(texts(spec)))
    assert len(json.dumps(figure.wide)) < 60_000


def test_the_matrix_shows_letters_verdicts_and_names() -> None:
    wide = texts(drawn(clients()["comp"], "matrix").wide)
    assert wide.count("A") == 11
    assert wide.count("R") == 28
    assert [wide.count(v) for v in ("One owner", "No owner", "Two owners", "Papers disagree")] == [3, 5, 2, 2]
    assert "Head of Sales" in wide
    narrow = texts(drawn(clients()["comp"], "matrix").narrow)
    assert "Head of Sales and Head of Finance" in narrow
    assert "nobody; 6 roles responsible for doing it" in narrow


def test_the_matrix_of_many_shows_the_worst_and_says_how_many_more() -> None:
    figure = drawn(clients()["long"], "matrix")
    wide = texts(figure.wide)
    assert (
        sum(text in {"One owner", "No owner", "Papers disagree", "Two owners", "Parts only"} for text in wide)
        == MOST_ROWS
    )
    assert "One owner" not in wide
    assert f"and {134 - MOST_ROWS} more key processes, in the table of figures" in wide
    assert sum(text.startswith("Manager of") for text in wide) == MOST_ROLES
    assert len(figure.rows) == MOST_DATA + 1
    assert figure.rows[-1][0] == f"and {134 - MOST_DATA} more"


def seats(areas: int, of: int) -> StepResult:
    """Each area has a role of its own, the last `of` of them two; the first has none and its own work is done by one."""
    named = range(1, areas)
    return run(
        processes=[{"process_id": f"p{i}", "name": f"Area {i}", "category": "deliver", "is_key": True} for i in range(areas)],
        roles=[{"role_id": f"r{i}{s}", "title": f"Chair {i}, seat {s}", "level": "senior"} for i in range(areas) for s in "ab"],
        responsibilities=[
            {"subject_id": "p0", "role_id": "r0a", "assignment": "R"},
            *({"subject_id": f"p{i}", "role_id": f"r{i}a", "assignment": "A"} for i in named),
            *({"subject_id": f"p{i}", "role_id": f"r{i}b", "assignment": "A"} for i in named[len(named) - of :]),
        ],
    )  # fmt: skip


def test_where_each_role_has_a_process_of_its_own_a_list_says_more_than_a_matrix() -> None:
    # a matrix of 20 by 10 would hold 10 letters in its 200 places: each role has one process
    figure = drawn(seats(24, 3), "matrix")
    assert figure.title == "For four of 24 key processes, no single role answers"
    assert figure.alt.startswith("List of 20 key processes")
    assert figure.margin == (
        "The papers name 27 roles for these 24 processes. A matrix of the two would be mostly empty.",
    )
    wide = texts(figure.wide)
    assert wide.index("Area 0") < wide.index("Area 21") < wide.index("Area 1")  # nobody, then two, then one
    assert wide.count("One owner") == 16  # of 20 rows, four want attention
    assert [
        wide.count(text)
        for text in ("nobody; 1 role responsible for doing it", "Chair 21, seat a; seat b", "Two owners")
    ] == [1, 1, 3]
    assert "and 4 more key processes, in the table of figures" in wide
    assert {"Area 0", "Chair 21, seat a; seat b", "and 4 more key processes, in the table of figures"} <= set(
        texts(figure.narrow)
    )


def test_owners_of_single_parts_are_no_owners_of_the_whole() -> None:
    rows = [{"process_id": f"p{i}", "name": f"Area {i}", "category": "deliver", "is_key": True} for i in range(9)]
    said = [
        {"subject_id": "p0", "role_id": r, "assignment": "A", "activity": a} for r, a in (("a", "plan"), ("b", "do"))
    ]
    figure = drawn(run(processes=rows, responsibilities=said, roles=[{"role_id": r, "title": f"Head of {r}", "level": "senior"} for r in "ab"]), "matrix")  # fmt: skip
    assert "for parts only: Head of a and Head of b" in texts(figure.wide)


def test_a_dashed_letter_stands_where_papers_disagree() -> None:
    spec = drawn(clients()["comp"], "matrix").wide
    dashed = [layer for layer in spec["layer"] if "strokeDash" in layer["mark"]]
    assert [len(marks(spec, layer)) for layer in dashed] == [4]


@pytest.mark.parametrize(
    ("owned", "title"),
    [
        (0, "For none of the key processes does a single role answer"),
        (1, "For one of two key processes, no single role answers"),
        (2, "One role answers for each key process"),
    ],
)
def test_titles_of_the_matrix(owned: int, title: str) -> None:
    rows = [{"process_id": p, "name": p, "category": "sell", "is_key": True} for p in "pq"]
    said = [{"subject_id": p, "role_id": "a", "assignment": "A" if i < owned else "R"} for i, p in enumerate("pq")]
    made = run(processes=rows, roles=[{"role_id": "a", "title": "A", "level": "senior"}], responsibilities=said)
    assert drawn(made, "matrix").title == title


def test_where_each_has_an_owner_the_priorities_become_a_table() -> None:
    rows = [{"process_id": "p", "name": "P", "category": "sell", "owner_role_id": "a", "revenue_importance": 5}]
    made = FIGURES["priorities"](run(processes=rows, roles=[{"role_id": "a", "title": "Head", "level": "senior"}]))
    assert isinstance(made, Table)
    assert list(made.rows) == [("P", "Head", "5", "–")]


def test_priorities_are_ranked_and_say_the_product() -> None:
    wide = texts(drawn(clients()["comp"], "priorities").wide)
    points = [int(text) for text in wide if text.isdigit()]
    assert sorted(points, reverse=True) == [25, 20, 16, 16, 12, 12, 9, 9, 6]
    assert "5 × 5" in wide
    rows = drawn(clients()["comp"], "priorities").rows
    assert [row[0] for row in rows][:2] == ["Order to delivery", "Spare parts"]


def test_the_defects_are_counted_in_words() -> None:
    made = FIGURES["defects"](clients()["comp"])
    assert isinstance(made, Table)
    assert made.title == "Most frequent defect: gaps, in 5 of 12 processes"
    assert [row[:4] for row in made.rows] == [
        ("Overlapping", "Several roles answer for the same", "2", "12 processes"),
        ("Contradictory", "One paper names one role, another a different one", "2", "12 processes"),
        ("Gaps", "No paper says who answers for the whole", "5", "12 processes"),
    ]


def test_the_activities_are_grouped() -> None:
    made = FIGURES["activities"](clients()["complete"])
    assert isinstance(made, Table)
    assert made.groups == {"0": "In the key processes", "7": "In the management processes"}
    assert made.title.startswith("Weakest: ")


def test_a_management_process_without_anybody_is_told_where_the_key_processes_have_somebody() -> None:
    key = {"process_id": "p", "name": "P", "category": "sell", "is_key": True}
    claim = {"subject_id": "p", "role_id": "a", "assignment": "A", "source": "Handbook", "activity": "plan"}
    whole = {**claim, "activity": "manage"}
    review = {"management_process_id": "m", "name": "M", "activity": "review"}
    made = FIGURES["activities"](
        run(
            processes=[key],
            roles=[{"role_id": "a", "title": "A", "level": "senior"}],
            management_processes=[review, {**review, "management_process_id": "n", "name": "N"}],
            responsibilities=[claim, whole, {"subject_id": "m", "role_id": "a", "assignment": "R"}, {"subject_id": "n", "role_id": "a", "assignment": "A"}],
        )
    )  # fmt: skip
    assert isinstance(made, Table)
    assert made.title == "Somebody answers in each key process, but for 1 of 2 management processes nobody does"


def test_a_role_with_two_duties_is_one_example() -> None:
    """A can carry out neither the planning nor the managing of P, and not the managing of Q."""
    able = {"role_id": "a", "assignment": "A", "source": "Handbook", "executable": False}
    found = run(
        processes=[{"process_id": i, "name": i.upper(), "category": "sell", "is_key": True} for i in ("p", "q")],
        roles=[{"role_id": "a", "title": "A", "level": "senior"}],
        responsibilities=[{**able, "subject_id": "p", "activity": "plan"}, {**able, "subject_id": "p", "activity": "manage"}, {**able, "subject_id": "q", "activity": "manage"}],
    )  # fmt: skip
    row = found.row("roles.hard_to_execute")
    assert row is not None
    assert (row["count"], row["examples"]) == (3, ("A for P", "A for Q"))


TABLES: dict[str, list[dict[str, Any]]] = {
    "processes": [{"process_id": "p", "name": "P", "category": "sell", "is_key": True, "owner_role_id": None}],
    "roles": [{"role_id": "a", "title": "A", "level": "senior"}],
    "responsibilities": [{"subject_id": "m", "role_id": "a", "assignment": "I"}],
    "management_processes": [{"management_process_id": "m", "name": "M", "activity": "review"}],
}
OWNED = [{**TABLES["processes"][0], "owner_role_id": "a"}]
HANDED_OVER = [set(names) for size in range(5) for names in combinations(TABLES, size)]


@pytest.mark.parametrize("there", HANDED_OVER, ids=lambda names: "+".join(sorted(names)) or "nothing")
@pytest.mark.parametrize("owned", [False, True])
def test_whatever_was_handed_over_each_section_shows_something_and_names_no_list_that_is_absent(
    there: set[str], owned: bool
) -> None:
    tables = {name: OWNED if owned and name == "processes" else rows for name, rows in TABLES.items() if name in there}
    result = run(**tables)
    lists = {"processes": "list of processes", "roles": "list of roles", "responsibilities": "list of responsibilities"}
    for draw in FIGURES.values():
        made = draw(result)
        if not isinstance(made, Gap):
            absent = [told for name, told in lists.items() if name not in there and told in made.source.lower()]
            assert absent == [], made.title
    whats = [gap.what for gap in result.not_assessed]
    assert len(set(whats)) == len(whats)


@pytest.mark.parametrize("section", FIGURES)
def test_without_data_there_is_a_gap_that_says_what_it_takes(section: str) -> None:
    made = FIGURES[section](run())
    assert isinstance(made, Gap)
    assert made.what
    assert made.why
    assert made.cure
