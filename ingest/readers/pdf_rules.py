"""The ruled grids of a PDF page: where lines are drawn, and the cells that they enclose."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pypdfium2 import PdfObject, PdfPage, raw

__all__ = ["Cell", "Grid", "page_grids"]

_TOLERANCE = 3.0
"""Points by which drawn lines miss each other where they mean to meet."""

_SHORTEST = 8.0
_THIN = 2.5
"""Points up to which a filled area is a drawn line; a wider one colours what lies on it."""

_SEGMENTS_LIMIT = 20_000
_RULES_LIMIT = 600
_CELLS_LIMIT = 6_000


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line at `at` from `start` to `end`, in points; across the page or, if `upright`, down."""

    upright: bool
    at: float
    start: float
    end: float

    def touches(self, other: _Rule) -> bool:
        return (
            self.start - _TOLERANCE <= other.at <= self.end + _TOLERANCE
            and other.start - _TOLERANCE <= self.at <= other.end + _TOLERANCE
        )


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell in points from the bottom left of the page; `row` counts from 0 at the top."""

    row: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its cells in reading order, merged ones once, where they begin."""

    cells: tuple[Cell, ...]

    @property
    def top(self) -> float:
        """Its upper edge."""
        return max(cell.top for cell in self.cells)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return min(cell.bottom for cell in self.cells)


def page_grids(page: PdfPage) -> list[Grid]:
    """Return the tables that are drawn on a page, from the top; none without two columns."""
    rules = _merged(_rules(page))
    if len(rules) > _RULES_LIMIT:
        return []
    grids = (_grid(group) for group in _groups(rules))
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: -grid.top)


def _rules(page: PdfPage) -> Iterator[_Rule]:
    left = _SEGMENTS_LIMIT
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1):
        left -= raw.FPDFPath_CountSegments(item)
        if left < 0:
            return
        for (x0, y0), (x1, y1) in _lines(item) if _is_drawn(item) else ():
            if abs(y0 - y1) <= 1 and abs(x0 - x1) >= _SHORTEST:
                yield _Rule(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            elif abs(x0 - x1) <= 1 and abs(y0 - y1) >= _SHORTEST:
                yield _Rule(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _is_drawn(item: PdfObject) -> bool:
    """Tell a path that is drawn with a pen, or filled but thin, from a coloured area."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(item, fill, stroke)
    left, bottom, right, top = item.get_bounds()
    return bool(stroke.value) or min(right - left, top - bottom) <= _THIN


def _lines(item: PdfObject) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight pieces of a path in points of the page."""
    matrix = item.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    first = last = (0.0, 0.0)
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield last, first


def _merged(rules: Iterable[_Rule]) -> list[_Rule]:
    """Join the pieces of a line: each cell draws its own borders."""
    merged: list[_Rule] = []
    for rule in sorted(rules, key=lambda r: (r.upright, round(r.at / _TOLERANCE), r.start)):
        last = merged[-1] if merged else None
        if (
            last is not None
            and last.upright == rule.upright
            and abs(last.at - rule.at) <= _TOLERANCE
            and rule.start <= last.end + _TOLERANCE
        ):
            merged[-1] = _Rule(rule.upright, last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _groups(rules: Sequence[_Rule]) -> Iterator[list[_Rule]]:
    """Yield the rules that hang together."""
    across = [rule for rule in rules if not rule.upright]
    left = {rule for rule in rules if rule.upright}
    unseen = set(across)
    while unseen:
        group, border = [], [unseen.pop()]
        while border:
            rule = border.pop()
            group.append(rule)
            pool = unseen if rule.upright else left
            met = {other for other in pool if rule.touches(other)}
            pool -= met
            border += met
        yield group


def _grid(group: Sequence[_Rule]) -> Grid | None:
    xs = _places(rule.at for rule in group if rule.upright)
    ys = _places(rule.at for rule in group if not rule.upright)[::-1]
    if len(xs) < 3 or len(ys) < 2 or len(xs) * len(ys) > _CELLS_LIMIT:  # noqa: PLR2004
        return None
    spans: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for place, first in _owners(group, xs, ys).items():
        spans.setdefault(first, []).append(place)
    cells = tuple(
        Cell(
            row,
            left=xs[column],
            bottom=ys[max(r for r, _ in spans[row, column]) + 1],
            right=xs[max(c for _, c in spans[row, column]) + 1],
            top=ys[row],
        )
        for row, column in sorted(spans)
    )
    return Grid(cells) if max(Counter(cell.row for cell in cells).values()) > 1 else None


def _owners(
    group: Iterable[_Rule], xs: Sequence[float], ys: Sequence[float]
) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each (row, column) of the raster the place where its cell begins."""
    uprights = [[r for r in group if r.upright and abs(r.at - x) <= _TOLERANCE] for x in xs]
    levels = [[r for r in group if not r.upright and abs(r.at - y) <= _TOLERANCE] for y in ys]
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            owner[row, column] = (row, column)
            if column and not _covers(uprights[column], (ys[row] + ys[row + 1]) / 2):
                owner[row, column] = owner[row, column - 1]
            elif row and not _covers(levels[row], (xs[column] + xs[column + 1]) / 2):
                owner[row, column] = owner[row - 1, column]
    return owner


def _places(values: Iterable[float]) -> list[float]:
    """Return the different places among `values`, ascending."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _TOLERANCE:
            places.append(value)
    return places


def _covers(rules: Iterable[_Rule], middle: float) -> bool:
    return any(rule.start <= middle <= rule.end for rule in rules)
