"""Places inside a document: "điểm c khoản 4 Điều 4" and dotted numbers, put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto

from corpus.references.tokens import Token, TokenKind

__all__ = ["Place", "PlaceKind", "group_places"]

_LEVELS = {TokenKind.ARTICLE: 1, TokenKind.PARAGRAPH: 2, TokenKind.POINT: 3}
_WORDS = {1: "Điều", 2: "khoản", 3: "điểm"}
_JOINT = re.compile(r"\s*,?\s*(?:(?:cua|tai|trong|thuoc)\s+)?")
_LIST = re.compile(r"\s*(?:,|;|va/hoac\s|va\s|hoac\s)\s*")
_LONGEST_GAP = 16
_TWO_LEVELS = 2


class PlaceKind(Enum):
    """LEGAL: Điều, khoản, điểm; NUMBERED: a dotted number of a standard or procedure."""

    LEGAL = auto()
    NUMBERED = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A place at start:end. `levels` pairs 1 Điều, 2 khoản, 3 điểm with numbers, in order."""

    kind: PlaceKind
    start: int
    end: int
    levels: tuple[tuple[int, str], ...] = ()
    keyword: str = ""
    dotted: str | None = None
    regulation: str | None = None

    @property
    def number(self) -> str | None:
        """The dotted number; a bare "điều 4" or "khoản 8" counts as one of a standard."""
        if self.dotted is not None:
            return self.dotted
        level, value = self.levels[0]
        bare = len(self.levels) == 1 and level <= _TWO_LEVELS and value.isdigit()
        return value if bare and self.regulation is None else None

    @property
    def legal_locator(self) -> str | None:
        """The canonical locator in a legal document, None without a Điều.

        "điều 4.2" of a decree means Điều 4 khoản 2.
        """
        if self.kind is PlaceKind.NUMBERED:
            parts = (self.dotted or "").split(".")
            if self.keyword != "dieu" or len(parts) != _TWO_LEVELS:
                return None
            return f"Điều {parts[0]} khoản {parts[1]}"
        if self.levels[0][0] != 1:
            return None
        locator = " ".join(f"{_WORDS[level]} {value}" for level, value in self.levels)
        return f"{self.regulation}, {locator}" if self.regulation else locator


def group_places(tokens: list[Token], folded: str) -> list[Place]:
    """Return the places that `tokens` form, in order; sources among them separate places."""
    places: list[Place] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.kind is TokenKind.NUMBER:
            places.append(
                Place(
                    PlaceKind.NUMBERED,
                    token.start,
                    token.end,
                    keyword=" ".join(token.keyword.split()),
                    dotted=token.value,
                )
            )
            index += 1
        elif token.kind in _LEVELS:
            length = _run(tokens, index, folded)
            places.append(_place(tokens[index : index + length], tokens, index + length, folded))
            index += length
        else:
            index += 1
    return _with_outer_levels(places, folded)


def _run(tokens: list[Token], index: int, folded: str) -> int:
    """Return how many tokens from `index` on are levels of one place."""
    direction = 0
    end = index + 1
    while end < len(tokens) and tokens[end].kind in _LEVELS:
        step = _LEVELS[tokens[end].kind] - _LEVELS[tokens[end - 1].kind]
        if step == 0 or step * direction < 0 or not _joined(tokens[end - 1], tokens[end], folded):
            break
        if step > 0 and _starts_own_place(tokens, end, folded):
            break
        direction = step
        end += 1
    return end - index


def _joined(first: Token, second: Token, folded: str) -> bool:
    gap = second.start - first.end
    return 0 < gap <= _LONGEST_GAP and bool(_JOINT.fullmatch(folded, first.end, second.start))


def _starts_own_place(tokens: list[Token], index: int, folded: str) -> bool:
    """Tell whether, after a comma, the tokens from `index` lead up to another Điều.

    In "Điều 4, khoản 1 Điều 5" the khoản belongs to the second Điều.
    """
    if "," not in folded[tokens[index - 1].end : tokens[index].start]:
        return False
    end = index + 1
    while end < len(tokens) and _LEVELS.get(tokens[end].kind, 0) < _LEVELS[tokens[end - 1].kind]:
        gap = folded[tokens[end - 1].end : tokens[end].start]
        if tokens[end].kind not in _LEVELS or len(gap) > _LONGEST_GAP or "," in gap:
            return False
        if tokens[end].kind is TokenKind.ARTICLE:
            return True
        end += 1
    return False


def _place(run: list[Token], tokens: list[Token], following: int, folded: str) -> Place:
    levels = tuple(sorted((_LEVELS[token.kind], token.value) for token in run))
    place = Place(PlaceKind.LEGAL, run[0].start, run[-1].end, levels)
    if following < len(tokens) and tokens[following].kind is TokenKind.REGULATION:
        regulation = tokens[following]
        if _joined(run[-1], regulation, folded):
            return replace(place, end=regulation.end, regulation=regulation.value)
    return place


def _with_outer_levels(places: list[Place], folded: str) -> list[Place]:
    """Give "khoản 1" of "khoản 1 và khoản 2 Điều 5" the Điều of its list."""
    for index in range(len(places) - 2, -1, -1):
        place, after = places[index], places[index + 1]
        gap = after.start - place.end
        listed = 0 < gap <= _LONGEST_GAP and _LIST.fullmatch(folded, place.end, after.start)
        if listed and place.kind is PlaceKind.LEGAL and after.kind is PlaceKind.LEGAL:
            highest = min(level for level, _ in place.levels)
            outer = tuple(pair for pair in after.levels if pair[0] < highest)
            regulation = place.regulation or after.regulation
            merged = tuple(sorted((*outer, *place.levels)))
            places[index] = replace(place, levels=merged, regulation=regulation)
    return places
