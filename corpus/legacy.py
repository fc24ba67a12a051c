"""Decide which text of a document is in an encoding from before Unicode, and decode it.

A file of those years shows its letters by the font alone, so the same character is "ỏ" in
.VnTime and "á" in Times New Roman. Fonts lie, however: files were converted and kept their
fonts. So a font only proposes an encoding; what decides is which reading gives more
Vietnamese syllables, in the font as a whole and again in each stretch of text.
"""

from __future__ import annotations

import re
import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from corpus.legacy_encodings import (
    NEUTRAL_LETTERS,
    LegacyEncoding,
    claimed_by_font,
    decode,
    is_capitals_font,
)
from corpus.syllables import is_syllable

__all__ = ["DecodedText", "Run", "decode_paragraphs", "decode_run", "legacy_encoding"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one font; a legacy byte is its Windows-1252 character."""

    text: str
    font: str


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Paragraphs as Unicode, and which encodings they were in.

    `capitals` tells of each paragraph whether its font shows all of it in capitals;
    `encodings` holds what was decoded; `has_unicode` tells whether there were also
    Vietnamese words that were Unicode already. `repairs` are the first paragraphs that were
    decoded, as they stood in the file and as they are read.
    """

    paragraphs: tuple[str, ...]
    capitals: tuple[bool, ...]
    encodings: frozenset[LegacyEncoding]
    has_unicode: bool
    repairs: tuple[tuple[str, str], ...] = ()


_WORD = re.compile(r"\S+")
_LETTERS = re.compile(r"[^\W\d_]+")
_EDGES = string.punctuation + string.digits + "“”‘’…–—"

_SURE_WORDS = 20
_SURE_BEFORE, _SURE_AFTER = 0.6, 0.9
_REAL_CAPITALS = 2
_STRETCH_WORDS = 4
_STRETCH_BEFORE = 0.3
_UNICODE_WORDS = 3
_UNICODE_SHARE = 0.01
_SHOWN_REPAIRS = 3
_SHOWN_LETTERS = 300


def decode_run(text: str, font: str) -> tuple[str, LegacyEncoding | None]:
    """Decode one run on its own evidence; returns `text` and None where that is no better."""
    decoded = decode_paragraphs([[Run(text, font)]])
    return decoded.paragraphs[0], next(iter(decoded.encodings), None)


def decode_paragraphs(paragraphs: Sequence[Sequence[Run]]) -> DecodedText:
    """Decode a whole document, given as the runs of each paragraph, in linear time.

    Letters keep the case they were typed in, as they do under any other formatting that
    shows capitals, except for the capitals that TCVN3 lacks: "TR×NH" is "TRÌNH".
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
            words = _words(plain)
            accepted = _accepted(words, encoding)
            if accepted is None:
                pieces.append(plain)
                unicode_words += sum(map(_is_valid, words))
            else:
                pieces.append(_decode_stretch(stretch, plain, accepted))
                decoded[accepted] += sum(decode(word, accepted) != word for word in words)
        texts.append("".join(pieces))
    enough = max(_UNICODE_WORDS, _UNICODE_SHARE * decoded.total())
    has_unicode = unicode_words >= enough
    capitals = tuple(_is_in_capitals(runs, encodings) for runs in paragraphs)
    repairs = tuple(islice(_repairs(paragraphs, texts), _SHOWN_REPAIRS)) if +decoded else ()
    return DecodedText(tuple(texts), capitals, frozenset(+decoded), has_unicode, repairs)


def legacy_encoding(text: str) -> LegacyEncoding | None:
    """Return the encoding that a text of unknown font is in beyond doubt, None if it is not."""
    words = _words(text)
    return _sure_encoding(words, _SURE_WORDS, _SURE_BEFORE) or _sure_encoding(
        words, _STRETCH_WORDS, _STRETCH_BEFORE
    )


def _repairs(
    paragraphs: Iterable[Sequence[Run]], texts: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs of some words that were decoded, before and after, cut short."""
    for runs, text in zip(paragraphs, texts, strict=True):
        before = "".join(run.text for run in runs)
        if before != text and len(_words(before)) >= _STRETCH_WORDS:
            plain = before.encode("utf-8", "replace").decode()
            yield plain[:_SHOWN_LETTERS].strip(), text[:_SHOWN_LETTERS].strip()


def _is_in_capitals(runs: Iterable[Run], encodings: Mapping[str, LegacyEncoding | None]) -> bool:
    fonts = {run.font for run in runs if run.text.strip()}
    return bool(fonts) and all(
        encodings[font] is LegacyEncoding.TCVN3 and is_capitals_font(font) for font in fonts
    )


def _encodings_of_fonts(paragraphs: Iterable[Sequence[Run]]) -> dict[str, LegacyEncoding | None]:
    """Decide for each font, over the whole document, whether it holds legacy text."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for runs in paragraphs:
        for font, group in groupby(runs, lambda run: run.font):
            words[font] += _words("".join(run.text for run in group))
    return {font: _encoding_of(font, found) for font, found in words.items()}


def _encoding_of(font: str, words: Sequence[str]) -> LegacyEncoding | None:
    """Return the encoding that the font's name claims, or that its words leave no doubt of."""
    claimed = claimed_by_font(font)
    if claimed is not None and _gain(words, claimed) > 0:
        return claimed
    return _sure_encoding(words, _SURE_WORDS, _SURE_BEFORE)


def _accepted(words: Sequence[str], proposed: LegacyEncoding | None) -> LegacyEncoding | None:
    """Return the encoding to decode a stretch of text with, by its own words."""
    if proposed is not None:
        return proposed if _gain(words, proposed) >= 0 else None
    return _sure_encoding(words, _STRETCH_WORDS, _STRETCH_BEFORE)


def _sure_encoding(words: Sequence[str], enough: int, unlikely: float) -> LegacyEncoding | None:
    """Return the encoding that makes nearly all words Vietnamese where hardly one was."""
    if len(words) < enough or _share_valid(words) > unlikely:
        return None
    shares = {e: _share_valid([_decode_word(word, e) for word in words]) for e in LegacyEncoding}
    best = max(shares, key=shares.__getitem__)
    return best if shares[best] >= _SURE_AFTER else None


def _decode_stretch(runs: Sequence[Run], plain: str, encoding: LegacyEncoding) -> str:
    """Decode adjacent runs, whose words may cross from one into the next."""
    if encoding is not LegacyEncoding.TCVN3:
        return _WORD.sub(lambda match: _decode_word(match[0], encoding), plain)
    capitals = [is_capitals_font(run.font) for run in runs for _ in run.text]

    def decoded(match: re.Match[str]) -> str:
        # TCVN3 maps one character to one, so the fonts are where they were.
        word = _decode_word(match[0], encoding)
        return _with_capitals(word, capitals[match.start() : match.end()])

    return _WORD.sub(decoded, plain)


def _with_capitals(word: str, shown: Sequence[bool]) -> str:
    """Raise the small letters that stand for the capitals TCVN3 lacks.

    They are those set in a capitals font (`shown`) inside another one, and those between
    real capitals, whatever the font: "NGHị" is "NGHỊ".
    """
    if any(shown) and not all(shown):
        word = "".join(c.upper() if up else c for c, up in zip(word, shown, strict=True))
    return word if word.isupper() else _LETTERS.sub(_raised, word)


def _raised(match: re.Match[str]) -> str:
    capitals = sum(map(str.isupper, match[0]))
    small_ascii = any(letter.islower() and letter.isascii() for letter in match[0])
    return match[0] if capitals < _REAL_CAPITALS or small_ascii else match[0].upper()


def _decode_word(word: str, encoding: LegacyEncoding) -> str:
    """Decode a word unless it is Vietnamese only as it stands: Unicode among legacy text.

    VISCII has letters where Windows has quotation marks and dashes, so these stay where
    the word is Vietnamese without them.
    """
    core = word.strip(_EDGES)
    decoded = decode(word, encoding)
    if core and _is_valid(decoded):
        return decoded
    inside = decode(core, encoding)
    if core.isascii() or is_syllable(inside):
        return word.replace(core, inside, 1)
    return word if _is_valid(word) else decoded


def _gain(words: Iterable[str], encoding: LegacyEncoding) -> int:
    """Count the words that decoding makes Vietnamese, less those that it unmakes.

    A Vietnamese word with letters that the encoding does not have counts as unmade.
    """
    gain = 0
    for word in words:
        decoded = decode(word, encoding)
        if decoded != word:
            gain += _is_valid(decoded) - _is_valid(word)
        elif not all(letter.isascii() or letter in NEUTRAL_LETTERS[encoding] for letter in word):
            gain -= _is_valid(word)
    return gain


def _words(text: str) -> list[str]:
    """Return the words that are not plain ASCII: the others read the same in any encoding."""
    return [word for word in text.split() if not word.isascii()]


def _share_valid(words: Sequence[str]) -> float:
    return sum(map(_is_valid, words)) / len(words)


def _is_valid(word: str) -> bool:
    return is_syllable(word.strip(_EDGES))
