"""A manual's own table of clauses and documents, read from text: rows may be run together.

    4.1 đến 4.4 Bối cảnh và hệ thống Sổ tay chương 4 5.2 Chính sách chất lượng CSCL

A run of clause numbers begins a row, the codes up to the next run belong to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.mapping.codes import Codes
from assistant.mapping.model import Claim, Hop, HopKind
from assistant.mapping.reading import Procedure
from corpus.model import Provision
from corpus.registers import StandardRegister
from corpus.text import fold

__all__ = ["TABLE", "table_claims", "table_locators"]

TABLE = 0.75
_LEAST_ROWS = 4
_NUMBER = re.compile(r"(?<![\w.,/-])(?:[4-9]|10)(?:\.[1-9]){1,3}(?![\w/-]|[.,]\d)")
_OWN_PLACE = re.compile(r"(?:mục|chương|phần|bước)\s*$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:đến|tới|[-–,;]|và)\s*(?:điều\s*)?", re.IGNORECASE)
_RANGE = re.compile(r"\s*(?:đến|tới|[-–])\s*(?:điều\s*)?", re.IGNORECASE)
_MANUAL = re.compile(r"sổ tay", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: its clause numbers, and the ids with the spans of their codes."""

    numbers: tuple[str, ...]
    named: tuple[tuple[str, tuple[int, int]], ...]
    locator: str
    start: int


def table_locators(document: Procedure, register: StandardRegister, codes: Codes) -> frozenset[str]:
    """Return the locators of the provisions that hold a table of clauses and documents."""
    sections: dict[str, list[Provision]] = {}
    for provision in document.provisions:
        sections.setdefault(_top(provision), []).append(provision)
    return frozenset(
        provision.locator
        for provisions in sections.values()
        if sum(bool(row.named) for row in _rows(provisions, register, codes, document))
        >= _LEAST_ROWS
        for provision in provisions
    )


def table_claims(document: Procedure, register: StandardRegister, codes: Codes) -> list[Claim]:
    """Return what the tables of a document claim, the numbers as they are printed."""
    locators = table_locators(document, register, codes)
    provisions = [p for p in document.provisions if p.locator in locators]
    texts = {provision.locator: provision.text for provision in provisions}
    return [
        Claim(
            number,
            document_id,
            (Hop(HopKind.TABLE, TABLE, texts[row.locator][row.start : span[1]]),),
            document.id,
            row.locator,
            (row.start, span[1]),
        )
        for row in _rows(provisions, register, codes, document)
        for document_id, span in row.named
        for number in row.numbers
    ]


def _top(provision: Provision) -> str:
    return re.split(r"[. ]", provision.locator)[0]


def _rows(
    provisions: Iterable[Provision],
    register: StandardRegister,
    codes: Codes,
    document: Procedure,
) -> Iterator[_Row]:
    """Yield the rows of the provisions; one never reaches from a provision into the next."""
    for provision in provisions:
        text = provision.text
        # The provision's own number heads its text and begins no row.
        runs = [run for run in _runs(text, register) if run[1] or run[0][0] != provision.locator]
        ends = [*(start for _, start, _ in runs[1:]), len(text)]
        for (numbers, start, begin), end in zip(runs, ends, strict=False):
            named = [
                (document_id, (begin + first, begin + last))
                for first, last, ids in codes.find(text[begin:end])
                for document_id in ids
            ]
            named += _own(document, text, begin, end)
            yield _Row(numbers, tuple(named), provision.locator, start)


def _own(document: Procedure, text: str, begin: int, end: int) -> list[tuple[str, tuple[int, int]]]:
    """Return the document itself where a row calls it "sổ tay"."""
    match = _MANUAL.search(text, begin, end)
    if match is None or "so tay" not in fold(document.document.title):
        return []
    return [(document.id, match.span())]


def _runs(text: str, register: StandardRegister) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield (numbers, start, end) of the runs of clause numbers that begin rows."""
    found = [
        match
        for match in _NUMBER.finditer(text)
        if match.group() in register
        and not _OWN_PLACE.search(text, max(0, match.start() - 10), match.start())
    ]
    position = 0
    while position < len(found):
        last = position
        while last + 1 < len(found) and _JOINED.fullmatch(
            text, found[last].end(), found[last + 1].start()
        ):
            last += 1
        run = found[position : last + 1]
        yield _numbers(text, run, register), run[0].start(), run[-1].end()
        position = last + 1


def _numbers(
    text: str, run: Sequence[re.Match[str]], register: StandardRegister
) -> tuple[str, ...]:
    """Return the numbers of a run, "4.1 đến 4.4" with those between."""
    numbers = [run[0].group()]
    for before, match in pairwise(run):
        parent, _, first = before.group().rpartition(".")
        same, _, last = match.group().rpartition(".")
        if parent == same and _RANGE.fullmatch(text, before.end(), match.start()):
            numbers += [f"{parent}.{n}" for n in range(int(first) + 1, int(last))]
        numbers.append(match.group())
    return tuple(number for number in numbers if number in register)
