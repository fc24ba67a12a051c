"""Vietnamese text from before Unicode: TCVN3 (ABC) and VNI letters in single-byte fonts.

A file of those years shows its letters by the font alone, so the same character is "ỏ" in
.VnTime and "á" in Times New Roman. Fonts lie, however: files were converted and kept their
fonts. So a font only proposes an encoding; what decides is which reading gives more
Vietnamese syllables, in the font as a whole and again in each stretch of text.

Tables: TCVN 5712:1993 set VN3; VNI for Windows, whose letters are a vowel and a mark. Both
were checked against glibc's TCVN5712-1 and the MIT-licensed duydev/vietnamese-conversion.
Characters stand for bytes as Windows-1252 reads them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from corpus.syllables import is_syllable

__all__ = [
    "TCVN3_BYTES",
    "DecodedText",
    "LegacyEncoding",
    "Run",
    "decode",
    "decode_paragraphs",
    "decode_run",
]


class LegacyEncoding(StrEnum):
    """The two encodings that old office files use."""

    TCVN3 = "tcvn3"
    VNI = "vni"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; a legacy byte is its Windows-1252 character."""

    text: str
    font: str


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Paragraphs as Unicode, and which encodings they were in.

    `encodings` holds what was decoded; `has_unicode` tells whether there were also
    Vietnamese words that were Unicode already.
    """

    paragraphs: tuple[str, ...]
    encodings: frozenset[LegacyEncoding]
    has_unicode: bool


_TCVN3_LETTERS = (
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
)
TCVN3_BYTES = dict(
    zip(
        _TCVN3_LETTERS,
        bytes.fromhex(
            "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4"
            "abe5e6e7e8e9aceaebecedeeeff1f2f3f4adf5f6f7f8f9fafbfcfdfea1a2a7a3a4a5a6"
        ),
        strict=True,
    )
)
"""Letter to byte. TCVN3 has no toned capitals: they are small letters in a capitals font."""

_TCVN3 = {byte: letter for letter, byte in TCVN3_BYTES.items()}

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300\u0301\u0309\u0303\u0323"
_CIRCUMFLEX, _BREVE = "\u0302\u0306"
_VNI_TONES = dict(zip("øùûõï", (_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT), strict=True))
_VNI_HATS = {
    "â": _CIRCUMFLEX,
    **{m: _CIRCUMFLEX + t for m, t in zip("àáåãä", _VNI_TONES.values(), strict=True)},
}
_VNI_BREVES = {
    "ê": _BREVE,
    **{m: _BREVE + t for m, t in zip("èéúüë", _VNI_TONES.values(), strict=True)},
}
_VNI_MARKS = {
    **{base: _VNI_TONES for base in "uyôö"},
    **{base: {**_VNI_TONES, **_VNI_HATS} for base in "eo"},
    "a": {**_VNI_TONES, **_VNI_HATS, **_VNI_BREVES},
}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTER = re.compile("([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ñôöæóòî]", re.IGNORECASE)

_TCVN3_FONT = re.compile(r"\.?Vn[A-Z0-9]")
_VNI_FONT = re.compile(r"VNI\b|VNI-", re.IGNORECASE)
_CAPITALS_FONT = re.compile(r"\.?Vn\w*H\b")

_BYTE_CHARACTERS = frozenset(bytes(range(0x80, 0x100)).decode("cp1252", errors="ignore")) | {
    chr(code) for code in range(0x80, 0xA0)
}
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$", re.ASCII)
_WORD = re.compile(r"\S+")
_QUOTES = "“”‘’«…–—"

_SURE_WORDS = 20
_SURE_BEFORE, _SURE_AFTER = 0.6, 0.9
_UNICODE_WORDS = 3
_UNICODE_SHARE = 0.01


def decode(text: str, encoding: LegacyEncoding) -> str:
    """Read every character of `text` as `encoding`; returns NFC."""
    if encoding is LegacyEncoding.TCVN3:
        return text.translate(_TCVN3)
    return _VNI_LETTER.sub(_vni_letter, text)


def decode_run(text: str, font: str) -> tuple[str, LegacyEncoding | None]:
    """Decode one run on its own evidence; returns `text` and None where that is no better."""
    decoded = decode_paragraphs([[Run(text, font)]])
    return decoded.paragraphs[0], next(iter(decoded.encodings), None)


def decode_paragraphs(paragraphs: Sequence[Sequence[Run]]) -> DecodedText:
    """Decode the runs of a whole document, paragraph by paragraph.

    Takes time linear in the text. Text in a capitals font (.VnTimeH) that is decoded becomes
    capitals, as it is seen.
    """
    encodings = _encodings_of_fonts(paragraphs)
    decoded: Counter[LegacyEncoding] = Counter()
    unicode_words = 0
    texts = []
    for runs in paragraphs:
        pieces = []
        for encoding, group in groupby(runs, lambda run: encodings[run.font]):
            stretch = list(group)
            plain = "".join(run.text for run in stretch)
            if encoding is not None and _gain(plain, encoding) >= 0:
                pieces.append(_decode_stretch(stretch, encoding))
                decoded[encoding] += _affected(plain)
            else:
                pieces.append(plain)
                unicode_words += sum(_is_valid(word) for word in _words(plain))
        texts.append("".join(pieces))
    found = frozenset(encoding for encoding, words in decoded.items() if words)
    enough = max(_UNICODE_WORDS, _UNICODE_SHARE * decoded.total())
    return DecodedText(tuple(texts), found, unicode_words >= enough)


def _vni_letter(match: re.Match[str]) -> str:
    """Compose one VNI letter; a mark that its vowel cannot carry is kept as it is."""
    base, mark = match[1], match[2]
    if mark is None:
        single = _VNI_SINGLE[match[0].lower()]
        return single.upper() if match[0].isupper() else single
    letter = _VNI_SINGLE.get(base.lower(), base.lower())
    combining = _VNI_MARKS[base.lower()].get(mark.lower())
    whole = letter + mark if combining is None else unicodedata.normalize("NFC", letter + combining)
    return whole.upper() if base.isupper() else whole


def _encodings_of_fonts(
    paragraphs: Iterable[Sequence[Run]],
) -> dict[str, LegacyEncoding | None]:
    """Decide for each font, over the whole document, whether it holds legacy text."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for runs in paragraphs:
        for font, group in groupby(runs, lambda run: run.font):
            words[font] += _words("".join(run.text for run in group))
    return {font: _encoding_of(font, found) for font, found in words.items()}


