"""One cell of a client's list, from what somebody typed to a typed value.

Decided here
- Cells such as ``n/a``, ``-``, ``?`` or ``unknown`` are empty: not known, never zero.
- Text keeps its words; outer spaces, control characters, which no later file format can hold, and marks that turn the direction
  of what follows, which could show a figure backwards, are dropped. A text of more than 4,000 letters is a fault.
- Numbers take a point or a comma as decimal mark (``3,5`` is 3.5) and spaces, apostrophes or the other mark between
  thousands. ``3,500`` alone can be read in two ways and is a fault: nothing is guessed. A per cent sign is a fault too.
- Yes and no are also true/false, 1/0, x, and ja/nein, oui/non, si/no.
- Allowed values may be written with spaces, hyphens or capitals: ``Front line`` is ``front_line``.
- Periods are brought to ``2026``, ``2026-03``, ``2026-Q1`` or ``2026-03-31``; a day with slashes can be read in two ways, one whose
  month is a word in one way only.
- Lists in a cell are separated by semicolons or line breaks; what stands twice counts once.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from assessment_kit import words
from assessment_kit.engagement.columns import Column
from assessment_kit.engagement.frequency import parse_frequency
from assessment_kit.engagement.suggestions import did_you_mean, shorten

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
LONGEST = 4000
"""Letters of one text: ten times the longest that a client ever meant."""
_OUTER = " \t\n\u00a0\u200b\u2007\u202f\u2060\ufeff"
_NOT_KNOWN = frozenset(
    ("n/a", "n.a.", "#n/a", "-", "--", "–", "—", "?", "??", "nan", "null", "unknown", "not known", "tbd", "k.a.")
)
_YES = frozenset(("yes", "y", "true", "t", "1", "x", "✓", "✔", "ja", "j", "wahr", "oui", "vrai", "si", "sí"))
_NO = frozenset(("no", "n", "false", "f", "0", "nein", "falsch", "non", "faux"))
_PLAIN_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
_LARGEST_WHOLE = 2**53
_MONTHS = (
    ("january", "januar"), ("february", "februar"), ("march", "märz"), ("april",), ("may", "mai"), ("june", "juni"), ("july", "juli"),
    ("august",), ("september",), ("october", "oktober"), ("november",), ("december", "dezember"),
)  # fmt: skip


class CellError(ValueError):
    """What is wrong with a cell, as a clause, and what to do about it, as a sentence."""

    def __init__(self, rule: str, cure: str) -> None:
        self.rule, self.cure = rule, cure
        super().__init__(f"{rule}. {cure}")


def tidy(text: str) -> str:
    """The text without outer spaces and control characters, composed (NFC), with the line feed as its only line break."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return unicodedata.normalize("NFC", text).strip(_OUTER)


def parse_cell(column: Column, text: str) -> object:
    """The value of a cell: str, float, int, bool, tuple of str, or None where it is empty.

    Raises
    ------
    CellError : with rule and cure.
    """
    text = tidy(text)
    if not text or text.casefold() in _NOT_KNOWN:
        return () if column.type in ("refs", "texts") else None
    if len(text) > LONGEST:
        raise too_long(text)
    return _PARSERS[column.type](column, text)


def too_long(text: str) -> CellError:
    """What is wrong with a text that nobody would read."""
    return CellError(f"the text has {words.number(len(text))} letters", f"Write at most {words.number(LONGEST)}.")


def parse_choice(text: str, choices: Sequence[str]) -> str:
    """The allowed value that the text names, whatever its case, spaces or hyphens."""
    wanted = re.sub(r"[\s_-]+", "_", text.casefold())
    found = next((choice for choice in choices if choice.casefold() == wanted), None)
    if found is None:
        readable = [words.humanise(choice) for choice in choices]
        allowed = f"Use {words.listing(readable, most=len(readable), conjunction='or')}."
        near = did_you_mean(text, readable, "")
        raise CellError(f'"{shorten(text)}" is not one of the allowed values', f"{near} {allowed}".strip())
    return found


def parse_yes_no(text: str) -> bool:
    """True or False from the usual spellings."""
    word = text.casefold()
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(
        f'"{shorten(text)}" is neither yes nor no', "Write yes or no, or leave the cell empty where it is not known."
    )


def parse_number(text: str) -> float:
    """A figure with a point or a comma as decimal mark."""
    plain = re.sub(r"(?<=\d)[\s'’\u00a0\u2009\u202f](?=\d{3}(\D|$))", "", text).replace("−", "-")
    comma, point = plain.rfind(","), plain.rfind(".")
    if re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", plain):
        whole = plain.replace(",", "")
        raise CellError(
            f'"{plain}" can be read in two ways',
            f"Write {whole}, or {plain.replace(',', '.')} if the comma is a decimal mark.",
        )
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?", plain) and (comma < point or plain.count(",") > 1):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"[+-]?\d{1,3}(\.\d{3})+(,\d*)?", plain) and (point < comma or plain.count(".") > 1):
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(",") == 1 and point < 0:
        plain = plain.replace(",", ".")
    if not _PLAIN_NUMBER.fullmatch(plain) or math.isinf(float(plain)):
        raise CellError(
            f'"{shorten(text)}" is not a number', "Write the figure alone, such as 12 or 3.5, without unit or sign."
        )
    return float(plain)


