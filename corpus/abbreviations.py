"""Abbreviations: written out before a question is searched, and looked for where it spells one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from corpus.registers.loading import DATA, read_register
from corpus.text import syllables

__all__ = ["expand", "load_abbreviations", "short_forms"]

_SCHEMA = "abbreviations"
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]+(?:&[^\W\d_]+)*(?![\w/-])")
"""A word by itself: in "QT-01" or "19/2014/QĐ-TTg" the letters belong to a code."""


@cache
def load_abbreviations(folders: tuple[Path, ...] = ()) -> Mapping[str, str]:
    """Return the shipped abbreviations and those in abbreviations*.yaml of `folders`.

    An agency's own meaning takes the place of the shipped one. Raises RegisterError with
    file and line when a file breaks the schema.
    """
    paths = [DATA / "abbreviations.yaml"]
    for folder in folders:
        paths += sorted(folder.glob("abbreviations*.yaml"))
    merged: dict[str, str] = {}
    for path in paths:
        merged |= read_register(path, _SCHEMA).data["abbreviations"]
    return MappingProxyType(merged)


def expand(text: str, abbreviations: Mapping[str, str]) -> str:
    """Return `text` with abbreviations written out.

    A key in capitals stands only for the word in capitals ("KH"); one in small letters for
    the word in any case ("hs", "Hs", "HS").
    """
    return _WORD.sub(
        lambda match: (
            abbreviations.get(match.group())
            or abbreviations.get(match.group().lower())
            or match.group()
        ),
        text,
    )


def short_forms(tokens: Sequence[str], abbreviations: Mapping[str, str]) -> Iterator[str]:
    """Yield the abbreviations (as registered) whose meaning stands in `tokens` (search form)."""
    text = f" {' '.join(tokens)} "
    for short, long in abbreviations.items():
        if short.isupper() and f" {' '.join(syllables(long))} " in text:
            yield short
