"""The one form in which text leaves a reader, so that quotes can be verbatim against it."""

from __future__ import annotations

import re
import unicodedata

from corpus.text import clean

__all__ = ["clean_line"]

# Eth stands for Đ in files typed with old keyboards; the hyphens differ only in line breaking.
_LOOKALIKES = str.maketrans(
    {
        "\u00d0": "Đ",
        "\u00f0": "đ",
        "\u2010": "-",
        "\u2011": "-",
        **dict.fromkeys("\n\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "),
    }
)
_LEADING_SYMBOL = re.compile("^\\s*[\ue000-\uf8ff]\\s*")
_UNPRINTABLE = re.compile("[\ue000-\uf8ff\ud800-\udfff\ufffe\uffff]")


def clean_line(text: str) -> str:
    """Return `text` as one line: NFC, single spaces, nothing invisible, stripped.

    A private-use character is a symbol of Wingdings and its like: at the start of a line it
    is a bullet and becomes "-", elsewhere it has no meaning outside its font and goes.
    """
    if not text.isascii():
        text = _LEADING_SYMBOL.sub("- ", text.translate(_LOOKALIKES))
        text = _UNPRINTABLE.sub("", text)
    else:
        text = text.translate(_LOOKALIKES)
    # Removing an invisible character can bring a letter and its mark together: compose again.
    return unicodedata.normalize("NFC", clean(text)).strip()
