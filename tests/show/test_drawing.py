"""What is written as SVG at once is what Vega would have drawn, mark by mark."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree as ET

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.show import theme
from assessment_kit.show.chapter import CHARTS, open_chapter
from assessment_kit.show.charts import targets
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.drawing import draw, is_laid_out
from assessment_kit.show.pictures import by_vega, svg

Mark = tuple[str, tuple[float, ...], dict[str, str], str]
"""Kind, places (all within the picture), look, words."""

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_INHERITED = {"fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-weight", "text-anchor"}
_PLAIN = {"font-weight": "normal", "text-anchor": "start", "fill": "none", "stroke": "none"}


def marks(picture: str) -> list[Mark]:
    """Every visible mark of a picture in its order, wherever its look and its place are written."""
    root = ET.fromstring(picture)  # noqa: S314  our own picture
    return [mark for mark in _walk(root, {}, (0.0, 0.0, 0.0)) if _is_seen(mark)]


def _is_seen(mark: Mark) -> bool:
    return bool(mark[3]) or any(mark[2].get(what, "none") != "none" for what in ("fill", "stroke"))


def _walk(node: ET.Element, look: dict[str, str], at: tuple[float, float, float]) -> Iterator[Mark]:
    look = look | {name: value for name, value in node.attrib.items() if name in _INHERITED}
    moved = _placed(node.attrib.get("transform", ""), at)
    kind = node.tag.rpartition("}")[2]
    if kind in _SHAPES:
        shape, places = _SHAPES[kind](node.attrib, moved)
        shown = {k: v for k, v in look.items() if _PLAIN.get(k) != v}
        if "stroke" not in shown:
            shown = {k: v for k, v in shown.items() if not k.startswith("stroke")}
        if "stroke-dasharray" in shown:
            shown["stroke-dasharray"] = ",".join(f"{float(n):.1f}" for n in _NUMBER.findall(shown["stroke-dasharray"]))
        if kind != "text":
            shown = {k: v for k, v in shown.items() if not k.startswith(("font", "text"))}
        if kind == "line":
            shown.pop("fill", None)
        yield shape, tuple(round(p, 1) for p in places), shown, node.text or ""
    for child in node:
        yield from _walk(child, look, moved)


def _placed(transform: str, at: tuple[float, float, float]) -> tuple[float, float, float]:
    x, y, turned = at
    for name, inside in re.findall(r"(\w+)\(([^)]*)\)", transform):
        numbers = [float(n) for n in _NUMBER.findall(inside)]
        if name == "translate":
            x, y = x + numbers[0], y + numbers[1] if not turned else y
            if turned:  # a shift within what is turned: the baseline, told apart as the last place of a text
                y += numbers[1]
        else:
            turned += numbers[0]
    return x, y, turned


def _text(a: dict[str, str], at: tuple[float, float, float]) -> tuple[str, list[float]]:
    return "text", [at[0] + float(a.get("x", 0)), at[1] + float(a.get("y", 0)), at[2]]


def _line(a: dict[str, str], at: tuple[float, float, float]) -> tuple[str, list[float]]:
    ends = [float(a.get(end, 0)) for end in ("x1", "y1", "x2", "y2")]
    return "line", [at[0] + ends[0], at[1] + ends[1], at[0] + ends[2], at[1] + ends[3]]


def _rect(a: dict[str, str], at: tuple[float, float, float]) -> tuple[str, list[float]]:
    x, y, w, h = (float(a[name]) for name in ("x", "y", "width", "height"))
    return "box", [at[0] + x, at[1] + y, w, h]


def _circle(a: dict[str, str], at: tuple[float, float, float]) -> tuple[str, list[float]]:
    return "circle", [at[0] + float(a["cx"]), at[1] + float(a["cy"]), float(a["r"])]


def _path(a: dict[str, str], at: tuple[float, float, float]) -> tuple[str, list[float]]:
    d = a["d"]
    numbers = [float(n) for n in _NUMBER.findall(d)]
    if re.fullmatch(r"M[^A-Za-z]*h[^A-Za-z]*v[^A-Za-z]*h[^A-Za-z]*Z", d):
        return "box", [at[0] + numbers[0], at[1] + numbers[1], numbers[2], numbers[3]]
    if "A" in d:
        return "circle", [at[0], at[1], numbers[0]]
    points = [(at[0] + x, at[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
    if d.endswith("Z"):
        points.sort()  # a closed shape is the same from whichever corner it begins
    return "path", [place for point in points for place in point] + [at[2]]


_SHAPES: dict[str, Callable[[dict[str, str], tuple[float, float, float]], tuple[str, list[float]]]] = {
    "text": _text, "line": _line, "rect": _rect, "circle": _circle, "path": _path,
}  # fmt: skip


def spec_of(sheet: Canvas, height: float = 60) -> dict[str, Any]:
    return {**sheet.chart(height).to_dict(), "config": theme.config()}


def assert_same(spec: dict[str, Any]) -> None:
    ours, theirs = marks(draw(spec)), marks(by_vega(spec))
    assert len(ours) == len(theirs)
    for one, other in zip(ours, theirs, strict=True):
        assert (one[0], one[2], one[3]) == (other[0], other[2], other[3])
        assert one[1] == pytest.approx(other[1], abs=0.11)


def test_every_kind_of_mark_and_look() -> None:
    sheet = Canvas(300)
    sheet.box(10, 10, 80, 30, theme.WASH, stroke=theme.LINE, dash=True, tip="a box")
    sheet.box(15, 15, 10, 10, None, stroke=theme.CHANGE, line=1.5)
    sheet.box(15.25, 15, 33.3, 5, theme.SOUND, above=True)
    sheet.line([(0, 5), (300, 5.5)], theme.INK, line=2, dash=[2, 2])
    sheet.line([(100, 5), (20, 5), (20, 30), (100, 30)], theme.INK)
    sheet.line([(110, 5), (30, 5), (30, 30)], theme.INK)
    for at, shape in enumerate(
        ("circle", "square", "cross", "diamond", "triangle-up", "triangle-down", "triangle-left")
    ):
        sheet.dot(20 + 20 * at, 50, theme.CHANGE, shape=shape, size=60, hollow=at % 2 == 0)
    sheet.dot(200, 50, theme.INK, shape="triangle-right", angle=45)
    sheet.text(0, 10, "left & <b>", theme.INK)
    sheet.text(100, 20, "middle", theme.CHANGE, bold=True, align="center", size=11)
    sheet.text(300, 30, "right", theme.QUIET, align="right", halo=True)
    sheet.text(20, 30, "turned", angle=318)
    spec = spec_of(sheet)
    assert len(marks(draw(spec))) == 3 + 3 + 8 + 5
    assert_same(spec)


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=40), st.floats(0, 300), st.floats(0, 60), st.integers(9, 20))
def test_any_words_anywhere(words: str, x: float, y: float, size: int) -> None:
    sheet = Canvas(300)
    sheet.text(x, y, words, size=size)
    allowed = all(
        c in "\t\n\r" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff") for c in words
    )
    picture = draw(spec_of(sheet))
    assert picture.count("<text") == 1
    if allowed:
        [found] = marks(picture)
        assert found[3].replace("\r", "\n") == words.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.slow
@pytest.mark.parametrize("place", [*CHARTS, "targets"])
def test_every_figure_of_the_complete_client(place: Any) -> None:
    chapter = open_chapter(place)
    names = targets.FIGURES if place == "targets" else CHARTS[place]
    figures = [chapter.figure(name).content() for name in names]
    specs = [f[width] for f in figures if f["kind"] == "figure" for width in ("wide", "narrow")]
    assert specs
    for spec in specs:
        assert is_laid_out(spec)
        assert_same(spec)


def test_another_chart_goes_to_vega() -> None:
    chart = alt.Chart(alt.InlineData(values=[{"x": 1, "y": 1}])).mark_bar().encode(x="x:Q", y="y:Q")
    spec = chart.to_dict(validate=False)
    assert not is_laid_out(spec)
    assert svg(spec) == by_vega(spec)


@pytest.mark.parametrize(
    "change",
    [
        {"encoding": {"x": {"field": "x", "type": "quantitative"}}, "autosize": "pad"},
        {"transform": [{"filter": "true"}]},
        {"layer": [{"mark": {"type": "arc"}, "data": {"values": []}}]},
        {"layer": [{"mark": {"type": "text", "limit": 40}, "data": {"values": []}}]},
    ],
)
def test_what_is_not_known_is_not_drawn_here(change: dict[str, Any]) -> None:
    sheet = Canvas(100)
    sheet.text(0, 10, "word")
    assert is_laid_out(spec_of(sheet))
    assert not is_laid_out({**spec_of(sheet), **change})
