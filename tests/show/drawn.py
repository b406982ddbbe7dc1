"""What must hold for every picture that is laid out by hand: nothing past the edge, no colour but the theme's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from assessment_kit.show import theme
from assessment_kit.show.charts.lettering import measured
from assessment_kit.show.pieces import Figure

COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


def assert_well_drawn(figure: Figure, *, most_characters: int | None = None) -> None:
    """Both widths of the figure; `most_characters` bounds the size of each as JSON."""
    for spec, room in ((figure.wide, theme.WIDE), (figure.narrow, theme.NARROW)):
        assert spec["width"] == room
        assert most_characters is None or len(json.dumps(spec)) < most_characters
        assert set(COLOUR.findall(json.dumps(spec["layer"]))) <= set(theme.TOKENS.values())
        for layer in spec["layer"]:
            for row in layer["data"]["values"]:
                assert -1 <= row["x"] <= room + 1
                assert -1 <= row["y"] <= spec["height"] + 1
                if "text" in row:
                    _assert_text_fits(row, layer["mark"], room)


def _assert_text_fits(row: Mapping[str, Any], mark: Mapping[str, Any], room: float) -> None:
    long = measured(row["text"], mark["fontSize"], bold=mark["fontWeight"] == "bold")
    left = row["x"] - {"left": 0.0, "center": long / 2, "right": long}[mark["align"]]
    assert left >= -2, row["text"]
    assert left + long <= room + 1, row["text"]
