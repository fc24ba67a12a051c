"""Read Rich Text files, also those whose letters are bytes of TCVN3 or VNI fonts."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers.blocks import reading_of
from ingest.readers.rtf_document import RtfDocument
from ingest.reading import Reading

__all__ = ["SIZE_LIMIT", "read"]

SIZE_LIMIT = 50_000_000
"""Bytes of one file; pictures make most of it."""

_TRUNCATED = "Tệp RTF bị cắt cụt, phần cuối có thể thiếu: hãy soát lại tệp gốc."


def read(path: Path) -> Reading:
    """Read an RTF file: headers first and footers last, as furniture, each distinct line once.

    Raises `DocumentError` when the file is too large or made to do harm.
    """
    if path.stat().st_size > SIZE_LIMIT:
        raise DocumentError(
            f"Tệp RTF quá lớn (tối đa {SIZE_LIMIT // 1_000_000} MB): hãy chia nhỏ rồi nạp lại."
        )
    document = RtfDocument(path.read_bytes())
    return reading_of(
        document.body,
        document.headers,
        document.footers,
        (_TRUNCATED,) if document.truncated else (),
    )
