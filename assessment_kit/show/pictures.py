"""From a chart's spec to a static picture. The only place that calls vl-convert, which must never run before a fork."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import vl_convert as vlc

_CLIP = re.compile(r"\bclip\d+\b|\bgradient_\d+\b")


def svg(spec: Mapping[str, Any], prefix: str = "") -> str:
    """The chart as SVG text; `prefix` keeps the ids inside apart from those of other charts on the page."""
    picture = str(vlc.vegalite_to_svg(json.dumps(spec), vl_version="6.4"))
    return _CLIP.sub(lambda match: prefix + match[0], picture) if prefix else picture


def javascript_bundle() -> str:
    """Vega, Vega-Lite and vega-embed in one script, with the interpreter that a strict policy needs."""
    return str(vlc.javascript_bundle("", vl_version="6.4"))
