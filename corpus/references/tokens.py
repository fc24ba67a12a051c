"""The pieces of references in a text, found in one pass of one expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from corpus.references.lexicon import ISSUERS, LAW_ABBREVIATIONS, SYMBOLS, TYPE_WORDS
from corpus.references.patterns import (
    AMBIGUOUS,
    AMOUNT,
    COUNTED,
    ISSUER,
    LIST_END,
    NUMBERED_WITH_YEAR,
    REGULATIONS,
    THIS_CENTURY,
    VERBS,
    expression,
)
from corpus.registers.numbers import TYPES, type_of

__all__ = ["Token", "TokenKind", "tokenize"]


class TokenKind(Enum):
    """ARTICLE, PARAGRAPH, POINT are Điều, khoản, điểm; NUMBER is a dotted number."""

    ARTICLE = auto()
    PARAGRAPH = auto()
    POINT = auto()
    NUMBER = auto()
    REGULATION = auto()
    LEGAL = auto()
    STANDARD = auto()
    EDITION = auto()
    PROCEDURE = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a reference at start:end; `keyword` is the folded word before a number."""

    kind: TokenKind
    start: int
    end: int
    value: str
    keyword: str = ""
    type: str | None = None
    year: int | None = None
    name: str | None = None
    issuer: str | None = None


def tokenize(text: str, folded: str, law_names: tuple[str, ...] = ()) -> Iterator[Token]:
    """Yield the tokens of `text` in order; `folded` is its fold, position by position.

    `law_names` are folded names of laws known besides the usual ones.
    """
    for match in expression(law_names).finditer(folded):
        for build in _BUILDERS:
            tokens = build(match, text)
            if tokens:
                yield from tokens
                break


def _legal(match: re.Match[str], text: str) -> list[Token]:
    found = match.groupdict()
    end, issuer = match.end(), ISSUER.match(match.string, match.end())
    if issuer is not None:
        end = issuer.end()
    name = ISSUERS[issuer["issuer"]] if issuer else None
    if found["symbol"]:
        number = _printed_number(match, text)
        if number is None:
            return []
        kind = TYPE_WORDS.get(" ".join((found["full_type"] or "").split())) or type_of(number)
        year = int(found["full_year"]) if found["full_year"] else None
        return [Token(TokenKind.LEGAL, match.start(), end, number, "", kind, year, None, name)]
    if not found["short"] or not _is_short_number(match, text):
        return []
    written = found["year_a"] or found["year_b"] or found["year_c"]
    number = text[match.start("short") : match.end("short")] + (f"/{written}" if written else "")
    kind = TYPE_WORDS[" ".join(found["short_type"].split())]
    year = int(written) if written else None
    return [Token(TokenKind.LEGAL, match.start(), end, number, "", kind, year, None, name)]


def _printed_number(match: re.Match[str], text: str) -> str | None:
    """Return the number as documents print it, None where the symbol is no symbol."""
    symbol = re.sub(r"\s", "", text[match.start("symbol") : match.end("symbol")])
    folded = re.sub(r"\s", "", match["symbol"])
    head = re.split(r"[-.&]", folded)[0]
    certain = match["full_year"] or match["full_type"] or symbol[0].isupper() or head in TYPES
    if not certain or ("-" not in folded and not match["full_year"]):
        return None
    pieces = [(part[0], symbol[slice(*part.span())]) for part in re.finditer(r"\w+|\W", folded)]
    printed = "".join(SYMBOLS.get(plain) or _capital(plain, piece) for plain, piece in pieces)
    return "/".join(part for part in (match["serial"], match["full_year"], printed) if part)


def _capital(plain: str, piece: str) -> str:
    return piece.upper() if plain.isalnum() else plain


def _is_short_number(match: re.Match[str], text: str) -> bool:
    """Tell whether "type number" names a document rather than an amount."""
    if match["year_a"] or match["year_b"] or match["year_c"]:
        return True
    word = " ".join(match["short_type"].split())
    if AMOUNT.match(match.string, match.end()) or word in NUMBERED_WITH_YEAR:
        return False
    if word in AMBIGUOUS and not text[match.start()].isupper():
        return False
    if match["so"]:
        return True
    counted = word in VERBS and COUNTED.match(match.string, match.end())
    return not counted and not THIS_CENTURY.fullmatch(match["short"])


def _law(match: re.Match[str], text: str) -> list[Token]:
    word, short = match["law"], match["law_short"]
    if not word and not short:
        return []
    name = LAW_ABBREVIATIONS[short] if short else match["law_name"]
    name = " ".join(name.replace(",", " ").split()) if name else None
    year = match["law_year"] or match["short_year"]
    if name is None and year is not None:
        return []
    kind = "Luật" if word == "luat" else "Bộ luật"
    number = int(year) if year else None
    return [Token(TokenKind.LEGAL, *match.span(), "", "", kind, number, name)]


def _standard(match: re.Match[str], text: str) -> list[Token]:
    if match["edition"]:
        return [Token(TokenKind.EDITION, *match.span(), "9001", year=int(match["edition"]))]
    if not match["iso"]:
        return []
    number, year = match["iso"], match["iso_year"]
    if year is None and number in {"2008", "2015"}:
        number, year = "9001", number
    prefix = "TCVN" if match.group().startswith("tcvn") and "iso" not in match.group() else "ISO"
    value = number if prefix == "ISO" else f"TCVN {number}"
    return [Token(TokenKind.STANDARD, *match.span(), value, year=int(year) if year else None)]


def _procedure(match: re.Match[str], text: str) -> list[Token]:
    if not match["code"]:
        return []
    code = re.sub(r"\s", "", text[match.start("code") : match.end("code")]).upper()
    code = re.sub(r"(?<=[A-ZĐ])(?=\d)", "-", code)
    return [Token(TokenKind.PROCEDURE, *match.span("code"), code)]


def _places(match: re.Match[str], text: str) -> list[Token]:
    if match["article"]:
        return _numbered(TokenKind.ARTICLE, "article", match, text)
    if match["paragraph"]:
        return _numbered(TokenKind.PARAGRAPH, "paragraph", match, text)
    if match["point"]:
        letter = text[match.start("point")].lower()
        return [Token(TokenKind.POINT, *match.span(), letter)]
    if number := match["number"] or match["single"]:
        word = match["word"] or match["level"] or ""
        token = Token(TokenKind.NUMBER, *match.span(), number, word)
        return [] if AMOUNT.match(match.string, match.end()) else [token]
    if match["regulation"]:
        name = REGULATIONS[" ".join(match["regulation"].split())]
        return [Token(TokenKind.REGULATION, *match.span(), name)]
    return []


def _numbered(kind: TokenKind, group: str, match: re.Match[str], text: str) -> list[Token]:
    """Return the tokens of "Điều 4, 5 và 6", each number its own."""
    end = max(match.end(group), match.end(f"{group}_letter"))
    value = text[match.start(group) : end].lower()
    if AMOUNT.match(match.string, end):
        return []
    tokens = [Token(kind, match.start(), end, value)]
    tail_start = match.start(f"{group}s")
    for found in re.finditer(r"\d{1,3}", match[f"{group}s"]):
        tokens.append(Token(kind, tail_start + found.start(), tail_start + found.end(), found[0]))
    if len(tokens) > 1 and not LIST_END.match(match.string, tokens[-1].end):
        tokens.pop()
    return tokens


_BUILDERS = (_legal, _law, _standard, _procedure, _places)
