"""Open a document that is a ZIP archive of XML parts (DOCX, XLSX, ODT) as untrusted input.

Parts are checked before anything of them is unpacked, and then streamed.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from xml.parsers import expat

from lxml import etree

from corpus.errors import DocumentError

__all__ = ["ZipPackage", "local_name"]

XML_LIMIT = 600_000_000
"""Bytes of XML in a package, uncompressed; the streamed reader needs no memory for them."""

RATIO_LIMIT = 400
"""Uncompressed over compressed size of a large part; a real one stays under 100."""

_RATIO_FREE = 10_000_000
_PARTS_LIMIT = 20_000
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError,
    RuntimeError, etree.XMLSyntaxError, expat.ExpatError, UnicodeError,
)  # fmt: skip
_PROLOGUE_BLOCK = 1 << 16


class ZipPackage:
    """The parts of one package; a context manager. Raises `DocumentError` when it is unfit.

    `kind` is the format's name in messages ("DOCX").
    """

    def __init__(self, path: Path, kind: str) -> None:
        self._kind = kind
        with self.damage_told():
            self._archive = zipfile.ZipFile(path)
        try:
            self._check()
        except DocumentError:
            self._archive.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def __contains__(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    @property
    def xml_parts(self) -> list[str]:
        """The names of the XML parts."""
        names = (info.filename for info in self._archive.infolist())
        return [name for name in names if name.endswith((".xml", ".rels"))]

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of a part, None when the package does not have it."""
        if name not in self:
            return None
        with self.damage_told():
            self.refuse_dtd(name)
            with self._archive.open(name) as stream:
                parser = etree.XMLParser(
                    resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
                )
                return etree.parse(stream, parser).getroot()

    def stream(
        self, name: str, tags: list[str], parent: str, *, keep: bool = False
    ) -> Iterator[etree._Element]:
        """Yield the finished elements with one of `tags` that stand in a `parent` element.

        All are local names. Unless they are to `keep`, each element is freed when the next
        is asked for, so memory does not grow with the document.
        """
        with self.damage_told():
            self.refuse_dtd(name)
            with self._archive.open(name) as stream:
                yield from _elements(stream, tags, parent, keep=keep)

    def refuse_dtd(self, name: str) -> None:
        """Refuse a part with a document type: no format has one, entity bombs need one."""
        parser = expat.ParserCreate()
        found: list[bool] = []
        parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
        parser.StartElementHandler = lambda *_: found.append(False)
        with self._archive.open(name) as stream:
            while not found and (block := stream.read(_PROLOGUE_BLOCK)):
                parser.Parse(block)
        if found and found[0]:
            raise self._suspicious("có khai báo DTD")

    @contextmanager
    def damage_told(self) -> Iterator[None]:
        """Turn what zip and XML parsers raise on damaged input into `DocumentError`."""
        try:
            yield
        except _DAMAGE as error:
            raise self.damaged() from error

    def damaged(self) -> DocumentError:
        """Return the error for a package that cannot be what its format asks."""
        return DocumentError(f"Tệp {self._kind} bị hỏng: hãy mở, lưu lại rồi nạp lại.")

    def _suspicious(self, sign: str) -> DocumentError:
        return DocumentError(
            f"Tệp {self._kind} có dấu hiệu gây hại ({sign}): hãy mở, lưu lại rồi nạp lại."
        )

    def _check(self) -> None:
        infos = self._archive.infolist()
        xml = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
        if any(info.flag_bits & 1 for info in xml):
            raise DocumentError(
                f"Tệp {self._kind} có mật khẩu: hãy gỡ mật khẩu, lưu lại rồi nạp lại."
            )
        if len(infos) > _PARTS_LIMIT or sum(info.file_size for info in xml) > XML_LIMIT:
            raise self._suspicious("quá lớn khi giải nén")
        for info in xml:
            if info.file_size > max(_RATIO_FREE, RATIO_LIMIT * info.compress_size):
                raise self._suspicious("nén bất thường")


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def _elements(
    stream: IO[bytes], tags: list[str], parent: str, *, keep: bool
) -> Iterator[etree._Element]:
    parser = etree.iterparse(
        stream,
        events=("end",),
        tag=[f"{{*}}{tag}" for tag in tags],
        resolve_entities=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    for _, element in parser:
        above = element.getparent()
        if above is None or local_name(above) != parent:
            continue
        yield element
        if keep:
            continue
        element.clear()
        while element.getprevious() is not None:
            del above[0]
