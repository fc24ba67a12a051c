"""Look into an OLE compound file ([MS-CFB]) far enough to tell what program wrote it."""

from __future__ import annotations

import io
import struct
from enum import Enum, auto
from pathlib import Path

__all__ = ["SIZE_LIMIT", "OleContent", "ole_content"]

SIZE_LIMIT = 200_000_000
"""Bytes of one file."""


class OleContent(Enum):
    """What the streams at the root of a compound file show it to be."""

    WORD = auto()
    WORKBOOK = auto()
    SLIDES = auto()
    PROTECTED = auto()
    UNKNOWN = auto()


_STREAMS = (
    ("EncryptedPackage", OleContent.PROTECTED),
    ("WordDocument", OleContent.WORD),
    ("Workbook", OleContent.WORKBOOK),
    ("Book", OleContent.WORKBOOK),
    ("PowerPoint Document", OleContent.SLIDES),
)
_MALFORMED = (
    ArithmeticError, AssertionError, LookupError, RecursionError, TypeError, ValueError,
    struct.error,
)  # fmt: skip


def ole_content(path: Path) -> OleContent:
    """Return what the file is; `UNKNOWN` also for one that is too large.

    Only the root counts: a Word file may hold whole workbooks and the other way round. In a
    file too damaged to have a root any name counts; its reader will judge the rest.
    """
    from xlrd.compdoc import CompDoc, CompDocError

    if path.stat().st_size > SIZE_LIMIT:
        return OleContent.UNKNOWN
    data = path.read_bytes()
    try:
        compound = CompDoc(data, logfile=io.StringIO())
        roots = {entry.name for entry in compound.dirlist if entry.parent == 0}
    except (CompDocError, *_MALFORMED):
        roots = {name for name, _ in _STREAMS if name.encode("utf-16-le") in data}
    return next((content for name, content in _STREAMS if name in roots), OleContent.UNKNOWN)
