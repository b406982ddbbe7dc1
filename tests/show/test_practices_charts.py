"""The figures of managing together: messages worked by hand, every colour from the theme, nothing past the edge, at any size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from assessment_kit.analysis.practices import analyse
from assessment_kit.analysis.result import StepResult
from assessment_kit.method import load_method
from assessment_kit.report.native_charts import native
from assessment_kit.show import theme
from assessment_kit.show.charts.lettering import measured
from assessment_kit.show.charts.practices import FIGURES
from assessment_kit.show.charts.practices_calendar_drawing import _heading
from assessment_kit.show.pieces import Figure, Gap, Table
from tests.builders import engagement, survey

METHOD = load_method()
SKILL_ITEMS = ("meeting_skill", "diagnosis", "criteria", "conclusions", "discussion", "own_unit")
LONG = "Coordination of the international programme for the further development of everything"
CHINESE = "全球供应链与质量管理月度联席评审会议及其后续跟踪落实情况通报会"


def client(
    meetings: int = 12,
    names: Sequence[str] = ("Operations review",),
    skills: bool = True,
    frequency: str | None = "",
    seats: Sequence[tuple[str, tuple[str, ...]]] = (),
    **cells: Any,
) -> StepResult:
    roles = [
        {"role_id": f"r{i}", "title": f"{names[i % len(names)]} {i}", "level": ("executive", "senior", "middle")[i % 3], "function": f"F{i % 4}"}
        for i in range(max(6, meetings // 2))
    ]  # fmt: skip
    rhythms = ("weekly", "monthly", "quarterly", "yearly", "daily", "every second Tuesday")
    listed = [
        {
            "meeting_id": f"m{i}", "name": f"{names[i % len(names)]} {i}", "frequency": frequency or rhythms[i % 6] if frequency is not None else None, "minutes": 60.0,
            "attendees": tuple(f"r{(i + k) % len(roles)}" for k in range(4)), "purpose": ("monthly_review", "weekly_steering")[i % 2],
            "agenda": "standing", "stated_purpose": "Decide", "decisions_recorded": i % 3 > 0, "topics": ("Results",),
            "process_performance_on_agenda": i == 1, **cells,
        }
        for i in range(meetings)
    ]  # fmt: skip
    listed = (
        [
            {**row, **dict(zip(("purpose", "attendees"), seat, strict=True))}
            for row, seat in zip(listed, seats, strict=True)
        ]
        if seats
        else listed
    )
    told = [
        {"interview": f"i{k}", "item_id": f"practices.{name}", "score": float(1 + (k + j) % 4)}
        for k in range(4 if skills else 0) for j, name in enumerate(SKILL_ITEMS)
    ]  # fmt: skip
    answers = survey({f"practices.{name}": [2.0, 3.0, 4.0, 5.0, 4.0, 1.0] for name in SKILL_ITEMS}) if skills else None
    return analyse(engagement(meetings=listed, roles=roles, interviews=told, survey=answers), METHOD)


SMALL, LARGE = client(), client(400, (LONG, CHINESE))
RESULTS = {"small": SMALL, "large": LARGE, "one": client(1), "few": client(3, (CHINESE,))}
ELSEWHERE = ("overlaps", "to_be", "levels", "views", "readiness")
"""A table, and sections with a test file of their own."""
DRAWN = [(name, section) for name in RESULTS for section in FIGURES if section not in ELSEWHERE]


def specs(figure: Any) -> Iterator[tuple[dict[str, Any], int]]:
    assert isinstance(figure, Figure)
    yield dict(figure.wide), theme.WIDE
    yield dict(figure.narrow), theme.NARROW


@pytest.mark.parametrize(("name", "section"), DRAWN)
def test_every_colour_is_one_of_the_theme(name: str, section: str) -> None:
    for spec, _ in specs(FIGURES[section](RESULTS[name])):
        assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", json.dumps(spec["layer"]))) <= set(theme.TOKENS.values())


@pytest.mark.parametrize(("name", "section"), DRAWN)
def test_nothing_is_drawn_past_the_edge(name: str, section: str) -> None:
    for spec, width in specs(FIGURES[section](RESULTS[name])):
        assert spec["width"] <= width
        for layer in spec["layer"]:
            for row in layer["data"]["values"]:
                assert -1 <= row["x"] <= width + 1
                assert -1 <= row.get("x2", 0) <= width + 1
                assert -1 <= row["y"] <= spec["height"] + 1
                assert row.get("y2", 0) <= spec["height"] + 1
                if "text" in row:
                    room = measured(str(row["text"]), bold=layer["mark"].get("fontWeight") == "bold")
                    align = layer["mark"]["align"]
                    left = row["x"] - {"left": 0.0, "center": room / 2, "right": room}[align]
                    assert left >= -2, row["text"]
                    assert left + room <= width + 2, row["text"]


@pytest.mark.parametrize(("name", "section"), [(n, s) for n in RESULTS for s in FIGURES])
def test_words_are_for_people(name: str, section: str) -> None:
    figure = FIGURES[section](RESULTS[name])
    text = json.dumps([v for k, v in figure.content().items() if k not in ("wide", "narrow")], ensure_ascii=False)
    assert re.findall(r"\bnan\b|\bNone\b|\bNaN\b|<NA>|[a-z]+_[a-z]+", text) == []
    assert re.findall(r"\b1 (?:meetings|managers|hours|skills|pairs|rows)\b", text) == []


def test_the_calendar_says_how_much_of_it_is_for_processes() -> None:
    # Meeting 1 is monthly, one hour, four people: 48 h. All twelve: per rhythm two, 4 people × times a year × 2.
    figure = FIGURES["calendar"](SMALL)
    assert isinstance(figure, Figure)
    total = 2 * 4 * (52 + 12 + 4 + 1 + 260 + 26)
    assert figure.title == f"Managers spend {total:,} hours a year together, 48 of them on processes"
    assert len(figure.rows) == 12


def test_the_calendar_sums_what_it_does_not_draw() -> None:
    figure = FIGURES["calendar"](LARGE)
    assert isinstance(figure, Figure)
    texts = [row["text"] for layer in figure.wide["layer"] for row in layer["data"]["values"] if "text" in row]
    more = [int(m[1]) for t in texts if (m := re.fullmatch(r"and (\d+) more", str(t)))]
    assert sum(more) + 22 == 400
    assert f"{round(LARGE.tables['meetings']['hours'].sum()):,}" in texts
    assert figure.rows[-1][0] == "and 340 more"


def test_blue_is_what_has_a_process_on_the_agenda() -> None:
    figure = FIGURES["calendar"](SMALL)
    assert isinstance(figure, Figure)
    blue = {
        row["text"] for layer in figure.wide["layer"] if layer["mark"].get("fill") == theme.SOUND
        for row in layer["data"]["values"] if "text" in row
    }  # fmt: skip
    assert "Operations review 1" in blue
    assert "Operations review 2" not in blue


@pytest.mark.parametrize("section", [s for s in FIGURES if s not in ELSEWHERE])
def test_four_hundred_meetings_stay_small(section: str) -> None:
    figure = FIGURES[section](LARGE)
    assert isinstance(figure, Figure)
    assert len(json.dumps(figure.wide)) < 60_000
    assert len(figure.rows) <= 61


def test_no_data_gives_a_gap_in_every_section() -> None:
    empty = analyse(engagement(), METHOD)
    for section in FIGURES:
        gap = FIGURES[section](empty)
        assert isinstance(gap, Gap), section
        assert gap.what
        assert gap.cure


@pytest.mark.parametrize(
    "column", ["frequency", "minutes", "attendees", "purpose", "topics", "agenda", "stated_purpose"]
)
@pytest.mark.parametrize("meetings", [1, 5])
def test_whatever_column_is_empty_each_gap_is_told_once(column: str, meetings: int) -> None:
    empty: dict[str, Any] = {column: () if column in ("attendees", "topics") else None}
    bare = client(meetings, skills=False, **empty)
    drawn = [FIGURES[section](bare) for section in FIGURES]
    told = {gap.what: (gap.why, gap.cure) for gap in drawn if isinstance(gap, Gap)}
    assert all(told.get(g.what, (g.why, g.cure)) == (g.why, g.cure) for g in bare.not_assessed)
    assert len({why for why, _ in told.values()}) == len(told)


def test_a_list_of_names_and_frequencies_alone_still_gives_a_calendar() -> None:
    bare = client(5, minutes=None, attendees=(), purpose=None, agenda=None, stated_purpose=None, decisions_recorded=None,
                  process_performance_on_agenda=None, topics=(), frequency="monthly")  # fmt: skip
    figure = FIGURES["calendar"](bare)
    assert isinstance(figure, Figure)
    assert figure.title == "5 meetings in a rhythm, held 60 times a year"
    assert isinstance(FIGURES["hours"](bare), Gap)
    assert isinstance(FIGURES["overlaps"](bare), Gap)


def test_overlaps_are_a_table_and_none_is_said() -> None:
    alike = client(
        3,
        names=("Round",),
        frequency="weekly",
        purpose="weekly_steering",
        attendees=("r0", "r1", "r2"),
        topics=("A", "B"),
    )
    table = FIGURES["overlaps"](alike)
    assert isinstance(table, Table)
    # Three pairs; 52 h × 3 people each meeting; the shorter of each pair, each once: two of the three.
    assert table.title == "Three pairs of meetings do the same work: 312 hours a year are spent twice"
    assert table.rows[0][2:] == ("3 of 3", "2 of 2", "312")
    none = FIGURES["overlaps"](client(3, attendees=("r0", "r1"), topics=(), purpose=None))
    assert isinstance(none, Gap | Table)


@pytest.mark.parametrize(
    ("times", "heading"),
    [
        ((52, 46), "Weekly"), ((52, 26), "Weekly or every two weeks"), ((26, 24), "Every two weeks"),
        ((52, 17.3), "Every one to three weeks"), ((26, 17.3), "Every two or three weeks"),
    ],
)  # fmt: skip
def test_a_group_is_named_after_what_is_in_it(times: Sequence[float], heading: str) -> None:
    assert _heading("Weekly", times) == heading
    assert _heading("Monthly", (12, 11)) == "Monthly"


def test_a_broken_chain_is_the_message() -> None:
    rows = [
        ("monthly_review", ("r0", "r3")),
        ("weekly_steering", ("r1", "r4")),
        ("weekly_steering", ("r2", "r5")),
        ("information", ("r0", "r1", "r2")),
    ]
    broken = client(4, seats=rows)
    figure = FIGURES["cascade"](broken)
    assert isinstance(figure, Figure)
    assert figure.title == "The chain of reviews breaks below the executives and below the senior managers"


def test_a_level_that_is_named_in_no_meeting_is_no_break() -> None:
    unknown = client(2, attendees=("r0", "r3"))  # executives only
    figure = FIGURES["cascade"](unknown)
    assert isinstance(figure, Figure)
    assert figure.title == "How reviews run below the executives and below the senior managers is not known"


def test_those_who_are_on_no_list_of_meetings_are_not_said_to_sit_in_a_review() -> None:
    """One manager of each of the three levels sits in both reviews; three more roles are named in no meeting."""
    joined = client(2, seats=[("monthly_review", ("r0", "r1", "r2")), ("weekly_steering", ("r0", "r1", "r2"))])
    figure = FIGURES["cascade"](joined)
    assert isinstance(figure, Figure)
    assert figure.title.endswith(
        "unbroken from level to level, and each of the 3 managers on the list of meetings sits in one"
    )


def test_the_skills_that_fall_short_are_named() -> None:
    figure = FIGURES["skills"](SMALL)
    assert isinstance(figure, Figure)
    weak = int(SMALL.tables["skills"]["weak"].sum())
    assert figure.title.startswith(
        "No skill" if weak == 0 else ("One", "Two", "Three", "Four", "Five", "Six")[weak - 1]
    )
    assert len(figure.rows) == 6


def test_the_weakest_skill_is_named_only_where_it_is_drawn_lowest() -> None:
    """Of eight who answer: data first, 5 of 8 agree at a mean of 3.25; one's own unit, 4 of 8 at 4.0.

    Both statements are reversed. The mean would name the first, the bars show the second as lower.
    """
    drawn = analyse(
        engagement(
            survey=survey({
                "practices.conclusions": [2.0] * 5 + [4.0] * 3,
                "practices.own_unit": [1.0] * 4 + [3.0] * 4,
            })
        ),
        METHOD,
    )  # fmt: skip
    figure = FIGURES["skills"](drawn)
    assert isinstance(figure, Figure)
    shares = [row[4] for row in figure.rows]
    assert shares == ["50%", "62%"], "the lowest share stands first"
    assert figure.title == "No skill falls short; the weakest is looking beyond one’s own unit"
    assert not any("interview" in note.lower() for note in figure.margin), "no note on scores that are not drawn"
    chart = native({"columns": figure.columns, "rows": figure.rows})
    assert chart is not None
    assert list(chart.series) == ["Agree in the survey"], "a slide draws the series that holds something"
    assert list(chart.series["Agree in the survey"]) == [0.5, 0.62]
