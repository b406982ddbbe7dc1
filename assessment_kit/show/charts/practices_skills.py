"""Figure "skills": six skills of managers in managing together, as interviewers score them and as people say in the survey."""

from __future__ import annotations

import altair as alt
import pandas as pd

from assessment_kit import words
from assessment_kit.analysis.intervals import FEW
from assessment_kit.analysis.practices_gaps import SKILLS_GAP
from assessment_kit.analysis.result import StepResult
from assessment_kit.language import phrase
from assessment_kit.show import theme
from assessment_kit.show.charts.canvas import Canvas
from assessment_kit.show.charts.cells import Record, known, records
from assessment_kit.show.charts.lettering import fit
from assessment_kit.show.charts.practices_gap import gap
from assessment_kit.show.pieces import Figure, Gap, figure

LINE = 34


def skills(result: StepResult) -> Figure | Gap:
    """Each skill with its interview score (1–5) and the share who agree in the survey."""
    found = result.tables.get("skills", pd.DataFrame())
    if found.empty:
        return gap(result, SKILLS_GAP)
    told, surveyed = bool(found["interviews"].gt(0).any()), bool(found["answers"].gt(0).any())
    found = _in_order(found, told=told)
    return figure(
        lambda size: _Drawing(size, found, told=told, surveyed=surveyed).chart(),
        title=_title(found),
        subtitle=_subtitle(found, told=told, surveyed=surveyed),
        source=_source(found, told=told, surveyed=surveyed),
        alt_text=f"{_title(found)}. " + " ".join(_told(row) for row in records(found)),
        columns=(
            phrase("Skill"),
            phrase("Interview score (1–5)"),
            phrase("95% interval"),
            phrase("Interviews"),
            phrase("Agree in the survey"),
            phrase("95% interval"),
            phrase("Answers"),
        ),
        rows=[_row(row) for row in records(found)],
        margin=[
            *(
                [phrase("Each interview score has words for 1, 3 and 5, so that two interviewers score alike.")]
                if told
                else []
            ),
            *([phrase("The order is that of both sources together.")] if told and surveyed and len(found) > 1 else []),
            *(
                [phrase("Statements in which agreeing would be bad are turned, so that more is always better.")]
                if surveyed
                else []
            ),
        ],
    )


def _in_order(found: pd.DataFrame, *, told: bool) -> pd.DataFrame:
    """What falls short first, then the lowest of what is drawn: the share where no interview is, else the score."""
    drawn = found["score"] if told else found["agree"]
    ordered = found.assign(short=~found["weak"].astype(bool), drawn=drawn)
    return ordered.sort_values(["short", "drawn"], kind="stable", ignore_index=True)


def _is_lowest(found: pd.DataFrame) -> bool:
    """Whether the first skill, and no other, is drawn lowest in each source that is drawn."""
    drawn = [found[c] for c, n in (("interview", "interviews"), ("agree", "answers")) if found[n].gt(0).any()]
    return all(bool(values.iloc[0] < values.iloc[1:].min()) for values in drawn)


def _title(found: pd.DataFrame) -> str:
    weak = found[found["weak"].astype(bool)]
    if weak.empty and not _is_lowest(found):
        return phrase("No skill falls short")
    if weak.empty:
        least = found.iloc[0]
        return phrase(
            "No skill falls short; the weakest is {skill}",
            skill=words.within(str(least["skill"])),
        )
    names = [words.within(str(s)) for s in weak["skill"]]
    verb = phrase("falls") if len(weak) == 1 else phrase("fall")
    return phrase(
        "{weak} of {skills} {verb} short: {names}",
        weak=words.sentence_case(words.count_word(len(weak))),
        skills=words.plural(len(found), "skill"),
        verb=verb,
        names=words.listing(names),
    )


def _subtitle(found: pd.DataFrame, *, told: bool, surveyed: bool) -> str:
    parts = []
    if told:
        few = found["interviews"] < FEW
        parts.append(
            phrase("Each dot is the score of one interview, from 1 to 5")
            if few.all()
            else phrase("Dots are mean interview scores from 1 to 5, lines their 95% intervals")
            + (phrase("; of fewer than {few}, each score", few=words.count_word(FEW)) if few.any() else "")
        )
    if surveyed:
        parts.append(
            phrase("bars the share who agree in the survey")
            if told
            else phrase("Bars are the share who agree in the survey")
        )
    text = "; ".join(parts) + "."
    return text + (phrase(" Orange falls short.") if found["weak"].any() else "")


def _source(found: pd.DataFrame, *, told: bool, surveyed: bool) -> str:
    parts = []
    if told:
        parts.append(
            phrase("interviews, up to {interviews} per skill", interviews=words.number(found["interviews"].max()))
        )
    if surveyed:
        low, high = int(found.loc[found["answers"] > 0, "answers"].min()), int(found["answers"].max())
        parts.append(
            phrase(
                "survey, {low}{word} answers per statement",
                low=words.number(low),
                word="" if low == high else f"–{words.number(high)}",
            )
        )
    return words.sentence_case("; ".join(parts)) + "."


def _told(row: Record) -> str:
    parts = []
    if row["interviews"]:
        parts.append(
            phrase(
                "{scored} of 5 in {interviews}",
                scored=_scored(row),
                interviews=words.plural(int(row["interviews"]), "interview"),
            )
        )
    if row["answers"]:
        parts.append(
            phrase(
                "{agree} of {answers} agree", agree=words.percent(row["agree"]), answers=words.number(row["answers"])
            )
        )
    return f"{row['skill']}: {', '.join(parts)}."


