"""From the lines of a file to typed, citable provisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import DocumentKind, Provision, ProvisionKind
from ingest.reading import Reading
from ingest.structure.apart import content_items
from ingest.structure.attributes import HEAD_LINES, identity_of
from ingest.structure.blocks import build_blocks, build_sheets
from ingest.structure.case_law import build_case_law, case_law_code
from ingest.structure.facts import Facts, facts_of
from ingest.structure.kinds import Recognition, recognise
from ingest.structure.legal import build_legal
from ingest.structure.lines import Item
from ingest.structure.procedure import build_procedure
from ingest.structure.standard import build_standard
from ingest.structure.tree import TreeBuilder

__all__ = ["Structured", "structure"]

_MIN_SECTIONS = 2
_SURE = frozenset({ProvisionKind.DIEU, ProvisionKind.CLAUSE, ProvisionKind.SHEET})
_EDITIONS = frozenset({"2008", "2015"})


@dataclass(frozen=True, slots=True)
class Structured:
    """A document taken apart.

    `kind_reason` is a Vietnamese phrase. `gaps` name numbers that are missing ("Điều 53
    thiếu") or printed again ("Điều 52 (lần 2) trùng"); nothing is renumbered, and an excerpt misses
    nothing. `provisions` are in reading order with unique locators. `facts` are what the
    document prints about its own issue.
    """

    kind: DocumentKind
    kind_reason: str
    title: str
    code: str | None
    edition: str | None
    provisions: tuple[Provision, ...]
    gaps: tuple[str, ...]
    warnings: tuple[str, ...]
    facts: Facts


def structure(reading: Reading, name: str, kind: DocumentKind | None = None) -> Structured:
    """Divide what was read into provisions.

    `name` is the file's stem, the title where none is found. `kind` forces the kind; else
    the file's own statement decides, else what the text looks like. A file that states
    `excerpt: true` holds some provisions of a document on purpose.
    """
    items = content_items(reading.lines)
    head = [
        line.text.upper() if line.capitals else line.text
        for line in reading.lines[: HEAD_LINES * 2]
    ]
    recognition, warnings = _kind_of(reading, items, head, kind)
    excerpt = reading.attributes.get("excerpt") == "true"
    tree, gaps = _tree_of(items, recognition.kind, excerpt, case=case_law_code(head) is not None)
    provisions = tree.build()
    if items and not _is_structured(provisions):
        tree, gaps = build_blocks(items), []
        provisions = tree.build()
        if recognition.kind is not DocumentKind.OTHER and not excerpt:
            warnings.append("Không nhận ra điều mục nào; văn bản được chia theo trang hoặc đoạn.")
    identity = identity_of(head, recognition.kind)
    stated = reading.attributes
    code = stated.get("code") or identity.code
    edition = stated.get("edition") if stated.get("edition") in _EDITIONS else identity.edition
    return Structured(
        kind=recognition.kind,
        kind_reason=recognition.reason,
        title=stated.get("title") or identity.title or name,
        code=code,
        edition=edition if recognition.kind is DocumentKind.STANDARD else None,
        provisions=provisions,
        gaps=(
            *(() if excerpt else gaps),
            *(f"{locator} trùng" for locator in tree.repeated),
        ),
        warnings=tuple(warnings),
        facts=_facts(reading, head, code),
    )


def _facts(reading: Reading, head: Sequence[str], code: str | None) -> Facts:
    """Return what the document prints about its issue; days that are stated for it count."""
    stated = reading.attributes
    printed = facts_of(head[:HEAD_LINES], [line.text for line in reading.lines], code)
    return replace(
        printed,
        date=stated.get("date") or printed.date,
        effective=stated.get("effective") or printed.effective,
    )


def _kind_of(
    reading: Reading, items: Sequence[Item], head: Sequence[str], kind: DocumentKind | None
) -> tuple[Recognition, list[str]]:
    if kind is not None:
        return Recognition(kind, "do người dùng chỉ định"), []
    stated = reading.attributes.get("kind")
    if stated is None:
        return recognise(items, head), []
    if stated in set(DocumentKind):
        return Recognition(DocumentKind(stated), "do tệp tự khai"), []
    return recognise(items, head), [
        f"Loại tài liệu “{stated[:40]}” không có; hãy ghi standard, procedure, legal hoặc other."
    ]


def _tree_of(
    items: Sequence[Item], kind: DocumentKind, excerpt: bool, *, case: bool
) -> tuple[TreeBuilder, list[str]]:
    if any(item.sheet for item in items):
        return build_sheets(items), []
    if kind is DocumentKind.LEGAL:
        if case:
            return build_case_law(items)
        return build_legal(items, excerpt=excerpt)
    if kind is DocumentKind.STANDARD:
        return build_standard(items)
    return build_procedure(items, steps=kind is DocumentKind.PROCEDURE)


def _is_structured(provisions: Sequence[Provision]) -> bool:
    """Whether enough was recognised to keep the tree: an article, a clause or two sections."""
    numbered = [p.kind for p in provisions if p.kind is not ProvisionKind.BLOCK]
    return len(numbered) >= _MIN_SECTIONS or not _SURE.isdisjoint(numbered)
