"""Places in the text of a YAML file, where something can be cut out and put in without touching the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import yaml

from assessment_kit.engagement.cells import tidy


@dataclass(frozen=True)
class Cut:
    """From `start` to `end` this text instead."""

    start: int
    end: int
    text: str


def with_cuts(text: str, cuts: Iterable[Cut]) -> str:
    """The text with all of the cuts made; of two at one place the first stands first."""
    for _, _, cut in sorted(((c.start, n, c) for n, c in enumerate(cuts)), key=lambda c: c[:2], reverse=True):
        text = text[: cut.start] + cut.text + text[cut.end :]
    return text


def value_of(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """What a mapping holds under a key; None where it is none, or has no such key."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            if isinstance(name, yaml.ScalarNode) and tidy(name.value) == key:
                return value  # type: ignore[no-any-return]
    return None


def quoted(text: str) -> str:
    """The text within double quotes, on one line."""
    if not text:
        return '""'
    return str(yaml.safe_dump(text, default_style='"', width=10**9, allow_unicode=True)).rstrip("\n")


def end_of(node: yaml.Node) -> int:
    """Where a node ends."""
    return int(node.end_mark.index)


def tail_of(text: str, node: yaml.Node) -> int:
    """Where the last words of a node end; the mark of a block lies behind the comments that follow it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return tail_of(text, last[1] if isinstance(last, tuple) else last)
    start, end = int(node.start_mark.index), end_of(node)
    return start + len(text[start:end].rstrip())


def next_line(text: str, place: int) -> int:
    """Where the line after a place begins."""
    found = text.find("\n", place)
    return len(text) if found < 0 else found + 1
