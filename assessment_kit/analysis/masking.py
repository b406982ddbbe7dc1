"""What could tell who somebody is, in words rather than in figures: addresses, signatures of quotes, numbers of interviews.

E-mail addresses and phone numbers are masked wherever they stand, always. A quote that names a role is *not* held back:
`may_be_quoted` is the interviewee's release of these very words, and many roles are held by several people. It is listed for
the consultant instead, who knows (`assessment-kit check` shows the list; no report does).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from assessment_kit.analysis.kept import kept
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.folder import INTERVIEWS, SURVEY
from assessment_kit.engagement.model import Engagement
from assessment_kit.errors import Problem

SIGNED: Mapping[str, str] = {
    "executive": "Executive",
    "senior": "Senior manager",
    "middle": "Middle manager",
    "front_line": "Front line",
}
MANAGERS = {"executive", "senior", "middle"}
LEAST_OF_A_LEVEL = 2
"""With fewer interviews of a level, a quote that is signed with it points to one person."""

_AT = r"(?:@|＠|\s?[(\[{]\s?(?:at|ät)\s?[)\]}]\s?)"
_SIGN = re.compile(_AT, re.IGNORECASE)
_MAY_SIGN = re.compile(r"[@＠(\[{]")  # without one of these there is no sign, and almost every text is without
_ADDRESS = re.compile(rf"[\w.+%'’-]+{_AT}[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_WITHIN = re.compile(r"[\w.+%'’-]+[@＠][\w-]+")  # an address without a country: jane@plant
_DATE = r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b"
_PHONE = re.compile(
    r"(?<![\w.,])(?:"
    r"(?:\+|00)\d(?:[\s()./-]*\d){6,14}"  # +44 20 7946 0958
    rf"|(?!{_DATE})\(?0\d(?:[\s()/-]*\d){{5,12}}"  # 020 7946 0958, (0711) 123456
    r"|\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}"  # 555-123-4567
    r")(?!\w)"
)
_CALLED = re.compile(r"\b(tel|telephone|phone|mobile|cell|fax|ext|extension)\b(\.?:?\s*(?:no\.?|number)?\s*)\+?\d[\d\s()/-]*\d", re.IGNORECASE)  # fmt: skip


def masked(text: str) -> str:
    """The text without e-mail addresses and phone numbers.

    Examples
    --------
    >>> masked("Ask jane.doe@plant.example or call +44 20 7946 0958.")
    'Ask [e-mail address] or call [phone number].'
    >>> masked("By 01.10.2026 we had 1,240,000 parts and 2 of 30.")
    'By 01.10.2026 we had 1,240,000 parts and 2 of 30.'
    """
    text = _WITHIN.sub("[e-mail address]", without_addresses(text))
    return _PHONE.sub("[phone number]", _CALLED.sub(r"\1\2[phone number]", text))


def without_addresses(text: str) -> str:
    """The text without e-mail addresses; for all that is shared, where a long figure must not pass for a phone number."""
    return _ADDRESS.sub("[e-mail address]", text) if _MAY_SIGN.search(text) and _SIGN.search(text) else text


def clean(content: Any) -> Any:
    """Plain JSON without e-mail addresses in any of its texts, names of entries included."""
    if isinstance(content, str):
        return without_addresses(content)
    if isinstance(content, list | tuple):
        return type(content)([clean(value) for value in content])
    if isinstance(
        content, int | float | None
    ):  # asked before the mappings, which are slow to ask for: places in a picture
        return content
    if isinstance(content, Mapping):
        return {clean(key): clean(value) for key, value in content.items()}
    return content


def shareable(engagement: Engagement) -> Engagement:
    """The engagement without e-mail addresses in the words of its lists and decisions: a picture may cut a word, and half an
    address can no longer be told from any other word. Ids stay, since lists refer to each other by them.
    """
    tables = {name: _masked_table(name, frame) for name, frame in engagement.tables.items()}
    return replace(engagement, tables=tables, decisions=clean(engagement.decisions))


def _masked_table(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    kinds = {c.name: c.type for c in load_tables()[name].columns}
    changed = {}
    for column in (c for c in frame if kinds.get(str(c)) in ("text", "texts")):
        values = frame[column]
        if kinds[str(column)] == "texts":
            changed[str(column)] = values.map(clean)
        elif values.str.contains(_SIGN).any():
            changed[str(column)] = values.map(without_addresses, na_action="ignore")
    return frame.assign(**changed) if changed else frame


@kept
def interview_numbers(engagement: Engagement) -> dict[str, int]:
    """Interview file → its number in the report.

    Files are often named after roles (cfo.yaml), so their order must not show. They are shuffled by a hash of each name together
    with all names and ids: the same interviews keep their numbers whatever is edited in them, and who knows some of the names
    cannot work out the order.
    """
    answers = engagement.answers
    names = sorted(str(name) for name in answers["interview"].dropna().unique())
    salt = "\n".join([engagement.settings.client, *names, *sorted(set(answers["respondent"].dropna().astype(str)))])
    keys = {name: hashlib.sha256(f"{salt}\n\n{name}".encode()).hexdigest() for name in names}
    return {name: number for number, name in enumerate(sorted(names, key=keys.__getitem__), start=1)}


def signatures(engagement: Engagement) -> dict[str, str]:
    """Interview file → how its quotes are signed: by level, or more widely where the level has one interview only.

    One level alone under the wider word would be told by it, so the level with the fewest interviews joins.
    """
    answers = engagement.answers.drop_duplicates("interview").dropna(subset=["interview"])
    levels = dict(zip(answers["interview"].astype(str), answers["level"].fillna("").astype(str), strict=True))
    counts = Counter(levels.values())
    wide = {level for level, n in counts.items() if n < LEAST_OF_A_LEVEL or level not in SIGNED}
    rest = sorted(set(counts) - wide, key=lambda level: (-counts[level], level))
    while wide and rest and sum(counts[level] for level in wide) < LEAST_OF_A_LEVEL:
        wide.add(rest.pop())
    word = "Manager" if wide <= MANAGERS else "Interviewee"
    return {name: word if level in wide else SIGNED[level] for name, level in levels.items()}


def quotes_that_name_roles(engagement: Engagement) -> list[Problem]:
    """Released quotes in which a title from the list of roles stands: to be read once more before the report is sent."""
    answers, titles = engagement.answers, engagement.table("roles")["title"].dropna().astype(str)
    known = sorted({title.strip() for title in titles if title.strip()}, key=len, reverse=True)
    if not known:
        return []
    pattern = re.compile(r"(?<!\w)(" + "|".join(map(re.escape, known)) + r")(?!\w)", re.IGNORECASE)
    released = answers[answers["may_be_quoted"].fillna(value=False).astype(bool) & answers["quote"].notna()]
    cure = "Reword it or set may_be_quoted to no, if this tells who is meant or who spoke."
    return [
        Problem(f"{INTERVIEWS}/{name}.yaml", f'the quote names a role, "{match[1]}"', cure, None, str(item))
        for name, item, quote in released[["interview", "item_id", "quote"]].itertuples(index=False)
        if (match := pattern.search(str(quote)))
    ]


def for_the_report(problems: Iterable[Problem], engagement: Engagement) -> list[Problem]:
    """As they may be shared: interviews by their numbers and in that order, and nothing of what stands in a cell of the survey
    or in an interview. The consultant has them whole from `assessment-kit check`.
    """
    numbers = interview_numbers(engagement)
    shown = [(problem, _numbered(problem, numbers)) for problem in problems]
    told = sorted((p for before, p in shown if before.file.startswith(f"{INTERVIEWS}/")), key=lambda p: _place(p.file))
    following = iter(told)
    return [next(following) if before.file.startswith(f"{INTERVIEWS}/") else p for before, p in shown]


def _place(name: str) -> tuple[int, str]:
    number = re.sub(r"\D", "", name)
    return (int(number) if number else 10**9, name)


def _numbered(problem: Problem, numbers: Mapping[str, int]) -> Problem:
    folder, _, name = problem.file.partition("/")
    if folder == INTERVIEWS and name:
        number = numbers.get(name.rsplit(".", 1)[0])
        shown = f"Interview {number}" if number else "An interview that cannot be read"
        return replace(problem, file=shown, row=None, rule=_without_values(problem.rule), value=None)
    if folder == SURVEY and name and not name.casefold().endswith((".yaml", ".yml")):
        return replace(problem, rule=_without_values(problem.rule), value=None)
    return problem


def _without_values(rule: str) -> str:
    return re.sub(r'"[^"]*"', "an entry", rule)
