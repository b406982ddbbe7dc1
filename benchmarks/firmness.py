"""How long the firmness of all letters takes: 150 respondents by 40 statements, eight elements, 1,000 re-runs; and a million respondents.

.venv/bin/python benchmarks/firmness.py

The plain loop does the same re-run by re-run with Python's own lists. The goal is less than a second.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import pandas as pd

from assessment_kit.diagnosis.facets import facet_values
from assessment_kit.diagnosis.letters import decide, verdict
from assessment_kit.engagement.model import Engagement, Survey
from assessment_kit.method import load_method
from assessment_kit.method.model import FACETS, Item
from tests.builders import engagement

METHOD = load_method()
STATEMENTS = 40


def items() -> list[Item]:
    """The first 40 statements that measure an element, spread over all eight."""
    found = [i for i in METHOD.items.values() if i.statement is not None and i.element is not None]
    return sorted(found, key=lambda i: [o.id for o in found if (o.element, o.facet) == (i.element, i.facet)].index(i.id))[:STATEMENTS]  # fmt: skip


def client(people: int) -> Engagement:
    """So many respondents who differ in mood; one answer in eight is missing."""
    rng = np.random.default_rng(1)
    mood = rng.normal(0, 0.8, people).astype(np.float32)
    scores, status = {}, {}
    for item in items():
        answer = np.clip(np.rint(3 + mood + rng.normal(0, 1, people).astype(np.float32)), 1, 5)
        answer[rng.random(people) < 0.125] = np.nan
        scores[item.id] = answer
        status[item.id] = pd.Categorical.from_codes(np.isnan(answer).astype(int), ["answered", "not_asked"])
    who = pd.DataFrame({"respondent": np.arange(people).astype(str), "level": "middle", "function": "Sales"})
    empty = pd.DataFrame({"respondent": [], "column": [], "text": []})
    return engagement(survey=Survey(who, pd.DataFrame(scores), pd.DataFrame(status), empty, "made"))


def letters(e: Engagement) -> list[float | None]:
    """The firmness of each letter."""
    facets = facet_values(e, METHOD, {})
    return [verdict(element, facets, METHOD).firmness for element in METHOD.elements.values()]


def plain(answers: pd.DataFrame, times: int) -> list[float]:
    """The same, person by person and re-run by re-run; a NaN is not equal to itself."""
    chance = random.Random(METHOD.thresholds.seed)  # noqa: S311  repeats, keeps no secret
    columns = {i.id: [6 - s if i.statement and i.statement.reversed else s for s in answers[i.id].tolist()] for i in items()}  # fmt: skip
    people = range(len(answers))
    runs: list[list[str]] = []
    for run in range(times + 1):  # the first is the client as it is
        drawn = people if run == 0 else chance.choices(people, k=len(people))
        threshold = 0.5 if run == 0 else chance.uniform(0.4, 0.6)
        runs.append([])
        for element in METHOD.elements:
            shares = []
            for facet in FACETS:
                own = [columns[i.id] for i in items() if (i.element, i.facet) == (element, facet)]
                said = [[c[p] >= 4 for c in own if c[p] == c[p]] for p in drawn]
                means = [sum(s) / len(s) for s in said if s]
                shares.append(sum(means) / len(means) if means else None)
            runs[-1].append(decide(*shares, threshold))
    return [sum(r[k] == runs[0][k] for r in runs[1:]) / times for k in range(len(METHOD.elements))]


def seconds(work: Callable[[], Sequence[object]]) -> float:
    """The best of three."""
    took = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return min(took)


if __name__ == "__main__":
    small = client(150)
    letters(small)
    ours = seconds(lambda: letters(small))
    start = time.perf_counter()
    plain(small.survey.scores, 50)
    loop = (time.perf_counter() - start) * METHOD.thresholds.resamples / 50
    print(f"150 × {STATEMENTS}, {METHOD.thresholds.resamples} re-runs of eight letters: {ours:.2f} s")
    print(f"the plain loop: {loop:.1f} s (from 50 re-runs), {loop / ours:.0f} times as long")
    large = client(1_000_000)
    start = time.perf_counter()
    letters(large)
    print(f"1,000,000 × {STATEMENTS}: {time.perf_counter() - start:.1f} s")
