"""The interview guide on paper and in Word: written, filled in, read, written again, and nothing is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import docx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.capture.guide_document import guide_document
from assessment_kit.capture.guide_page import guide_page
from assessment_kit.capture.guide_words import AUDIENCES, asked
from assessment_kit.capture.new_client import guides
from assessment_kit.diagnosis.evidence import LEVELS
from assessment_kit.engagement import read
from assessment_kit.engagement.cells import tidy
from assessment_kit.engagement.interview_document import ANSWER, read_document
from assessment_kit.errors import Problem
from assessment_kit.method import load_method

METHOD = load_method()
ITEMS = asked(METHOD, "executive")[:4]
HEAD = {"id": "cfo", "level": "executive", "function": "Finance", "when": "2026-09-14", "by": "Lead consultant"}


def _read(data: bytes) -> Mapping[str, object]:
    problems: list[Problem] = []
    document = read_document(data, "interviews/cfo.docx", problems)
    assert problems == []
    assert document is not None
    assert isinstance(document.content, dict)
    return document.content


def _client(folder: Path, data: bytes, name: str = "cfo.docx") -> Path:
    (folder / "interviews").mkdir(exist_ok=True)
    (folder / "engagement.yaml").write_text('client: "Tiny"\ndate: "2026-10-16"\n', encoding="utf-8")
    (folder / "interviews" / name).write_bytes(data)
    return folder


def _with_text(data: bytes, old: str, new: str) -> bytes:
    """The document with a text of its body exchanged, once."""
    packed = zipfile.ZipFile(io.BytesIO(data))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as book:
        for info in packed.infolist():
            text = packed.read(info)
            if info.filename == "word/document.xml":
                assert old in text.decode()
                text = text.decode().replace(old, new, 1).encode()
            book.writestr(info, text)
    return made.getvalue()


def test_a_blank_guide_is_an_interview_in_which_nothing_was_asked(tmp_path: Path) -> None:
    found = read(_client(tmp_path, guide_document("Guide", ITEMS, METHOD)), METHOD.items)
    assert found.problems == ()
    assert found.answers["item_id"].tolist() == [item.id for item in ITEMS]
    assert set(found.answers["status"]) == {"not_asked"}


def test_what_was_filled_in_comes_back_as_an_interview(tmp_path: Path) -> None:
    answers = {
        ITEMS[0].id: {"score": "4", "second_score": "2.5", "quote": "We run out\nof time.", "may_be_quoted": "yes"},
        ITEMS[1].id: {"status": "does not know", "note": "New in the role."},
        ITEMS[2].id: {"status": "does not apply"},
    }
    folder = _client(tmp_path, guide_document("Guide", ITEMS, METHOD, HEAD, answers))
    found = read(folder, METHOD.items)
    assert found.problems == ()
    rows = found.answers.set_index("item_id")
    first = rows.loc[ITEMS[0].id]
    names = ["respondent", "level", "function", "score", "second_score", "status"]
    assert [first[name] for name in names] == [
        "cfo", "executive", "Finance", 4.0, 2.5, "answered",
    ]  # fmt: skip
    assert (first["quote"], first["may_be_quoted"], first["ref"]) == (
        "We run out\nof time.",
        True,
        f"interviews/cfo#{ITEMS[0].id}",
    )
    assert rows["status"].to_list() == ["answered", "unknown", "na", "not_asked"]
    assert rows.loc[ITEMS[1].id, "note"] == "New in the role."


def test_a_faulty_field_is_told_by_its_question_and_its_label(tmp_path: Path) -> None:
    answers = {ITEMS[1].id: {"score": "7"}, ITEMS[3].id: {"score": "3", "may_be_quoted": "perhaps"}}
    found = read(_client(tmp_path, guide_document("Guide", ITEMS, METHOD, HEAD, answers)), METHOD.items)
    assert [str(p) for p in found.problems] == [
        'interviews/cfo.docx question 2, field "Score": 7 is outside 1–5. Check the score.',
        'interviews/cfo.docx question 4, field "May be quoted": "perhaps" is neither yes nor no. Write yes or no, or leave the cell empty where it is not known.',
    ]  # fmt: skip


def test_a_prompt_is_no_answer_also_where_a_program_made_it_text() -> None:
    blank = guide_document("Guide", ITEMS, METHOD)
    flat = re.sub("<w:showingPlcHdr/>", "", _body(blank))
    assert "write here" in flat
    assert _read(_with_text(blank, _body(blank), flat)) == _read(blank)


def _body(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def test_text_that_was_deleted_with_tracked_changes_is_not_read_and_inserted_text_is() -> None:
    data = guide_document("Guide", ITEMS, METHOD, {}, {ITEMS[0].id: {"note": "Old"}})
    run = '<w:r><w:t xml:space="preserve">Old</w:t></w:r>'
    tracked = (
        '<w:del w:id="1"><w:r><w:delText>Old</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>New</w:t></w:r></w:ins>'
    )
    answers = _read(_with_text(data, run, tracked))["answers"]
    assert isinstance(answers, list)
    assert answers[0]["note"] == "New"


def test_what_was_typed_beside_a_field_in_its_cell_is_read() -> None:
    data = guide_document("Guide", ITEMS, METHOD, {}, {ITEMS[0].id: {"note": "In it"}})
    answers = _read(_with_text(data, "</w:sdt></w:p>", "</w:sdt><w:r><w:t>beside</w:t></w:r></w:p>"))
    assert isinstance(answers["who"], dict)
    assert answers["who"]["id"] == "beside"


def test_the_yaml_file_of_the_same_interview_wins(tmp_path: Path) -> None:
    folder = _client(tmp_path, guide_document("Guide", ITEMS, METHOD, HEAD, {ITEMS[0].id: {"score": "4"}}))
    text = f'who: {{id: "cfo", level: "executive"}}\nanswers:\n  - {{item_id: "{ITEMS[0].id}", score: 2}}\n'
    (folder / "interviews" / "cfo.yaml").write_text(text, encoding="utf-8")
    found = read(folder, METHOD.items)
    assert found.answers["score"].tolist() == [2.0]
    assert [p.rule for p in found.problems] == [
        "the interview stands in interviews/cfo.yaml as well, and that file wins"
    ]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no zip"])
def test_a_file_that_is_no_word_document_is_told(tmp_path: Path, data: bytes) -> None:
    found = read(_client(tmp_path, data), METHOD.items)
    assert [p.rule for p in found.problems] == ["the document cannot be read"]


def test_entities_are_not_unfolded() -> None:
    problems: list[Problem] = []
    data = guide_document("Guide", ITEMS, METHOD)
    bomb = _with_text(data, "<w:document", '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document')
    assert read_document(bomb, "x.docx", problems) is None
    assert len(problems) == 1


def test_another_word_document_among_the_interviews_is_told(tmp_path: Path) -> None:
    other = docx.Document()
    other.add_paragraph("Minutes of the meeting")
    made = io.BytesIO()
    other.save(made)
    found = read(_client(tmp_path, made.getvalue()), METHOD.items)
    assert [p.rule for p in found.problems] == ["the document holds no question of the interview guide"]


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), max_size=30)
_LINES = st.lists(_TEXT, max_size=3).map("\n".join)
_SCORE = st.sampled_from(["", "1", "2.5", "3", "5"])
_FILLED = st.fixed_dictionaries(
    {"score": _SCORE, "second_score": _SCORE, "quote": _LINES, "note": _LINES, "may_be_quoted": st.sampled_from(["", "yes", "no"]),
     "status": st.sampled_from(["", "it does not apply", "the person does not know"])}
)  # fmt: skip


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from([i.id for i in ITEMS]), _FILLED), _TEXT)
def test_written_filled_read_and_written_again_nothing_is_lost(answers: dict[str, dict[str, str]], by: str) -> None:
    data = guide_document("Guide", ITEMS, METHOD, {**HEAD, "by": by}, answers)
    told = _read(data)
    entries = told["answers"]
    assert isinstance(entries, list)
    who = told["who"]
    assert isinstance(who, dict)
    again = {e["item_id"]: {k: v or "" for k, v in e.items() if k != "item_id"} for e in entries}
    codes = {"na": "it does not apply", "unknown": "the person does not know"}
    for entry in again.values():
        entry["status"] = codes.get(entry["status"], entry["status"])
    head = {**{k: v or "" for k, v in who.items()}, "when": told["when"] or "", "by": told["by"] or ""}
    second = guide_document("Guide", ITEMS, METHOD, {k: str(v) for k, v in head.items()}, again)
    assert _read(second) == told
    for item, filled in answers.items():
        for key, text in filled.items():
            assert again[item][key] == tidy(text), (key, text)


def test_a_new_client_gets_a_guide_for_each_level_in_both_forms() -> None:
    made = guides(METHOD, "Acme & Sons")
    assert list(AUDIENCES) == list(LEVELS)
    assert sorted(made) == sorted(
        f"interview_guides/{name}.{end}"
        for name in ("executives", "senior_managers", "middle_managers", "front_line") for end in ("docx", "html")
    )  # fmt: skip
    assert made == guides(METHOD, "Acme & Sons")
    for level, name in zip(LEVELS, ("executives", "senior_managers", "middle_managers", "front_line"), strict=True):
        wanted = [i.id for i in METHOD.items.values() if level in i.audience]
        entries = _read(made[f"interview_guides/{name}.docx"])["answers"]
        assert isinstance(entries, list)
        assert sorted(e["item_id"] for e in entries) == sorted(wanted)
        page = made[f"interview_guides/{name}.html"].decode()
        assert re.findall(r'<p class="id">([^<]+)</p>', page) == [e["item_id"] for e in entries]
        assert "Acme &amp; Sons" in page
        assert "http" not in page.replace('http-equiv="', "")


def test_word_opens_the_guide_and_finds_headings_and_tables() -> None:
    opened = docx.Document(io.BytesIO(guide_document("Guide: <executives> & more", ITEMS, METHOD, HEAD)))
    assert opened.core_properties.title == "Guide: <executives> & more"
    heads = [p.text for p in opened.paragraphs if p.style is not None and p.style.name == "Heading 2"]
    assert heads == [f"{n}  {item.topic}" for n, item in enumerate(ITEMS, start=1)]
    assert len(opened.tables) == 1 + len(ITEMS)
    assert {row.cells[0].text for row in opened.tables[1].rows} <= set(ANSWER.values())


def test_the_page_escapes_what_it_is_given() -> None:
    assert "<script>" not in guide_page("<script>", ITEMS, METHOD, "<script>")


def test_all_columns_of_an_interview_come_from_word_as_from_yaml(tmp_path: Path) -> None:
    answers = {ITEMS[0].id: {"score": "4", "quote": "Q", "note": "N", "may_be_quoted": "yes"}}
    word = read(_client(tmp_path, guide_document("G", ITEMS[:1], METHOD, HEAD, answers)), METHOD.items).answers
    (tmp_path / "interviews" / "cfo.docx").unlink()
    text = (
        'who: {id: "cfo", level: "executive", function: "Finance"}\nwhen: "2026-09-14"\nby: "Lead consultant"\nanswers:\n'
        f'  - {{item_id: "{ITEMS[0].id}", score: 4, quote: "Q", note: "N", may_be_quoted: yes}}\n'
    )
    typed = read(_client(tmp_path, text.encode(), "cfo.yaml"), METHOD.items).answers
    pd.testing.assert_frame_equal(word, typed)
