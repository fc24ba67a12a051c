"""Slides as PPTX, on an agency's template where there is one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from assistant.exports.model import Deck, Slide
from assistant.exports.wording import printable
from corpus.errors import ExportError

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.shapes.placeholder import SlidePlaceholder
    from pptx.slide import SlideLayout
    from pptx.text.text import TextFrame

__all__ = ["write_pptx"]

_TITLE_LAYOUT, _TEXT_LAYOUT = 0, 1  # of PowerPoint's own default theme, and of most others
_WIDE = (12_192_000, 6_858_000)  # 16:9, EMU
_ROOM = 620  # code points of bullets that fit a slide at the largest size
_SIZES = ((0.4, 28), (1.0, 24), (1.6, 20), (2.4, 16))  # share of `_ROOM` filled, points
_SMALLEST = 14
_TITLE = "3200"  # hundredths of a point, of the default theme
_TITLE_SIZES = ((140, 22), (70, 28))  # from so many code points on, points; else the theme's


def write_pptx(deck: Deck, template: bytes | None = None) -> bytes:
    """Return `deck` as a PPTX file, a title slide first.

    `template` is a PPTX file of the agency: its master and layouts stay, its own slides are
    left in front. Raises `ExportError` where it cannot be opened or has no usable layout.
    """
    presentation = _open(template)
    layouts = presentation.slide_layouts
    if len(layouts) <= _TEXT_LAYOUT:
        raise ExportError(
            "Mẫu PPTX thiếu bố cục tiêu đề và nội dung. Hãy dùng mẫu có đủ hai bố cục đó."
        )
    _add(presentation, layouts[_TITLE_LAYOUT], Slide(deck.title, (deck.subtitle,)))
    for slide in deck.slides:
        _add(presentation, layouts[_TEXT_LAYOUT], slide)
    presentation.core_properties.title = printable(deck.title)
    presentation.core_properties.author = ""
    stream = io.BytesIO()
    presentation.save(stream)
    return stream.getvalue()


def _open(template: bytes | None) -> Presentation:
    import zipfile

    from lxml.etree import LxmlError
    from pptx import Presentation as open_presentation
    from pptx.exc import PythonPptxError

    try:
        presentation = open_presentation(io.BytesIO(template) if template is not None else None)
    except (PythonPptxError, LxmlError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ExportError(
            "Mẫu PPTX không mở được. Hãy lưu lại mẫu bằng PowerPoint dưới dạng .pptx rồi tải lên."
        ) from error
    if template is None:
        _widen(presentation)
    return presentation


def _widen(presentation: Presentation) -> None:
    """Stretch the 4:3 master and layouts of the default theme to 16:9."""
    from pptx.util import Emu

    ratio = _WIDE[0] / (presentation.slide_width or _WIDE[0])
    presentation.slide_width, presentation.slide_height = map(Emu, _WIDE)
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for shape in page.placeholders:
            if shape.element.spPr.xfrm is not None:
                shape.left, shape.width = (
                    Emu(int(shape.left * ratio)),
                    Emu(int(shape.width * ratio)),
                )
    for title in presentation.slide_master.element.xpath(".//p:titleStyle/a:lvl1pPr/a:defRPr"):
        title.set("sz", _TITLE)


def _add(presentation: Presentation, layout: SlideLayout, slide: Slide) -> None:
    added = presentation.slides.add_slide(layout)
    if added.shapes.title is not None:
        _write_title(added.shapes.title.text_frame, printable(slide.title))
    body = next((p for p in added.placeholders if p.placeholder_format.idx == 1), None)
    if body is not None:
        _fill(body, slide.bullets)
    if slide.notes:
        added.notes_slide.notes_text_frame.text = printable(slide.notes)


def _write_title(frame: TextFrame, title: str) -> None:
    """Write a title, a long one smaller: three lines of the usual size reach into the text."""
    from pptx.util import Pt

    frame.text = title
    size = next((points for length, points in _TITLE_SIZES if len(title) >= length), None)
    if size is not None:
        frame.paragraphs[0].font.size = Pt(size)


def _fill(body: SlidePlaceholder, bullets: tuple[str, ...]) -> None:
    from pptx.util import Pt

    frame = body.text_frame
    filled = sum(map(len, bullets)) / _ROOM
    size = next((points for share, points in _SIZES if filled <= share), _SMALLEST)
    for number, bullet in enumerate(bullets):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = printable(bullet)
        paragraph.font.size = Pt(size)
