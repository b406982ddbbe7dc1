"""The html of a piece: one Jinja template per kind under templates/report/pieces. The only place that knows Jinja.

Everything is escaped unless a template says otherwise, and the only thing that a template passes through is a picture that
this package drew itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import jinja2
from markupsafe import Markup

from assessment_kit import words
from assessment_kit.language import FOLDER as LANGUAGE
from assessment_kit.language import language, language_tag, phrase
from assessment_kit.shipped import TEMPLATES
from assessment_kit.show import theme
from assessment_kit.show.pictures import svg
from assessment_kit.show.unruly_words import breakable, kept_apart

FOLDER = TEMPLATES / "report"


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The templates of the report; strict about names, so that a misspelt field fails a test and is not an empty space."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, finalize=_shown,
    )  # fmt: skip
    made.filters["sentence"] = sentence
    made.globals |= {"letter_tile": letter_tile, "_": phrase, "plural": words.plural, "language_tag": language_tag}
    return made


def _shown(value: Any) -> Any:
    """What a template shows: words from right to left are kept apart from what stands around them."""
    return kept_apart(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def render(template: str, **values: Any) -> str:
    """A template of templates/report with these values."""
    return environment().get_template(template).render(**values)


def piece_html(content: Mapping[str, Any]) -> str:
    """A piece as it is shown in a notebook: its picture drawn at once. The opening of a chapter brings the style for all."""
    shown = dict(content)
    if shown["kind"] == "figure":
        shown |= {"pictures": safe(svg(shown["wide"])), "number": 0, "spec": None}
    brought = notebook_style() if shown["kind"] == "opening" else ""
    return f'{brought}<div class="ak">{render_piece(shown)}</div>'


def render_piece(content: Mapping[str, Any]) -> str:
    """The piece's own html; a figure needs `pictures` and `number` beside its content."""
    return render(f"pieces/{content['kind']}.html.j2", piece=breakable(content))


def sentence(text: str) -> str:
    """With a capital at its start and a stop at its end."""
    text = words.sentence_case(text.strip())
    return text if not text or text.endswith((".", "!", "?", "…", "”")) else text + "."


def safe(text: str) -> Markup:
    """Mark html as safe: only for what this package drew, rendered or cleaned itself, never for a client's words."""
    return Markup(text)  # noqa: S704


def letter_tile(letter: str, is_open: bool = False) -> Markup:
    """The tile of a letter: solid A, B, C, A+C; outlined keep; hatched where the letter is open; dashed not assessed."""
    if letter == "not assessed":
        return Markup('<span class="tile none" role="img" aria-label="{}">–</span>').format(phrase("not assessed"))
    told = phrase("keep") if letter == "keep" else letter
    look = (" keep" if letter == "keep" else "") + (" open" if is_open else "")
    return Markup('<span class="tile{}">{}</span>').format(look, told)


def style(*names: str) -> str:
    """Style sheets of templates/report/css, one after the other, then what the language spoken adds; the foot of a page in its words."""
    own = LANGUAGE / language() / "page.css"
    files = [*(FOLDER / "css" / f"{name}.css" for name in names), *([own] if own.exists() else [])]
    told = phrase("Page {page} of {pages}", page='" counter(page) "', pages='" counter(pages) "')
    found = "\n".join(file.read_text(encoding="utf-8") for file in files)
    return found.replace('"Page " counter(page) " of " counter(pages)', f'"{told}"'.removesuffix(' ""'))


def script(name: str) -> str:
    """A script of templates/report, with what it says and how it sorts in the language spoken."""
    found = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    count = phrase("{count} of {n}", count="${shown}", n="${rows.length}")
    told = {"Link copied": phrase("Link copied"), "${shown} of ${rows.length}": count, '("en"': f'("{language()}"'}
    for english, spoken in told.items():
        found = found.replace(english, spoken)
    return found


def token_style(scope: str = ":root", palette: theme.Palette = theme.OURS, font: str = "") -> str:
    """The colours as css variables, light and dark, and the map from a picture's light colours to them.

    font : the family of a brand, a plain name; it goes before ours in the voice that counts and in the one that says.
    """
    light = "".join(f"--{name}:{value};" for name, value in palette.light.items())
    dark = "".join(f"--{name}:{value};" for name, value in palette.dark.items())
    light += f"--plate:{theme.PAPER};" + (f'--brand:"{font}";' if font else "")
    marks = "".join(
        f'.pic svg [{what}="{value}"]{{{what}:var(--{name})}}'
        for name, value in theme.TOKENS.items()
        for what in ("fill", "stroke")
    )
    return (
        f"{scope}{{color-scheme:light dark;{light}--on:#fff}}\n"
        f"@media screen and (prefers-color-scheme:dark){{{scope}{{{dark}--on:#0f151a}}}}\n{marks}\n"
    )


def notebook_style() -> str:
    """The style of pieces inside a notebook, kept within their own element so that JupyterLab's is left alone."""
    return f"<style>{token_style('.ak')}\n.ak{{{style('type', 'pieces', 'notebook')}}}</style>"
