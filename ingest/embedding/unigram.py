"""Unigram tokenizer of the embedded model, small enough to load with every command.

It gives the same ids as the `tokenizers` package does with the model's tokenizer.json; that
package builds a tree of hash maps for this vocabulary, which takes 280 MB and 0.8 s.
Vietnamese has few distinct syllables, so nearly every word comes out of the cache.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np

from corpus.errors import ConfigurationError
from ingest.embedding.e5_file import E5Vocabulary

__all__ = ["UnigramTokenizer", "write_vocabulary"]

_WORD_START: Final = "▁"
_UNKNOWN_PENALTY: Final = 10.0
"""How much less likely than the rarest piece an unknown character is, as in SentencePiece."""

_CACHED_WORDS: Final = 50_000
_LONGEST_CACHED: Final = 32


class UnigramTokenizer:
    """Text to ids by the most probable split of each word; safe to share between threads.

    Names of special tokens have no meaning inside a text: `</s>` is three or four pieces.
    """

    def __init__(self, path: Path) -> None:
        """Read what `write_vocabulary` wrote; ConfigurationError if it cannot be read."""
        try:
            with np.load(path) as arrays:
                pieces = arrays["pieces"].tobytes().decode().split("\n")
                self._scores: list[float] = arrays["scores"].tolist()
                replacements = json.loads(arrays["replacements"].tobytes())
                self.bos, self.eos, self._unk = arrays["bos_eos_unk"].tolist()
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            raise ConfigurationError(
                f"Không đọc được từ vựng {path.name} của mô hình nhúng; hãy xoá thư mục mô hình "
                "rồi chạy: python -m ingest.embedding."
            ) from error
        self._replacements = str.maketrans(replacements)
        # Special tokens are stored with the score of certainty; no text may spell them.
        self._ids = {piece: i for i, piece in enumerate(pieces) if self._scores[i] < 0}
        self._longest = max(map(len, self._ids))
        self._unknown_score = min(self._scores) - _UNKNOWN_PENALTY
        self._cached = lru_cache(_CACHED_WORDS)(self._split)

    def encode(self, text: str) -> list[int]:
        """Ids of the text without special tokens; any string, even a damaged one, has some."""
        # Single characters are replaced by the model's map, then letters and marks joined.
        clean = unicodedata.normalize("NFC", text.translate(self._replacements))
        ids: list[int] = []
        for word in clean.split():
            short = len(word) <= _LONGEST_CACHED
            ids += self._cached(word) if short else self._split(word)
        return ids

    def _split(self, word: str) -> tuple[int, ...]:
        """Most probable pieces of a word (Viterbi); neighbouring unknowns become one."""
        text = _WORD_START + word
        best = [0.0] + [float("-inf")] * len(text)
        arrival = [(0, self._unk)] * (len(text) + 1)
        for start in range(len(text)):
            for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                piece = self._ids.get(text[start:end], self._unk)
                if piece != self._unk:
                    score = best[start] + self._scores[piece]
                elif end == start + 1:
                    score = best[start] + self._unknown_score
                else:
                    continue
                if score > best[end]:
                    best[end], arrival[end] = score, (start, piece)
        ids: list[int] = []
        end = len(text)
        while end:
            end, piece = arrival[end]
            if piece != self._unk or ids[-1:] != [self._unk]:
                ids.append(piece)
        return tuple(reversed(ids))


def write_vocabulary(vocabulary: E5Vocabulary, path: Path) -> None:
    """Write what `UnigramTokenizer` reads, a .npz file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez(
        path,
        pieces=np.frombuffer("\n".join(vocabulary.pieces).encode(), np.uint8),
        scores=np.asarray(vocabulary.scores, np.float32),
        replacements=np.frombuffer(json.dumps(vocabulary.replacements).encode(), np.uint8),
        bos_eos_unk=np.asarray([vocabulary.bos, vocabulary.eos, vocabulary.unk]),
    )
