"""Numbers, dates and lists as a German reader expects them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessment_kit import words
from assessment_kit.language import speaking
from assessment_kit.method import load_method
from assessment_kit.method.translation import KINDS, _layer, covered, translated
from assessment_kit.shipped import TEMPLATES


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    with speaking("de"):
        yield


def test_numbers() -> None:
    assert words.number(2749) == "2.749"
    assert words.number(3.25, 2) == "3,25"
    assert words.number(-0.5) == "−0,5"
    assert words.percent(0.238) == "24\u00a0%"
    assert words.percent(0.001) == "<1\u00a0%"
    assert words.number_range(-3, 5) == "−3 bis 5"


def test_a_workbook_reads_german_figures_back() -> None:
    assert words.in_english_signs("2.749") == "2,749"
    assert words.in_english_signs("3,25") == "3.25"
    assert words.in_english_signs("24\u00a0%") == "24%"
    assert words.in_english_signs("16. Okt. 2026") == "16 Oct 2026"
    assert words.in_english_signs("Kapitel 2.1, Satz 3") == "Kapitel 2.1, Satz 3"


def test_dates() -> None:
    day = dt.date(2026, 10, 16)
    assert words.long_date(day) == "16. Oktober 2026"
    assert words.date(day) == "16. Okt. 2026"
    assert words.month(day) == "Oktober 2026"


def test_lists_and_counts() -> None:
    assert words.listing(["A", "B", "C"]) == "A, B und C"
    assert words.listing(["A", "B", "C", "D", "E"]) == "A, B, C und 2 weitere"
    assert words.plural(1, "metric") == "1 Kennzahl"
    assert words.spoken(3, "interview") == "Drei Interviews"
    assert words.spoken(1, "action") == "1 Maßnahme"
    assert words.fraction(0.2) == "ein Fünftel"
    assert words.every(12) == "jeden Monat"


def test_a_noun_keeps_its_capital_within_a_sentence() -> None:
    assert words.within("Kennzahlen für Prozesse") == "Kennzahlen für Prozesse"
    assert words.within("Die Listen") == "die Listen"


def test_the_layer_translates_texts_and_leaves_all_else() -> None:
    english = load_method()
    german = translated(english, "de")
    assert german.elements["E2"].name == "Ziele für Prozesse"
    assert german.situations["roles.void"].when == english.situations["roles.void"].when
    assert german.chapters["cover"].answers[0].when == english.chapters["cover"].answers[0].when
    assert translated(english, "en") is english
    assert covered(english, "de")["elements"] == (8, 8)


def test_a_statement_is_told_in_german_and_still_turned_as_it_was() -> None:
    english = load_method()
    german = translated(english, "de")
    stated, before = german.items["metrics.choosing"].statement, english.items["metrics.choosing"].statement
    assert stated is not None
    assert before is not None
    assert stated.text == "Wir messen vieles, was niemand braucht."
    assert stated.reversed is before.reversed is True


def test_all_that_the_short_survey_asks_has_its_german() -> None:
    english = load_method()
    asked = [name for topic in english.survey.topics for name in topic.items]
    german = translated(english, "de").items
    for name in asked:
        item, told = english.items[name], german[name]
        assert item.statement is not None
        assert told.statement is not None
        assert told.statement.text != item.statement.text
        assert told.question != item.question
        assert told.topic != item.topic


def test_a_statement_for_an_item_that_is_only_asked_in_interviews_is_no_statement(tmp_path: Path) -> None:
    english = load_method()
    spoken = next(name for name, item in english.items.items() if item.statement is None)
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "items.yaml").write_text(f'"{spoken}": {{topic: "Ein Thema", statement: "Ein Satz."}}\n')
    made = translated(english, "de", tmp_path).items[spoken]
    assert made.topic == "Ein Thema"
    assert made.statement is None


def test_the_layer_names_only_what_there_is() -> None:
    method = load_method()
    layer = _layer(method, TEMPLATES / "method" / "de")
    for kind, entries in layer.items():
        assert kind in KINDS
        assert set(entries) <= set(getattr(method, kind))
    for step, texts in layer["chapters"].items():
        assert len(texts.get("answers", {})) == len(method.chapters[step].answers)
    for name, texts in layer["actions"].items():
        assert len(texts.get("variants", {})) == len(method.actions[name].variants)


def test_the_figures_and_situations_of_views_are_made_in_german_of_the_same_marks() -> None:
    english = load_method()
    german = translated(english, "de")
    made = [(k, n) for k in ("indicators", "situations") for n in getattr(english, k) if n.startswith("views.")]
    assert {n for _, n in made} >= {"views.agendas", "views.agendas_seen", "views.agendas_said", "views.agendas_apart"}
    for kind, name in made:
        for text in KINDS[kind]:
            told = getattr(getattr(german, kind)[name], text)
            assert told != getattr(getattr(english, kind)[name], text)
            assert "<" not in told
    rosier, says = german.situations["views.agendas_rosier"], german.indicators["practices.process_on_agenda"].says
    assert german.views["views.agendas"].source == "der Kalender"
    assert rosier.headline.endswith(
        "sehen mehr Besprechungen mit einem ganzen Prozess auf der Tagesordnung, als der Kalender zeigt."
    )
    named = says.replace("{", "{practices.process_on_agenda:")
    assert rosier.fact.endswith(f"{named}; das zeigt der Kalender.")
    assert rosier.when == english.situations["views.agendas_rosier"].when


def test_an_action_has_its_variants_in_german() -> None:
    english, german = load_method().actions, translated(load_method(), "de").actions
    several = [name for name, action in english.items() if action.variants]
    assert several
    for name in several:
        for variant, before in zip(german[name].variants, english[name].variants, strict=True):
            assert variant.when == before.when
            assert variant.how != before.how
            assert (variant.title is None) is (before.title is None)
