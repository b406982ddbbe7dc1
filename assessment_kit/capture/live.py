"""The live line: what an answer or an edit just moved, told when asked; and the charts of a chapter, shown anew in their cells.

`changes` is pure. `Live` answers the page without any widget; `LiveForm` carries it there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assessment_kit.capture.forms import Form, script
from assessment_kit.diagnosis.assessment import Assessment
from assessment_kit.show import chapter as report_chapter
from assessment_kit.show.judgement import SEVERITY, told_firmness
from assessment_kit.show.pieces import Piece


@dataclass(frozen=True)
class Change:
    """One thing that is otherwise. kind : letter, firmness, new, gone, closer. old, new : letters, or how firm; text : what it is about."""

    kind: str
    text: str
    old: str = ""
    new: str = ""
    more: str = ""


def changes(before: Assessment, now: Assessment) -> list[Change]:
    """Letters, then how firm they are, then findings that came or went."""
    return [*_letters(before, now), *_findings(before, now)]


def _letters(before: Assessment, now: Assessment) -> Iterator[Change]:
    limits = now.method.thresholds
    for name, verdict in now.verdicts.items():
        old = before.verdicts[name]
        firm = [
            "" if f is None else told_firmness(f, limits)
            for f in (old.told_firmness(limits), verdict.told_firmness(limits))
        ]
        told = f"{firm[0]} → {firm[1]}" if all(firm) and firm[0] != firm[1] else firm[1]
        if old.letter != verdict.letter:
            yield Change("letter", verdict.element.name, old.letter, verdict.letter, told)
        elif firm[0] != firm[1] and all(firm):
            yield Change("firmness", verdict.element.name, firm[0], firm[1], verdict.letter)
        elif len(verdict.missing) < len(old.missing):
            yield Change("closer", verdict.element.name, verdict.letter, verdict.letter)


def _findings(before: Assessment, now: Assessment) -> Iterator[Change]:
    old, new = ({f.id: f for f in a.findings} for a in (before, now))
    yield from (Change("new", f.headline, more=str(SEVERITY[f.severity][0])) for i, f in new.items() if i not in old)
    yield from (Change("gone", f.headline, more=str(SEVERITY[f.severity][0])) for i, f in old.items() if i not in new)


class Live:
    """What moved since it was last looked at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen = report_chapter.open_assessment(str(folder))

    def look(self) -> dict[str, object]:
        """How much moved, and what; the page tells the second only when asked."""
        start = time.perf_counter()
        now = report_chapter.open_assessment(str(self.folder))
        found = changes(self._seen, now)
        return {"changes": [c.__dict__ for c in found], "seconds": round(time.perf_counter() - start, 1)}

    def seen(self) -> dict[str, object]:
        """From here on, only what moves next."""
        self._seen = report_chapter.open_assessment(str(self.folder))
        return {}


class Shown:
    """The pieces of a chapter that stand in cells, by what made them; each can be shown anew in its place."""

    def __init__(self) -> None:
        self._made: dict[object, tuple[Callable[[], Piece], Piece, Any]] = {}

    def show(self, name: object, make: Callable[[], Piece], piece: Piece) -> None:
        """Display a piece so that it can be replaced later; a cell that runs again takes the place of its first run."""
        from IPython.display import display  # noqa: PLC0415  only where there is a notebook

        self._made[name] = (make, piece, display(piece, display_id=True))

    def refresh(self) -> int:
        """Make every piece again and replace those that came out otherwise; how many."""
        count = 0
        for name, (make, piece, handle) in list(self._made.items()):
            new = make()
            if new != piece and handle is not None:
                handle.update(new)
                self._made[name] = (make, new, handle)
                count += 1
        return count


class Standing:
    """A piece at the end of a cell, which is shown so that it can be refreshed."""

    def __init__(self, shown: Shown, name: object, make: Callable[[], Piece]) -> None:
        self._shown, self._name, self._make, self.piece = shown, name, make, make()

    def _ipython_display_(self) -> None:
        self._shown.show(self._name, self._make, self.piece)


class LiveForm(Form):
    """The form in the page. recipe: folder; `refresh` shows the chapter's pieces anew and is gone with its kernel."""

    _esm = script("live.css", "live.js")

    def __init__(self, recipe: Mapping[str, object], refresh: Callable[[], int] = lambda: 0) -> None:
        super().__init__(recipe)
        self._live, self._refresh = Live(Path(str(recipe["folder"]))), refresh

    def opened(self, view: str) -> Mapping[str, object]:  # noqa: ARG002  every tab sees the same folder
        """What moved until now."""
        return self._live.look()

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:  # noqa: ARG002  it asks, it tells nothing
        """Look, begin anew, or show the charts again."""
        verbs: Mapping[str, Callable[[], Mapping[str, object]]] = {
            "look": self._live.look,
            "seen": self._live.seen,
            "refresh": lambda: {"shown": self._refresh()},
        }
        return verbs[kind]() if kind in verbs else {"problem": f"The form does not know “{kind}”."}
