"""The judgement as the page asks for it: a reason is required, the rules' letter stays beside it, and nobody is overwritten."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from assessment_kit.capture.decisions_file import Clash, DecisionsFile, Kept
from assessment_kit.capture.judging import Judging
from assessment_kit.capture.on_disk import NotSavedError
from assessment_kit.shipped import SAMPLE_CLIENTS

DAY = dt.date(2026, 10, 20)


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE_CLIENTS / "northmoor", tmp_path / "acme"))


def _page(client: Path) -> dict[str, Any]:
    return cast(dict[str, Any], Judging(client, DAY).opened())


def test_each_letter_comes_with_its_three_questions_and_what_would_flip_it(client: Path) -> None:
    page = _page(client)
    assert [x["id"] for x in page["letters"]] == [f"E{n}" for n in range(1, 9)]
    for letter in page["letters"]:
        assert len(letter["facets"]) == 3
        if letter["computed"] != "not assessed":
            assert letter["flips"]
            assert abs(sum(s["share"] for s in letter["shares"]) - 1) < 1e-9
        for facet in letter["facets"]:
            assert facet["value"] is None or facet["low"] <= facet["value"] <= facet["high"]


def test_a_letter_of_ones_own_needs_a_reason_and_the_rules_letter_stays_beside_it(client: Path) -> None:
    judging, before = Judging(client, DAY), (client / "decisions.yaml").read_bytes()
    with pytest.raises(NotSavedError, match="Give a reason first"):
        judging.save({"what": "letters", "name": "E6", "mine": {"letter": "keep", "reason": " "}, "seen": {}})
    assert (client / "decisions.yaml").read_bytes() == before
    judging.save({"what": "letters", "name": "E6", "mine": {"letter": "keep", "reason": "It is read."}, "seen": {}})
    entry = yaml.safe_load((client / "decisions.yaml").read_text("utf-8"))["letters"]["E6"]
    assert entry == {"letter": "keep", "reason": "It is read.", "date": "2026-10-20", "by": "Lead consultant"}
    letter = next(x for x in _page(client)["letters"] if x["id"] == "E6")
    assert (letter["letter"], letter["computed"]) == ("keep", "C")
    assert letter["flips"]  # of the rules' letter, which may still be looked at


def test_a_struck_finding_can_still_be_seen_and_be_kept_again(client: Path) -> None:
    judging = Judging(client, DAY)
    name, told = next((i, f) for i, f in _page(client)["findings"].items() if not f["decision"])
    judging.save({"what": "findings", "name": name, "mine": {"strike": "yes", "reason": "Known."}, "seen": {}})
    struck = _page(client)["findings"][name]
    assert (struck["headline"], struck["now"]) == (told["headline"], "")
    judging.save({"what": "findings", "name": name, "mine": {}, "seen": struck["decision"]})
    assert _page(client)["findings"][name]["now"] == told["now"]


@pytest.mark.parametrize(("typed", "day"), [("30 Apr 2027", "2027-04-30"), ("2027-04-30", "2027-04-30"), ("30.4.2027", "2027-04-30")])  # fmt: skip
def test_an_action_gets_its_owner_and_a_day_in_any_plain_spelling(client: Path, typed: str, day: str) -> None:
    action = next(a for a in _page(client)["actions"] if not a["decision"])
    mine = {"owner": "Head of Sales", "date": typed}
    Judging(client, DAY).save({"what": "actions", "name": action["id"], "mine": mine, "seen": {}})
    again = next(a for a in _page(client)["actions"] if a["id"] == action["id"])
    assert (again["owner"], again["due"], again["standing"]) == ("Head of Sales", day, "agreed")


def test_a_day_that_cannot_be_read_is_refused(client: Path) -> None:
    with pytest.raises(NotSavedError, match="Write the day as year-month-day"):
        Judging(client).save({"what": "actions", "name": "roles.x", "mine": {"owner": "A", "date": "soon"}, "seen": {}})


def test_the_sample_client_is_not_changed() -> None:
    with pytest.raises(NotSavedError, match="sample client"):
        Judging(SAMPLE_CLIENTS / "northmoor").save({"what": "letters", "name": "E1", "mine": {"letter": "A", "reason": "x"}, "seen": {}})  # fmt: skip


def test_two_who_judge_the_same_are_asked_and_what_is_not_kept_stays_beside(tmp_path: Path) -> None:
    file, mine, theirs = DecisionsFile(tmp_path), {"letter": "A", "reason": "a"}, {"letter": "B", "reason": "b"}
    assert isinstance(file.save("letters", "E1", theirs, {}), Kept)
    assert isinstance(file.save("letters", "E2", mine, {}), Kept)  # another letter is merged
    clash = file.save("letters", "E1", mine, {})
    assert isinstance(clash, Clash)
    assert file.read()["letters"]["E1"] == theirs
    assert isinstance(file.save("letters", "E1", theirs, {}), Kept)  # the same once more is no clash
    file.settle("letters", "E1", mine, clash.theirs, keep_mine=True)
    assert file.read()["letters"] == {"E1": mine, "E2": mine}
    assert "Letter B. Reason: b" in (tmp_path / "decisions.not_kept.txt").read_text("utf-8")


def test_a_file_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "decisions.yaml").write_text("letters: [", encoding="utf-8")
    with pytest.raises(NotSavedError, match=r"decisions\.yaml"):
        DecisionsFile(tmp_path).save("letters", "E1", {"letter": "A", "reason": "a"}, {})
    assert (tmp_path / "decisions.yaml").read_text("utf-8") == "letters: ["
