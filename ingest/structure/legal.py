"""Legal documents: Phần, Chương, Mục, Tiểu mục, Điều, khoản, điểm."""

from __future__ import annotations

import re
from collections import Counter as Tally
from collections.abc import Iterable, Sequence

from corpus.model import Part, ProvisionKind
from ingest.structure.legal_headings import Article, Division, Rank, division_at
from ingest.structure.legal_items import Counter, diem_of, khoan_of
from ingest.structure.legal_marks import is_signature
from ingest.structure.legal_pieces import Piece, pieces_of
from ingest.structure.lines import Item, is_upper, looks_like_title, roman_value
from ingest.structure.numbering import missing_runs
from ingest.structure.procedure import build_procedure
from ingest.structure.procedure_sections import MIN_USUAL_SECTIONS, first_section, usual_sections
from ingest.structure.quotes import quoted_lines
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["CLOSING", "build_legal"]

CLOSING = "Kết thúc"
"""Locator of what follows the signature at the end."""

_ROMAN_HEADING = re.compile(r"^([IVX]{1,6})\s*[.)/\-–]\s*(?=\S)")
_LONGEST_ARTICLE_TITLE = 100
_LINES_OF_CLOSING = 60


def build_legal(items: Sequence[Item], *, excerpt: bool = False) -> tuple[TreeBuilder, list[str]]:
    """Build the tree of a legal document; returns it with the gaps in its numbering.

    An `excerpt` holds some provisions only: khoản and điểm may begin and go on anywhere.
    """
    quoted = quoted_lines(items)
    pieces = pieces_of(items, quoted)
    tree = TreeBuilder()
    gaps: list[str] = []
    for piece in pieces:
        gaps += _PieceReader(items, piece, tree, quoted, excerpt).read()
    return tree, gaps


