"""The only place with colours and fonts.

A chart is drawn in the light colours below. In the report a style sheet maps each of these values to its token, so that
the same static picture follows dark mode and a client's brand. For that to work every colour of a chart must be one of TOKENS.
"""

from __future__ import annotations

from typing import Any

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
    }
