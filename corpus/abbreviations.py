"""Abbreviations that staff type in questions, written out before a question is searched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

__all__ = ["expand", "load_abbreviations"]

_FILE = Path(__file__).resolve().parent / "data" / "abbreviations.yaml"
_WORD = re.compile(r"(?<![\w/.-])[^\W\d_]+(?![\w/-])")
"""A word by itself: in "QT-01" or "19/2014/QĐ-TTg" the letters belong to a code."""


@cache
def load_abbreviations() -> Mapping[str, str]:
    """Return the shipped abbreviations with what they stand for."""
    content = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return MappingProxyType(dict(content["abbreviations"]))


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
