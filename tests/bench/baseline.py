"""The plain LangChain tutorial pipeline over the same texts with the same model.

RecursiveCharacterTextSplitter with 1,000 characters and 200 of overlap, an in-memory Chroma
collection, and as a second variant reciprocal rank fusion with BM25 over white space, as
EnsembleRetriever does it with equal weights.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import fmean

import numpy as np

from ingest.embedding import Encoder

__all__ = ["Baseline", "Piece", "available", "measures", "split_articles", "split_documents"]

_SIZE, _OVERLAP = 1_000, 200
_DEPTH = 50
_FUSION = 60
_ARTICLE = re.compile(r"(?m)^Điều \d+(?=\. )")


@dataclass(frozen=True, slots=True)
class Piece:
    """A window of text and the unit it counts for, like ("luat", "Điều 4")."""

    text: str
    unit: tuple[str, str]


def available() -> bool:
    """Tell whether the splitter is installed."""
    return find_spec("langchain_text_splitters") is not None


def split_articles(texts: Mapping[str, str]) -> list[Piece]:
    """Cut laws by file stem; a window counts for the article that most of it lies in."""
    pieces = []
    for stem, text in texts.items():
        starts = [(match.start(), match.group()) for match in _ARTICLE.finditer(text)]
        ends = [start for start, _ in starts[1:]] + [len(text)]
        for start, window in _windows(text):
            shares = [
                (min(end, start + len(window)) - max(first, start), name)
                for (first, name), end in zip(starts, ends, strict=True)
            ]
            pieces.append(Piece(window, (stem, max(shares)[1])))
    return pieces


def split_documents(texts: Mapping[str, str]) -> list[Piece]:
    """Cut documents by name; a window counts for its document."""
    return [
        Piece(window, (name, "")) for name, text in texts.items() for _, window in _windows(text)
    ]


class Baseline:
    """The pipeline over pieces."""

    def __init__(self, encoder: Encoder, pieces: Sequence[Piece]) -> None:
        import bm25s
        import chromadb

        self._encoder = encoder
        self._pieces = pieces
        self._collection = chromadb.EphemeralClient().create_collection(f"baseline-{id(self)}")
        vectors = encoder.encode([piece.text for piece in pieces])
        for first in range(0, len(pieces), 1_000):
            rows = range(first, min(first + 1_000, len(pieces)))
            self._collection.add(ids=list(map(str, rows)), embeddings=vectors[first : rows.stop])
        self._words: dict[str, int] = {}
        tokens = [
            [self._words.setdefault(word, len(self._words)) for word in piece.text.split()]
            for piece in pieces
        ]
        self._bm25 = bm25s.BM25()
        self._bm25.index((tokens, self._words), show_progress=False)

    def dense(self, question: str) -> list[tuple[str, str]]:
        """Return units, best first, by the cosine of their windows."""
        return self._units(self._near(question))

    def ensemble(self, question: str) -> list[tuple[str, str]]:
        """Return units, best first, by reciprocal rank fusion with BM25."""
        words = [self._words[word] for word in question.split() if word in self._words]
        scores = self._bm25.get_scores_from_ids(words) if words else np.zeros(len(self._pieces))
        by_words = [int(row) for row in np.argsort(-scores, kind="stable")[:_DEPTH] if scores[row]]
        fused: defaultdict[int, float] = defaultdict(float)
        for ranking in (self._near(question), by_words):
            for rank, row in enumerate(ranking, 1):
                fused[row] += 1 / (_FUSION + rank)
        return self._units(sorted(fused, key=lambda row: -fused[row]))

    def _near(self, question: str) -> list[int]:
        vector = self._encoder.encode([question], kind="query")
        found = self._collection.query(query_embeddings=vector, n_results=_DEPTH)
        return [int(row) for row in found["ids"][0]]

    def _units(self, rows: Iterable[int]) -> list[tuple[str, str]]:
        return list(dict.fromkeys(self._pieces[row].unit for row in rows))


def measures(
    rankings: Sequence[Sequence[tuple[str, str]]], gold: Sequence[set[tuple[str, str]]]
) -> dict[str, float]:
    """Return hit@1, recall@5 and mrr@10 of rankings against their gold units."""
    ranks = [
        next((rank for rank, unit in enumerate(ranking, 1) if unit in right), None)
        for ranking, right in zip(rankings, gold, strict=True)
    ]
    return {
        "hit@1": fmean(rank == 1 for rank in ranks),
        "recall@5": fmean(
            len(right & set(ranking[:5])) / len(right)
            for ranking, right in zip(rankings, gold, strict=True)
        ),
        "mrr@10": fmean(1 / rank if rank and rank <= 10 else 0.0 for rank in ranks),
    }


def _windows(text: str) -> list[tuple[int, str]]:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    splitter = RecursiveCharacterTextSplitter(
        chunk_size=_SIZE, chunk_overlap=_OVERLAP, add_start_index=True
    )
    return [
        (int(document.metadata["start_index"]), document.page_content)
        for document in splitter.create_documents([text])
    ]
