"""The forms of a report beside the html: each is made of the same collected pieces, so that all say the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from assessment_kit.engagement.brand import Brand
from assessment_kit.errors import ReportError, UsageError
from assessment_kit.report.collect import Content

FORMS = ("html", "xlsx", "pptx", "docx", "pdf")
_MAKERS = {"xlsx": "workbook", "pptx": "slides", "docx": "document"}


def wanted(text: str) -> tuple[str, ...]:
    """``html,xlsx`` or ``all`` as a tuple in the order of FORMS; html is always among them.

    Raises
    ------
    UsageError : a form that is not made.
    """
    names = {name.strip().casefold() for name in text.split(",") if name.strip()}
    unknown = sorted(names - {*FORMS, "all"})
    if unknown:
        raise UsageError(f"--formats {unknown[0]} cannot be made. Use {', '.join(FORMS)}, or all.")
    return FORMS if "all" in names else tuple(f for f in FORMS if f in names or f == "html")


def make_forms(
    content: Content, page: str, forms: Sequence[str], brand: Brand, told: Callable[[str], None]
) -> dict[str, bytes]:
    """File name → bytes of each form but html.

    Parameters
    ----------
    content : collected and numbered, as the page was made from it. page : the html, which is printed for pdf.
    told : called with one sentence for each form that could not be made.
    """
    made = {}
    for form in forms:
        try:
            if form in _MAKERS:
                module = import_module(f"assessment_kit.report.{_MAKERS[form]}")  # loaded only where it is asked for
                made[f"report.{form}"] = getattr(module, f"make_{_MAKERS[form]}")(content, brand)
            elif form == "pdf":
                from assessment_kit.report.pdf import make_pdf  # noqa: PLC0415

                made["report.pdf"] = make_pdf(page)
        except ReportError as error:
            told(f"report.{form} was not made. {error}")
    return made
