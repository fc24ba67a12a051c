"""Verbatim quotes: which sentence of a provision answers, and proof that it stands there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.errors import QuoteError
from corpus.model import Provision
from corpus.text import search_form, sentences, syllables
from ingest.lexical import terms

__all__ = ["Quote", "best_quote", "leading_quotes", "quotable", "verify"]

_LABELS = ("Yêu cầu: ", "Trong cơ quan nhà nước: ")
"""Openings of lines of the shipped notes; the quote begins behind them."""

_NOT_QUOTED = ("Tên tiếng Anh:", "Cách nói hằng ngày:", "Ý chính bằng tiếng Anh:")
"""Lines of the shipped notes that help to find a clause but say nothing of their own."""

_PREFERRED = "Yêu cầu:"
_MAX_CHARACTERS = 600
_ASKS_TIME = re.compile(
    r"bao lâu|khi nào|bao giờ|thời hạn|mấy ngày|trong vòng|thời gian|bao nhiêu ngày"
)
_HAS_TIME = re.compile(
    r"\d+\s*(?:ngày|giờ|tháng|năm|tuần|phút)|hằng năm|mỗi (?:năm|quý|tháng)|ngay"
)
_ASKS_AMOUNT = re.compile(r"bao nhiêu|mấy|mức")
_HAS_AMOUNT = re.compile(r"\d")
_ASKS_WHO = re.compile(r"\bai\b|người nào|cơ quan nào|đơn vị nào|chức danh nào|phòng nào")
_HAS_WHO = re.compile(
    r"giám đốc|trưởng|văn thư|thư ký|chuyên viên|cán bộ|công chức|lãnh đạo|thủ tướng|bộ trưởng|"
    r"chủ tịch|ủy ban|tòa án|viện kiểm sát|người|cơ quan|đại diện"
)
_ASKS_VALIDITY = re.compile(r"hiệu lực|thay thế|hết hạn|còn (?:áp dụng|dùng|giá trị)")
_HAS_VALIDITY = re.compile(r"hết hiệu lực|thay thế|được thay|bị thay|hủy bỏ|bãi bỏ|có hiệu lực từ")
_ANSWER_FORMS = (
    (_ASKS_VALIDITY, _HAS_VALIDITY),
    (_ASKS_TIME, _HAS_TIME),
    (_ASKS_AMOUNT, _HAS_AMOUNT),
    (_ASKS_WHO, _HAS_WHO),
)
_FORM_BONUS = 0.35
_PREFERRED_BONUS = 0.3
_LEAD_IN_MALUS = 0.3
_FOCUS_BONUS = 0.3


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of a provision's text: `text == provision.text[start:end]`."""

    provision: Provision
    start: int
    end: int

    @property
    def text(self) -> str:
        """The quoted words."""
        return self.provision.text[self.start : self.end]


def best_quote(
    question: str, provisions: Sequence[Provision], focus: str, idf: Callable[[str], float]
) -> Quote | None:
    """Return the sentence that answers best, None if the provisions hold no sentence.

    `focus` is the locator that search found best; sentences there, and those in the form
    the question asks for (a time, an amount, a person), are preferred.
    """
    asked = {term: idf(term) for term in terms(syllables(question))}
    whole = sum(asked.values()) or 1.0
    form = search_form(question)
    quotes = [quote for provision in provisions for quote in quotable(provision)]
    quotes = quotes or [quote for provision in provisions for quote in _heading(provision)]
    return max(
        quotes,
        key=lambda quote: _overlap(quote.text, asked) / whole + _bonus(quote, form, focus),
        default=None,
    )


def leading_quotes(provisions: Sequence[Provision], most: int) -> list[Quote]:
    """Return the first sentence of each of the first `most` provisions that hold one."""
    quotes = (
        next(iter(quotable(provision) or _heading(provision)), None) for provision in provisions
    )
    return [quote for quote in quotes if quote is not None][:most]


def verify(quote: str, provision: Provision, start: int, end: int) -> None:
    """Raise `QuoteError` unless `quote` stands character by character at its place."""
    if not quote or provision.text[start:end] != quote:
        raise QuoteError(
            f"Trích dẫn không khớp nguyên văn {provision.locator}; đã bỏ."
            " Hãy báo cho người quản trị."
        )


def quotable(provision: Provision) -> list[Quote]:
    """Return the sentences of a provision that may be quoted, in order."""
    found = []
    heading_end = provision.text.find("\n") if provision.title else 0
    for start, end in sentences(provision.text):
        if heading_end == -1 or start < heading_end:
            continue
        line_start = provision.text.rfind("\n", 0, start) + 1
        if provision.text.startswith(_NOT_QUOTED, line_start):
            continue
        label = next((name for name in _LABELS if provision.text.startswith(name, start)), "")
        begin = start + len(label)
        found.append(Quote(provision, begin, _shortened(provision.text, begin, end)))
    return found


def _heading(provision: Provision) -> list[Quote]:
    """Return the whole text as a quote: some provisions are no more than their heading."""
    if not provision.text:
        return []
    return [Quote(provision, 0, _shortened(provision.text, 0, len(provision.text)))]


def _shortened(text: str, start: int, end: int) -> int:
    """Return where a quote ends: a sentence of a whole page is cut behind a clause of it."""
    if end - start <= _MAX_CHARACTERS:
        return end
    limit = start + _MAX_CHARACTERS
    cut = max(text.rfind(mark, start, limit) for mark in ("; ", ", "))
    return cut + 1 if cut > start else max(text.rfind(" ", start, limit), start + 1)


def _overlap(text: str, asked: dict[str, float]) -> float:
    return sum(asked.get(term, 0.0) for term in set(terms(syllables(text))))


def _bonus(quote: Quote, question: str, focus: str) -> float:
    said = search_form(quote.text)
    bonus = sum(
        _FORM_BONUS for asks, has in _ANSWER_FORMS if asks.search(question) and has.search(said)
    )
    if quote.provision.text.startswith(
        _PREFERRED, quote.provision.text.rfind("\n", 0, quote.start) + 1
    ):
        bonus += _PREFERRED_BONUS
    if quote.provision.locator == focus:
        bonus += _FOCUS_BONUS
    # "… sau đây:" announces an answer and holds none.
    if quote.text.endswith(":"):
        bonus -= _LEAD_IN_MALUS
    return bonus
