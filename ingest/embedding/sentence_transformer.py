"""Any sentence-transformers model that is on this machine, by name or path."""

from __future__ import annotations

import copy
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.errors import ConfigurationError
from ingest.embedding.prompts import prompts_for
from ingest.embedding.protocol import BatchedEncoder, Kind, Vectors
from ingest.embedding.windows import merge_windows, pack_words

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["SentenceTransformerEncoder"]

_BATCH: Final = 32
_TEXTS_AT_ONCE: Final = 256
_SPARE_TOKENS: Final = 8
"""Left free in a window: special tokens, and words that split otherwise among neighbours."""

_VALUES_TO_SAMPLE: Final = 256


class SentenceTransformerEncoder(BatchedEncoder):
    """Encodes with torch; nothing is downloaded."""

    batch = _TEXTS_AT_ONCE

    def __init__(self, name: str, threads: int = 0) -> None:
        """Load the model `name`, a folder or a name in the local Hugging Face cache.

        Raises ConfigurationError when it is not on this machine or cannot be loaded.
        """
        self._model = _load(name)
        # Encoding sets this tokenizer to pad, which no other thread may meet while it counts.
        self._counter = copy.deepcopy(self._model.tokenizer)
        if threads:
            import torch

            torch.set_num_threads(threads)
        self._prompts = prompts_for(name, self._model.prompts)
        self._dimension = int(self._model.encode("1", show_progress_bar=False).shape[0])
        label = Path(name).resolve().name if Path(name).is_dir() else name
        self._model_id = f"sentence-transformers:{label}:{self._fingerprint()}"

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text alone, without prompt and special tokens."""
        if not texts:
            return []
        encoded = self._counter(list(texts), add_special_tokens=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def _encode_part(self, texts: Sequence[str], kind: Kind) -> Vectors:
        windows: list[str] = []
        owners: list[int] = []
        for owner, text in enumerate(self._windows(texts, kind)):
            windows.extend(text)
            owners.extend([owner] * len(text))
        vectors = self._model.encode(
            windows,
            prompt=self._prompts[kind],
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        weights = [max(1, count) for count in self.count_tokens(windows)]
        return merge_windows(vectors, owners, weights, len(texts))

    def _windows(self, texts: Sequence[str], kind: Kind) -> list[list[str]]:
        window = self._model.max_seq_length
        if window is None:
            return [[text] for text in texts]
        limit = max(1, window - self.count_tokens([self._prompts[kind]])[0] - _SPARE_TOKENS)
        return [
            [text] if count <= limit else self._cut(text, limit)
            for text, count in zip(texts, self.count_tokens(texts), strict=True)
        ]

    def _cut(self, text: str, limit: int) -> list[str]:
        # Runs without a space, such as a damaged table, are cut so that every unit fits.
        words = re.findall(rf"\S{{1,{max(1, limit // 4)}}}\s*", text)
        return pack_words(words, self.count_tokens(words), limit)

    def _fingerprint(self) -> str:
        digest = hashlib.sha256(repr(sorted(self._prompts.items())).encode())
        for name, tensor in sorted(self._model.state_dict().items()):
            if ".pooler." in name:
                continue  # checkpoints often leave it out, and then it is random at each start
            digest.update(f"{name}{tuple(tensor.shape)}".encode())
            digest.update(tensor.flatten()[:_VALUES_TO_SAMPLE].float().numpy().tobytes())
        return digest.hexdigest()[:12]


def _load(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu", local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError, ImportError) as error:
        raise ConfigurationError(
            f"Không có mô hình sentence-transformers “{name}” dùng được trên máy này (chương "
            "trình không tự tải về); hãy đặt ISO_MODEL là thư mục của mô hình, hoặc bỏ "
            "ISO_MODEL để dùng mô hình nhúng sẵn."
        ) from error