class _PieceReader:
    """Reads one piece into the tree."""

    def __init__(
        self,
        items: Sequence[Item],
        piece: Piece,
        tree: TreeBuilder,
        quoted: frozenset[int],
        excerpt: bool,
    ) -> None:
        self._items = items
        self._piece = piece
        self._tree = tree
        self._quoted = quoted
        self._prefix = ""
        self._counter = Counter(excerpt)
        self._missing: list[str] = []
        self._divisions = self._find_divisions()
        self._repeated_chapters = self._chapters_repeat()
        self._untitled: Rank | None = None
        self._roman = 0

    def read(self) -> list[str]:
        piece = self._piece
        self._tree.close()
        start = piece.start
        if piece.name:
            heading = Heading(Rank.PIECE, ProvisionKind.BLOCK, piece.name, piece.title, piece.part)
            self._prefix = self._tree.open(heading, self._items[start]) + ", "
            start += 1
        if self._is_procedure(start):
            return self._take_procedure(start)
        closing = self._closing_line()
        for index in range(start, closing):
            self._take(index)
        self._take_closing(closing)
        return _article_gaps(self._prefix, piece.articles.values()) + self._missing

    def _is_procedure(self, start: int) -> bool:
        """Whether what is attached is a procedure with sections of its own."""
        piece = self._piece
        lines = self._items[start : piece.end]
        return (
            bool(piece.name)
            and piece.part is Part.ANNEX
            and not piece.articles
            and usual_sections(lines) >= MIN_USUAL_SECTIONS
        )

    def _take_procedure(self, start: int) -> list[str]:
        lines = self._items[start : self._piece.end]
        first = first_section(lines)
        for item in lines[:first]:
            self._tree.add(item, self._piece.part)
        branch, gaps = build_procedure(lines[first:])
        self._tree.graft(branch)
        return [f"{self._prefix}{gap}" for gap in gaps]

    def _find_divisions(self) -> dict[int, Division]:
        if self._piece.part is Part.TEMPLATE or not self._piece.articles:
            return {}
        found: dict[int, Division] = {}
        for index in range(self._piece.start, self._piece.end):
            division = None if index in self._quoted else division_at(self._items, index)
            if division is not None:
                found[index] = division
        return found

    def _chapters_repeat(self) -> bool:
        names = Tally(d.name for d in self._divisions.values() if d.rank is Rank.CHUONG)
        has_parts = any(d.rank is Rank.PHAN for d in self._divisions.values())
        return has_parts and any(count > 1 for count in names.values())

    def _take(self, index: int) -> None:
        item = self._items[index]
        if index in self._quoted or self._piece.part is Part.TEMPLATE:
            self._plain(item)
        elif index in self._divisions:
            self._open_division(self._divisions[index], item)
        elif index in self._piece.articles:
            self._open_article(self._piece.articles[index], item)
        elif not self._take_numbered(index):
            self._plain(item)

    def _open_division(self, division: Division, item: Item) -> None:
        above = self._tree.above(division.rank)
        qualified = division.rank > Rank.CHUONG or (
            division.rank is Rank.CHUONG and self._repeated_chapters
        )
        inside = above is not None and above + ", " != self._prefix
        name = f"{above} {division.name}" if qualified and inside else self._prefix + division.name
        heading = Heading(division.rank, division.kind, name, division.title, self._piece.part)
        self._tree.open(heading, item)
        self._counter.restart()
        self._untitled = division.rank

    def _open_article(self, article: Article, item: Item) -> None:
        title = article.title
        if title.endswith((".", ";", ":")) and len(title) > _LONGEST_ARTICLE_TITLE:
            title = ""
        heading = self._heading(Rank.DIEU, ProvisionKind.DIEU, article.name, title.rstrip(" .:"))
        self._tree.open(heading, item)
        self._counter.restart()
        self._untitled = None if article.title else Rank.DIEU

    def _take_numbered(self, index: int) -> bool:
        """Open the khoản or điểm that a line starts; False if it starts none."""
        numbered_alone = self._is_numbered_alone()
        if not numbered_alone and not self._tree.is_open(ProvisionKind.DIEU):
            return False
        item = self._items[index]
        previous = self._items[index - 1] if index else None
        if numbered_alone and self._take_roman(item):
            return True
        before = self._counter.khoan
        if number := khoan_of(item, previous, self._counter):
            self._note_missing(before)
            self._open_item(Rank.KHOAN, ProvisionKind.KHOAN, f"khoản {number}", item)
            return True
        can_have_points = not numbered_alone or self._counter.khoan > 0
        if can_have_points and (letter := diem_of(item, previous, self._counter)):
            self._open_item(Rank.DIEM, ProvisionKind.DIEM, f"điểm {letter}", item)
            return True
        return False

    def _note_missing(self, before: int) -> None:
        above = self._tree.above(Rank.KHOAN)
        missing = range(before + 1, self._counter.khoan)
        self._missing += missing_runs(missing, f"{above} khoản " if above else "khoản ")

    def _is_numbered_alone(self) -> bool:
        """Directives and old circulars number their paragraphs without any Điều."""
        return self._piece.part is Part.BODY and not self._piece.articles

    def _take_roman(self, item: Item) -> bool:
        match = _ROMAN_HEADING.match(item.bare)
        if match is None or roman_value(match.group(1)) != self._roman + 1:
            return False
        self._roman += 1
        title = item.bare[match.end() :]
        heading = self._heading(
            Rank.MUC,
            ProvisionKind.MUC,
            f"Mục {match.group(1)}",
            title if looks_like_title(title) else "",
        )
        self._tree.open(heading, item)
        self._counter.restart()
        return True

    def _open_item(self, rank: Rank, kind: ProvisionKind, name: str, item: Item) -> None:
        above = self._tree.above(rank)
        locator = f"{above} {name}" if above else name
        self._tree.open(Heading(rank, kind, locator, "", self._piece.part), item)
        self._untitled = None

    def _plain(self, item: Item) -> None:
        """Add a line without a number: the rest of a heading's title, or text."""
        rank, self._untitled = self._untitled, None
        if rank is not None and rank < Rank.DIEU and is_upper(item.bare):
            self._tree.extend_title(item.bare)
            self._untitled = rank
        elif rank is not None and not self._tree.title and looks_like_title(item.bare):
            self._tree.extend_title(item.bare)
        self._tree.add(item, self._piece.part)

    def _closing_line(self) -> int:
        piece = self._piece
        if piece.part is Part.TEMPLATE or (piece.name and not piece.articles):
            return piece.end
        last = max(piece.articles, default=max(piece.start, piece.end - _LINES_OF_CLOSING))
        for index in range(last + 1, piece.end):
            item = self._items[index]
            if item.parted or (index not in self._quoted and is_signature(item.bare)):
                return index
        return piece.end

    def _take_closing(self, start: int) -> None:
        for index in range(start, self._piece.end):
            if index == start:
                heading = self._heading(Rank.PHAN, ProvisionKind.BLOCK, CLOSING)
                self._tree.open(heading, self._items[index])
            else:
                self._tree.add(self._items[index])

    def _heading(self, rank: Rank, kind: ProvisionKind, name: str, title: str = "") -> Heading:
        return Heading(rank, kind, self._prefix + name, title, self._piece.part)


def _article_gaps(prefix: str, articles: Iterable[Article]) -> list[str]:
    """Name the article numbers that are missing between 1 and the highest."""
    present = {article.number for article in articles}
    missing = (n for n in range(1, max(present, default=0)) if n not in present)
    return missing_runs(missing, f"{prefix}Điều ")
