"""Divides a legal file into the document itself, what is attached to it, and forms.

Numbering starts again at Điều 1 in a regulation attached to a decision and in the form
templates of annexes, so the pieces are told apart before any article is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import Part
from ingest.structure.legal_headings import Article, article_at, division_at, fits
from ingest.structure.legal_marks import (
    annex_name,
    attached_name,
    form_name,
    has_blanks,
    has_motto,
    is_form_title,
    is_issued_with,
    is_signature,
    is_title_line,
)
from ingest.structure.lines import Item, breaks_off, is_upper, starts_like_heading

__all__ = ["Piece", "pieces_of"]

_LOOK_AHEAD = 12
_TITLE_LINES = 4
_LOOK_BACK = 15


@dataclass(slots=True)
class Piece:
    """Lines `start` to `end` (exclusive); `name` is "" for the document itself.

    `title` says what it is about; `articles` maps the line of each article heading to the
    article.
    """

    start: int
    end: int
    part: Part
    name: str
    articles: dict[int, Article] = field(default_factory=dict)
    title: str = ""


def pieces_of(items: Sequence[Item], ignored: frozenset[int]) -> list[Piece]:
    """Return the pieces of a legal file in order; `ignored` lines start nothing."""
    return _Divider(items, ignored).run()


class _Divider:
    def __init__(self, items: Sequence[Item], ignored: frozenset[int]) -> None:
        self._items = items
        self._ignored = ignored
        self._candidates = {
            index: article
            for index in range(len(items))
            if index not in ignored and (article := article_at(items, index)) is not None
        }
        order = list(self._candidates)
        self._following = {
            index: self._candidates[after].number for index, after in pairwise(order)
        }
        self._pieces = [Piece(0, len(items), Part.BODY, "")]
        self._last: tuple[int, Article] | None = None
        self._signed = False
        self._motto = False
        self._resume = 0

    def run(self) -> list[Piece]:
        for index, item in enumerate(self._items):
            if index in self._ignored or index < self._resume:
                continue
            if index in self._candidates:
                self._take_article(index, self._candidates[index])
            elif self._last is not None or self._signed or len(self._pieces) > 1:
                self._signed = self._signed or item.parted
                self._take_boundary(index)
                self._signed = self._signed or is_signature(item.bare)
        for piece in self._pieces:
            self._settle(piece)
        return self._pieces

    def _take_article(self, index: int, article: Article) -> None:
        piece = self._pieces[-1]
        if piece.part is Part.TEMPLATE:
            return
        last = self._last[1] if self._last else None
        after_heading = index == 0 or index - 1 in piece.articles
        previous = None if after_heading else self._items[index - 1]
        restarts = last is not None and article.name == "Điều 1" and article.firm
        if restarts and not breaks_off(previous) and self._restart(index):
            self._take_article_in_new_piece(index, article)
            return
        if fits(article, last, self._following.get(index), previous):
            piece.articles[index] = article
            self._last, self._signed = (index, article), False

    def _take_article_in_new_piece(self, index: int, article: Article) -> None:
        if self._pieces[-1].part is not Part.TEMPLATE:
            self._pieces[-1].articles[index] = article
            self._last = (index, article)

    def _restart(self, index: int) -> bool:
        """Open the piece in which numbering begins again; False if it is a mere slip."""
        earliest = max(index - _LOOK_BACK, self._last[0] + 1 if self._last else 0)
        first_chapter: int | None = None
        for place in range(index - 1, earliest - 1, -1):
            text = self._items[place].bare
            division = division_at(self._items, place)
            if division is not None:
                if division.value not in (None, 1):
                    return False
                first_chapter = place
            elif is_form_title(text):
                self._begin(place, Part.TEMPLATE, "Biểu mẫu")
                return True
            elif (name := attached_name(text)) and self._names_attached(place):
                self._begin(place, Part.ANNEX, name)
                return True
        if first_chapter is None and self._last is not None and self._last[1].number == 1:
            return False
        self._begin(
            index if first_chapter is None else first_chapter, Part.ANNEX, "Văn bản kèm theo"
        )
        return True

    def _take_boundary(self, index: int) -> None:
        text = self._items[index].bare
        found = self._named_piece(index)
        if found is not None and not (self._is_just_begun(index) and attached_name(text)):
            self._begin(index, *found)
        elif has_motto(text) and not self._titles_a_division(index):
            self._take_motto(index)

    def _is_just_begun(self, index: int) -> bool:
        """Whether the lines still head the current piece: "PHỤ LỤC I", then "DANH MỤC"."""
        piece = self._pieces[-1]
        return bool(piece.name) and not piece.articles and index - piece.start < _TITLE_LINES

    def _take_motto(self, index: int) -> None:
        """Open what the national motto heads: an attached regulation or a form."""
        piece = self._pieces[-1]
        heads_current = piece.name and index - piece.start <= _LOOK_AHEAD and not piece.articles
        if heads_current and not self._motto:
            piece.part, self._motto = Part.TEMPLATE, True
            return
        for place in range(index + 1, min(index + _LOOK_AHEAD, len(self._items))):
            found = self._named_piece(place) if place not in self._ignored else None
            if found is not None:
                self._begin(index, *found)
                self._resume, self._motto = place + 1, True
                return
            if place in self._candidates:
                break
        self._begin(index, Part.TEMPLATE, "Biểu mẫu")
        self._motto = True

    def _named_piece(self, index: int) -> tuple[Part, str] | None:
        text = self._items[index].bare
        previous = self._items[index - 1] if index else None
        if breaks_off(previous):
            return None
        if (name := attached_name(text)) and self._is_attached(index):
            return Part.ANNEX, name
        if (name := annex_name(text)) and starts_like_heading(previous):
            return Part.ANNEX, name
        if (name := form_name(text)) and self._can_be_form(index):
            return Part.TEMPLATE, name
        return None

    def _names_attached(self, index: int) -> bool:
        return is_upper(self._items[index].bare) and not self._titles_a_division(index)

    def _is_attached(self, index: int) -> bool:
        following = self._items[index + 1 : index + 1 + _LOOK_AHEAD]
        return self._names_attached(index) and any(is_issued_with(i.bare) for i in following)

    def _can_be_form(self, index: int) -> bool:
        """Forms stand outside the document itself, or carry the motto."""
        outside_body = len(self._pieces) > 1 or self._signed
        following = self._items[index + 1 : index + 5]
        return outside_body or any(has_motto(item.bare) for item in following)

    def _titles_a_division(self, index: int) -> bool:
        for place in range(index - 1, max(index - 4, -1), -1):
            if division_at(self._items, place) is not None:
                return True
            if not is_upper(self._items[place].bare):
                return False
        return False

    def _begin(self, index: int, part: Part, name: str) -> None:
        self._pieces[-1].end = index
        self._pieces.append(Piece(index, len(self._items), part, name))
        self._last, self._signed, self._motto = None, False, False

    def _settle(self, piece: Piece) -> None:
        """Find the title; an annex that is mostly blanks to fill in is a form."""
        piece.title = self._title_of(piece)
        if piece.part is not Part.ANNEX or not piece.name.startswith("Phụ lục"):
            return
        lines = self._items[piece.start : piece.end]
        blanks = sum(has_blanks(item.bare) for item in lines)
        if blanks * 5 > len(lines):
            piece.part = Part.TEMPLATE
            piece.articles.clear()

    def _title_of(self, piece: Piece) -> str:
        """Join the words between the name of a piece and its first heading or bracket."""
        words: list[str] = []
        named = not piece.name
        for index in range(piece.start, min(piece.start + _LOOK_AHEAD, piece.end)):
            text = self._items[index].bare
            if index in piece.articles:
                break
            if not named and text.casefold().startswith(piece.name.casefold()):
                named = True
                words.append(text[len(piece.name) :].strip(" .:–-"))
            elif named and not is_title_line(text, piece.part):
                if any(words) and piece.part is not Part.TEMPLATE:
                    break
            elif named:
                words.append(text)
        return " ".join(word for word in words[:_TITLE_LINES] if word)
