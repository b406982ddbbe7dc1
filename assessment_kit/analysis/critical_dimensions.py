"""Which critical dimension of performance a metric is about, as far as its name and unit tell: timeliness, quality or price.

The three are those of Rummler and Brache. Words are English; a name that tells nothing stays untold and is never read as a no.
A unit alone tells little: hours may be worked, billed or waited.
"""

from __future__ import annotations

import re

import pandas as pd

DIMENSIONS = ("timeliness", "quality", "price")

_NAMES = {
    "timeliness": r"on[- ]time|in time|too late|late (?:orders?|deliver\w+|payments?|shipments?)|lateness|delays?|delayed|overdue|punctual\w*|"
    r"(?:lead|cycle|waiting|response|resolution|turnaround|throughput|delivery|handling|processing|waiting)[- ]times?|time to|"
    r"(?:days|hours|minutes|weeks) (?:to|until|from)|(?:with)?in (?:\d+|one|two|three|four|five|ten) (?:seconds|minutes|hours|working days|days|weeks)|"
    r"\d+ (?:hours|days|minutes)|backlog|waiting",
    "quality": r"errors?|defects?|defective|yield|scrap|re-?work|complaints?|returned|returns|right first time|first[- ]pass|first[- ]time (?:right|fix)|"
    r"satisf\w+|promoter|nps|accura\w+|remarks|faults?|failures?|rejects?|rejected|claims?|incidents?|bugs?|flak\w+|quality|repeat (?:visits?|repairs?)",
    "price": r"costs?|price[sd]?|prices|expenses?|discounts?|margin|fees?|spend(?:ing)?",
}
_PATTERNS = {name: re.compile(rf"(?<![a-z])(?:{words})(?![a-z])") for name, words in _NAMES.items()}
_TIME_UNITS = {"day", "days", "hour", "hours", "h", "minute", "minutes", "min", "week", "weeks", "working days"}
_NOT_WAITED = re.compile(
    r"stock|inventory|supply|outstanding|worked|work(?:ing)? hours|overtime|billed|booked|leave|training|downtime|uptime|rework|absen"
)


def dimensions(metrics: pd.DataFrame) -> pd.DataFrame:
    """One boolean column per dimension (DIMENSIONS), index kept; all False where name and unit do not tell.

    Parameters
    ----------
    metrics : name, unit.
    """
    names = metrics["name"].fillna("").astype(str).str.casefold()
    found = pd.DataFrame({d: names.str.contains(p, regex=True) for d, p in _PATTERNS.items()}, index=metrics.index)
    timed = metrics["unit"].fillna("").astype(str).str.strip().str.casefold().isin(_TIME_UNITS)
    found["timeliness"] |= timed & ~names.str.contains(_NOT_WAITED, regex=True) & ~found.any(axis=1)
    return found.astype(bool)
