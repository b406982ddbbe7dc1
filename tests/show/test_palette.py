"""A brand's colours: text in them can be read, and good never looks like bad."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment_kit.show import theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)  # the lightest grey that passes


@given(COLOURS, COLOURS)
def test_text_in_any_brand_can_be_read_in_light_and_in_dark(main: str, accent: str) -> None:
    made = theme.palette(main, accent)
    for tokens in (made.light, made.dark):
        assert set(tokens) == set(theme.TOKENS)
        for name in ("sound", "change"):
            for ground in ("paper", "wash"):
                assert theme.contrast(tokens[name], tokens[ground]) >= theme.READABLE, (name, ground, tokens[name])


def test_a_colour_that_had_to_change_is_told() -> None:
    made = theme.palette("#ffcc00", "#0033aa")
    assert made.light["sound"] != "#ffcc00"
    assert "#ffcc00" in made.told[0]
    assert made.dark["sound"] == "#ffcc00"  # on the dark page it can be read


def test_two_colours_that_look_alike_are_told_apart() -> None:
    made = theme.palette("#005500", "#006600")
    assert made.light["change"] == theme.CHANGE
    assert "look alike" in made.told[0]


def test_a_picture_is_recoloured_in_its_attributes_alone() -> None:
    made = theme.palette("#5b2a86", "#0a7d3c")
    picture = f'<rect fill="{theme.SOUND}"/><text>{theme.SOUND}</text>'
    assert made.in_picture(picture) == f'<rect fill="#5b2a86"/><text>{theme.SOUND}</text>'
    assert theme.OURS.in_picture(picture) == picture


@pytest.mark.parametrize(("colour", "word"), [(theme.SOUND, "blue"), (theme.CHANGE, "orange"), ("#5b2a86", "purple"), ("#0a7d3c", "green"), ("#222222", "black")])  # fmt: skip
def test_colours_are_called_what_people_call_them(colour: str, word: str) -> None:
    assert theme.hue_word(colour) == word
