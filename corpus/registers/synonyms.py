"""Everyday wording and what official texts say instead; for searching, never for quoting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.registers.loading import DATA, RegisterFile, read_register
from corpus.text import syllables

__all__ = ["Synonyms", "load_synonyms"]

_SCHEMA = "synonyms"


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Official wordings by everyday wording, each a tuple of syllables in search form."""

    official: dict[tuple[str, ...], tuple[tuple[str, ...], ...]]

    def of(self, tokens: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the official wordings for what `tokens` say and do not yet say officially.

        The longest everyday wording counts where several begin at one place; each official
        wording comes once, in the order of the question.
        """
        longest = max(map(len, self.official), default=0)
        text = f" {' '.join(tokens)} "
        found: dict[tuple[str, ...], None] = {}
        place = 0
        while place < len(tokens):
            taken = 1
            for length in range(min(longest, len(tokens) - place), 0, -1):
                said = tuple(tokens[place : place + length])
                if said in self.official:
                    found |= dict.fromkeys(self.official[said])
                    taken = length
                    break
            place += taken
        return tuple(wording for wording in found if f" {' '.join(wording)} " not in text)


def load_synonyms(folders: Sequence[Path] = ()) -> Synonyms:
    """Load the shipped register and the synonyms*.yaml files of `folders`, in order of name.

    A wording that several files give adds up. Raises RegisterError with file and line when a
    file breaks the schema or gives an everyday wording twice.
    """
    paths = [DATA / "synonyms.yaml"]
    for folder in folders:
        paths += sorted(folder.glob("synonyms*.yaml"))
    merged: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for path in paths:
        for said, official in _entries(read_register(path, _SCHEMA)).items():
            merged.setdefault(said, {}).update(dict.fromkeys(official))
    return Synonyms({said: tuple(official) for said, official in merged.items()})


def _entries(file: RegisterFile) -> dict[tuple[str, ...], list[tuple[str, ...]]]:
    entries: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for row, entry in enumerate(file.data["synonyms"]):
        official = [tuple(syllables(wording)) for wording in entry["official"]]
        for column, wording in enumerate(entry["said"]):
            said = tuple(syllables(wording))
            if said in entries:
                raise file.error(f"“{wording}” ghi hai lần", "synonyms", row, "said", column)
            entries[said] = official
    return entries
