"""Every spelling of a rhythm brought to a few plain forms: ``bi-weekly`` and ``fortnightly`` become ``every 2 week``."""

from __future__ import annotations

import re
import unicodedata

_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_ORDINALS = {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th", "sixth": "6th", "final": "last",
}  # fmt: skip
_PLAIN_FORMS: tuple[tuple[str, str], ...] = (
    (r"\b(bi|semi|tri|half)[- ](?=week|month|annual|year|quarter)", r"\1"),
    (r"(?<=\d)\s*/\s*(?=day|week|month|quarter|year)", " times a "),
    (r"(?<=\dx)\s*/\s*(?=[a-z])", " a "),
    (r"\bonce (?:in )?(?=every|each)", ""),
    (r"\bonce(?= (?:an?|per) |[- ]\w+ly\b)", "1 times"),
    (r"\b(?:twice|2 times)\b", "2 times"),
    (r"\bthrice\b", "3 times"),
    (r"\b(\d+)\s*[x×](?!\w)", r"\1 times"),
    (r"\beach\b|\bper\b(?= other)", "every"),
    (r"\bany other\b|\bevery other\b", "every 2"),
    (r"\b(\d+)[- ]daily\b", r"every \1 day"),
    (r"\b(?:on )?(?:work|week|working |business )days?\b(?! of)|\bdaily\b|\bevery (?:morning|evening)\b", "every day"),
    (r"\bbiweekly\b|\bfortnight(?:ly)?\b", "every 2 week"),
    (r"\bevery every\b", "every"),
    (r"\btriweekly\b", "every 3 week"),
    (r"\b(\d+)[- ]week(?:ly|s)\b", r"every \1 week"),
    (r"\b(\d+)[- ]monthly\b", r"every \1 month"),
    (r"\bbimonthly\b", "every 2 month"),
    (r"\bsemimonthly\b", "2 times a month"),
    (
        r"\b(?:half|semi)(?:yearly|annual(?:ly)?)\b|\bbiannual(?:ly)?\b|\bbiyearly\b|\bhalf (?:a )?year\b",
        "2 times a year",
    ),
    (r"\bbiennial(?:ly)?\b", "every 2 year"),
    (r"\bweekly\b", "every week"),
    (r"\bmonthly\b", "every month"),
    (r"\bquarterly\b|\bevery three months\b", "every quarter"),
    (r"\byearly\b|\bannual(?:ly)?\b|\bper annum\b", "every year"),
    (r"\bq1\W+q2\W+q3\W+q4\b", "every quarter"),
    (r"\bevery every\b", "every"),
    (r"\b(?:end of (?:the |every )?month|month[- ]end)\b", "last day of the month"),
)


def plain(text: str) -> str:
    """Lower case, numbers as digits, ordinals as 1st, and every spelling of a rhythm as ``every 2 week``."""
    words = unicodedata.normalize("NFKC", text).lower().replace("–", "-").replace("—", "-")
    words = re.sub(r"[^\w\s/,&×+:.-]", " ", words)
    words = re.sub(r"\b[a-z]+\b", lambda m: str(_NUMBERS.get(m[0], _ORDINALS.get(m[0], m[0]))), words)
    for pattern, form in _PLAIN_FORMS:
        words = re.sub(pattern, form, words)
    return " " + " ".join(words.replace(".", " ").split()) + " "
