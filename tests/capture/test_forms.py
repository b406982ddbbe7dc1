"""The base of the forms: silence where nobody looks, and an answer to every message."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import pytest

from assessment_kit.capture.forms import Form, quiet, script, shown
from assessment_kit.capture.forms.serving import form_of
from assessment_kit.show.pieces import content_only


class _Echo(Form):
    _esm = script()

    def opened(self, view: str) -> Mapping[str, object]:
        return {"view": view}

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        if kind == "fail":
            raise OSError("the disk is full")
        return {"heard": message["text"]}


@pytest.fixture
def in_lab(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a kernel that JupyterLab started."""
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object())))
    monkeypatch.setenv("JPY_SESSION_NAME", "01_architecture.ipynb")
    monkeypatch.delenv("ASSESSMENT_QUIET", raising=False)


def test_a_form_is_made_where_somebody_looks(in_lab: None) -> None:
    assert not quiet()
    assert shown(lambda: "a form") == "a form"


def test_in_the_batch_no_form_is_even_made(in_lab: None, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    with content_only():
        assert shown(lambda: made.append("form")) is None
    monkeypatch.setenv("ASSESSMENT_QUIET", "1")
    assert shown(lambda: made.append("form")) is None
    assert made == []


def test_a_kernel_without_a_front_end_is_quiet(in_lab: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JPY_SESSION_NAME")
    monkeypatch.delenv("VSCODE_PID", raising=False)
    assert quiet()


def test_every_message_is_answered_with_its_id() -> None:
    form = _Echo({"client": "acme"})
    assert form.reply({"kind": "open", "id": "a-1", "view": "a"}) == {"view": "a", "id": "a-1", "kind": "open"}
    assert form.reply({"kind": "say", "id": "a-2", "text": "x"}) == {"heard": "x", "id": "a-2", "kind": "say"}
    answer = form.reply({"kind": "fail", "id": "a-3"})
    assert answer["id"] == "a-3"
    assert "the disk is full" in str(answer["problem"])


def test_a_page_is_served_by_forms_of_this_package_only() -> None:
    for home in ("os:system", "assessment_kit.capture.forms.form:script", "builtins:dict"):
        with pytest.raises(TypeError):
            form_of(home, {})


def test_the_script_is_one_module_with_its_style() -> None:
    source = script()
    assert source.startswith("const CSS = ")
    assert not any(line.startswith("import ") for line in source.splitlines())
