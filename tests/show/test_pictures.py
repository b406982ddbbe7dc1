"""Static pictures: small, and with every word of the client as it was; what is laid out by hand stands where it was put."""

import json
import re
from collections.abc import Iterator
from typing import Any

import altair as alt
import vl_convert as vlc

from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.lettering import fit, lines, width
from assessment_kit.show.pictures import VERSION, slim, svg, with_own_ids


def spec_of(sheet: Canvas, height: float = 40) -> dict[str, Any]:
    return {**sheet.chart(height).to_dict(), "config": theme.config()}


def test_words_stay_and_noise_goes() -> None:
    sheet = Canvas(200)
    sheet.text(0, 10, 'pi is 3.14159 class="x" <b>')
    picture = svg(spec_of(sheet))
    assert "3.14159" in picture
    assert 'class="x"' in picture.replace("&quot;", '"')
    assert "&lt;b&gt;" in picture
    assert "aria-" not in picture
    assert picture.count("font-family") == 1


def test_ids_of_two_pictures_never_meet() -> None:
    line = alt.Chart(alt.InlineData(values=[{"x": 1, "y": 1}])).mark_line(clip=True)
    picture = svg(line.encode(x="x:Q", y="y:Q").to_dict(validate=False))
    first, second = with_own_ids(picture, "a"), with_own_ids(picture, "b")
    assert "aclip" in first
    assert "bclip" in second
    assert 'id="clip' not in first + second


def test_slim_is_stable() -> None:
    picture = '<svg a="1"><g class="x"><g role="y"></g></g><path d="M1.23456,2"/></svg>'
    assert slim(picture).endswith('a="1"><path d="M1.23,2"/></svg>')


def test_a_picture_is_as_wide_as_asked() -> None:
    sheet = Canvas(350)
    sheet.box(0, 0, 350, 40, theme.MARK)
    assert 'width="350" height="40"' in svg(spec_of(sheet))


def test_long_names_are_shortened_and_wrapped_within_their_room() -> None:
    name = "Order to delivery of spare parts for customers abroad"
    assert width(fit(name, 120)) <= 120
    assert fit(name, 120).endswith("…")
    assert fit("short", 120) == "short"
    wrapped = lines(name, 150, most=2)
    assert len(wrapped) == 2
    assert all(width(line) <= 150 for line in wrapped)
    assert width("订单到交付") > 1.5 * width("order")


def test_a_bent_line_keeps_the_order_of_its_points() -> None:
    """Vega-Lite would sort them by x and draw a zigzag."""
    sheet = Canvas(200)
    sheet.line([(100, 5), (20, 5), (20, 30), (100, 30)], theme.INK)
    assert "M100,5L20,5L20,30L100,30" in svg(spec_of(sheet))


def test_straight_and_bent_lines_of_two_looks_stay_apart() -> None:
    sheet = Canvas(200)
    sheet.line([(0, 10), (200, 10)], theme.INK, line=2)
    sheet.line([(0, 20), (50, 20), (50, 30)], theme.INK, line=2)
    sheet.line([(0, 35), (200, 35)], theme.CHANGE, dash=True)
    picture = svg(spec_of(sheet))
    assert "M0,20L50,20L50,30" in picture
    assert re.search(r'stroke="#16212c" stroke-width="2"><line[^>]*x2="200"', picture)
    assert re.search(r'stroke="#b8380b"[^>]*stroke-dasharray="4,3"><line', picture)


def test_a_bar_lies_on_its_track_although_its_colour_came_before() -> None:
    """Looks lie on each other in the order of their first mark; an outline's width is part of the look even without an outline."""
    sheet = Canvas(200)
    sheet.box(0, 0, 50, 10, theme.SOUND, line=1.5)
    sheet.box(0, 20, 200, 10, theme.WASH)
    sheet.box(0, 20, 120, 10, theme.SOUND)
    fills = re.findall(r'fill="(#[0-9a-f]{6})"', svg(spec_of(sheet)))
    assert fills == [theme.SOUND, theme.WASH, theme.SOUND]


def tips_of_marks(node: Any) -> Iterator[str]:
    """What Vega works out as the tip of each mark."""
    if isinstance(node, dict) and "tooltip" in node:
        yield node["tooltip"]["signal"]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from tips_of_marks(child)


def test_tips_stand_where_there_is_one_and_nowhere_else() -> None:
    sheet = Canvas(200)
    sheet.box(0, 0, 50, 10, theme.MARK, tip="Head of Sales: 4")
    sheet.box(0, 20, 50, 10, theme.MARK)
    sheet.line([(0, 1), (5, 9), (9, 9)], tip="Order to delivery")
    spec = spec_of(sheet)
    rows = [row for layer in spec["layer"] for row in layer["data"]["values"]]
    assert [row.get("tip") for row in rows] == ["Head of Sales: 4", None, "Order to delivery", None, None]
    compiled = vlc.vegalite_to_vega(spec, vl_version=VERSION)
    assert (
        list(tips_of_marks(compiled)) == ["datum.tip||''"] * 2
    )  # of both layers; without the end it would read "undefined"
    silent = Canvas(200)
    silent.box(0, 0, 50, 10, theme.MARK)
    assert "tip" not in json.dumps(spec_of(silent))


def test_places_are_kept_to_a_tenth() -> None:
    sheet = Canvas(200)
    sheet.box(0.04, 10.0, 100 / 3, 10.06, theme.MARK)
    [box] = spec_of(sheet)["layer"][0]["data"]["values"]
    assert json.dumps(box) == '{"x": 0, "y": 10, "x2": 33.4, "y2": 20.1}'
