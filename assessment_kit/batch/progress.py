"""What is seen of a batch while it runs: one bar on a terminal, elsewhere a line per client."""

from __future__ import annotations

from typing import Any, Protocol

from tqdm import tqdm

from assessment_kit import words
from assessment_kit.batch.record import Run

BAR = "{n_fmt} of {total_fmt} clients{postfix} |{bar}| {a_minute}{remaining} left"


class Say(Protocol):
    """Prints a line; err : for what went wrong, or must be known."""

    def __call__(self, line: str, *, err: bool = False) -> None: ...


class _Bar(tqdm):  # type: ignore[type-arg]
    """Tells the rate by the minute: a client takes seconds."""

    @property
    def format_dict(self) -> dict[str, Any]:
        told = dict(super().format_dict)
        rate = told["rate"] or (self.n - self.initial) / (told["elapsed"] or 1)
        return {**told, "a_minute": f"{words.number(60 * rate)} a minute, " if rate else ""}


class Progress:
    """Told of each client as it ends.

    Parameters
    ----------
    total : clients. terminal : whether the bar is drawn; then only failures and notes have lines of their own.
    verbose : with the seconds of each notebook and stage.
    """

    def __init__(self, total: int, say: Say, *, terminal: bool, verbose: bool) -> None:
        self.total, self.verbose = total, verbose
        self.ended = self.failed = 0
        self._bar = None
        if terminal and total > 1:
            self._bar = _Bar(total=total, bar_format=BAR, dynamic_ncols=True, leave=False, smoothing=0.1)
        self._say = say

    def told(self, run: Run) -> None:
        """A client has ended."""
        self.ended += 1
        self.failed += run.status == "failed"
        if self._bar is None or self.verbose or run.status == "failed" or run.notes:
            self._lines(run)
        if self._bar is None:
            return
        if self.failed:
            self._bar.set_postfix_str(f"{words.number(self.failed)} failed", refresh=False)
        if run.status == "skipped":  # costs nothing, so it says nothing about the time that is left
            self._bar.initial += 1
            self._bar.n += 1
        else:
            self._bar.update()

    def idle(self) -> None:
        """Time goes on, also while no client ends."""
        if self._bar is not None:
            self._bar.refresh()

    def close(self) -> None:
        """The bar goes; lines stay."""
        if self._bar is not None:
            self._bar.close()

    def _lines(self, run: Run) -> None:
        faulty = f", {words.plural(run.problems, 'faulty entry', 'faulty entries')} left out" if run.problems else ""
        made = f"report made in {run.seconds:.1f} s{faulty}"
        state = {"ok": made, "skipped": "unchanged", "failed": f"failed. {run.error}"}
        self._line(f"  {run.client}: {state[run.status]}", err=run.status == "failed")
        if self.verbose and run.status != "skipped" and run.stages:
            stages = ", ".join(f"{name} {seconds:.2f} s" for name, seconds in run.stages.items())
            self._line(f"    {stages}")
        for note in run.notes:
            self._line(f"    {note}", err=True)

    def _line(self, line: str, *, err: bool = False) -> None:
        if self._bar is None:
            self._say(line, err=err)
            return
        with self._bar.external_write_mode():
            self._say(line, err=err)
