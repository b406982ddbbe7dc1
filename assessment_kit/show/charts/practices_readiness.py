"""Table "readiness": earlier attempts at process management, and what derailed each."""

from __future__ import annotations

import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show.charts.behind import capped, source
from assessment_kit.show.charts.cells import Record, known, records
from assessment_kit.show.pieces import Gap, Table


def readiness(result: StepResult) -> Table | Gap:
    """One row per attempt, the oldest first."""
    attempts = result.tables["attempts"]
    if attempts.empty:
        return Gap(phrase("What was tried before"), phrase("no earlier attempt at process management is on record"),
                   phrase("A list of earlier attempts with the reason why each ended, or the word of two executives that there was none"))  # fmt: skip
    return Table(
        title=_title(attempts),
        subtitle=phrase("Earlier attempts at process management, and the part of management on which each one failed."),
        source=source((phrase("list of past attempts"), attempts)),
        columns=(phrase("Attempt"), phrase("Year"), phrase("Failed on"), phrase("Reason")),
        rows=capped((_row(r) for r in records(attempts)), len(attempts)),
        align="lrll",
        margin=(phrase("The last chapter says how these parts are rated today."),),
    )


def _title(attempts: pd.DataFrame) -> str:
    n = len(attempts)
    counts = attempts["element_name"].value_counts()
    first = phrase(
        "{n} earlier {word} at process management failed",
        n=words.sentence_case(words.count_word(n)),
        word=phrase("attempt") if n == 1 else phrase("attempts"),
    )
    if counts.empty or counts.iloc[0] < 2:
        return first
    most = int(counts.iloc[0])
    which = phrase("both") if most == n == 2 else phrase("all") if most == n else words.count_word(most)
    return phrase("{first}, {which} of them on {index}", first=first, which=which, index=counts.index[0])


def _row(row: Record) -> tuple[object, ...]:
    year = str(int(row["year"])) if known(row["year"]) else "–"
    element = words.sentence_case(str(row["element_name"])) if known(row["element_name"]) else phrase("not known")
    return row["attempt"], year, element, row["reason"]
