"""The figures of the process architecture: messages, sizes, colours, and what they do without data."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from assessment_kit.analysis.architecture import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.method.load import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture import FIGURES
from assessment_kit.show.charts.architecture_management import cadence
from assessment_kit.show.charts.lettering import fit, lines, width
from assessment_kit.show.pieces import Figure, Gap, Table
from tests.builders import engagement

LONG = "Order to delivery of the very long named regional service organisation in the north"
CHINESE = "客户服务与订单交付流程管理体系建设与持续改进"
KINDS = ("launch", "sell", "deliver", "enable", "manage")


def process(i: int, name: str, category: str, **more: Any) -> dict[str, Any]:
    return {"process_id": f"p{i}", "name": name, "category": category, **more}


def managing(
    name: str, activity: str, formality: str, feeds: tuple[str, ...], often: str, **more: Any
) -> dict[str, Any]:
    return {
        "management_process_id": name, "name": name, "activity": activity, "formality": formality, "feeds": feeds,
        "frequency": often, **more,
    }  # fmt: skip


def small() -> StepResult:
    steps = [("Take the order", "Service", 2.0), ("Check", "Quality", 20.0), ("Carry", "Carrier", 9.0)]
    return run(
        processes=[
            process(0, "Develop", "launch", is_key=True, planned=True, managed=True, owner_role_id="coo", model="current", functions=("Lab",)),
            process(1, "Spare parts", "deliver", is_key=True, planned=False, managed=True, model="none", objective_hours=24),
            process(2, "Run IT", "enable", planned=False, managed=False),
        ],
        roles=[{"role_id": "coo", "title": "COO", "level": "executive"}],
        management_processes=[
            managing("Retreat", "plan_strategy", "formal", (), "yearly"), managing("Budget", "budget", "formal", ("Review",), "yearly"),
            managing("Review", "review", "partly", (), "monthly", covers_processes=("p0",)),
        ],
        process_steps=[
            {"process_id": "p1", "variant": "as_is", "step_id": f"s{i}", "name": n, "function": f, "objective_hours": h, "break_point": i == 1,
             "effect": "time", "complexity": 3, "next_steps": (f"s{i + 1}",) if i < 2 else ()}
            for i, (n, f, h) in enumerate(steps)
        ],
    )  # fmt: skip


def large() -> StepResult:
    names = (LONG, CHINESE, "Quote")
    return run(
        processes=[
            process(i, f"{names[i % 3]} {i}", KINDS[i % 5], is_key=i % 4 == 0, planned=(True, False, None)[i % 3], managed=i % 2 == 0,
                    model=("current", "outdated", "none", None)[i % 7 % 4], functions=("A", "B"), objective_hours=24)
            for i in range(400)
        ],
        management_processes=[
            managing(f"{LONG} {i}", ("plan_strategy", "budget", "monitor", "review", "decide")[i % 5], "formal", (f"{LONG} {(i * 7) % 60}",),
                     ("yearly", "monthly", "weekly")[i % 3])
            for i in range(60)
        ],
        process_steps=[
            {"process_id": f"p{p}", "variant": v, "step_id": f"s{j}", "name": f"{LONG} {j}", "function": f"Function {(j * 5 + p) % 19}",
             "objective_hours": j % 3, "actual_hours": j % 4, "break_point": j % 6 == 0, "effect": "both", "complexity": j % 5 + 1}
            for p in range(80) for v in ("as_is", "to_be") for j in range(30)
        ],
    )  # fmt: skip


def run(**tables: Any) -> StepResult:
    return analyse(engagement(**tables), load_method())


SMALL, LARGE = small(), large()
DRAWN = ("landscape", "management", "process_map", "models")


def drawn(result: StepResult, name: str) -> Figure:
    made = FIGURES[name](result)
    assert isinstance(made, Figure)
    return made


def texts(spec: Mapping[str, Any]) -> list[str]:
    return [v["text"] for layer in spec["layer"] if layer["mark"]["type"] == "text" for v in layer["data"]["values"]]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("landscape", "One of 2 key processes is planned, managed and owned"),
        ("management", "One of two plans reaches no monthly review"),
        ("process_map", "Two hand-offs and 31 allotted hours do not fit into a 24-hour promise"),
        ("models", "One of 2 key processes has a current map"),
    ],
)
def test_the_title_is_the_message(name: str, title: str) -> None:
    assert drawn(SMALL, name).title == title


@pytest.mark.parametrize("result", [SMALL, LARGE], ids=["small", "large"])
@pytest.mark.parametrize("name", DRAWN)
def test_pictures_keep_to_their_width_their_colours_and_their_letters(result: StepResult, name: str) -> None:
    figure = drawn(result, name)
    for spec, size in ((figure.wide, theme.WIDE), (figure.narrow, theme.NARROW)):
        assert spec["width"] == size
        assert spec["autosize"] == "none"
        layers = {**spec, "config": {}}
        used = set(re.findall(r"#[0-9a-fA-F]{3,8}", json.dumps(layers)))
        assert used <= set(theme.TOKENS.values())
        for layer in spec["layer"]:
            mark, values = layer["mark"], layer["data"]["values"]
            assert all(-1 <= v["x"] <= size + 1 and -1 <= v.get("x2", 0) <= size + 1 for v in values), mark
            assert all(0 <= v["y"] <= spec["height"] and v.get("y2", 0) <= spec["height"] + 1 for v in values), mark
            if mark["type"] == "text":
                assert mark["fontSize"] >= 11
                assert all(_inside(v, mark, size) for v in values), mark


def _inside(value: Mapping[str, Any], mark: Mapping[str, Any], size: float) -> bool:
    """Does the text end within the picture, with a font of the usual width?"""
    room = width(value["text"], mark["fontSize"], bold=mark["fontWeight"] == "bold") / 1.08
    start = value["x"] - {"left": 0.0, "center": room / 2, "right": room}[mark["align"]]
    return bool(start >= -2 and start + room <= size + 2)


@pytest.mark.parametrize("name", DRAWN)
def test_many_processes_are_told_in_part_and_counted_in_full(name: str) -> None:
    figure = drawn(LARGE, name)
    assert len(figure.rows) <= 61
    assert sum(len(layer["data"]["values"]) for layer in figure.wide["layer"]) < 1500
    assert not re.search(
        r"\bnan\b|None|_", " ".join([figure.title, figure.subtitle, figure.alt, *figure.margin, *texts(figure.wide)])
    )


def test_the_rest_of_a_long_list_is_counted_with_its_owners() -> None:
    rest = [t for t in texts(drawn(LARGE, "landscape").wide) if t.startswith("and ")]
    # 80 processes of each kind: 8 boxes in a column and 12 in two rows of enabling ones; 6 in the row of managing ones
    assert sorted(rest) == ["and 68 more", "and 72 more", "and 72 more", "and 72 more", "and 74 more"]


def test_letters_show_what_is_missing_and_what_is_not_known() -> None:
    wide = drawn(SMALL, "landscape").wide
    marks = [t for t in texts(wide) if t in "PMO"]
    assert len(marks) == 9
    assert "customer" in texts(wide)


def test_the_plan_that_is_cut_off_is_said_beside_its_box() -> None:
    assert texts(drawn(SMALL, "management").wide).count("shelved") == 2  # once more as its own halo


def test_the_table_of_maps_holds_promise_parts_and_excess() -> None:
    table = FIGURES["maps"](SMALL)
    assert isinstance(table, Table)
    assert table.title == "The one promise that can be checked does not add up"
    assert list(table.rows[0]) == ["Spare parts", "3", "2", "3", "3.0", "24", "31", "+7", "–", "1 (1 time)"]
    assert len(table.align) == len(table.columns) == len(table.rows[0])
    big = FIGURES["maps"](LARGE)
    assert isinstance(big, Table)
    assert len(big.rows) == 61
    assert big.rows[-1][0] == "and 20 more"


@pytest.mark.parametrize("name", list(FIGURES))
def test_without_data_there_is_a_gap_that_says_what_it_takes(name: str) -> None:
    made = FIGURES[name](run())
    assert isinstance(made, Gap)
    assert made.what
    assert made.why
    assert made.cure


def test_a_map_without_hours_is_drawn_in_the_order_of_its_steps() -> None:
    result = run(
        processes=[process(0, "Quote", "sell")],
        process_steps=[
            {"process_id": "p0", "variant": "as_is", "step_id": s, "name": s, "function": f}
            for s, f in (("Ask", "Sales"), ("Price", "Lab"))
        ],
    )
    figure = drawn(result, "process_map")
    assert figure.title == "Quote: 1 hand-off in 2 steps"
    assert "hours are not known" in figure.subtitle


def test_labels_are_shortened_to_their_room_whatever_the_script() -> None:
    for text in (LONG, CHINESE, "M" * 50):
        short = fit(text, 100)
        assert short.endswith("…")
        assert width(short) <= 100
    assert fit("Quote", 100) == "Quote"
    assert lines("Plan strategy", 60) == ["Plan", "strategy"]


def keys(*models: str | None, **cells: Any) -> StepResult:
    """Key processes with the state of their maps, owned by nobody."""
    rows = [process(i, f"P{i}", "deliver", is_key=True, model=model, **cells) for i, model in enumerate(models)]
    named = [{"subject_id": "p0", "role_id": "coo", "assignment": "R"}]
    return run(processes=rows, roles=[{"role_id": "coo", "title": "COO", "level": "executive"}], responsibilities=named)


@pytest.mark.parametrize(
    ("models", "landscape", "title"),
    [
        (("none",), "The one key process is not all three: planned, managed and owned", "The one key process has no current map"),
        (("current",), "The one key process is not all three: planned, managed and owned", "The one key process has a current map"),
        (("none", "none"), "Neither of the two key processes is all three: planned, managed and owned",
         "Neither of the two key processes has a current map"),
        (("current", "current"), "Neither of the two key processes is all three: planned, managed and owned",
         "Both key processes have a current map"),
        (("none", "none", "none"), "Of 3 key processes, none is all three: planned, managed and owned",
         "Of 3 key processes, none has a current map"),
        (("current", "none", None), "Of 3 key processes, none is all three: planned, managed and owned",
         "One of 2 key processes has a current map, as far as it is known"),
    ],
)  # fmt: skip
def test_titles_hold_for_one_and_two_and_none(models: tuple[str | None, ...], landscape: str, title: str) -> None:
    result = keys(*models, planned=True, managed=True)
    figures = [FIGURES[name](result) for name in ("landscape", "models")]
    assert [figure.title for figure in figures if isinstance(figure, Figure)] == [landscape, title]


def test_what_the_list_does_not_call_key_is_not_called_a_no() -> None:
    result = run(
        processes=[
            process(0, "Spare parts", "deliver", is_key=True), process(1, "Run IT", "enable", is_key=False),
            process(2, "Billing", "deliver"), process(3, "Hiring", "enable"),
        ]
    )  # fmt: skip
    drawn = FIGURES["landscape"](result)
    assert isinstance(drawn, Figure)
    assert {row[0]: row[2] for row in drawn.rows} == {
        "Spare parts": "yes", "Run IT": "no", "Billing": "not known", "Hiring": "not known"
    }  # fmt: skip
    assert "Of 2 processes the list does not say whether they are key." in drawn.margin


def test_what_is_missing_is_told_in_the_same_words_by_figure_and_chapter() -> None:
    """The report tells each gap of a chapter once, by its words."""
    for result in (run(), run(processes=[process(0, "Billing", "deliver")])):
        told = {gap.what for gap in result.not_assessed}
        drawn = [figure(result) for figure in FIGURES.values()]
        assert {piece.what for piece in drawn if isinstance(piece, Gap)} <= told


@pytest.mark.parametrize("rows", [{}, {"processes": [process(0, "Billing", "deliver")]},
                                  {"management_processes": [managing("Budget", "budget", "formal", (), "yearly")]}])  # fmt: skip
def test_a_cure_says_what_to_do(rows: dict[str, Any]) -> None:
    verbs = ("List", "Map", "Ask", "Say", "Name", "Add", "Correct")
    gaps = run(**rows).not_assessed
    assert [gap.cure for gap in gaps if not gap.cure.startswith(verbs)] == []
    assert len({gap.what for gap in gaps}) == len(gaps)


@pytest.mark.parametrize(
    ("times", "said"),
    [(52, "weekly"), (12, "monthly"), (6, "every two months"), (4, "quarterly"), (3, "three times a year"), (2, "twice a year"),
     (1, "yearly"), (0.5, "less than yearly"), (0, "on demand"), (None, "")],
)  # fmt: skip
def test_a_rhythm_is_called_by_its_name(times: float | None, said: str) -> None:
    assert cadence(times) == said


def test_a_sum_of_thousands_is_told_whole_where_there_is_little_room() -> None:
    """2,400 hours of 2,400 promised: the bar ends at the edge, and its sum has no room behind it."""
    steps = [
        {"process_id": "p0", "variant": "as_is", "step_id": f"s{i}", "name": f"S{i}", "function": "Lab", "objective_hours": 1200}
        for i in range(2)
    ]  # fmt: skip
    result = run(processes=[process(0, "Release", "launch", objective_hours=2400)], process_steps=steps)
    wide = drawn(result, "process_map").wide
    assert "2,400 hours" in texts(wide)
    assert theme.CHANGE_WASH not in json.dumps(wide)  # nothing passes the promise, so nothing is marked as too much


def test_an_activity_that_the_list_does_not_name_is_told_apart_from_one_without_a_routine() -> None:
    result = run(management_processes=[managing("Better work", "improve", "none", (), "yearly")])
    said = texts(drawn(result, "management").wide)
    assert said.count("no routine") == 1
    assert said.count("none in the list") == 9
