"""A client whose every text is hostile: what a bored, clumsy or malicious person may type into a cell.

`build` takes the complete sample client and puts a payload into each text of each list, into the settings, the interviews, the
survey, the calendar, the decisions, the client's own method, and the names of files and of the folder itself. What runs calls
``hit()``; what leaves asks for https://evil.example.
"""

from __future__ import annotations

import csv
import io
import shutil
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from assessment_kit import shipped
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import Preconditions

EVIL = "https://evil.example"
PAYLOADS: dict[str, str] = {
    "script": "</script><script>hit()</script>",
    "comment": "<!--<script>hit()</script>",
    "style": "</style><script>hit()</script><style>*{display:none}",
    "title": "</title></textarea></svg><script>hit()</script>",
    "handler": f"<img src={EVIL}/i.png onerror=hit()>",
    "attribute": "\" autofocus onfocus=hit() x='\"'onmouseover='hit()",
    "svg": '<svg onload="hit()"><a href="javascript:hit()">x</a><image href="https://evil.example/s.png"/></svg>',
    "frame": "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "link": "[go](javascript:hit()) <javascript:hit()>",
    "data": f"![x]({EVIL}/x.png) [d](data:text/html,<script>hit()</script>)",
    "css": f"}}*{{display:none!important}}@import url({EVIL}/c.css);x{{background:url({EVIL}/b.png)",
    "meta": f'<meta http-equiv="refresh" content="0;url={EVIL}/"><base href="{EVIL}/">',
    "form": f"<form action={EVIL}/><input name=x><button>send</button></form></table></div>",
    "jinja": "{{ 7*191 }}{% for x in [1] %}1337{% endfor %}{# gone #}",
    "format": "{roles.void:count} {0.__class__} %s %(x)s ${7*191} $client",
    "vega": "datum.constructor.constructor('hit()')()",
    "cdata": "]]><script>hit()</script>",
    "entities": "&lt;script&gt;hit()&lt;/script&gt;&#60;b&#62;&nbsp;&amp;",
    "markdown": "# Big\n\n***bold*** `code` | a | b |\n---",
    "hyperlink": f'=HYPERLINK("{EVIL}/","x")',
    "command": "+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd",
    "minus": "-2+3",
    "turned": "\u202e%12 fo 01\u202c \u2067abc \u200f",
    "arabic": "من الطلب إلى التسليم 12%",
    "chinese": "订单到交付流程的每一步都需要负责人",
    "emoji": "👩‍👩‍👧‍👦🇩🇪🧨",
    "unseen": "a\u200bb\u200d\u2060c\ufeffd\u00ade",
    "control": "a\x07b\x1bc\x7fd",
    "breaks": "a\u2028b\u2029c\u0085d",
    "null": "null None undefined",
    "word": "W" * 300,
    "stacked": "Z" + "\u0336\u0322\u0358\u0361\u0310" * 12 + "algo",
}
LONG = "long words " * 9_000
SAFE_NAME = "<img src=x onerror=hit()>{{7*191}} & 'x' \u202etxt"
"""A name that a file may have; a folder of reports may not have all of its letters."""
FOLDER_NAME = "client <img src=x onerror=hit()>{{7*191}} & 'x'"


def build(parent: Path) -> Path:
    """The client's folder, below `parent`."""
    folder = parent / FOLDER_NAME
    shutil.copytree(shipped.DEFAULT_CLIENT, folder)
    turn = count()
    for name in load_tables():
        file = folder / f"{name}.csv"
        if file.exists():
            _list(file, name, turn)
    _settings(folder, turn)
    for file in sorted((folder / "interviews").glob("*.yaml")):
        _interview(file, turn)
    _survey(next((folder / "survey").glob("*.csv")))
    _decisions(folder, turn)
    _own_method(folder, turn)
    _calendar(folder)
    (folder / f"{SAFE_NAME}.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (folder / "interviews" / f"{SAFE_NAME}.yaml").write_text("who:\n\tid: 1\n", encoding="utf-8")
    return folder


def _next(turn: Any, words: str = "") -> str:
    """The words with the next payload at their end; a formula stands at the beginning."""
    name = list(PAYLOADS)[next(turn) % len(PAYLOADS)]
    payload = PAYLOADS[name]
    return f"{payload} {words}" if payload[0] in "=+-@" else f"{words} {payload}".strip()


def _list(file: Path, name: str, turn: Any) -> None:
    """Payloads in every text; one row at the end that has them in ids, choices, figures and dates too, and texts that are too long."""
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    columns = {c.name: c for c in load_tables()[name].columns}
    kinds = {head: columns[head].type for head in rows[0] if head in columns}
    bad = {head: _next(turn) for head in kinds}
    long = {head: LONG if kinds[head] in ("text", "texts", "id") else rows[-1][head] for head in kinds}
    for row in rows:
        for head, kind in kinds.items():
            if kind == "text" and row[head]:
                row[head] = _next(turn, row[head])
            elif kind == "texts" and row[head] and head != "next_steps":
                row[head] += f"; {_next(turn).replace(';', ',')}"
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=[*rows[0], PAYLOADS["handler"]], extrasaction="ignore")
    writer.writeheader()
    writer.writerows([*rows, bad, long])
    file.write_text(out.getvalue(), encoding="utf-8")


