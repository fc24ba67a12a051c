"""Other procedures that bear the draft's code."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafts.model import Finding, FindingKind
from assistant.drafts.subjects import Comparison
from assistant.labels import document_label
from corpus.references import code_key

__all__ = ["taken_codes"]


def taken_codes(compared: Comparison) -> Iterator[Finding]:
    """Yield the procedures with the draft's code that are not its earlier version."""
    code = compared.draft.document.code
    for other in compared.others if code else ():
        if code_key(other.document.code or "") == code_key(code or ""):
            yield Finding(
                FindingKind.CODE_TAKEN,
                code or "",
                f"Mã {code} đã cấp cho «{document_label(other.document)}». Hãy cấp mã khác.",
                compared.draft.opening(),
                other.opening(),
            )
