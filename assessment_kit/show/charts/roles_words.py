"""What the figures of step 2 share in words: the lists that they rest on, and what is told where one of them is missing."""

from __future__ import annotations

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import later, phrase
from assessment_kit.show.pieces import Gap

_LISTS = {
    "responsibilities": later("list of responsibilities"),
    "processes": later("list of processes"),
    "management_processes": later("list of management processes"),
    "roles": later("list of roles"),
}


def source(result: StepResult, *tables: str) -> str:
    """``List of responsibilities and list of processes. Full count.``: of these lists, those that were handed over."""
    there = set(result.tables["lists"]["table"])
    named = words.listing([_LISTS[name] for name in tables if name in there], most=len(tables))
    return phrase("{named}. Full count.", named=words.sentence_case(named))


def gap_of(result: StepResult, *wanted: str) -> Gap:
    """The first of these gaps, by what it is about, that the analysis tells."""
    told = {gap.what: gap for gap in result.not_assessed}
    return Gap.of(next(told[what] for what in wanted if what in told))
