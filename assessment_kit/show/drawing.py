"""A picture laid out by hand, written as SVG at once.

The charts place every mark themselves (`charts.canvas`): no scale, no axis, no transform. Vega needs some forty milliseconds to
find out that there is nothing to work out; writing the same marks takes one. `tests/show/test_drawing.py` holds the two against
each other, mark by mark. A spec of another form is not drawn here: `pictures.svg` gives it to Vega.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from math import sqrt
from typing import Any, TypeAlias

from assessment_kit.show import theme
from assessment_kit.show.unruly_words import kept_apart

Row: TypeAlias = Mapping[str, Any]
Style: TypeAlias = Mapping[str, Any]

_ANCHORS = {"left": "start", "center": "middle", "right": "end"}
_LOOK = {"fill", "stroke", "strokeWidth", "strokeDash"}
_KNOWN = {
    "rect": _LOOK | {"filled"}, "rule": _LOOK, "line": _LOOK | {"order"}, "point": _LOOK | {"shape", "size", "angle"},
    "text": _LOOK | {"align", "fontSize", "fontWeight", "angle"},
}  # fmt: skip
_SHAPES = ("circle", "square", "cross", "diamond", "triangle-up", "triangle-down", "triangle-left", "triangle-right")
_FRAME = {"$schema", "width", "height", "autosize", "encoding", "layer", "config"}


def is_laid_out(spec: Mapping[str, Any]) -> bool:
    """True for a spec of `charts.canvas`: marks at fixed places, each of a kind and look that is drawn here."""
    placed = spec.get("autosize") == "none" and set(spec) <= _FRAME and "layer" in spec and "encoding" in spec
    return placed and all(_is_known(layer) for layer in spec["layer"])


def _is_known(layer: Mapping[str, Any]) -> bool:
    mark = layer.get("mark")
    if (
        not isinstance(mark, Mapping)
        or mark.get("type") not in _KNOWN
        or not set(layer) <= {"mark", "data", "encoding"}
    ):
        return False
    return set(mark) - {"type"} <= _KNOWN[mark["type"]] and mark.get("shape", "circle") in _SHAPES


def draw(spec: Mapping[str, Any]) -> str:
    """The picture as SVG text; the marks of one look in one group that carries it."""
    width, height = _short(spec["width"]), _short(spec["height"])
    groups = "".join(_group(layer["mark"], layer["data"]["values"]) for layer in spec["layer"])
    return (
        f'<svg font-family="{theme.SANS}" xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{groups}</svg>'
    )


def _group(mark: Style, rows: Sequence[Row]) -> str:
    kind = mark["type"]
    marks = _lines(rows) if kind == "line" else [_DRAW[kind](row, mark) for row in rows]
    return f"<g{_look(kind, mark)}>{''.join(marks)}</g>" if marks else ""


def _look(kind: str, mark: Style) -> str:
    """What the marks of a group share, as attributes."""
    fill = mark.get("fill", "none") if kind not in ("line", "rule") else "none"
    told: dict[str, Any] = {"fill": fill}
    if "stroke" in mark:
        told |= {"stroke": mark["stroke"], "stroke-width": _short(mark.get("strokeWidth", 1))}
    if "strokeDash" in mark:
        told["stroke-dasharray"] = ",".join(map(_short, mark["strokeDash"]))
    if kind == "text":
        told |= {"font-size": f"{_short(mark['fontSize'])}px", "text-anchor": _ANCHORS[mark["align"]]}
        if mark["fontWeight"] != "normal":
            told["font-weight"] = mark["fontWeight"]
    return "".join(f' {k}="{escape(str(v))}"' for k, v in told.items() if (k, v) != ("text-anchor", "start"))


def _rect(row: Row, _: Style) -> str:
    x, y, x2, y2 = (float(row[end]) for end in ("x", "y", "x2", "y2"))
    place = f'x="{_short(min(x, x2))}" y="{_short(min(y, y2))}"'
    return f'<rect {place} width="{_short(abs(x2 - x))}" height="{_short(abs(y2 - y))}"/>'


def _rule(row: Row, _: Style) -> str:
    ends = " ".join(f'{end}{number}="{_short(row[end + key])}"' for number, key in ((1, ""), (2, "2")) for end in "xy")
    return f"<line {ends}/>"


def _lines(rows: Sequence[Row]) -> list[str]:
    """One path per line, through its points in their order."""
    points: dict[Any, list[str]] = {}
    for row in rows:
        points.setdefault(row["line"], []).append(f"{_short(row['x'])},{_short(row['y'])}")
    return [f'<path d="M{"L".join(through)}"/>' for through in points.values()]


def _text(row: Row, mark: Style) -> str:
    """Baselines stand 0.3 of the letters' size below the middle, to the whole unit, as Vega has it."""
    below = int(0.3 * mark["fontSize"] + 0.5)
    x, y, turn = row["x"], row["y"], mark.get("angle")
    words = escape(kept_apart(str(row["text"])), quote=False)
    if not turn:
        return f'<text x="{_short(x)}" y="{_short(y + below)}">{words}</text>'
    return f'<text transform="translate({_short(x)},{_short(y)}) rotate({_short(turn)})" y="{below}">{words}</text>'


def _point(row: Row, mark: Style) -> str:
    x, y, shape, radius = row["x"], row["y"], mark["shape"], sqrt(mark["size"]) / 2
    if shape == "circle":
        return f'<circle cx="{_short(x)}" cy="{_short(y)}" r="{_short(radius)}"/>'
    if shape == "square" and not mark.get("angle"):
        return _rect({"x": x - radius, "y": y - radius, "x2": x + radius, "y2": y + radius}, mark)
    corners = "L".join(f"{_short(a)},{_short(b)}" for a, b in _corners(shape, radius))
    turn = f" rotate({_short(mark['angle'])})" if mark.get("angle") else ""
    return f'<path transform="translate({_short(x)},{_short(y)}){turn}" d="M{corners}Z"/>'


def _corners(shape: str, r: float) -> list[tuple[float, float]]:
    """The corners of a shape of Vega's points, `r` being half the root of its size."""
    h = r * sqrt(3) / 2
    if shape == "square":
        return [(-r, -r), (r, -r), (r, r), (-r, r)]
    if shape == "diamond":
        return [(-r, 0), (0, -r), (r, 0), (0, r)]
    if shape == "cross":
        s = r / 2.5
        return [(-r, -s), (-r, s), (-s, s), (-s, r), (s, r), (s, s), (r, s), (r, -s), (s, -s), (s, -r), (-s, -r), (-s, -s)]  # fmt: skip
    return {
        "triangle-up": [(0, -h), (-r, h), (r, h)],
        "triangle-down": [(0, h), (-r, -h), (r, -h)],
        "triangle-right": [(h, 0), (-h, -r), (-h, r)],
        "triangle-left": [(-h, 0), (h, -r), (h, r)],
    }[shape]


_DRAW: dict[str, Callable[[Row, Style], str]] = {"rect": _rect, "rule": _rule, "text": _text, "point": _point}


def _short(value: float) -> str:
    """At most two decimals, without noughts at the end: ``3.87``, ``282.5``, ``44``."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))
