"""What a live chart is made from: the marks of a picture that was laid out by hand, and nothing else.

A live chart runs in the reader's browser, so it is built anew from names that are known here: places, looks, words and tips.
A link, an address, an expression or a field that somebody slipped into a spec has no way through, and a chart of another form
stays the static picture that it is.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from assessment_kit.show.charts import canvas
from assessment_kit.show.drawing import is_laid_out

_PLACES = ("x", "y", "x2", "y2", "line")
_WORDS = ("text", "tip")
_COLOURS = ("fill", "stroke")


def live(spec: Mapping[str, Any]) -> dict[str, Any] | None:
    """The spec of the live chart, without what all charts share; None for a picture that is not laid out by hand."""
    if not is_laid_out(spec):
        return None
    layers = [_layer(layer) for layer in spec["layer"]]
    told = any("tip" in row for layer in layers for row in layer["data"]["values"])
    encoding = canvas.PLACE | (canvas.TIP if told else {})
    size = {name: _number(spec[name]) for name in ("width", "height")}
    return {**size, "autosize": "none", "encoding": encoding, "layer": layers}


def _layer(layer: Mapping[str, Any]) -> dict[str, Any]:
    mark = {name: _look(name, value) for name, value in layer["mark"].items()}
    made: dict[str, Any] = {"mark": mark, "data": {"values": [_row(row) for row in layer["data"]["values"]]}}
    kind = layer["mark"]["type"]
    return made | ({"encoding": canvas.ENCODED[kind]} if kind in canvas.ENCODED else {})


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    places = {name: _number(row[name]) for name in _PLACES if name in row}
    return places | {name: str(row[name]) for name in _WORDS if name in row}


def _look(name: str, value: Any) -> Any:
    """A look is a number, some numbers, or one of our own words; never an expression, which would be a mapping."""
    if isinstance(value, list | tuple):
        return [_number(each) for each in value]
    if name in _COLOURS and value is not None:
        return str(value)
    return value if isinstance(value, str | int | float | bool | None) else None


def _number(value: Any) -> float:
    """The number itself; whatever cannot be one stops the report."""
    return value if isinstance(value, int | float) else float(value)


def packed(value: Mapping[str, Any]) -> str:
    """JSON, deflated (zlib, level 9), in base64: a fifth of its size, the same bytes for the same value.

    Its letters are those of base64, so that no text in it can end the element that it stands in.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("utf-8", "replace"), 9)).decode("ascii")
