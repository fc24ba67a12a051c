"""What a model expects in front of a text, by what the text is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from ingest.embedding.protocol import Kind

__all__ = ["E5_PROMPTS", "prompts_for"]

E5_PROMPTS: Final[dict[Kind, str]] = {"query": "query: ", "passage": "passage: "}

_E5_NAME: Final = re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE)


def prompts_for(name: str, own: Mapping[str, str | None] | None = None) -> dict[Kind, str]:
    """Choose the prompts of a model: its `own` if it declares any, E5's for an E5, else none."""
    own = own or {}
    if any(own.values()):
        return {
            "query": own.get("query") or "",
            "passage": own.get("passage") or own.get("document") or "",
        }
    return dict(E5_PROMPTS) if _E5_NAME.search(name) else {"query": "", "passage": ""}
