"""Annual reports of the SIGs → interviews: one per SIG, its leads answering, quotes verbatim and without names.

Which answer gets which score is told by the rules of mappings/kubernetes/annual_reports.yaml; where no rule is met the status
is unknown, and the words stay as a quote. The reports are public, so quotes may be quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.real.client_folder import read_yaml, write_yaml
from tests.real.community import Group
from tests.real.kubernetes_roles import MAPPINGS

LONGEST_QUOTE, SHORTEST_QUOTE = 240, 20
_SENTENCE_END = re.compile(r"(?:(?<!\d)(?<!i\.e)(?<!e\.g)[.!?]\s+|\n\s*(?:[-*+]|\d+\.) +|\n\s*\n\s*)(?=\S)")


def write_interviews(source: Path, target: Path, groups: Sequence[Group], personal: re.Pattern[str]) -> None:
    """One file per SIG under interviews/. Quotes in which `personal` is found are left out."""
    for group in groups:
        if group.kind == "sig" and (answers := list(_answers(source, group, personal))):
            years = [answer.pop("year") for answer in answers]
            interview = {
                "who": {"id": f"{group.id}_leads", "level": "senior", "function": group.title},
                "when": f"{max(years) + 1}-03-01",  # a year's report is due on the first of March that follows
                "by": "Read from the annual reports",
                "answers": answers,
            }
            write_yaml(target / "interviews" / f"{group.id}.yaml", interview)


def measured(source: Path, groups: Sequence[Group]) -> dict[str, bool | None]:
    """Per SIG, whether its leads say that work is timed from end to end: no where they measure nothing, else not known."""
    item = next(e for e in _rules() if e["item_id"] == "metrics.kubernetes_group_measures")
    found: dict[str, bool | None] = {}
    for group in groups:
        _, answer = _latest(source, group, item) or (0, "")
        timed = re.search("time to approve and merge", answer, re.IGNORECASE)
        denied = re.search(item["rules"][0]["pattern"], answer, re.IGNORECASE)
        found[group.id] = False if denied else True if timed else None
    return found


def _rules() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = read_yaml(MAPPINGS / "annual_reports.yaml")
    return rules


def _answers(source: Path, group: Group, personal: re.Pattern[str]) -> Iterator[dict[str, Any]]:
    for entry in _rules():
        if "box" in entry:
            yield from _ticked(source, group, entry)
        elif latest := _latest(source, group, entry):
            year, answer = latest
            rule, place = _first_rule(entry["rules"], answer)
            quote = _sentence(answer, place)
            if personal.search(quote):
                quote = ""
            yield {
                "item_id": entry["item_id"], "year": year,
                **({"score": rule["score"]} if rule else {"status": "unknown"}),
                **({"quote": quote, "may_be_quoted": "yes"} if quote else {}),
                "note": f"Annual report {year}" + (f": {rule['because']}" if rule else ""),
            }  # fmt: skip


def _ticked(source: Path, group: Group, entry: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The latest report decides. Where not one of its boxes is ticked, the list was not filled in: unknown, not no."""
    for year in entry["years"]:
        boxes = re.findall(r"^\s*[-*] \[(.?)\]\s*(.*)$", _report(source, group, year), re.MULTILINE)
        mine = [tick.strip() for tick, text in boxes if text.startswith(entry["box"])]
        if mine:
            ticked, filled_in = bool(mine[0]), any(tick.strip() for tick, _ in boxes)
            answer = {"score": 5 if ticked else 1} if filled_in else {"status": "unknown"}
            word = "ticked" if ticked else "not ticked" if filled_in else "the list is not filled in"
            yield {"item_id": entry["item_id"], "year": year, **answer, "note": f"Annual report {year}: {word}"}
            return


def _report(source: Path, group: Group, year: int) -> str:
    """The report without its comments; empty where there is none of that year."""
    file = source / "community" / group.folder / f"annual-report-{year}.md"
    return re.sub("<!--.*?-->", "", file.read_text(encoding="utf-8"), flags=re.DOTALL) if file.exists() else ""


def _latest(source: Path, group: Group, entry: Mapping[str, Any]) -> tuple[int, str] | None:
    """(year, answer) of the latest report that answers the question; an answer of dashes is none."""
    first, *rest = (_words(sentence) for sentence in entry["question"])
    question = first + "".join(rf"(?:\W*{sentence})?" for sentence in rest)
    end = "|".join([r"\n\s*#", *(_words(s) for s in entry["until"])])
    for year in entry["years"]:
        found = re.search(rf"{question}(.*?)(?={end}|\Z)", _report(source, group, year), re.DOTALL | re.IGNORECASE)
        if found and re.search(r"[A-Za-z]{2}", found[1]):
            return year, re.sub(r"^[?*_:).\s]*(?=[\s\w\[\-*+#(])", "", found[1].rstrip("*_ \n"), count=1)
    return None


def _words(sentence: str) -> str:
    """A pattern that finds the sentence whatever stands between its words: quotes of any kind, line ends, emphasis."""
    return r"\W+".join(re.escape(word) for word in re.findall(r"\w+", sentence))


def _first_rule(rules: Sequence[Mapping[str, Any]], answer: str) -> tuple[Mapping[str, Any] | None, int]:
    for rule in rules:
        if found := re.search(rule["pattern"], answer, re.IGNORECASE | re.MULTILINE):
            return rule, found.start()
    return None, 0


def _sentence(answer: str, place: int) -> str:
    """The sentence of the answer that stands at the place, without markup and not longer than a quote should be."""
    starts = [0, *(m.end() for m in _SENTENCE_END.finditer(answer))]
    begin = max(s for s in starts if s <= place)
    stop = next((s for s in starts if s > place), len(answer))
    quote = _plain(answer[begin:stop])
    if len(quote) < SHORTEST_QUOTE and begin > 0:  # a bare link or number: the answer's first words say more
        return _sentence(answer, 0)
    return quote if len(quote) <= LONGEST_QUOTE else quote[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _plain(markdown: str) -> str:
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\](?:\[[^\]]*\])?", r"\1\2", markdown)
    text = re.sub(r"https?://\S+", "", text)
    text = re.sub(r"^[\s\-*+_]+|[*_`]+|\s[-+\d.]+\s*$", "", text)
    return " ".join(text.split()).strip(" :")
