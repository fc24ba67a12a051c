"""What an RTF file says, while it is read: paragraphs and table rows of one flow of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from corpus.legacy import Run
from ingest.readers.blocks import Block, Paragraph
from ingest.reading import LineRole

__all__ = ["Story"]


@dataclass(slots=True)
class Story:
    """A flow of text: the body, a running head, a note or a text box.

    `beside` holds notes and text boxes that the open paragraph or row refers to; they follow
    it.
    """

    blocks: list[Block] = field(default_factory=list)
    beside: list[Block] = field(default_factory=list)
    _runs: Paragraph = field(default_factory=list)
    _cell: list[Paragraph] = field(default_factory=list)
    _cells: list[tuple[Paragraph, ...]] = field(default_factory=list)
    _nested: list[tuple[Paragraph, ...]] = field(default_factory=list)

    def add(self, text: str, font: str) -> None:
        """Append text to the open paragraph."""
        self._runs.append(Run(text, font))

    def end_paragraph(self, *, in_table: bool, heading: int | None) -> None:
        """End the open paragraph; in a table it stays in its cell."""
        if in_table:
            self._cell.append(self._taken())
        else:
            self._append(Block(((self._taken(),),), heading=heading))

    def end_cell(self, *, nested: bool = False) -> None:
        """End a cell of the table, or of a table inside a cell."""
        self._cell.append(self._taken())
        (self._nested if nested else self._cells).append(tuple(self._cell))
        self._cell = []

    def end_row(self, *, nested: bool = False) -> None:
        """End a row; one of a table inside a cell comes before the row around it."""
        cells = self._nested if nested else self._cells
        self._append(Block(tuple(cells), role=LineRole.ROW))
        cells.clear()

    def finish(self) -> list[Block]:
        """End whatever is open and return the blocks."""
        if self._cell or self._cells:
            self.end_cell()
            self.end_row()
        self.end_paragraph(in_table=False, heading=None)
        return self.blocks

    def _taken(self) -> Paragraph:
        runs, self._runs = self._runs, []
        return runs

    def _append(self, block: Block) -> None:
        self.blocks.append(block)
        self.blocks += self.beside
        self.beside.clear()
