"""Cut an RTF file (Rich Text Format 1.9.1) into its tokens: untrusted bytes, linear time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

__all__ = ["Token", "TokenKind", "tokens"]

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,9})? ?"  # control word with its parameter
    rb"|\\'([0-9A-Fa-f]{2})"  # one byte of text
    rb"|\\([^A-Za-z])"  # control symbol
    rb"|([{}])"
    rb"|[\r\n\x00]+"
    rb"|([^\\{}\r\n\x00]+)"
    rb"|\\",  # a stroke that ends the file
    re.DOTALL,
)
_BINARY = b"bin"


class TokenKind(Enum):
    """What a token is; `BYTES` is text, as bytes of some code page."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SYMBOL = auto()
    BYTES = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """`name` is that of a control word or symbol, `number` its parameter, `data` the text."""

    kind: TokenKind
    name: str = ""
    number: int | None = None
    data: bytes = b""


_OPEN, _CLOSE = Token(TokenKind.OPEN), Token(TokenKind.CLOSE)


def tokens(data: bytes) -> Iterator[Token]:
    r"""Yield the tokens of a file; the raw bytes after \bin are passed over."""
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        word, number, byte, symbol, brace, text = match.groups()
        if word is not None:
            value = None if number is None else int(number)
            if word == _BINARY:
                position += max(0, value or 0)
            else:
                yield Token(TokenKind.WORD, word.decode("ascii"), value)
        elif text is not None:
            yield Token(TokenKind.BYTES, data=text)
        elif byte is not None:
            yield Token(TokenKind.BYTES, data=bytes.fromhex(byte.decode("ascii")))
        elif brace is not None:
            yield _OPEN if brace == b"{" else _CLOSE
        elif symbol is not None:
            yield Token(TokenKind.SYMBOL, symbol.decode("latin-1"))
