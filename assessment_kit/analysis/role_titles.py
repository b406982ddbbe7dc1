"""Does a title of the client's name one of the things that we look for? ``VP Finance`` and ``财务总监`` both head finance.

A word of ours is found as a whole word of the title, with one slip of the pen in a long one; a phrase as neighbouring words;
a word that ends in * as the beginning of one; and a word in a script without spaces as a part of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

LONG = 6
"""From so many letters on a word may hold one slip: Finence, Operatoins."""
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def resembles(wanted: Sequence[str], title: str) -> float:
    """The share of the title that the best of the wanted words accounts for, 0 (none is in it) to 1 (it is the title).

    >>> resembles(["finance"], "Finance")
    1.0
    >>> resembles(["finance", "chief financial officer"], "Head of Finance")
    0.3333333333333333
    >>> resembles(["it"], "Head of Purchasing")
    0.0
    """
    return _best(tuple(wanted), title)


@lru_cache(maxsize=20_000)  # every action asks the same words of every title
def _best(wanted: tuple[str, ...], title: str) -> float:
    told = _tokens(title)
    return max((_share(word, title, told) for word in wanted), default=0.0)


def _share(word: str, title: str, told: tuple[str, ...]) -> float:
    if _SPACELESS.search(word):
        part, whole = _plain(word), _plain(title).replace(" ", "")
        return len(part) / len(whole) if part in whole else 0.0
    parts = _tokens(word, keep="*")
    runs = (told[i : i + len(parts)] for i in range(len(told) - len(parts) + 1))
    found = any(all(_same(part, token) for part, token in zip(parts, run, strict=True)) for run in runs)
    return len(parts) / len(told) if parts and found else 0.0


def _same(part: str, token: str) -> bool:
    if part.endswith("*"):
        return token.startswith(part[:-1])
    return part == token or (min(len(part), len(token)) >= LONG and OSA.distance(part, token) <= 1)


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    """One form for all spellings: ``C.E.O.`` and ``ＣＥＯ`` are ceo, ``Geschäftsführerin`` loses its dots."""
    split = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c for c in split if not unicodedata.combining(c) or (not c.isascii() and _SPACELESS.search(c)))
    return re.sub(r"\b(\w)\.(?=\w\b|\s|$)", r"\1", unicodedata.normalize("NFKC", kept))


@lru_cache(maxsize=10_000)
def _tokens(text: str, keep: str = "") -> tuple[str, ...]:
    return tuple(re.findall(rf"[\w{re.escape(keep)}]+", _plain(text)))
