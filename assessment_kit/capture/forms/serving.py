"""The way back of a page whose kernel was started anew: a form that answers it without being shown again.

The page runs ``import assessment_kit.capture.forms.serving`` in the new kernel and opens a comm to the target that the import makes,
with the form's home and recipe. From then on it speaks to that form as before.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from assessment_kit.capture.forms.form import Form

TARGET = "assessment_kit.forms"
_OURS = "assessment_kit.capture."


def form_of(home: str, recipe: Mapping[str, Any]) -> Form:
    """The form that a page asks for; only those of this package.

    Raises
    ------
    TypeError : the page asks for something else.
    """
    module, _, name = home.partition(":")
    found = getattr(import_module(module), name, None) if module.startswith(_OURS) else None
    if not (isinstance(found, type) and issubclass(found, Form)):
        raise TypeError(f"{home} is no form")
    return found.again(recipe)


def _opened(comm: Any, message: Mapping[str, Any]) -> None:
    asked = message["content"]["data"]
    form = form_of(str(asked["home"]), asked["recipe"])
    comm.on_msg(lambda sent: comm.send(form.reply(sent["content"]["data"])))


def serve() -> None:
    """Make the target known to the kernel that runs this; nothing where there is none."""
    shell = sys.modules.get("IPython")
    kernel = getattr(shell.get_ipython() if shell is not None else None, "kernel", None)
    if kernel is not None:
        kernel.comm_manager.register_target(TARGET, _opened)


serve()
