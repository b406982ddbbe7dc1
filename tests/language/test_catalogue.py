"""The catalogue of fixed words is whole: each sentence has its German, with the same placeholders, and no chart speaks past it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pandas as pd
import pytest
from babel.messages.pofile import read_po

from assessment_kit.diagnosis.evidence import where
from assessment_kit.language import FOLDER, Later, dative, phrase, phrases, prose, speaking
from assessment_kit.report.native_charts import native
from assessment_kit.show.catalogue import COUNTED, PACKAGE, messages, of_code, of_template
from assessment_kit.show.charts.cells import records
from assessment_kit.show.charts.practices_calendar_drawing import GROUPS, RHYTHMS
from assessment_kit.show.html import script, style

PLACEHOLDER = re.compile(r"\{(\w+)(?::\w+)?\}")


def _german() -> dict[object, object]:
    with (FOLDER / "de" / "report.po").open("rb") as lines:
        return {(m.id if isinstance(m.id, str) else tuple(m.id)): m.string for m in read_po(lines, locale="de") if m.id}


def test_every_sentence_has_its_german() -> None:
    german = _german()
    told = {m: german.get(m) for m in messages()}
    lacking = [m for m, g in told.items() if not g or (isinstance(g, tuple) and not all(g))]
    assert not lacking, "run: python -m assessment_kit.show.catalogue, and translate"


def test_a_translation_has_the_placeholders_of_its_english() -> None:
    told = {m: g for m, g in _german().items() if isinstance(m, str) and isinstance(g, str) and g}
    wrong = {m: g for m, g in told.items() if set(PLACEHOLDER.findall(m)) != set(PLACEHOLDER.findall(g))}
    assert wrong == {}


def _sentences(file: Path) -> list[str]:
    """Formatted strings with a capital start and words behind it that are not told by `phrase`."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    raised = {id(n) for r in ast.walk(tree) if isinstance(r, ast.Raise) for n in ast.walk(r)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in raised:
            text = "".join(str(v.value) if isinstance(v, ast.Constant) else "{}" for v in node.values)  # noqa: PD011  a node of Python
            if re.match(r"[A-Z][a-z]+ [a-z]", text):
                found.append(text)
    return found


@pytest.mark.parametrize("file", sorted((PACKAGE / "show").rglob("*.py")), ids=lambda f: f.stem)
def test_no_sentence_of_a_chart_passes_by_the_catalogue(file: Path) -> None:
    assert _sentences(file) == []


def test_the_check_sees_a_sentence(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text('title = f"Most of {n} metrics are late"\n', encoding="utf-8")
    assert _sentences(planted) == ["Most of {} metrics are late"]


def test_messages_are_found_in_code_and_templates() -> None:
    assert list(of_code('phrase(" {n} more", n=1)\nwords.plural(2, "row")\nlater("Lists")\n')) == [
        "{n} more",
        ("row", "rows"),
        "Lists",
    ]
    assert list(of_template('{{ _("Owner") }}{{ plural(n, "entry", "entries") }}')) == ["Owner", ("entry", "entries")]
    assert COUNTED == "counted"


def test_a_sentence_is_told_in_the_language_that_is_spoken() -> None:
    assert phrase("Figure {number}.", number=3) == "Figure 3."
    with speaking("de"):
        assert phrase("Figure {number}.", number=3) == "Abbildung 3."
        assert phrase(" Figure {number}. ", number=3) == " Abbildung 3. "
        assert phrase("Nobody ever wrote this {n}", n=1) == "Nobody ever wrote this 1"
        assert phrases(1, "metric", "metrics") == "Kennzahl"
        assert phrases(0, "metric", "metrics") == "Kennzahlen"


def test_a_word_of_a_module_is_translated_when_it_is_shown_and_stays_a_key() -> None:
    word = Later("Lists")
    assert {str(word): 1}[word] == 1
    with speaking("de"):
        assert str(word) == "Listen"
        assert f"{word}, " + word == "Listen, Listen"
    assert word == "Lists"


def test_the_words_of_a_chapter_are_told_paragraph_by_paragraph_and_a_consultants_own_stay() -> None:
    cell = "## What is measured\n\nOur own remark on {this}."
    assert prose(cell) == cell
    with speaking("de"):
        assert prose(cell) == "## Was gemessen wird\n\nOur own remark on {this}."


def test_every_paragraph_that_a_report_prints_is_in_the_catalogue() -> None:
    told = messages()
    assert told["All mapped processes"] == ["01_architecture.ipynb"]
    assert "Do the figures help anyone to decide?" not in told, "words before the opening are for JupyterLab"


def test_a_script_and_the_foot_of_a_page_speak_and_are_the_same_files_in_english() -> None:
    assert script("boot") == (FOLDER.parent / "boot.js").read_text(encoding="utf-8")
    assert script("index") == (FOLDER.parent / "index.js").read_text(encoding="utf-8")
    assert style("print") == (FOLDER.parent / "css" / "print.css").read_text(encoding="utf-8")
    with speaking("de"):
        assert "'Link kopiert'" in script("boot")
        assert "`${shown} von ${rows.length}`" in script("index")
        assert 'Collator("de"' in script("index")
        assert '"Seite " counter(page) " von " counter(pages);' in style("print")
        assert "hyphens:auto" in style("print")


def test_a_chart_of_powerpoint_is_known_by_its_german_columns() -> None:
    with speaking("de"):
        made = native({"columns": ["Führungskraft", "Stunden im Jahr"], "rows": [["Leitung Einkauf", "1.250"]]})
    assert made is not None
    assert made.series == {"Stunden im Jahr": [1250.0]}


def test_the_calendar_finds_its_meetings_in_german() -> None:
    meetings = pd.Series(["Weekly", "Yearly", "On demand"])
    with speaking("de"):
        assert list(meetings.isin(GROUPS)) == [True, True, False]
        assert str(RHYTHMS["Yearly"]) == "Jährlich"


def test_labels_of_the_analyses_are_told_where_a_chart_reads_them() -> None:
    frame = pd.DataFrame({"label": ["Executives"], "name": ["Executives"]})
    with speaking("de"):
        assert records(frame) == [{"label": "Geschäftsleitung", "name": "Executives"}]  # a name may be the client's own


def test_where_a_finding_comes_from_is_told_in_german() -> None:
    refs = ["processes:2", "processes:3", "interviews/a.yaml#1", "survey:x"]
    assert where(refs, {"a.yaml": 7}) == "Processes, rows 2, 3; interview 7; survey"
    with speaking("de"):
        assert where(refs, {"a.yaml": 7}) == "Prozesse, Zeilen 2, 3; Interview 7; Befragung"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("12 Prozesse", "12 Prozessen"),
        ("1 Prozess", "1 Prozess"),
        ("3 Ziele", "3 Zielen"),
        ("2 Rollen", "2 Rollen"),
        ("4 Interviews", "4 Interviews"),
    ],
)
def test_a_counted_noun_in_the_dative(text: str, told: str) -> None:
    assert dative(text) == told
