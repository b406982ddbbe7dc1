"""The store of interviews: nothing that was acknowledged is lost, by nobody and by no death."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment_kit.capture.answers import Conflict, InterviewFile, Place, Saved, answer_of, merged
from assessment_kit.capture.on_disk import NotSavedError
from assessment_kit.engagement.interview_edit import Answer

HEAD = 'who: {id: "x", level: "executive"}\nanswers:\n'


def _file(folder: Path) -> InterviewFile:
    return InterviewFile(folder, "logistics")


def test_an_answer_is_in_the_file_when_it_is_told_as_saved(tmp_path: Path) -> None:
    done = _file(tmp_path).save("a.b", Answer(3, quote="So."), Answer(), HEAD)
    assert isinstance(done, Saved)
    text = (tmp_path / "interviews" / "logistics.yaml").read_text(encoding="utf-8")
    assert text == f'{HEAD}  - item_id: "a.b"\n    score: 3\n    quote: "So."\n'
    assert done.stand.saved_at is not None


def test_the_same_message_heard_twice_changes_nothing(tmp_path: Path) -> None:
    first = _file(tmp_path).save("a.b", Answer(3), Answer(), HEAD)
    again = _file(tmp_path).save("a.b", Answer(3), Answer(), HEAD)
    assert isinstance(first, Saved)
    assert isinstance(again, Saved)
    assert first.stand.digest == again.stand.digest


def test_what_two_people_did_to_one_answer_is_merged_part_by_part() -> None:
    seen = Answer(note="old")
    assert merged(Answer(3, note="old"), Answer(None, 4.0, note="old"), seen) == Answer(3, 4.0, "answered", note="old")
    assert merged(Answer(3, note="old"), Answer(note="new"), seen) == Answer(3, None, "answered", note="new")
    assert merged(Answer(3, note="old"), Answer(4, note="old"), seen) is None


def test_a_release_is_not_merged_with_other_words() -> None:
    seen = Answer(quote="Mild words.")
    assert merged(Answer(quote="Mild words.", may_be_quoted=True), Answer(quote="Harsh words."), seen) is None


def test_a_conflict_writes_nothing_and_shows_both_sides(tmp_path: Path) -> None:
    _file(tmp_path).save("a.b", Answer(2), Answer(), HEAD)
    _file(tmp_path).save("c.d", Answer(5), Answer(), HEAD)
    found = _file(tmp_path).save("a.b", Answer(4), Answer(), HEAD)
    assert isinstance(found, Conflict)
    assert (found.mine.score, found.theirs.score) == (4, 2)
    assert {item: a.score for item, a in _file(tmp_path).read().answers.items()} == {"a.b": 2, "c.d": 5}


@pytest.mark.parametrize(("keep", "score", "aside"), [("mine", 4, "Score 2."), ("theirs", 2, "Score 4.")])
def test_what_is_not_kept_stays_beside_the_file(tmp_path: Path, keep: str, score: float, aside: str) -> None:
    _file(tmp_path).save("a.b", Answer(2), Answer(), HEAD)
    done = _file(tmp_path).settle("a.b", Answer(4), Answer(2, status="answered"), keep)
    assert isinstance(done, Saved)
    assert _file(tmp_path).read().answers["a.b"].score == score
    beside = (tmp_path / "interviews" / "logistics.not_kept.txt").read_text(encoding="utf-8")
    assert beside.rstrip().endswith(f"a.b: {aside}")


def test_both_are_kept_with_theirs_in_the_note(tmp_path: Path) -> None:
    _file(tmp_path).save("a.b", Answer(2, quote="Never."), Answer(), HEAD)
    theirs = _file(tmp_path).read().answers["a.b"]
    _file(tmp_path).settle("a.b", Answer(4, note="Sure."), theirs, "both")
    assert _file(tmp_path).read().answers["a.b"] == Answer(
        4, None, "answered", note="Sure.\nAnother interviewer: Score 2. “Never.”"
    )


def test_a_choice_between_two_is_asked_again_if_there_is_a_third(tmp_path: Path) -> None:
    _file(tmp_path).save("a.b", Answer(2), Answer(), HEAD)
    _file(tmp_path).save("a.b", Answer(5), Answer(2, status="answered"), HEAD)
    found = _file(tmp_path).settle("a.b", Answer(4), Answer(2, status="answered"), "mine")
    assert isinstance(found, Conflict)
    assert found.theirs.score == 5


def test_a_file_that_is_broken_is_left_alone_and_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "interviews" / "logistics.yaml"
    path.parent.mkdir()
    path.write_text("who: {\nanswers: [", encoding="utf-8")
    with pytest.raises(NotSavedError, match=r"interviews/logistics.yaml line 3"):
        _file(tmp_path).save("a.b", Answer(3), Answer(), HEAD)
    assert path.read_text(encoding="utf-8") == "who: {\nanswers: ["


def test_no_room_on_the_disk_is_said_and_the_old_file_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _file(tmp_path).save("a.b", Answer(3), Answer(), HEAD)
    before = _file(tmp_path).read().digest

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSavedError, match="the disk is full"):
        _file(tmp_path).save("c.d", Answer(4), Answer(), HEAD)
    assert _file(tmp_path).read().digest == before
    assert [p.name for p in (tmp_path / "interviews").iterdir()] == ["logistics.yaml"]


def test_a_score_outside_the_scale_is_refused() -> None:
    with pytest.raises(NotSavedError, match="outside 1–5"):
        answer_of({"score": 7})


def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    for name in ("../x", "", ".hidden", "a/b", "a\\b"):
        with pytest.raises(NotSavedError):
            InterviewFile(tmp_path, name)


def test_a_place_that_is_spoilt_is_no_place(tmp_path: Path) -> None:
    place = Place(tmp_path, "me")
    assert place.get() == {}
    place.put({"name": "logistics"})
    assert place.get() == {"name": "logistics"}
    place.path.write_text("{", encoding="utf-8")
    assert place.get() == {}


moves = st.lists(
    st.tuples(
        st.sampled_from([0, 1]), st.sampled_from(["look", "save", "save", "save"]), st.sampled_from(["a.b", "c.d"]),
        st.builds(Answer, score=st.sampled_from([1.0, 3.0, 5.0]), note=st.sampled_from(["", "x", "y: z"])),
        st.sampled_from(["mine", "theirs", "both"]),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=40)
@given(moves)
def test_two_writers_lose_nothing_that_was_acknowledged(done: list[tuple[int, str, str, Answer, str]]) -> None:
    """Each writer knows only what it was last told. An acknowledged score may go only by one who had seen it, or stays beside the file."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        seen: list[dict[str, Answer]] = [{}, {}]
        acknowledged: dict[str, Answer] = {}
        for who, verb, item, answer, keep in done:
            known = seen[who].get(item, Answer())
            if verb == "look":
                seen[who] = dict(_file(folder).read().answers)
                continue
            told = _file(folder).save(item, answer, known, HEAD)
            if isinstance(told, Conflict):
                assert told.theirs == acknowledged.get(item, Answer()), "a conflict with nothing"
                assert told.theirs != known
                lost = told.theirs if keep == "mine" else told.mine
                told = _file(folder).settle(item, told.mine, told.theirs, keep)
                assert isinstance(told, Saved)
                if keep != "both":
                    beside = (folder / "interviews" / "logistics.not_kept.txt").read_text(encoding="utf-8")
                    assert f"Score {lost.score:g}." in beside if lost.score else beside
            else:
                before = acknowledged.get(item, Answer())
                if before != known:  # somebody else's part that this writer had not seen is still there
                    now = told.stand.answers[item]
                    assert before.note in ("", now.note) or known.note == before.note
            seen[who] = dict(told.stand.answers)
            acknowledged[item] = told.stand.answers[item]
        assert {i: a for i, a in _file(folder).read().answers.items() if a != Answer()} == {
            i: a for i, a in acknowledged.items() if a != Answer()
        }


