"""Quotes as `compare.js` shows them: alone, or marked in the text they stand in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from assistant.mapping.model import Place
from assistant.mapping.reading import Agency
from ui.plain_text import excerpt_end, excerpt_start, visible

__all__ = ["passages", "quoted"]

Content = dict[str, Any]

_AROUND = 240  # code points shown on each side of a quote


def passages(agency: Agency, places: Iterable[Place]) -> list[Content]:
    """Return places as `compare.js` shows them; quotes of one provision are marked in it once."""
    found: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        found.setdefault((place.document_id, place.locator), []).append(place)
    return [
        {"label": visible(group[0].label), "parts": _parts(_text(agency, group[0]), group)}
        for group in found.values()
    ]


def quoted(label: str, words: str, note: str | None = None) -> Content:
    """Return words that are shown alone, marked as a quote; none where they are empty."""
    return {
        "label": visible(label),
        "parts": [[visible(words), True]] if words else [],
        "note": note,
    }


def _parts(text: str, places: list[Place]) -> list[list[str | bool]]:
    """Return the words around and between quotes as [words, whether they are a quote]."""
    parts: list[list[str | bool]] = []
    done = 0
    for place in sorted(places, key=lambda item: item.start):
        if text[place.start : place.end] != place.quote:
            parts.append([visible(place.quote), True])
        elif place.end > done:
            before = text[done : place.start]
            lead = excerpt_end(before, _AROUND) if done == 0 else before
            start = max(done, place.start)
            parts += [[visible(lead), False], [visible(text[start : place.end]), True]]
            done = place.end
    trail = text[done:] if done else ""
    return [*parts, [visible(excerpt_start(trail, _AROUND)), False]]


def _text(agency: Agency, place: Place) -> str:
    """Return the whole text that a quote stands in, "" where it is gone."""
    procedure = agency.procedure(place.document_id)
    found = procedure.provision(place.locator) if procedure else None
    texts = [found.text] if found else []
    for standard in agency.standards.values():
        texts += [
            provision.text
            for document, provision in standard.get(place.locator, ())
            if document.id == place.document_id
        ]
    return next((t for t in texts if t[place.start : place.end] == place.quote), "")
