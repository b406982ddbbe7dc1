"""From a chart's spec to a static picture: drawn here if it is laid out by hand, by Vega otherwise.

The only place that calls vl-convert, which starts a JavaScript engine: it is loaded where it is needed and never before a fork.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import platformdirs

from assessment_kit.show import drawing, theme

VERSION = "6.4"
"""Of Vega-Lite."""

_WHOLE = "\n// whole\n"  # the last line of a bundle that was written to its end
_NOISE = re.compile(
    r' (?:role|aria-roledescription|aria-label|aria-hidden|class|font-family|pointer-events|stroke-miterlimit|version|xmlns:xlink)="[^"]*"'
)
_TAG = re.compile(r"<[^<>]*>")  # words between tags are the client's and stay as they are
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>|<path d=\"\"[^>]*/>|<path[^>]*? d=\"M0,0h0v0h0Z\"[^>]*/>")
_LINK = re.compile(r"</?(?:a|image)(?: [^<>]*)?/?>")  # a picture leads nowhere and fetches nothing
_LONG = re.compile(r"(\d\.\d\d)\d+")
_CLIP = re.compile(r"\bclip\d+\b|\bgradient_\d+\b")


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as SVG text."""
    return drawing.draw(spec) if drawing.is_laid_out(spec) else by_vega(spec)


def by_vega(spec: Mapping[str, Any]) -> str:
    """The chart as Vega draws it, without its noise."""
    import vl_convert  # noqa: PLC0415  starts a JavaScript engine

    return slim(str(vl_convert.vegalite_to_svg(json.dumps(spec), vl_version=VERSION, allowed_base_urls=[])))


def png(picture: str, scale: float = 2) -> bytes:
    """An SVG picture as PNG, on white: for forms that show no SVG. `scale` is pixels for one unit of the picture."""
    import vl_convert  # noqa: PLC0415  starts a JavaScript engine

    head, rest = picture.split(">", 1)
    ground = f'<rect width="100%" height="100%" fill="{theme.PAPER}"/>'
    return bytes(vl_convert.svg_to_png(f"{head}>{ground}{rest}", scale=scale))


def with_own_ids(picture: str, prefix: str) -> str:
    """The picture with its ids apart from those of other pictures on the same page."""
    return _TAG.sub(lambda tag: _CLIP.sub(lambda match: prefix + match[0], tag[0]), picture)


def slim(picture: str) -> str:
    """Without links, and without what the page says better: roles and labels of single marks, the font of every letter, a third decimal."""
    kept = _TAG.sub(lambda tag: _LONG.sub(r"\1", _NOISE.sub("", tag[0])), _LINK.sub("", picture))
    while True:  # groups that hold nothing, and those around them once they are gone
        fewer = _EMPTY.sub("", kept)
        if fewer == kept:
            return kept.replace("<svg ", f'<svg font-family="{theme.SANS}" ', 1)
        kept = fewer


@lru_cache(maxsize=1)
def javascript_bundle() -> str:
    """Vega, Vega-Lite and vega-embed in one script, with the interpreter that a strict policy needs.

    Making it takes two seconds and gives the same text for one version of the library, so it is kept in the user's cache.
    """
    kept = platformdirs.user_cache_path("assessment-kit") / f"vega-{version('vl-convert-python')}-{VERSION}.js"
    try:
        text = kept.read_text(encoding="utf-8")
    except OSError:
        text = ""
    if not text.endswith(_WHOLE):
        import vl_convert  # noqa: PLC0415  starts a JavaScript engine

        text = str(vl_convert.javascript_bundle(vl_version=VERSION)).rstrip() + _WHOLE  # type: ignore[call-arg]  # wrong stub
        with suppress(OSError):  # a cache that cannot be written costs time only
            kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(kept)
    return text