_WRITER = """
import sys
from pathlib import Path
from assessment_kit.capture.answers import InterviewFile, Saved
from assessment_kit.engagement.interview_edit import Answer
folder, who, start = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
for n in range(start, 100000):
    done = InterviewFile(folder, "logistics").save(f"{who}.n{n}", Answer(float(n % 5 + 1)), Answer(), "answers:\\n")
    assert isinstance(done, Saved)
    print(n, flush=True)
"""


@pytest.mark.slow
def test_writers_that_are_killed_at_random_moments_keep_every_acknowledged_answer(tmp_path: Path) -> None:
    """Two writers at one file, killed again and again without warning; each printed number is an acknowledged answer."""
    chance, kept = random.Random(7), {"a": [0], "b": [0]}  # noqa: S311
    for _ in range(12):
        running = {
            who: subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(tmp_path), who, str(max(kept[who]) + 1)], stdout=subprocess.PIPE, text=True
            )
            for who in kept
        }  # fmt: skip
        for writer in running.values():
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        time.sleep(chance.uniform(0.02, 0.3))
        for who, writer in running.items():
            writer.send_signal(signal.SIGKILL)
            told, _ = writer.communicate()
            kept[who] += [int(line) for line in told.splitlines(keepends=True) if line.endswith("\n")]
    found = _file(tmp_path).read().answers
    acknowledged = [f"{who}.n{n}" for who, numbers in kept.items() for n in numbers if n]
    assert len(acknowledged) > 20
    assert [
        item for item in acknowledged if found.get(item) != Answer(float(int(item[3:]) % 5 + 1), status="answered")
    ] == []
