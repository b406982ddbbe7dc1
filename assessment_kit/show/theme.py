"""The only place with colours and fonts.

A chart is drawn in the light colours below. In the report a style sheet maps each of these values to its token, so that
the same static picture follows dark mode and a client's brand. For that to work every colour of a chart must be one of TOKENS.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assessment_kit import words

TOKENS: dict[str, str] = {
    "paper": "#ffffff",
    "wash": "#f2f4f6",
    "ink": "#16212c",
    "ink-2": "#44505b",
    "quiet": "#5b6670",
    "hair": "#dde2e6",
    "line": "#87919b",
    "mark": "#66717c",
    "mark-soft": "#ccd3d9",
    "change": "#b8380b",
    "change-soft": "#efb9a2",
    "change-wash": "#fcefe9",
    "sound": "#1c5f92",
    "sound-soft": "#a6c8e0",
    "sound-wash": "#e9f2f8",
}
DARK: dict[str, str] = {
    "paper": "#0f151a",
    "wash": "#192129",
    "ink": "#e8ecef",
    "ink-2": "#bfc8cf",
    "quiet": "#98a4ae",
    "hair": "#2b353e",
    "line": "#76818b",
    "mark": "#8b97a1",
    "mark-soft": "#3a4650",
    "change": "#ff8d62",
    "change-soft": "#8a452a",
    "change-wash": "#2e1b13",
    "sound": "#6fb4e4",
    "sound-soft": "#2a587a",
    "sound-wash": "#12242f",
}

PAPER, WASH, INK, INK_2, QUIET = (TOKENS[t] for t in ("paper", "wash", "ink", "ink-2", "quiet"))
HAIR, LINE, MARK, MARK_SOFT = (TOKENS[t] for t in ("hair", "line", "mark", "mark-soft"))
CHANGE, CHANGE_SOFT, CHANGE_WASH = (TOKENS[t] for t in ("change", "change-soft", "change-wash"))
SOUND, SOUND_SOFT, SOUND_WASH = (TOKENS[t] for t in ("sound", "sound-soft", "sound-wash"))

SANS = "'Liberation Sans', Arial, 'Helvetica Neue', Helvetica, sans-serif"
WIDE, NARROW = 720, 350
SIZE = 12
"""Letters in a chart; 11 is the least."""


def config() -> dict[str, Any]:
    """The Vega-Lite config that every chart carries."""
    text = {"font": SANS, "fontSize": SIZE, "color": INK}
    axis = {
        "labelFont": SANS, "labelFontSize": SIZE, "labelColor": INK_2, "labelLimit": 400, "labelPadding": 6,
        "titleFont": SANS, "titleFontSize": SIZE, "titleFontWeight": "normal", "titleColor": QUIET,
        "domain": False, "ticks": False, "gridColor": HAIR, "gridWidth": 1,
    }  # fmt: skip
    return {
        "background": "transparent",
        "font": SANS,
        "padding": 0,
        "view": {"stroke": None},
        "axis": axis,
        "axisY": {"grid": False},
        "text": text,
        "bar": {"color": MARK, "cornerRadius": 0},
        "rect": {"color": MARK},
        "point": {"color": INK, "filled": True, "size": 45, "opacity": 1},
        "line": {"color": LINE, "strokeWidth": 1.5},
        "rule": {"color": LINE, "strokeWidth": 1},
        "tick": {"color": MARK, "thickness": 2},
        "legend": {"disable": True},
        "header": {"labelFont": SANS, "labelFontSize": SIZE, "labelColor": INK, "title": None},
        **words.chart_locale(),
    }


@dataclass(frozen=True)
class Palette:
    """The tokens in light and dark, by name; told : what had to be changed to stay readable, a sentence each."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    told: tuple[str, ...] = ()

    def in_picture(self, picture: str) -> str:
        """An SVG picture drawn in TOKENS, in these colours."""
        changed = {TOKENS[name]: value for name, value in self.light.items() if TOKENS[name] != value}
        return _HEX.sub(lambda match: f'"{changed.get(match[1], match[1])}"', picture) if changed else picture


OURS = Palette(TOKENS, DARK)
READABLE = 4.5
"""Least contrast of text with its ground (WCAG 2.2, 1.4.3, level AA)."""
_APART = 60.0  # degrees of hue between what is in place and what must change, or they look alike
_HUES = ((12, "red"), (42, "orange"), (68, "yellow"), (160, "green"), (192, "turquoise"), (252, "blue"), (300, "purple"), (340, "pink"), (361, "red"))  # fmt: skip
_HEX = re.compile(r'"(#[0-9a-f]{6})"')
_FAMILIES = {"sound": "main", "change": "accent"}


def palette(main: str, accent: str) -> Palette:
    """Our tokens with two colours of a brand: `main` for what is in place, `accent` for what must change.

    A colour that text could not be read in, on white or on the dark page, is darkened or lightened until it can be; two colours
    that look alike would say the same of good and bad, and then the accent stays ours.

    Parameters
    ----------
    main, accent : ``#rrggbb``.
    """
    told = []
    if not _are_apart(main, accent):
        told.append(f"the colours {main} and {accent} look alike; what must change is shown in {CHANGE}")
        accent = CHANGE if _are_apart(main, CHANGE) else SOUND
    light, dark = dict(TOKENS), dict(DARK)
    for family, asked in zip(_FAMILIES, (main, accent), strict=True):
        if asked == TOKENS[family]:
            continue
        shown = readable(asked, [TOKENS["paper"], TOKENS["wash"]])
        if shown != asked:
            told.append(f"the colour {asked} is too light to read on white; {shown} is used")
        light |= _family(family, shown, TOKENS["paper"], wash=0.1, soft=0.38)
        dark |= _family(family, readable(asked, [DARK["paper"], DARK["wash"]]), DARK["paper"], wash=0.12, soft=0.5)
    return Palette(light, dark, tuple(told))


def hue_word(colour: str) -> str:
    """What people call a colour."""
    hue, _, strong = colorsys.rgb_to_hls(*_rgb(colour))
    if strong < 0.12:
        return "black" if _luminance(colour) < 0.03 else "grey"
    return next(name for end, name in _HUES if hue * 360 < end)


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, grounds: Sequence[str]) -> str:
    """The colour, darkened or lightened in small steps until text in it can be read on each of the grounds and on its own wash."""
    end = "#000000" if _luminance(grounds[0]) > 0.2 else "#ffffff"
    for step in range(51):
        made = _mixed(colour, end, step / 50)
        if all(contrast(made, ground) >= READABLE for ground in (*grounds, _mixed(grounds[0], made, 0.12))):
            return made
    return end


def _family(name: str, colour: str, paper: str, *, wash: float, soft: float) -> dict[str, str]:
    return {name: colour, f"{name}-soft": _mixed(paper, colour, soft), f"{name}-wash": _mixed(paper, colour, wash)}


def _are_apart(one: str, other: str) -> bool:
    """Two hues, or one hue and one grey that differ in lightness."""
    (hue, _, strong), (hue2, _, strong2) = (colorsys.rgb_to_hls(*_rgb(c)) for c in (one, other))
    if min(strong, strong2) < 0.12:
        return abs(strong - strong2) > 0.3 or contrast(one, other) >= 3
    turn = abs(hue - hue2) * 360
    return min(turn, 360 - turn) >= _APART


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _mixed(one: str, other: str, part: float) -> str:
    """`one` with so much of `other` in it."""
    shades = (round(255 * (a + (b - a) * part)) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{shade:02x}" for shade in shades)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
