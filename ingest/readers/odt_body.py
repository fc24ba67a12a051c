"""Turn the body of an OpenDocument text into blocks, to any depth the parser allows (256)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from corpus.legacy import Run
from ingest.readers.blocks import Block, Paragraph
from ingest.readers.odt_lists import ListPlace, OdtLists
from ingest.readers.odt_styles import OdtStyles, TextStyle, attributes_of
from ingest.readers.zip_package import local_name
from ingest.reading import LineRole

__all__ = ["OdtBody"]

_SKIPPED = frozenset(
    # Deletions, comments, declarations, numbers that the reader writes itself.
    {"tracked-changes", "annotation", "sequence-decls", "forms", "ruby-text", "number"}
    | {"variable-decls", "user-field-decls", "index-title-template"}
)
_CONTENTS = frozenset(
    {"table-of-content", "illustration-index", "table-index", "alphabetical-index"}
)
_DRAWING_WORDS = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
"""Namespace of a picture's title and description, which no page shows."""

_SPACES_LIMIT = 100
_HEADING_LEVELS = range(1, 10)


@dataclass(slots=True)
class _Text:
    """What a paragraph shows: its runs, then the notes and text boxes in it."""

    runs: Paragraph = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class OdtBody:
    """Reads elements in document order, keeping the counters of lists and notes."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self._lists = OdtLists(styles)
        self._noted = 0

    def blocks(self, element: etree._Element, role: LineRole = LineRole.CONTENT) -> Iterator[Block]:
        """Yield the blocks of an element."""
        name = local_name(element)
        if name in _SKIPPED:
            return
        if name in {"p", "h"}:
            yield from self._paragraph(element, role, self._heading_label(element, name))
        elif name == "list":
            yield from self._list(element, role, None)
        elif name == "table":
            yield from self._table(element, role)
        else:
            inside = LineRole.FURNITURE if name in _CONTENTS else role
            for child in element:
                yield from self.blocks(child, inside)

    def _heading_label(self, element: etree._Element, name: str) -> str:
        depth = _heading(element) if name == "h" else None
        if depth is None or attributes_of(element).get("is-list-header") == "true":
            return ""
        return self._lists.heading(depth)

    def _paragraph(self, element: etree._Element, role: LineRole, label: str) -> Iterator[Block]:
        text = self._text(element)
        if any(run.text.strip() for run in text.runs):
            mark = [Run(f"{label} ", text.runs[0].font)] if label else []
            heading = _heading(element) if local_name(element) == "h" else None
            yield Block((([*mark, *text.runs],),), role, heading)
        yield from self._beside(text)

    def _beside(self, text: _Text) -> Iterator[Block]:
        """Yield the notes of a paragraph, numbered through the document, and its text boxes."""
        for note in text.notes:
            self._noted += 1
            runs = [run for p in note.iter("{*}p") for run in (*self._text(p).runs, Run(" ", ""))]
            if any(run.text.strip() for run in runs):
                yield Block((([Run(f"[{self._noted}] ", runs[0].font), *runs],),), note=True)
        for box in text.boxes:
            for child in box:
                yield from self.blocks(child)

    def _list(
        self, element: etree._Element, role: LineRole, around: ListPlace | None
    ) -> Iterator[Block]:
        place = self._lists.enter(element, around)
        for item in element:
            label = self._lists.item(item, place) if _is_counted(item) else ""
            for child in item:
                if local_name(child) == "list":
                    yield from self._list(child, role, place)
                elif local_name(child) in {"p", "h"}:
                    yield from self._paragraph(child, role, label)
                    label = ""

    def _table(self, table: etree._Element, role: LineRole) -> Iterator[Block]:
        """Yield a table's rows; one of a single column only draws a box around its text."""
        rows = [_cells(row) for row in _rows(table)]
        is_frame = all(len(cells) <= 1 for cells in rows)
        for cells in rows:
            inside = [[b for child in cell for b in self.blocks(child, role)] for cell in cells]
            if is_frame:
                yield from (block for cell in inside for block in cell)
            else:
                yield from _row(inside)

    def _text(self, element: etree._Element) -> _Text:
        style = self._styles.paragraph(attributes_of(element).get("style-name"))
        text = _Text()
        self._inline(element, style, text)
        return text

    def _inline(self, element: etree._Element, style: TextStyle, text: _Text) -> None:
        self._add(element.text, style, text)
        for child in element:
            self._child(child, style, text)
            self._add(child.tail, style, text)

    def _child(self, child: etree._Element, style: TextStyle, text: _Text) -> None:
        match local_name(child):
            case "s":
                count = attributes_of(child).get("c", "1")
                spaces = min(int(count), _SPACES_LIMIT) if count.isdecimal() else 1
                self._add(" " * spaces, style, text)
            case "tab":
                self._add(" ", style, text)
            case "line-break":
                text.runs.append(Run("\n", style.font or ""))
            case "note":
                text.notes += [part for part in child if local_name(part) == "note-body"]
            case "text-box" | "custom-shape" | "shape" | "rect":
                text.boxes.append(child)
            case name if name not in _SKIPPED and not str(child.tag).startswith(_DRAWING_WORDS):
                own = self._styles.style(attributes_of(child).get("style-name"))
                font = style.font if own.font is None else own.font
                hidden = style.hidden if own.hidden is None else own.hidden
                self._inline(child, replace(style, font=font, hidden=hidden), text)

    def _add(self, written: str | None, style: TextStyle, text: _Text) -> None:
        if written and not style.hidden:
            # White space in the file is a matter of its layout; breaks have elements.
            text.runs.append(Run(written.replace("\n", " "), style.font or ""))


def _heading(element: etree._Element) -> int | None:
    level = attributes_of(element).get("outline-level", "1")
    return int(level) if level.isdecimal() and int(level) in _HEADING_LEVELS else None


def _is_counted(item: etree._Element) -> bool:
    """Tell an item with a text of its own from one that only leads to a list inside it."""
    first = next(iter(item.iterchildren("{*}*")), None)
    return local_name(item) == "list-item" and first is not None and local_name(first) != "list"


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local_name(child) == "table-row":
            yield child
        elif local_name(child) in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(child)


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in row if local_name(cell) == "table-cell"]


def _row(cells: list[list[Block]]) -> Iterator[Block]:
    """Yield a row, then what its cells hold beside paragraphs: inner tables and notes."""
    paragraphs = [
        tuple(runs for block in cell if _is_own(block) for (runs,) in block.cells) for cell in cells
    ]
    yield Block(tuple(paragraphs), LineRole.ROW)
    yield from (block for cell in cells for block in cell if not _is_own(block))


def _is_own(block: Block) -> bool:
    return block.role is not LineRole.ROW and not block.note
