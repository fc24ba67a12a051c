"""The headings of Vietnamese legal documents: Phần, Chương, Mục, Tiểu mục, Điều.

The forms are those of Decree 30/2020/NĐ-CP, annex I, and the ones older documents use.
A line is a heading only when its form and its place allow it; "Điều 15 của Luật này" at
the start of a line is a reference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.model import ProvisionKind
from ingest.structure.lines import (
    Item,
    breaks_off,
    is_upper,
    roman_value,
    starts_like_heading,
    upper_from,
)

__all__ = ["Article", "Division", "Rank", "article_at", "division_at", "fits"]


class Rank(IntEnum):
    """Depth of the levels of a legal document, from the top."""

    PIECE = 0
    PHAN = 1
    CHUONG = 2
    MUC = 3
    TIEU_MUC = 4
    DIEU = 5
    KHOAN = 6
    DIEM = 7


@dataclass(frozen=True, slots=True)
class Division:
    """A heading above the Điều: `name` is "Chương II", `value` its number if it has one."""

    rank: Rank
    kind: ProvisionKind
    name: str
    value: int | None
    title: str


@dataclass(frozen=True, slots=True)
class Article:
    """A line that has the form of an article heading.

    `firm` means that the form alone (full stop or colon, a line of its own, a declared
    heading) is that of a heading; otherwise only the sequence can make it one.
    """

    number: int
    suffix: str
    title: str
    firm: bool

    @property
    def name(self) -> str:
        """The number as cited, such as "Điều 10a"."""
        return f"Điều {self.number}{self.suffix}"


_ARTICLE = re.compile(
    r"^[ĐÐ][iI][ềỀ][uU]\s*(?:thứ\s+)?(\d{1,4})([a-zđ]?)(?![\w/])\s*([.:\-–—]?)(?!\d)"
)
_REFERRED = re.compile(
    r"^(?:của|này|nêu|và|hoặc|đến|trên|được|bộ\s+luật|luật|nghị\s+định|thông\s+tư|pháp\s+lệnh|"
    r"hiến\s+pháp|quyết\s+định\s+(?:này|số)|nghị\s+quyết|quy\s+(?:chế|định)\s+này|chương|mục|điều)\b",
    re.IGNORECASE,
)
_ORDINAL = r"nhất|hai|ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười\s+(?:một|hai|ba|bốn|tư|lăm)|mười|một"
_DIVISIONS: tuple[tuple[Rank, ProvisionKind, str, re.Pattern[str]], ...] = (
    (
        Rank.PHAN,
        ProvisionKind.PHAN,
        "Phần",
        re.compile(rf"^phần\s+((?:thứ\s+)?(?:{_ORDINAL})|[ivxlc]+|\d{{1,3}}|[a-h])\b", re.I),
    ),
    (
        Rank.CHUONG,
        ProvisionKind.CHUONG,
        "Chương",
        re.compile(r"^chương\s+((?:[ivxlc]+|\d{1,3})[a-d]?|thứ\s+\w+)\b", re.I),
    ),
    (
        Rank.TIEU_MUC,
        ProvisionKind.MUC,
        "Tiểu mục",
        re.compile(r"^tiểu\s+mục\s+((?:[ivxlc]+|\d{1,3}|[a-h]))\b", re.I),
    ),
    (
        Rank.MUC,
        ProvisionKind.MUC,
        "Mục",
        re.compile(r"^mục\s+((?:[ivxlc]+|\d{1,3})[a-d]?|[a-h])\b", re.I),
    ),
)
_PUNCTUATED = re.compile(r"^\s*[.:\-–—]\s*")
_LONGEST_HEADING = 400


def article_at(items: Sequence[Item], index: int) -> Article | None:
    """Return the article heading that line `index` could be by its own form, else None."""
    item = items[index]
    match = _ARTICLE.match(item.bare[:80]) if " | " not in item.bare else None
    if match is None:
        return None
    rest = item.bare[match.end() :].strip(" *-–")
    marked = match.group(3) in {".", ":"}
    if not marked and ((rest and not upper_from(rest)) or _REFERRED.match(rest)):
        return None
    # Old fonts lose capitals with a diacritic: "Điều 20. hủy bỏ" must be next in order.
    firm = marked and (not rest or upper_from(rest))
    firm = firm or not rest or item.declared is not None or item.bare[1].isupper()
    return Article(int(match.group(1)), match.group(2), rest, firm)


def fits(
    article: Article, last: Article | None, following: int | None, previous: Item | None
) -> bool:
    """Whether an article heading may stand here.

    `last` is the article before it, `following` the number of the next candidate and
    `previous` the line before. The next number in order may follow almost any line; another
    number needs a firm form after a finished line, and a title where the next candidate
    takes up the order again.
    """
    if breaks_off(previous):
        return False
    if _continues(article, last):
        return article.firm or starts_like_heading(previous)
    if not article.firm or not starts_like_heading(previous):
        return False
    order_goes_on = last is not None and following == last.number + 1
    return bool(article.title) or not order_goes_on


def _continues(article: Article, last: Article | None) -> bool:
    if last is None:
        return article.number == 1
    if article.number == last.number:
        return article.suffix > last.suffix
    return article.number == last.number + 1


def division_at(items: Sequence[Item], index: int) -> Division | None:
    """Return the Phần, Chương, Mục or Tiểu mục heading that line `index` is, else None."""
    item = items[index]
    if len(item.bare) > _LONGEST_HEADING or " | " in item.bare:
        return None
    for rank, kind, label, pattern in _DIVISIONS:
        match = pattern.match(item.bare)
        if match is not None:
            return _division(items, index, match, (rank, kind, label))
    return None


def _division(
    items: Sequence[Item],
    index: int,
    match: re.Match[str],
    level: tuple[Rank, ProvisionKind, str],
) -> Division | None:
    item = items[index]
    rank, kind, label = level
    rest = item.bare[match.end() :]
    mark = _PUNCTUATED.match(rest)
    title = (rest[mark.end() :] if mark else rest).strip(" *")
    if breaks_off(items[index - 1] if index else None):
        return None
    declared = item.declared is not None
    if title and not (is_upper(title) or ((mark or declared) and upper_from(title))):
        return None
    if title and not is_upper(title) and _REFERRED.match(title):
        return None
    number = match.group(1)
    value = roman_value(number)
    name = number.lower() if rank is Rank.PHAN and value is None else number
    if value is not None and not number.isdecimal():
        name = number.upper()
    return Division(rank, kind, f"{label} {name}", value, title)
