"""Documents without numbering: one block a page or a run of paragraphs, one unit a sheet."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.model import ProvisionKind
from ingest.structure.lines import Item
from ingest.structure.tree import Heading, TreeBuilder

__all__ = ["build_blocks", "build_sheets"]

_RUN_LENGTH = 1500
"""Characters after which the next paragraph starts a new block: about half a page."""


def build_blocks(items: Sequence[Item]) -> TreeBuilder:
    """Divide the lines by page, or by length where the format has no pages."""
    tree = TreeBuilder()
    length, runs = 0, 0
    page: int | None = None
    for index, item in enumerate(items):
        if index and (item.page == page if item.page is not None else length < _RUN_LENGTH):
            tree.add(item)
            length += len(item.text)
            continue
        page, length, runs = item.page, len(item.text), runs + 1
        name = f"Trang {item.page}" if item.page is not None else f"Đoạn {runs}"
        tree.open(Heading(1, ProvisionKind.BLOCK, name), item)
    return tree


def build_sheets(items: Sequence[Item]) -> TreeBuilder:
    """Divide a spreadsheet into its sheets, each cited by its name."""
    tree = TreeBuilder()
    for item in items:
        if item.sheet:
            tree.open(Heading(1, ProvisionKind.SHEET, item.text), item)
        else:
            tree.add(item)
    return tree
