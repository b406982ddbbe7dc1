"""A picture laid out by hand: boxes, lines and texts at fixed places, as one Altair chart.

Places are in units of the picture, from its upper left corner; so nothing is left to axes and nothing can be clipped
unseen. Marks of one look make one layer, so a picture of four hundred boxes has no more layers than one of four.
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
        self._lines: dict[Look, list[dict[str, Any]]] = {}
        self._dots: dict[Look, list[dict[str, Any]]] = {}
        self._texts: dict[Look, list[dict[str, Any]]] = {}
        self._count = 0

    def box(
        self, x: float, y: float, width: float, height: float, fill: str | None, *,
        stroke: str | None = None, dash: bool = False, line: float = 1, tip: str = "",
    ) -> None:  # fmt: skip
        """A rectangle; its outline lies inside it, so that boxes side by side do not touch."""
        inset = line / 2 if stroke else 0.0
        look = (("fill", fill), ("stroke", stroke), ("strokeWidth", line), ("strokeDash", [4, 3] if dash else None))
        self._boxes.setdefault(_plain(look), []).append(
            {"x": x + inset, "y": y + inset, "x2": x + width - inset, "y2": y + height - inset, "tip": tip}
        )

    def line(
        self, points: Sequence[tuple[float, float]], colour: str = theme.LINE, *, line: float = 1, dash: bool = False, tip: str = ""
    ) -> None:
        """A line through the points."""
        look = (("stroke", colour), ("strokeWidth", line), ("strokeDash", [4, 3] if dash else None))
        self._count += 1
        self._lines.setdefault(_plain(look), []).extend(
            {"x": x, "y": y, "line": self._count, "order": i, "tip": tip} for i, (x, y) in enumerate(points)
        )

    def dot(
        self, x: float, y: float, colour: str, *, shape: str = "circle", size: float = 40, hollow: bool = False, angle: float = 0,
        tip: str = "",
    ) -> None:  # fmt: skip
        """A dot or another shape of Vega's points."""
        look = (
            ("shape", shape), ("size", size), ("angle", angle), ("fill", theme.PAPER if hollow else colour),
            ("stroke", colour if hollow else None), ("strokeWidth", 1.5),
        )  # fmt: skip
        self._dots.setdefault(_plain(look), []).append({"x": x, "y": y, "tip": tip})

    def text(
        self, x: float, y: float, text: str, colour: str = theme.INK, *, bold: bool = False, align: str = "left",
        size: float = theme.SIZE, halo: bool = False, tip: str = "",
    ) -> None:  # fmt: skip
        """A line of text, its middle at y; with a halo where it crosses a line."""
        if not text:
            return
        look = (
            ("fill", colour), ("fontWeight", "bold" if bold else "normal"), ("align", align), ("baseline", "middle"),
            ("fontSize", size), ("halo", halo),
        )  # fmt: skip
        self._texts.setdefault(_plain(look), []).append({"x": x, "y": y, "text": text, "tip": tip})

    def chart(self, height: float) -> alt.TopLevelMixin:
        """The picture, `width` × `height`."""
        layers = [_boxes(look, rows) for look, rows in self._boxes.items()]
        layers += [_lines(look, rows) for look, rows in self._lines.items()]
        layers += [_points(look, rows) for look, rows in self._dots.items()]
        for look, rows in self._texts.items():
            style = dict(look)
            if style.pop("halo", False):
                around = {"fill": theme.PAPER, "stroke": theme.PAPER, "strokeWidth": 4}
                layers.append(_letters({**style, **around}, rows))
            layers.append(_letters(style, rows))
        exact = alt.AutoSizeParams(type="none")
        return alt.layer(*layers).properties(width=self.width, height=height, autosize=exact)


def _plain(look: tuple[tuple[str, Any], ...]) -> Look:
    return tuple((name, tuple(v) if isinstance(v, list) else v) for name, v in look if v is not None)


def _style(look: Look) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in look}


def _place(channel: type[alt.X | alt.Y], field: str) -> Any:
    return channel(field, type="quantitative", scale=None, axis=None)


def _base(rows: list[dict[str, Any]]) -> Any:
    told = any(row["tip"] for row in rows)
    values = rows if told else [{k: v for k, v in row.items() if k != "tip"} for row in rows]
    chart = alt.Chart(alt.Data(values=values))  # type: ignore[no-untyped-call]
    return chart.encode(tooltip=alt.Tooltip("tip", type="nominal", title="")) if told else chart


def _boxes(look: Look, rows: list[dict[str, Any]]) -> Any:
    style = {"filled": "fill" in dict(look), **_style(look)}
    places = {"x": _place(alt.X, "x"), "y": _place(alt.Y, "y"), "x2": alt.X2("x2"), "y2": alt.Y2("y2")}
    return _base(rows).mark_rect(**style).encode(**places)


def _lines(look: Look, rows: list[dict[str, Any]]) -> Any:
    return (
        _base(rows)
        .mark_line(**_style(look))
        .encode(
            x=_place(alt.X, "x"),
            y=_place(alt.Y, "y"),
            detail=alt.Detail("line", type="nominal"),
            order=alt.Order("order", type="quantitative"),
        )
    )


def _points(look: Look, rows: list[dict[str, Any]]) -> Any:
    return _base(rows).mark_point(opacity=1, **_style(look)).encode(x=_place(alt.X, "x"), y=_place(alt.Y, "y"))


def _letters(style: dict[str, Any], rows: list[dict[str, Any]]) -> Any:
    return (
        _base(rows)
        .mark_text(**style)
        .encode(x=_place(alt.X, "x"), y=_place(alt.Y, "y"), text=alt.Text("text", type="nominal"))
    )
