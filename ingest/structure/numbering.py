"""Dotted numbers such as 7.5.3: which one may follow which, and which are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import groupby

__all__ = ["Number", "NumberPath", "missing_runs", "number_gaps", "parse_number"]

Number = tuple[int, ...]

_WIDEST_JUMP = 3
_LONGEST_RUN_NAMED = 3


def parse_number(text: str) -> Number:
    """Return the parts of "7.5.3" as integers; the caller's pattern keeps them short."""
    return tuple(int(part) for part in text.strip(".").split("."))


class NumberPath:
    """The numbered provisions that are open, from the top down."""

    def __init__(self) -> None:
        self._open: list[Number] = []
        self.seen: list[Number] = []

    @property
    def current(self) -> Number:
        """The number opened last, () before the first."""
        return self._open[-1] if self._open else ()

    @property
    def top(self) -> int:
        """The number of the first level that is open, 0 before the first."""
        return self._open[0][0] if self._open else 0

    def is_next(self, number: Number) -> bool:
        """Whether `number` is the first child, or the next sibling of what is open."""
        if number[-1] == 1 and number[:-1] == self.current:
            return True
        parent = number[:-1]
        place = len(parent)
        return (
            self.current[:place] == parent
            and len(self.current) > place
            and number[-1] == self.current[place] + 1
        )

    def is_ahead(self, number: Number) -> bool:
        """Whether `number` comes a few steps after what is open, under an open parent."""
        parent = number[:-1]
        place = len(parent)
        if self.current[:place] != parent:
            return False
        last = self.current[place] if len(self.current) > place else 0
        return last < number[-1] <= last + 1 + _WIDEST_JUMP

    def open(self, number: Number) -> int:
        """Make `number` the current one; returns its depth among open numbers, from 1."""
        while self._open and number[: len(self._open[-1])] != self._open[-1]:
            self._open.pop()
        if self._open and self._open[-1] == number:
            self._open.pop()
        self._open.append(number)
        self.seen.append(number)
        return len(self._open)

    def clear(self) -> None:
        """Forget what is open, keep what was seen."""
        self._open.clear()


def number_gaps(
    seen: Iterable[Number], label: str = "", name_top: Callable[[int], str] = str
) -> list[str]:
    """Name what is missing between the siblings that are there, such as "7.5.2 thiếu".

    Siblings under a parent count from 1, the first level from its lowest number; `name_top`
    writes the numbers of the first level.
    """
    siblings: defaultdict[Number, set[int]] = defaultdict(set)
    for number in seen:
        siblings[number[:-1]].add(number[-1])
    gaps: list[str] = []
    for parent, present in siblings.items():
        first = 1 if parent else min(present)
        missing = [n for n in range(first, max(present)) if n not in present]
        if parent:
            stem = ".".join([label + name_top(parent[0]), *map(str, parent[1:])])
            gaps += missing_runs(missing, f"{stem}.")
        else:
            gaps += missing_runs(missing, label, name_top)
    return gaps


def missing_runs(missing: Iterable[int], stem: str, name: Callable[[int], str] = str) -> list[str]:
    """Write one line for each missing number; a long run is one line with its ends."""
    gaps: list[str] = []
    for _, group in groupby(enumerate(missing), lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        if len(run) <= _LONGEST_RUN_NAMED:
            gaps += [f"{stem}{name(number)} thiếu" for number in run]
        else:
            gaps.append(f"{stem}{name(run[0])} đến {stem}{name(run[-1])} thiếu")
    return gaps
