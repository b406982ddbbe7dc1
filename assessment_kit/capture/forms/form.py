"""The widget under every form: it carries a script to the page and answers its messages, and holds no state of its own.

The script travels as one module: base.css as a text, base.js, and the form's own files without their lines of imports. When the kernel
was started anew, the page connects again by itself (see `serving`) and speaks to a `Form` that was never shown.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from assessment_kit.errors import AssessmentError

_HERE = Path(__file__).resolve().parent
_IMPORT = re.compile(r'^import\s*\{[^}]*\}\s*from\s*"\./\w+\.js";\s*$', re.MULTILINE)


def script(*names: str) -> str:
    """base.css and base.js with the files of a form behind them, as one module."""
    css = "".join((_HERE / name).read_text(encoding="utf-8") for name in ("base.css", *names) if name.endswith(".css"))
    parts = [(_HERE / name).read_text(encoding="utf-8") for name in ("base.js", *names) if name.endswith(".js")]
    return f"const CSS = {json.dumps(css)};\n" + "\n".join(_IMPORT.sub("", part) for part in parts)


class Form(anywidget.AnyWidget):
    """Base of all forms.

    recipe : what makes the same form again in a new kernel: the arguments of `again`, plain JSON. home : ``module:Class``.
    address : the name by which the kernel knows the link to the page.
    """

    _esm = ""
    home = traitlets.Unicode().tag(sync=True)
    recipe = traitlets.Dict().tag(sync=True)
    address = traitlets.Unicode().tag(sync=True)

    def __init__(self, recipe: Mapping[str, object]) -> None:
        super().__init__(home=f"{type(self).__module__}:{type(self).__name__}", recipe=dict(recipe))
        self.address = self.model_id or ""
        self.on_msg(self._heard)

    @classmethod
    def again(cls, recipe: Mapping[str, Any]) -> Form:
        """The form of a recipe, for a page that lost its kernel."""
        return cls(recipe)

    def opened(self, view: str) -> Mapping[str, object]:
        """All that the form shows, as it stands on disk now; `view` is the tab's own name."""
        raise NotImplementedError

    def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]:
        """The answer to a message; what it acknowledges is on disk."""
        raise NotImplementedError

    def reply(self, message: Mapping[str, Any]) -> dict[str, object]:
        """The answer to any message of the page. An error of ours is a problem that is told, never silence."""
        kind = str(message.get("kind", ""))
        try:
            answer = self.opened(str(message.get("view", ""))) if kind == "open" else self.told(kind, message)
        except AssessmentError as error:  # says what is wrong and what to do
            answer = {"problem": str(error)}
        except Exception as error:
            logging.getLogger(__name__).debug("a message to a form failed", exc_info=True)
            answer = {"problem": f"This could not be done: {str(error) or type(error).__name__}"}
        return {**answer, "id": message.get("id"), "kind": kind}

    def _heard(self, _: object, message: object, __: object) -> None:
        if isinstance(message, Mapping):
            self.send(self.reply(message))
