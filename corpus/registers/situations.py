"""How people speak of a clause: everyday questions and findings, clause by clause.

They lead a question to its clause and are never quoted: what is cited is the standard.
"""

from __future__ import annotations

from collections.abc import ItemsView, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.registers.loading import DATA, RegisterFile, read_register
from corpus.registers.standards import EDITIONS, StandardRegister, load_standard
from corpus.text import clean

__all__ = ["Situations", "load_situations", "load_wordings"]

_SCHEMA = "situations"


@dataclass(frozen=True, slots=True)
class Situations:
    """Texts of 4-40 words by (edition, clause number), in the order of the standard.

    Only clauses with at least one text have a key.
    """

    texts: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, edition: str, clause: str) -> tuple[str, ...]:
        """Return the texts on `clause` ("7.5.2") of `edition` ("2015"), () if there are none."""
        return self.texts.get((edition, clause), ())

    def items(self) -> ItemsView[tuple[str, str], tuple[str, ...]]:
        """Return ((edition, clause number), texts), editions and clauses in order."""
        return self.texts.items()


def load_situations(folders: Sequence[Path] = ()) -> Situations:
    """Load the shipped texts and the situations*.yaml files of `folders`, in order of name.

    A text that several files give for one clause is kept once. Raises RegisterError with
    file and line when a file breaks the schema, names a clause that its edition lacks or
    repeats a text.
    """
    paths = sorted((DATA / "situations").glob("*.yaml"))
    for folder in folders:
        paths += sorted(folder.glob("situations*.yaml"))
    return _load(paths)


def load_wordings() -> Situations:
    """Load the shipped texts that only the clause model is fitted on.

    They are many and close to each other: an index of them would cost every ingest a minute
    and finds nothing that the model does not.
    """
    return _load(sorted((DATA / "wordings").glob("*.yaml")))


def _load(paths: Sequence[Path]) -> Situations:
    registers = {edition: load_standard(edition) for edition in EDITIONS}
    found: dict[tuple[str, str], dict[str, None]] = {
        (edition, clause.number): {}
        for edition, register in registers.items()
        for clause in register.clauses
    }
    for path in paths:
        file = read_register(path, _SCHEMA)
        edition = file.data["edition"]
        _check(file, registers[edition])
        for number, texts in file.data["clauses"].items():
            found[edition, number] |= dict.fromkeys(clean(text) for text in texts)
    return Situations({key: tuple(texts) for key, texts in found.items() if texts})


def _check(file: RegisterFile, register: StandardRegister) -> None:
    for number, texts in file.data["clauses"].items():
        if not isinstance(number, str):
            problem = f"số điều {number} phải đặt trong dấu nháy, như '7.5'"
            raise file.error(problem, "clauses", str(number))
        if number not in register:
            problem = f"bản {register.edition} không có điều {number}"
            raise file.error(problem, "clauses", number)
        for position, text in enumerate(texts):
            if text in texts[:position]:
                raise file.error("câu này ghi hai lần", "clauses", number, position)
