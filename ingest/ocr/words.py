"""Where the words of a recognised page stand, for marking a quote on its picture."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.text import fold
from ingest.ocr.cache import PageCache
from ingest.ocr.model import Word

__all__ = ["page_words", "quoted_words"]

_LEAST_LETTERS = 12


def page_words(cache_dir: Path, image: str) -> tuple[Word, ...]:
    """Return the words of the page whose picture has the hash `image`, none if it is not known.

    The report of a document has the hash with each page in `ocr`; pages whose text stood in
    a sidecar have none.
    """
    page = PageCache(cache_dir).get(image)
    return page.words if page else ()


def quoted_words(words: Sequence[Word], quote: str) -> tuple[Word, ...]:
    """Return the words that `quote` is made of, none where it does not stand on the page.

    Letters and digits alone are compared, without diacritics. A quote that runs on over the
    page's end is found by its beginning.
    """
    letters, owners = "", []
    for index, word in enumerate(words):
        plain = _letters(word.text)
        letters += plain
        owners += [index] * len(plain)
    wanted = _letters(quote)
    length = _longest_beginning(letters, wanted)
    if not wanted or length < min(len(wanted), _LEAST_LETTERS):
        return ()
    start = letters.find(wanted[:length])
    return tuple(words[owners[start] : owners[start + length - 1] + 1])


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, fold(text)))


def _longest_beginning(letters: str, wanted: str) -> int:
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        if wanted[:middle] in letters:
            low = middle
        else:
            high = middle - 1
    return low
