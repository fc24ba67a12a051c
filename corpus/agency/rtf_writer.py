"""Rich Text files in the TCVN3 (ABC) encoding, as offices typed them before Unicode.

Letters stand as single bytes in the font .VnTime. TCVN3 has no code for most capitals that
carry a tone; those are written as the small letter in .VnTimeH, whose small letters look
like capitals.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from corpus.agency.layout import AGENCY, Block, Heading, Item, Paragraph, Sheet, Table
from corpus.legacy_encodings import TCVN3_BYTES

__all__ = ["write_rtf"]

_TEXT_FONT, _CAPITALS_FONT = 0, 1
_ESCAPED = {"\\": r"\\", "{": r"\{", "}": r"\}", "—": r"\emdash ", "–": r"\endash "}
_TEXT_WIDTH_TWIPS = 9355

_PROLOGUE = r"""{\rtf1\ansi\ansicpg1252\deff0
{\fonttbl{\f0\fswiss\fcharset0 .VnTime;}{\f1\fswiss\fcharset0 .VnTimeH;}}
\paperw11906\paperh16838\margl1417\margr1134\f0\fs26
"""


def write_rtf(sheet: Sheet) -> bytes:
    """Render a sheet as RTF in TCVN3; raises ValueError for a letter TCVN3 cannot write."""
    parts = [_PROLOGUE, *_head(sheet), *(_block(block) for block in sheet.blocks), "}\n"]
    return "".join(parts).encode("ascii")


def _head(sheet: Sheet) -> Iterator[str]:
    facts = f"Mã hiệu: {sheet.code}. Lần ban hành: {sheet.issue}. Ngày: {sheet.date}"
    yield f"{{\\header {_table_row((AGENCY, sheet.heading, facts), (22, 43, 35))}}}\n"
    yield _paragraph(sheet.heading, bold=True)
    yield _paragraph(f"Đơn vị chủ trì: {sheet.unit}")
    roles = sheet.sign_off
    widths = (28, 24, 24, 24)
    yield _table_row(("Trách nhiệm", "Soạn thảo", "Xem xét", "Phê duyệt"), widths)
    yield _table_row(("Chức danh", roles.drafted, roles.reviewed, roles.approved), widths)
    yield _table_row(("Chữ ký", *["(đã ký)"] * 3), widths)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return _paragraph(block.label, bold=True)
    if isinstance(block, Item):
        return _paragraph(f"- {block.text}")
    if isinstance(block, Paragraph):
        return _paragraph(block.text)
    return _table(block)


def _paragraph(text: str, *, bold: bool = False) -> str:
    weight = r"\b" if bold else r"\b0"
    return f"\\pard{weight} {_encoded(text)}\\par\n"


def _table(block: Table) -> str:
    return "".join(_table_row(row, block.widths) for row in (block.header, *block.rows))


def _table_row(cells: tuple[str, ...], widths: tuple[int, ...]) -> str:
    edges = itertools.accumulate(widths)
    borders = "".join(f"\\cellx{_TEXT_WIDTH_TWIPS * edge // 100}" for edge in edges)
    texts = "".join(f"\\pard\\intbl\\b0 {_encoded(cell)}\\cell\n" for cell in cells)
    return f"\\trowd{borders}\n{texts}\\row\n"


def _encoded(text: str) -> str:
    """Encode a text, switching fonts around the capitals that TCVN3 cannot write."""
    if text.isupper():
        return f"{{\\f{_CAPITALS_FONT} {''.join(map(_code, text.lower()))}}}"
    return "".join(
        _code(letter)
        if _is_writable(letter)
        else f"{{\\f{_CAPITALS_FONT} {_code(letter.lower())}}}"
        for letter in text
    )


def _is_writable(letter: str) -> bool:
    return letter.isascii() or letter in TCVN3_BYTES or letter in _ESCAPED


def _code(letter: str) -> str:
    if letter in _ESCAPED:
        return _ESCAPED[letter]
    if letter.isascii():
        return letter
    if letter in TCVN3_BYTES:
        return f"\\'{TCVN3_BYTES[letter]:02x}"
    raise ValueError(f"no TCVN3 code for {letter!r}")
