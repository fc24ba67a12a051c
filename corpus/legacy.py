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
import string
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
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


_TCVN3_LETTERS = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ"
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
    **{vowel: _VNI_TONES for vowel in "uyôö"},
    **{vowel: {**_VNI_TONES, **_VNI_HATS} for vowel in "eo"},
    "a": {**_VNI_TONES, **_VNI_HATS, **_VNI_BREVES},
}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTER = re.compile("([aeouyôö])([øùûõïâàáåãäêèéúüë])|[ñôöæóòî]", re.IGNORECASE)

_NEUTRAL = {LegacyEncoding.TCVN3: frozenset("ý"), LegacyEncoding.VNI: frozenset("ìíÌÍ")}
"""Letters that mean the same in the encoding and in Unicode: no evidence for either."""

_FONT_NAMES = {
    LegacyEncoding.VNI: re.compile(r"VNI", re.IGNORECASE),
    LegacyEncoding.TCVN3: re.compile(r"\.?Vn\w", re.IGNORECASE),
}
_CAPITALS_FONT = re.compile(r"\.?Vn\w*H\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_EDGES = string.punctuation + string.digits + "“”‘’…–—"

_SURE_WORDS = 20
_SURE_BEFORE, _SURE_AFTER = 0.6, 0.9
_UNICODE_WORDS = 3
_UNICODE_SHARE = 0.01


def decode(text: str, encoding: LegacyEncoding) -> str:
    """Read every character of `text` as `encoding`."""
    if encoding is LegacyEncoding.TCVN3:
        return text.translate(_TCVN3)
    return _VNI_LETTER.sub(_vni_letter, text)


def decode_run(text: str, font: str) -> tuple[str, LegacyEncoding | None]:
    """Decode one run on its own evidence; returns `text` and None where that is no better."""
    decoded = decode_paragraphs([[Run(text, font)]])
    return decoded.paragraphs[0], next(iter(decoded.encodings), None)


def decode_paragraphs(paragraphs: Sequence[Sequence[Run]]) -> DecodedText:
    """Decode a whole document, given as the runs of each paragraph, in linear time.

    What is decoded in a capitals font (.VnTimeH) becomes capitals, as it is seen.
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
            if encoding is not None and _gain(_words(plain), encoding) >= 0:
                pieces.append(_decode_stretch(stretch, encoding))
                decoded[encoding] += sum(decode(word, encoding) != word for word in _words(plain))
            else:
                pieces.append(plain)
                unicode_words += sum(map(_is_valid, _words(plain)))
        texts.append("".join(pieces))
    enough = max(_UNICODE_WORDS, _UNICODE_SHARE * decoded.total())
    return DecodedText(tuple(texts), frozenset(+decoded), unicode_words >= enough)


def _vni_letter(match: re.Match[str]) -> str:
    """Compose one VNI letter; a mark that its vowel does not carry stays as it is."""
    whole = match[0].lower()
    base, mark = whole[0], whole[1:]
    letter = _VNI_SINGLE.get(base, base)
    if mark:
        combining = _VNI_MARKS[base].get(mark)
        letter += mark if combining is None else combining
    letter = unicodedata.normalize("NFC", letter)
    return letter.upper() if match[0][0].isupper() else letter


def _encodings_of_fonts(paragraphs: Iterable[Sequence[Run]]) -> dict[str, LegacyEncoding | None]:
    """Decide for each font, over the whole document, whether it holds legacy text."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for runs in paragraphs:
        for font, group in groupby(runs, lambda run: run.font):
            words[font] += _words("".join(run.text for run in group))
    return {font: _encoding_of(font, found) for font, found in words.items()}


def _encoding_of(font: str, words: Sequence[str]) -> LegacyEncoding | None:
    """Return the encoding that the font's name claims, or that its words leave no doubt of."""
    claims = (encoding for encoding, name in _FONT_NAMES.items() if name.match(font))
    claimed = next(claims, None)
    if claimed is not None and _gain(words, claimed) > 0:
        return claimed
    if len(words) < _SURE_WORDS or _share_valid(words) > _SURE_BEFORE:
        return None
    readings = ((e, _share_valid([decode(word, e) for word in words])) for e in LegacyEncoding)
    return next((encoding for encoding, share in readings if share >= _SURE_AFTER), None)


def _decode_stretch(runs: Sequence[Run], encoding: LegacyEncoding) -> str:
    """Decode adjacent runs, whose words may cross from one into the next."""
    plain = "".join(run.text for run in runs)
    text = _WORD.sub(lambda match: _decode_word(match[0], encoding), plain)
    if encoding is LegacyEncoding.VNI:
        return text
    pieces, start = [], 0  # TCVN3 maps one character to one, so the runs are where they were.
    for run in runs:
        piece = text[start : start + len(run.text)]
        pieces.append(piece.upper() if _CAPITALS_FONT.match(run.font) else piece)
        start += len(run.text)
    return "".join(pieces)


def _decode_word(word: str, encoding: LegacyEncoding) -> str:
    """Decode a word unless it is Vietnamese only as it stands: Unicode among legacy text."""
    decoded = decode(word, encoding)
    return word if _is_valid(word) and not _is_valid(decoded) else decoded


def _gain(words: Iterable[str], encoding: LegacyEncoding) -> int:
    """Count the words that decoding makes Vietnamese, less those that it unmakes.

    A Vietnamese word with letters that the encoding does not have counts as unmade.
    """
    gain = 0
    for word in words:
        decoded = decode(word, encoding)
        if decoded != word:
            gain += _is_valid(decoded) - _is_valid(word)
        elif not all(letter.isascii() or letter in _NEUTRAL[encoding] for letter in word):
            gain -= _is_valid(word)
    return gain


def _words(text: str) -> list[str]:
    """Return the words that are not plain ASCII: the others read the same in any encoding."""
    return [word for word in text.split() if not word.isascii()]


def _share_valid(words: Sequence[str]) -> float:
    return sum(map(_is_valid, words)) / len(words)


def _is_valid(word: str) -> bool:
    return is_syllable(word.strip(_EDGES))
