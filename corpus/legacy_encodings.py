"""The letters of Vietnamese encodings from before Unicode, and the fonts that claim them.

Tables: TCVN 5712:1993 set VN3; VNI for Windows, whose letters are a vowel and a mark; VISCII
1.1 (RFC 1456). They were checked against glibc's TCVN5712-1 and VISCII and the MIT-licensed
duydev/vietnamese-conversion. Characters stand for bytes as Windows-1252 reads them.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

__all__ = [
    "NEUTRAL_LETTERS",
    "TCVN3_BYTES",
    "LegacyEncoding",
    "claimed_by_font",
    "decode",
    "is_capitals_font",
    "windows_1252",
]


class LegacyEncoding(StrEnum):
    """The encodings that old office files use."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    VISCII = "viscii"


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

_TCVN3_ALIASES = {"\u2212": "ư", "\u2219": "ã", "\u03bc": "à"}
"""What PDF writers make of the soft hyphen, the middle dot and the micro sign."""

_VISCII_UPPER_HALF = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
_VISCII_CONTROLS = {"\x02": "Ẳ", "\x05": "Ẵ", "\x06": "Ẫ", "\x14": "Ỷ", "\x19": "Ỹ", "\x1e": "Ỵ"}

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
    **{vowel: _VNI_TONES for vowel in "iuyôö"},  # i is a letter of its own, but not everywhere
    **{vowel: {**_VNI_TONES, **_VNI_HATS} for vowel in "eo"},
    "a": {**_VNI_TONES, **_VNI_HATS, **_VNI_BREVES},
}
_VNI_SINGLE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_LETTER = re.compile("([aeiouyôö])([øùûõïâàáåãäêèéúüë])|[ñôöæóòî]", re.IGNORECASE)

_FONT_NAMES = (
    (LegacyEncoding.VNI, re.compile(r"VNI", re.IGNORECASE)),
    (LegacyEncoding.TCVN3, re.compile(r"\.?Vn\w", re.IGNORECASE)),
    (LegacyEncoding.VISCII, re.compile(r"VI[ -]\w", re.IGNORECASE)),
)
_CAPITALS_FONT = re.compile(r"\.?Vn\w*H\b", re.IGNORECASE)


def windows_1252(data: bytes) -> str:
    """Decode bytes as Windows-1252; the five that it leaves undefined stay as in Latin-1."""
    return data.decode("latin-1").translate(_WINDOWS_1252)


def decode(text: str, encoding: LegacyEncoding) -> str:
    """Read every character of `text` as `encoding`."""
    if encoding is LegacyEncoding.VNI:
        return _VNI_LETTER.sub(_vni_letter, text)
    return text.translate(_TABLES[encoding])


def claimed_by_font(font: str) -> LegacyEncoding | None:
    """Return the encoding that a font's name claims (".VnTime", "VNI-Times", "VI Times")."""
    return next((encoding for encoding, name in _FONT_NAMES if name.match(font)), None)


def is_capitals_font(font: str) -> bool:
    """Tell a TCVN3 font that shows small letters as capitals (".VnTimeH")."""
    return _CAPITALS_FONT.match(font) is not None


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


def _windows_1252_letters() -> dict[int, str]:
    letters = {}
    for byte in range(0x80, 0xA0):
        try:
            letters[byte] = bytes([byte]).decode("cp1252")
        except UnicodeDecodeError:
            letters[byte] = chr(byte)
    return letters


_WINDOWS_1252 = _windows_1252_letters()


def _viscii_table() -> dict[int, str]:
    """Return the VISCII letters by their Windows-1252 and by their Latin-1 reading."""
    table = {ord(control): letter for control, letter in _VISCII_CONTROLS.items()}
    for byte, letter in enumerate(_VISCII_UPPER_HALF, start=0x80):
        table[byte] = letter
        table[ord(_WINDOWS_1252.get(byte, chr(byte)))] = letter
    return table


_TABLES = {
    LegacyEncoding.TCVN3: {
        **{byte: letter for letter, byte in TCVN3_BYTES.items()},
        **{ord(alias): letter for alias, letter in _TCVN3_ALIASES.items()},
    },
    LegacyEncoding.VISCII: _viscii_table(),
}

NEUTRAL_LETTERS = {
    LegacyEncoding.TCVN3: frozenset("ý"),
    LegacyEncoding.VNI: frozenset("ìíÌÍ"),
    LegacyEncoding.VISCII: frozenset("ÀÁÂÃÈÉÊÌÍÒÓÔÙÚÝàáâãèéêìíòóôõùúý"),
}
"""Letters that mean the same in the encoding and in Unicode: no evidence for either."""
