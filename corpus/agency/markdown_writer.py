"""Markdown files: a head table, ATX headings, pipe tables."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from corpus.agency.layout import AGENCY, Block, Heading, Item, Paragraph, Sheet, Table

__all__ = ["write_markdown"]


def write_markdown(sheet: Sheet) -> bytes:
    """Render a sheet as UTF-8 Markdown with LF line ends."""
    parts = [*_head(sheet), *(_block(block) for block in sheet.blocks)]
    return _joined(parts).encode("utf-8")


def _head(sheet: Sheet) -> Iterator[str]:
    yield f"# {sheet.heading}"
    yield _table(
        ("Cơ quan", "Mã hiệu", "Lần ban hành", "Ngày", "Đơn vị chủ trì"),
        [(AGENCY, sheet.code, sheet.issue, sheet.date, sheet.unit)],
    )
    roles = sheet.sign_off
    yield _table(
        ("Soạn thảo", "Xem xét", "Phê duyệt"), [(roles.drafted, roles.reviewed, roles.approved)]
    )


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * (block.level + 1)} {block.label}"
    if isinstance(block, Paragraph):
        return block.text
    if isinstance(block, Item):
        return f"- {block.text}"
    if isinstance(block, Table):
        return _table(block.header, list(block.rows))
    raise TypeError(block)


def _table(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [header, tuple("---" for _ in header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _joined(parts: list[str]) -> str:
    """Blocks apart by an empty line, entries of one list on neighbouring lines."""
    text = parts[0]
    for before, part in itertools.pairwise(parts):
        both_items = before.startswith("- ") and part.startswith("- ")
        text += ("\n" if both_items else "\n\n") + part
    return text + "\n"
