"""Abbreviations that documents define themselves, found where they do it.

Two places: the section "Định nghĩa/viết tắt" of a procedure, which lists them ("- QMR: Đại
diện lãnh đạo về chất lượng"), and running text that gives the short form after the long one
("Ủy ban nhân dân (sau đây viết tắt là UBND)"), believed only where the initials agree.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from corpus.text import fold

__all__ = ["defined_abbreviations"]

_SECTION = re.compile(
    r"viết tắt|định nghĩa|giải thích (?:từ ngữ|thuật ngữ)|thuật ngữ", re.IGNORECASE
)
_SHORT = r"[A-ZĐ][A-ZĐ&-]{0,10}[A-ZĐ]"
_ENTRY = re.compile(
    rf"^[\s\-–•+*|]*(?:\d+(?:\.\d+)*[.)]?[\s|]+)?(?:Từ |Chữ )?[“\"]?({_SHORT})[”\"]?"
    r"\s*(?:\([^)]*\)\s*)?(?:[:=|–]|-(?=\s)|(?:được hiểu )?là\b|viết tắt của\b)\s*(.+)$"
)
_IN_TEXT = re.compile(
    rf"\(\s*(?:sau đây\s+)?(?:(?:được\s+)?(?:viết|gọi)\s+tắt\s+là:?\s+)?[“\"]?({_SHORT})[”\"]?\s*\)"
)
_LONG_END = re.compile(r"[.;|(\n]|, (?:là|gồm)\b")
_LONGEST = 12
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = {"IEC", "ISO", "QCVN", "TCVN"}
"""Short forms that are names of series of documents: nobody writes them out."""

_JOINING = {"va", "ve", "cua", "cac", "cho", "hoac", "voi"}


def defined_abbreviations(texts: Iterable[str]) -> dict[str, str]:
    """Return short forms (as printed, in capitals) with what the texts say they stand for.

    The first line of a text is its trail of headings. Where texts disagree, the meaning most
    of them give counts; without a majority the short form is left out.
    """
    meanings: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in dict.fromkeys(texts):
        heading, _, body = text.partition("\n")
        entries = [*_in_text(body)]
        if _SECTION.search(heading):
            entries += _listed(body)
        for short, long in (entry for entry in entries if entry[0] not in _NAMES):
            meanings[short][long[:1].lower() + long[1:]] += 1
    return {
        short: long
        for short, counted in meanings.items()
        for long, count in counted.most_common(1)
        if count * 2 > counted.total()
    }


def _listed(body: str) -> Iterator[tuple[str, str]]:
    for line in body.split("\n"):
        match = _ENTRY.match(line)
        if match is None:
            continue
        short, rest = match.groups()
        long = _LONG_END.split(rest)[0].strip(' ,"”')
        if 1 < len(long.split()) <= _LONGEST and short not in long:
            yield short, long


def _in_text(body: str) -> Iterator[tuple[str, str]]:
    for match in _IN_TEXT.finditer(body):
        before = body[: match.start()].rpartition("\n")[2]
        words = [word for word in _WORD.finditer(before)][-_LONGEST:]
        for start in range(len(words) - 1, -1, -1):
            long = before[words[start].start() :].strip()
            if _stands_for(match.group(1), [word.group() for word in words[start:]]):
                yield match.group(1), long
                break


def _stands_for(short: str, words: list[str]) -> bool:
    """Tell whether the initials of `words` give `short`; words that join may be left out."""
    initials = [fold(word) for word in words]
    letters = fold(re.sub(r"[&-]", "", short))
    if len(words) < len(letters) or initials[0][0] != letters[0]:
        return False
    all_of_them = "".join(word[0] for word in initials)
    content = "".join(word[0] for word in initials if word not in _JOINING)
    return letters in {all_of_them, content}
