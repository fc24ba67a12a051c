"""Verbatim quotes: which sentence of a provision answers, and proof that it stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import QuoteError
from corpus.model import Provision
from corpus.text import sentences

__all__ = [
    "Quote",
    "heading_quote",
    "is_requirement",
    "leading_quotes",
    "quotable",
    "verify",
]

_LABELS = ("Yêu cầu: ", "Trong cơ quan nhà nước: ")
"""Openings of lines of the shipped notes; the quote begins behind them."""

_NOT_QUOTED = (
    "Tên tiếng Anh:",
    "Cách nói hằng ngày:",
    "Ý chính bằng tiếng Anh:",
    "Điều tương ứng bản ",
    "Tóm lược bằng lời của người biên soạn",
)
"""Lines of the shipped texts that help to find a place or warn of it and answer nothing."""

_PREFERRED = "Yêu cầu:"
_COLUMN_NAMES = re.compile(r"(?:s?tt|số tt|bước) \| ", re.IGNORECASE)
_BAR = "| "
_MAX_CHARACTERS = 600


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a provision's text: `text == provision.text[start:end]`."""

    provision: Provision
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.provision.text[self.start : self.end]


def leading_quotes(provisions: Sequence[Provision], most: int) -> list[Quote]:
    """Return the first sentence of each of the first `most` provisions that hold one."""
    quotes = (next(iter(quotable(p)), None) or heading_quote(p) for p in provisions)
    return [quote for quote in quotes if quote is not None][:most]


def verify(quote: str, provision: Provision, start: int, end: int) -> None:
    """Raise `QuoteError` unless `quote` stands character by character at its place."""
    if not quote or provision.text[start:end] != quote:
        raise QuoteError(
            f"Trích dẫn không khớp nguyên văn {provision.locator}; đã bỏ."
            " Hãy báo cho người quản trị."
        )


def quotable(provision: Provision) -> list[Quote]:
    """Return the sentences of a provision that may be quoted, in order."""
    found = []
    heading_end = provision.text.find("\n") if provision.title else 0
    for start, end in sentences(provision.text):
        if heading_end == -1 or start < heading_end:
            continue
        line_start = provision.text.rfind("\n", 0, start) + 1
        if provision.text.startswith(_NOT_QUOTED, line_start):
            continue
        if _COLUMN_NAMES.match(provision.text, line_start):
            continue
        label = next((name for name in _LABELS if provision.text.startswith(name, start)), "")
        begin = start + len(label)
        # A sentence inside a row of a table ends before the bar of the next cell.
        begin += len(_BAR) if provision.text.startswith(_BAR, begin) else 0
        found.append(Quote(provision, begin, _shortened(provision.text, begin, end)))
    return found


def heading_quote(provision: Provision) -> Quote | None:
    """Return the whole text as a quote: some provisions are no more than their heading."""
    if not provision.text:
        return None
    return Quote(provision, 0, _shortened(provision.text, 0, len(provision.text)))


def is_requirement(quote: Quote) -> bool:
    """Tell whether a quote stands in the line of a shipped note that says what is required."""
    text = quote.provision.text
    return text.startswith(_PREFERRED, text.rfind("\n", 0, quote.start) + 1)


def _shortened(text: str, start: int, end: int) -> int:
    """Return where a quote ends: a sentence of a whole page is cut behind a clause of it."""
    if end - start <= _MAX_CHARACTERS:
        return end
    limit = start + _MAX_CHARACTERS
    cut = max(text.rfind(mark, start, limit) for mark in ("; ", ", "))
    return cut + 1 if cut > start else max(text.rfind(" ", start, limit), start + 1)
