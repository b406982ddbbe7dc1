"""index.html of a folder of reports: each client with its letters, how firm they are, date, size and link; a failed one with its reason.

The table is whole without its script, which only sorts it and finds a client in it.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from assessment_kit import words
from assessment_kit.batch.record import Run
from assessment_kit.language import later, phrase
from assessment_kit.method import load_method
from assessment_kit.method.model import Thresholds
from assessment_kit.show import html
from assessment_kit.show.judgement import told_firmness

STYLES = ("type", "ground", "pieces", "page", "index")
STATES = {"ok": later("made"), "skipped": later("unchanged"), "failed": later("failed")}
RANKS = {"B": 1, "A+C": 2, "C": 3, "A": 4, "keep": 5, "not assessed": 6}
"""In this order letters sort: the most to do comes first."""


def index_page(runs: Sequence[Run], earlier: Sequence[Run] = ()) -> str:
    """One page, complete in itself.

    Parameters
    ----------
    runs : the clients of this run, in the order in which they were given. earlier : those whose reports were there before, below.
    """
    method = load_method()
    limits = method.thresholds
    everyone = [*runs, *earlier]
    elements = {element.id: element.short for element in method.elements.values()}
    script = html.script("index")
    failed = sum(run.status == "failed" for run in everyone)
    return html.render(
        "index.html.j2",
        policy=f"default-src 'none'; style-src 'unsafe-inline'; script-src {_digest(script)}",
        style=html.safe(html.token_style() + html.style(*STYLES).replace("&, :root", ":root")),
        script=html.safe(script),
        title=words.plural(len(everyone), "client"),
        told=phrase("{reports} can be opened here.", reports=words.spoken(len(everyone) - failed, "report")),
        failed=phrase("{clients} failed.", clients=words.spoken(failed, "client")) if failed else "",
        clients=[_client(run, limits, tuple(elements)) for run in runs]
        + [_client(run, limits, tuple(elements), made_before=True) for run in earlier],
        elements=elements,
        open_below=words.percent(limits.fairly_firm),
    )


def _client(run: Run, limits: Thresholds, elements: Sequence[str], *, made_before: bool = False) -> dict[str, object]:
    failed = run.status == "failed"
    made_on = phrase("on {day}", day=_day(run.finished)) if made_before and _day(run.finished) else ""
    state = " ".join(filter(None, [str(STATES[run.status]), made_on]))
    folder, size = quote(run.folder), run.forms.get("report.html", 0)
    return {
        "name": run.client,
        "link": "" if failed else f"{folder}/report.html",
        "record": f"{folder}/run.json" if failed else "",
        "status": phrase("{state}, board edition", state=state) if run.edition == "board" else state,
        "order": f"{list(STATES).index(run.status)} {made_on}",
        "failed": failed,
        "error": run.error,
        "problems": words.plural(run.problems, "faulty entry", "faulty entries") if run.problems else "",
        "listed": run.edition != "board",
        "letters": run.letters,
        "rank": {name: RANKS.get(letter, len(RANKS) + 1) for name, letter in run.letters.items()},
        "place": {name: number for number, name in enumerate(elements, start=1)},
        "firmness": {name: told_firmness(share, limits) for name, share in run.firmness.items()},
        "open": [name for name, share in run.firmness.items() if share < limits.fairly_firm],
        "day": run.date,
        "date": _day(run.date),
        "bytes": size,
        "size": file_size(size) if size else "",
        "forms": [] if failed else _forms(folder, run.forms),
    }


def _forms(folder: str, forms: Mapping[str, int]) -> list[dict[str, str]]:
    """The other forms of the report, by the ending of their names."""
    return [
        {"name": file.rpartition(".")[2], "link": f"{folder}/{quote(file)}", "size": file_size(size)}
        for file, size in forms.items()
        if file != "report.html"
    ]


def file_size(count: int) -> str:
    """Bytes as ``2.3 MB``; below a tenth of one as ``85 kB``."""
    return f"{words.number(count / 1e6, 1)} MB" if count >= 1e5 else f"{words.number(max(count / 1e3, 1), 0)} kB"


def _digest(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _day(moment: str) -> str:
    """``30 Nov 2026``; empty where the record has no day."""
    try:
        return words.date(dt.datetime.fromisoformat(moment).date())
    except ValueError:
        return ""
