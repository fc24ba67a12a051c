"""Read OpenDocument texts (ODT): body in document order, tables as rows, headers apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.errors import DocumentError
from ingest.readers.blocks import Block, reading_of
from ingest.readers.odt_body import OdtBody
from ingest.readers.odt_styles import OdtStyles
from ingest.readers.zip_package import ZipPackage, local_name
from ingest.reading import Reading

__all__ = ["read"]

_CONTENT, _STYLES = "content.xml", "styles.xml"
_ENCRYPTED = "encryption-data"


def read(path: Path) -> Reading:
    """Read an ODT file; headers come first and footers last, as furniture.

    Raises `DocumentError` when the package is damaged, protected or made to do harm.
    """
    with ZipPackage(path, "ODT") as package:
        _refuse_encrypted(package)
        common = package.tree(_STYLES)
        automatic = package.stream(
            _CONTENT, ["automatic-styles", "font-face-decls"], "document-content", keep=True
        )
        styles = OdtStyles([*(() if common is None else (common,)), *automatic])
        reader = OdtBody(styles)
        headers = list(_running(reader, common, "header"))
        body = [
            block
            for element in package.stream(_CONTENT, ["*"], "text")
            for block in reader.blocks(element)
        ]
        footers = list(_running(reader, common, "footer"))
    return reading_of(body, headers, footers)


def _refuse_encrypted(package: ZipPackage) -> None:
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{{*}}{_ENCRYPTED}"), None) is not None:
        raise DocumentError("Tệp ODT có mật khẩu: hãy gỡ mật khẩu, lưu lại rồi nạp lại.")


def _running(reader: OdtBody, styles: etree._Element | None, kind: str) -> Iterator[Block]:
    """Yield the blocks of all headers or footers, those of left pages too."""
    for page in () if styles is None else styles.iter("{*}master-page"):
        for element in page:
            if local_name(element).startswith(kind):
                for child in element:
                    yield from reader.blocks(child)
