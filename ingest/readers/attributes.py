"""What a file says about itself in YAML: front matter of Markdown and sidecar files."""

from __future__ import annotations

import datetime as dt
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from pydantic import BaseModel, Field, ValidationError

from corpus.model import DocumentKind
from ingest.readers.cleaning import clean_line

__all__ = [
    "FRONT_MATTER_LIMIT",
    "ScannedPage",
    "Sidecar",
    "front_matter",
    "read_sidecar",
    "sidecar_of",
]

SIDECAR_LIMIT = 10_000_000
"""Bytes of a sidecar: some thousands of recognised pages."""

FRONT_MATTER_LIMIT = 20_000
"""Characters of front matter."""

_VALUE_LIMIT = 500
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)
_ALLOWED = {
    "kind": frozenset(DocumentKind),
    "edition": frozenset({"2008", "2015"}),
    "excerpt": frozenset({"true", "false"}),
    "notes": frozenset({"true", "false"}),
    "title": None,
    "code": None,
}
_DAYS = ("date", "effective")


class ScannedPage(BaseModel):
    """Recognised text of one page; `page` counts from 1, `confidence` in 0..1."""

    page: int = Field(ge=1)
    confidence: float = Field(ge=0, le=1)
    text: str


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What the YAML beside a file states: attributes, and text for pages without any."""

    attributes: dict[str, str] = field(default_factory=dict)
    pages: tuple[ScannedPage, ...] = ()
    warnings: tuple[str, ...] = ()


def front_matter(text: str) -> tuple[dict[str, str], list[str], int]:
    """Return attributes, warnings and the offset in `text` where the front matter ends.

    Front matter is YAML between two lines "---" at the very start. What is not valid YAML is
    no front matter: it is left in the text, with a warning.
    """
    match = _FRONT_MATTER.match(text[:FRONT_MATTER_LIMIT])
    if match is None:
        return {}, [], 0
    stated = _mapping(match[1])
    if stated is None:
        return {}, ["Phần đầu tệp (giữa hai dòng ---) không phải YAML hợp lệ nên bị bỏ qua."], 0
    warnings: list[str] = []
    # Validity is for people to state beside a document, not for its text to claim.
    stated.pop("effective", None)
    return _attributes(stated, warnings), warnings, match.end()


def sidecar_of(path: Path) -> Path:
    """Return where the sidecar of the document at `path` lies: its name with ".yaml" added."""
    return path.with_name(f"{path.name}.yaml")


def read_sidecar(path: Path) -> Sidecar:
    """Read the sidecar of the document at `path`: the same name with ".yaml" added.

    A sidecar that cannot be used gives a warning; the document itself is read all the same.
    """
    sidecar = sidecar_of(path)
    if not os.path.isfile(sidecar):  # false, not an error, where the name is too long
        return Sidecar()
    if sidecar.stat().st_size > SIDECAR_LIMIT:
        return Sidecar(warnings=("Tệp kèm .yaml quá lớn nên bị bỏ qua.",))
    stated = _mapping(sidecar.read_bytes())
    if stated is None:
        return Sidecar(warnings=("Tệp kèm .yaml không phải YAML hợp lệ nên bị bỏ qua.",))
    warnings: list[str] = []
    attributes = _attributes(stated, warnings)
    return Sidecar(attributes, _pages(stated.get("pages"), warnings), tuple(warnings))


def _mapping(source: str | bytes) -> dict[str, object] | None:
    """Parse YAML; None unless it is a mapping."""
    try:
        loaded = yaml.safe_load(source)
    except (yaml.YAMLError, ValueError, RecursionError):  # ValueError: impossible dates
        return None
    return {str(key): value for key, value in loaded.items()} if isinstance(loaded, dict) else None


def _attributes(stated: dict[str, object], warnings: list[str]) -> dict[str, str]:
    found = {}
    for name, allowed in _ALLOWED.items():
        value = stated.get(name)
        if value is None:
            continue
        text = _attribute_text(value)
        if not 0 < len(text) <= _VALUE_LIMIT or (allowed is not None and text not in allowed):
            warnings.append(f"Thuộc tính «{name}» ghi kèm tệp không dùng được nên bị bỏ qua.")
        else:
            found[name] = text
    for name in _DAYS:
        day = stated.get(name)
        if isinstance(day, dt.date):
            found[name] = day.isoformat()[: len("2026-01-31")]
        elif day is not None:
            warnings.append(f"Thuộc tính «{name}» ghi kèm tệp phải có dạng năm-tháng-ngày.")
    return found


def _attribute_text(value: object) -> str:
    """Write a YAML scalar as text, booleans as YAML does; "" for anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    return clean_line(str(value)) if isinstance(value, str | int | float) else ""


def _pages(stated: object, warnings: list[str]) -> tuple[ScannedPage, ...]:
    if stated is None:
        return ()
    pages: dict[int, ScannedPage] = {}
    for position, entry in enumerate(stated if isinstance(stated, list) else [stated], start=1):
        try:
            page = ScannedPage.model_validate(entry)
        except ValidationError:
            warnings.append(f"Mục thứ {position} của «pages» trong tệp kèm .yaml không hợp lệ.")
        else:
            pages.setdefault(page.page, page)
    return tuple(pages[number] for number in sorted(pages))
