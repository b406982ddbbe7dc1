"""index.html of a folder of reports: each client with its letters, how firm they are, and a link; a failed one with its reason."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from urllib.parse import quote

from assessment_kit import words
from assessment_kit.batch.record import Run
from assessment_kit.method import load_method
from assessment_kit.show import html
from assessment_kit.show.judgement import near_certain


def index_page(runs: Sequence[Run], earlier: Sequence[Run] = ()) -> str:
    """One page, complete in itself.

    Parameters
    ----------
    runs : the clients of this run, in the order in which they were given. earlier : those whose reports were there before, below.
    """
    method = load_method()
    open_below = method.thresholds.fairly_firm
    return html.render(
        "index.html.j2",
        style=html.safe(
            html.token_style() + html.style("type", "ground", "pieces", "page").replace("&, :root", ":root")
        ),
        title=words.plural(len(runs) + len(earlier), "client"),
        clients=[_client(run, open_below) for run in runs]
        + [_client(run, open_below, made_before=True) for run in earlier],
        elements={element.id: element.short for element in method.elements.values()},
        open_below=words.percent(open_below),
    )


def _client(run: Run, open_below: float, *, made_before: bool = False) -> dict[str, object]:
    failed = run.status == "failed"
    day = _day(run.finished) if made_before else ""
    status = {"ok": "made", "skipped": "unchanged", "failed": "failed"}[run.status]
    return {
        "name": run.client,
        "link": "" if failed else f"{quote(run.folder)}/report.html",
        "record": f"{quote(run.folder)}/run.json" if failed else "",
        "status": f"{status} {day}".strip(),
        "failed": failed,
        "error": run.error,
        "problems": words.plural(run.problems, "faulty entry", "faulty entries") if run.problems else "",
        "letters": run.letters,
        "firmness": {name: words.percent(near_certain(share)) for name, share in run.firmness.items()},
        "open": {name for name, share in run.firmness.items() if share < open_below},
    }


def _day(moment: str) -> str:
    """``on 30 Nov 2026``; empty where the record has no day."""
    try:
        return f"on {words.date(dt.datetime.fromisoformat(moment).date())}"
    except ValueError:
        return ""
