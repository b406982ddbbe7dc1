"""The command line: what it makes, and that bad input gets a sentence with its cure, the right exit code and no traceback."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from assessment_kit import shipped
from assessment_kit.cli import main
from assessment_kit.engagement import read
from assessment_kit.method import load_method

METHOD = load_method()


class Done(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def text(self) -> str:
        return self.out + self.err


class Command:
    """The command as a user types it, in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.monkeypatch, self.capsys = monkeypatch, capsys

    def __call__(self, *words: str | Path) -> Done:
        self.monkeypatch.setattr(sys, "argv", ["assessment-kit", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = self.capsys.readouterr()
        assert "Traceback" not in out + err
        code = ended.value.code
        return Done(code if isinstance(code, int) else 0 if code is None else 1, out, err)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(monkeypatch, capsys)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A client with settings and one list, and nothing wrong."""
    made = tmp_path / "acme"
    made.mkdir()
    (made / "engagement.yaml").write_text('client: "Acme"\ndate: "2026-10-16"\n', encoding="utf-8")
    (made / "processes.csv").write_text(
        "process_id,name,category\np1,Order to delivery,deliver\np2,Quoting,sell\n", encoding="utf-8"
    )
    return made


# --- check: one fault each -----------------------------------------------------------------------------------------------

FAULTS: dict[str, tuple[str, str | bytes, list[str]]] = {
    "not UTF-8": (
        "processes.csv", "process_id,name,category\np1,Größe,deliver\n".encode("latin-1"),
        ["processes.csv row 2", "not in UTF-8", 'Save it as "CSV UTF-8".'],
    ),
    "a renamed column": (
        "processes.csv", "process_id,name,categry\np1,Quoting,sell\n",
        ["processes.csv row 1", '"categry"', "no column of this list has this heading", 'Did you mean "category"?'],
    ),
    "a duplicate id": (
        "processes.csv", "process_id,name,category\np1,Quoting,sell\np1,Selling,sell\n",
        ["processes.csv row 3", '"p1" stands in row 2 already', "Give each row an id of its own."],
    ),
    "a dangling reference": (
        "processes.csv", "process_id,name,category,parent_id\np1,Quoting,sell,p77\n",
        ["processes.csv row 2", '"parent_id"', "p77"],
    ),
    "a score of 7": (
        "interviews/cfo.yaml", 'who: {id: "cfo"}\nanswers:\n  - {item_id: "roles.clear", score: 7}\n',
        ["interviews/cfo.yaml line 3", '"answers 1.score"', "7 is outside 1–5", "Check the score."],
    ),
    "31 February": (
        "interviews/cfo.yaml", 'who: {id: "cfo"}\nwhen: "2026-02-31"\nanswers:\n  - {item_id: "roles.clear", score: 3}\n',
        ["interviews/cfo.yaml line 2", '"when"', "February 2026 has no day 31", "Check the date."],
    ),
    "a tab": (
        "interviews/cfo.yaml", "who:\n\tid: cfo\n",
        ["interviews/cfo.yaml line 2", "a tab stands where only spaces may", "Replace each tab by two spaces."],
    ),
    "an answer to an unknown item": (
        "interviews/cfo.yaml", 'who: {id: "cfo"}\nanswers:\n  - {item_id: "roles.cleer", score: 3}\n',
        ["interviews/cfo.yaml line 3", "is not an item of the method", 'Did you mean "roles.clear"?'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", list(FAULTS))
def test_check_names_the_fault_its_place_and_its_cure(command: Command, folder: Path, fault: str) -> None:
    name, content, told = FAULTS[fault]
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    done = command("check", folder)
    assert done.code == 1
    assert "1 problem\n" in done.out
    assert [part for part in told if part not in done.out] == []


def test_check_names_a_mapping_to_an_unknown_item(command: Command, folder: Path) -> None:
    (folder / "survey").mkdir()
    (folder / "survey" / "pulse.csv").write_text("id,clear\n1,4\n", encoding="utf-8")
    mapping = 'file: "pulse.csv"\nrespondent: "id"\nitems:\n  roles.cleer: "clear"\n'
    (folder / "survey" / "mapping.yaml").write_text(mapping, encoding="utf-8")
    done = command("check", folder)
    assert done.code == 1
    assert "survey/mapping.yaml line 4" in done.out
    assert 'Did you mean "roles.clear"?' in done.out


def test_check_names_the_faults_of_the_brand_as_a_run_does(command: Command, folder: Path) -> None:
    settings = folder / "engagement.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + 'brand: "brand.yaml"\n', encoding="utf-8")
    done = command("check", folder)
    assert (done.code, "the brand brand.yaml cannot be opened" in done.out) == (1, True)
    (folder / "brand.yaml").write_text('name: "Acme"\nmian: "#123456"\n', encoding="utf-8")
    done = command("check", folder)
    assert (done.code, "there is no such entry" in done.out) == (1, True)
    (folder / "brand.yaml").write_text('name: "Acme"\nmain: "#123456"\n', encoding="utf-8")
    assert command("check", folder).code == 0


def test_check_has_nothing_to_say_of_a_sound_folder(command: Command, folder: Path) -> None:
    read = "  Read: Processes 2, Roles 0, Metrics 0, Meetings 0, Interviews 0, Survey answers 0.\n"
    assert command("check", folder) == (0, f"{folder}: nothing to mend\n{read}", "")


def test_check_says_that_a_blank_folder_is_blank_and_what_to_do(command: Command, tmp_path: Path) -> None:
    assert command("new", tmp_path / "acme", "--client", "Acme", "--date", "2026-10-16").code == 0
    done = command("check", tmp_path / "acme")
    assert done.code == 0
    assert "Read: Processes 0, Roles 0, Metrics 0, Meetings 0, Interviews 0, Survey answers 0.\n" in done.out
    assert (
        "There is nothing to assess yet. Fill in a list, an interview or the survey, then: assessment-kit check"
        in done.out
    )


def test_check_counts_all_that_it_read(command: Command) -> None:
    done = command("check", shipped.SAMPLE_CLIENTS / "northmoor")
    assert "Management processes 12" in done.out
    assert "Interviews 12, Survey answers 150." in done.out
    assert "nothing to assess" not in done.out


def test_check_names_a_folder_that_cannot_be_read_once(command: Command, tmp_path: Path) -> None:
    gone = tmp_path / "nowhere"
    done = command("check", gone)
    assert (done.code, done.err) == (1, "")
    assert done.out == f"{gone} does not exist. Check the name, or make it with: assessment-kit new {gone}\n"
    assert json.loads(command("check", gone, "--format", "json").out)[str(gone)][0]["file"] == "nowhere"


def test_check_lists_quotes_that_name_a_role_and_does_not_fail_for_them(command: Command, folder: Path) -> None:
    (folder / "roles.csv").write_text("role_id,title,level\nhq,Head of Quality,executive\n", encoding="utf-8")
    (folder / "interviews").mkdir(exist_ok=True)
    said = (
        'answers:\n  - {item_id: "roles.clear", score: 3, quote: "The Head of Quality decides.", may_be_quoted: yes}\n'
    )
    (folder / "interviews" / "cfo.yaml").write_text(said, encoding="utf-8")
    done = command("check", folder)
    assert done.code == 0
    assert 'interviews/cfo.yaml, entry "roles.clear": the quote names a role, "Head of Quality".' in done.out


def test_check_reads_all_folders_and_fails_for_one(command: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = command("check", folder, tmp_path / "empty")
    assert done.code == 1
    assert f"{folder}: nothing to mend" in done.out
    assert f"is empty. Fill it with: assessment-kit new {tmp_path / 'empty'}\n" in done.out


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("", "the file must hold entries such as client and date"),
        ('client: "Acme"\ndate: "2026-02-31"\n', "February 2026 has no day 31"),
        ('client: "Acme"\n\tdate: "2026-02-01"\n', "a tab stands where only spaces may"),
        ("date: 2026-02-01\n", 'engagement.yaml, entry "client": the entry is missing. Write the client\'s name'),
    ],
)
def test_check_says_what_keeps_a_folder_from_being_read(
    command: Command, folder: Path, settings: str, told: str
) -> None:
    (folder / "engagement.yaml").write_text(settings, encoding="utf-8")
    done = command("check", folder)
    assert done.code == 1
    assert told in done.out


def test_check_lists_every_fault_at_once_as_text_and_as_json(command: Command) -> None:
    faulty = shipped.SAMPLE_CLIENTS / "faultline"
    problems = read(faulty, METHOD.items).problems
    text = command("check", faulty)
    assert text.code == 1
    assert f"{len(problems)} problems" in text.out
    told = json.loads(command("check", faulty, "--format", "json").out)
    assert [p["rule"] for p in told[str(faulty)]] == [p.rule for p in problems]
    assert {"file", "row", "column", "value", "rule", "cure"} <= set(told[str(faulty)][0])


# --- run -----------------------------------------------------------------------------------------------------------------


def test_run_says_that_the_output_folder_cannot_be_written(command: Command, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file stands here", encoding="utf-8")
    done = command("run", folder, "-o", tmp_path / "reports")
    assert done.code == 2
    file = tmp_path / "reports"
    assert done.err == f"Cannot write to {file}: {file} is a file. Choose another folder with -o.\n"
    done = command("run", folder, "-o", file / "below")
    assert done.err == f"Cannot write to {file / 'below'}: {file} is a file. Choose another folder with -o.\n"


@pytest.mark.slow
@pytest.mark.parametrize("what", ["empty", "absent", "a file"])
def test_run_tells_a_folder_that_cannot_be_read_in_one_line(command: Command, tmp_path: Path, what: str) -> None:
    client = tmp_path / "client"
    if what == "empty":
        client.mkdir()
    elif what == "a file":
        client.write_text("x", encoding="utf-8")
    done = command("run", client, "-o", tmp_path / "reports")
    told = {"empty": "is empty. Fill it with: assessment-kit new", "absent": "does not exist.", "a file": "is a file."}
    assert done.code == 1
    assert f"client: failed. {client} {told[what]}" in done.err
    record = json.loads((tmp_path / "reports" / "client" / "run.json").read_text(encoding="utf-8"))
    assert record["status"] == "failed"
    assert told[what] in record["error"]


def test_wrong_usage_is_exit_code_2(command: Command) -> None:
    assert command("run").code == 2
    assert command("chekc").code == 2


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["plan", "x", "--minutes", "5"], "--minutes 5 cannot be used. Give a whole number of 10 or more."),
        (["plan", "x", "--minutes", "soon"], "--minutes soon cannot be used. Give a whole number of 10 or more."),
        (["new", "x", "--rapid", "--minutes", "9"], "--minutes 9 cannot be used. Give a whole number of 10 or more."),
        (["run", "x", "--jobs", "0"], "--jobs 0 cannot be used. Give a whole number from 1 to 64."),
        (["run", "x", "--jobs", "65"], "--jobs 65 cannot be used. Give a whole number from 1 to 64."),
        (["new", "x", "--date", "2026-02-31"], "--date 2026-02-31 cannot be used: February 2026 has no day 31. Check the date."),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_used_is_told_with_what_can(command: Command, words: list[str], told: str) -> None:
    assert command(*words) == (2, "", f"{told}\n")


# --- new -----------------------------------------------------------------------------------------------------------------


def test_new_makes_a_folder_that_check_accepts(command: Command, tmp_path: Path) -> None:
    made = command("new", tmp_path / "acme", "--client", "Acme", "--date", "2026-10-16")
    assert made.code == 0
    names = ["engagement.yaml", "inventory.xlsx", "decisions.yaml", "interviews/every_question.yaml.txt"]
    names += ["survey/questionnaire.html", "survey/answers.xlsx"]
    assert all(f"{tmp_path / 'acme' / name}\n" in made.out for name in names)
    assert command("check", tmp_path / "acme").code == 0


def test_new_leaves_what_check_then_asks_for(command: Command, tmp_path: Path) -> None:
    assert command("new", tmp_path / "acme").code == 0
    done = command("check", tmp_path / "acme")
    assert done.code == 1
    assert "2 problems" in done.out
    assert 'engagement.yaml line 4, entry "client": it is empty.' in done.out
    assert 'engagement.yaml line 5, entry "date": it is empty.' in done.out


def test_new_in_rapid_mode_takes_the_minutes_or_those_of_the_method(command: Command, tmp_path: Path) -> None:
    for name, words, minutes in (("a", ["--minutes", "90"], 90), ("b", [], METHOD.thresholds.rapid.minutes)):
        assert command("new", tmp_path / name, "--rapid", *words, "--client", "A", "--date", "2026-10-16").code == 0
        assert read(tmp_path / name).settings.minutes == minutes


def test_new_overwrites_nothing(command: Command, folder: Path) -> None:
    done = command("new", folder)
    assert done == (
        2,
        "",
        f"{folder} holds engagement.yaml already, and nothing is overwritten. Choose another folder.\n",
    )


def test_new_refuses_a_budget_without_rapid_mode(command: Command, tmp_path: Path) -> None:
    done = command("new", tmp_path / "acme", "--minutes", "90")
    assert (done.code, (tmp_path / "acme").exists()) == (2, False)
    assert "--minutes goes with --rapid" in done.err


def test_the_survey_is_written_into_a_folder_that_has_none(command: Command, folder: Path) -> None:
    assert command("survey", folder, "--all-statements").code == 0
    page = (folder / "survey" / "questionnaire.html").read_text(encoding="utf-8")
    assert page.count('<tr class="s">') == sum(item.statement is not None for item in METHOD.items.values())
    assert "Acme" in page
    assert command("check", folder).code == 0
    done = command("survey", folder)
    assert done.code == 2
    assert done.err.endswith("nothing is overwritten. Move away what is there to have it written anew.\n")


# --- plan ----------------------------------------------------------------------------------------------------------------


def test_plan_tells_whom_to_ask_what(command: Command, folder: Path) -> None:
    done = command("plan", folder, "--minutes", "60")
    assert done.code == 0
    assert done.out.startswith("Acme: 1 interview, 60 of 60 minutes, set-up included")
    values = json.loads(command("plan", folder, "--minutes", "60", "--format", "json").out)
    assert values["used"] == 60
    assert all(item in METHOD.items for interview in values["interviews"] for item in interview["items"])


def test_plan_takes_the_minutes_of_the_folder(command: Command, folder: Path) -> None:
    (folder / "engagement.yaml").write_text(
        'client: "Acme"\ndate: "2026-10-16"\nmode: "rapid"\nminutes: 40\n', encoding="utf-8"
    )
    assert json.loads(command("plan", folder, "--format", "json").out)["minutes"] == 40


def test_plan_says_why_it_cannot(command: Command, tmp_path: Path) -> None:
    done = command("plan", tmp_path / "nowhere", "--minutes", "60")
    assert done.code == 1
    assert done.err == (
        f"{tmp_path / 'nowhere'} does not exist. Check the name, or make it with: assessment-kit new {tmp_path / 'nowhere'}\n"
    )
    assert command("plan", tmp_path, "--minutes", "5").code == 2
