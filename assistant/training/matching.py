"""Which approved answer a staff question asks for; none rather than a wrong one.

A match needs agreement of independent signs: the vectors of the two questions, their
content words weighed by rarity, their figures and numbers, what they ask for (who, how
long, how many, where, which form), and where the search finds the answer.
docs/experiments.md has the figures behind the thresholds.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from assistant.model import Answer
from assistant.training.model import BankEntry, Match
from corpus.text import search_form, syllables
from ingest.embedding import Encoder

__all__ = ["BankMatcher"]

Floats = npt.NDArray[np.float32]

_AGREEMENTS = ((0.975, 0.5), (0.955, 0.65))
"""Least cosine with the least overlap of words: the further the one, the nearer the other."""

_LEAD = 0.05
"""The best entry is nearer than the next by that, unless both cite the same."""

_BEST_PLACES = 3

_FUNCTION_WORDS = """
ai à ạ anh bao bị bởi cái các cần chị cho chưa có của cũng đã đang đâu để đến đi đó được em gì giờ
hay hỏi không khi là làm lại lâu lúc mà mấy mình mỗi một muốn nào này nên nếu nhé như nhiêu những
nữa ở phải qua ra rồi sao sẽ số tại tháng thế thì theo thôi tôi tới trong từ và vào vẫn về vì việc
với xin xong bọn chúng ta hả ơi vậy thưa
"""
_ASKS = {
    "who": re.compile(
        r"\bai\b|người nào|chức danh nào|phòng nào|bộ phận nào|đơn vị nào|cơ quan nào"
    ),
    "when": re.compile(
        r"bao lâu|bao giờ|khi nào|lúc nào|mấy (?:ngày|giờ|tháng|năm|tuần|phút|hôm|bữa)|"
        r"bao nhiêu (?:ngày|giờ|tháng|năm|tuần|phút)|thời hạn|thời gian|mấy lần"
    ),
    "amount": re.compile(
        r"(?:bao nhiêu|mấy) (?!ngày|giờ|tháng|năm|tuần|phút|hôm|bữa|lần)|lệ phí|mức nào"
    ),
    "where": re.compile(r"ở đâu|chỗ nào|nơi nào"),
    "form": re.compile(r"biểu mẫu|mẫu nào|phiếu nào|mẫu gì"),
    "whether": re.compile(r"không(?:$|[?,.])|hay (?:không|chưa)|chưa\W*$"),
    "clause": re.compile(r"điều (?:khoản )?nào|khoản nào|mục nào|căn cứ"),
}
_CONTRAST = re.compile(
    r"\b(?:không phải|cấm|ngoài|xã|huyện|tỉnh|trung ương|mới|cũ|đầu tiên|cuối|trước|sau|"
    r"nặng|nhẹ|tối đa|tối thiểu|ít nhất|nhiều nhất)\b"
)
"""Words of which one cannot stand for another, however alike two questions are."""

_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _Form:
    """What of a question must agree."""

    words: frozenset[str]
    figures: frozenset[str]
    asks: frozenset[str]


class BankMatcher:
    """Matches questions against approved entries, as `QuestionBank.offered` gives them.

    Make a new one when the bank changes; safe to share between threads.
    """

    def __init__(self, encoder: Encoder, entries: Iterable[BankEntry]) -> None:
        self._encoder = encoder
        self._entries = [entry for entry in entries if entry.approval is not None]
        asked = [entry.searched for entry in self._entries]
        self._forms = [_form(text) for text in asked]
        self._vectors: Floats = (
            encoder.encode(asked, kind="query")
            if asked
            else np.zeros((0, encoder.dimension), dtype=np.float32)
        )
        counts = Counter(word for form in self._forms for word in form.words)
        self._rarity = {word: math.log(1 + len(asked) / number) for word, number in counts.items()}
        self._unseen = math.log(1 + len(asked)) if asked else 1.0

    def match(self, answer: Answer) -> Match | None:
        """Return the approved entry that answers the question of `answer`, None if in doubt.

        `answer` is what the engine made of the question; where it found the answer counts.
        """
        if not self._entries:
            return None
        asked, form = answer.normalized, _form(answer.normalized)
        cosines = self._vectors @ self._encoder.encode([asked], kind="query")[0]
        order = np.argsort(-cosines, kind="stable")
        best = int(order[0])
        entry, cosine = self._entries[best], float(cosines[best])
        overlap = self._overlap(form, self._forms[best])
        if search_form(asked) != search_form(entry.searched):
            second = float(cosines[order[1]]) if len(order) > 1 else -1.0
            clear = cosine - second >= _LEAD or self._same_answer(order[:2])
            if not (clear and self._agrees(form, best, cosine, overlap, answer)):
                return None
        approval = entry.approval
        return Match(entry, approval, cosine, overlap) if approval is not None else None

    def _agrees(
        self, form: _Form, best: int, cosine: float, overlap: float, answer: Answer
    ) -> bool:
        own = self._forms[best]
        return (
            form.figures == own.figures
            and form.asks == own.asks
            and any(cosine >= near and overlap >= shared for near, shared in _AGREEMENTS)
            and _same_place(answer, self._entries[best])
        )

    def _same_answer(self, places: Sequence[int] | npt.NDArray[np.int64]) -> bool:
        """Tell whether the best two entries cite the same, so that either will do."""
        first, second = (_places(self._entries[int(place)]) for place in places)
        return first == second

    def _overlap(self, one: _Form, other: _Form) -> float:
        """Return 0..1: the weight of the shared content words over that of all."""
        union = sum(self._weight(word) for word in one.words | other.words)
        return sum(self._weight(word) for word in one.words & other.words) / (union or 1.0)

    def _weight(self, word: str) -> float:
        return self._rarity.get(word, self._unseen)


@cache
def _function_words() -> frozenset[str]:
    return frozenset(_FUNCTION_WORDS.split())


def _form(text: str) -> _Form:
    folded = search_form(text)
    words = syllables(text)
    return _Form(
        words=frozenset(word for word in words if word not in _function_words()),
        figures=frozenset(word for word in words if _FIGURE.search(word))
        | frozenset(_CONTRAST.findall(folded)),
        asks=frozenset(name for name, pattern in _ASKS.items() if pattern.search(folded)),
    )


def _places(entry: BankEntry) -> frozenset[tuple[str, str]]:
    return frozenset((kept.citation.document.id, kept.citation.locator) for kept in entry.citations)


def _same_place(answer: Answer, entry: BankEntry) -> bool:
    """Tell whether the search finds one of the entry's places, or one above or under it."""
    cited = _places(entry)
    return any(
        result.document.id == document_id
        and (
            f"{locator} ".startswith((f"{result.locator} ", f"{result.locator}."))
            or f"{result.locator} ".startswith((f"{locator} ", f"{locator}."))
        )
        for result in answer.results[:_BEST_PLACES]
        for document_id, locator in cited
    )
