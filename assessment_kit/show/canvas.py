"""Drawing by place: rectangles, lines, points and words on a sheet of given size, as layers of one Altair chart.

For pictures whose layout is the message (a matrix, a map, a calendar), where every label has a fixed place and nothing may be
clipped. The origin is the upper left corner, units are those of the picture. Marks of one look share a layer, so that a
picture of a thousand marks stays a small spec.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import altair as alt

from assessment_kit.show import theme

_CHARACTER = 0.52
"""Mean width of a letter as a part of its size, for the sans font; bold is a little wider."""


def text_width(text: str, size: float = theme.SIZE, *, bold: bool = False) -> float:
    """About how wide a text is drawn; full-width letters (Chinese, Japanese, Korean) count double."""
    wide = sum(1.9 if ord(c) >= 0x2E80 else 0.55 if c in "iljft.,:;'|!I ()" else 1.5 if c in "MWmw%" else 1.05 for c in text)
    return wide * size * _CHARACTER * (1.07 if bold else 1)


def shorten(text: str, width: float, size: float = theme.SIZE, *, bold: bool = False) -> str:
    """The text, or as much of it as fits into the width with an ellipsis."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = text
    while kept and text_width(kept + "…", size, bold=bold) > width:
        kept = kept[:-1]
    return kept.rstrip(" ,;:–-") + "…"


def wrap(text: str, width: float, lines: int = 2, size: float = theme.SIZE, *, bold: bool = False) -> list[str]:
    """The text in at most so many lines; the last one is shortened."""
    made: list[str] = []
    rest = text.split()
    while rest and len(made) < lines - 1:
        line = [rest.pop(0)]
        while rest and text_width(" ".join([*line, rest[0]]), size, bold=bold) <= width:
            line.append(rest.pop(0))
        made.append(shorten(" ".join(line), width, size, bold=bold))
    return made + ([shorten(" ".join(rest), width, size, bold=bold)] if rest else [])


class Canvas:
    """A sheet to draw on; `chart` makes the Altair chart."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._marks: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)

    def rect(
        self, x: float, y: float, width: float, height: float, fill: str | None = theme.MARK, stroke: str | None = None,
        *, dash: bool = False, thick: float = 1, tip: str = "",
    ) -> None:  # fmt: skip
        """A rectangle; no fill leaves it hollow."""
        key = ("rect", 0, fill or "", stroke or "", dash, thick, bool(tip))
        self._marks[key].append({"x": x, "y": y, "x2": x + width, "y2": y + height, "tip": tip})

    def line(
        self, x: float, y: float, x2: float, y2: float, color: str = theme.LINE, *, thick: float = 1, dash: bool = False,
        tip: str = "",
    ) -> None:  # fmt: skip
        """A straight line."""
        self._marks["rule", 1, color, "", dash, thick, bool(tip)].append({"x": x, "y": y, "x2": x2, "y2": y2, "tip": tip})

    def point(
        self, x: float, y: float, color: str = theme.INK, *, size: float = 45, hollow: bool = False, shape: str = "circle",
        tip: str = "",
    ) -> None:  # fmt: skip
        """A dot; `size` is its area."""
        self._marks["point", 2, color, shape, hollow, size, bool(tip)].append({"x": x, "y": y, "tip": tip})

    def text(
        self, x: float, y: float, text: str, color: str = theme.INK, *, size: float = theme.SIZE, bold: bool = False,
        align: str = "left", angle: float = 0, halo: bool = False, tip: str = "",
    ) -> None:  # fmt: skip
        """Words on one line, their middle at y; a halo keeps them readable across a line."""
        if not text:
            return
        if halo:
            self._marks["halo", 3, theme.PAPER, align, bold, (size, angle), False].append({"x": x, "y": y, "text": text})
        self._marks["text", 4, color, align, bold, (size, angle), bool(tip)].append({"x": x, "y": y, "text": text, "tip": tip})

    def chart(self) -> alt.TopLevelMixin:
        """All marks as one chart: rectangles lie under lines, lines under points, points under words."""
        frame = alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}])).mark_point(opacity=0).encode(x=self._x("x"), y=self._y("y"))
        ordered = sorted(self._marks.items(), key=lambda item: item[0][1])
        layers = [self._layer(key, values) for key, values in ordered]
        # without it a mark at the edge makes the whole picture wider than it was asked to be
        exact = alt.AutoSizeParams(type="none")
        return alt.layer(frame, *layers).properties(width=self.width, height=self.height, autosize=exact)

    def _x(self, field: str) -> alt.X:
        return alt.X(f"{field}:Q", scale=alt.Scale(domain=[0, self.width], nice=False, zero=False), axis=None)

    def _y(self, field: str) -> alt.Y:
        return alt.Y(f"{field}:Q", scale=alt.Scale(domain=[self.height, 0], nice=False, zero=False), axis=None)

    def _layer(self, key: tuple[Any, ...], values: list[dict[str, Any]]) -> Any:
        kind, _, color, detail, flag, measure, tipped = key
        values = [{k: round(v, 2) if isinstance(v, float) else v for k, v in row.items() if v != ""} for row in values]
        base: Any = alt.Chart(alt.InlineData(values=values))
        places: dict[str, Any] = {"x": self._x("x"), "y": self._y("y")}
        if kind in ("rect", "rule"):
            places |= {"x2": "x2:Q", "y2": "y2:Q"}
        if tipped:
            places["tooltip"] = alt.Tooltip("tip:N")
        dash = {"strokeDash": [4, 3]} if flag is True and kind in ("rect", "rule") else {}
        if kind == "rect":
            look = {"fill": color or None, "stroke": detail or None, "strokeWidth": measure if detail else 0}
            return base.mark_rect(**look, **dash).encode(**places)
        if kind == "rule":
            return base.mark_rule(color=color, strokeWidth=measure, **dash).encode(**places)
        if kind == "point":
            return base.mark_point(
                shape=detail, size=measure, filled=not flag, fill=theme.PAPER if flag else color, stroke=color,
                strokeWidth=1.5 if flag else 0, opacity=1,
            ).encode(**places)  # fmt: skip
        size, angle = measure
        look = {"align": detail, "baseline": "middle", "fontSize": size, "angle": angle, "fontWeight": "bold" if flag else "normal"}
        if kind == "halo":
            look |= {"stroke": color, "strokeWidth": 4, "strokeJoin": "round", "color": color}
        else:
            look["color"] = color
        return base.mark_text(**look).encode(text="text:N", **places)