def _settings(folder: Path, turn: Any) -> None:
    file = folder / "engagement.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content |= {
        "client": "N </title><script>hit()</script> {{7*191}} \u202ex",
        "short_name": 'N" onmouseover="hit()',
        "wave": PAYLOADS["style"],
        "lead": PAYLOADS["svg"],
        "own_method": "method",
        PAYLOADS["handler"]: "x",
    }
    content["preconditions"] = {name: _next(turn, "Yes") for name in Preconditions.model_fields}
    content["population"]["by_function"][PAYLOADS["handler"]] = 3
    _write(file, content)


def _interview(file: Path, turn: Any) -> None:
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    content["who"]["function"] = _next(turn, content["who"]["function"])
    content["by"] = _next(turn)
    for answer in content["answers"]:
        answer |= {"quote": _next(turn, answer.get("quote") or "Well."), "may_be_quoted": True, "note": _next(turn)}
    content["answers"][-1]["quote"] = LONG
    content["answers"].append({"item_id": PAYLOADS["handler"], "score": 3})
    _write(file, content)


def _survey(file: Path) -> None:
    """Functions, comments and headings; the heading of the comments is one that nobody expects."""
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    function = rows[0].index("Which function do you work in?")
    names = list(PAYLOADS)
    for n, row in enumerate(rows[1:]):
        row[-1] = LONG if n == 0 else PAYLOADS[names[n % len(names)]]
        if row[function] == "Sales":
            row[function] = f"Sales {PAYLOADS['handler']}"
        row.append(PAYLOADS["script"])
    rows[0][-1:] = [rows[0][-1], PAYLOADS["handler"]]
    with file.open("w", encoding="utf-8", newline="") as rewritten:
        csv.writer(rewritten).writerows(rows)


def _decisions(folder: Path, turn: Any) -> None:
    content = yaml.safe_load((folder / "decisions.yaml").read_text(encoding="utf-8"))
    content["letters"] = {
        "E5": {"letter": "C", "reason": PAYLOADS["script"], "by": PAYLOADS["handler"], "date": "2026-10-12"}
    }
    content["findings"]["roles.void"] = {
        "reword": PAYLOADS["handler"],
        "reason": PAYLOADS["svg"],
        "by": PAYLOADS["css"],
    }
    content["findings"][PAYLOADS["handler"]] = {"strike": "yes", "reason": "x", "by": "x"}
    for action in content["actions"].values():
        action |= {"owner": _next(turn, "Chief"), "reason": _next(turn), "by": _next(turn)}
    _write(folder / "decisions.yaml", content)


def _own_method(folder: Path, turn: Any) -> None:
    """A situation that holds here, an action that it leads to and an item, each with payloads in all of its words."""
    bad = PAYLOADS["handler"].replace("{", "(") + PAYLOADS["script"]
    situation = {
        "id": "roles.hostile", "seed": ["PL-07"], "step": "roles", "section": "matrix", "elements": ["E5"],
        "severity": "serious", "letter": "A+C", "when": {"indicator": "roles.key_void", "above": 0},
        "headline": f"Headline {bad}.", "fact": f"Fact {bad}.", "meaning": f"Meaning {bad}.", "actions": ["roles.hostile"],
    }  # fmt: skip
    action = {
        "id": "roles.hostile", "seed": ["PL-07"], "title": f"Title {bad}", "how": f"How {bad}.", "head": "roles",
        "owner": f"Owner {bad}", "effort_days": 4, "effect": "high", "phase": "now",
    }  # fmt: skip
    for kind, content in (("situations", [situation]), ("actions", [action])):
        place = folder / "method" / kind
        place.mkdir(parents=True)
        _write(place / "own.yaml", content)


def _calendar(folder: Path) -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{n}\r\nDTSTART:20260105T090000\r\nDTEND:20260105T100000\r\nRRULE:FREQ=WEEKLY;COUNT=40\r\n"
        f"SUMMARY:{_ics(text)}\r\nLOCATION:{_ics(text)}\r\nDESCRIPTION:{_ics(text)}\r\n"
        f'ATTENDEE;CN="{text.replace(chr(34), "").splitlines()[0][:60]}":mailto:a{n}@example.org\r\nEND:VEVENT\r\n'
        for n, text in enumerate([*PAYLOADS.values(), LONG])
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{events}END:VCALENDAR\r\n"
    (folder / "calendar.ics").write_text(text, encoding="utf-8", newline="")


def _ics(text: str) -> str:
    plain = "".join(c for c in text if c.isprintable() or c == "\n")
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _write(file: Path, content: Any) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
