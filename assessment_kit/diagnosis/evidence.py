"""What a finding rests on, in the form in which a reader can follow it: quotes, statements, rows.

References such as ``meetings:17`` become "Meetings, rows 17 and 21"; interviews become "Interview 7", by a number that
says nothing. Quotes are shown only where the interviewee released them, signed by level, without addresses (analysis.masking).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from assessment_kit import words
from assessment_kit.analysis.intervals import FEW
from assessment_kit.analysis.masking import SIGNED, interview_numbers, masked, signatures
from assessment_kit.analysis.scoring import interview_scores
from assessment_kit.diagnosis.matching import Figures
from assessment_kit.diagnosis.sentences import say, score_words
from assessment_kit.engagement.columns import load_tables
from assessment_kit.engagement.model import Engagement
from assessment_kit.language import phrase, phrases
from assessment_kit.method.model import Method, Situation

MOST_QUOTES = 3
FRAME = frozenset({"PM-01", "PM-02", "PM-03", "PM-29", "PM-30", "PM-42", "PM-43", "PM-44", "PM-45", "PM-46"})
"""Seeds so general that two entries which share them need not be on the same matter."""
LEVELS = SIGNED


@dataclass(frozen=True)
class Quote:
    text: str
    who: str


@dataclass(frozen=True)
class Agreement:
    """A survey statement with the share who give the better answer.

    verb : what these do, `agree`, or `disagree` with a statement that names a trouble. against : more than half of the answers
    speak against the finding, which does not rest on them.
    """

    text: str
    share: float
    count: int
    n: int
    range: str
    verb: str = "agree"
    against: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows of one list, or answers to one interview question: what they say, and where they stand."""

    says: str
    names: tuple[str, ...]
    where: str


@dataclass(frozen=True)
class Evidence:
    quotes: tuple[Quote, ...] = ()
    statements: tuple[Agreement, ...] = ()
    rows: tuple[Rows, ...] = ()

    @property
    def summary(self) -> str:
        """``2 quotes, 1 statement, 8 rows``."""
        parts = [
            words.plural(len(self.quotes), "quote") if self.quotes else "",
            words.plural(len(self.statements), "statement") if self.statements else "",
            words.plural(len(self.rows), "count") if self.rows else "",
        ]
        return ", ".join(p for p in parts if p)


@dataclass(frozen=True)
class Told:
    """The interviews, read once for all findings: numbers and signatures in the report, quotes and scores by item."""

    numbers: Mapping[str, int]
    signed: Mapping[str, str]
    quotes: Mapping[str, Sequence[Mapping[str, object]]]
    scores: Mapping[str, tuple[float, ...]]

    @classmethod
    def of(cls, engagement: Engagement) -> Told:
        """From the answers: quotes only where the interviewee released them."""
        answers = engagement.answers
        released = answers[answers["may_be_quoted"].fillna(value=False).astype(bool) & answers["quote"].notna()]
        numbers = interview_numbers(engagement)
        quotes: dict[str, list[Mapping[str, object]]] = defaultdict(list)
        ordered = released.assign(number=released["interview"].map(numbers)).sort_values("number", kind="stable")
        for row in ordered.to_dict("records"):
            if str(row["quote"]).strip():
                quotes[str(row["item_id"])].append(cast(Mapping[str, object], row))
        told = interview_scores(engagement).groupby("item_id")["score"]
        scores = {str(item): tuple(float(score) for score in own) for item, own in told}
        return cls(numbers, signatures(engagement), quotes, scores)


def gather(
    names: Iterable[str], situation: Situation, figures: Figures, told: Told, method: Method
) -> Evidence:  # fmt: skip
    """The evidence behind the figures `names`, and the answers to items on the same matter.

    On the same matter is an item that shares a seed with the situation and measures one of its elements; or that measures none
    and shares more than the frame of the method.
    """
    names, seeds = list(names), set(situation.seed)
    asked = [n.removeprefix("item.").removeprefix("agree.") for n in names if n.startswith(("item.", "agree."))]
    wanted: dict[str | None, set[str]] = {**dict.fromkeys(situation.elements, seeds), None: seeds - FRAME}
    related = [i.id for i in method.items.values() if wanted.get(i.element, set()) & set(i.seed)]
    items = list(dict.fromkeys(asked + related))
    counted = [name for name in names if name in method.indicators and name in figures]
    scored = [item for item in items if f"item.{item}" in figures]
    praise = situation.severity == "strength"
    said = (_agreement(item, figures, method, on_its_own=item in asked, praise=praise) for item in items)
    return Evidence(
        quotes=quotes(told, items, praise=praise),
        statements=tuple(filter(None, said)),
        rows=tuple(_rows(name, figures[name], method, told) for name in counted)
        + tuple(_scores(item, figures[f"item.{item}"], method, told) for item in scored),
    )


