"""What a person says of a document, against what was read: a sidecar in YAML."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import DocumentError
from corpus.model import DocumentKind
from ingest.generations import storage_errors, write_atomically
from ingest.readers import sidecar_of

__all__ = ["Correction", "read_correction", "write_correction"]

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Correction:
    """Stated attributes of a document; None leaves the one that is read.

    `date` is the day of issue, `effective` the first day in force.
    """

    kind: DocumentKind | None = None
    title: str | None = None
    code: str | None = None
    date: dt.date | None = None
    effective: dt.date | None = None


def read_correction(path: Path) -> Correction:
    """Return what the sidecar of the file at `path` states, of what can be corrected."""
    stated = _stated(path)
    kind = stated.get("kind")
    return Correction(
        DocumentKind(kind) if kind in set(DocumentKind) else None,
        _text(stated.get("title")),
        _text(stated.get("code")),
        _day(stated.get("date")),
        _day(stated.get("effective")),
    )


def write_correction(path: Path, correction: Correction) -> None:
    """State the correction beside the file at `path`; other statements there stay.

    Raises `DocumentError` for a text of more than 500 code points, `StorageError`.
    """
    stated = _stated(path)
    for name in ("kind", "title", "code", "date", "effective"):
        value = getattr(correction, name)
        if isinstance(value, str):
            value = " ".join(str(value).split())
            if len(value) > _LONGEST:
                raise DocumentError(f"Dài quá {_LONGEST} ký tự. Hãy rút gọn rồi lưu lại.")
        stated.pop(name, None)
        if value:
            stated[name] = value
    sidecar = sidecar_of(path)
    with storage_errors(path.parent):
        if stated:
            path.parent.mkdir(parents=True, exist_ok=True)
            text = yaml.safe_dump(stated, allow_unicode=True, sort_keys=False, width=1000)
            write_atomically(sidecar, text)
        else:
            sidecar.unlink(missing_ok=True)


def _stated(path: Path) -> dict[str, Any]:
    try:
        loaded = yaml.safe_load(sidecar_of(path).read_bytes())
    except (FileNotFoundError, yaml.YAMLError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _day(value: object) -> dt.date | None:
    return value if isinstance(value, dt.date) else None


def _text(value: object) -> str | None:
    return str(value) if isinstance(value, str | int | float) else None
