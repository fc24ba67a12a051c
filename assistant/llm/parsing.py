"""A model's answer, read as it arrives: one JSON object a sentence, whatever stands around.

Code fences, prose, thoughts and wrapping arrays are passed over; an object that is broken is
lost, and the next line begins anew. Nothing here is trusted: what comes out are proposals.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["MOST_CHARACTERS", "MOST_PROPOSALS", "Proposal", "ProposalReader"]

MOST_PROPOSALS = 12
"""Sentences read from one answer; the rest is not looked at."""

MOST_CHARACTERS = 40_000
"""Characters read from one answer."""

_LONGEST_OBJECT = 8_000
_DEEPEST = 8
_MOST_QUOTES = 3
_LONGEST_MARK = 12
_SENTENCE_KEYS = ("sentence", "text", "claim", "answer")
_EVIDENCE_KEYS = ("evidence", "citations", "sources", "n")
_QUOTE_KEYS = ("quotes", "quote")
_HALF_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{0,3})?\Z")
_THOUGHTS = (("<think>", "</think>"), ("<thinking>", "</thinking>"))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A sentence a model wants to say, the evidence it names and what it says stands there."""

    sentence: str
    evidence: tuple[int, ...]
    quotes: tuple[str, ...]


class ProposalReader:
    """Reads one answer; `feed` it the pieces in order.

    An object may stand in another one or in a list. A line that begins with "{" inside a
    string means that the string was never closed: reading begins anew there.
    """

    def __init__(self) -> None:
        self._text = ""
        self._opened: list[int] = []
        self._in_string = False
        self._escaped = False
        self._thought_end: str | None = None
        self._read = 0
        self._given = 0

    @property
    def full(self) -> bool:
        """Whether as much has been read as is ever read from one answer."""
        return self._given >= MOST_PROPOSALS or self._read >= MOST_CHARACTERS

    def feed(self, piece: str) -> list[Proposal]:
        """Take the next piece of text; return the proposals that it completed."""
        found: list[Proposal] = []
        for char in piece:
            if self.full:
                break
            self._read += 1
            proposal = self._take(char)
            if proposal is not None:
                self._given += 1
                found.append(proposal)
        return found

    def unfinished(self) -> Proposal | None:
        """Return the proposal whose sentence is being written, as far as it has come."""
        if not self._opened or not self._in_string or self.full:
            return None
        opened = self._text[self._opened[-1] :]
        return _proposal(_loads((opened[:-1] if self._escaped else opened) + '"}')) or _proposal(
            _loads(_HALF_ESCAPE.sub("", opened) + '"}')
        )

    def _take(self, char: str) -> Proposal | None:
        self._text += char
        if self._thought_end is not None:
            if self._text.endswith(self._thought_end):
                self._begin_anew()
        elif self._in_string:
            self._take_in_string(char)
        elif char == '"' and self._opened:
            self._in_string = True
        elif char == "{":
            self._opened.append(len(self._text) - 1)
        elif char == "}" and self._opened:
            return self._close()
        elif not self._opened:
            self._look_for_thought()
        if self._opened and self._is_hopeless():
            self._begin_anew()
        return None

    def _take_in_string(self, char: str) -> None:
        if char == "{" and self._text[self._opened[-1] : -1].rstrip(" \t").endswith("\n"):
            self._begin_anew()
            self._text, self._opened = char, [0]
        elif self._escaped:
            self._escaped = False
        elif char == "\\":
            self._escaped = True
        elif char == '"':
            self._in_string = False

    def _close(self) -> Proposal | None:
        proposal = _proposal(_loads(self._text[self._opened.pop() :]))
        if not self._opened:
            self._begin_anew()
        return proposal

    def _look_for_thought(self) -> None:
        ends = (end for start, end in _THOUGHTS if self._text.lower().endswith(start))
        self._thought_end = next(ends, None)
        self._text = self._text[-_LONGEST_MARK:]

    def _is_hopeless(self) -> bool:
        size = len(self._text) - self._opened[-1]
        return size > _LONGEST_OBJECT or len(self._opened) > _DEEPEST

    def _begin_anew(self) -> None:
        self._text, self._opened = "", []
        self._in_string = self._escaped = False
        self._thought_end = None


def _loads(text: str) -> Any:  # noqa: ANN401 - JSON is anything
    for candidate in (text, re.sub(r",\s*([\]}])", r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _proposal(value: object) -> Proposal | None:
    if not isinstance(value, Mapping):
        return None
    sentence = _first(value, _SENTENCE_KEYS)
    if not isinstance(sentence, str) or not sentence.strip():
        return None
    quotes = [item for item in _listed(_first(value, _QUOTE_KEYS)) if isinstance(item, str)]
    numbers = (_number(item) for item in _listed(_first(value, _EVIDENCE_KEYS)))
    return Proposal(
        sentence,
        tuple(dict.fromkeys(number for number in numbers if number is not None)),
        tuple(quotes[:_MOST_QUOTES]),
    )


def _first(value: Mapping[Any, Any], keys: tuple[str, ...]) -> object:
    return next((value[key] for key in keys if key in value), None)


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _number(value: object) -> int | None:
    """Return an evidence number written as 1, "1" or "[1]"; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    match = re.fullmatch(r"\[?\s*(\d{1,4})\s*\]?", value) if isinstance(value, str) else None
    return int(match[1]) if match else None
