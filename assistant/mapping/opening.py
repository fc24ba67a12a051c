"""The served generation of an index, opened for reading without the model."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from corpus.settings import Settings
from ingest.embedding import is_configured_model
from ingest.generations import Generations
from ingest.index import Index

__all__ = ["served_index"]


@contextmanager
def served_index(settings: Settings) -> Iterator[Index]:
    """Open the generation that is served for the block; its vectors are stored.

    Raises `IndexMissingError` without an index and `IndexOutdatedError` if another version
    or another model wrote it, or if the block meets a file that is missing or broken.
    """
    generations = Generations(settings.index_dir)
    manifest = generations.manifest(generations.require())
    if not is_configured_model(settings, manifest.model):
        generations.require_model(manifest, settings.model)
    try:
        with closing(Index.open(settings, manifest.model)) as index:
            yield index
    except (OSError, ValueError, sqlite3.Error) as error:
        raise generations.damaged(manifest.generation) from error