def quotes(told: Told, items: Sequence[str], most: int = MOST_QUOTES, *, praise: bool = False) -> tuple[Quote, ...]:
    """Released quotes on these items: first those that bear the finding out by their score, and of each interview one before
    the second of any.

    Parameters
    ----------
    praise : the finding is a strength, so that a low score speaks against it and not a high one.
    """
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    for rank, item in enumerate(items):
        for row in told.quotes.get(item, ()):
            interview = str(row["interview"])
            place = (seen[interview], rank, _strength(row["score"], praise=praise), told.numbers[interview])
            ranked.append((_against(row["score"], praise=praise), *place, row))
            seen[interview] += 1
    ranked.sort(key=lambda entry: entry[:5])
    best = [row for *_, row in ranked[:most]]
    return tuple(Quote(masked(str(row["quote"]).strip()), phrase(told.signed[str(row["interview"])])) for row in best)


def _strength(score: object, *, praise: bool) -> float:
    """Lower is stronger: how far a score bears the finding out; one that is not known stands in the middle."""
    known = 3.0 if words.missing(score) else cast(float, score)
    return -known if praise else known


def _against(score: object, *, praise: bool) -> bool:
    """The answer was scored on the other side of the middle."""
    return not words.missing(score) and (cast(float, score) < 3 if praise else cast(float, score) > 3)


def _agreement(
    item: str, figures: Figures, method: Method, *, on_its_own: bool = True, praise: bool = False
) -> Agreement | None:
    """on_its_own : the finding rests on this figure, so that it cannot speak against it."""
    row, statement = figures.get(f"agree.{item}"), method.items[item].statement
    if row is None or statement is None:
        return None
    share, n, count = float(row["value"]), int(row["n"]), int(row["count"])  # type: ignore[call-overload,arg-type]
    interval = words.percent_range(float(row["low"]), float(row["high"]))  # type: ignore[arg-type]
    # of a reversed statement the figure is those who contradict it
    verb = phrase("disagree") if statement.reversed else phrase("agree")
    against = not on_its_own and (share < 0.5 if praise else share > 0.5)
    return Agreement(statement.text, share, count, n, interval, verb, against)


def _rows(name: str, row: Mapping[str, object], method: Method, told: Told) -> Rows:
    refs = cast(Sequence[str], row["evidence"])
    return Rows(
        say(method.indicators[name].says, row), tuple(cast(Sequence[str], row["examples"])), where(refs, told.numbers)
    )


def _scores(item: str, row: Mapping[str, object], method: Method, told: Told) -> Rows:
    scores = told.scores[item]
    spread = (
        phrase(" ({scores} to {scores_2})", scores=words.number(min(scores)), scores_2=words.number(max(scores)))
        if len(scores) >= FEW
        else ""
    )
    says = phrase(
        "“{question}” {score_words} on a scale of 1 to 5{spread}",
        question=method.items[item].question,
        score_words=score_words(scores),
        spread=spread,
    )
    return Rows(says, (), where(cast(Sequence[str], row["evidence"]), told.numbers))


def where(refs: Iterable[str], interviews: Mapping[str, int]) -> str:
    """``Meetings, rows 3–5 and 9; interviews 2 and 7``."""
    rows: dict[str, set[int]] = defaultdict(set)
    told: set[int] = set()
    survey = False
    for ref in refs:
        if ref.startswith("interviews/"):
            told.add(interviews.get(ref.removeprefix("interviews/").split("#")[0], 0))
        elif ref.startswith("survey:"):
            survey = True
        elif match := re.fullmatch(r"(\w+):(\d+)", ref):
            rows[match[1]].add(int(match[2]))
    tables = load_tables()
    parts = [
        f"{phrase(tables[t].title if t in tables else words.humanise(t))}, {phrases(len(n), 'row', 'rows')} {_runs(n)}"
        for t, n in rows.items()
    ]
    parts += [f"{phrases(len(told), 'interview', 'interviews')} {_runs(told)}"] if told else []
    parts += [phrase("survey")] if survey else []
    return words.sentence_case("; ".join(parts))


def _runs(numbers: set[int]) -> str:
    """{3, 4, 5, 9} → ``3–5 and 9``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    texts = [str(a) if a == b else f"{a}–{b}" if b > a + 1 else f"{a}, {b}" for a, b in runs]
    return words.listing(texts, most=12)
