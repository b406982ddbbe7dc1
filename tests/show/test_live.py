"""A live chart is made of what is known, whatever else somebody slipped into a spec."""

from __future__ import annotations

import json
from typing import Any

import altair as alt
import pytest

from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.live import live


def spec_of(sheet: Canvas) -> dict[str, Any]:
    return {**sheet.chart(40).to_dict(), "config": theme.config()}


def sheet() -> Canvas:
    made = Canvas(200)
    made.box(0, 0, 50, 10, theme.MARK, tip="A box")
    made.line([(0, 0), (5, 5), (9, 0)], dash=True)
    made.dot(5, 5, theme.CHANGE, shape="diamond")
    made.text(0, 20, "Words", halo=True)
    return made


def test_what_the_canvas_drew_comes_through_whole() -> None:
    spec = spec_of(sheet())
    assert live(spec) == {name: spec[name] for name in ("width", "height", "autosize", "encoding", "layer")}


@pytest.mark.parametrize("name", ["href", "url", "tooltip", "onclick", "description"])
def test_a_field_that_is_not_ours_is_dropped(name: str) -> None:
    spec = spec_of(sheet())
    for layer in spec["layer"]:
        layer["data"]["values"][0][name] = "javascript:alert(1)"
        layer["encoding"] = {**layer.get("encoding", {}), name: {"field": name}}
    spec["encoding"] = {**spec["encoding"], name: {"field": name}}
    made = live(spec)
    assert made == live(spec_of(sheet()))
    assert "javascript" not in json.dumps(made)


def test_an_expression_is_no_place_no_look_and_no_word() -> None:
    spec = spec_of(sheet())
    spec["layer"][0]["mark"]["fill"] = {"expr": "alert(1)"}
    made = live(spec)
    assert made is not None
    assert isinstance(made["layer"][0]["mark"]["fill"], str)
    spec["layer"][0]["data"]["values"][0]["x"] = {"expr": "alert(1)"}
    with pytest.raises(TypeError):
        live(spec)


def test_a_chart_of_another_form_stays_a_static_picture() -> None:
    data = alt.InlineData(values=[{"x": 1, "y": 2, "link": "javascript:alert(1)"}])
    bars = alt.Chart(data).mark_bar().encode(x="x:O", y="y:Q", href="link:N")
    assert live(bars.to_dict(validate=False)) is None
