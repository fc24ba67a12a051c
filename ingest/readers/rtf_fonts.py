"""The font table of an RTF file: which name, and which code page, a font number stands for."""

from __future__ import annotations

from functools import lru_cache

__all__ = ["Fonts"]

# Windows character sets of one byte a letter (\\fcharset in RTF 1.9.1) to code pages.
_CODE_PAGES = {
    0: "cp1252", 77: "mac_roman", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
}  # fmt: skip
_ANSI = "cp1252"
_SYMBOLS = 2
_PRIVATE_USE = 0xF000
_LEGACY_NAMES = ("vn", ".vn")


class Fonts:
    """Fonts by number, filled while the table is read."""

    def __init__(self) -> None:
        self._default_page = _ANSI
        self._names: dict[int, str] = {}
        self._sets: dict[int, int] = {}

    def set_default_page(self, number: int) -> None:
        r"""Record the parameter of \ansicpg; a page of several bytes a letter is not read."""
        page = f"cp{number}"
        self._default_page = page if page in _CODE_PAGES.values() else _ANSI

    def add_to_name(self, font: int, name: str) -> None:
        """Record a piece of a font's name."""
        self._names[font] = self._names.get(font, "") + name

    def set_character_set(self, font: int, number: int) -> None:
        r"""Record the parameter of \fcharset."""
        self._sets[font] = number

    def name(self, font: int) -> str:
        """Return the font's name, "" for a number the table does not have."""
        return self._names.get(font, "").strip(" ;")

    def text(self, font: int, data: bytes) -> str:
        """Decode bytes set in a font.

        Bytes in fonts of the old Vietnamese encodings are read as Windows-1252, whatever
        the table says: that is how `corpus.legacy` takes them.
        """
        if self._sets.get(font) == _SYMBOLS:
            return "".join(chr(b if b <= ord(" ") else _PRIVATE_USE + b) for b in data)
        if self.name(font).lower().startswith(_LEGACY_NAMES):
            page = _ANSI
        else:
            page = _CODE_PAGES.get(self._sets.get(font, -1), self._default_page)
        return data.decode("latin-1").translate(_upper_half(page))


@lru_cache(maxsize=len(_CODE_PAGES))
def _upper_half(page: str) -> dict[int, str]:
    """Return what bytes from 0x80 mean; those without a meaning stay as in Latin-1."""
    letters = {}
    for byte in range(0x80, 0x100):
        try:
            letters[byte] = bytes([byte]).decode(page)
        except UnicodeDecodeError:
            letters[byte] = chr(byte)
    return letters
