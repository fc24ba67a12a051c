"""What a reader hands on: the lines of one file, in reading order, with where they stood."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Encoding", "Line", "LineRole", "OcrPage", "Reading"]


class LineRole(StrEnum):
    """What a line is on its page.

    `CONTENT` is indexed. `ROW` is a table row turned into one line of text (cells joined by
    " | "). `SHEET` is the name of a sheet of a spreadsheet, whose rows follow. `FURNITURE` is
    a running header, footer, page number or sign-off table: kept for `ingest text`, not
    indexed.
    """

    CONTENT = "content"
    ROW = "row"
    SHEET = "sheet"
    FURNITURE = "furniture"


class Encoding(StrEnum):
    """How the file's text was encoded before it became Unicode."""

    UNICODE = "unicode"
    TCVN3 = "tcvn3"
    VNI = "vni"
    VISCII = "viscii"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, heading, list item or table row.

    `text` is NFC, one line, without leading or trailing white space, never empty, with any
    automatic number written out. `page` counts from 1, None where the format has no pages.
    `heading` is the heading level that the format itself declares (1 at the top), else None.
    `capitals` tells a line that its font (.VnTimeH) shows all in capitals, whatever the case
    that `text` was typed in. `note` tells a footnote or endnote, which follows the paragraph
    that refers to it. `printed` is the row of a spreadsheet as it stands, where `text` repeats
    the name of its column before each value.
    """

    text: str
    page: int | None = None
    heading: int | None = None
    role: LineRole = LineRole.CONTENT
    capitals: bool = False
    note: bool = False
    printed: str | None = None


@dataclass(frozen=True, slots=True)
class OcrPage:
    """A page that was read by character recognition; `confidence` in 0..1.

    `image` is the hash of the page's picture, by which `ingest.ocr` keeps the place of every
    word; None where the text stood in a sidecar.
    """

    page: int
    confidence: float
    image: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read from one file.

    `pages` is the number of pages, None where the format has none. `pages_without_text`
    lists pages that remain unread. `attributes` are those the file or its sidecar states
    about itself: any of "kind", "title", "code", "edition", "excerpt", "notes", "date" (of
    issue) and "effective" (first day in force), both ISO.
    `syllable_validity` is in 0..1, or None under 50 tokens. `repairs` are a few paragraphs
    that were in an older encoding, as they stood in the file and as they are read.
    """

    lines: tuple[Line, ...]
    pages: int | None = None
    pages_without_text: tuple[int, ...] = ()
    ocr: tuple[OcrPage, ...] = ()
    encoding: Encoding = Encoding.UNICODE
    syllable_validity: float | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    repairs: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        """All that was read, in order, as it is printed: notes stand together at the end."""
        lines = sorted(self.lines, key=lambda line: line.note)
        return "\n".join(line.text if line.printed is None else line.printed for line in lines)
