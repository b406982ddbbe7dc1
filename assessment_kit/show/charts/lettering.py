"""How wide a text is, and how much of it fits: for labels that are placed by hand.

Widths are those of Helvetica, which Arial and Liberation Sans share, with a margin for other fonts.
"""

from __future__ import annotations

import unicodedata

_NARROW = (
    dict.fromkeys("ckszvxyJ", 0.5)
    | dict.fromkeys("ijl'|.,:;!", 0.25)
    | dict.fromkeys("ft/\\()[] I·", 0.28)
    | dict.fromkeys('r"{}*-', 0.35)
)
_WIDE = (
    dict.fromkeys("mMW%", 0.86)
    | dict.fromkeys("ABEKPSVXY&", 0.67)
    | dict.fromkeys("CDHNRUw", 0.73)
    | dict.fromkeys("GOQ", 0.78)
)
_WIDTHS = _NARROW | _WIDE | {"@": 1.02, "—": 1.0, "…": 1.0, "→": 1.0, "●": 0.6}
_MARGIN = 1.08
_BOLD = 1.06


def measured(text: str, size: float = 12, *, bold: bool = False) -> float:
    """The width in units of the chart, as Helvetica has it."""
    ems = sum(_WIDTHS.get(c) or (1.0 if unicodedata.east_asian_width(c) in "WF" else 0.56) for c in text)
    return ems * size * (_BOLD if bold else 1)


def width(text: str, size: float = 12, *, bold: bool = False) -> float:
    """The room that a text takes, with the margin: rather too wide than too narrow."""
    return measured(text, size, bold=bold) * _MARGIN


def fit(text: str, room: float, size: float = 12, *, bold: bool = False) -> str:
    """The text, or as much of it as fits, closed by an ellipsis.

    Examples
    --------
    >>> fit("Order to delivery", 200)
    'Order to delivery'
    >>> fit("Order to delivery", 60)
    'Order t…'
    """
    text = " ".join(text.split())
    if width(text, size, bold=bold) <= room:
        return text
    kept = text[: int(room / (0.2 * size)) + 1]  # no more letters fit, however narrow
    while kept and width(kept.rstrip() + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:-–(") + "…" if kept else ""


def lines(text: str, room: float, size: float = 12, *, bold: bool = False, most: int = 2) -> list[str]:
    """The text broken at its spaces into at most so many lines; the last one shortened."""
    found: list[str] = []
    rest = text.split()
    while rest and len(found) < most - 1:
        line = [rest.pop(0)]
        while rest and width(" ".join([*line, rest[0]]), size, bold=bold) <= room:
            line.append(rest.pop(0))
        found.append(fit(" ".join(line), room, size, bold=bold))
    if rest:
        found.append(fit(" ".join(rest), room, size, bold=bold))
    return found


def even_lines(text: str, room: float, size: float = 12, *, bold: bool = False, most: int = 2) -> list[str]:
    """The text in no more lines than it needs, of much the same length, so that no word stands alone in the last.

    Examples
    --------
    >>> even_lines("I know how next year’s plan is made, and when.", 240)
    ['I know how next year’s', 'plan is made, and when.']
    """
    found = lines(text, room, size, bold=bold, most=most)
    for share in (0.55, 0.65, 0.75, 0.85) if len(found) > 1 else ():
        tried = lines(text, room * share, size, bold=bold, most=most)
        if len(tried) == len(found) and " ".join(tried) == " ".join(text.split()):
            return tried
    return found
