"""Judgements written into the text of decisions.yaml: what was there stays, what is written comes back."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.engagement.decisions_edit import decisions_in, with_decision
from assessment_kit.shipped import SAMPLE_CLIENTS, TEMPLATES

C = {"letter": "C", "reason": "The roles exist: since June.", "date": "2026-10-12", "by": "Lead"}
BLANK = (TEMPLATES / "capture" / "decisions.yaml").read_text(encoding="utf-8")


def test_the_first_judgement_stands_below_the_comments_of_a_new_client() -> None:
    text = with_decision(BLANK, "letters", "E5", C)
    assert text.startswith(BLANK)
    assert decisions_in(text, "d")["letters"] == {"E5": C}


def test_a_second_one_changes_nothing_of_the_first() -> None:
    one = with_decision(BLANK, "letters", "E5", C)
    two = with_decision(one, "letters", "E6", {"letter": "keep", "reason": "#1 “said”"})
    three = with_decision(two, "findings", "roles.void", {"strike": "yes", "reason": "Known."})
    assert three.startswith(one)
    assert decisions_in(three, "d") == {
        "letters": {"E5": C, "E6": {"letter": "keep", "reason": "#1 “said”"}},
        "findings": {"roles.void": {"strike": "yes", "reason": "Known."}}, "actions": {},
    }  # fmt: skip


def test_a_judgement_is_taken_back_and_its_neighbours_comments_stay() -> None:
    text = 'letters:  # ours\n  E5: {letter: "C", reason: "so"}  # agreed by phone\n  # next\n  E6: {letter: "B", reason: "no"}\n'
    gone = with_decision(text, "letters", "E5", {})
    assert decisions_in(gone, "d")["letters"] == {"E5": {}, "E6": {"letter": "B", "reason": "no"}}
    assert "# agreed by phone" in gone
    assert "# next" in gone


def test_an_entry_written_line_by_line_keeps_its_comments_and_its_unknown_keys() -> None:
    text = (SAMPLE_CLIENTS / "northmoor" / "decisions.yaml").read_text(encoding="utf-8")
    text = text.replace(
        '    owner: "Head of Logistics"\n', '    owner: "Head of Logistics"  # by phone\n    ticket: 12\n'
    )
    new = with_decision(
        text,
        "actions",
        "architecture.split_promise",
        {"owner": "Head of Sales", "date": "2027-01-04", "reason": "So agreed."},
    )
    assert "# by phone" in new
    entry = yaml.safe_load(new)["actions"]["architecture.split_promise"]
    assert entry == {"owner": "Head of Sales", "ticket": 12, "date": "2027-01-04", "reason": "So agreed."}
    assert len(new.splitlines()) == len(text.splitlines()) - 1  # by: is gone, nothing else


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1).map(lambda t: " ".join(t.split())).filter(bool)  # fmt: skip
entries = st.tuples(
    st.sampled_from(["letters", "findings", "actions"]), st.sampled_from(["E1", "E2", "roles.void", "a-b"]),
    st.one_of(st.just({}), st.fixed_dictionaries({"reason": texts}, optional={"by": texts, "date": st.just("2026-01-31")})),
)  # fmt: skip


@settings(max_examples=60)
@given(st.lists(entries, max_size=6), st.sampled_from(["", BLANK, "letters: {}\n", "letters:\nother: 1 # x\n", "actions: {E1: {owner: x, no: 3}}"]))  # fmt: skip
def test_any_row_of_judgements_comes_back_as_written(rows: list[tuple[str, str, dict[str, str]]], text: str) -> None:
    wanted = decisions_in(text, "d")
    for kind, name, decision in rows:
        text = with_decision(text, kind, name, decision)
        wanted[kind][name] = decision
        found = decisions_in(text, "d")
        assert {k: {n: e for n, e in v.items() if e} for k, v in found.items()} == {
            k: {n: e for n, e in v.items() if e} for k, v in wanted.items()
        }
