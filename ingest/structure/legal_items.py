"""The numbered parts of an article: khoản ("1.", "1a.") and điểm ("a)", "đ)", "a1)")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.structure.lines import Item

__all__ = ["Counter", "diem_of", "khoan_of"]

_KHOAN = re.compile(r"^(\d{1,3})([a-zđ]?)\s*(?:[.)/](?:\s+(?=\S)|(?=[^\d\s])|$)|[-–]\s+(?=\S))")
_DIEM = re.compile(
    r"^([a-zđ])(\d?)\s*(?:[)/]\s*(?=\S)|[.](?:\s+(?=\S)|(?=[^\W\d_]{2}))|[-–]\s+(?=\S))"
)
_POINTS_AT = re.compile(
    r"(?:tại|theo|của|và|hoặc|các|những|thuộc|từ|đến|,)\s(?:khoản|điểm|điều|mục)$|"
    r"\b(?:quy định tại|và|hoặc|nghị định số|quyết định số)$",
    re.IGNORECASE,
)
_SLIP = 3
_HIGHEST = 999
_VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Counter:
    """Where the numbering of one article stands; "" and 0 before the first.

    In an `excerpt` numbers need not follow each other, only rise.
    """

    excerpt: bool = False
    khoan: int = 0
    khoan_suffix: str = ""
    diem: str = ""

    def restart(self) -> None:
        """Begin a new article."""
        self.khoan, self.khoan_suffix, self.diem = 0, "", ""


def khoan_of(item: Item, previous: Item | None, counter: Counter) -> str | None:
    """Return the number of the khoản that this line starts, if it is the next one in order."""
    match = None if _cannot_start(item, previous) else _KHOAN.match(item.bare)
    if match is None:
        return None
    number, suffix = int(match.group(1)), match.group(2)
    same = number == counter.khoan and suffix > counter.khoan_suffix and number > 0
    rises = counter.khoan < number <= _furthest(counter) and (
        number == counter.khoan + 1 or counter.excerpt or item.bare[match.end() :][:1].isupper()
    )
    if not same and (not rises or suffix):
        return None
    counter.khoan, counter.khoan_suffix, counter.diem = number, suffix, ""
    return f"{number}{suffix}"


def diem_of(item: Item, previous: Item | None, counter: Counter) -> str | None:
    """Return the letter of the điểm that this line starts, if it is the next one in order."""
    match = None if _cannot_start(item, previous) else _DIEM.match(item.bare)
    if match is None:
        return None
    letter, digit = match.group(1), match.group(2)
    base = counter.diem[:1]
    same = letter == base and digit > counter.diem[1:]
    follows = letter in (_letters_after(base) if counter.excerpt else _successors(base))
    if not same and (digit or not follows):
        return None
    counter.diem = letter + digit
    return counter.diem


def _furthest(counter: Counter) -> int:
    """Return the highest number that may come next; a slip leaves out one or two."""
    if counter.excerpt:
        return _HIGHEST
    return counter.khoan + (_SLIP if counter.khoan else 1)


def _cannot_start(item: Item, previous: Item | None) -> bool:
    pointed = previous is not None and _POINTS_AT.search(previous.bare[-24:]) is not None
    return pointed or " | " in item.bare


def _letters_after(letter: str) -> str:
    return _VIETNAMESE[_VIETNAMESE.find(letter) + 1 :] if letter else _VIETNAMESE


def _successors(letter: str) -> str:
    """Return the letters that may follow by the Vietnamese or, in some files, Latin alphabet."""
    if not letter:
        return "a"
    found = ""
    for alphabet in (_VIETNAMESE, _LATIN):
        place = alphabet.find(letter)
        if place >= 0:
            found += alphabet[place + 1 : place + 2]
    return found
