"""Evidence to an answer: claims in a fixed order, each carried by its citations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from assistant.evidence import Evidence
from assistant.labels import NOTES, citation_label, provision_label
from assistant.model import Citation, Claim
from assistant.quotes import Quote, verify
from assistant.validity import judge
from corpus.model import Document, DocumentKind, Provision
from corpus.registers import Correspondence, LegalRegister, StatusStatement

__all__ = ["HEADINGS", "Composer", "render"]

KIND_ORDER = (
    DocumentKind.STANDARD,
    DocumentKind.PROCEDURE,
    DocumentKind.LEGAL,
    DocumentKind.OTHER,
)
HEADINGS = {
    DocumentKind.STANDARD: "Điều khoản",
    DocumentKind.PROCEDURE: "Quy trình",
    DocumentKind.LEGAL: "Căn cứ",
    DocumentKind.OTHER: "Tài liệu",
}
_FROM_MEMORY = "chưa đối chiếu nguyên văn"
"""Words by which a digest of the shipped corpus marks what was not seen at a source."""

_FROM_MEMORY_NOTICE = (
    "nội dung theo trí nhớ của người biên soạn, chưa đối chiếu với văn bản chính thức."
)
_OTHER_EDITION = {"2015": "2008", "2008": "2015"}


def _none(_: Document) -> Sequence[StatusStatement]:
    return ()


@dataclass(slots=True)
class Composer:
    """Collects the claims and citations of one answer; validity is judged on `on`.

    `ended_bases` returns the bases of a procedure that are no longer in force: what is cited
    from it says of each what became of it.
    """

    on: dt.date
    legal: LegalRegister
    correspondence: Correspondence
    ended_bases: Callable[[Document], Sequence[StatusStatement]] = _none
    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def add(self, evidence: Sequence[Evidence], part: str = "") -> None:
        """Add a claim for each piece of evidence: standard, procedure, legal, other.

        `part` is the part of the question that the evidence answers, "" for all of it.
        """
        head = f"Về «{part}»: " if part else ""
        for item in sorted(
            evidence,
            key=lambda e: (KIND_ORDER.index(e.document.kind), e.document.notes, -e.score),
        ):
            number = self.cite(item.document, item.quote)
            sentence = self._sentence(item.document, item.quote)
            self.claims.append(Claim(item.document.kind, head + sentence, (number,)))

    def refuse(self, reasons: Sequence[str], part: str = "") -> None:
        """Add the notices why the question, or a part of it, has no answer."""
        for reason in reasons:
            plain = f"{reason[:1].lower()}{reason[1:]}"
            self.add_notice(f"Về «{part}»: {plain}" if part else reason)

    def cite(self, document: Document, quote: Quote) -> int:
        """Add a citation, checked character by character, and return its number.

        What another part of the question is answered with already keeps its number.
        """
        verify(quote.text, quote.provision, quote.start, quote.end)
        place = (document.id, quote.provision.locator, quote.start, quote.end)
        for known in self.citations:
            if place == (known.document.id, known.locator, known.start, known.end):
                return known.n
        judgement = judge(document, self.on, self.legal)
        notice = judgement.notice
        if judgement.statement is not None and notice:
            self.state_validity(document.code or document.title)
        elif notice:
            self.add_notice(f"{document.code or document.title}: {notice[:1].lower()}{notice[1:]}")
        if notice and document.kind is DocumentKind.STANDARD:
            notice = f"{notice} {self._counterpart(document, quote.provision)}".strip()
        if document.kind is DocumentKind.PROCEDURE:
            notice = " ".join(filter(None, (notice, self._bases_notice(document)))) or None
        if _FROM_MEMORY in quote.provision.text:
            self.add_notice(f"{citation_label(document, quote.provision)}: {_FROM_MEMORY_NOTICE}")
            notice = " ".join(filter(None, (notice, _FROM_MEMORY_NOTICE.capitalize())))
        self.citations.append(
            Citation(
                n=len(self.citations) + 1,
                document=document,
                locator=quote.provision.locator,
                label=citation_label(document, quote.provision),
                quote=quote.text,
                page=quote.provision.page,
                start=quote.start,
                end=quote.end,
                status=judgement.status,
                in_force=judgement.in_force,
                notice=notice,
            )
        )
        return len(self.citations)

    def state_validity(self, number: str) -> None:
        """Add the notice that says whether the document `number` is in force, once."""
        statement = self.legal.status_on(number, self.on)
        words = " ".join(filter(None, (statement.reason, statement.notice)))
        self.add_notice(f"{number}: {words[:1].lower()}{words[1:]}")

    def _bases_notice(self, document: Document) -> str | None:
        """Add a notice for each ended basis of a procedure; return them in a sentence."""
        sentences = [
            f"{document.code or document.title} còn căn cứ vào {basis.number}: "
            f"{basis.reason[:1].lower()}{basis.reason[1:]}"
            for basis in self.ended_bases(document)
        ]
        for sentence in sentences:
            self.add_notice(sentence)
        return " ".join(sentences) or None

    def add_notice(self, sentence: str) -> None:
        """Add a notice, once."""
        if sentence not in self.notices:
            self.notices.append(sentence)

    def _sentence(self, document: Document, quote: Quote) -> str:
        label = citation_label(document, quote.provision)
        if document.kind is DocumentKind.STANDARD and document.edition:
            head = provision_label(document, quote.provision)
            title = f" {quote.provision.title}" if quote.provision.title else ""
            label = f"{head}{title}, {document.code}{self._beside(document, quote.provision)}"
            label += f", {NOTES}" if document.notes else ""
        return f"{label}: “{quote.text}”"

    def _beside(self, document: Document, provision: Provision) -> str:
        other = _OTHER_EDITION[document.edition or "2015"]
        numbers = self._other_numbers(document, provision)
        return f" (bản {other}: {', '.join(numbers)})" if numbers else ""

    def _counterpart(self, document: Document, provision: Provision) -> str:
        numbers = self._other_numbers(document, provision)
        other = _OTHER_EDITION[document.edition or "2015"]
        return f"Điều tương ứng của bản {other}: {', '.join(numbers)}." if numbers else ""

    def _other_numbers(self, document: Document, provision: Provision) -> tuple[str, ...]:
        number = provision.locator
        if document.edition == "2008":
            links = self.correspondence.links_of_2008(number)
            return tuple(dict.fromkeys(link.clause_2015 for link in links if link.verified))
        links = self.correspondence.links_of_2015(number)
        return tuple(dict.fromkeys(link.clause_2008 for link in links if link.verified))


def render(claims: Sequence[Claim]) -> str:
    """Return the answer's text, claim by claim: its kind first, its markers last.

    A claim is one line, or several where it quotes a list.
    """
    return "\n".join(
        f"{HEADINGS[claim.kind]}: {claim.text} {''.join(f'[{n}]' for n in claim.citations)}"
        for claim in claims
    )
