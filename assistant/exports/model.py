"""What a paper, a deck of slides or a workbook holds, whatever file it becomes."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "Block",
    "Bullets",
    "Deck",
    "Heading",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Quotation",
    "Sheet",
    "Slide",
    "Table",
]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1..3; it stands in the table of contents."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; `emphasis` is "", "strong" or "note" (small and grey).

    `keep` holds it on the page of what follows.
    """

    text: str
    emphasis: str = ""
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a source, verbatim and without quotation marks, with where they stand.

    `validity` says whether the source is in force; `notice` is a sentence for the reader.
    `edited` marks words that are no longer those of the source.
    """

    text: str
    source: str
    validity: str = ""
    notice: str | None = None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, numbered where `ordered`."""

    items: tuple[str, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header that repeats on each page.

    `widths` are the columns' shares of the line, any positive numbers; empty: equal.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Heading | Paragraph | Quotation | Bullets | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with its title; `cover` gives it a title page, `contents` a table of contents.

    `facts` are lines under the title: who issues it, the date, what it rests on. `compact`
    sets it small and close, to fit one page where it can.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    facts: tuple[str, ...] = ()
    cover: bool = False
    contents: bool = False
    compact: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide; `notes` are for the speaker and hold the citations."""

    title: str
    bullets: tuple[str, ...]
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides after a title slide."""

    title: str
    slides: tuple[Slide, ...]
    subtitle: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook: a header that stays in view with a filter, then rows.

    `fixed` columns stay in view when the sheet scrolls sideways; `widths` are in characters.
    `tones` colours cells: (row from 0, column from 0) to a name of `TONES`.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str | int | float | None, ...], ...]
    widths: tuple[int, ...] = ()
    fixed: int = 1
    tones: dict[tuple[int, int], str] = field(default_factory=dict)
