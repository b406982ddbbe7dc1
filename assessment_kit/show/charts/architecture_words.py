"""How the states of processes and managing activities look and read, the same in every figure of the step."""

from __future__ import annotations

from assessment_kit import words
from assessment_kit.language import later, phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.cells import Record, known, no, yes


def activity_look(row: Record) -> tuple[str, str | None, str, bool]:
    """Fill, outline, ink and dash of a managing activity."""
    if not known(row["routine"]):
        return theme.PAPER, theme.LINE, theme.QUIET, True
    if not row["routine"]:
        return theme.PAPER, theme.CHANGE, theme.CHANGE, True
    if yes(row["looks_at_processes"]):
        return theme.SOUND, None, theme.PAPER, False
    return theme.WASH, theme.HAIR, theme.INK, False


FORMALITY = {
    "none": later("no routine"),
    "informal": later("informal"),
    "partly": later("partly formal"),
    "formal": later("formal"),
}


def formality(value: object) -> str:
    """The formality in words."""
    return str(FORMALITY[str(value)]) if known(value) else phrase("formality not known")


def activity_tip(row: Record) -> str:
    names = words.listing(list(row["names"]), 4)
    return f"{row['label']}: {formality(row['formality'])}" + (f". {names}" if names else "")


def of_key(count: int, n: int, one: str = "is", many: str = "are") -> str:
    """``Three of 12 key processes are``, ``Of 12 key processes, none is``, ``Both key processes are``; of a single one that it is."""
    if n == 1:
        return phrase("The one key process {one}", one=one)
    if count == n:
        return phrase(
            "{word} key processes {many}", word=phrase("Both") if n == 2 else phrase("All {n}", n=n), many=many
        )
    if count == 0:
        return (
            phrase("Neither of the two key processes {one}", one=one)
            if n == 2
            else phrase("Of {n} key processes, none {one}", n=n, one=one)
        )
    return phrase(
        "{count} of {n} key processes {one}",
        count=words.sentence_case(words.count_word(count)),
        n=n,
        one=one if count == 1 else many,
    )


def state(value: object) -> str:
    """``yes``, ``no`` or ``not known``."""
    return phrase("yes") if yes(value) else phrase("no") if no(value) else phrase("not known")
