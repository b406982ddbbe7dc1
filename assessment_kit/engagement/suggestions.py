"""“Did you mean …?”: the nearest of the words that are allowed, never taken silently, only offered."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache

from rapidfuzz import fuzz, process

_SHOWN = 60
_COMPARED = 200  # a cell of 100 kB is no misspelling of anything


@lru_cache(maxsize=1 << 15)
def normal(text: str) -> str:
    """Letters and digits only, in one case: ``Process id*`` and ``process_id`` become the same."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def nearest(text: str, options: Iterable[str], least: float = 72) -> str | None:
    """The option most like the text, or None where none is at least 72% alike; of several the first."""
    choices = sorted(options) if isinstance(options, AbstractSet) else list(options)  # a set has no order of its own
    wanted = normal(text[:_COMPARED])
    if not wanted:
        return None
    found = process.extractOne(wanted, choices, scorer=fuzz.ratio, processor=normal, score_cutoff=least)
    return None if found is None else found[0]


def swapped(text: str, options: Iterable[str]) -> str | None:
    """The only option that differs by two neighbouring letters in the wrong order, as "hso" for "hos"; for ids too short for `nearest`."""
    wanted = normal(text[:_COMPARED])
    turns = {wanted[:n] + wanted[n + 1] + wanted[n] + wanted[n + 2 :] for n in range(len(wanted) - 1)} - {wanted}
    found = [option for option in options if normal(option) in turns] if len(wanted) > 2 else []
    return found[0] if len(found) == 1 else None


def did_you_mean(text: str, options: Iterable[str], otherwise: str) -> str:
    """``Did you mean "deliver"?`` where something is near, else the other cure."""
    near = nearest(text, options)
    return otherwise if near is None else f'Did you mean "{shorten(near)}"?'


def shorten(text: str) -> str:
    """The text on one line, at most 60 characters of it."""
    line = " ".join(text[:1000].split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
