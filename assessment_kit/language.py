"""The language that a report is told in, and its catalogue of fixed words.

English is written in the code and the templates; every other language is a catalogue of the same sentences, as gettext keeps them, under
templates/report/language. What is held in one place only is which language is spoken: it is set where a client's folder is opened, so
that no analysis has to pass it on.

In a translation a placeholder may be bent: ``{processes:dative}`` is "12 Prozessen" where ``{processes}`` is "12 Prozesse".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import Any

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from assessment_kit.shipped import TEMPLATES

FOLDER = TEMPLATES / "report" / "language"
LANGUAGES = ("en", "de")
_PARAGRAPH = re.compile(r"(#+ +|)(.*)", re.DOTALL)
_spoken: ContextVar[str] = ContextVar("language", default="en")
_wished: ContextVar[str] = ContextVar("wished", default="")


def language() -> str:
    """The language that is spoken now: ``en`` or ``de``."""
    return _spoken.get()


def wished() -> str:
    """The language that the command asks for; empty where the client's own settings decide."""
    return _wished.get()


@contextmanager
def wishing(name: str) -> Iterator[None]:
    """Inside, reports are told in this language whatever the clients' settings say; with an empty name, as these say.

    What was spoken before is spoken again afterwards.
    """
    token, before = _wished.set(name), _spoken.set(name or _spoken.get())
    try:
        yield
    finally:
        _wished.reset(token)
        _spoken.reset(before)


def language_tag() -> str:
    """As html, Word and PowerPoint name it: ``en-GB``, ``de-DE``."""
    return {"en": "en-GB", "de": "de-DE"}[_spoken.get()]


def speak(name: str) -> None:
    """From here on, in this context, this language is spoken."""
    _spoken.set(name)


@contextmanager
def speaking(name: str) -> Iterator[None]:
    """Inside, this language is spoken."""
    token = _spoken.set(name)
    try:
        yield
    finally:
        _spoken.reset(token)


def phrase(message: str, **values: object) -> str:
    """A fixed sentence in the language spoken, with its values. White space around it is no part of it.

    >>> phrase("{count} of {n} letters", count="2", n="8")
    '2 of 8 letters'
    """
    spoken = _spoken.get()
    if spoken != "en":
        message = _translated(message, spoken)
        values = {name: _Bent(value) for name, value in values.items()}
    return message.format(**values) if values else message


def phrases(count: float, one: str, many: str, **values: object) -> str:
    """A fixed sentence that depends on a count: the singular or the plural, by the rule of the language.

    >>> phrases(1, "{name} is open", "{name} are open", name="Goals")
    'Goals is open'
    """
    spoken = _spoken.get()
    if spoken == "en":
        message = one if count == 1 else many
    else:
        told = _catalogue(spoken).get((one, many))
        catalogue = told if told is not None else (one, many)
        message = catalogue[0 if count == 1 else 1]
        values = {name: _Bent(value) for name, value in values.items()}
    return message.format(**values) if values else message


def paragraphs(text: str) -> list[tuple[str, str]]:
    r"""The paragraphs of a markdown cell, each as the signs that make it a heading, and its words.

    >>> paragraphs("## Goals\n\nA goal leads up.")
    [('## ', 'Goals'), ('', 'A goal leads up.')]
    """
    found = (_PARAGRAPH.match(block) for block in text.split("\n\n"))
    return [(block[1], block[2]) for block in found if block is not None]


def prose(text: str) -> str:
    """A markdown cell in the language spoken, paragraph by paragraph; what a consultant wrote there stays as it is."""
    return "\n\n".join(signs + phrase(told) for signs, told in paragraphs(text))


class Later(str):
    """A fixed word told at the top of a module, which is read before anybody knows the language: it is translated when it is shown.

    It compares and hashes as the English it is written in, so that it can be a key.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return phrase(str.__str__(self))

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __add__(self, other: str) -> str:
        return str(self) + str(other)

    def __radd__(self, other: str) -> str:
        return str(other) + str(self)

    def __getitem__(self, key: Any) -> str:
        return str(self)[key]

    def lower(self) -> str:
        return str(self).lower()

    def upper(self) -> str:
        return str(self).upper()

    def capitalize(self) -> str:
        return str(self).capitalize()

    def split(self, *args: Any, **named: Any) -> list[str]:
        return str(self).split(*args, **named)


def shown(content: Any) -> Any:
    """Plain content with every word of `later` in the language spoken; to be called before it is written as JSON."""
    if isinstance(content, Later):
        return str(content)
    if isinstance(content, Mapping):
        return {str(name): shown(value) for name, value in content.items()}
    if isinstance(content, list):
        return [shown(value) for value in content]
    if isinstance(content, tuple):
        return tuple(shown(value) for value in content)
    return content


def later(message: str) -> str:
    """Mark a fixed word at the top of a module as one of the catalogue."""
    return Later(message)


def spoken_words(name: str = "") -> Mapping[str, Any]:
    """How the language tells numbers, fractions, days and lists: words.yaml of its folder."""
    return _words(name or _spoken.get())


@lru_cache(maxsize=len(LANGUAGES))
def _words(name: str) -> Mapping[str, Any]:
    told: Mapping[str, Any] = yaml.safe_load((FOLDER / name / "words.yaml").read_text(encoding="utf-8"))
    return told


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(name: str) -> Mapping[str | tuple[str, str], Any]:
    """All translations by their English; a sentence that has none is told in English."""
    file = FOLDER / name / "report.po"
    with file.open("rb") as lines:
        catalogue: Catalog = read_po(lines, locale=name)
    return {
        message.id if isinstance(message.id, str) else (message.id[0], message.id[1]): message.string
        for message in catalogue
        if message.id and message.string and (isinstance(message.string, str) or all(message.string))
    }


def _translated(message: str, spoken: str) -> str:
    told = _catalogue(spoken).get(message.strip())
    if not isinstance(told, str):
        return str.__str__(message)
    before, after = message[: len(message) - len(message.lstrip())], message[len(message.rstrip()) :]
    return before + told + after


class _Bent(str):
    """A value in a translated sentence, which the sentence may bend."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        if spec == "dative":
            return dative(str(self))
        if spec == "first":
            return str(self)[:1].upper() + str(self)[1:]
        return format(str(self), spec)


def dative(text: str) -> str:
    """The German dative of a counted noun: ``12 Prozesse`` → ``12 Prozessen``; what ends in n or s, and one of it, stays."""
    if text.startswith(("1\u00a0", "1 ")) or text.endswith(("n", "s")):
        return text
    return text + "n"
