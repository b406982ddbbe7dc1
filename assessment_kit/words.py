"""Numbers and lists as a reader expects them, in the language that is spoken. The only place that formats a figure.

Signs and names of months come from Babel, words from words.yaml of the language. Rules: percent without decimals and never a false 0% or 100%, thousands with a comma, ranges with an en dash,
dates as 30 Nov 2026, small counts in words at the start of a sentence.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import get_decimal_symbol, get_group_symbol

from assessment_kit.language import language, later, phrase, phrases, spoken_words


@lru_cache(maxsize=4)
def _signs(spoken: str) -> dict[int, str]:
    """From the signs that Python writes to those of the language: 2,749.5 → 2.749,5."""
    return str.maketrans({",": get_group_symbol(spoken), ".": get_decimal_symbol(spoken)})


def _signed(text: str) -> str:
    spoken = language()
    return text if spoken == "en" else text.translate(_signs(spoken))


def _per_cent() -> str:
    return str(spoken_words()["percent"])


CONJUNCTIONS = {"and": later("and"), "or": later("or")}


def missing(value: object) -> bool:
    """True for None, NaN, NaT and pandas' NA."""
    if value is None:
        return True
    try:
        return bool(value != value)  # noqa: PLR0124  that is what marks a NaN
    except TypeError:  # pandas.NA refuses to be a truth value
        return True


def in_english_signs(text: str) -> str:
    """A figure or day told in the language spoken, as English writes it, for those who count on: ``2.749,5`` → ``2,749.5``."""
    if language() == "en":
        return text
    back = {ord(sign): chr(english) for english, sign in _signs(language()).items()}
    if re.fullmatch(r"[<>−]?[\d.,]+\s?%?", text):
        return re.sub(r"\s(?=%)", "", text.translate(back))
    day = re.fullmatch(r"(\d{1,2})\. (\S+) (\d{4})", text)
    months = [format_date(dt.date(2026, n, 1), "MMM", locale=language()) for n in range(1, 13)]
    if day and day[2] in months:
        return f"{day[1]} {format_date(dt.date(2026, months.index(day[2]) + 1, 1), 'MMM', locale='en')} {day[3]}"
    return text


def chart_locale() -> dict[str, object]:
    """For the numbers that a chart writes on its own axes; nothing for English, which is Vega's own."""
    if language() == "en":
        return {}
    signs = _signs(language())
    number_ = {"decimal": signs[ord(".")], "thousands": signs[ord(",")], "grouping": [3], "currency": ["", "\u00a0€"]}
    return {"locale": {"number": number_}}


def number(value: float | None, decimals: int | None = None) -> str:
    """2749 → ``2,749``; 3.25 → ``3.3``; whole numbers carry no decimals. Missing → ``–``."""
    if value is None or missing(value) or math.isinf(value):
        return "–"
    if decimals is None:
        decimals = 0 if abs(value - round(value)) < 1e-9 or abs(value) >= 100 else 1
    text = f"{value:,.{decimals}f}"
    return _signed(text.replace("-", "−") if float(text.replace(",", "")) != 0 else text.lstrip("-"))


def percent(share: float | None) -> str:
    """0.238 → ``24%``. Shares near the ends are ``<1%`` and ``>99%`` unless they are exactly 0 or 1."""
    if share is None or missing(share):
        return "–"
    if 0 < share < 0.01:
        return f"<1{_per_cent()}"
    if 0.99 < share < 1:
        return f">99{_per_cent()}"
    return f"{share * 100:.0f}{_per_cent()}"


def percent_short_of(share: float | None, *limits: float) -> str:
    """As `percent`, but a share that stays below one of the limits is never printed as if it reached it: 0.797 of 0.8 → ``79%``."""
    if share is None or missing(share):
        return "–"
    short = [
        round(100 * limit) for limit in limits if share < limit - 1e-9 and round(100 * share) >= round(100 * limit)
    ]
    return f"{min(short) - 1}{_per_cent()}" if short else percent(share)


def percent_range(low: float | None, high: float | None) -> str:
    """(0.19, 0.29) → ``19–29%``."""
    if low is None or high is None or missing(low) or missing(high):
        return ""
    return f"{low * 100:.0f}–{high * 100:.0f}{_per_cent()}"


def number_range(low: float | None, high: float | None) -> str:
    """(44, 50) → ``44–50``; (−3, 5) → ``−3 to 5``."""
    if low is None or high is None or missing(low) or missing(high):
        return ""
    return phrase("{low} to {high}", low=number(low), high=number(high)) if low < 0 else f"{number(low)}–{number(high)}"


def count_word(value: int) -> str:
    """0–12 in words, else digits: 9 → ``nine``, 41 → ``41``."""
    small = spoken_words()["small"]
    return str(small[value]) if 0 <= value < len(small) else number(value)


def plural(value: int, one: str, many: str | None = None) -> str:
    """(1, "metric") → ``1 metric``; (3, "process", "processes") → ``3 processes``."""
    return f"{number(value)} {phrases(value, one, many or one + 's')}"


