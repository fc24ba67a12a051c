"""What a run has to do: compare the files of its roots with what the catalog holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.catalog import Source, StoredDocument
from ingest.parsing import Fingerprint, fingerprint, is_current
from ingest.sources import Finder, SourceFile

__all__ = ["Plan", "PlannedFile", "make_plan"]


PlannedFile = tuple[SourceFile, Fingerprint, StoredDocument | None]
"""A file to read, its fingerprint, and the document that it replaces, if any."""


@dataclass(slots=True)
class Plan:
    """The files of a run, sorted by what must be done with them.

    `unreadable` are files that cannot be opened, with the reason and the document that stays.
    `lost` are roots that cannot be reached: their documents stay and are reported.
    """

    unchanged: list[StoredDocument] = field(default_factory=list)
    changed: list[PlannedFile] = field(default_factory=list)
    removed: list[StoredDocument] = field(default_factory=list)
    unreadable: list[tuple[SourceFile, str, StoredDocument | None]] = field(default_factory=list)
    lost: list[tuple[Source, list[StoredDocument]]] = field(default_factory=list)


def make_plan(
    sources: Sequence[Source],
    others: Sequence[Source],
    stored: Mapping[str, StoredDocument],
    excluded: set[str],
    finder: Finder,
) -> Plan:
    """Compare the files of `sources` with the `stored` documents (by path).

    `others` are recorded roots that this run does not read. A file belongs to the innermost
    root that holds it. A file that has moved within the run, recognised by its bytes, keeps
    its document.
    """
    plan = Plan()
    files: dict[str, SourceFile] = {}
    gone: dict[str, StoredDocument] = {}
    roots = [source.path for source in (*sources, *others)]
    for source in sources:
        own = {path: doc for path, doc in stored.items() if doc.source == source.path}
        if not Path(source.path).exists() and source.path not in own and own:
            plan.lost.append((source, list(own.values())))
            continue
        found = finder.find(source)
        wanted = {
            f.path.as_posix(): f
            for f in found.files
            if f.path.as_posix() not in excluded and _innermost(f, roots)
        }
        files |= wanted
        gone |= {path: doc for path, doc in own.items() if path not in wanted}
        for file, reason in found.failures:
            if _innermost(file, roots):
                _keep(plan, file, reason, gone)
    gone = {path: doc for path, doc in gone.items() if path not in files}
    for path, file in files.items():
        _place(plan, file, stored.get(path), gone)
    plan.removed = list(gone.values())
    return plan


def _innermost(file: SourceFile, roots: Sequence[str]) -> bool:
    return not any(
        len(root) > len(file.source) and file.path.is_relative_to(root) for root in roots
    )


def _keep(plan: Plan, file: SourceFile, reason: str, gone: dict[str, StoredDocument]) -> None:
    """Note a file that cannot be read, with the documents that were read from it before."""
    path = file.path.as_posix()
    kept = [known for known in gone if known == path or known.startswith(f"{path}/")]
    for known in kept:
        document = gone.pop(known)
        plan.unreadable.append((replace(file, path=Path(known)), reason, document))
    if not kept:
        plan.unreadable.append((file, reason, None))


def _place(
    plan: Plan, file: SourceFile, known: StoredDocument | None, gone: dict[str, StoredDocument]
) -> None:
    try:
        mark = fingerprint(file)
    except OSError as error:
        reason = error.strerror or str(error)
        plan.unreadable.append(
            (file, f"Không mở được tệp ({reason}). Hãy kiểm tra quyền đọc.", known)
        )
        return
    if known is not None and known.source == file.source and is_current(known.fingerprint, mark):
        plan.unchanged.append(known)
        return
    if known is None:
        known = next((doc for doc in gone.values() if doc.content_hash == mark.content), None)
        if known is not None:
            del gone[known.document.path]
    plan.changed.append((file, mark, known))
