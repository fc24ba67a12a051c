"""Sets apart what a document prints around its content.

Tables of contents, running heads, revision histories, sign-off tables, recipients and
signatures stay in the text that was read, and are no content: no provision holds them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ingest.reading import Line, LineRole
from ingest.structure.contents import contents_lines
from ingest.structure.control import control_lines
from ingest.structure.lines import Item, item_of
from ingest.structure.sign_off import sign_off_lines

__all__ = ["content_items"]


def content_items(lines: Iterable[Line]) -> tuple[Item, ...]:
    """Return the content lines of a reading, in order.

    Left out are the lines that the reader found to be furniture and those that only the
    document as a whole shows to be none of its content.
    """
    items = [item_of(line) for line in lines if line.role is not LineRole.FURNITURE]
    signed = sign_off_lines(items)
    apart = signed | contents_lines(items) | control_lines(items)
    content: list[Item] = []
    parted = False
    for index, item in enumerate(items):
        parted = parted or index in signed
        if index not in apart:
            content.append(replace(item, parted=True) if parted else item)
            parted = False
    return tuple(content)
