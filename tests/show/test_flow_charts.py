"""The figures of the conveyor belt and of the chain: their messages, what they draw, and what must hold for every picture."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from assessment_kit.analysis import architecture, metrics
from assessment_kit.analysis.result import StepResult
from assessment_kit.method import load_method
from assessment_kit.show import theme
from assessment_kit.show.charts.architecture_belt import belt_delays, conveyor_belt
from assessment_kit.show.charts.architecture_belt_drawing import MOST_CONNECTIONS, MOST_ENDS, Belt
from assessment_kit.show.charts.lettering import width
from assessment_kit.show.charts.metrics_chain import chain
from assessment_kit.show.charts.metrics_latency import latency
from assessment_kit.show.pieces import Figure, Gap
from tests.analysis.test_conveyor_belt import client as belt_client
from tests.analysis.test_conveyor_belt import piece
from tests.analysis.test_measures_chain import client as chain_client
from tests.analysis.test_measures_chain import process
from tests.builders import engagement

METHOD = load_method()
LONG = "Order to delivery of the very long named regional service organisation in the north"
CHINESE = "客户服务与订单交付流程管理体系建设与持续改进"
STAGES = ("launch", "sell", "deliver", "enable", "manage")
WAYS = ("lost", "rekeyed", "captured_once")


def belt(flow: list[dict[str, Any]] | None = None) -> StepResult:
    return architecture.analyse(belt_client(flow), METHOD)


def promises(**changes: Any) -> StepResult:
    return metrics.analyse(chain_client(**changes), METHOD)


def many_flows() -> StepResult:
    """Two hundred flows between sixty processes of long and of Chinese names."""
    processes = [
        {
            "process_id": f"p{i}",
            "name": f"{LONG if i % 3 else CHINESE} {i}",
            "category": STAGES[i % 5],
            "is_key": i < 30,
        }
        for i in range(60)
    ]
    flow = [
        piece(f"p{i * i % 60}", f"p{i * 7 % 60}", f"{LONG} {i}", WAYS[i % 3], None if i % 4 else i % 40)
        for i in range(200)
    ]
    return architecture.analyse(engagement(processes=processes, information_flow=flow), METHOD)


def many_promises() -> StepResult:
    """Forty promises with up to six parts each, and one with fifty."""
    processes = [
        {
            **process(
                f"p{i}",
                is_key=True,
                objective_hours=(24, 7.5, None, 1000)[i % 4],
                result_objective="Right" if i % 2 else None,
            ),
            "name": f"{LONG} {i}",
        }
        for i in range(40)
    ]
    parts = [
        {**process(f"p{i}x{k}", f"p{i}", objective_hours=(None, 5, 11.25)[(i + k) % 3]), "name": f"{CHINESE} {k}"}
        for i in range(40) for k in range(50 if i == 1 else i % 7)
    ]  # fmt: skip
    return promises(
        processes=[*processes, *parts], metrics=[{"metric_id": "m", "name": "On time", "process_id": "p3", "target": 1}]
    )


PICTURES = {
    "belt": lambda: conveyor_belt(belt()),
    "belt of one": lambda: conveyor_belt(belt([piece("sell", "fill", "Address", "lost")])),
    "belt of many": lambda: conveyor_belt(many_flows()),
    "delays": lambda: belt_delays(belt()),
    "delays of many": lambda: belt_delays(many_flows()),
    "chain": lambda: chain(promises()),
    "chain of many": lambda: chain(many_promises()),
    "chain without metrics": lambda: chain(promises(metrics=[])),
}


def texts(spec: Any) -> list[str]:
    return [
        row["text"] for layer in spec["layer"] if layer["mark"]["type"] == "text" for row in layer["data"]["values"]
    ]


@pytest.mark.parametrize("name", PICTURES)
def test_what_holds_for_every_picture(name: str) -> None:
    made = PICTURES[name]()
    assert isinstance(made, Figure)
    for spec, room in ((made.wide, theme.WIDE), (made.narrow, theme.NARROW)):
        assert spec["width"] == room
        layers = {key: value for key, value in spec.items() if key != "config"}
        assert set(re.findall(r"#[0-9a-fA-F]{6}", json.dumps(layers))) <= set(theme.TOKENS.values())
        assert len(json.dumps(layers)) < 150_000
        for layer in spec["layer"]:
            mark, values = layer["mark"], layer["data"]["values"]
            assert all(-1 <= v["x"] <= room + 1 and -1 <= v.get("x2", 0) <= room + 1 for v in values), mark
            assert all(-1 <= v["y"] <= spec["height"] + 1 and v.get("y2", 0) <= spec["height"] + 1 for v in values), (
                mark
            )
            if mark["type"] == "text":
                assert mark["fontSize"] >= 11
                assert all(_inside(v, mark, room) for v in values), values
    told = json.dumps(
        [made.title, made.subtitle, made.source, made.alt, made.margin, made.rows, texts(made.wide), texts(made.narrow)]
    )
    assert not re.search(r"\b(nan|None|NaN|<NA>)\b|[a-z]_[a-z]", told)
    assert len(made.rows) <= 61
    assert all(len(row) == len(made.columns) for row in made.rows)


def _inside(value: dict[str, Any], mark: dict[str, Any], size: float) -> bool:
    """Does the text end within the picture? A tilted one takes less of its width."""
    room = width(value["text"], mark["fontSize"], bold=mark["fontWeight"] == "bold") / 1.08
    if mark.get("angle"):
        room *= 0.743
    start = value["x"] - {"left": 0.0, "center": room / 2, "right": room}[mark["align"]]
    return bool(start >= -2 and start + room <= size + 2)


@pytest.mark.parametrize(
    ("flow", "title"),
    [
        (None, "Of 8 pieces of information, 3 are typed again and 2 are lost"),
        ([piece("sell", "fill", "A", "lost")], "The one piece of information on the list is lost"),
        ([piece("sell", "fill", "A", "captured_once")], "The one piece of information on the list is captured once"),
        ([piece("sell", "fill", "A", "captured_once"), piece("sell", "fill", "B", "captured_once")], "Both pieces of information are captured once"),
        ([piece("sell", "fill", "A", "rekeyed"), piece("sell", "fill", "B", "captured_once")], "Of 2 pieces of information, 1 is typed again"),
    ],
)  # fmt: skip
def test_the_title_of_the_belt_is_its_message(flow: list[dict[str, Any]] | None, title: str) -> None:
    made = conveyor_belt(belt(flow))
    assert isinstance(made, Figure)
    assert made.title == title


def test_every_piece_is_in_the_matrix_with_its_letter() -> None:
    made = conveyor_belt(belt())
    assert isinstance(made, Figure)
    for spec in (made.wide, made.narrow):
        letters = [t for t in texts(spec) if re.fullmatch(r"[KTL]( \d+)?", t)]
        told = {letter: sum(int(t[2:] or 1) for t in letters if t[0] == letter) for letter in "KTL"}
        assert told == {"K": 3, "T": 3, "L": 2}


def test_a_colour_never_stands_without_its_letter() -> None:
    made = conveyor_belt(belt())
    assert isinstance(made, Figure)
    for letter, colour in (("K", "blue"), ("T", "pale orange"), ("L", "orange")):
        assert f"{letter}, {colour}: " in made.subtitle
    tiles = [
        layer
        for layer in made.wide["layer"]
        if layer["mark"].get("fill") in (theme.SOUND, theme.CHANGE, theme.CHANGE_SOFT)
    ]
    assert sum(len(layer["data"]["values"]) for layer in tiles if layer["mark"]["type"] == "rect") == 8


def test_of_many_processes_the_busiest_stand_alone_and_all_pieces_are_counted() -> None:
    result = many_flows()
    drawn = Belt.of(result.tables["flows"], result.tables["belt_processes"])
    for ends in (drawn.gives, drawn.needs):
        assert len(ends) <= MOST_ENDS
        assert ends["pieces"].sum() == 200
        assert [s for s in STAGES if s in set(ends["stage"])] == list(dict.fromkeys(ends["stage"]))
    made = conveyor_belt(result)
    assert isinstance(made, Figure)
    assert any(re.fullmatch(r"\d+ other processes", t) for t in texts(made.wide))
    assert sum("→" in t for t in texts(made.narrow)) == MOST_CONNECTIONS
    assert any("more connections" in t for t in texts(made.narrow))


def test_the_slowest_stands_first_and_the_lost_ones_are_counted() -> None:
    made = belt_delays(belt())
    assert isinstance(made, Figure)
    assert made.title == "Two of 6 pieces of information that get through take five days or more"
    assert made.rows[0][:4] == ("Weight", "Fill the order", "Ship", "9")
    assert "2 pieces are lost and never arrive" in texts(made.wide)


def test_without_delays_only_their_picture_is_missing() -> None:
    result = belt([piece("sell", "fill", "A", "rekeyed")])
    assert isinstance(conveyor_belt(result), Figure)
    assert isinstance(belt_delays(result), Gap)


@pytest.mark.parametrize("draw", [conveyor_belt, belt_delays, chain])
def test_without_data_there_is_a_gap_with_its_cure(draw: Any) -> None:
    step = metrics if draw is chain else architecture
    made = draw(step.analyse(engagement(), METHOD))
    assert isinstance(made, Gap)
    assert made.what
    assert made.why
    assert made.cure


def test_the_chain_says_what_is_too_much_and_what_is_missing() -> None:
    made = chain(promises())
    assert isinstance(made, Figure)
    assert made.title == "One of 6 parts has no share in the promise, and the parts of Spares take more than the whole"
    said = texts(made.wide)
    for words in (
        "7 hours too many",
        "adds up",
        "no hours promised",
        "no parts on the list",
        "no objective",
        "no hours",
    ):
        assert words in said, words
    assert said.index("Spares") < said.index("Repair")  # what does not add up stands first
    whole = next(row for row in made.rows if row[0] == "Spares")
    assert whole == ("Spares", "the whole", "24", "Right part", "1", "1", "yes", "no", "no")


def test_the_excess_is_drawn_beyond_the_promise() -> None:
    """24 of 31 hours are grey: 8 of the first part and 16 of the second; the last 7 are orange, to the same scale."""
    made = chain(promises())
    assert isinstance(made, Figure)
    (excess,) = [
        layer
        for layer in made.wide["layer"]
        if layer["mark"]["type"] == "rect" and layer["mark"].get("fill") == theme.CHANGE
    ]
    (beyond,) = excess["data"]["values"]
    inside = next(layer for layer in made.wide["layer"] if layer["mark"].get("fill") == theme.MARK_SOFT)["data"][
        "values"
    ]
    first, second = inside[:2]
    unit = (beyond["x2"] - beyond["x"]) / 7
    assert (first["x2"] - first["x"]) / unit == pytest.approx(8, abs=0.2)  # the outline lies inside
    assert (second["x2"] - second["x"]) / unit == pytest.approx(16, abs=0.2)


@pytest.mark.parametrize(
    ("hours", "title"),
    [(4, "The promise is divided among the parts"), (None, "The one part has no share in the promise"),
     (12, "The parts of Repair take more than the whole")],
)  # fmt: skip
def test_titles_of_a_single_promise(hours: float | None, title: str) -> None:
    whole = process("repair", is_key=True, objective_hours=10)
    made = chain(promises(processes=[whole, process("mend", "repair", objective_hours=hours)], metrics=[]))
    assert isinstance(made, Figure)
    assert made.title == title


def test_figures_used_in_decisions_are_squares_above_the_line() -> None:
    rows = [
        {
            "metric_id": f"m{i}",
            "name": f"M{i}",
            "process_id": "spares",
            "frequency": "monthly",
            "latency_days": d,
            "used_in_decisions": u,
        }
        for i, (d, u) in enumerate([(2, True), (2, False), (12, True), (20, False)])
    ]
    made = latency(promises(metrics=rows))
    assert isinstance(made, Figure)
    points = {
        (layer["mark"]["shape"], layer["mark"]["fill"]): layer["data"]["values"]
        for layer in made.wide["layer"]
        if layer["mark"]["type"] == "point"
    }
    assert {key: len(values) for key, values in points.items()} == {
        ("square", theme.INK): 1, ("circle", theme.INK): 1, ("square", theme.PAPER): 1, ("circle", theme.PAPER): 1,
    }  # fmt: skip
    assert points["square", theme.INK][0]["y"] < points["circle", theme.INK][0]["y"]
    assert "Of the late figures, 1 of 2 was used in a decision; of those that come in time, 1 of 2." in made.margin
