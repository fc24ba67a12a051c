"""Turn the tree of a page into blocks: paragraphs, list items with their marks, table rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from corpus.legacy import Run
from ingest.readers.blocks import Block, Paragraph
from ingest.readers.html_styles import HtmlStyles, Look
from ingest.readers.numerals import written_number
from ingest.reading import LineRole

__all__ = ["HtmlBlocks"]

_SKIPPED = frozenset(
    {"script", "style", "head", "noscript", "template", "object", "iframe", "svg", "math", "select"}
    | {"textarea", "xml", "rp", "rt"}
)
_PARAGRAPHS = frozenset(
    {
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "center",
    }
    | {"address", "article", "section", "header", "footer", "main", "nav", "aside", "figure"}
    | {
        "figcaption",
        "form",
        "fieldset",
        "legend",
        "ul",
        "ol",
        "dl",
        "body",
        "html",
        "hr",
        "caption",
    }
)
_HEADING = re.compile(r"h([1-6])")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_NUMBER_STYLES = {
    "1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Context:
    """What an element inherits; `counter` holds the next number of the list it stands in."""

    font: str = ""
    heading: int | None = None
    verbatim: bool = False
    style: str = "bullet"
    counter: list[int] = field(default_factory=lambda: [1])


@dataclass(slots=True)
class _Flow:
    """The blocks of a page, or of one table cell, while it is read."""

    blocks: list[Block] = field(default_factory=list)
    runs: Paragraph = field(default_factory=list)
    mark: Paragraph = field(default_factory=list)

    def end(self, heading: int | None) -> None:
        """End the open paragraph; the mark of a list item waits for the first with text."""
        if any(run.text.strip() for run in self.runs):
            self.blocks.append(Block((([*self.mark, *self.runs],),), heading=heading))
            self.mark = []
        self.runs = []


class HtmlBlocks:
    """Reads trees of one page; recursion is as deep as the parser lets elements nest (256)."""

    def __init__(self, styles: HtmlStyles) -> None:
        self._styles = styles

    def of(self, root: etree._Element) -> list[Block]:
        """Return the blocks below an element in reading order."""
        return self._inside(root, _Context())

    def _inside(self, element: etree._Element, context: _Context) -> list[Block]:
        flow = _Flow()
        self._walk(element, context, flow)
        flow.end(context.heading)
        return flow.blocks

    def _walk(self, element: etree._Element, outer: _Context, flow: _Flow) -> None:
        name = element.tag
        look = self._styles.look(element) if isinstance(name, str) else Look()
        if not isinstance(name, str) or name in _SKIPPED or look.hidden:
            return
        context = _context(element, outer, look.font)
        if name == "br":
            flow.runs.append(Run("\n", context.font))
        elif name == "table":
            flow.end(outer.heading)
            flow.blocks += self._table(element, context)
        elif name in _PARAGRAPHS:
            flow.end(outer.heading)
            if name == "li":
                flow.mark = [_mark(element, outer)]
            self._children(element, context, flow)
            flow.end(context.heading)
        else:
            self._children(element, context, flow)

    def _children(self, element: etree._Element, context: _Context, flow: _Flow) -> None:
        _add(element.text, context, flow)
        for child in element:
            self._walk(child, context, flow)
            _add(child.tail, context, flow)

    def _table(self, table: etree._Element, context: _Context) -> list[Block]:
        """Return a table's rows; one of a single column only draws a box around its text."""
        rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in _rows(table)]
        blocks: list[Block] = []
        for caption in table.findall("caption"):
            blocks += self._inside(caption, context)
        is_frame = all(len(cells) <= 1 for cells in rows)
        for cells in rows:
            inside = [self._inside(cell, context) for cell in cells]
            if is_frame:
                blocks += (block for cell in inside for block in cell)
            else:
                blocks += _row(inside)
        return blocks


def _row(cells: list[list[Block]]) -> Iterator[Block]:
    """Yield a row, then the rows of tables that its cells hold."""
    own = [[block for block in cell if block.role is not LineRole.ROW] for cell in cells]
    yield Block(
        tuple(tuple(runs for block in cell for (runs,) in block.cells) for cell in own),
        LineRole.ROW,
    )
    yield from (block for cell in cells for block in cell if block.role is LineRole.ROW)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from (row for row in child if row.tag == "tr")


def _context(element: etree._Element, outer: _Context, font: str | None) -> _Context:
    name = str(element.tag)
    context = outer if font is None else replace(outer, font=font)
    heading = _HEADING.fullmatch(name)
    if heading is not None:
        context = replace(context, heading=int(heading[1]))
    elif name == "pre":
        context = replace(context, verbatim=True)
    elif name in {"ul", "ol"}:
        style = _NUMBER_STYLES.get(element.get("type") or "1", "decimal")
        start = _integer(element.get("start"), 1)
        context = replace(context, style="bullet" if name == "ul" else style, counter=[start])
    return context


def _mark(item: etree._Element, context: _Context) -> Run:
    if context.style == "bullet":
        return Run("- ", "")
    value = _integer(item.get("value"), context.counter[0])
    context.counter[0] = value + 1
    return Run(f"{written_number(value, context.style)}. ", "")


def _add(text: str | None, context: _Context, flow: _Flow) -> None:
    if text:
        written = text if context.verbatim else _WHITE.sub(" ", text)
        flow.runs.append(Run(written, context.font))


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and re.fullmatch(r"\d{1,6}", value) else default
