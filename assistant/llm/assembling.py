"""Approved sentences and the answer made without a model, put together to one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.composition import KIND_ORDER
from assistant.llm.events import Verified
from assistant.llm.evidence import NumberedEvidence
from assistant.llm.gate import Approved
from assistant.model import Answer, Citation, Claim
from assistant.quotes import Quote, verify

__all__ = ["Assembly", "failed"]

_MIN_KEPT = 0.5
"""Share of its sentences that must pass; a model that invents more is not believed at all."""

_REWRITTEN = "Câu trả lời do mô hình ngôn ngữ viết lại từ các trích dẫn và đã được đối chiếu."
_DROPPED = "Đã bỏ {dropped} trong {written} câu của mô hình vì không có căn cứ."
_FAILED = "Mô hình ngôn ngữ {reason}; đây là câu trả lời trích nguyên văn."


class Assembly:
    """Collects what passed the gate. A citation keeps the number of its evidence.

    Evidence that no sentence of the model's uses keeps the claim that it had without it, so a
    model can neither add a source nor hide one.
    """

    def __init__(self, answer: Answer, evidence: Sequence[NumberedEvidence]) -> None:
        self._answer = answer
        self._given = {item.n: item.citation for item in evidence}
        self._citations: dict[int, Citation] = {c.n: c for c in answer.citations}
        self._claims: list[Claim] = []
        self._used: set[int] = set()
        self.dropped: list[str] = []
        shared = {n for claim in answer.claims if len(claim.citations) > 1 for n in claim.citations}
        # The quote under such a number may change: the claim that shows it goes.
        self._free = set(self._given) - shared

    def add(self, approved: Approved) -> Verified:
        """Add a sentence; return it as a claim with the citations that it carries."""
        numbers = tuple(dict.fromkeys(self._number(n, quote) for n, quote in approved.quotes))
        kind = self._given[approved.quotes[0][0]].document.kind
        claim = Claim(kind, approved.text, numbers)
        if claim not in self._claims:
            self._claims.append(claim)
        return Verified(claim, tuple(self._citations[n] for n in numbers))

    @property
    def suffices(self) -> bool:
        """Whether enough has passed for the model to be heard."""
        kept = len(self._claims)
        return kept > 0 and kept >= _MIN_KEPT * (kept + len(self.dropped))

    def answer(self) -> Answer:
        """Return the whole answer."""
        left = [c for c in self._answer.claims if not self._used.issuperset(c.citations)]
        claims = sorted((*self._claims, *left), key=lambda claim: KIND_ORDER.index(claim.kind))
        cited = {n for claim in claims for n in claim.citations}
        notices = [*self._answer.notices, _REWRITTEN]
        if self.dropped:
            written = len(self._claims) + len(self.dropped)
            notices.append(_DROPPED.format(dropped=len(self.dropped), written=written))
        return replace(
            self._answer,
            claims=tuple(claims),
            citations=tuple(c for n, c in sorted(self._citations.items()) if n in cited),
            notices=tuple(notices),
            mode="llm",
            dropped=tuple(self.dropped),
        )

    def _number(self, n: int, quote: Quote) -> int:
        """Return the number under which a quote of evidence `n` is cited."""
        verify(quote.text, quote.provision, quote.start, quote.end)
        given = self._given[n]
        cited = replace(given, quote=quote.text, start=quote.start, end=quote.end)
        first = n not in self._used
        self._used.add(n)
        same = (
            number
            for number, citation in self._citations.items()
            if replace(citation, n=n) == cited
        )
        number = next(same, None)
        if number is None:
            number = n if first and n in self._free else max(self._citations) + 1
            self._citations[number] = replace(cited, n=number)
        return number


def failed(answer: Answer, reason: str, dropped: Sequence[str] = ()) -> Answer:
    """Return `answer` with the notice why no model rewrote it."""
    return replace(
        answer,
        notices=(*answer.notices, _FAILED.format(reason=reason)),
        mode=f"llm_failed: {reason}",
        dropped=tuple(dropped),
    )
