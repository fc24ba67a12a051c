"""Several legal register files as one: later files add, and may not contradict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from corpus.errors import RegisterError
from corpus.registers.loading import RegisterFile
from corpus.registers.numbers import number_key

__all__ = ["MergedDocument", "merge"]

_FACTS = ("type", "title_vi", "issuer", "issued", "effective", "expired", "state", "amendment")
_TEXTS = ("group", "summary", "note", "status", "source", "transition")


@dataclass(slots=True)
class MergedDocument:
    """The facts on one document so far, and the file and position each came from."""

    data: dict[str, Any]
    recorded: str
    origins: dict[str, tuple[RegisterFile, int]] = field(default_factory=dict)


def merge(files: Iterable[RegisterFile]) -> dict[str, MergedDocument]:
    """Return the documents of `files` by number key, facts merged in the order of files.

    A later file fills in what is unknown or was not verified, and adds relations and
    articles. Raises RegisterError naming both files when it states another fact.
    """
    merged: dict[str, MergedDocument] = {}
    for file in files:
        for position, entry in enumerate(file.data["documents"]):
            key = number_key(entry["number"])
            if key in merged:
                _extend(merged[key], entry, file, position)
            else:
                merged[key] = _first(entry, file, position)
    return merged


def _first(entry: dict[str, Any], file: RegisterFile, position: int) -> MergedDocument:
    data = {**entry, "relations": list(entry.get("relations", ()))}
    data["articles"] = list(entry.get("articles", ()))
    data["unverified_fields"] = list(entry.get("unverified_fields", ()))
    origins = {name: (file, position) for name in _FACTS if entry.get(name) is not None}
    return MergedDocument(data, file.data["generated"], origins)


def _extend(base: MergedDocument, entry: dict[str, Any], file: RegisterFile, position: int) -> None:
    for name in _FACTS:
        _add_fact(base, entry, name, (file, position))
    for name in _TEXTS:
        base.data.setdefault(name, entry.get(name))
    base.data["verified"] = base.data["verified"] or entry["verified"]
    for index, relation in enumerate(entry.get("relations", ())):
        _add_relation(base, relation, file, ("documents", position, "relations", index))
    known = {article["article"] for article in base.data["articles"]}
    base.data["articles"] += [a for a in entry.get("articles", ()) if a["article"] not in known]
    base.recorded = max(base.recorded, file.data["generated"])


def _add_fact(
    base: MergedDocument, entry: dict[str, Any], name: str, origin: tuple[RegisterFile, int]
) -> None:
    old, new = base.data.get(name), entry.get(name)
    unverified = base.data["unverified_fields"]
    seen = name not in entry.get("unverified_fields", ())
    if new is None or new == old:
        if new is not None and seen and name in unverified:
            unverified.remove(name)
        return
    if old is not None and name not in unverified:
        if seen:
            raise _clash(base, name, origin)
        return
    base.data[name] = new
    base.origins[name] = origin
    if seen and name in unverified:
        unverified.remove(name)
    elif not seen and name not in unverified:
        unverified.append(name)


def _clash(base: MergedDocument, name: str, origin: tuple[RegisterFile, int]) -> RegisterError:
    first, at = base.origins[name]
    second, position = origin
    return RegisterError(
        f"Trường “{name}” của {base.data['number']} khác nhau giữa {first.path.name} "
        f"(dòng {first.line('documents', at, name)}) và {second.path.name} "
        f"(dòng {second.line('documents', position, name)}). Hãy sửa cho hai tệp thống nhất."
    )


def _add_relation(
    base: MergedDocument,
    relation: dict[str, Any],
    file: RegisterFile,
    keys: tuple[str | int, ...],
) -> None:
    def same(other: dict[str, Any]) -> bool:
        return bool(
            other["kind"] == relation["kind"]
            and number_key(other["number"]) == number_key(relation["number"])
        )

    relations: list[dict[str, Any]] = base.data["relations"]
    found = next((index for index, other in enumerate(relations) if same(other)), None)
    if found is None:
        relations.append(relation)
    elif relation["verified"] and not relations[found]["verified"]:
        relations[found] = relation
    elif _contradicts(relations[found], relation):
        raise file.error(
            f"quan hệ của {base.data['number']} với {relation['number']} khác ngày với tệp trước",
            *keys,
        )


def _contradicts(old: dict[str, Any], new: dict[str, Any]) -> bool:
    return bool(
        new["verified"] and old.get("date") and new.get("date") and old["date"] != new["date"]
    )
