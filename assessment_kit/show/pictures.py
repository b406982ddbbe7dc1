"""From a chart's spec to a static picture. The only place that calls vl-convert, which must never run before a fork."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
from collections.abc import Iterable, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from typing import Any, Self

import platformdirs
import vl_convert as vlc

from assessment_kit.show import theme

VERSION = "6.4"
"""Of Vega-Lite."""

_WHOLE = "\n// whole\n"  # the last line of a bundle that was written to its end
_NOISE = re.compile(
    r' (?:role|aria-roledescription|aria-label|aria-hidden|class|font-family|pointer-events|stroke-miterlimit|version|xmlns:xlink)="[^"]*"'
)
_TAG = re.compile(r"<[^<>]*>")  # words between tags are the client's and stay as they are
_EMPTY = re.compile(r"<g(?: [^>]*)?></g>|<path d=\"\"[^>]*/>|<path[^>]*? d=\"M0,0h0v0h0Z\"[^>]*/>")
_LONG = re.compile(r"(\d\.\d\d)\d+")
_CLIP = re.compile(r"\bclip\d+\b|\bgradient_\d+\b")


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as SVG text."""
    return _draw(json.dumps(spec))


def _draw(spec: str) -> str:
    return slim(str(vlc.vegalite_to_svg(spec, vl_version=VERSION)))


def with_own_ids(picture: str, prefix: str) -> str:
    """The picture with its ids apart from those of other pictures on the same page."""
    return _TAG.sub(lambda tag: _CLIP.sub(lambda match: prefix + match[0], tag[0]), picture)


class Painter:
    """Draws the pictures of one report, ahead of their use and beside the notebooks where it has hands.

    Parameters
    ----------
    hands : processes of its own; 0 draws in this one when a picture is asked for. They are spawned, never forked, since the
        drawing library must not have run before a fork.
    """

    def __init__(self, hands: int = 0) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._hands = ProcessPoolExecutor(hands, mp_context=spawn) if hands else None
        self._ahead: dict[str, Future[str]] = {}
        if self._hands is not None:
            for _ in range(hands):
                self._hands.submit(_draw, json.dumps({"mark": "bar", "data": {"values": []}}))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._hands is not None:
            self._hands.shutdown(wait=False, cancel_futures=True)

    def ahead(self, specs: Iterable[Mapping[str, Any]]) -> None:
        """Begin to draw these, so that they are there when they are asked for."""
        if self._hands is not None:
            for text in map(json.dumps, specs):
                self._ahead[text] = self._hands.submit(_draw, text)

    def picture(self, spec: Mapping[str, Any], prefix: str) -> str:
        """The picture, with ids of its own."""
        text = json.dumps(spec)
        begun = self._ahead.get(text)
        return with_own_ids(begun.result() if begun is not None else _draw(text), prefix)


def slim(picture: str) -> str:
    """Without what the page says better: roles and labels of single marks, the font of every letter, a third decimal."""
    kept = _TAG.sub(lambda tag: _LONG.sub(r"\1", _NOISE.sub("", tag[0])), picture)
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
        text = str(vlc.javascript_bundle(vl_version=VERSION)).rstrip() + _WHOLE  # type: ignore[call-arg]  # wrong stub
        with suppress(OSError):  # a cache that cannot be written costs time only
            kept.parent.mkdir(parents=True, exist_ok=True)
            fresh = kept.with_name(f"{kept.name}.{os.getpid()}")
            fresh.write_text(text, encoding="utf-8", newline="\n")
            fresh.replace(kept)
    return text
