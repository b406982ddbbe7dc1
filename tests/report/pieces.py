"""Small executed notebooks for the tests of the report."""

from __future__ import annotations

from typing import Any

import altair as alt
import nbformat
from nbformat import NotebookNode

from assessment_kit.show.judgement import Opening
from assessment_kit.show.pieces import MIME, Piece, figure


def chart(title: str = "Nine of 12 have no owner", tip: str = "one") -> Piece:
    def draw(width: int) -> alt.Chart:
        data = alt.InlineData(values=[{"x": 1, "y": 2, "t": tip}, {"x": 2, "y": 3, "t": "two"}])
        bars: alt.Chart = (
            alt.Chart(data).mark_bar().encode(x="x:O", y="y:Q", tooltip="t:N").properties(width=width - 60, height=120)
        )
        return bars

    return figure(
        draw, title=title, subtitle="Blue is in place.", source="Process list, rows 1–12.", alt_text=title,
        columns=("Process", "Owner"), rows=[("Order to delivery", "nobody")], margin=("How to read it.",),
    )  # fmt: skip


def opening(title: str = "Management roles", step: str = "roles") -> Piece:
    return Opening(
        title,
        step,
        2,
        "Who answers?",
        "Nobody does.",
        [{"id": "why-E5", "letter": "A+C", "name": "Roles", "firmness": "firmness 95%", "open": False}],
    )


def notebook(*cells: Piece | str) -> NotebookNode:
    """An executed notebook: a string is a markdown cell, a piece the output of a code cell."""
    made: list[Any] = []
    for cell in cells:
        if isinstance(cell, str):
            made.append(nbformat.v4.new_markdown_cell(cell))
        else:
            output = nbformat.v4.new_output("display_data", data={MIME: cell.content(), "text/plain": "piece"})
            made.append(nbformat.v4.new_code_cell("chapter.figure()", outputs=[output], execution_count=1))
    whole: NotebookNode = nbformat.v4.new_notebook(cells=made)
    return whole
