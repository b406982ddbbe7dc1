"""Static pictures: small, and with every word of the client as it was."""

import altair as alt

from assessment_kit.show import theme
from assessment_kit.show.canvas import Canvas, shorten, text_width, wrap
from assessment_kit.show.pictures import slim, svg


def test_words_stay_and_noise_goes() -> None:
    sheet = Canvas(200, 40)
    sheet.text(0, 10, 'pi is 3.14159 class="x" <b>')
    spec = sheet.chart().to_dict(validate=False)
    spec["config"] = theme.config()
    picture = svg(spec)
    assert "3.14159" in picture
    assert 'class="x"' in picture.replace("&quot;", '"')
    assert "&lt;b&gt;" in picture
    assert "aria-" not in picture
    assert picture.count("font-family") == 1


def test_ids_of_two_pictures_never_meet() -> None:
    chart = alt.Chart(alt.InlineData(values=[{"x": 1, "y": 1}])).mark_line(clip=True).encode(x="x:Q", y="y:Q").to_dict(validate=False)
    first, second = svg(chart, "a"), svg(chart, "b")
    assert "aclip" in first
    assert "bclip" in second
    assert 'id="clip' not in first + second


def test_slim_is_stable() -> None:
    picture = '<svg a="1"><g class="x"><g role="y"></g></g><path d="M1.23456,2"/></svg>'
    assert slim(picture).endswith('a="1"><path d="M1.23,2"/></svg>')


def test_a_picture_is_as_wide_as_asked() -> None:
    sheet = Canvas(350, 40)
    sheet.rect(0, 0, 350, 40)
    spec = sheet.chart().to_dict(validate=False)
    spec["config"] = theme.config()
    assert 'width="350" height="40"' in svg(spec)


def test_long_names_are_shortened_and_wrapped_within_their_room() -> None:
    name = "Order to delivery of spare parts for customers abroad"
    assert text_width(shorten(name, 120)) <= 120
    assert shorten(name, 120).endswith("…")
    assert shorten("short", 120) == "short"
    lines = wrap(name, 150, 2)
    assert len(lines) == 2
    assert all(text_width(line) <= 150 for line in lines)
    assert text_width("订单到交付") > 1.5 * text_width("order")
