"""Rows of tables as they stand in a provision's text: a line each, cells between bars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.procedures.model import Note
from corpus.model import Provision

__all__ = ["Row", "rows_of"]

_BAR = " | "


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a provision with its cells; a line without bars is one cell."""

    line: Note
    cells: tuple[Note, ...]


def rows_of(provision: Provision) -> Iterator[Row]:
    """Yield the lines of a provision that hold something, in order."""
    start = 0
    for line in provision.text.split("\n"):
        if line.strip():
            yield Row(Note(provision, start, start + len(line)), _cells(provision, line, start))
        start += len(line) + 1


def _cells(provision: Provision, line: str, start: int) -> tuple[Note, ...]:
    cells = []
    for text in line.split(_BAR):
        left = len(text) - len(text.lstrip())
        cells.append(Note(provision, start + left, start + max(left, len(text.rstrip()))))
        start += len(text) + len(_BAR)
    return tuple(cells)
