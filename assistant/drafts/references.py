"""What a draft cites: documents that have ended, or of which nothing is known."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.drafts.model import Finding, FindingKind
from assistant.drafts.subjects import Comparison, Subject
from assistant.mapping.model import Place
from assistant.mapping.quoting import locate
from assistant.mapping.reading import Agency
from assistant.mapping.references import references_in
from assistant.mapping.stale import Citation, find_stale
from corpus.references import ReferenceKind, code_key
from corpus.registers import LegalRegister

__all__ = ["stale_references", "unknown_procedures"]


def stale_references(
    draft: Subject, agency: Agency, register: LegalRegister, on: dt.date
) -> Iterator[Finding]:
    """Yield the legal documents and standards that are not certainly in force on a day."""
    report = find_stale(replace(agency, procedures=(draft.procedure,)), register, on)
    for citation in report.citations:
        if citation.ended:
            yield _finding(FindingKind.REFERENCE_ENDED, citation, citation.statement.reason)
        elif citation.unknown:
            yield _finding(FindingKind.REFERENCE_UNKNOWN, citation, _doubt(citation))


def unknown_procedures(compared: Comparison) -> Iterator[Finding]:
    """Yield the codes of procedures that the draft names and the agency does not have."""
    draft = compared.draft
    subjects = (draft, compared.earlier, *compared.others)
    known = {code_key(s.document.code) for s in subjects if s is not None and s.document.code}
    series = {_series(code) for code in known}
    places: dict[str, list[Place]] = {}
    for provision in draft.procedure.provisions:
        for named in references_in(provision):
            code = named.reference.document
            if named.reference.kind is not ReferenceKind.PROCEDURE or code is None:
                continue
            if _series(code_key(code)) in series and code_key(code) not in known:
                place = locate(draft.document, provision, *named.span)
                places.setdefault(code, []).append(place)
    for code, found in places.items():
        yield Finding(
            FindingKind.REFERENCE_UNKNOWN,
            code,
            f"{code}: trong kho không có quy trình mang mã này. Hãy kiểm tra lại mã.",
            tuple(found),
        )


def _series(key: str) -> str:
    """Return the letters before the number: forms have codes too, of a series of their own."""
    return re.split(r"[\d\W]", key, maxsplit=1)[0]


def _finding(kind: FindingKind, citation: Citation, reason: str) -> Finding:
    return Finding(kind, citation.number, f"{citation.number}: {reason}", citation.places)


def _doubt(citation: Citation) -> str:
    if len(citation.candidates) > 1:
        return "tên gọi này chỉ nhiều văn bản. Hãy ghi đủ số và ký hiệu."
    if not citation.listed:
        return "sổ văn bản chưa có số này nên chưa rõ hiệu lực. Hãy kiểm tra số rồi bổ sung vào sổ."
    return citation.statement.reason
