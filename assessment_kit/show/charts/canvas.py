"""A picture laid out by hand: boxes, lines and texts at fixed places, as one Altair chart.

Places are in units of the picture, from its upper left corner; so nothing is left to axes and nothing can be clipped
unseen. Marks of one look make one layer, so a picture of four hundred boxes has no more layers than one of four.

The report carries each of these specs, so nothing is told twice: what all layers share stands once above them, a tip only
where there is one, and nothing that `theme.config` or Vega-Lite says anyway.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import altair as alt

from assessment_kit.show import theme

Look = tuple[tuple[str, Any], ...]


class Canvas:
    """Collects marks; `chart` makes the picture of what was collected. Later kinds lie on top: boxes, lines, dots, texts."""

    def __init__(self, width: float) -> None:
        self.width = width
        self._boxes: dict[Look, list[dict[str, Any]]] = {}
        self._upper: dict[Look, list[dict[str, Any]]] = {}
        self._lines: dict[Look, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {}
        self._dots: dict[Look, list[dict[str, Any]]] = {}
        self._texts: dict[Look, list[dict[str, Any]]] = {}
        self._count = 0

    def box(
        self, x: float, y: float, width: float, height: float, fill: str | None, *,
        stroke: str | None = None, dash: bool = False, line: float = 1, above: bool = False, tip: str = "",
    ) -> None:  # fmt: skip
        """A rectangle; its outline lies inside it, so that boxes side by side do not touch. `above` lies on other boxes."""
        inset = line / 2 if stroke else 0.0
        look = (
            ("fill", fill), ("stroke", stroke), ("strokeWidth", line),
            ("strokeDash", [4, 3] if dash else None), ("filled", None if fill else False),
        )  # fmt: skip
        (self._upper if above else self._boxes).setdefault(_plain(look), []).append(
            {"x": x + inset, "y": y + inset, "x2": x + width - inset, "y2": y + height - inset, "tip": tip}
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str = theme.LINE,
        *,
        line: float = 1,
        dash: bool | Sequence[float] = False,
        tip: str = "",
    ) -> None:
        """A line through the points; `dash` may give the lengths of its strokes and gaps."""
        look = (
            ("stroke", colour),
            ("strokeWidth", line),
            ("strokeDash", [4, 3] if dash is True else list(dash) if dash else None),
        )
        straight, bent = self._lines.setdefault(_plain(look), ([], []))
        if len(points) == 2:
            (x, y), (x2, y2) = points
            straight.append({"x": x, "y": y, "x2": x2, "y2": y2, "tip": tip})
            return
        self._count += 1  # a line has the tip of its first point
        bent.extend({"x": x, "y": y, "line": self._count, "tip": "" if i else tip} for i, (x, y) in enumerate(points))

    def dot(
        self, x: float, y: float, colour: str, *, shape: str = "circle", size: float = 40, hollow: bool = False, angle: float = 0,
        tip: str = "",
    ) -> None:  # fmt: skip
        """A dot or another shape of Vega's points."""
        look = (
            ("shape", shape), ("size", size), ("angle", angle or None), ("fill", theme.PAPER if hollow else colour),
            ("stroke", colour if hollow else None), ("strokeWidth", 1.5),
        )  # fmt: skip
        self._dots.setdefault(_plain(look), []).append({"x": x, "y": y, "tip": tip})

    def text(
        self, x: float, y: float, text: str, colour: str = theme.INK, *, bold: bool = False, align: str = "left",
        size: float = theme.SIZE, angle: float = 0, halo: bool = False, tip: str = "",
    ) -> None:  # fmt: skip
        """A line of text, its middle at y, turned clockwise about its place by so many degrees; with a halo where it crosses a line."""
        if not text:
            return
        look = (
            ("fill", colour), ("fontWeight", "bold" if bold else "normal"), ("align", align), ("fontSize", size),
            ("angle", angle or None), ("halo", halo),
        )  # fmt: skip
        self._texts.setdefault(_plain(look), []).append({"x": x, "y": y, "text": text, "tip": tip})

    def chart(self, height: float) -> Picture:
        """The picture, `width` × `height`."""
        layers = [_layer("rect", look, rows) for kind in (self._boxes, self._upper) for look, rows in kind.items()]
        for look, (straight, bent) in self._lines.items():
            layers += [_layer("rule", look, straight)] * bool(straight) + [_layer("line", look, bent)] * bool(bent)
        layers += [_layer("point", look, rows) for look, rows in self._dots.items()]
        for look, rows in self._texts.items():
            style = {name: value for name, value in look if name != "halo"}
            if ("halo", True) in look:
                around = {**style, "fill": theme.PAPER, "stroke": theme.PAPER, "strokeWidth": 4}
                layers.append(_layer("text", tuple(around.items()), [{**row, "tip": ""} for row in rows]))
            layers.append(_layer("text", tuple(style.items()), rows))
        told = any("tip" in row for layer in layers for row in layer["data"]["values"])
        return Picture(
            {
                "$schema": alt.SCHEMA_URL,
                "width": self.width,
                "height": round(height),
                "autosize": "none",
                "encoding": PLACE | (TIP if told else {}),
                "layer": layers,
            }
        )


class Picture(alt.TopLevelMixin):
    """A finished Vega-Lite spec with the face of an Altair chart.

    Altair copies and checks each mark several times over; a picture of some dozens of looks takes it a quarter of a second.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        self._spec = spec

    def to_dict(self, *_: Any, **__: Any) -> dict[str, Any]:
        """The spec; nothing is left to be filled in."""
        return dict(self._spec)


def _plain(look: tuple[tuple[str, Any], ...]) -> Look:
    return tuple((name, tuple(v) if isinstance(v, list) else v) for name, v in look if v is not None)


PLACE: dict[str, dict[str, Any]] = {
    axis: {"field": axis, "type": "quantitative", "scale": None, "axis": None} for axis in ("x", "y")
}
TIP = {"tooltip": {"value": {"expr": "datum.tip||''"}}}
"""A field would show the word undefined over marks that have none."""
_END = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
ENCODED: dict[str, dict[str, dict[str, str]]] = {
    "rect": _END, "rule": _END, "line": {"detail": {"field": "line"}}, "text": {"text": {"field": "text"}},
}  # fmt: skip


def _layer(mark: str, look: Look, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """All marks of one look."""
    style = {name: list(value) if isinstance(value, tuple) else value for name, value in look}
    if "stroke" not in style:
        style.pop("strokeWidth", None)  # of the look all the same: layers, and so what lies on what, go by it
    if mark == "line":
        style["order"] = False  # the points come in their order; else they would be sorted by x
    layer = {
        "mark": {"type": mark, **style},
        "data": {"values": [{name: _short(value) for name, value in row.items() if value != ""} for row in rows]},
    }
    return layer | ({"encoding": ENCODED[mark]} if mark in ENCODED else {})


def _short(value: Any) -> Any:
    """Places to a tenth of a unit, whole ones without a point, so that specs stay small."""
    if not isinstance(value, float):
        return value
    tenth = round(value, 1)
    return int(tenth) if tenth.is_integer() else tenth
