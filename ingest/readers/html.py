"""Read web pages, and what office programs save as such under other names.

Nothing is fetched: only the text of the file itself is read. Fonts matter, because pages of
old offices are in TCVN3 or VNI as their Word files are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from corpus.errors import DocumentError
from ingest.readers.blocks import reading_of
from ingest.readers.html_blocks import HtmlBlocks
from ingest.readers.html_styles import HtmlStyles
from ingest.readers.plain_text import decoded_text, load_bytes
from ingest.reading import Reading

__all__ = ["HTML_LIMIT", "read", "read_html"]

HTML_LIMIT = 50_000_000
"""Bytes of one page; its tree takes ten times as much memory."""

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{1,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w-]{1,40})")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SEARCHED = 8192
_SINGLE_BYTE = frozenset({"x-user-defined", "iso-8859-1", "us-ascii", "latin1", "windows-1252"})


def read(path: Path) -> Reading:
    """Read an HTML file; `DocumentError` when it is too large or holds no page."""
    return read_html(load_bytes(path, HTML_LIMIT))


def read_html(data: bytes, charset: str | None = None) -> Reading:
    """Read a page; `charset` is what came with it and goes before what it declares."""
    text, warnings = _text(data, charset)
    parser = lxml_html.HTMLParser(
        no_network=True, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        root = lxml_html.document_fromstring(_XML_DECLARATION.sub("", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError("Trang web không có chữ nào: hãy kiểm tra lại tệp gốc.") from error
    if any("depth" in entry.message for entry in parser.error_log):
        warnings.append("Trang web lồng quá sâu: phần sâu nhất bị bỏ qua, hãy soát lại.")
    styles = HtmlStyles(_sheets(root))
    return reading_of(HtmlBlocks(styles).of(root), warnings=warnings)


def _sheets(root: etree._Element) -> Iterator[str]:
    for style in root.iter("style"):
        yield style.text or ""


def _text(data: bytes, charset: str | None) -> tuple[str, list[str]]:
    declared = (charset or _declared(data) or "").lower()
    return decoded_text(data, "windows-1252" if declared in _SINGLE_BYTE else declared or None)


def _declared(data: bytes) -> str | None:
    head = data[:_SEARCHED]
    found = _DECLARED.search(head) or _XML_DECLARED.match(head)
    return found[1].decode("ascii") if found else None
