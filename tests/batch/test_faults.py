"""What is told of a failure, to the consultant and to an expert; and what is told to nobody."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from assessment_kit.batch import faults
from assessment_kit.batch.workers import Lost
from assessment_kit.errors import EngagementError, NotebookError

TARGET = Path("/reports/acme")


def raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    """An error that has been on its way."""
    try:
        raise error from cause  # noqa: TRY301
    except BaseException as caught:  # noqa: BLE001
        return caught


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (EngagementError("x is empty. Fill it.\nmore\nand more"), "x is empty. Fill it. more"),
        (OSError(errno.ENOSPC, "No space left on device", "/reports/acme/report.html"), "The disk is full: there is no room for report.html. Make room and run it again; what is done is kept."),
        (PermissionError(errno.EACCES, "Permission denied", "/reports/acme/report.xlsx"), "report.xlsx cannot be written. Close the program that has it open, or ask who owns the folder, and run it again."),
        (PermissionError(errno.EACCES, "Permission denied", "/clients/acme/roles.csv"), "roles.csv cannot be read. Close the program that has it open, or ask who owns it, and run it again."),
        (ValueError("could not convert 'my boss lies'"), "Something unexpected stopped the report (ValueError). log.txt beside the record tells an expert where."),
        (MemoryError(), "Memory ran out. Close other programs or give fewer --jobs, then run it again."),
    ],
)  # fmt: skip
def test_the_reason_is_a_sentence_with_its_cure(error: BaseException, told: str) -> None:
    assert faults.told(error, TARGET) == told


def test_a_notebook_is_told_by_its_cell_and_never_by_words_of_the_client() -> None:
    error = raised(NotebookError("02_roles", 4, "ValueError: my boss lies"), raised(ValueError("my boss lies")))
    told = faults.told(error, TARGET)
    assert told == "Notebook 02_roles stopped at cell 4 (ValueError). log.txt beside the record tells an expert where."


def test_the_log_tells_where_and_leaves_out_what_a_library_quotes() -> None:
    cause = raised(ValueError("could not convert 'my boss lies' in column 'role_id', asked anna@acme.example"))
    log = faults.log("It stopped.", raised(NotebookError("02_roles", 4, "ValueError: my boss lies"), cause))
    assert log.startswith("It stopped.\n")
    assert "tests/batch" not in log  # no folders of this machine
    assert "test_faults.py, line" in log
    assert "could not convert ‘…’ in column 'role_id'" in log
    assert "boss" not in log
    assert "anna@" not in log


@pytest.mark.parametrize("text", ["cut 'off in the middle", 'said "a" and “b” and ‘c’', "'it''s mine'"])
def test_a_quote_is_left_out_however_it_is_marked(text: str) -> None:
    assert not {"off", "middle", "a", "b", "c", "mine"} & set(
        faults.sieved(ValueError(text)).replace("‘…’", " ").split()
    )


@pytest.mark.parametrize(
    ("lost", "told"),
    [
        (Lost("late"), "It took longer than --time-limit allows (1 second) and was stopped."),
        (Lost("died", -9), "Its process was killed twice, at last when it ran alone; most often memory ran out."),
        (Lost("died", -11), "Its process ended twice before the report was done (SIGSEGV), at last when it ran alone."),
        (
            Lost("died", 3),
            "Its process ended twice before the report was done (exit code 3), at last when it ran alone.",
        ),
    ],
)
def test_a_lost_process_is_told_by_how_it_ended(lost: Lost, told: str) -> None:
    assert faults.told_lost(lost, 1).startswith(told)
