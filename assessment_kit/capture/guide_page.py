"""The interview guide on paper: a page that prints on A4, with room to write. It needs nothing but itself."""

from __future__ import annotations

from collections.abc import Sequence
from string import Template

from assessment_kit.capture import guide_words
from assessment_kit.capture.questionnaire import escape
from assessment_kit.engagement.interview_document import ANSWER, HEAD, STATUSES, WHO
from assessment_kit.method.model import Item, Method
from assessment_kit.shipped import TEMPLATES

_SCORES = (1, 2, 3, 4, 5)


def guide_page(title: str, items: Sequence[Item], method: Method, client: str = "") -> str:
    """The guide as one html page; `client` stands above the title."""
    page = Template((TEMPLATES / "capture" / "guide.html").read_text(encoding="utf-8"))
    numbers = {item.id: number for number, item in enumerate(items, start=1)}
    return page.substitute(
        title=escape(title),
        client=f'<p class="client">{escape(client)}</p>' if client else "",
        size=escape(guide_words.size(items)),
        how="\n".join(f"<p>{escape(text)}</p>" for text in guide_words.HOW),
        head="".join(f"<p><span>{escape(label)}</span></p>" for label in (*WHO.values(), *HEAD.values())),
        parts="\n".join(
            f"<section><h2>{escape(part.title)}</h2>\n"
            + "\n".join(_question(numbers[item.id], item, method) for item in part.items)
            + "\n</section>"
            for part in guide_words.parts(items, method)
        ),
    )


def _question(number: int, item: Item, method: Method) -> str:
    probes = "".join(f"<li>{escape(probe)}</li>" for probe in item.probes)
    anchors = "".join(f"<li><b>{score}</b>{escape(text)}</li>" for score, text in guide_words.anchors(item))
    ways = "".join(f"<i>{escape(words)}</i>" for code, words in STATUSES.items() if code in ("na", "unknown"))
    return (
        f'<article><h3><span class="no">{number}</span>{escape(item.topic)}<small>{escape(guide_words.about(item, method))}</small></h3>'
        f'<p class="ask">{escape(item.question)}</p><ul class="probes">{probes}</ul><ol class="anchors">{anchors}</ol>'
        f'<div class="score"><span>{ANSWER["score"]}</span>{_circles()}{ways}<span class="second">{ANSWER["second_score"]}</span><u></u></div>'
        f'<div class="write"><p><span>{ANSWER["quote"]}</span></p><p><span>{ANSWER["note"]}</span></p>'
        f'<p class="may"><i>{ANSWER["may_be_quoted"].lower()}</i></p></div><p class="id">{escape(item.id)}</p></article>'
    )


def _circles() -> str:
    return "".join(f"<b>{score}</b>" for score in _SCORES)
