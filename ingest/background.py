"""What a corpus is not about: the level that a covered question must rise above.

    background.npy            float16 (questions, dimension), of norm 1
    background_passages.npy   float16 (passages, dimension), of norm 1
    background_levels.npz     `talk`, how many of the last questions are everyday talk;
                              `floor`, how near the questions come to the corpus; `shared`,
                              float32 (dimension,), the mean of the questions as people ask them

Questions on every subject (`corpus/data/foreign_probes.yaml`) are embedded as queries, and the
beginnings of invented passages (`foreign_passages.txt`) as passages. Half of the passages and
half of the questions on laws and public life, the halves that the corpus comes nearest to, are
left out again at every ingest: an agency's corpus may cover them. The rest tells what a cosine
is worth. How near a question is to other questions and passages says it for the question; how
near they come to the corpus says it for the corpus, for a few pages of forms reach less than
four codes of law; and what all questions share as people ask them speaks for none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.registers import load_foreign_passages, load_foreign_probes
from ingest.embedding import Encoder, QuestionEncoder
from ingest.vector_cache import VectorCache

__all__ = ["Background"]

Floats = npt.NDArray[np.float32]

_NEAREST_QUESTIONS = 2
_NEAREST_PASSAGES = 3
_KEPT = 0.5
_BLOCK = 8_192
"""Texts held against the probes at once: all of a large corpus would take a gigabyte."""

_QUESTIONS = "background.npy"
_PASSAGES = "background_passages.npy"
_LEVELS = "background_levels.npz"


class Background:
    """The foreign questions and passages of one generation.

    `questions` are float32 (questions, dimension). `floor` in -1..1 is the median, over them,
    of the best cosine with a text of the corpus.
    """

    def __init__(self, folder: Path) -> None:
        self.questions: Floats = np.load(folder / _QUESTIONS).astype(np.float32)
        self._passages: Floats = np.load(folder / _PASSAGES).astype(np.float32)
        with np.load(folder / _LEVELS) as levels:
            self._talk = int(levels["talk"])
            self.floor = float(levels["floor"])
            self._shared: Floats = levels["shared"]

    def likeness(self, vector: Floats) -> float:
        """Return the mean cosine of a query's vector (dimension,) with the nearest questions."""
        return _mean_of_best(self.questions @ vector, _NEAREST_QUESTIONS)

    def talk_likeness(self, vector: Floats) -> float:
        """Return the best cosine of a query's vector with a question of everyday talk."""
        return float((self.questions[-self._talk :] @ vector).max())

    def passage_likeness(self, vector: Floats) -> float:
        """Return the mean cosine of either reading of a question with the nearest passages."""
        return _mean_of_best(self._passages @ vector, _NEAREST_PASSAGES)

    def commonness(self, meaning: Floats) -> float:
        """Return the product of a question as people ask it (dimension,) and what all share.

        0.0 if the index was written by a model that reads all texts alike.
        """
        return float(self._shared @ meaning)

    @staticmethod
    def write(folder: Path, cache: Path, encoder: Encoder, texts: Sequence[Floats]) -> None:
        """Choose questions and passages for a corpus and write them into `folder`.

        `texts` are float32 (n, dimension) matrices of everything the corpus is searched by;
        `cache` is the file of the vector cache.
        """
        probes = load_foreign_probes()
        asked = [*probes.topical, *probes.everyday]
        of = _Embedded(cache, encoder)
        questions, passages = of.queries(asked), of.passages(list(load_foreign_passages()))
        nearest = _best_cosines(questions, texts)
        topical = _farthest(nearest[: len(probes.topical)])
        kept = np.concatenate([topical, np.arange(len(probes.topical), len(asked))])
        shared = of.meanings(asked)[kept].mean(axis=0)
        apart = _farthest(_best_cosines(passages, texts))
        np.save(folder / _QUESTIONS, questions[kept].astype(np.float16))
        np.save(folder / _PASSAGES, passages[apart].astype(np.float16))
        floor = np.median(nearest[kept])
        np.savez(folder / _LEVELS, talk=len(probes.everyday), floor=floor, shared=shared)


class _Embedded:
    """Vectors of texts that are the same for every corpus, embedded once."""

    def __init__(self, cache: Path, encoder: Encoder) -> None:
        self._cache = cache
        self._encoder = encoder

    def queries(self, texts: list[str]) -> Floats:
        """Return the vectors of questions as queries, float32 (len(texts), dimension)."""
        encoder = self._encoder
        return self._of(texts, f"{encoder.model_id}:query", lambda t: encoder.encode(t, "query"))

    def passages(self, texts: list[str]) -> Floats:
        """Return the vectors of passages, float32 (len(texts), dimension)."""
        encoder = self._encoder
        return self._of(texts, f"{encoder.model_id}:passage", encoder.encode)

    def meanings(self, texts: list[str]) -> Floats:
        """Return the vectors of questions as people ask them, zeros without such a reading."""
        encoder = self._encoder
        if not isinstance(encoder, QuestionEncoder):
            return np.zeros((len(texts), encoder.dimension), dtype=np.float32)
        name = f"{encoder.question_model_id}:question"
        return self._of(texts, name, lambda t: encoder.encode_questions(t)[0])

    def _of(self, texts: list[str], name: str, encode: Callable[[list[str]], Floats]) -> Floats:
        with VectorCache(self._cache, name) as known:
            vectors = known.get(texts)
            missing = [text for text, found in zip(texts, vectors, strict=True) if found is None]
            if missing:
                known.put(missing, encode(missing))
                vectors = known.get(texts)
        return np.stack([vector for vector in vectors if vector is not None])


def _best_cosines(vectors: Floats, parts: Sequence[Floats]) -> Floats:
    """Return the best cosine of each vector with any row of `parts`, -1 without rows."""
    best = np.full(len(vectors), -1.0, dtype=np.float32)
    for part in parts:
        for start in range(0, len(part), _BLOCK):
            cosines = part[start : start + _BLOCK] @ vectors.T
            np.maximum(best, cosines.max(axis=0), out=best)
    return best


def _farthest(nearest: Floats) -> npt.NDArray[np.int64]:
    """Return the rows, ascending, of the part that the corpus comes least near to."""
    return np.sort(np.argsort(nearest, kind="stable")[: int(_KEPT * len(nearest))])


def _mean_of_best(cosines: Floats, n: int) -> float:
    return float(np.partition(cosines, -n)[-n:].mean())
