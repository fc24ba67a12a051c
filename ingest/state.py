"""What an index holds before a run."""

from __future__ import annotations

import logging
import sqlite3
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import IndexOutdatedError
from corpus.settings import SHIPPED_DOCUMENTS
from ingest.catalog import Catalog, Source, StoredDocument
from ingest.generations import Generations
from ingest.staging import staged

__all__ = ["IndexState", "read_state"]

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class IndexState:
    """What the index held before the run; `base` is the generation to start from."""

    base: int | None
    recorded: list[Source]
    stored: dict[str, StoredDocument]
    excluded: set[str]


def read_state(
    generations: Generations, model: str, *, rebuild: bool = False, staging: bool = False
) -> IndexState:
    """Read the generation that is served; to rebuild, only its roots.

    A run that is `staging` goes on from the generation that waits, where that was made from
    the one that is served.

    Raises `IndexOutdatedError` if another version or another model than `model` wrote it.
    """
    current = generations.current()
    waiting = staged(generations) if staging else None
    if waiting is not None and waiting.base == current:
        current = waiting.generation
    if current is None:
        return IndexState(None, [], {}, set())
    folder = generations.path(current)
    if rebuild:
        return IndexState(None, _recorded_roots(folder), {}, set())
    generations.require_model(generations.manifest(current), model)
    with Catalog.read(folder / "catalog.db") as catalog:
        recorded = [_moved_with_program(source) for source in catalog.sources()]
        return IndexState(current, recorded, catalog.stored(), catalog.excluded())


def _recorded_roots(folder: Path) -> list[Source]:
    """Return the roots that an index of any version recorded, none if that is unreadable."""
    try:
        with Catalog.read(folder / "catalog.db") as catalog:
            return [_moved_with_program(source) for source in catalog.sources()]
    except (IndexOutdatedError, sqlite3.Error):
        _LOG.warning("the old index does not tell its folders; only the default ones are read")
        return []


def _moved_with_program(source: Source) -> Source:
    return replace(source, path=SHIPPED_DOCUMENTS.as_posix()) if source.shipped else source
