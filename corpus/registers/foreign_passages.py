"""Where invented passages begin: texts on many subjects, most of which a corpus has nothing on.

    corpus/data/foreign_passages.txt    heading TAB beginning, one passage a line

Drawn from the invented documents, the first and the last passage of each, by

    python -m corpus.registers.foreign_passages
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from corpus.registers.asked_documents import AskedDocument, load_asked_documents
from corpus.registers.loading import DATA

__all__ = ["beginnings", "load_foreign_passages"]

_FILE = DATA / "foreign_passages.txt"
_WORDS = 30
"""So many words of a passage tell its subject as well as all of them, and take half the time."""


def load_foreign_passages() -> tuple[str, ...]:
    """Load the shipped beginnings, each with its heading on a line above."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    return tuple(line.replace("\t", "\n", 1) for line in lines)


def beginnings(documents: Iterable[AskedDocument]) -> Iterator[str]:
    """Give the beginning of the first and of the last passage of each document."""
    for document in documents:
        for passage in (document.passages[0], document.passages[-1]):
            words = islice(passage.text.split(), _WORDS)
            yield f"{document.title} › {passage.heading}\n{' '.join(words)}"


def _write() -> None:
    lines = (text.replace("\n", "\t", 1) for text in beginnings(load_asked_documents()))
    _FILE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    _write()
