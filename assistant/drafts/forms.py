"""Forms whose code goes with two names."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.drafts.model import Finding, FindingKind
from assistant.drafts.subjects import Comparison, Subject, word_key
from assistant.labels import document_label
from assistant.procedures import Form, form_key

__all__ = ["conflicting_forms"]


def conflicting_forms(compared: Comparison) -> Iterator[Finding]:
    """Yield the forms of the draft that it, or another procedure, lists under another name."""
    forms = compared.draft.facts.forms
    for place, form in enumerate(forms):
        yield from _within(compared.draft, form, forms[:place])
        for other in compared.others:
            yield from _between(compared.draft, form, other)


def _within(draft: Subject, form: Form, before: tuple[Form, ...]) -> Iterator[Finding]:
    for first in before:
        if _differ(first, form):
            yield Finding(
                FindingKind.FORM_DIFFERS,
                form.code,
                f"Mã {form.code} ứng với hai biểu mẫu: «{first.name}» và «{form.name}»."
                " Hãy cấp mã riêng hoặc sửa tên.",
                (draft.place(first.line), draft.place(form.line)),
            )


def _between(draft: Subject, form: Form, other: Subject) -> Iterator[Finding]:
    for theirs in other.facts.forms:
        if _differ(theirs, form):
            yield Finding(
                FindingKind.FORM_DIFFERS,
                form.code,
                f"Mã {form.code} ở {document_label(other.document)} là «{theirs.name}», trong bản"
                f" thảo là «{form.name}». Hãy cấp mã riêng hoặc sửa tên.",
                (draft.place(form.line),),
                (other.place(theirs.line),),
            )


def _differ(first: Form, second: Form) -> bool:
    same_code = form_key(first.code) == form_key(second.code)
    return same_code and word_key(first.name) != word_key(second.name)
