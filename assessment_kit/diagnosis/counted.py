"""How a figure was counted, in words: what the rule of a finding asks of it, and its formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from assessment_kit import words
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.language import later, phrase
from assessment_kit.method.model import Method, Situation

INTERVIEWS = later(
    "Mean of the interview scores of 1 to 5 on this question; two scorers of one interview are averaged first. Who was not asked, did not know, or to whom it does not apply is left out."
)
SURVEY = later(
    "People who answer 4 or 5 to this statement (1 or 2 where it names a trouble), divided by all who answered it; “don’t know”, “does not apply” and empty answers are left out."
)
FACET = later(
    "Mean over the lists, the interviews and the survey, each with its weight and only from its least number on; the steps unfold at “Why these letters”."
)
_FACETS = {"exists": later("it is there"), "works": later("it works"), "carries_process": later("processes are in it")}
_ASKS = {"above": "more than {}", "below": "less than {}", "at_least": "at least {}", "at_most": "at most {}"}
_OPPOSITE = {"above": "at_most", "below": "at_least", "at_least": "below", "at_most": "above"}


@dataclass(frozen=True)
class Counted:
    """One figure behind a finding: what it is, what it came to, what the rule asks of it, and how it is counted."""

    name: str
    told: str
    asks: str
    formula: str


def formula(name: str, method: Method) -> str:
    """The formula of an indicator, of ``item.…`` and ``agree.…``, or of a facet such as ``E1.exists``."""
    if name in method.indicators:
        return method.indicators[name].formula
    return {"item": INTERVIEWS, "agree": SURVEY}.get(name.split(".", maxsplit=1)[0], FACET)


def title(name: str, method: Method) -> str:
    """What a reader calls the figure."""
    kind, _, rest = name.partition(".")
    if name in method.indicators:
        return method.indicators[name].name
    if kind == "item":
        return f"“{method.items[rest].question}”"
    statement = method.items[rest].statement if kind == "agree" else None
    if statement is not None:
        return f"“{statement.text}”"
    return f"{method.elements[kind].name}: {_FACETS[rest]}"


def counted(
    names: Sequence[str], situations: Sequence[Situation], figures: Figures, method: Method
) -> tuple[Counted, ...]:
    """The figures that made a finding hold, each with what its rules ask of it."""
    return tuple(
        Counted(
            title(name, method),
            amount(name, figures[name]),
            "; ".join(dict.fromkeys(a for s in situations for a in asks(s.when, name, figures[name]))),
            formula(name, method),
        )
        for name in names
        if name in figures
    )


def amount(name: str, row: Mapping[str, object]) -> str:
    """``4 of 12, 33%``, ``2.4 of 5 on average, n = 9``, ``31 hours``."""
    value, unit, n = _number(row["value"]), str(row["unit"]), words.number(_number(row["n"]))
    if unit == "share":
        counts = not words.missing(row["count"]) and name not in ("roles.clarity_gap", "practices.widest_gap")
        of = phrase("{number} of {n}, ", number=words.number(_number(row["count"])), n=n) if counts else ""
        return of + _said(value, unit)
    if unit == "score":
        return phrase("{value} of 5, n = {n}", value=words.number(value, 1), n=n)
    told = words.number(value)
    return (
        f"{told} {unit.removesuffix('s') if told == '1' else unit}"
        if unit in ("hours", "days", "months", "points")
        else told
    )


def asks(tree: object, name: str, row: Mapping[str, object], *, denied: bool = False) -> Iterator[str]:
    """What the leaves of a condition that look at this figure ask of it: ``more than 20%``, ``a count of at least 3``."""
    if not isinstance(tree, Mapping):
        return
    for word in ("all", "any"):
        for branch in cast(Sequence[object], tree.get(word, ())):
            yield from asks(branch, name, row, denied=denied)
    if "not" in tree:
        yield from asks(tree["not"], name, row, denied=not denied)
    own = f"item.{tree['item']}" if "item" in tree else tree.get("indicator", tree.get("facet"))
    if own == name:
        yield from _leaf(tree, str(row["unit"]), denied=denied)


def _leaf(leaf: Mapping[str, object], unit: str, *, denied: bool) -> Iterator[str]:
    face = str(leaf.get("field", "value"))
    lead = {
        "count": phrase("a count of "),
        "n": phrase("a number of "),
        "low": phrase("a lower end of "),
        "high": phrase("an upper end of "),
    }.get(face, "")
    kind = "count" if face in ("count", "n") else unit
    for word in _ASKS:
        if (word, leaf.get(word)) == ("at_least", 0) and not denied:
            continue  # asks no more than that the figure is known
        if word in leaf:
            yield lead + _ASKS[_OPPOSITE[word] if denied else word].format(_said(_number(leaf[word]), kind))
    if "between" in leaf:
        low, high = (_said(_number(end), kind) for end in cast(Sequence[object], leaf["between"]))
        yield f"{lead}{phrase('less than') if denied else phrase('from')} {low} {phrase('or more than') if denied else phrase('to')} {high}"


def _said(value: float, unit: str) -> str:
    return words.percent(value) if unit == "share" else words.number(value)


def _number(value: object) -> float:
    return float(cast(float, value))
