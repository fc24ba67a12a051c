"""What a run has to do: compare the files of its roots with what the catalog holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ingest.catalog import Source, StoredDocument
from ingest.parsing import Fingerprint, fingerprint
from ingest.sources import SourceFile, find_files

__all__ = ["Plan", "make_plan"]


@dataclass(slots=True)
class Plan:
    """The files of a run, sorted by what must be done with them.

    `changed` maps a file to its fingerprint and to the document it replaces, if any. `lost`
    are roots that cannot be reached: their documents stay and are reported.
    """

    unchanged: list[StoredDocument] = field(default_factory=list)
    changed: list[tuple[SourceFile, Fingerprint, StoredDocument | None]] = field(
        default_factory=list
    )
    removed: list[StoredDocument] = field(default_factory=list)
    unreadable: list[tuple[SourceFile, str, StoredDocument | None]] = field(default_factory=list)
    lost: list[tuple[Source, list[StoredDocument]]] = field(default_factory=list)


def make_plan(
    sources: Sequence[Source],
    others: Sequence[Source],
    stored: Mapping[str, StoredDocument],
    excluded: set[str],
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
        found = {
            f.path.as_posix(): f
            for f in find_files(source)
            if f.path.as_posix() not in excluded and _innermost(f, roots)
        }
        files |= found
        gone |= {path: doc for path, doc in own.items() if path not in found}
    gone = {path: doc for path, doc in gone.items() if path not in files}
    for path, file in files.items():
        _place(plan, file, stored.get(path), gone)
    plan.removed = list(gone.values())
    return plan


def _innermost(file: SourceFile, roots: Sequence[str]) -> bool:
    return not any(
        len(root) > len(file.source) and file.path.is_relative_to(root) for root in roots
    )


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
    if known is not None and known.fingerprint == mark.whole and known.source == file.source:
        plan.unchanged.append(known)
        return
    if known is None:
        known = next((doc for doc in gone.values() if doc.content_hash == mark.content), None)
        if known is not None:
            del gone[known.document.path]
    plan.changed.append((file, mark, known))
