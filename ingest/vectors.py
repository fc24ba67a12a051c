"""The vector store: Chroma collections of one generation, one for each kind of document.

The only module that imports chromadb. A collection holds ids and vectors alone; text,
titles and validity live in the catalog and the registers. Queries carry no `where`
filter: on local Chroma a filter costs more than ten times the search itself.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from corpus.errors import ConfigurationError, IndexUnusableError
from corpus.model import DocumentKind

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.collection_configuration import CreateCollectionConfiguration
    from chromadb.api.models.Collection import Collection

__all__ = ["VectorStore", "collection_prefix", "drop_collections"]

Vectors = npt.NDArray[np.float32]

_CONFIGURATION: CreateCollectionConfiguration = {
    "hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}
}
"""Set so that recall@20 against exact search is at least 0.99 (docs/benchmarks.md)."""

_BATCH = 2_000


class VectorStore:
    """The collections of one generation."""

    def __init__(self, client: Client, prefix: str) -> None:
        self._client = client
        self._prefix = prefix
        self._collections: dict[DocumentKind, Collection] = {}

    @classmethod
    def local(cls, folder: Path) -> Self:
        """Open the store kept in `folder`, which one process at a time may write."""
        chromadb = _chromadb()
        settings = chromadb.Settings(anonymized_telemetry=False)
        return cls(chromadb.PersistentClient(path=str(folder), settings=settings), "")

    @classmethod
    def server(cls, url: str, prefix: str) -> Self:
        """Open the collections `prefix`-* on a Chroma server.

        Raises `ConfigurationError` if no server answers at `url`.
        """
        chromadb = _chromadb()
        parts = urlsplit(url)
        try:
            client = chromadb.HttpClient(
                host=parts.hostname or "127.0.0.1",
                port=parts.port or 8000,
                ssl=parts.scheme == "https",
                settings=chromadb.Settings(anonymized_telemetry=False),
            )
        except ValueError as error:
            raise ConfigurationError(
                f"Máy chủ Chroma tại {url} không trả lời."
                " Hãy chạy `chroma run` hoặc sửa ISO_CHROMA_URL."
            ) from error
        return cls(client, f"{prefix}-")

    def close(self) -> None:
        """Close files and connections."""
        self._client.close()

    def synchronise(
        self, wanted: Mapping[str, DocumentKind], vector_of: Mapping[str, int], matrix: Vectors
    ) -> None:
        """Make the store hold exactly the chunks `wanted` (id to kind).

        `vector_of` gives the row of each id in `matrix`, float32 (n, dimension), unit length.
        Ids that are there already are kept: an id stands for its text.
        """
        for kind in DocumentKind:
            ids = [chunk_id for chunk_id, its_kind in wanted.items() if its_kind is kind]
            collection = self._collection(kind, create=True)
            present = set(collection.get(include=[])["ids"])
            self._delete(collection, sorted(present.difference(ids)))
            self._add(collection, [i for i in ids if i not in present], vector_of, matrix)

    @staticmethod
    def _delete(collection: Collection, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), _BATCH):
            collection.delete(ids=list(ids[start : start + _BATCH]))

    @staticmethod
    def _add(
        collection: Collection, ids: Sequence[str], vector_of: Mapping[str, int], matrix: Vectors
    ) -> None:
        for start in range(0, len(ids), _BATCH):
            batch = list(ids[start : start + _BATCH])
            collection.add(ids=batch, embeddings=matrix[[vector_of[i] for i in batch]])

    def query(self, kind: DocumentKind, vectors: Vectors, n: int) -> list[str]:
        """Return up to `n` chunk ids of `kind` for each vector, nearest first, each id once.

        `vectors` are (dimension,) or (m, dimension); several cost hardly more than one.

        Raises `IndexUnusableError` if the store does not answer.
        """
        collection = self._collection(kind)
        try:
            found = collection.query(
                query_embeddings=np.atleast_2d(vectors), n_results=n, include=[]
            )
        except _chromadb().errors.ChromaError as error:
            raise IndexUnusableError(
                "Kho véc-tơ không đọc được. Hãy chạy lại: python -m ingest --rebuild"
            ) from error
        return list(dict.fromkeys(chunk_id for ids in found["ids"] for chunk_id in ids))

    def counts(self) -> dict[DocumentKind, int]:
        """Return the number of vectors of each kind."""
        return {kind: self._collection(kind).count() for kind in DocumentKind}

    def drop(self) -> None:
        """Delete the collections (of a generation on a server that is no longer kept)."""
        names = {collection.name for collection in self._client.list_collections()}
        for kind in DocumentKind:
            if (name := self._name(kind)) in names:
                self._client.delete_collection(name)

    def _name(self, kind: DocumentKind) -> str:
        return f"{self._prefix}{kind.value}"

    def _collection(self, kind: DocumentKind, create: bool = False) -> Collection:
        if kind not in self._collections:
            self._collections[kind] = (
                self._client.get_or_create_collection(
                    self._name(kind), configuration=_CONFIGURATION, embedding_function=None
                )
                if create
                else self._client.get_collection(self._name(kind), embedding_function=None)
            )
        return self._collections[kind]


def collection_prefix(index: Path, generation: int) -> str:
    """Return the name, on a shared Chroma server, of a generation of the index in `index`."""
    # Two indexes on one server must not meet; the folder's path tells them apart.
    digest = hashlib.blake2b(index.resolve().as_posix().encode(), digest_size=6).hexdigest()
    return f"iso-{digest}-g{generation}"


def drop_collections(index: Path, generation: int, url: str | None) -> None:
    """Delete what a generation keeps on the Chroma server at `url`; None: it keeps nothing."""
    if url is not None:
        store = VectorStore.server(url, collection_prefix(index, generation))
        store.drop()
        store.close()


def _chromadb() -> Any:  # noqa: ANN401 - the module itself, imported late because it takes 2 s
    # Chroma reads this variable at import; without it, it would report use to its makers.
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    import chromadb

    return chromadb