def opening_count(value: int) -> str:
    """As `count_word`, but digits for 0 and 1 in a language in which their words bend with the noun."""
    return number(value) if value in (0, 1) and spoken_words()["one_has_gender"] else count_word(value)


def spoken(value: int, one: str, many: str | None = None) -> str:
    """A count that opens a sentence: (3, "interview") → ``Three interviews``, (41, "action") → ``41 actions``."""
    noun = phrases(value, one, many or one + "s")
    return f"{sentence_case(opening_count(value))} {noun}"


def fraction(share: float) -> str:
    """0.5 → ``half``, 0.2 → ``a fifth``, 0.3 → ``three tenths``, 0.35 → ``35%``; to be followed by “of”."""
    told = spoken_words()["parts"]
    for parts, (one, many) in told.items():
        count = round(share * parts)
        if 0 < count < parts and abs(share * parts - count) < 1e-9:
            return str(one) if count == 1 else str(many).format(count=count_word(count))
    return percent(share)


def fraction_verb(share: float) -> str:
    """Is or are, after `fraction`: three tenths are, a fifth is."""
    one = {one for one, _ in spoken_words()["parts"].values()}
    return phrase("is") if fraction(share) in one or fraction(share) == percent(share) else phrase("are")


def times(factor: float) -> str:
    """2 → ``twice``, 3 → ``three times``, 1.5 → ``1.5 times``; to be followed by what is multiplied."""
    if factor == 2:
        return phrase("twice")
    count = count_word(int(factor)) if float(factor).is_integer() else number(factor)
    return phrase("{count} times", count=count)


def every(per_year: float) -> str:
    """12 → ``every month``, 52 → ``every week``, 9 → ``9 times a year``."""
    often = spoken_words()["often"]
    named = next((str(name) for least, most, name in often if least <= per_year <= most), None)
    return named or phrase("{times} times a year", times=number(per_year))


def days_of_a_week(share: float) -> str:
    """A share of the working time as days of a week of five: 0.2 → ``a day a week``, 0.1 → ``half a day a week``."""
    count = round(share * 5, 9)
    return phrase("half a day a week") if count == 0.5 else phrase("{days} a week", days=days(count))


def days(count: float) -> str:
    """5 → ``five days``, 1 → ``a day``, 2.5 → ``2.5 days``."""
    if count == 1:
        return phrase("a day")
    return phrase("{days} days", days=count_word(int(count)) if float(count).is_integer() else number(count))


def working_days(count: float) -> str:
    """5 → ``a working week``, 10 → ``two working weeks``, 1 → ``a day``, 3 → ``three days``."""
    if count > 0 and count % 5 == 0:
        weeks = count_word(int(count // 5))
        return phrase("a working week") if count == 5 else phrase("{weeks} working weeks", weeks=weeks)
    return days(count)


def ratings_to(highest: float) -> str:
    """The ratings up to this one: 1 → ``1``, 2 → ``1 or 2``, 3 → ``1, 2 or 3``."""
    return listing([str(rating) for rating in range(1, int(highest) + 1)], most=5, conjunction="or")


def listing(names: Sequence[str], most: int = 3, conjunction: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``, ``a, b, c and 4 more``."""
    names = [n for n in names if n]
    if len(names) > most:
        more = phrase("{count} more", count=number(len(names) - most))
        return ", ".join(map(str, names[:most])) + f" {CONJUNCTIONS.get(conjunction, conjunction)} {more}"
    if len(names) < 2:
        return "".join(map(str, names))
    return ", ".join(map(str, names[:-1])) + f" {CONJUNCTIONS.get(conjunction, conjunction)} {names[-1]}"


def date(value: dt.date | None) -> str:
    """30 Nov 2026."""
    if value is None or missing(value):
        return "–"
    return str(format_date(value, spoken_words()["date"], locale=language()))


def long_date(value: dt.date) -> str:
    """30 November 2026."""
    return str(format_date(value, spoken_words()["long_date"], locale=language()))


def month(value: dt.date) -> str:
    """November 2026."""
    return str(format_date(value, "MMMM y", locale=language()))


def short_month(value: dt.date) -> str:
    """Nov."""
    return str(format_date(value, "LLL", locale=language()))


def within(text: str) -> str:
    """What opened a sentence, put into the middle of one. A language whose nouns keep their capital lowers its small words only."""
    keeps = spoken_words().get("lowered")
    first = text.split(" ", maxsplit=1)[0].rstrip(",.:")
    return text if keeps is not None and first not in keeps else text[:1].lower() + text[1:]


def sentence_case(text: str) -> str:
    """First letter upper case, the rest left alone."""
    return text[:1].upper() + text[1:]


def lowered(text: str) -> str:
    """A heading in the middle of a sentence, all in small letters where the language allows that."""
    return within(text) if spoken_words().get("lowered") is not None else str(text).lower()


def humanise(identifier: str) -> str:
    """``front_line`` → ``front line``: for allowed values that have no wording of their own."""
    return identifier.replace("_", " ").strip()
