"""Two people at one list: which row of the file as it was is which row of the file as it is now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from assessment_kit.capture.csv_text import cell_at

Rows = Mapping[int, tuple[str, ...]]


def follow(before: Rows, now: Rows, key: Sequence[int] = ()) -> dict[int, int | None]:
    """Row number before → row number now, None where it is gone or cannot be told.

    Parameters
    ----------
    before, now : row number → cells, in order.
    key : places of the cells that name a row. Rows that were changed are known by them, or by standing where they stood
        between unchanged rows.

    Returns
    -------
    dict
        Every row of `before`; no row of `now` is named twice.
    """
    old, new = list(before), list(now)
    met: dict[int, int | None] = dict.fromkeys(old)
    matcher = SequenceMatcher(a=[trimmed(before[n]) for n in old], b=[trimmed(now[n]) for n in new], autojunk=False)
    loose: list[tuple[list[int], list[int]]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            met.update(zip(old[a:b], new[c:d], strict=True))
        elif kind == "replace":
            loose.append((old[a:b], new[c:d]))
    free_old = [n for n in old if met[n] is None]
    taken = set(met.values())
    free_new = [n for n in new if n not in taken]
    if key:
        _by_key(met, {n: before[n] for n in free_old}, {n: now[n] for n in free_new}, key)
    for olds, news in loose:
        _by_place(met, before, now, olds, news, key)
    return met


def trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    """The cells without empty ones at the end: a row is the same whether it is written out or not."""
    width = max((n for n, cell in enumerate(cells, start=1) if cell), default=0)
    return tuple(cells[:width])


def _by_key(met: dict[int, int | None], before: Rows, now: Rows, key: Sequence[int]) -> None:
    """Rows that were changed or moved and kept their id; an id that stands twice names nothing."""
    ids_old, ids_new = _named(before, key), _named(now, key)
    for name, rows in ids_old.items():
        if len(rows) == 1 and len(ids_new.get(name, ())) == 1:
            met[rows[0]] = ids_new[name][0]


def _by_place(
    met: dict[int, int | None], before: Rows, now: Rows, olds: Sequence[int], news: Sequence[int], key: Sequence[int]
) -> None:  # fmt: skip
    """Between unchanged rows, as many as before: each row stands for the one that stood there, if half of it is the same."""
    taken = set(met.values())
    left, right = [n for n in olds if met[n] is None], [n for n in news if n not in taken]
    if len(left) != len(right):
        return
    for one, other in zip(left, right, strict=True):
        a, b = trimmed(before[one]), trimmed(now[other])
        same = sum(x == y for x, y in zip(a, b, strict=False))
        named = bool(key) and _name(before[one], key) == _name(now[other], key)
        if named or 2 * same >= max(len(a), len(b), 1):
            met[one] = other


def _named(rows: Rows, key: Sequence[int]) -> dict[tuple[str, ...], list[int]]:
    named: dict[tuple[str, ...], list[int]] = {}
    for number, cells in rows.items():
        name = _name(cells, key)
        if any(name):
            named.setdefault(name, []).append(number)
    return named


def _name(cells: Sequence[str], key: Sequence[int]) -> tuple[str, ...]:
    return tuple(cell_at(cells, place) for place in key)
