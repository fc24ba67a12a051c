"""The text of a PDF page with ruled tables: rows as rows, what stands between them as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pypdfium2 import PdfPage, PdfTextPage

from ingest.readers.pdf_rules import Grid, page_grids
from ingest.readers.wrapping import joined

__all__ = ["CELL_END", "page_with_rows", "shown_text"]

CELL_END = "\x1f"
"""What stands between the cells of a row in the text of a page."""

_WORDS_KEPT = 0.95


def shown_text(text: str) -> str:
    """Return a text from PDFium with its hyphens at the ends of lines as they are printed.

    PDFium marks any of them; the soft one is a letter in TCVN3.
    """
    return text.replace("\x02", "\u00ad\n" if "\u00ad" in text else "-\n")


def page_with_rows(page: PdfPage) -> str | None:
    """Return the text of a page with each table row in one line, None without any table.

    None also where taking the page apart would lose, double or tear words: what runs over the
    lines of a drawing is no table. None of a page that is shown turned, whose rows lie otherwise.
    """
    if page.get_rotation():
        return None
    grids = _apart(page_grids(page))
    if not grids:
        return None
    text = page.get_textpage()
    try:
        whole = _words(shown_text(text.get_text_bounded()))
        lines = "\n".join(_lines(page, text, grids))
    finally:
        text.close()
    found = _words(lines)
    most = max(whole.total(), found.total())
    return lines if (whole & found).total() >= _WORDS_KEPT * most else None


def _lines(page: PdfPage, text: PdfTextPage, grids: Sequence[Grid]) -> Iterator[str]:
    left, bottom, right, top = page.get_bbox()
    edge = top
    for grid in grids:
        yield from (shown_text(text.get_text_bounded(left, grid.top, right, edge)), "")
        yield from _rows(text, grid)
        yield ""
        edge = grid.bottom
    yield shown_text(text.get_text_bounded(left, bottom, right, edge))


def _rows(text: PdfTextPage, grid: Grid) -> Iterator[str]:
    rows: dict[int, list[str]] = {}
    for cell in grid.cells:
        words = shown_text(
            text.get_text_bounded(cell.left, cell.bottom, cell.right, cell.top)
        ).split("\n")
        written = [line.strip() for line in words if line.strip()]
        rows.setdefault(cell.row, []).append(joined(written) if written else "")
    for cells in rows.values():
        if any(cells):
            yield CELL_END.join(cells) if len(cells) > 1 else cells[0]


def _apart(grids: Sequence[Grid]) -> list[Grid]:
    """Leave out grids that stand beside or inside another one."""
    kept: list[Grid] = []
    for grid in grids:
        if not kept or grid.top <= kept[-1].bottom + 1:
            kept.append(grid)
    return kept


def _words(text: str) -> Counter[str]:
    return Counter(text.replace("-\n", "-").split())
