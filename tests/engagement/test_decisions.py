"""decisions.yaml: the consultant's judgements, none without its reason."""

from __future__ import annotations

import datetime as dt

import pytest

from assessment_kit.engagement import read
from tests.engagement.conftest import Client

REST = 'reason: "New since June", date: 2026-10-12, by: "Lead consultant"'


def test_judgements_are_typed(client: Client) -> None:
    text = f"""
letters:
  E5: {{letter: a+c, {REST}}}
findings:
  roles.void: {{strike: yes, {REST}}}
  roles.overload: {{severity: Minor, reword: "Two roles carry too much.", {REST}}}
actions:
  roles.name_owners: {{owner: "Chief executive", date: 2026-11-30}}
"""
    engagement = read(client({"decisions.yaml": text}))
    rest = {"reason": "New since June", "date": dt.date(2026, 10, 12), "by": "Lead consultant"}
    assert engagement.problems == ()
    assert engagement.decisions == {
        "letters": {"E5": {"letter": "A+C", **rest}},
        "findings": {
            "roles.void": {"strike": True, **rest},
            "roles.overload": {"severity": "minor", "reword": "Two roles carry too much.", **rest},
        },
        "actions": {"roles.name_owners": {"owner": "Chief executive", "date": dt.date(2026, 11, 30)}},
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"letters: {{E5: {{letter: D, {REST}}}}}", 'entry "letters.E5.letter": "D" is not one of the allowed values. Use A, B, C, A+C, keep or not assessed.'),
        (f"letters: {{E9: {{letter: A, {REST}}}}}", 'entry "letters.E9": there is no such element. Use E1 to E8.'),
        (f"letters: {{E1: {{{REST}}}}}", 'entry "letters.E1": the judgement names no letter. Add letter: and one of A, B, C, A+C, keep.'),
        ("letters: {E1: {letter: A}}", 'entry "letters.E1": the judgement has no reason. Add reason: and why; the report prints it.'),
        ("findings: {a.b: {strike: yes}}", 'entry "findings.a.b": the judgement has no reason. Add reason: and why; the report prints it.'),
        ("letters: A", 'entry "letters": this must hold entries of its own. Write entries below it, each with a name, a colon and a value.'),
        ("lettres: {}", 'entry "lettres": there is no such entry. Did you mean "letters"?'),
        ("- a", "line 1: this must hold entries of its own. Write entries below it, each with a name, a colon and a value."),
    ],
)  # fmt: skip
def test_a_faulty_judgement_is_told_and_does_not_count(client: Client, text: str, said: str) -> None:
    engagement = read(client({"decisions.yaml": text + "\n"}))
    assert [
        str(p).removeprefix("decisions.yaml line 1, ").removeprefix("decisions.yaml ") for p in engagement.problems
    ] == [said]
    assert not any(engagement.decisions.values())


def test_a_faulty_date_leaves_the_judgement(client: Client) -> None:
    engagement = read(client({"decisions.yaml": "letters: {E1: {letter: keep, reason: x, date: 2026-02-31}}\n"}))
    assert [p.rule for p in engagement.problems] == ["February 2026 has no day 31"]
    assert engagement.decisions["letters"] == {"E1": {"letter": "keep", "reason": "x"}}
