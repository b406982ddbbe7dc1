"""A chapter that can be filled in: all verbs of the report's chapter, and those that open a form.

It stands above `show`, so that the report knows nothing of forms. In the batch each of these verbs shows nothing.
"""

from __future__ import annotations

from assessment_kit.method.model import Place
from assessment_kit.show import chapter as report_chapter


class Chapter(report_chapter.Chapter):
    """A chapter in JupyterLab; each verb of its own ends in ``return shown(lambda: …Form(…))``."""


def open_chapter(place: Place, client: str = "") -> Chapter:
    """Read a client's folder, assess it, and open one chapter with its forms; see `show.chapter.open_chapter`."""
    opened = report_chapter.open_chapter(place, client)
    return Chapter(opened.place, opened.assessment)
