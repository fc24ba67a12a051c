"""A generation that is complete but not served: it waits for a person to commit or discard it.

    index/STAGED            its number, and that of the generation it was made from

Only one generation waits. It may be committed while the generation it was made from is
still the one that is served; a run in between would be lost otherwise. A generation that
stops waiting without being committed loses its manifest first, so that nobody can roll
back to it, whatever interrupts its removal.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import IndexMissingError, IndexOutdatedError
from corpus.settings import Settings
from ingest.generations import Generations, Manifest, write_atomically
from ingest.opening import LOCK_SECONDS
from ingest.vectors import drop_collections

__all__ = ["Staged", "clear", "commit", "discard", "prune", "stage", "staged"]

_NOTHING = "Không có bản chờ nào. Hãy nạp tài liệu trước: python -m ingest --stage"
_OVERTAKEN = (
    "Chỉ mục đã thay đổi từ khi lập bản chờ. Hãy nạp lại để bản chờ có cả những thay đổi đó."
)


@dataclass(frozen=True, slots=True)
class Staged:
    """A waiting generation; `base` is the one it was made from, None without any."""

    generation: int
    base: int | None


def staged(generations: Generations) -> Staged | None:
    """Return the complete generation that waits, None if there is none."""
    waiting = _recorded(generations)
    if waiting is None or waiting.generation == generations.current():
        return None
    complete = (generations.path(waiting.generation) / "manifest.json").is_file()
    return waiting if complete else None


def stage(generations: Generations, manifest: Manifest) -> None:
    """Complete a generation and let it wait, in place of the one that waited before.

    Call it under the lock, as `clear`.
    """
    clear(generations)
    waiting = Staged(manifest.generation, generations.current())
    write_atomically(_pointer(generations), json.dumps(asdict(waiting)))
    generations.complete_with(manifest)


def clear(generations: Generations) -> None:
    """Remove the generation that waits, if there is one."""
    waiting = staged(generations)
    if waiting is not None:
        with suppress(IndexOutdatedError):
            manifest = generations.manifest(waiting.generation)
            drop_collections(generations.folder, manifest.generation, manifest.chroma)
        (generations.path(waiting.generation) / "manifest.json").unlink()
        generations.abandon(waiting.generation)
    _pointer(generations).unlink(missing_ok=True)


def commit(settings: Settings) -> int:
    """Serve the generation that waits and return its number.

    Raises `IndexMissingError` if none waits, `IndexOutdatedError` if another generation than
    its base is served by now, `IndexBusyError`.
    """
    generations = Generations(settings.index_dir)
    with generations.writing(LOCK_SECONDS):
        waiting = staged(generations)
        if waiting is None:
            raise IndexMissingError(_NOTHING)
        if waiting.base != generations.current():
            raise IndexOutdatedError(_OVERTAKEN)
        generations.manifest(waiting.generation)
        generations.point(waiting.generation)
        _pointer(generations).unlink(missing_ok=True)
        prune(generations)
    return waiting.generation


def discard(settings: Settings) -> None:
    """Remove the generation that waits; `IndexMissingError` if none does, `IndexBusyError`."""
    generations = Generations(settings.index_dir)
    with generations.writing(LOCK_SECONDS):
        if staged(generations) is None:
            raise IndexMissingError(_NOTHING)
        clear(generations)


def prune(generations: Generations) -> None:
    """Remove the generations that are too old to be kept, on a vector server too."""
    for removed in generations.prune():
        drop_collections(generations.folder, removed.generation, removed.chroma)


def _pointer(generations: Generations) -> Path:
    return generations.folder / "STAGED"


def _recorded(generations: Generations) -> Staged | None:
    try:
        return Staged(**json.loads(_pointer(generations).read_text(encoding="ascii")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
