"""Tables written by hand in the source: one row per line, cells parted by a bar, the heading first."""

from __future__ import annotations

Row = dict[str, str]


def rows(text: str) -> list[Row]:
    r"""The rows of a table written with bars; a line with too few or too many cells is an error.

    Examples
    --------
    >>> rows("role_id | title\nceo | Chief Executive")
    [{'role_id': 'ceo', 'title': 'Chief Executive'}]
    """
    lines = [line for line in text.strip().splitlines() if line.strip() and not line.startswith("#")]
    heading, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    for cells in body:
        if len(cells) != len(heading):
            raise ValueError(f"{len(cells)} cells instead of {len(heading)}: {' | '.join(cells)}")
    return [dict(zip(heading, cells, strict=True)) for cells in body]
