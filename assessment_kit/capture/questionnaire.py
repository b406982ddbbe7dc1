"""The survey on paper: a page that prints on A4, or is filled in on a screen and printed from there. It needs nothing but itself.

Which statements are reversed is nowhere on it: who answers must not be led.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape as escaped
from string import Template

from assessment_kit.method.model import Item, Method, SurveyForm
from assessment_kit.method.survey_form import AskedTopic, statements_asked
from assessment_kit.shipped import TEMPLATES


def questionnaire(method: Method, client: str = "", *, full: bool = False) -> str:
    """The form as one html page.

    Parameters
    ----------
    client : stands above the title; nothing where it is empty. full : every statement of the method, not the short form.
    """
    form = method.survey
    topics = statements_asked(method, full=full)
    page = Template((TEMPLATES / "capture" / "questionnaire.html").read_text(encoding="utf-8"))
    return page.substitute(
        title=escape(form.title),
        client=f'<p class="client">{escape(client)}</p>' if client else "",
        introduction="\n".join(f"<p>{escape(text)}</p>" for text in told(form, topics)),
        level_question=escape(form.level.question),
        levels="\n".join(_choice("level", name, text) for name, text in form.level.options.items()),
        function_question=escape(form.function.question),
        function_help=escape(form.function.help),
        scale="".join(_heading(n, text) for n, text in enumerate(form.scale, start=1)) + _apart(form),
        topics="\n".join(_topic(topic, first, form) for topic, first in zip(topics, _firsts(topics), strict=True)),
        comment=escape(form.comment),
        closing=escape(form.closing),
    )


def told(form: SurveyForm, topics: Sequence[AskedTopic]) -> list[str]:
    """What the respondent reads first, with the minutes that so many statements take."""
    count = sum(len(topic.items) for topic in topics)
    minutes = math.ceil(count / form.statements_per_minute)
    return [text.format(minutes=minutes, na=form.na, unknown=form.unknown) for text in (*form.introduction, form.how)]


def escape(text: str) -> str:
    """The text for a page, with the apostrophe of a printer."""
    return escaped(text.replace("'", "’"))


def _firsts(topics: Sequence[AskedTopic]) -> list[int]:
    """The number of the first statement of each topic."""
    return [1 + sum(len(topic.items) for topic in topics[:n]) for n in range(len(topics))]


def _heading(score: int, text: str) -> str:
    return f'<th scope="col">{escape(text)}<b>{score}</b></th>'


def _apart(form: SurveyForm) -> str:
    """The two answers that are no score."""
    return f'<th scope="col" class="apart">{escape(form.na)}<b>–</b></th><th scope="col">{escape(form.unknown)}<b>?</b></th>'


def _choice(name: str, value: str, text: str) -> str:
    return f'<label><input type="radio" name="{escape(name)}" value="{escape(value)}">{escape(text)}</label>'


def _topic(topic: AskedTopic, first: int, form: SurveyForm) -> str:
    note = f"<small>{escape(topic.note)}</small>" if topic.note else ""
    head = f'<tr class="topic"><th scope="rowgroup" colspan="8">{escape(topic.title)}{note}</th></tr>'
    rows = "\n".join(_statement(item, number, form) for number, item in enumerate(topic.items, start=first))
    return f"<tbody>\n{head}\n{rows}\n</tbody>"


def _statement(item: Item, number: int, form: SurveyForm) -> str:
    text = escape(item.statement.text if item.statement else "")
    words = [*form.scale, form.na, form.unknown]
    cells = "".join(
        f'<td{" class=apart" if place == 5 else ""}><label><span class="vh">{escape(word)}</span>'
        f'<input type="radio" name="s{number}" value="{escape(word)}"></label></td>'
        for place, word in enumerate(words)
    )
    return f'<tr class="s"><th scope="row"><span><span class="no">{number}</span><span>{text}</span></span></th>{cells}</tr>'
