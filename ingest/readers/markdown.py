"""Read Markdown: its structure without its marks. HTML in it stays text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.readers.attributes import front_matter
from ingest.readers.cleaning import clean_line
from ingest.readers.plain_text import load_text
from ingest.readers.wrapping import continues, starts_item
from ingest.reading import Line, LineRole, Reading

__all__ = ["read"]

MARKDOWN_LIMIT = 10_000_000
"""Bytes of a Markdown file; its syntax tree takes a hundred times as much memory."""

NESTING_LIMIT = 40
"""Levels of quotes and lists that are read; the parser recurses once a level."""


def read(path: Path) -> Reading:
    """Read a Markdown file (CommonMark and tables), front matter as attributes.

    Raises `DocumentError` when the file is too large or not text.
    """
    loaded = load_text(path, MARKDOWN_LIMIT)
    attributes, front_warnings, start = front_matter(loaded.text)
    options = {"html": False, "maxNesting": NESTING_LIMIT}
    tokens = MarkdownIt("commonmark", options).enable("table").parse(loaded.text[start:])
    if any(token.level >= NESTING_LIMIT - 1 for token in tokens):
        front_warnings.append("Danh sách hoặc trích dẫn lồng quá sâu: phần sâu nhất bị bỏ qua.")
    return Reading(
        tuple(_lines(tokens)),
        encoding=loaded.encoding,
        attributes=attributes,
        warnings=(*loaded.warnings, *front_warnings),
    )


def _lines(tokens: Sequence[Token]) -> Iterator[Line]:
    heading: int | None = None
    marker = ""
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                heading = int(token.tag[1:])
            case "heading_close":
                heading = None
            case "list_item_open":
                marker = f"{token.info}{token.markup} " if token.info else "- "
            case "tr_open":
                cells = []
            case "tr_close":
                yield from _row(cells or [])
                cells = None
            case "inline" if cells is not None:
                cells.append(clean_line(_plain(token.children or ())))
            case "inline" | "fence" | "code_block":
                yield from _block(token, marker, heading)
                marker = ""


def _row(cells: Iterable[str]) -> Iterator[Line]:
    text = " | ".join(cell for cell in cells if cell)
    if text:
        yield Line(text, role=LineRole.ROW)


def _block(token: Token, marker: str, heading: int | None) -> Iterator[Line]:
    """Yield the lines of a paragraph, heading or code block, the list marker in front."""
    if token.type == "inline":
        pieces = _unwrap(_plain(token.children or ()))
    else:
        pieces = [clean_line(line) for line in token.content.splitlines()]
    for piece in filter(None, pieces):
        yield Line(marker + piece, heading=heading)
        marker = ""


def _unwrap(text: str) -> list[str]:
    """Join the wrapped lines of a paragraph; "a)", "Điều 5" and the like begin a line."""
    pieces: list[str] = []
    for line in map(clean_line, text.split("\n")):
        if pieces and not (starts_item(line) and not continues(pieces[-1], line)):
            pieces[-1] += f" {line}"
        else:
            pieces.append(line)
    return pieces


def _plain(children: Iterable[Token]) -> str:
    """Return the text of inline tokens: emphasis, links and code reduced to what is read."""
    breaks = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(breaks.get(token.type, token.content) for token in children)
