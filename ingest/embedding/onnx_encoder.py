"""The embedded model at run time: `tokenizers` and onnxruntime, neither torch nor transformers."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ConfigurationError
from ingest.embedding.manifest import GRAPH, TOKENIZER, ModelManifest
from ingest.embedding.protocol import EncoderEmbeddings, Kind, Progress, Vectors
from ingest.embedding.windows import batches_by_length, merge_windows, spans

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["OnnxEncoder"]

BATCH_TOKENS: Final = 768
"""Tokens in a batch, padding included: activations of more fall out of the core's cache."""

_SPECIAL_TOKENS: Final = 2


class OnnxEncoder(EncoderEmbeddings):
    """Encodes with the int8 graph of a built model folder; safe to share between threads."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the model built in `folder`; `threads` 0 means one per core.

        Raises ConfigurationError when the folder holds no usable model.
        """
        self._manifest = ModelManifest.read(folder)
        try:
            # Both take most of a second, one inside Rust and one inside C++.
            with ThreadPoolExecutor(1) as pool:
                session = pool.submit(_open_session, folder / GRAPH, threads)
                self._tokenizer = _open_tokenizer(folder / TOKENIZER)
                self._session = session.result()
        except Exception as error:  # both libraries raise bare Exception subclasses
            raise ConfigurationError(
                f"Không mở được mô hình nhúng trong {folder}; hãy xoá thư mục này rồi chạy: "
                "python -m ingest.embedding."
            ) from error
        self._bos, self._eos = self._tokenizer.encode("").ids
        self._prompts = {
            kind: self._tokenizer.encode(prompt, add_special_tokens=False).ids
            for kind, prompt in self._manifest.prompts.items()
        }

    @property
    def model_id(self) -> str:
        """Name and version of model and prompts."""
        return self._manifest.model_id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._manifest.dimension

    def encode(
        self, texts: Sequence[str], kind: Kind = "passage", progress: Progress | None = None
    ) -> Vectors:
        """See `Encoder.encode`."""
        prompt = self._prompts[kind]
        limit = self._manifest.window - _SPECIAL_TOKENS - len(prompt)
        windows: list[list[int]] = []
        owners: list[int] = []
        for owner, ids in enumerate(self._token_ids(texts)):
            for start, end in spans(len(ids), limit):
                windows.append([self._bos, *prompt, *ids[start:end], self._eos])
                owners.append(owner)
        vectors = self._run(windows, owners, progress)
        return merge_windows(vectors, owners, [len(window) for window in windows], len(texts))

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text alone, without prompt and special tokens."""
        return [len(ids) for ids in self._token_ids(texts)]

    def _token_ids(self, texts: Sequence[str]) -> list[list[int]]:
        # Half a surrogate pair, which a damaged file can yield, has no UTF-8 form.
        clean = [text.encode("utf-8", "replace").decode() for text in texts]
        encodings = self._tokenizer.encode_batch_fast(clean, add_special_tokens=False)
        return [encoding.ids for encoding in encodings]

    def _run(
        self, windows: list[list[int]], owners: list[int], progress: Progress | None
    ) -> Vectors:
        """Vectors of the windows, (len(windows), dimension)."""
        vectors = np.empty((len(windows), self.dimension), dtype=np.float32)
        open_windows = Counter(owners)
        for batch in batches_by_length([len(window) for window in windows], BATCH_TOKENS):
            inputs = _padded([windows[index] for index in batch])
            (vectors[batch],) = self._session.run(["sentence_embedding"], inputs)
            if progress is not None:
                open_windows.subtract(owners[index] for index in batch)
                touched = {owners[index] for index in batch}
                progress(sum(open_windows[owner] == 0 for owner in touched))
        return vectors


def _padded(windows: list[list[int]]) -> dict[str, NDArray[np.int64]]:
    """Build the inputs of the graph, each (len(windows), longest)."""
    shape = (len(windows), max(map(len, windows)))
    ids, mask = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, window in enumerate(windows):
        ids[row, : len(window)] = window
        mask[row, : len(window)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def _open_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(path))


def _open_session(path: Path, threads: int) -> Any:  # noqa: ANN401 - onnxruntime is untyped
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or os.cpu_count() or 1
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
