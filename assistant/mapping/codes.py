"""Procedures by the codes that people write: "QT-10", "qt 10", a manual's own name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from corpus.model import Document
from corpus.references import code_key

__all__ = ["Codes"]


class Codes:
    """Finds the procedures that a text names by their codes."""

    def __init__(self, documents: Iterable[Document]) -> None:
        """Index `documents`; a code that several bear names all of them."""
        self._ids: dict[str, list[str]] = defaultdict(list)
        written = set()
        for document in documents:
            if document.code:
                self._ids[code_key(document.code)].append(document.id)
                written.add(document.code)
        # A hyphen may be typed as a space or a dash, and left out.
        patterns = (
            re.sub(r"(?:\\-|\\ )+", r"[-–\\s.]{0,2}", re.escape(code))
            for code in sorted(written, key=len, reverse=True)
        )
        joined = "|".join(patterns)
        self._pattern = re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.I) if joined else None

    def find(self, text: str) -> list[tuple[int, int, tuple[str, ...]]]:
        """Return (start, end, document ids) of the codes in `text`, in order."""
        if self._pattern is None:
            return []
        return [
            (match.start(), match.end(), tuple(self._ids[code_key(match.group())]))
            for match in self._pattern.finditer(text)
        ]
