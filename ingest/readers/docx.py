"""Read Word documents (DOCX): body in document order, tables as rows, headers apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from corpus.legacy import Run
from ingest.readers.blocks import Block, Paragraph, reading_of
from ingest.readers.docx_numbering import Numbering
from ingest.readers.docx_paragraph import ParagraphText, paragraph_text
from ingest.readers.docx_styles import ParagraphFormat, Styles, property_of
from ingest.readers.ooxml import Package, attribute, children, local_name
from ingest.reading import LineRole, Reading

__all__ = ["read"]

_BODY_TAGS = ["p", "tbl", "sdt", "ins", "moveTo", "customXml", "smartTag", "AlternateContent"]
_FOREIGN_PART = "altChunk"


def read(path: Path) -> Reading:
    """Read a DOCX file.

    Headers come first and footers last, as furniture, each distinct text once. Raises
    `DocumentError` when the package is damaged, protected or made to do harm.
    """
    with Package(path) as package:
        reader = _BodyReader(package)
        headers = _running(reader, package, "header")
        body = [
            block
            for element in package.body([*_BODY_TAGS, _FOREIGN_PART])
            for block in reader.blocks(element)
        ]
        footers = _running(reader, package, "footer")
    return reading_of(body, headers, footers, reader.warnings)


def _running(reader: _BodyReader, package: Package, kind: str) -> list[Block]:
    """Return the blocks of all headers or footers."""
    roots = [package.tree(name) for name in package.related(kind)]
    return [block for root in roots if root is not None for block in reader.blocks(*root)]


class _BodyReader:
    """Turns block elements into blocks, keeping the counters of lists and notes."""

    def __init__(self, package: Package) -> None:
        self._styles = Styles(_first_tree(package, "styles"))
        self._numbering = Numbering(_first_tree(package, "numbering"), self._styles)
        self._notes = {
            "footnoteReference": _notes(_first_tree(package, "footnotes")),
            "endnoteReference": _notes(_first_tree(package, "endnotes")),
        }
        self._noted = 0
        self.warnings: list[str] = []

    def blocks(self, *elements: etree._Element) -> Iterator[Block]:
        """Yield the blocks of elements in reading order, to any depth of nesting."""
        pending: list[Iterator[etree._Element]] = [iter(elements)]
        while pending:
            element = next(pending[-1], None)
            if element is None:
                pending.pop()
                continue
            match local_name(element):
                case "p":
                    text = paragraph_text(element, self._styles)
                    yield from self._paragraph(element, text)
                    pending.extend(iter(box) for box in reversed(text.boxes))
                case "tr":
                    yield from self._row(element, pending)
                case "tbl":
                    pending.append(_contents(element) if _is_frame(element) else children(element))
                case "sdt" | "ins" | "moveTo" | "customXml" | "smartTag" | "AlternateContent":
                    pending.append(children(element))
                case "altChunk":
                    self.warnings.append(
                        "Có một tệp khác nhúng trong văn bản chưa đọc được: hãy nạp riêng tệp đó."
                    )

    def _paragraph(self, element: etree._Element, text: ParagraphText) -> Iterator[Block]:
        role = LineRole.FURNITURE if text.format.contents else LineRole.CONTENT
        label = self._label(element, text.format)
        if any(run.text.strip() for run in text.runs):
            yield Block((([*label, *text.runs],),), role, text.format.heading)
        yield from self._note_blocks(text.notes)

    def _row(self, row: etree._Element, pending: list[Iterator[etree._Element]]) -> Iterator[Block]:
        """Yield a table row as one block; what its cells nest is left in `pending`."""
        if property_of(property_of(row, "trPr"), "del") is not None:
            return
        cells: list[tuple[Paragraph, ...]] = []
        notes: list[tuple[str, str]] = []
        nested: list[etree._Element] = []
        for cell in children(row):
            if local_name(cell) == "tc" and not _is_merged_away(cell):
                cells.append(self._cell(cell, notes, nested))
        yield Block(tuple(cells), LineRole.ROW)
        yield from self._note_blocks(notes)
        pending.append(iter(nested))

    def _cell(
        self, cell: etree._Element, notes: list[tuple[str, str]], nested: list[etree._Element]
    ) -> tuple[Paragraph, ...]:
        paragraphs = []
        for block in children(cell):
            if local_name(block) == "tbl":
                nested.append(block)
            elif local_name(block) == "p":
                paragraph = paragraph_text(block, self._styles)
                notes.extend(paragraph.notes)
                nested.extend(child for box in paragraph.boxes for child in box)
                # In a table an automatic number alone is a cell: the running number of a row.
                paragraphs.append([*self._label(block, paragraph.format), *paragraph.runs])
        return tuple(paragraphs)

    def _label(self, paragraph: etree._Element, style: ParagraphFormat) -> Paragraph:
        if style.number is None or _is_deleted(paragraph):
            return []
        label = self._numbering.label(style.number, style.depth or 0, style.font)
        return [label, Run(" ", label.font)]

    def _note_blocks(self, notes: Iterable[tuple[str, str]]) -> Iterator[Block]:
        """Yield the notes that a paragraph refers to, numbered through the document."""
        for kind, key in notes:
            self._noted += 1
            note = self._notes[kind].get(key)
            runs = [] if note is None else list(self._note_runs(note))
            if any(run.text.strip() for run in runs):
                yield Block((([Run(f"[{self._noted}] ", runs[0].font), *runs],),), note=True)

    def _note_runs(self, note: etree._Element) -> Iterator[Run]:
        for block in children(note):
            for run in paragraph_text(block, self._styles).runs:
                yield replace(run, text=run.text.replace("\n", " "))
            yield Run(" ", "")


def _first_tree(package: Package, kind: str) -> etree._Element | None:
    names = package.related(kind)
    return package.tree(names[0]) if names else None


def _notes(root: etree._Element | None) -> dict[str, etree._Element]:
    return {attribute(note, "id") or "": note for note in (root if root is not None else ())}


def _is_frame(table: etree._Element) -> bool:
    """Tell a table that only draws a box around running text: one column, long cells."""
    long_cells = False
    for row in children(table):
        if local_name(row) != "tr":
            continue
        cells = [cell for cell in children(row) if local_name(cell) == "tc"]
        if len(cells) > 1:
            return False
        long_cells = long_cells or any(_holds_blocks(cell) for cell in cells)
    return long_cells


def _holds_blocks(cell: etree._Element) -> bool:
    blocks = [block for block in children(cell) if local_name(block) in {"p", "tbl"}]
    written = [
        b for b in blocks if local_name(b) == "tbl" or next(b.iter("{*}t"), None) is not None
    ]
    return len(written) > 1


def _contents(table: etree._Element) -> Iterator[etree._Element]:
    for row in children(table):
        for cell in children(row):
            yield from children(cell)


def _is_merged_away(cell: etree._Element) -> bool:
    """Tell a cell that continues one above or to its left: its text stands there."""
    properties = property_of(cell, "tcPr")
    return any(
        merge is not None and attribute(merge, "val") in {None, "continue"}
        for merge in (property_of(properties, "vMerge"), property_of(properties, "hMerge"))
    )


def _is_deleted(paragraph: etree._Element) -> bool:
    """Tell a paragraph whose mark is a tracked deletion: it is not counted in its list."""
    marks = property_of(property_of(paragraph, "pPr"), "rPr")
    return property_of(marks, "del") is not None
