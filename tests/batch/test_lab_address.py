"""The address that `open` prints last."""

from pathlib import Path

from assessment_kit.batch.lab import address


def test_the_address_leads_to_the_notebook_and_carries_the_token() -> None:
    told = address("http://localhost:8888/", "abc", Path("notebooks/00 start.ipynb"))
    assert told == "http://localhost:8888/lab/tree/notebooks/00%20start.ipynb?token=abc"


def test_without_a_token_there_is_no_question_mark() -> None:
    assert address("http://localhost:8888/", "", Path("a.ipynb")) == "http://localhost:8888/lab/tree/a.ipynb"
