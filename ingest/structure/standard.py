"""Management-system standards: clauses numbered 4, 4.1, 7.5.3 and lettered annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Part, ProvisionKind
from ingest.structure.lines import Item, breaks_off, looks_like_title, starts_like_heading
from ingest.structure.numbering import Number, NumberPath, number_gaps, parse_number
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["build_standard", "clause_number"]

_CLAUSE = re.compile(
    r"^(?:(?:điều|mục|clause)\s+)?(\d{1,2}(?:\.\d{1,2}){0,5})(?![\d,])\.?(?:[\s:–-]+|$)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"^phụ\s+lục\s+([A-Z])(?![^\W_])", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?:lời nói đầu|lời giới thiệu|giới thiệu|thư mục tài liệu tham khảo|tài liệu tham khảo)$",
    re.IGNORECASE,
)
_LONGEST_TITLE = 120
_LAST_CLAUSE = 10
_LONGEST_ANNEX_HEADING = 160


def clause_number(item: Item, letter: str = "") -> tuple[Number, str] | None:
    """Return the number and title of a line that has the form of a clause heading.

    `letter` is "A." inside annex A, whose clauses are numbered A.1, A.2.1.
    """
    if " | " in item.bare or not item.bare.startswith(letter):
        return None
    bare = item.bare[len(letter) :]
    match = _CLAUSE.match(bare)
    if match is None:
        return None
    title = bare[match.end() :].strip()
    if title and not (title[0].isupper() or item.declared is not None):
        return None
    return parse_number(match.group(1)), title


def build_standard(items: Sequence[Item]) -> tuple[TreeBuilder, list[str]]:
    """Build the tree of a standard; returns it with the gaps in its numbering."""
    reader = _StandardReader(items)
    return reader.tree, reader.read()


class _StandardReader:
    def __init__(self, items: Sequence[Item]) -> None:
        self.tree = TreeBuilder()
        self._items = items
        self._runs: dict[str, NumberPath] = {"": NumberPath()}
        self._letter = ""
        self._listed = 0
        self._untitled = False
        self._heading_line: int | None = None

    def read(self) -> list[str]:
        for index, item in enumerate(self._items):
            if not (self._take_unnumbered(item) or self._take_clause(index)):
                self._plain(item)
        gaps: list[str] = []
        for letter, run in self._runs.items():
            gaps += number_gaps(run.seen, letter)
        return gaps

    @property
    def _path(self) -> NumberPath:
        return self._runs[self._letter]

    @property
    def _part(self) -> Part:
        return Part.ANNEX if self._letter else Part.BODY

    def _take_unnumbered(self, item: Item) -> bool:
        """Open a foreword, a bibliography or, after the first clause, a lettered annex."""
        annex = _ANNEX.match(item.bare) if self._runs[""].seen else None
        if annex is not None and len(item.bare) <= _LONGEST_ANNEX_HEADING:
            rest = item.bare[annex.end() :].strip(" .:–-")
            if rest and not (rest[0].isupper() or rest[0] == "("):
                return False
            self._letter = annex.group(1).upper() + "."
            self._runs.setdefault(self._letter, NumberPath()).clear()
            self._open_block(f"Phụ lục {annex.group(1).upper()}", rest, item)
            return True
        if _NAMED.match(item.bare):
            self._letter = ""
            self._path.clear()
            self._open_block(item.bare.capitalize(), "", item)
            return True
        return False

    def _open_block(self, locator: str, title: str, item: Item) -> None:
        self.tree.close()
        self.tree.open(Heading(0, ProvisionKind.BLOCK, locator, title, self._part), item)
        self._untitled = False

    def _take_clause(self, index: int) -> bool:
        item = self._items[index]
        found = clause_number(item, self._letter)
        if found is None:
            return False
        number, title = found
        if not self._fits(number, title, index):
            self._listed = number[0] if len(number) == 1 else 0
            return False
        self._listed = 0
        if not self._letter and not self._path.current:
            self.tree.close()
        rank = self._path.open(number)
        locator = self._letter + ".".join(map(str, number))
        shown = title.rstrip(" .") if len(title) <= _LONGEST_TITLE else ""
        self.tree.open(Heading(rank, ProvisionKind.CLAUSE, locator, shown, self._part), item)
        self._untitled = not title
        self._heading_line = index
        return True

    def _fits(self, number: Number, title: str, index: int) -> bool:
        item = self._items[index]
        previous = self._items[index - 1] if index else None
        if item.declared is not None:
            return True
        if breaks_off(previous) or (title and not self._is_title(title)):
            return False
        if len(number) == 1 and (number[0] > _LAST_CLAUSE or 0 < self._listed == number[0] - 1):
            return False
        if self._path.current and self._path.is_next(number):
            return True
        after_heading = index - 1 == self._heading_line
        if not title or not (after_heading or starts_like_heading(previous)):
            return False
        return self._path.is_ahead(number) if self._path.current else number[0] <= _LAST_CLAUSE

    def _is_title(self, words: str) -> bool:
        return looks_like_title(words) and len(words) <= _LONGEST_TITLE

    def _plain(self, item: Item) -> None:
        if self._untitled and len(item.bare) <= _LONGEST_TITLE and not item.bare.endswith("."):
            self.tree.extend_title(item.bare)
        self._untitled = False
        self.tree.add(item, self._part)
