"""Recognised pages by the hash of their picture, so that no page is recognised twice."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest.ocr.model import RecognisedPage

__all__ = ["PageCache"]

_KEY = re.compile(r"[0-9a-f]{32}")


class PageCache:
    """A folder of JSON files; losing it costs only time."""

    def __init__(self, cache_dir: Path) -> None:
        self._folder = cache_dir / "ocr"

    def get(self, key: str) -> RecognisedPage | None:
        """Return the page with that picture, None if it is not known."""
        try:
            return _adapter().validate_json(self._path(key).read_bytes())
        except (FileNotFoundError, ValidationError):
            return None

    def put(self, key: str, page: RecognisedPage) -> None:
        """Keep a page; a reader sees all of it or nothing."""
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name}.{os.getpid()}")
        temporary.write_bytes(_adapter().dump_json(page))
        temporary.replace(target)

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError(key)
        return self._folder / key[:2] / f"{key}.json"


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[RecognisedPage]:
    return TypeAdapter(RecognisedPage)
