"""Texts that must fit a box on a slide: measured, set smaller, and only then shortened with a pointer to the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assessment_kit.show.charts import lettering

SEE = "… (see the report)"
LEADING = 1.2
_WIDER = 1.1  # a serif or a brand's font takes more room than Helvetica


@dataclass(frozen=True)
class Said:
    """A paragraph: what is set in bold, then the rest."""

    bold: str
    text: str = ""

    @property
    def whole(self) -> str:
        return " ".join(filter(None, [self.bold, self.text]))


def height(text: str, width: float, size: float) -> float:
    """Points that a paragraph takes in a box of this width (points), as if all of it were bold."""
    count = len(lettering.lines(text, width / _WIDER, size, bold=True, most=500))
    return max(count, 1) * size * LEADING


def fitted(text: str, width: float, room: float, sizes: Sequence[float]) -> tuple[str, float]:
    """The text, shortened if need be, and the largest of the sizes in which it fits."""
    for size in sizes:
        if height(text, width, size) <= room and _longest(text) <= _words_room(width, size):
            return text, size
    return shortened(text, width, room, sizes[-1]), sizes[-1]


def shortened(text: str, width: float, room: float, size: float) -> str:
    """As many words as fit, with a pointer to the report."""
    words = [lettering.fit(word, width * 0.9, size, bold=True) for word in text.split()]
    see = SEE if height(SEE, width, size) <= room else "…"
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        end = "" if middle == len(words) else see
        fits = height(" ".join(words[:middle]).rstrip(" ,;:.") + end, width, size) <= room
        low, high = (middle, high) if fits else (low, middle - 1)
    if low == len(words):
        return " ".join(words)
    return " ".join(words[:low]).rstrip(" ,;:.") + see


def all_fitted(
    told: Sequence[Said], width: float, room: float, sizes: Sequence[float], gap: float
) -> tuple[list[Said], float]:
    """Paragraphs in one box: set smaller, then without what follows the bold words, then fewer of them."""
    for size in sizes:
        if _all(told, width, size, gap) <= room:
            return list(told), size
    size, kept = sizes[-1], list(told)
    for at in range(len(kept) - 1, -1, -1):
        spare = room - (_all(kept, width, size, gap) - height(kept[at].whole, width, size))
        if spare >= height(kept[at].bold, width, size) + size * LEADING:
            kept[at] = Said(kept[at].bold, shortened(kept[at].whole, width, spare, size)[len(kept[at].bold) :].strip())
            return kept, size
        kept[at] = Said(kept[at].bold)
        if _all(kept, width, size, gap) <= room:
            return kept, size
    while len(kept) > 1 and _all([*kept, Said(SEE)], width, size, gap) > room:
        kept.pop()
    if _all(kept, width, size, gap) > room:
        kept = [Said(shortened(kept[0].bold, width, room, size))]
    return [*kept, Said(SEE)] if len(kept) < len(told) and len(kept) > 1 else kept, size


def _all(told: Sequence[Said], width: float, size: float, gap: float) -> float:
    return sum(height(t.whole, width, size) + gap for t in told)


def _longest(text: str) -> float:
    return max((lettering.width(word, 1, bold=True) for word in text.split()), default=0)


def _words_room(width: float, size: float) -> float:
    return width / _WIDER / size
