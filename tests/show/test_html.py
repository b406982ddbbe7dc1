"""Pieces as html in a notebook."""

import re

from assessment_kit.show.html import notebook_style, sentence, token_style
from assessment_kit.show.judgement import Opening
from assessment_kit.show.pieces import MIME, Gap, content_only
from assessment_kit.show.theme import DARK, TOKENS


def test_the_opening_brings_the_style_and_keeps_it_to_itself() -> None:
    shown = Opening("Roles", "roles", 2, "Who?", "Nobody.", [])._repr_mimebundle_()["text/html"]
    assert shown.startswith("<style>")
    assert ":root" not in token_style(".ak")
    rules = notebook_style()
    assert re.search(r"(^|\})body\{", rules) is None


def test_in_the_batch_a_piece_is_content_only() -> None:
    gap = Gap("The map", "No <b>map</b>", "One map")
    assert "&lt;b&gt;map" in gap._repr_mimebundle_()["text/html"]
    with content_only():
        assert set(gap._repr_mimebundle_()) == {MIME, "text/plain"}


def test_light_and_dark_name_the_same_tokens() -> None:
    assert set(TOKENS) == set(DARK)
    assert len(set(TOKENS.values())) == len(TOKENS), "two tokens of one value cannot be told apart in a picture"


def test_sentences_are_closed_once() -> None:
    assert sentence("no list was handed over") == "No list was handed over."
    assert sentence("Why?") == "Why?"
    assert sentence("") == ""
