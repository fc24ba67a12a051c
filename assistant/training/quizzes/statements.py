"""Sentences with one figure or one role that can be changed into a false statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.quotes import Quote, quotable
from assistant.training.sources import Sources
from corpus.model import Document, DocumentKind
from corpus.text import fold, syllables

__all__ = ["Statements", "Variable", "changed", "figures", "in_direction", "mentions"]

_UNITS = "ngày làm việc|ngày|giờ|phút|tháng|năm|tuần|lần|bản|người|bộ|%"
_FIGURE = re.compile(
    r"(?<![\w/.,-])(?<!ngày )(?<!tháng )(?<!năm )"
    rf"(\d{{1,3}})(?:\s(?={_UNITS})|(?=%))({_UNITS})(?![\w/])"
)
_UPPER = re.compile(r"(?:không quá|chậm nhất|muộn nhất|tối đa|nhiều nhất|trong(?: vòng)?)\D{0,20}$")
_LOWER = re.compile(r"(?:ít nhất|tối thiểu|trước|sau|quá|trên|hơn|từ|đủ)\D{0,20}$")
_UP_FROM = re.compile(r"^\D{0,20}(?:trở lên|trước)")
_ROLES = re.compile(r"Trách nhiệm\s*[:|]\s*([^.|\n]+)")
_PERSON = re.compile(
    r"(?:Giám đốc|Phó Giám đốc|Chánh Văn phòng|Trưởng (?:phòng|đoàn|ban)|Thư ký|Văn thư|Kế toán|"
    r"Chuyên viên|Đánh giá viên|Thủ quỹ|Lưu trữ viên)(?: [\wÀ-ỹ]+){0,3}"
)
_LENGTH = range(45, 260)
_LABEL = re.compile(r"^[^.]{1,30}:")
_FROM_MEMORY = "chưa đối chiếu nguyên văn"
_ALIKE = 0.55


@dataclass(frozen=True, slots=True)
class Variable:
    """What can be changed in a sentence: start:end of it, and of what kind it is.

    `unit` is the unit behind a figure, "" for a role.
    """

    start: int
    end: int
    unit: str


def figures(text: str) -> list[Variable]:
    """Return the figures with a unit, dates and document numbers left out."""
    return [
        Variable(match.start(1), match.end(1), match.group(2)) for match in _FIGURE.finditer(text)
    ]


def in_direction(sentence: str, place: Variable, value: int) -> bool:
    """Tell whether `value` makes the sentence say what the true one does not imply.

    Who acts "trong 05 ngày" acts within 7 days too, so only a smaller figure is false.
    """
    old = int(sentence[place.start : place.end])
    before, after = sentence[: place.start], sentence[place.end :]
    if _UP_FROM.search(after):
        return value > old
    if _UPPER.search(before):
        return value < old
    return value > old if _LOWER.search(before) else value != old


def changed(true: str, shown: str) -> tuple[str, str] | None:
    """Return what was put out and what was put in; None where nothing or more was changed."""
    one, two = re.findall(r"\w+|\W", true), re.findall(r"\w+|\W", shown)
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    end = 0
    while end < min(len(one), len(two)) - start and one[-1 - end] == two[-1 - end]:
        end += 1
    old, new = ("".join(part[start : len(part) - end]) for part in (one, two))
    return (old, new) if old and new else None


class Statements:
    """All sentences of the corpus that state a figure or a role, and what contradicts what."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def usable(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Quote]]:
        """Yield the whole sentences of documents that can be a statement by themselves."""
        for document in documents:
            for provision in self._sources.provisions(document.id):
                if _FROM_MEMORY in provision.text:
                    continue
                for quote in quotable(provision):
                    if _is_statement(quote.text):
                        yield document, quote

    def roles(self, document_id: str) -> tuple[str, ...]:
        """Return the roles that a procedure names, in order of appearance."""
        found = [
            name.strip()
            for provision in self._sources.provisions(document_id)
            for line in _ROLES.findall(provision.text)
            for name in line.split(",")
        ]
        return tuple(dict.fromkeys(name for name in found if _PERSON.fullmatch(name)))

    def neighbours(self, document_id: str, unit: str) -> tuple[int, ...]:
        """Return the figures with a unit, those of the document itself first."""
        here: list[int] = []
        elsewhere: list[int] = []
        for owner, sentence, _ in self._sentences:
            values = [int(sentence[v.start : v.end]) for v in figures(sentence) if v.unit == unit]
            (here if owner == document_id else elsewhere).extend(values)
        return tuple(dict.fromkeys((*here, *elsewhere)))

    def supported(self, statement: str, words: str) -> bool:
        """Tell whether any sentence of the corpus says nearly the same with these words."""
        said = frozenset(syllables(statement))
        needed = frozenset(syllables(words))
        for _, _, own in self._sentences:
            if needed <= own and len(said & own) >= _ALIKE * len(said | own):
                return True
        return False

    def family(self, document_id: str, locator: str) -> str:
        """Return the texts of a provision, of the one above it and of those under it."""
        provisions = self._sources.provisions(document_id)
        own = self._sources.provision(document_id, locator)
        above = own.parent if own else None
        return "\n".join(
            p.text for p in provisions if locator in {p.locator, p.parent} or p.locator == above
        )

    @cached_property
    def _sentences(self) -> list[tuple[str, str, frozenset[str]]]:
        kinds = {DocumentKind.PROCEDURE, DocumentKind.LEGAL}
        return [
            (document.id, quote.text, frozenset(syllables(quote.text)))
            for document, provision in self._sources.units()
            if document.kind in kinds
            for quote in quotable(provision)
        ]


def mentions(text: str, words: str) -> bool:
    """Tell whether a text has words, case, diacritics and leading zeros aside."""
    return f" {_plain(words)} " in f" {_plain(text)} "


def _plain(text: str) -> str:
    return " ".join(token.lstrip("0") or "0" for token in syllables(fold(text)))


def _is_statement(text: str) -> bool:
    return (
        len(text) in _LENGTH
        and text.endswith(".")
        and text[0].isupper()
        and "|" not in text
        and not _LABEL.match(text)
    )
