"""The parts of an Office Open XML package (ECMA-376) and how its elements nest.

python-docx gives paragraphs and tables but neither automatic numbers, text boxes, tracked
changes nor notes, and loads a whole package before it can be checked; here parts are
checked first and then streamed.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.errors import DocumentError
from ingest.readers.zip_package import ZipPackage, local_name

__all__ = ["Package", "attribute", "children", "local_name", "opened"]

_TRANSPARENT = frozenset(
    {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent"}
)


class Package(ZipPackage):
    """A DOCX package; `main` is the name of its main part."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "DOCX")
        try:
            self.main = self._targets("", "officeDocument", default="word/document.xml")[0]
        except DocumentError:
            self._archive.close()
            raise

    def related(self, kind: str) -> list[str]:
        """Return the names of the main part's related parts of one kind ("styles")."""
        return self._targets(self.main, kind)

    def body(self, tags: list[str]) -> Iterator[etree._Element]:
        """Yield the elements with one of `tags` (local names) that stand in the body."""
        return self.stream(self.main, tags, "body")

    def _targets(self, source: str, kind: str, default: str | None = None) -> list[str]:
        """Return the targets of relationships whose type ends in `kind`."""
        folder, name = posixpath.split(source)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = [
            posixpath.normpath(posixpath.join("/", folder, entry.get("Target", ""))).lstrip("/")
            for entry in (root if root is not None else ())
            if entry.get("Type", "").endswith(f"/{kind}")
        ]
        known = [target for target in found if target in self]
        if known or default is None:
            return known
        if default not in self:
            raise self.damaged()
        return [default]


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
