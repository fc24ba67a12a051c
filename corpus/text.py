"""Vietnamese text as this product compares it: cleaning, folding, syllables, sentences."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["clean", "fold", "has_diacritics", "search_form", "sentences", "syllables"]

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")

# Both placements of the tone mark in open oa, oe and uy are correct spelling ("hoà", "hòa");
# search must not tell them apart. After q the u belongs to the onset: "quý" has one form.
_NEW_STYLE = {
    f"{first}{second}": f"{toned}{plain}"
    for first, tones, second_row in (
        ("o", "òóỏõọ", ("àáảãạ", "a")),
        ("o", "òóỏõọ", ("èéẻẽẹ", "e")),
        ("u", "ùúủũụ", ("ỳýỷỹỵ", "y")),
    )
    for toned, second in zip(tones, second_row[0], strict=True)
    for plain in (second_row[1],)
}
_TONE_PLACEMENT = re.compile(rf"(?<!q)(?:{'|'.join(_NEW_STYLE)})(?!\w)")

# A dotted number ("7.5.3") and a document number ("19/2014/qđ-ttg", "qt-01") are one token.
_TOKEN = re.compile(r"\d+(?:\.\d+)+|\w+(?:[/-]\w+)*\d\w*(?:[/-]\w+)*|\w+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)\]]*(?=\s)|\n")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:TP|TS|PGS|GS|ThS|ông|bà|v\.v|Điều|điều|khoản|số|[A-ZĐ]|\d{1,3}(?:\.\d{1,3})*)\.$"
)


def clean(text: str) -> str:
    """Return `text` in NFC without invisible characters, white space folded to one space.

    Line feeds stay. The result is what quotes are cut from, so it is applied once, when a
    document is read, and again to questions.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text))


def search_form(text: str) -> str:
    """Return `text` in lower case NFC with one placement of tone marks."""
    text = unicodedata.normalize("NFC", text).lower()
    return _TONE_PLACEMENT.sub(lambda match: _NEW_STYLE[match.group()], text)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, đ as d."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def has_diacritics(text: str) -> bool:
    """Tell whether any letter of `text` carries a Vietnamese mark (đ included)."""
    return fold(text) != text.lower()


def syllables(text: str) -> list[str]:
    """Return the search tokens of `text` in order: syllables, numbers, document numbers."""
    return _TOKEN.findall(search_form(text))


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans (start, end) of the sentences of `text`, in code points.

    A line feed always ends a sentence; a full stop after a number or a known abbreviation
    does not. Spans are trimmed of white space and never empty.
    """
    spans = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group().startswith(".") and _ABBREVIATION.search(
            text[max(start, match.start() - 24) : match.start() + 1]
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None
