"""Token vectors of chunks for late interaction: signs only, memory-mapped, in segments.

    tokens/places.npy   int64 (rows, 3): segment, first token and end of each chunk row
    tokens/0000.ids     one chunk id a line, of the chunks in a segment
    tokens/0000.ends    int64 (chunks,), a .npy file: where the tokens of each chunk end
    tokens/0000.codes   uint8 (tokens, bytes), raw: one bit a dimension, set where it is > 0

A segment is never changed. A new generation links the segments of the one before it and
writes one segment with what is new; when that leaves too many segments or too much that no
chunk uses, it writes all into one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

__all__ = ["TokenVectors", "pack_tokens", "write_tokens"]

Codes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Places = npt.NDArray[np.int64]
CodesOf = Callable[[Sequence[int]], Iterable[Codes]]

_MOST_SEGMENTS = 16
_LEAST_USED = 0.6
"""Share of a generation's tokens that chunks use, below which all is written anew."""


def pack_tokens(vectors: Floats) -> Codes:
    """Return the signs of token vectors (n, dimension) as bits, (n, ceil(dimension / 8))."""
    return np.packbits(vectors > 0, axis=1)


class TokenVectors:
    """The token vectors of one generation, by chunk row."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: Places = np.load(folder / "places.npy", mmap_mode="r")

    @cached_property
    def _codes(self) -> list[Codes]:
        return [_read_codes(path) for path in _segment_paths(self._folder)]

    def codes(self, rows: npt.NDArray[np.int64]) -> list[Codes]:
        """Return the packed signs of the tokens of each chunk, (tokens, bytes), as stored."""
        return self._codes_at(np.asarray(self._places[rows]))

    def _codes_at(self, places: Places) -> list[Codes]:
        return [self._codes[s][first:end] for s, first, end in places]

    def best_similarities(self, query: Floats, rows: npt.NDArray[np.int64]) -> Floats:
        """Return for each chunk how near its tokens are to those of a query.

        `query` is float32 (tokens, dimension) of norm 1. The result is float32 (len(rows),),
        in -1..1: the mean over the query's tokens of the best cosine with a token of the
        chunk (MaxSim), with the chunk's vectors reduced to their signs. Chunks without any
        token, and all chunks for a query without any, get 0.
        """
        result = np.zeros(len(rows), dtype=np.float32)
        places = np.asarray(self._places[rows])
        used = np.flatnonzero(places[:, 2] > places[:, 1])
        if not len(used) or not len(query):
            return result
        codes = np.concatenate(self._codes_at(places[used]))
        dimension = query.shape[1]
        bits = np.unpackbits(codes, axis=1, count=dimension).astype(np.float32)
        # A sign is 2 b - 1, and the vector of signs has the norm sqrt(dimension).
        products = bits @ (2 * query.T) - query.sum(axis=1)
        lengths = places[used, 2] - places[used, 1]
        starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        best = np.maximum.reduceat(products, starts, axis=0)
        result[used] = best.mean(axis=1) / np.float32(np.sqrt(dimension))
        return result


def write_tokens(
    folder: Path, previous: Path | None, chunk_ids: Sequence[str], codes_of: CodesOf
) -> None:
    """Write the token vectors of the chunks `chunk_ids`, in row order, into a new `folder`.

    `previous` is the folder of the generation before, whose segments are linked: an id stands
    for its text. `codes_of` gives the packed tokens, each (tokens, bytes), of chunk rows.
    """
    folder.mkdir()
    segments = _segment_paths(previous) if previous is not None and previous.is_dir() else []
    known = _places_by_id(segments)
    if not _worth_keeping(segments, known, chunk_ids):
        segments, known = [], {}
    for path in segments:
        for part in path.parent.glob(f"{path.name}.*"):
            _link(part, folder / part.name)
    new = [row for row, chunk_id in enumerate(chunk_ids) if chunk_id not in known]
    if new:
        ends = _write_segment(folder / f"{len(segments):04d}", new, chunk_ids, codes_of)
        for row, first, end in zip(new, [0, *ends[:-1]], ends, strict=True):
            known[chunk_ids[row]] = (len(segments), first, end)
    places = np.asarray([known[chunk_id] for chunk_id in chunk_ids], dtype=np.int64)
    np.save(folder / "places.npy", places.reshape(-1, 3))


def _segment_paths(folder: Path) -> list[Path]:
    return [path.with_suffix("") for path in sorted(folder.glob("*.codes"))]


def _read_codes(segment: Path) -> Codes:
    tokens = int(np.load(segment.with_suffix(".ends"))[-1])
    if not tokens:
        return np.zeros((0, 1), dtype=np.uint8)  # an empty file cannot be mapped
    mapped = np.memmap(segment.with_suffix(".codes"), dtype=np.uint8, mode="r")
    return np.asarray(mapped).reshape(tokens, -1)  # a plain view: slicing a memmap is slow


def _places_by_id(segments: Sequence[Path]) -> dict[str, tuple[int, int, int]]:
    places = {}
    for number, segment in enumerate(segments):
        ids = segment.with_suffix(".ids").read_text(encoding="ascii").split()
        ends = np.load(segment.with_suffix(".ends")).tolist()
        for chunk_id, first, end in zip(ids, [0, *ends[:-1]], ends, strict=True):
            places[chunk_id] = (number, first, end)
    return places


def _worth_keeping(
    segments: Sequence[Path],
    known: Mapping[str, tuple[int, int, int]],
    chunk_ids: Sequence[str],
) -> bool:
    if len(segments) >= _MOST_SEGMENTS:
        return False
    stored = sum(end - first for _, first, end in known.values())
    places = (known[chunk_id] for chunk_id in chunk_ids if chunk_id in known)
    return sum(end - first for _, first, end in places) >= _LEAST_USED * stored


def _write_segment(
    segment: Path, rows: Sequence[int], chunk_ids: Sequence[str], codes_of: CodesOf
) -> list[int]:
    """Write the tokens of `rows` and return where those of each end."""
    ends: list[int] = []
    total = 0
    with segment.with_suffix(".codes").open("wb") as file:
        for codes in codes_of(rows):
            file.write(codes.tobytes())
            total += len(codes)
            ends.append(total)
    with segment.with_suffix(".ends").open("wb") as file:
        np.save(file, np.asarray(ends, dtype=np.int64))
    lines = "".join(f"{chunk_ids[row]}\n" for row in rows)
    segment.with_suffix(".ids").write_text(lines, encoding="ascii")
    return ends


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
