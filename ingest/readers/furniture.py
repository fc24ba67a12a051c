"""Find running headers, footers and page numbers: what repeats at the edges of pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.readers.wrapping import line_width, rejoin, starts_item
from ingest.reading import Line, LineRole

__all__ = ["furniture", "page_lines"]

_EDGE_LINES = 4
_REPEATED_SHARE = 0.4
_REPEATED_MINIMUM = 2
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W{0,3}(?:trang|page)?\W{0,3}(\d{1,4})(?:\W{1,3}\d{1,4})?\W{0,3}", re.I)


def furniture(pages: Sequence[Sequence[str]]) -> list[frozenset[int]]:
    """Return for each page, given as its lines, the indexes of its furniture.

    A line is furniture when, figures apart, it stands at the same edge of two pages out of
    five (of two at least), or is a number that counts with the pages.
    """
    edges = [list(_edge_lines(page)) for page in pages]
    repeated = Counter(
        key for page, edge in zip(pages, edges, strict=True) for key in _keys(page, edge)
    )
    offsets = Counter(
        offset
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True), start=1)
        for offset in {_offset(page[index], number) for index, _ in edge}
    )
    enough = max(_REPEATED_MINIMUM, _REPEATED_SHARE * len(pages))

    def is_furniture(line: str, at_top: bool, number: int) -> bool:
        offset = _offset(line, number)
        if offset is not None:
            return offset == 0 or offsets[offset] >= enough
        return repeated[_key(line, at_top)] >= enough

    return [
        frozenset(index for index, at_top in edge if is_furniture(page[index], at_top, number))
        for number, (page, edge) in enumerate(zip(pages, edges, strict=True), start=1)
    ]


def page_lines(
    page: list[str], marked: frozenset[int], number: int, rows: frozenset[int] = frozenset()
) -> Iterator[Line]:
    """Yield the lines of a page: furniture at the head, paragraphs, furniture at the foot.

    `page` holds the page's lines as printed, "" where it leaves a gap, `marked` the indexes
    of its furniture, `rows` those of table rows; `number` counts from 1.
    """
    content = [index for index in range(len(page)) if index not in marked]
    first_content = next((i for i, line in enumerate(page) if line and i not in marked), len(page))
    apart = [Line(page[i], page=number, role=LineRole.FURNITURE) for i in sorted(marked)]
    above = sum(index < first_content for index in marked)
    yield from apart[:above]
    width = line_width(page[index] for index in content if page[index] and index not in rows)
    for is_row, group in groupby(content, rows.__contains__):
        lines = [page[index] for index in group]
        role = LineRole.ROW if is_row else LineRole.CONTENT
        for text in filter(None, lines) if is_row else rejoin(lines, width):
            yield Line(text, page=number, role=role)
    yield from apart[above:]


def _edge_lines(page: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """Yield (index, at the top) of the outermost lines that can be furniture."""
    written = [index for index, line in enumerate(page) if line]
    top = written[:_EDGE_LINES]
    for index in top:
        if not starts_item(page[index]):
            yield index, True
    for index in written[max(len(top), len(written) - _EDGE_LINES) :]:
        if not starts_item(page[index]):
            yield index, False


def _keys(page: Sequence[str], edge: Sequence[tuple[int, bool]]) -> set[tuple[str, bool]]:
    return {_key(page[index], at_top) for index, at_top in edge}


def _key(line: str, at_top: bool) -> tuple[str, bool]:
    return _DIGITS.sub("0", line), at_top


def _offset(line: str, number: int) -> int | None:
    """Return how far a page number in `line` is from the page's place, None without one."""
    match = _PAGE_NUMBER.fullmatch(line)
    return None if match is None else int(match[1]) - number
