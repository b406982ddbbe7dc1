"""From a chart's spec to a static picture. The only place that calls vl-convert, which must never run before a fork."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import vl_convert as vlc

from assessment_kit.show import theme

_NOISE = re.compile(
    r' (?:role|aria-roledescription|aria-label|aria-hidden|class|font-family|pointer-events|stroke-miterlimit|version|xmlns:xlink)="[^"]*"'
)
_TAG = re.compile(r"<[^<>]*>")  # words between tags are the client's and stay as they are
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>|<path d=\"\"[^>]*/>|<path[^>]*? d=\"M0,0h0v0h0Z\"[^>]*/>")
_LONG = re.compile(r"(\d\.\d\d)\d+")
_CLIP = re.compile(r"\bclip\d+\b|\bgradient_\d+\b")


def svg(spec: Mapping[str, Any], prefix: str = "") -> str:
    """The chart as SVG text; `prefix` keeps the ids inside apart from those of other charts on the page."""
    picture = slim(str(vlc.vegalite_to_svg(json.dumps(spec), vl_version="6.4")))
    return _CLIP.sub(lambda match: prefix + match[0], picture) if prefix else picture


def slim(picture: str) -> str:
    """Without what the page says better: roles and labels of single marks, the font of every letter, a third decimal."""
    kept = _TAG.sub(lambda tag: _LONG.sub(r"\1", _NOISE.sub("", tag[0])), picture)
    while True:  # groups that hold nothing, and those around them once they are gone
        fewer = _EMPTY.sub("", kept)
        if fewer == kept:
            return kept.replace("<svg ", f'<svg font-family="{theme.SANS}" ', 1)
        kept = fewer


def javascript_bundle() -> str:
    """Vega, Vega-Lite and vega-embed in one script, with the interpreter that a strict policy needs."""
    return str(vlc.javascript_bundle(vl_version="6.4"))  # type: ignore[call-arg]  # the stub asks for a snippet of code
