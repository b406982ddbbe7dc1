"""The forms in JupyterLab: a host element, one protocol, and silence in the batch.

A form is a class with a script of its own::

    class MeetingsForm(Form):
        _esm = script("meetings.js")  # capture/forms/meetings.js; base.js and base.css are put before it

        def opened(self, view: str) -> Mapping[str, object]: ...      # all that the form shows, read from disk
        def told(self, kind: str, message: Mapping[str, Any]) -> Mapping[str, object]: ...

The script sends ``{kind, id, view, …}`` and gets back ``{id, kind, …}``, with ``problem`` where something went wrong. Nothing is
kept in the widget: the file is the truth, and `opened` reads it anew whenever a tab shows the form. `told` must be able to hear
the same message twice (a tab sends again what was not answered), and must not answer before what it was told is on disk.

A verb of the chapter ends in ``return shown(lambda: MeetingsForm(…))``: a form where somebody looks, nothing in the batch.
"""

from assessment_kit.capture.forms.form import Form as Form
from assessment_kit.capture.forms.form import script as script
from assessment_kit.capture.quiet import quiet as quiet
from assessment_kit.capture.quiet import shown as shown
