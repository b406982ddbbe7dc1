"""How well do the answers agree? Figures of agreement and reliability, each with n, interval, least n, and what it means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from assessment_kit import words
from assessment_kit.analysis.answers_agree import (
    OnElement,
    OnStatement,
    by_groups,
    of_scorers,
    on_elements,
    on_statements,
)
from assessment_kit.analysis.intervals import Estimate
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.language import later, phrase
from assessment_kit.method.agreement import AgreementFigure, agreement_figures
from assessment_kit.show.pieces import Gap, Piece

MOST_NAMES = 2
_BY = {"function": later("Functions"), "level": later("Levels")}


@dataclass(frozen=True)
class Agreement(Piece):
    """Parts, each with a question, what its figures say in a sentence, and a table that unfolds.

    A table has `columns` and `rows` of cells; `notes` say what the figures are, from how many cases on, and by whose rule.
    """

    kind: ClassVar[str] = "agreement"
    parts: Sequence[dict[str, Any]]


def piece(assessment: Assessment) -> Agreement | Gap:
    """The agreement of the survey and of the interviews; a gap where there is neither."""
    parts = [part for make in (_statements, _elements, _groups, _scorers) if (part := make(assessment))]
    if not parts:
        return Gap(
            phrase("How well the answers agree"), phrase("No survey that may be shown and no interview was handed over."),
            phrase("Ten answers to a statement tell how far people agree; a second scorer of a few interviews tells how far the scores hold."),
        )  # fmt: skip
    return Agreement(parts)


def _statements(assessment: Assessment) -> dict[str, Any]:
    rule, found = agreement_figures()["r_wg"], on_statements(assessment.engagement, assessment.method.items.values())
    if not found:
        return {}
    found.sort(key=lambda s: (s.uniform.value is None, s.uniform.value, s.text))
    told = [s for s in found if s.word]
    few = len(found) - len(told)
    says = [
        _means(band.means, [_quoted(s) for s in told if s.word == band.word], len(told))
        for band in reversed(rule.bands)
        if any(s.word == band.word for s in told)
    ]
    if told and rule.absent and all(s.word != rule.bands[-1].word for s in told):
        says.insert(0, _means(rule.absent, (), len(told)))
    camps = [_quoted(s) for s in told if s.camps]
    if camps:
        says.append(_means(agreement_figures()["camps"].bands[0].means, camps, len(told)))
    if few:
        says.append(
            phrase(
                "On {few} fewer than {least_n} answered, so nothing is said.",
                few=words.count_word(few),
                least_n=words.count_word(rule.least_n),
            )
        )
    rows = [
        (s.text, _figure(s.uniform), _figure(s.skewed), _figure(s.deviation), words.number(s.uniform.n), f"{s.word}{phrase(', in two camps') if s.camps else ''}")
        for s in found
    ]  # fmt: skip
    return _part(
        rule, says, (phrase("Statement"), "rWG", phrase("rWG, kind chance"), phrase("Deviation, points"), phrase("Answers"), phrase("They")), rows,
        (rule,), found[0].uniform.form, found[0].skewed.form,
    )  # fmt: skip


def _quoted(statement: OnStatement) -> str:
    return f"“{statement.text.rstrip('.')}”"


def _elements(assessment: Assessment) -> dict[str, Any]:
    figures, found = agreement_figures(), on_elements(assessment.engagement, assessment.method)
    rule = figures["alpha"]
    if not found:
        return {}
    words_of = {e.name: _word(rule, e.alpha) for e in found}
    says = [
        _means(band.means, [_named(name) for name, word in words_of.items() if word == band.word], len(found), most=8)
        for band in reversed(rule.bands)
        if band.word in words_of.values()
    ]
    unsaid = [e for e in found if e.alpha.value is None]
    if unsaid:
        says.append(phrase("Not estimable: {value}.", value=words.listing([_named(e.name) for e in unsaid], most=8)))
    rows = [_element_row(e, words_of[e.name], assessment) for e in found]
    columns = (
        phrase("Element"),
        phrase("Statements"),
        phrase("Cronbach’s alpha"),
        phrase("McDonald’s omega"),
        phrase("Answered all"),
    )
    return _part(rule, says, columns, rows, (rule, figures["omega"]), found[0].alpha.form, found[0].omega.form)


def _named(element: str) -> str:
    """In quotation marks where the name holds an “and” of its own, which a listing would blur."""
    return f"“{element}”" if " and " in element else element


def _element_row(found: OnElement, word: str, assessment: Assessment) -> tuple[str, ...]:
    if found.few:
        least = words.count_word(assessment.engagement.settings.minimum_group)
        why = phrase("not estimable: too few answered all")
        return (
            words.sentence_case(found.name),
            words.number(found.alpha.items),
            why,
            why,
            phrase("fewer than {least}", least=least),
        )
    alpha = _figure(found.alpha)
    return (
        words.sentence_case(found.name), words.number(found.alpha.items), f"{alpha}, {word}" if word else alpha,
        _figure(found.omega), words.number(found.alpha.n),
    )  # fmt: skip


def _groups(assessment: Assessment) -> dict[str, Any]:
    figures, found = agreement_figures(), by_groups(assessment.engagement, assessment.method)
    if not found:
        return {}
    says = []
    for group in found:
        for rule, estimate, name in (
            (figures["icc_one"], group.one, group.by),
            (figures["icc_two"], group.two, f"{group.by}s"),
        ):
            band = None if estimate.value is None else rule.band(estimate.value)
            says += [band.means.format(names=name, count="", all="")] if band else []
            low = None if estimate.low is None else rule.band(estimate.low)
            says += [rule.left_open] if rule.left_open and low == rule.bands[0] != band else []
        if group.one.value is None:
            verb = phrase("is") if group.one.n == 1 else phrase("are")
            says.append(
                phrase(
                    "By {by} it is not estimable: there {verb} {reason}.",
                    by=group.by,
                    verb=verb,
                    reason=group.one.reason,
                )
            )
    rows = [
        (_BY[g.by], words.number(g.one.n), _figure(g.one), _figure(g.two), words.number(g.one.raters)) for g in found
    ]
    columns = (phrase("By"), phrase("Groups"), "ICC(1)", "ICC(2)", phrase("People in a group"))
    rules = (figures["icc_one"], figures["icc_two"])
    return _part(figures["icc_one"], says, columns, rows, rules, found[0].one.form, found[0].two.form)


def _scorers(assessment: Assessment) -> dict[str, Any]:
    figures, found = agreement_figures(), of_scorers(assessment.engagement, assessment.method)
    if found is None:
        return {}
    lines = (
        ("kappa", phrase("Two scorers of the same answer"), found.kappa, phrase("answers scored twice")),
        ("krippendorff", phrase("Two scorers of the same answer"), found.krippendorff, phrase("answers scored twice")),
        (
            "informants",
            phrase("Several people on the same question"),
            found.informants,
            phrase("questions answered by two or more"),
        ),
    )
    says = []
    for name, what, estimate, _ in lines:
        band = None if estimate.value is None else figures[name].band(estimate.value)
        if band:
            says.append(band.means)
        elif name != "krippendorff":  # the second figure of the same scorers has the same lack
            says.append(phrase("{what}: not estimable, since there {word} {reason}.", what=what, word=phrase("is") if estimate.n == 1 else phrase("are"), reason=estimate.reason) if estimate.n else phrase("{what}: not estimable, since nothing was scored twice.", what=what))  # fmt: skip
    rows = [(what, e.form.replace("'", "’"), _figure(e), f"{words.number(e.n)} {noun}") for _, what, e, noun in lines]
    return _part(
        figures["kappa"], says, (phrase("Who"), phrase("Figure"), phrase("Value"), "n"), rows, tuple(figures[name] for name, *_ in lines)
    )  # fmt: skip


def _part(
    rule: AgreementFigure, says: Sequence[str], columns: Sequence[str], rows: Sequence[Sequence[str]],
    rules: Sequence[AgreementFigure], *forms: str,
) -> dict[str, Any]:  # fmt: skip
    notes = [rule.tells]
    if forms:
        # statisticians call the spread by chance a null
        told = "; ".join(form.replace("'", "’").replace(" null", " chance") for form in forms)
        notes.append(phrase("Forms: {told}. Brackets hold 95% intervals.", told=told))
    else:
        notes.append(phrase("Brackets hold 95% intervals."))
    notes += [
        phrase(
            "{short}: from {least_n} {unit} on. {least_source} Words after {source}.",
            short=r.short,
            least_n=words.number(r.least_n),
            unit=r.unit,
            least_source=r.least_source,
            source=r.source,
        )
        for r in rules
    ]
    return {
        "id": rule.id,
        "question": rule.name,
        "says": " ".join(words.sentence_case(s) for s in says),
        "columns": tuple(columns),
        "rows": [tuple(row) for row in rows],
        "notes": list(dict.fromkeys(notes)),
    }


def _word(rule: AgreementFigure, estimate: Estimate) -> str:
    band = None if estimate.value is None else rule.band(estimate.value)
    return band.word if band else ""


def _means(text: str, names: Sequence[str], total: int, most: int = MOST_NAMES) -> str:
    every = phrase("every statement") if len(names) == total > 1 else ""
    count = every or (words.count_word(len(names)) if len(names) <= 12 else words.number(len(names)))
    told = text.format(count=count, names=words.listing(names, most=most), all=words.plural(total, "statement"))
    return told.replace(f"{every} of {words.plural(total, 'statement')}", every) if every else told


def _figure(estimate: Estimate) -> str:
    """``0.82 (0.77–0.86)``; ``not estimable: 12 answers, and it takes 20``."""
    if estimate.value is None:
        return phrase("not estimable: {reason}", reason=estimate.reason)
    value = words.number(estimate.value, 2)
    if estimate.low is None or estimate.high is None:
        return value
    return phrase(
        "{value} ({low} to {high})", value=value, low=words.number(estimate.low, 2), high=words.number(estimate.high, 2)
    )