def parse_date(text: str) -> dt.date:
    """A day as 2026-03-31, 31.03.2026 or 31 March 2026; a time after it is set aside."""
    text = re.sub(r"[T ]\d{1,2}:\d{2}.*", "", text, flags=re.DOTALL)
    parts = re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text, re.ASCII)
    if parts is None and (parts := re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", text, re.ASCII)):
        return _day(int(parts[3]), int(parts[2]), int(parts[1]))
    if parts is None and (parts := re.fullmatch(r"(\d{1,2})[. ]\s*([^\W\d_]+)[., ]\s*(\d{4})", text, re.IGNORECASE)):
        month = _month(parts[2])
        if month is not None:
            return _day(int(parts[3]), month, int(parts[1]))
        parts = None
    if parts is None:
        cure = "Write the day as year-month-day, such as 2026-10-12."
        raise CellError(f'"{shorten(text)}" is not a date that can be read in one way only', cure)
    return _day(int(parts[1]), int(parts[2]), int(parts[3]))


def _month(word: str) -> int | None:
    """The month of a name, or of at least three letters that begin it; in English or German."""
    wanted = word.casefold()
    if len(wanted) < 3:
        return None
    fits = (number for number, names in enumerate(_MONTHS, 1) if any(name.startswith(wanted) for name in names))
    return next(fits, None)


def _day(year: int, month: int, day: int) -> dt.date:
    if not 1900 <= year <= 2200:
        raise CellError(f"the year {year} is outside 1900–2200", "Check the year.")
    if not 1 <= month <= 12:
        raise CellError(f"there is no month {month}", "Write the date as 2026-03-31: year, month, day.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        name = f"{dt.date(2000, month, 1):%B}"
        raise CellError(f"{name} {year} has no day {day}", "Check the date.") from None


def _period(_: Column, text: str) -> str:
    if found := re.fullmatch(r"(\d{4})[\s/-]*q([1-4])|q([1-4])[\s/-]*(\d{4})", text.casefold(), re.ASCII):
        _day(int(found[1] or found[4]), 1, 1)
        return f"{found[1] or found[4]}-Q{found[2] or found[3]}"
    if found := re.fullmatch(r"(\d{4})([-/.](\d{1,2}))?", text, re.ASCII):
        first = _day(int(found[1]), int(found[3] or 1), 1)
        return f"{first:%Y-%m}" if found[3] else found[1]
    try:
        return parse_date(text).isoformat()
    except CellError as fault:
        if "one way" in fault.rule:
            raise CellError(
                f'"{shorten(text)}" is not a period', "Write 2026, 2026-Q1, 2026-03 or 2026-03-31."
            ) from None
        raise


def _number(column: Column, text: str) -> float:
    try:
        value = parse_number(text)
    except CellError as fault:
        if "minutes" in column.name and (minutes := _in_minutes(text)) is not None:
            raise CellError(fault.rule, f"Write minutes as a figure alone: {minutes:g}.") from None
        raise
    low, high = column.minimum, column.maximum
    if (low is not None and value < low) or (high is not None and value > high):
        if low is not None and high is not None:
            bounds = f"outside {low:g}–{high:g}"
        else:
            bounds = f"below {low:g}" if low is not None else f"above {high:g}"
        raise CellError(f"{shorten(text)} is {bounds}", "Check the figure.")
    return value


def _in_minutes(text: str) -> float | None:
    """Minutes of ``1 h``, ``1.5 hours``, ``1:30`` or ``45 min``: to be offered, never taken."""
    if found := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?:\s*h)?", text.casefold(), re.ASCII):
        return 60 * int(found[1]) + int(found[2])
    found = re.fullmatch(
        r"(\d{1,4}(?:[.,]\d{1,2})?)\s*(h|hrs?|hours?|std\.?|stunden?|min\.?|mins|minutes?|minuten|')",
        text.casefold(),
        re.ASCII,
    )
    if found is None:
        return None
    return float(found[1].replace(",", ".")) * (60 if found[2][0] in "hs" else 1)


def _integer(column: Column, text: str) -> int:
    value = _number(column, text)
    if not value.is_integer() or abs(value) > _LARGEST_WHOLE:
        raise CellError(f"{shorten(text)} is not a whole number", "Write a whole number.")
    return int(value)


def _id(_: Column, text: str) -> str:
    if ";" in text or "\n" in text:
        raise CellError(
            f'the id "{shorten(text)}" holds a semicolon or a line break', "Give it a short id of letters and digits."
        )
    return text


def _several(_: Column, text: str) -> tuple[str, ...]:
    parts = (part.strip() for part in re.split(r"[;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


def _frequency(_: Column, text: str) -> str:
    try:
        parse_frequency(text)
    except ValueError as error:
        rule, _sep, cure = str(error).replace("“", '"').replace("”", '"').partition("; ")
        cure = words.sentence_case(cure) or "Write, for example, weekly, monthly or twice a year."
        raise CellError(rule, cure if cure[-1] in ".?!" else cure + ".") from None
    return text


_PARSERS: Mapping[str, Callable[[Column, str], object]] = {
    "id": _id,
    "text": lambda _, text: text,
    "ref": lambda _, text: text,
    "refs": _several,
    "texts": _several,
    "choice": lambda column, text: parse_choice(text, column.choices),
    "number": _number,
    "integer": _integer,
    "yes_no": lambda _, text: parse_yes_no(text),
    "frequency": _frequency,
    "period": _period,
}
