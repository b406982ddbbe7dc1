"""Words that do not keep to their line: those that run from right to left, and those that are too long for it.

Without care a figure after an Arabic name is drawn before it, or within it. Each run of such words is kept apart by the
two marks that Unicode has for it, so that what stands around stays where it was put. A word of hundreds of letters would push
a table out of the page; it may break.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_LETTER = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_RUN = re.compile(rf"{_LETTER}(?:[\W\d_]*{_LETTER})*")
_MOST = 40
_LONG = re.compile(rf"[^\s\u200b]{{{_MOST}}}(?=[^\s\u200b])")
_FROM_RIGHT, _END = "\u2067", "\u2069"


def kept_apart(text: str) -> str:
    """The text with each run of words from right to left between marks; as it was where there is none.

    Examples
    --------
    >>> kept_apart("Ten of 12 have no owner")
    'Ten of 12 have no owner'
    >>> [hex(ord(c)) for c in kept_apart("من") if c not in "من"]
    ['0x2067', '0x2069']
    """
    if text.isascii():
        return text
    return _RUN.sub(lambda run: f"{_FROM_RIGHT}{run[0]}{_END}", text)


def breakable(content: Any) -> Any:
    """The content of a piece with a place to break after each forty letters of a word; its pictures stay as they are."""
    if isinstance(content, str):
        long = len(content) > _MOST and type(content) is str  # a short text has no long word, and most are short
        return _LONG.sub(lambda part: f"{part[0]}\u200b", content) if long else content
    if isinstance(content, list | tuple):
        return [breakable(value) for value in content]
    if isinstance(content, Mapping):
        return {name: value if name in _DRAWN else breakable(value) for name, value in content.items()}
    return content


_DRAWN = {"wide", "narrow", "pictures", "spec"}
