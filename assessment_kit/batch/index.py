"""index.html of a batch: each client with its letters, status, and link; a failed one with its one-line reason."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from assessment_kit import words
from assessment_kit.batch.record import Run
from assessment_kit.method import load_method
from assessment_kit.show import html


def index_page(runs: Sequence[Run]) -> str:
    """One page, complete in itself, with the clients in the order in which they were given."""
    return html.render(
        "index.html.j2",
        style=html.safe(
            html.token_style() + html.style("type", "ground", "pieces", "page").replace("&, :root", ":root")
        ),
        title=f"{words.plural(len(runs), 'client')}",
        clients=[_client(run) for run in runs],
        elements={element.id: element.short for element in load_method().elements.values()},
    )


def _client(run: Run) -> dict[str, object]:
    return {
        "name": run.client,
        "link": f"{quote(run.folder)}/report.html" if run.status != "failed" else "",
        "status": {"ok": "made", "skipped": "unchanged", "failed": "failed"}[run.status],
        "failed": run.status == "failed",
        "error": run.error,
        "problems": words.plural(run.problems, "faulty entry", "faulty entries") if run.problems else "",
        "letters": run.letters,
    }
