"""Read web archives (MHTML, RFC 2557): the page among the parts; pictures and frames stay."""

from __future__ import annotations

import email
import email.policy
from pathlib import Path

from corpus.errors import DocumentError
from ingest.readers.html import HTML_LIMIT, read_html
from ingest.readers.plain_text import load_bytes
from ingest.reading import Reading

__all__ = ["read"]

_PARTS_LIMIT = 1000


def read(path: Path) -> Reading:
    """Read the first page of a web archive; `DocumentError` when there is none."""
    message = email.message_from_bytes(load_bytes(path, HTML_LIMIT), policy=email.policy.compat32)
    for count, part in enumerate(message.walk()):
        if count >= _PARTS_LIMIT:
            break
        data = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(data, bytes) and data.strip():
            return read_html(data, part.get_content_charset())
    raise DocumentError("Tệp MHTML không có trang nào: hãy mở rồi lưu thành DOCX và nạp lại.")
