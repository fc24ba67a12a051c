"""What an RTF file says, while it is read: paragraphs and table rows of one flow of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.legacy import Run
from ingest.readers.blocks import Block, Paragraph
from ingest.reading import LineRole

__all__ = ["Story"]


@dataclass(slots=True)
class _OpenRow:
    """A row that is being read: the cells that ended, and the paragraphs of the open one."""

    cells: list[tuple[Paragraph, ...]] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """A flow of text: the body, a running head, a note or a text box.

    `beside` holds what the open paragraph or row refers to or contains - notes, text boxes,
    rows of a table inside a cell; it follows that paragraph or row. `depth` counts the tables
    around a place, 0 outside of any.
    """

    blocks: list[Block] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    _runs: Paragraph = field(default_factory=list)
    _rows: dict[int, _OpenRow] = field(default_factory=dict)

    def add(self, text: str, font: str) -> None:
        """Append text to the open paragraph."""
        self._runs.append(Run(text, font))

    def end_paragraph(self, depth: int, heading: int | None = None) -> None:
        """End the open paragraph; in a table it stays in its cell."""
        if depth:
            self._row(depth).cell.append(self._taken())
        else:
            self._append(Block(((self._taken(),),), heading=heading))

    def end_cell(self, depth: int) -> None:
        """End a cell of the table, or of a table inside a cell."""
        row = self._row(depth)
        row.cells.append((*row.cell, self._taken()))
        row.cell.clear()

    def end_row(self, depth: int) -> None:
        """End a row; one of a table inside a cell follows the row around it."""
        row = self._rows.pop(depth, None) or _OpenRow()
        block = Block(tuple(row.cells), role=LineRole.ROW)
        if depth > 1:
            self.beside.append(block)
        else:
            self._append(block)

    def finish(self) -> list[Block]:
        """End whatever is open and return the blocks."""
        for depth in sorted(self._rows, reverse=True):
            self.end_cell(depth)
            self.end_row(depth)
        self.end_paragraph(0)
        return self.blocks

    def _row(self, depth: int) -> _OpenRow:
        return self._rows.setdefault(depth, _OpenRow())

    def _taken(self) -> Paragraph:
        runs, self._runs = self._runs, []
        return runs

    def _append(self, block: Block) -> None:
        self.blocks.append(block)
        self.blocks += self.beside
        self.beside.clear()
