"""An OpenAI-compatible embeddings endpoint, such as a server with a GPU in the building."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

import numpy as np
from pydantic import SecretStr

from corpus.errors import ConfigurationError
from corpus.settings import EMBEDDED_MODEL, Settings
from ingest.embedding.prompts import prompts_for
from ingest.embedding.protocol import BatchedEncoder, Kind, Vectors
from ingest.embedding.windows import merge_windows, pack_words

__all__ = ["EndpointEncoder"]

WINDOW_CHARACTERS: Final = 1000
"""Vietnamese takes two to four characters a token, so this fits a window of 512 tokens."""

_CHARACTERS_PER_TOKEN: Final = 3
_BATCH: Final = 64
_TIMEOUT_SECONDS: Final = 60.0
_RETRIES: Final = 2


class EndpointEncoder(BatchedEncoder):
    """Encodes over HTTP; the texts leave this machine for the configured server only."""

    batch = _BATCH

    def __init__(self, settings: Settings) -> None:
        """Connect to `settings.embeddings_url` and ask for one vector to learn its length.

        Raises ConfigurationError when no model is named or the server does not answer.
        """
        from langchain_openai import OpenAIEmbeddings

        if settings.model == EMBEDDED_MODEL:
            raise ConfigurationError(
                "Đã đặt ISO_EMBEDDINGS_URL nhưng chưa có tên mô hình; hãy đặt ISO_MODEL là tên "
                "mô hình trên máy chủ đó."
            )
        self._server = urlsplit(settings.embeddings_url or "").hostname or "?"
        self._client = OpenAIEmbeddings(
            model=settings.model,
            base_url=settings.embeddings_url,
            api_key=settings.embeddings_key or SecretStr("none"),
            # The check would tokenise with OpenAI's vocabulary, which it downloads.
            check_embedding_ctx_length=False,
            chunk_size=_BATCH,
            timeout=_TIMEOUT_SECONDS,
            max_retries=_RETRIES,
            model_kwargs={"encoding_format": "float"},
        )
        self._prompts = prompts_for(settings.model)
        self._model_id = f"endpoint:{settings.model}:{self._prompts['passage'].strip()}"
        self._dimension: int = self._request(["1"]).shape[1]

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Estimate: three characters a token, as a server does not share its tokenizer."""
        return [-(-len(text) // _CHARACTERS_PER_TOKEN) for text in texts]

    def _encode_part(self, texts: Sequence[str], kind: Kind) -> Vectors:
        windows: list[str] = []
        owners: list[int] = []
        for owner, text in enumerate(texts):
            parts = _cut(text)
            windows.extend(parts)
            owners.extend([owner] * len(parts))
        vectors = self._request([self._prompts[kind] + window for window in windows])
        if vectors.shape[1] != self._dimension:
            raise self._failure(f"vector dài {vectors.shape[1]} thay vì {self._dimension}")
        return merge_windows(vectors, owners, [len(window) for window in windows], len(texts))

    def _request(self, texts: list[str]) -> Vectors:
        from openai import OpenAIError

        try:
            answer = self._client.embed_documents(texts)
            vectors = np.asarray(answer, dtype=np.float32)
        except (OpenAIError, ValueError, TypeError, KeyError) as error:
            raise self._failure(type(error).__name__) from error
        if len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise self._failure("câu trả lời không phải là các vector")
        return vectors

    def _failure(self, detail: str) -> ConfigurationError:
        return ConfigurationError(
            f"Máy chủ vector {self._server} không phục vụ được ({detail}); hãy kiểm tra máy chủ, "
            "ISO_EMBEDDINGS_URL, ISO_EMBEDDINGS_KEY và ISO_MODEL."
        )


def _cut(text: str) -> list[str]:
    """Parts of at most `WINDOW_CHARACTERS`, cut at white space where there is any."""
    if not text.strip():
        return [" "]  # servers refuse an empty input
    words = re.findall(rf"\s*\S{{1,{WINDOW_CHARACTERS // 4}}}", text)
    return pack_words(words, [len(word) for word in words], WINDOW_CHARACTERS)
