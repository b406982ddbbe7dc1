"""Put computed figures into the sentences of the method content.

``{roles.no_owner:count}`` and its faces: count, n, percent, value, range (the 95% interval), examples (up to three names),
words (the count in words), none (the same, but "none" for zero), times (the value as once, twice, 4 times), rest (n − count), of ("none of the 9", "4 of 9", "all 9", "the only").
Nouns that are counted of n: plural or n_s (s), plural_es or n_es, and plural_ies end them, ``{roles.no_owner:of} key process{roles.no_owner:plural_es}``.
Verbs that follow the count: is (are), has (have), does (do), was (were), and s or es for any other: ``lead{roles.no_owner:s}``.
Without a face: percent for shares, else value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import cast

from assessment_kit import words
from assessment_kit.analysis.intervals import FEW
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.language import phrase, phrases
from assessment_kit.method.conditions import FIGURE

Row = Mapping[str, object]


def _float(row: Row, name: str) -> float:
    return cast(float, row[name])


def _value(row: Row) -> str:
    return words.percent(_float(row, "value")) if row["unit"] == "share" else words.number(_float(row, "value"))


def _range(row: Row) -> str:
    ends = (_float(row, "low"), _float(row, "high"))
    return words.percent_range(*ends) if row["unit"] == "share" else words.number_range(*ends)


def _of(row: Row) -> str:
    """``none of the 9``, ``4 of 9``, ``both``, ``all 9``; of a single row ``the only`` and ``not one``, before a noun in the singular."""
    count, n = round(_float(row, "count")), round(_float(row, "n"))
    if n == 1:
        return phrase("the only") if count else phrase("not one")
    if n > 1 and count == n:
        return phrase("both") if n == 2 else phrase("all {n}", n=words.number(n))
    return (
        phrase("none of the {n}", n=words.number(n))
        if count == 0
        else phrase("{count} of {n}", count=words.number(count), n=words.number(n))
    )


def _the_of(row: Row) -> str:
    """As `_of`, but ``the one`` or ``none`` where there is a single row."""
    if round(_float(row, "n")) != 1:
        return _of(row)
    return phrase("the one") if round(_float(row, "count")) == 1 else phrase("none")


def _amount(row: Row) -> str:
    """``1 hour``, ``24 hours``: the value with the unit of its indicator."""
    told, unit = _value(row), str(row["unit"])
    count = 1 if told == "1" else 2
    match unit:
        case "hours":
            return phrases(count, "{told} hour", "{told} hours", told=told)
        case "days":
            return phrases(count, "{told} day", "{told} days", told=told)
        case "months":
            return phrases(count, "{told} month", "{told} months", told=told)
    return f"{told} {unit}"


def _examples(row: Row) -> str:
    """Up to three names; in quotation marks where a name holds a comma, which would pass for the end of it."""
    names = cast(Sequence[str], row["examples"])
    quoted = any("," in name for name in names[:3])
    return words.listing([f"“{name}”" if quoted and "“" not in name else name for name in names])


def _agrees(one: str, many: str) -> Callable[[Row], str]:
    """A word that follows the count: the one for a count of one, and for none of a single row; the other for all else."""
    return lambda row: phrase(one) if 1 in (round(_float(row, "count")), round(_float(row, "n"))) else phrase(many)


def _times(row: Row) -> str:
    """``once``, ``twice``, ``4 times``; what is held every few years is ``less than once``."""
    value = _float(row, "value")
    if 0 < value < 1:
        return phrase("less than once")
    if value in (1, 2):
        return phrase("once") if value == 1 else phrase("twice")
    return phrase("{value} times", value=words.number(value))


def _noun(many: str, one: str = "") -> Callable[[Row], str]:
    """The ending of a noun that is counted of n: the only process, 1 of 3 processes."""
    return lambda row: one if round(_float(row, "n")) == 1 else many


_FACES: dict[str, Callable[[Row], str]] = {
    "": _value,
    "value": _value,
    "percent": lambda row: words.percent(_float(row, "value")),
    "count": lambda row: words.number(_float(row, "count")),
    "n": lambda row: words.number(_float(row, "n")),
    "times": _times,
    "rest": lambda row: words.number(_float(row, "n") - _float(row, "count")),
    "words": lambda row: words.count_word(int(_float(row, "count"))),
    "none": lambda row: words.count_word(int(_float(row, "count"))) if row["count"] else phrase("none"),
    "of": _of,
    "the_of": _the_of,
    "plural": _noun("s"),
    "plural_es": _noun("es"),
    "plural_ies": _noun("ies", "y"),
    "n_s": _noun("s"),
    "n_es": _noun("es"),
    "amount": _amount,
    "is": _agrees("is", "are"),
    "has": _agrees("has", "have"),
    "does": _agrees("does", "do"),
    "was": _agrees("was", "were"),
    "s": _agrees("s", ""),
    "es": _agrees("es", ""),
    "range": _range,
    "examples": _examples,
}
FACES = tuple(_FACES)


def fill(text: str, figures: Figures, client: str = "") -> str | None:
    """The sentence with its figures and, for ``{client}``, the client's name; None where a figure was not assessed."""
    absent = False

    def put(match: re.Match[str]) -> str:
        nonlocal absent
        if match[1] == "client":
            return client
        row = figures.get(match[1])
        if row is None or words.missing(row["value"]):
            absent = True
            return ""
        told = _FACES[match[2] or ""](row)
        before = text[: match.start()].rstrip()
        return _opening(told) if not before or before.endswith((".", "!", "?")) else told

    filled = FIGURE.sub(put, text)
    return None if absent else words.sentence_case(filled)


def _opening(told: str) -> str:
    """A sentence opens with a capital, and with a small number in words: ``9 of 12`` → ``Nine of 12``."""
    return words.sentence_case(re.sub(r"^\d{1,2}(?= |$)", lambda m: words.opening_count(int(m[0])), told))


def score_words(scores: Sequence[float]) -> str:
    """``2.4 on average``; of fewer interviews than FEW each score: ``1, 2 and 4``, ``3 throughout``."""
    if len(scores) >= FEW:
        return phrase("{scores} on average", scores=words.number(sum(scores) / len(scores), 1))
    if len(scores) > 1 and max(scores) - min(scores) < 1e-9:
        return phrase("{scores} throughout", scores=words.number(scores[0]))
    return words.listing([words.number(score) for score in sorted(scores)], most=FEW)


def say(text: str, row: Row) -> str:
    """An indicator's own sentence: ``{count} of {n} key processes have one owner``."""
    return _opening(re.sub(r"\{(\w+)\}", lambda m: _FACES[m[1]](row), text))
