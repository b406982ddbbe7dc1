"""Thresholds in words: a text of the method tells a rule as ``{limits.figures.late_share:fraction}``, so that it follows the data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from assessment_kit import words
from assessment_kit.method.thresholds import Limits, Thresholds

_PLACE = re.compile(r"\{limits\.([a-z0-9_.]+):([a-z_]+)\}")
_FACES: Mapping[str, Callable[[float], str]] = {
    "number": words.number,
    "percent": words.percent,
    "words": lambda value: words.count_word(int(value)) if float(value).is_integer() else words.number(value),
    "fraction": words.fraction,
    "is": words.fraction_verb,
    "times": words.times,
    "every": words.every,
    "week": words.days_of_a_week,
    "days": words.days,
    "working_days": words.working_days,
    "ratings": words.ratings_to,
}


def tell(text: str, thresholds: Thresholds) -> str:
    """The text with each ``{limits.<group>.<rule>:<face>}`` in words: fraction (three tenths), times (twice), every (every month) …

    Raises
    ------
    ValueError : the text names a rule or a face that there is not.
    """

    def put(match: re.Match[str]) -> str:
        found: object = thresholds
        for name in match[1].split("."):
            found = (
                getattr(found, name, None) if isinstance(found, Limits) and name in type(found).model_fields else None
            )
        if not isinstance(found, int | float) or match[2] not in _FACES:
            raise ValueError(f"the text names the threshold {match[0]}, which does not exist")
        return _FACES[match[2]](found)

    return _PLACE.sub(put, text)
