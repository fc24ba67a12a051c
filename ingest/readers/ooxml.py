"""Open an Office Open XML package (ECMA-376) as untrusted input.

python-docx gives paragraphs and tables but neither automatic numbers, text boxes, tracked
changes nor notes, and loads a whole package before it can be checked; here parts are
checked first and then streamed.
"""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO
from xml.parsers import expat

from lxml import etree

from corpus.errors import DocumentError

__all__ = ["Package", "attribute", "children", "local_name", "opened"]

XML_LIMIT = 600_000_000
"""Bytes of XML in a package, uncompressed; the streamed reader needs no memory for them."""

RATIO_LIMIT = 400
"""Uncompressed over compressed size of a large part; a real one stays under 100."""

_RATIO_FREE = 10_000_000
_PARTS_LIMIT = 20_000
_DAMAGED = "Tệp DOCX bị hỏng: hãy mở bằng Word, lưu lại rồi nạp lại."
_SUSPICIOUS = "Tệp DOCX có dấu hiệu gây hại ({}): hãy mở bằng Word, lưu lại rồi nạp lại."
_DAMAGE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, OSError, EOFError, NotImplementedError,
    RuntimeError, etree.XMLSyntaxError, expat.ExpatError, UnicodeError,
)  # fmt: skip
_PROLOGUE_BLOCK = 1 << 16
_TRANSPARENT = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent"}
)


class Package:
    """The parts of one package; a context manager. Raises `DocumentError` when it is unfit."""

    def __init__(self, path: Path) -> None:
        with _clear_errors():
            self._archive = zipfile.ZipFile(path)
        try:
            self._check()
            self.main = self._targets("", "officeDocument", default="word/document.xml")[0]
        except DocumentError:
            self._archive.close()
            raise

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._archive.close()

    def related(self, kind: str) -> list[str]:
        """Return the names of the main part's related parts of one kind ("styles")."""
        return self._targets(self.main, kind)

    def tree(self, name: str) -> etree._Element | None:
        """Return the root of a part, None when the package does not have it."""
        if name not in self._archive.NameToInfo:
            return None
        with _clear_errors():
            self._refuse_dtd(name)
            with self._archive.open(name) as stream:
                parser = etree.XMLParser(
                    resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
                )
                return etree.parse(stream, parser).getroot()

    def stream(self, name: str, tags: list[str]) -> Iterator[etree._Element]:
        """Yield the finished elements with one of `tags` (local names) that stand in the body.

        Each is freed when the next is asked for, so memory does not grow with the document.
        """
        with _clear_errors():
            self._refuse_dtd(name)
            with self._archive.open(name) as stream:
                yield from _body_elements(stream, tags)

    def _check(self) -> None:
        infos = self._archive.infolist()
        xml = [info for info in infos if info.filename.endswith((".xml", ".rels"))]
        if any(info.flag_bits & 1 for info in xml):
            raise DocumentError("Tệp DOCX có mật khẩu: hãy gỡ mật khẩu, lưu lại rồi nạp lại.")
        if len(infos) > _PARTS_LIMIT or sum(info.file_size for info in xml) > XML_LIMIT:
            raise DocumentError(_SUSPICIOUS.format("quá lớn khi giải nén"))
        for info in xml:
            if info.file_size > max(_RATIO_FREE, RATIO_LIMIT * info.compress_size):
                raise DocumentError(_SUSPICIOUS.format("nén bất thường"))

    def _targets(self, source: str, kind: str, default: str | None = None) -> list[str]:
        """Return the targets of relationships whose type ends in `kind`."""
        folder, name = posixpath.split(source)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = [
            posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            for entry in (root if root is not None else ())
            if entry.get("Type", "").endswith(f"/{kind}")
        ]
        known = [target for target in found if target in self._archive.NameToInfo]
        if known or default is None:
            return known
        if default not in self._archive.NameToInfo:
            raise DocumentError(_DAMAGED)
        return [default]

    def _refuse_dtd(self, name: str) -> None:
        """Refuse a part with a document type: OOXML has none, entity bombs need one."""
        parser = expat.ParserCreate()
        found: list[bool] = []
        parser.StartDoctypeDeclHandler = lambda *_: found.append(True)
        parser.StartElementHandler = lambda *_: found.append(False)
        with self._archive.open(name) as stream:
            while not found and (block := stream.read(_PROLOGUE_BLOCK)):
                parser.Parse(block)
        if found and found[0]:
            raise DocumentError(_SUSPICIOUS.format("có khai báo DTD"))


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace (transitional and strict differ)."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def attribute(element: etree._Element | None, name: str) -> str | None:
    """Return an attribute that is in the same namespace as its element."""
    if element is None:
        return None
    tag = str(element.tag)
    return element.get(tag[: tag.rfind("}") + 1] + name)


def children(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the children of an element, wrappers (content controls, insertions) opened."""
    pending = [opened(element)]
    while pending:
        child = next(pending[-1], None)
        if child is None:
            pending.pop()
        elif local_name(child) in _TRANSPARENT:
            pending.append(opened(child))
        else:
            yield child


def opened(element: etree._Element) -> Iterator[etree._Element]:
    """Iterate over the children of an element; of alternatives only the first is there.

    mc:AlternateContent holds one drawing twice, for newer and for older programs.
    """
    alternatives = local_name(element) == "AlternateContent" and len(element) > 0
    return iter(element[0] if alternatives else element)


def _body_elements(stream: IO[bytes], tags: list[str]) -> Iterator[etree._Element]:
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
        body = element.getparent()
        if body is None or local_name(body) != "body":
            continue
        yield element
        element.clear()
        while element.getprevious() is not None:
            del body[0]


@contextmanager
def _clear_errors() -> Iterator[None]:
    """Turn what zip and XML parsers raise on damaged input into `DocumentError`."""
    try:
        yield
    except _DAMAGE as error:
        raise DocumentError(_DAMAGED) from error
