"""References in running text, as people write them, accented or not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.references.folding import fold_in_place
from corpus.references.model import Reference, ReferenceKind
from corpus.references.places import Place, PlaceKind, group_places
from corpus.references.tokens import Token, TokenKind, tokenize

__all__ = ["parse_references"]

_SOURCES = {TokenKind.LEGAL, TokenKind.STANDARD, TokenKind.EDITION, TokenKind.PROCEDURE}
_LONGEST_GAP = 40
_BEFORE_SOURCE = re.compile(
    r"\s*[,(:;-]?\s*(?:(?:cua|tai|trong|theo|thuoc|o)\s+)?"
    r"(?:(?:van ban|bo tieu chuan|tieu chuan quoc gia|tieu chuan|quy trinh|mau)\s+)?"
)
_AFTER_SOURCE = re.compile(r"\s*[,(:;-]?\s*(?:(?:o|tai|co|thi)\s+)?")
_LIST = re.compile(r"\s*(?:,|;|va/hoac\s|va\s|hoac\s|den\s)\s*")
_CLAUSE_WORDS = {"dieu khoan", "dieu", "khoan", "muc", "tieu muc", "yeu cau", "clause"}
_BARE_CLAUSE = re.compile(r"(?:[4-9]|10)(?:\.[1-9]){2,3}")
_OTHER_NUMBER = re.compile(r"\b(?:ngay|v|ver|version|phien ban)\s*$")
_FIRST_CLAUSE, _LAST_CLAUSE = 4, 10


@dataclass(slots=True)
class _Item:
    """A place or a source, with what has been attached to it."""

    place: Place | None
    token: Token | None
    start: int
    end: int
    source: Token | None = None
    used: bool = False


def parse_references(text: str, law_names: Sequence[str] = ()) -> tuple[Reference, ...]:
    """Return the references in `text`, in order.

    Spans count code points of the NFC form of `text`. `law_names` are folded names of laws
    ("luu tru") to recognise besides the usual ones. Dates, amounts and times are no
    references. Never raises; linear in the length of the text.
    """
    text = unicodedata.normalize("NFC", text)
    folded = fold_in_place(text)
    tokens = _merge_sources(list(tokenize(text, folded, tuple(law_names))), folded)
    items = _items(tokens, folded)
    _attach(items, folded)
    _inherit(items, folded)
    found = [_reference(item, text, folded) for item in items]
    return tuple(reference for reference in found if reference is not None)


def _items(tokens: list[Token], folded: str) -> list[_Item]:
    items = [_Item(place, None, place.start, place.end) for place in group_places(tokens, folded)]
    items += [_Item(None, t, t.start, t.end) for t in tokens if t.kind in _SOURCES]
    return sorted(items, key=lambda item: item.start)


def _merge_sources(tokens: list[Token], folded: str) -> list[Token]:
    """Join a law's name with its number, and a standard with the edition after it."""
    merged: list[Token] = []
    for token in tokens:
        last = merged[-1] if merged else None
        joined = _joined(last, token, folded) if last else None
        if joined is not None:
            merged[-1] = joined
        else:
            merged.append(token)
    return merged


def _joined(first: Token, second: Token, folded: str) -> Token | None:
    gap = folded[first.end : second.start] if second.start - first.end <= _LONGEST_GAP else "-"
    if first.kind is TokenKind.LEGAL and second.kind is TokenKind.LEGAL:
        named = first.name and not first.value and second.value and second.type == first.type
        if named and re.fullmatch(r"\s*(?:so\s*)?", gap):
            return replace(second, start=first.start, name=first.name, type=first.type)
    standard = first.kind is TokenKind.STANDARD and first.value == "9001" and first.year is None
    if standard and second.kind is TokenKind.EDITION and _BEFORE_SOURCE.fullmatch(gap):
        return replace(first, end=second.end, year=second.year)
    return None


def _attach(items: list[_Item], folded: str) -> None:
    """Give each place the source that follows it, else the one before it."""
    for index, item in enumerate(items):
        if item.place is None:
            continue
        after = items[index + 1] if index + 1 < len(items) else None
        before = items[index - 1] if index else None
        if after and _fits(item, after) and _gap(item, after, folded, _BEFORE_SOURCE):
            _use(item, after)
        elif before and _fits(item, before) and _gap(before, item, folded, _AFTER_SOURCE):
            _use(item, before)


def _use(item: _Item, source: _Item) -> None:
    item.source, source.used = source.token, True
    item.start, item.end = min(item.start, source.start), max(item.end, source.end)


def _fits(item: _Item, source: _Item) -> bool:
    if item.place is None or source.token is None:
        return False
    if source.token.kind is TokenKind.LEGAL:
        return item.place.legal_locator is not None
    return item.place.number is not None


