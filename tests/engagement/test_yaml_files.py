"""YAML as people write it."""

from __future__ import annotations

import pytest

from assessment_kit.engagement.yaml_files import Document, read_yaml
from assessment_kit.errors import Problem


def document(text: str | bytes) -> tuple[Document | None, list[Problem]]:
    problems: list[Problem] = []
    return read_yaml(text if isinstance(text, bytes) else text.encode(), "a.yaml", problems), problems


def test_every_value_stays_the_text_that_was_typed() -> None:
    found, problems = document(
        "a: No\nb: 2026-02-31\nc: 012\nd: 12:30\ne: ~\nf:\ng: 'null'\nh: \"\"\ni: 1e3\nj: [yes, {k: on}]\n"
    )
    assert problems == []
    assert found is not None
    assert found.content == {
        "a": "No", "b": "2026-02-31", "c": "012", "d": "12:30", "e": None, "f": None, "g": "null", "h": "", "i": "1e3",
        "j": ["yes", {"k": "on"}],
    }  # fmt: skip


def test_entries_know_their_lines() -> None:
    found, _ = document("# heading\nwho:\n  id: x\nanswers:\n  - score: 1\n\n  - score: 2\n")
    assert found is not None
    assert found.line(("who", "id")) == 3
    assert found.line(("answers", 1, "score")) == 7
    assert found.line(("answers", 1, "absent")) == 7
    problem = found.problem(("answers", 1, "score"), "2 is odd", "Look.", "2")
    assert str(problem) == 'a.yaml line 7, entry "answers 2.score": 2 is odd. Look.'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\n\tb: 2\n", "a.yaml line 2: a tab stands where only spaces may. Replace each tab by two spaces."),
        ("a:\n  - x\n\t- y\n", "a.yaml line 3: a tab stands where only spaces may. Replace each tab by two spaces."),
        (
            "quote: He said: no\n",
            "a.yaml line 1: a second colon on the line. Put a text that holds a colon in quotation marks.",
        ),
        (
            "a: &x 1\nb: *x\n",
            "a.yaml line 2: * and & (aliases) are not read. Write the text out, or put it in quotation marks.",
        ),
        ("a: 1\n---\nb: 2\n", "a.yaml line 2: a second document begins here. Take out the line of three hyphens."),
        ("? [a, b]\n: 1\n", "a.yaml line 1: an entry has no plain name. Write a name, a colon and the value."),
        (
            "[" * 30 + "]" * 30,
            "a.yaml line 1: the entries are nested too deep. Check the brackets and the indentation.",
        ),
        (b"a: \xff\xfe\n", "a.yaml line 1: the file is not in UTF-8. Save it as UTF-8."),
        ("a: 1\nb: x\0y\n", "a.yaml line 2: a character cannot be read. Take out characters that cannot be seen."),
    ],
)
def test_what_cannot_be_read_is_told_with_line_and_cure(text: str | bytes, said: str) -> None:
    found, problems = document(text)
    assert found is None
    assert [str(p) for p in problems] == [said]


def test_any_other_slip_names_its_line() -> None:
    _, problems = document('a: "open\nb: 1\n')
    assert len(problems) == 1
    assert problems[0].rule.startswith("not YAML: ")
    assert problems[0].row is not None


def test_of_two_entries_of_one_name_the_first_is_read() -> None:
    found, problems = document("a: 1\nb:\n  c: 2\na: {x: 3}\n")
    assert found is not None
    assert found.content == {"a": "1", "b": {"c": "2"}}
    assert [str(p) for p in problems] == [
        'a.yaml line 4, entry "a": the entry stands in line 1 already. Keep only one of the two.'
    ]


@pytest.mark.parametrize("depth", [100, 100_000])
@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_a_tower_of_brackets_brings_nothing_down(opening: str, depth: int) -> None:
    found, problems = document(opening * depth)
    assert found is None
    assert len(problems) == 1


def test_tags_do_nothing() -> None:
    found, problems = document("a: !!python/object/apply:os.system [x]\nb: !!int x\n")
    assert problems == []
    assert found is not None
    assert found.content == {"a": ["x"], "b": "x"}
