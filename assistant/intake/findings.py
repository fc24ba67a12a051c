"""A report of ingest, sorted into what a person must look at, most urgent first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

__all__ = ["Finding", "FindingKind", "Outcome", "findings", "merged"]

Entry = Mapping[str, Any]
"""A document's entry in the report, as the command-line contract says."""

_NEW = frozenset({"added", "updated"})


class FindingKind(StrEnum):
    """Why a document needs a look, most urgent first."""

    FAILED = "failed"
    UNREAD = "unread"
    REPAIRED = "repaired"
    GAPS = "gaps"
    SAME_CODE = "same_code"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at.

    `details` are, by kind: the error; the unread pages; the encoding; the gaps; the paths
    of the other documents with the code; the warnings.
    """

    kind: FindingKind
    entry: Entry
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run that waits or was taken over: the entries of its report.

    `paths` are the roots that were read, `generation` the one that holds the result.
    """

    generation: int
    entries: tuple[Entry, ...]
    paths: tuple[str, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many documents were added, updated, unchanged, removed, failed."""
        return Counter(str(entry["status"]) for entry in self.entries)

    def entry(self, path: str) -> Entry | None:
        """Return the entry of the document at `path`."""
        return next((entry for entry in self.entries if entry["path"] == path), None)


def findings(entries: Sequence[Entry], others: Sequence[tuple[str, str]] = ()) -> list[Finding]:
    """Return what needs a look in the entries, by urgency and then by path.

    `others` are (code, path) of the documents that are in the index besides.
    """
    codes: dict[str, list[str]] = {}
    for code, path in [*((str(e["code"]), str(e["path"])) for e in entries if e["code"]), *others]:
        if path not in codes.setdefault(code, []):
            codes[code].append(path)
    found = [
        Finding(kind, entry, details)
        for entry in entries
        if entry["status"] != "removed"
        for kind, details in _details(entry, codes)
    ]
    order = list(FindingKind)
    return sorted(found, key=lambda item: (order.index(item.kind), str(item.entry["path"])))


def merged(earlier: Sequence[Entry], later: Sequence[Entry]) -> list[Entry]:
    """Return the entries of a second run over a generation that waits, seen from the served one.

    What the first run added is unchanged for the second, and was added all the same.
    """
    before = {entry["path"]: entry for entry in earlier if entry["status"] != "failed"}
    entries: list[Entry] = []
    for entry in later:
        first = before.pop(entry["path"], None)
        status = _joined(str(first["status"]) if first else "unchanged", str(entry["status"]))
        if status is not None:
            entries.append({**entry, "status": status})
    gone = [entry for entry in before.values() if entry["status"] == "removed"]
    return [*entries, *gone]


def _joined(first: str, second: str) -> str | None:
    """Return the status after both runs, None for what came and went."""
    if second == "removed":
        return None if first == "added" else second
    return first if first != "unchanged" and second in {"unchanged", "updated"} else second


def _details(
    entry: Entry, codes: Mapping[str, Sequence[str]]
) -> Iterator[tuple[FindingKind, tuple[str, ...]]]:
    if entry["status"] == "failed":
        yield FindingKind.FAILED, (str(entry["error"]),)
    for kind, take in _LISTS.items():
        details = tuple(map(str, take(entry)))
        if details:
            yield kind, details
    same = [path for path in codes.get(str(entry["code"]), ()) if path != entry["path"]]
    if same and entry["status"] in _NEW:
        yield FindingKind.SAME_CODE, tuple(same)


def _encodings(entry: Entry) -> Sequence[str]:
    new = entry["status"] in _NEW and entry["encoding"] != "unicode"
    return [entry["encoding"]] if new else []


def _if_new(name: str) -> Callable[[Entry], Sequence[Any]]:
    return lambda entry: entry[name] if entry["status"] in _NEW else ()


_LISTS: Mapping[FindingKind, Callable[[Entry], Sequence[Any]]] = {
    FindingKind.UNREAD: lambda entry: entry["pages_without_text"],
    FindingKind.REPAIRED: _encodings,
    FindingKind.GAPS: _if_new("gaps"),
    FindingKind.WARNING: _if_new("warnings"),
}
