"""engagement.yaml: what is needed, what falls back, and what is said."""

from __future__ import annotations

import datetime as dt

import pytest

from assessment_kit.engagement import read
from assessment_kit.errors import EngagementError
from tests.engagement.conftest import Client


def test_settings_are_typed(client: Client) -> None:
    text = """
client: "Ünïcode & Söhne {x}"
date: 16.10.2026
people: 1240
mode: rapid
minutes: 180
return_date: 2027-03-15
short_name:
preconditions: {permission: No, funding: }
population: {total: 50, by_level: {Front line: 40, executive: 2}, by_function: {IT: 4}}
"""
    engagement = read(client({"engagement.yaml": text}))
    settings = engagement.settings
    assert engagement.problems == ()
    assert (settings.client, settings.date, settings.people, settings.minutes) == (
        "Ünïcode & Söhne {x}",
        dt.date(2026, 10, 16),
        1240,
        180,
    )
    assert settings.short_name is None
    assert settings.preconditions.permission == "No"  # an unquoted No is a text, not a boolean
    assert settings.preconditions.funding is None
    assert settings.population.by_level == {"front_line": 40, "executive": 2}


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("mod: rapid", 'entry "mod": there is no such entry. Did you mean "mode"?'),
        ("mode: quick", 'entry "mode": "quick" is not one of the allowed values. Use \'full\' or \'rapid\'.'),
        ("minutes: two", 'entry "minutes": "two" is not a whole number. Write a whole number.'),
        ("minimum_group: 1", 'entry "minimum_group": "1" is too small. Write 2 or more.'),
        ("return_date: 2027-02-31", 'entry "return_date": February 2027 has no day 31. Check the date.'),
        ("preconditions: given", 'entry "preconditions": this must hold entries of its own. Write entries below it, each with a name, a colon and a value.'),
        ("preconditions: {founding: yes}", 'entry "preconditions.founding": there is no such entry. Did you mean "funding"?'),
        ("population: {total: many}", 'entry "population.total": "many" is not a whole number. Write a whole number.'),
        ("population: {by_level: {boss: 3}}", 'entry "population.by_level.boss": "boss" is not one of the allowed values. Use executive, senior, middle or front line.'),
        ("population: {by_level: {senior: few}}", 'entry "population.by_level.senior": "few" is not a whole number. Write a whole number.'),
        ("population: [1, 2]", 'entry "population": this must hold entries of its own. Write entries below it, each with a name, a colon and a value.'),
        ("report: {edition: bord}", 'entry "report.edition": "bord" is not one of the allowed values. Use \'working\' or \'board\'.'),
        ("report: {sections: {metrix: off}}", 'entry "report.sections.metrix": there is no such entry. Did you mean "metrics"?'),
        ("report: {sections: {letters: off}}", 'entry "report.sections.letters": this cannot be left out. Take it away: the letters and page one are in each report.'),
        ("report: {sections: {metrics: perhaps}}", 'entry "report.sections.metrics": "perhaps" is not one of the allowed values. Use \'on\' or \'off\'.'),
        ("wave: [a]", 'entry "wave": this must be a text. Write a text on the same line.'),
    ],
)  # fmt: skip
def test_a_faulty_entry_falls_back_to_its_default(client: Client, entry: str, said: str) -> None:
    engagement = read(client({"engagement.yaml": f"client: T\ndate: 2026-10-16\n{entry}\n"}))
    assert [str(p) for p in engagement.problems] == [f"engagement.yaml line 3, {said}"]
    assert [p.left_out for p in engagement.problems] == ["the entry"]
    assert engagement.settings == read(client({"engagement.yaml": "client: T\ndate: 2026-10-16\n"})).settings


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("client: T\n", 'engagement.yaml, entry "date": the entry is missing. Write the day that the assessment stands for, such as date: "2026-03-31".'),
        ("date: 2026-10-16\n", 'engagement.yaml, entry "client": the entry is missing. Write the client\'s name, such as client: "Acme".'),
        ("# who\nclient: \ndate: 2026-10-16\n", 'engagement.yaml line 2, entry "client": it is empty. Write the client\'s name, such as client: "Acme".'),
        ('client: "  "\ndate: 2026-10-16\n', 'engagement.yaml line 1, entry "client": it is empty. Write the client\'s name, such as client: "Acme".'),
        ('client: "T"\n# when\n\ndate: ""\n', 'engagement.yaml line 4, entry "date": it is empty. Write the day that the assessment stands for, such as date: "2026-03-31".'),
        ("client: T\ndate: 2026-02-31\n", 'engagement.yaml line 2, entry "date": February 2026 has no day 31. Check the date.'),
        ("client: T\ndate: soon\n", 'engagement.yaml line 2, entry "date": "soon" is not a date that can be read in one way only. Write the day as year-month-day, such as 2026-10-12.'),
        (f"client: {'x' * 300}\ndate: 2026-10-16\n", 'engagement.yaml line 1, entry "client": the text is too long. Write at most 200 letters.'),
        ("client: T\n\tdate: x\n", "engagement.yaml line 2: a tab stands where only spaces may. Replace each tab by two spaces."),
        ("just words\n", "engagement.yaml line 1: the file must hold entries such as client and date. Write client: and date:, each on a line."),
        ("", "engagement.yaml line 1: the file must hold entries such as client and date. Write client: and date:, each on a line."),
    ],
)  # fmt: skip
def test_without_client_and_date_nothing_can_be_read(client: Client, text: str, said: str) -> None:
    with pytest.raises(EngagementError) as caught:
        read(client({"engagement.yaml": text}))
    assert str(caught.value) == said
    assert said in [str(p) for p in caught.value.problems]