def _scored(row: Record) -> str:
    """The mean of many scores; each of a few: ``2, 2, 3, 5``; ``2.5`` where two scorers differed."""
    if row["interviews"] >= FEW or not row["interviews"]:
        return words.number(row["interview"], 1)
    return ", ".join(words.number(s, 0 if float(s).is_integer() else 1) for s in row["scores"])


def _row(row: Record) -> tuple[str, ...]:
    return (
        str(row["skill"]),
        _scored(row), "–" if row["interviews"] < FEW else words.number_range(row["interview_low"], row["interview_high"]) or "–",
        words.number(row["interviews"]),
        words.percent(row["agree"]), words.percent_range(row["agree_low"], row["agree_high"]) or "–", words.number(row["answers"]),
    )  # fmt: skip


class _Drawing:
    """One drawing: names, scale of the interviews, bars of the survey, side by side; on a phone the names stand above."""

    def __init__(self, size: int, found: pd.DataFrame, *, told: bool, surveyed: bool) -> None:
        self.size, self.found, self.wide = size, found, size >= theme.WIDE
        self.canvas = Canvas(size)
        self.names = 200.0 if self.wide else 0.0
        half = (size - self.names) * (0.5 if told and surveyed else 1)
        after = 92.0 if self.wide else 40.0
        self.scale = (self.names + 8, self.names + half - after) if told else None
        self.scores_end = self.names + half - (18 if self.wide else 8)
        start = self.names + (half + 12 if told else 8)
        self.bars = (start, size - (92.0 if self.wide else 68.0)) if surveyed else None

    def chart(self) -> alt.TopLevelMixin:
        self._heads(8)
        top = y = 20.0
        for row in records(self.found):
            weak = bool(row["weak"])
            ink, colour = (theme.CHANGE, theme.CHANGE) if weak else (theme.INK, theme.SOUND)
            if self.wide:
                self.canvas.text(0, y + LINE / 2, fit(str(row["skill"]), self.names - 4, bold=weak), ink, bold=weak)
            else:
                self.canvas.text(0, y + 12, fit(str(row["skill"]), self.size, bold=weak), ink, bold=weak, halo=True)
                y += 16
            self._score(y + LINE / 2, row, colour)
            self._agreement(y + LINE / 2, row, colour)
            y += LINE
        for score in range(1, 6) if self.scale else ():
            self.canvas.box(self._place(score) - 0.5, top, 1, y - top, theme.HAIR)
        return self.canvas.chart(y + 6)

    def _heads(self, y: float) -> None:
        for score in range(1, 6) if self.scale else ():
            self.canvas.text(self._place(score), y, str(score), theme.QUIET, align="center")
        if self.scale and self.wide:
            self.canvas.text(self.scores_end, y, phrase("Interviews"), theme.QUIET, align="right")
        if self.bars:
            self.canvas.text(
                self.bars[0], y, phrase("Agree in the survey") if self.wide else phrase("Agree"), theme.QUIET
            )
            self.canvas.text(self.size, y, phrase("Answers") if self.wide else "n", theme.QUIET, align="right")

    def _place(self, score: float) -> float:
        first, last = self.scale or (0.0, 0.0)
        return first + (score - 1) / 4 * (last - first)

    def _score(self, y: float, row: Record, colour: str) -> None:
        if not self.scale:
            return
        if not row["interviews"]:
            self.canvas.text(self.scale[0], y, phrase("not asked"), theme.QUIET, halo=True)
            return
        if row["interviews"] < FEW:
            self._each_score(y, row, colour)
            return
        if known(row["interview_low"]):
            ends = [(self._place(row[end]), y) for end in ("interview_low", "interview_high")]
            self.canvas.line(ends, theme.LINE, line=2)
        score, n = words.number(row["interview"], 1), words.number(row["interviews"])
        self.canvas.dot(
            self._place(row["interview"]),
            y,
            colour,
            size=90,
            tip=phrase("{skill}: {score} of 5, {n} interviews", skill=row["skill"], score=score, n=n),
        )
        if self.wide:
            self.canvas.text(self.scores_end - 44, y, score, bold=True, align="right")
            self.canvas.text(self.scores_end, y, f"n = {n}", theme.QUIET, align="right")
        else:
            self.canvas.text(self.scores_end, y, score, align="right")

    def _each_score(self, y: float, row: Record, colour: str) -> None:
        """One dot per interview; the same scores stand side by side."""
        scores = list(row["scores"])
        for score in dict.fromkeys(scores):
            many = scores.count(score)
            for k in range(many):
                place = self._place(score) + (k - (many - 1) / 2) * 8
                self.canvas.dot(place, y, colour, size=50, tip=f"{row['skill']}: {_scored(row)}")
        if self.wide:
            self.canvas.text(self.scores_end, y, f"n = {words.number(row['interviews'])}", theme.QUIET, align="right")

    def _agreement(self, y: float, row: Record, colour: str) -> None:
        if not self.bars:
            return
        start, end = self.bars
        if not row["answers"]:
            self.canvas.text(start, y, phrase("not asked"), theme.QUIET)
            return
        agree, n = words.percent(row["agree"]), words.number(row["answers"])
        tip = phrase("{skill}: {agree} agree, n = {n}", skill=row["skill"], agree=agree, n=n)
        self.canvas.box(start, y - 8, end - start, 16, theme.WASH, tip=tip)
        self.canvas.box(start, y - 8, max(1.0, row["agree"] * (end - start)), 16, colour, above=True, tip=tip)
        self.canvas.text(end + 34, y, agree, bold=True, align="right")
        self.canvas.text(self.size, y, n, theme.QUIET, align="right")