def _encoding_of(font: str, words: Sequence[str]) -> LegacyEncoding | None:
    """Return the encoding that the font's name claims, or that its words leave no doubt of."""
    text = " ".join(words)
    if _TCVN3_FONT.match(font):
        return LegacyEncoding.TCVN3 if _gain(text, LegacyEncoding.TCVN3) > 0 else None
    if _VNI_FONT.match(font):
        return LegacyEncoding.VNI if _gain(text, LegacyEncoding.VNI) > 0 else None
    if len(words) < _SURE_WORDS or _share_valid(words) > _SURE_BEFORE:
        return None
    for encoding in LegacyEncoding:
        if _share_valid([decode(word, encoding) for word in words]) >= _SURE_AFTER:
            return encoding
    return None


def _decode_stretch(runs: Sequence[Run], encoding: LegacyEncoding) -> str:
    """Decode adjacent runs, whose words may cross from one into the next."""
    text = "".join(run.text for run in runs)
    kept = [
        match.span()
        for match in _WORD.finditer(text)
        if _is_unicode_word(match[0], decode(match[0], encoding))
    ]
    return "".join(_decode_run_around(runs, kept, encoding))


def _decode_run_around(
    runs: Sequence[Run], kept: Sequence[tuple[int, int]], encoding: LegacyEncoding
) -> Iterator[str]:
    """Yield the runs decoded, without the spans `kept` of their joined text."""
    remaining = iter(kept)
    span = next(remaining, None)
    offset = 0
    for run in runs:
        capitals = encoding is LegacyEncoding.TCVN3 and _CAPITALS_FONT.match(run.font) is not None
        position, end = offset, offset + len(run.text)
        while position < end:
            while span is not None and span[1] <= position:
                span = next(remaining, None)
            inside = span is not None and span[0] <= position
            border = end if span is None else span[1] if inside else span[0]
            stop = min(end, border)
            piece = run.text[position - offset : stop - offset]
            if not inside:
                piece = decode(piece, encoding)
                piece = piece.upper() if capitals else piece
            yield piece
            position = stop
        offset = end
