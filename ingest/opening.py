"""An index as the commands open it: without loading the model it was written with."""

from __future__ import annotations

from pathlib import Path

from corpus.errors import IndexMissingError
from corpus.settings import Settings
from ingest.embedding import is_configured_model
from ingest.generations import Generations, Manifest

__all__ = ["LOCK_SECONDS", "open_manifest", "roll_back"]

LOCK_SECONDS = 30.0
"""How long a writer waits for another one to finish."""


def open_manifest(settings: Settings) -> tuple[Path, Manifest]:
    """Return the folder and the manifest of the generation that is served.

    Raises `IndexMissingError` without an index, `IndexOutdatedError` if another version of
    the program or another model than the configured one wrote it.
    """
    generations = Generations(settings.index_dir)
    number = generations.require()
    return generations.path(number), _own_manifest(generations, number, settings)


def roll_back(settings: Settings) -> int:
    """Serve the generation before the current one again and return its number.

    Raises `IndexMissingError` if there is none, `IndexOutdatedError` as `open_manifest`,
    `IndexBusyError`.
    """
    generations = Generations(settings.index_dir)
    generations.require()
    with generations.writing(LOCK_SECONDS):
        previous = generations.previous()
        if previous is None:
            raise IndexMissingError(
                "Không còn thế hệ trước để quay lại. Hãy chạy: python -m ingest"
            )
        _own_manifest(generations, previous, settings)
        generations.point(previous)
    return previous


def _own_manifest(generations: Generations, number: int, settings: Settings) -> Manifest:
    manifest = generations.manifest(number)
    if not is_configured_model(settings, manifest.model):
        generations.require_model(manifest, settings.model)
    return manifest
