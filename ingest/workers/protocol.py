"""What passes between parent and child: frames of JSON, never code.

A frame is four bytes of length (big endian), one byte that says what it is, and a body. A
child that a hostile file has taken over can send wrong data, which is checked against the
types of the function that was called; it cannot make the parent run anything.
"""

from __future__ import annotations

import struct
import typing
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from importlib import import_module
from typing import IO, Any

from pydantic import TypeAdapter

__all__ = [
    "BODY_LIMIT",
    "Frame",
    "ProtocolError",
    "adapters",
    "find_function",
    "name_of",
    "read_frame",
    "write_frame",
]

BODY_LIMIT = 512 << 20
"""Bytes of a frame's body; the text of the largest readable file is a fraction of it."""

_HEAD = struct.Struct(">Ic")


class Frame(Enum):
    """What a frame holds."""

    READY = b"+"
    CALL = b"C"
    RESULT = b"R"
    REFUSED = b"E"
    BROKEN = b"B"
    NO_MEMORY = b"M"


class ProtocolError(Exception):
    """The other end sent what is no frame."""


def write_frame(stream: IO[bytes], kind: Frame, body: bytes = b"") -> None:
    """Write one frame; raises OSError (BrokenPipeError) when nobody reads."""
    stream.write(_HEAD.pack(len(body), kind.value))
    stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[Frame, bytes]:
    """Read one frame; raises EOFError at the end of the stream, `ProtocolError` for nonsense."""
    size, kind = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if size > BODY_LIMIT:
        raise ProtocolError(f"a frame of {size} bytes")
    try:
        return Frame(kind), _exactly(stream, size)
    except ValueError as error:
        raise ProtocolError(f"a frame of kind {kind!r}") from error


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def name_of(function: Callable[[Any], Any]) -> str:
    """Return the name by which a child finds a function of this program's top level."""
    return f"{function.__module__}:{function.__qualname__}"


def find_function(name: str) -> Callable[[Any], Any]:
    """Return the function that `name_of` named."""
    module, _, attribute = name.partition(":")
    function: Callable[[Any], Any] = getattr(import_module(module), attribute)
    return function


@lru_cache(maxsize=32)
def adapters(function: Callable[[Any], Any]) -> tuple[TypeAdapter[Any], TypeAdapter[Any]]:
    """Return what converts the one argument and the result of a function to JSON and back."""
    hints = typing.get_type_hints(function)
    result = hints.pop("return")
    (argument,) = hints.values()
    return TypeAdapter(argument), TypeAdapter(result)
