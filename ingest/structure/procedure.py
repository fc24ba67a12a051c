"""Procedures of a quality management system: numbered sections, and the steps inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Part, ProvisionKind
from ingest.structure.contents import add_contents_line, contents_lines
from ingest.structure.lines import Item, breaks_off, is_upper, looks_like_title, sentence_case
from ingest.structure.numbering import Number, NumberPath, number_gaps
from ingest.structure.procedure_sections import (
    TopHeading,
    describes_work,
    dotted_heading,
    is_usual_section,
    lists_papers,
    step_line,
    top_heading,
)
from ingest.structure.procedure_table import StepTable, cells_of, row_number
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["build_procedure"]

_DOCUMENT_TITLE = re.compile(
    r"^(?:quy trình|thủ tục|hướng dẫn|sổ tay|kế hoạch|báo cáo)(?![^\W_])", re.IGNORECASE
)
_ONE_NUMBER = re.compile(r"^(\d{1,2})\s*[.)/](?!\d)\s*(?=\S)")
_LONGEST_PLAIN_SECTION = 100
_LONGEST_TITLE = 150
_SHORTEST_SENTENCE = 8
_LONGEST_LOCATOR = 60
_WIDEST_JUMP = 3
_WIDEST_CERTAIN_JUMP = 9
_UNNUMBERED_RANK = 20
_STEP_RANK = 50


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
        self._steps = steps
        self._contents = contents_lines(items)
        self._path = NumberPath()
        self._table = StepTable()
        self._roman = False
        self._marked_only = False
        self._label = ""
        self._top = 0
        self._top_declared: int | None = None
        self._works = False
        self._papers = False
        self._step: Number = ()
        self._listed = 0

    def read(self) -> list[str]:
        for index, item in enumerate(self._items):
            if index in self._contents:
                self._take_contents(index)
            elif not (self._take_row(item) if item.row else self._take_line(index)):
                self.tree.add(item)
        return [] if self._roman else number_gaps(self._path.seen)

    def _take_contents(self, index: int) -> None:
        add_contents_line(
            self.tree,
            self._items[index],
            first=index - 1 not in self._contents,
            last=index + 1 not in self._contents,
            part=Part.BODY,
        )

    def _take_line(self, index: int) -> bool:
        self._table.leave()
        item = self._items[index]
        previous = self._items[index - 1] if index else None
        return (
            self._take_top(item, broken=breaks_off(previous))
            or self._take_dotted(item)
            or self._take_step_line(item)
            or self._take_unnumbered(index)
        )

    def _take_top(self, item: Item, *, broken: bool) -> bool:
        heading = top_heading(item, roman=self._roman)
        if heading is None and not self._top:
            heading = top_heading(item, roman=True)
            self._roman = heading is not None and self._fits(heading)
        if heading is None:
            return False
        if not self._fits(heading) or (broken and not heading.certain):
            self._listed = heading.number
            return False
        if not self._top:
            self._marked_only = heading.marked
        self._top, self._label = heading.number, heading.label
        self._top_declared = item.declared
        self._open_number((heading.number,), heading.title, ProvisionKind.SECTION, item)
        return True

    def _fits(self, heading: TopHeading) -> bool:
        jump = heading.number - self._top
        if heading.certain:
            return 1 <= jump <= _WIDEST_CERTAIN_JUMP
        if not 1 <= jump <= (_WIDEST_JUMP if heading.marked else 1):
            return False
        if 0 < self._listed == heading.number - 1 or (self._marked_only and not heading.marked):
            return False
        title = heading.title.rstrip(" .:")
        return looks_like_title(title) and len(title) <= _LONGEST_PLAIN_SECTION

    def _take_dotted(self, item: Item) -> bool:
        found = dotted_heading(item)
        if self._roman:
            found = self._under_roman(item, found)
        if found is None or found[0][0] != self._path.top:
            return False
        return self._open_dotted(found[0], found[1], item)

    def _under_roman(
        self, item: Item, dotted: tuple[Number, str] | None
    ) -> tuple[Number, str] | None:
        """Numbers under a Roman section count from the section: "1.2" in II is II.1.2."""
        if dotted is not None:
            return (self._top, *dotted[0]), dotted[1]
        match = _ONE_NUMBER.match(item.bare)
        if match is None:
            return None
        return (self._top, int(match.group(1))), item.bare[match.end() :]

    def _open_dotted(self, number: Number, title: str, item: Item) -> bool:
        in_place = self._path.is_next(number) or self._path.is_ahead(number)
        if not in_place and item.declared is None:
            return False
        is_step = self._works and self._steps
        kind = ProvisionKind.STEP if is_step else ProvisionKind.SECTION
        self._open_number(number, title, kind, item)
        return True

    def _open_number(self, number: Number, title: str, kind: ProvisionKind, item: Item) -> None:
        rank = self._path.open(number)
        first = self._label if self._roman else str(number[0])
        locator = ".".join([first, *map(str, number[1:])])
        self.tree.open(Heading(rank, kind, locator, _title(title)), item)
        if len(number) == 1:
            self._works = describes_work(title)
        self._papers = lists_papers(title)
        self._step, self._listed = (), 0

    def _take_step_line(self, item: Item) -> bool:
        found = step_line(item) if self._steps and not self._papers else None
        return found is not None and self._open_step(found[0], found[1], item)

    def _open_step(self, number: Number, title: str, item: Item) -> bool:
        if not (number > self._step or number == (1,)):
            return False
        self._step = number
        above = self.tree.above(_STEP_RANK)
        name = "bước " + ".".join(map(str, number))
        locator = f"{above} {name}" if above else name.capitalize()
        self.tree.open(Heading(_STEP_RANK, ProvisionKind.STEP, locator, _title(title)), item)
        return True

    def _take_row(self, item: Item) -> bool:
        cells = cells_of(item.bare)
        if self._table.take_header(cells) or not self._steps or self._papers:
            return False
        number = row_number(cells)
        if number is None:
            return False
        title = next((cell for cell in cells[1:] if cell), "")
        if len(number) > 1 and number[0] == self._path.top and self._works:
            return self._open_dotted(number, title, item)
        if not self._table.is_step(cells, works=self._works):
            return False
        return self._open_step(number, title, item)

    def _take_unnumbered(self, index: int) -> bool:
        """Open a section whose heading has no number, declared or a usual one in capitals."""
        item = self._items[index]
        plain_usual = not self._top and is_upper(item.bare) and is_usual_section(item.bare)
        if item.declared is None and not plain_usual:
            return False
        titles_document = not index or _DOCUMENT_TITLE.match(item.bare) is not None
        if titles_document and not self.tree.is_open(ProvisionKind.SECTION):
            return False
        rank = self._unnumbered_rank(item.declared or 1)
        if rank < _UNNUMBERED_RANK:
            self._path.clear()
            self._works = describes_work(item.bare)
        self._papers = lists_papers(item.bare)
        self._step = ()
        locator = _shortened(sentence_case(item.bare.strip(" .:")))
        self.tree.open(Heading(rank, ProvisionKind.SECTION, locator, _title(item.bare)), item)
        return True

    def _unnumbered_rank(self, declared: int) -> int:
        if not self._path.top:
            return declared
        if self._top_declared is None or declared > self._top_declared:
            return _UNNUMBERED_RANK + declared
        return 1


def _title(words: str) -> str:
    """Shorten what follows a number to a title: its first sentence, if that is short."""
    first, stop, _ = words.partition(". ")
    if stop and _SHORTEST_SENTENCE <= len(first) <= _LONGEST_TITLE:
        return first
    return words.strip(" .:") if len(words) <= _LONGEST_TITLE else ""


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST_LOCATOR:
        return words
    return words[:_LONGEST_LOCATOR].rsplit(" ", 1)[0].rstrip(" ,;-–") + "…"