def _gap(first: _Item, second: _Item, folded: str, pattern: re.Pattern[str]) -> bool:
    gap = second.start - first.end
    return gap <= _LONGEST_GAP and bool(
        pattern.fullmatch(folded, first.end, max(first.end, second.start))
    )


def _inherit(items: list[_Item], folded: str) -> None:
    """Let the members of a list share the source that one of them names."""
    for first, second in reversed(list(pairwise(items))):
        if first.place and second.place and second.source and first.source is None:
            _share(first, second, first.place.end, second.place.start, folded)
    for first, second in pairwise(items):
        if not first.place or not second.place or second.source is not None:
            continue
        if first.source is not None:
            _share(second, first, first.end, second.place.start, folded)
        elif not second.place.keyword and _listed(first.place, second.place, folded):
            second.place = replace(second.place, keyword=_list_keyword(first.place))


def _listed(first: Place, second: Place, folded: str) -> bool:
    """Tell whether two dotted numbers are members of one list."""
    numbered = first.kind is PlaceKind.NUMBERED and second.kind is PlaceKind.NUMBERED
    gap = second.start - first.end
    return (
        numbered and gap <= _LONGEST_GAP and bool(_LIST.fullmatch(folded, first.end, second.start))
    )


def _list_keyword(place: Place) -> str:
    """Return what the next number of a list counts as: "7.5.3 và 9.2" are both clauses."""
    bare = not place.keyword and _BARE_CLAUSE.fullmatch(place.number or "")
    return "clause" if bare else place.keyword


def _share(item: _Item, other: _Item, start: int, end: int, folded: str) -> None:
    same = (
        item.place is not None and other.place is not None and item.place.kind is other.place.kind
    )
    if same and 0 < end - start <= _LONGEST_GAP and _LIST.fullmatch(folded, start, end):
        item.source = other.source


def _reference(item: _Item, text: str, folded: str) -> Reference | None:
    span = (item.start, item.end)
    if item.place is None:
        if item.token is None or item.used or not _named(item.token):
            return None
        return _with_source(item.token, ReferenceKind.DOCUMENT, span, text, None)
    place, source = item.place, item.source
    if source is None:
        if place.kind is PlaceKind.LEGAL:
            return _article_alone(place, span, text)
        return _number_alone(place, span, text, folded)
    if source.kind is TokenKind.LEGAL:
        return _with_source(source, ReferenceKind.ARTICLE, span, text, place.legal_locator)
    return _with_source(source, ReferenceKind.CLAUSE, span, text, place.number)


def _named(token: Token) -> bool:
    return token.kind is not TokenKind.LEGAL or bool(token.value or token.name)


def _article_alone(place: Place, span: tuple[int, int], text: str) -> Reference | None:
    if place.legal_locator is None:
        return None
    return Reference(ReferenceKind.ARTICLE, span, text[slice(*span)], locator=place.legal_locator)


def _number_alone(place: Place, span: tuple[int, int], text: str, folded: str) -> Reference | None:
    """Return the reference of a number that names no document, None for a mere number."""
    number = place.number or ""
    first, dotted = int(number.partition(".")[0]), "." in number
    kind = ReferenceKind.CLAUSE
    if place.keyword == "buoc":
        kind, accepted = ReferenceKind.PROCEDURE, dotted
    elif place.keyword == "dieu khoan" and not dotted:
        accepted = _FIRST_CLAUSE <= first <= _LAST_CLAUSE
    elif place.keyword in _CLAUSE_WORDS and dotted:
        accepted = 1 <= first <= _LAST_CLAUSE
    else:
        before = folded[max(0, span[0] - 12) : span[0]]
        accepted = bool(_BARE_CLAUSE.fullmatch(number)) and not _OTHER_NUMBER.search(before)
    return Reference(kind, span, text[slice(*span)], locator=number) if accepted else None


def _with_source(
    token: Token, kind: ReferenceKind, span: tuple[int, int], text: str, locator: str | None
) -> Reference:
    if token.kind is TokenKind.PROCEDURE:
        return Reference(
            ReferenceKind.PROCEDURE, span, text[slice(*span)], token.value, locator=locator
        )
    if token.kind is TokenKind.LEGAL:
        return Reference(
            kind,
            span,
            text[slice(*span)],
            token.value or None,
            token.year,
            token.type,
            locator=locator,
            name=token.name,
            issuer=token.issuer,
        )
    year = token.year
    code = f"ISO {token.value}" if token.value[0].isdigit() else token.value
    if year is not None:
        code = f"{code}:{year}"
    edition = str(year) if token.value.endswith("9001") and year in {2008, 2015} else None
    if edition is not None:
        code = f"TCVN ISO 9001:{edition}"
    return Reference(kind, span, text[slice(*span)], code, year, "Tiêu chuẩn", edition, locator)
