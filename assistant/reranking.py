"""An optional second look at the best units: a cross-encoder, here or on a server.

Off unless ISO_RERANKER or ISO_RERANKER_URL is set; nothing needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from assistant.fusion import scaled
from assistant.search import Found
from corpus.errors import ConfigurationError
from corpus.settings import Settings
from ingest.index import Index

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

__all__ = ["CrossEncoderReranker", "EndpointReranker", "Reranker", "load_reranker", "rerank"]

Floats = npt.NDArray[np.float32]

_UNITS: Final = 30
_WEIGHT: Final = 0.5
"""Share of the reranker in the score of the units it has seen."""

_BATCH: Final = 16
_TIMEOUT_SECONDS: Final = 30.0


class Reranker(Protocol):
    """Judges how well texts answer a question."""

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """Return a score for each text, float32 (len(texts),); higher is better."""
        ...


def load_reranker(settings: Settings) -> Reranker | None:
    """Return the reranker that the settings name, None without one.

    Raises ConfigurationError when it cannot be used.
    """
    if settings.reranker_url is not None:
        return EndpointReranker(settings)
    if settings.reranker is not None:
        return CrossEncoderReranker(settings.reranker)
    return None


def rerank(index: Index, question: str, found: Found, reranker: Reranker) -> Found:
    """Return what was found with the best units in the order of both judgements.

    The scores of the units that were judged stay within the range they had, so that they
    stay above the others.
    """
    judged = min(_UNITS, len(found.units))
    if judged < 2:  # noqa: PLR2004 - one unit has no order
        return found
    texts = index.catalog.searched(found.chunks[:judged].tolist())
    own = found.scores[:judged]
    mixed = (1 - _WEIGHT) * scaled(own) + _WEIGHT * scaled(reranker.scores(question, texts))
    low, high = float(own.min()), float(own.max())
    order = np.argsort(-mixed, kind="stable")
    scores = found.scores.copy()
    scores[:judged] = low + (high - low) * scaled(mixed)[order]
    places = np.concatenate([order, np.arange(judged, len(found.units))])
    return replace(
        found,
        units=found.units[places],
        scores=scores,
        chunks=found.chunks[places],
        lexical=found.lexical[places],
        dense=found.dense[places],
        coverage=found.coverage[places],
        signals={name: values[places] for name, values in found.signals.items()},
    )


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder that is on this machine; nothing is downloaded."""

    def __init__(self, name: str) -> None:
        """Load the model `name`, a folder or a name in the local Hugging Face cache."""
        self._model = _load(name)

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """See `Reranker.scores`."""
        pairs = [(question, text) for text in texts]
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return np.asarray(scores, dtype=np.float32).reshape(-1)


class EndpointReranker:
    """A rerank endpoint; question and texts leave this machine for that server only.

    The request is {"model", "query", "documents", "top_n"}, the answer {"results": [{"index",
    "relevance_score"}]}, as Cohere defined it and most servers of models offer it.
    """

    def __init__(self, settings: Settings) -> None:
        """Use the server at `settings.reranker_url`."""
        self._url = settings.reranker_url or ""
        self._model = settings.reranker
        self._key = settings.reranker_key

    def scores(self, question: str, texts: Sequence[str]) -> Floats:
        """See `Reranker.scores`; ConfigurationError when the server does not answer so."""
        import httpx

        body = {"query": question, "documents": list(texts), "top_n": len(texts)}
        if self._model is not None:
            body["model"] = self._model
        headers = {}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key.get_secret_value()}"
        try:
            answer = httpx.post(self._url, json=body, headers=headers, timeout=_TIMEOUT_SECONDS)
            answer.raise_for_status()
            return _read_scores(answer.json(), len(texts))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, TypeError, KeyError) as error:
            server = urlsplit(self._url).hostname or "?"
            raise ConfigurationError(
                f"Máy chủ xếp hạng {server} không phục vụ được ({type(error).__name__}); hãy kiểm"
                " tra máy chủ và ISO_RERANKER_URL, hoặc bỏ biến đó."
            ) from error


def _read_scores(answer: dict[str, Any], count: int) -> Floats:
    scores = np.full(count, np.nan, dtype=np.float32)
    for result in answer["results"]:
        place = int(result["index"])
        if not 0 <= place < count:
            raise ValueError(place)
        scores[place] = float(result["relevance_score"])
    if not np.isfinite(scores).all():
        raise ValueError("scores are missing")
    return scores


def _load(name: str) -> CrossEncoder:
    from sentence_transformers import CrossEncoder

    try:
        model: CrossEncoder = CrossEncoder(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise ConfigurationError(
            f"Không có mô hình xếp hạng “{name}” dùng được trên máy này (chương trình không tự"
            " tải về); hãy đặt ISO_RERANKER là thư mục của mô hình, hoặc bỏ ISO_RERANKER."
        ) from error
    return model
