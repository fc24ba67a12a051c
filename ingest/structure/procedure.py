"""Procedures of a quality management system: numbered sections, and the steps inside them."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import Part, ProvisionKind
from ingest.structure.lines import (
    Item,
    breaks_off,
    cells_of,
    is_upper,
    sentence_case,
)
from ingest.structure.numbering import Number, NumberPath, number_gaps
from ingest.structure.procedure_forms import Attachment, attachments_of
from ingest.structure.procedure_numbering import TopNumbering
from ingest.structure.procedure_sections import (
    TopHeading,
    describes_work,
    first_section,
    heading_title,
    is_usual_section,
    lists_papers,
    shortened,
    step_line,
    titles_document,
    top_heading,
)
from ingest.structure.procedure_steps import Steps
from ingest.structure.procedure_table import StepTable, row_number, row_section
from ingest.structure.service import service_parts
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["build_procedure"]

_UNNUMBERED_RANK = 20


def build_procedure(items: Sequence[Item], *, steps: bool = True) -> tuple[TreeBuilder, list[str]]:
    """Build the tree of a procedure; returns it with the gaps in its numbering.

    With `steps` false nothing becomes a step: numbered sections of other documents.
    """
    reader = _ProcedureReader(items, steps=steps)
    return reader.tree, reader.read()


class _ProcedureReader:
    def __init__(self, items: Sequence[Item], *, steps: bool) -> None:
        self.tree = TreeBuilder()
        self._items = items
        self._has_steps = steps
        self._steps = Steps(self.tree)
        self._first = first_section(items)
        self._attachments = attachments_of(items, self._first + 1)
        self._parts = service_parts(items) if steps else {}
        self._attached: Part | None = None
        self._path = NumberPath()
        self._table = StepTable()
        self._numbering = TopNumbering()
        self._in_rows = False
        self._works = False
        self._papers = False

    def read(self) -> list[str]:
        for index, item in enumerate(self._items):
            if not self._take(index):
                self.tree.add(item, self._attached or Part.BODY)
        gaps = number_gaps(self._path.seen, name_top=self._numbering.name)
        return gaps + self._steps.missing

    def _take(self, index: int) -> bool:
        item = self._items[index]
        if index in self._attachments:
            self._open_attachment(self._attachments[index], item)
            return True
        if self._attached and not self._resumes(item):
            return False
        return self._take_row(index) if item.row else self._take_line(index)

    def _open_attachment(self, attachment: Attachment, item: Item) -> None:
        self.tree.close()
        self._attached = attachment.part
        name, title, part = attachment.name, attachment.title, attachment.part
        self.tree.open(Heading(0, ProvisionKind.BLOCK, name, title, part), item)

    def _resumes(self, item: Item) -> bool:
        """Whether the procedure itself goes on after a form: its next section."""
        heading = top_heading(item, roman=self._numbering.roman)
        if heading is None or not heading.certain or heading.number != self._numbering.top + 1:
            return False
        if not is_usual_section(heading.title):
            return False
        self.tree.close()
        self._attached = None
        return True

    def _take_line(self, index: int) -> bool:
        self._table.leave()
        item = self._items[index]
        return (
            self._take_top(index)
            or self._take_dotted(item)
            or self._take_step_line(item)
            or self._take_part(index)
            or self._take_unnumbered(index)
        )

    # --- numbered sections ---------------------------------------------------------

    def _take_top(self, index: int) -> bool:
        item = self._items[index]
        heading = self._numbering.heading(item)
        if heading is None:
            return False
        broken = breaks_off(self._items[index - 1] if index else None)
        # Notes on the cover are numbered too: "1. Mọi người phải đọc và làm theo."
        note = index < self._first and not heading.marked and item.bare.endswith(".")
        fits = not note and self._numbering.fits(heading)
        if not fits or (broken and not heading.certain):
            self._numbering.pass_over(heading)
            return False
        self._open_top(heading, item)
        return True

    def _open_top(self, heading: TopHeading, item: Item) -> None:
        self._numbering.accept(heading, item.declared)
        self._open_number((heading.number,), heading.title, ProvisionKind.SECTION, item)

    def _take_dotted(self, item: Item) -> bool:
        found = self._numbering.dotted(item)
        if found is None or found[0][0] != self._path.top:
            return False
        return self._open_dotted(found[0], found[1], item)

    def _open_dotted(self, number: Number, title: str, item: Item) -> bool:
        in_place = self._path.is_next(number) or self._path.is_ahead(number)
        if not in_place and item.declared is None:
            return False
        is_step = self._works and self._has_steps and not lists_papers(title)
        kind = ProvisionKind.STEP if is_step else ProvisionKind.SECTION
        self._open_number(number, title, kind, item)
        return True

    def _open_number(self, number: Number, title: str, kind: ProvisionKind, item: Item) -> None:
        rank = self._path.open(number)
        locator = self._numbering.locator(number)
        self.tree.open(Heading(rank, kind, locator, heading_title(title)), item)
        if len(number) == 1:
            self._works = describes_work(title)
        self._papers = lists_papers(title)
        self._steps.restart()
        self._numbering.end_list()

    # --- steps ---------------------------------------------------------------------

    def _take_step_line(self, item: Item) -> bool:
        found = step_line(item) if self._has_steps and not self._papers else None
        return found is not None and self._steps.open(found[0], found[1], item)

    def _take_row(self, index: int) -> bool:
        item = self._items[index]
        cells = cells_of(item.bare)
        if self._take_row_section(cells, item):
            return True
        if self._table.take_header(cells) or not self._has_steps:
            return False
        number, title = row_number(cells) or ((), "")
        if len(number) > 1 and number[0] == self._path.top and self._works:
            return self._open_dotted(number, title, item)
        return self._take_part(index) or self._take_step_row(cells, item)

    def _take_row_section(self, cells: list[str], item: Item) -> bool:
        """Open a section of a procedure that is set in a table as a whole."""
        heading = row_section(cells, roman=self._numbering.roman)
        if heading is None or (self._numbering.top and not self._in_rows):
            return False
        if heading.number != self._numbering.top + 1 or (
            self._table.has_header and not heading.certain
        ):
            return False
        self._table.leave()
        self._in_rows = True
        self._open_top(heading, item)
        return True

    def _take_step_row(self, cells: list[str], item: Item) -> bool:
        if self._papers:
            return False
        found = row_number(cells)
        if found is None:
            name = self._table.step_name(cells)
            if name:
                self._steps.open_named(name, item)
            return bool(name)
        if not self._table.is_step(cells, works=self._works):
            return False
        return self._steps.open(found[0], found[1], item)

    # --- sections without a number -------------------------------------------------

    def _take_part(self, index: int) -> bool:
        """Open a part of an administrative service."""
        part = self._parts.get(index)
        if part is None:
            return False
        label = part.label[:1].upper() + sentence_case(part.label)[1:]
        above = self.tree.above(_UNNUMBERED_RANK) if self._path.top else None
        locator = f"{above}, {label}" if above else label
        heading = Heading(_UNNUMBERED_RANK, ProvisionKind.SECTION, locator, label)
        self.tree.open(heading, self._items[index])
        self._works = part.is_work if above is None else self._works
        self._papers = not part.is_work
        self._steps.restart()
        return True

    def _take_unnumbered(self, index: int) -> bool:
        """Open a section whose heading has no number, declared or a usual one in capitals."""
        item = self._items[index]
        plain_usual = (
            not self._numbering.top and is_upper(item.bare) and is_usual_section(item.bare)
        )
        if item.declared is None and not plain_usual:
            return False
        if (not index or titles_document(item.bare)) and not self.tree.is_open(
            ProvisionKind.SECTION
        ):
            return False
        rank = self._unnumbered_rank(item.declared or 1)
        if rank < _UNNUMBERED_RANK:
            self._path.clear()
            self._works = describes_work(item.bare)
        self._papers = lists_papers(item.bare)
        self._steps.restart()
        locator = shortened(sentence_case(item.bare.strip(" .:")))
        title = heading_title(item.bare)
        self.tree.open(Heading(rank, ProvisionKind.SECTION, locator, title), item)
        return True

    def _unnumbered_rank(self, declared: int) -> int:
        if not self._path.top:
            return declared
        if self._numbering.declared is None or declared > self._numbering.declared:
            return _UNNUMBERED_RANK + declared
        return 1
