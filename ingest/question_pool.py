"""What the reading of questions is trained on: questions, and the passages that answer them.

The invented documents of `corpus.registers.load_asked_documents` and the shipped notes on the
standard are read and cut by an ordinary ingest, so that a question is held against passages as
an index has them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from corpus.model import DocumentKind
from corpus.registers import AskedDocument, load_asked_documents, load_situations, load_wordings
from corpus.settings import SHIPPED_DOCUMENTS, Settings
from ingest.clause_model import situations_fingerprint
from ingest.embedding import Encoder
from ingest.embedding.protocol import normalise
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources

__all__ = ["Asked", "Pool", "pools", "texts_fingerprint"]

_EDITION = "2015"
_KINDS = (DocumentKind.PROCEDURE, DocumentKind.LEGAL)
_STANDARD = (SHIPPED_DOCUMENTS / "standard",)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the rows of the pool that answer it, int64 (>= 1,).

    `title` is the row of its document's title in the pool, None where titles say nothing.
    """

    text: str
    rows: npt.NDArray[np.int64]
    title: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Passages, float32 (passages, dimension) of norm 1, and what is asked about them.

    `tokens` are the packed signs of each passage's tokens, uint8 (tokens, bytes); empty where
    the encoder gives none. `titles` are the vectors of documents' titles, float32 (documents,
    dimension), `shares` names what each was written together with; both are empty for clauses.
    """

    passages: npt.NDArray[np.float32]
    tokens: Sequence[npt.NDArray[np.uint8]]
    asked: Sequence[Asked]
    headings: Sequence[Asked]
    titles: npt.NDArray[np.float32] = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    shares: npt.NDArray[np.str_] = field(default_factory=lambda: np.zeros(0, np.str_))


def pools(encoder: Encoder, settings: Settings) -> tuple[Pool, Pool]:
    """Return the pool of the invented documents and that of the standard's clauses.

    Their indexes are made in `settings.index_dir`, a folder that is not there yet.
    """
    documents = load_asked_documents()
    folders = {kind: settings.index_dir / "documents" / kind.value for kind in _KINDS}
    for kind, folder in folders.items():
        _write(documents, kind, folder)
    with closing(_index(settings, encoder, "invented", list(folders.values()))) as invented:
        of_documents = _of_documents(invented, documents)
    with closing(_index(settings, encoder, "standard", _STANDARD)) as standard:
        return of_documents, _of_clauses(standard)


def texts_fingerprint() -> str:
    """Hash of all texts that the reading of questions is trained on, 12 hexadecimal digits."""
    digest = hashlib.sha256(repr(load_asked_documents()).encode("utf-8"))
    digest.update(situations_fingerprint(load_wordings(), load_situations()).encode("ascii"))
    return digest.hexdigest()[:12]


def _write(documents: Sequence[AskedDocument], kind: DocumentKind, folder: Path) -> None:
    folder.mkdir(parents=True)
    for number, document in enumerate(documents):
        if document.kind is kind:
            text = "\n".join(_lines(document, number))
            (folder / f"{number}.md").write_text(text, encoding="utf-8")


def _lines(document: AskedDocument, number: int) -> Iterator[str]:
    yield f"# {document.title}\n"
    if document.kind is DocumentKind.PROCEDURE:
        yield f"Mã số: QT-{number}\n\n## 5 Nội dung\n"
    for place, passage in enumerate(document.passages, start=1):
        locator = _locator(document, place)
        opening = f"{locator}." if document.kind is DocumentKind.LEGAL else f"### {locator}"
        yield f"{opening} {passage.heading or f'Bước {place}'}\n\n{passage.text}\n"


def _locator(document: AskedDocument, place: int) -> str:
    return f"Điều {place}" if document.kind is DocumentKind.LEGAL else f"5.{place}"


def _index(settings: Settings, encoder: Encoder, name: str, folders: Sequence[Path]) -> Index:
    own = settings.model_copy(update={"index": settings.index_dir / name})
    sources = [
        source
        for folder in folders
        for source in named_sources([folder], DocumentKind(folder.name))
    ]
    ingest(Request(sources=sources), own, lambda: encoder, QuietProgress())
    return Index.open(own, encoder.model_id)


def _of_documents(index: Index, documents: Sequence[AskedDocument]) -> Pool:
    rows = _rows_by_unit(index)
    stems = [Path(document.path).stem for document in index.documents.values()]
    titles = {stem: row for row, stem in enumerate(stems)}
    asked, headings = [], []
    for number, document in enumerate(documents):
        for place, passage in enumerate(document.passages, start=1):
            found = _within(rows, str(number), _locator(document, place))
            if not len(found):
                continue
            title = titles[str(number)]
            asked += [Asked(question, found, title) for question in passage.questions]
            if passage.heading:
                headings.append(Asked(f"{document.title}: {passage.heading}", found))
    pool = _pool(index, np.arange(len(index.unit_of)), asked, headings)
    return replace(
        pool,
        titles=np.array(index.title_vectors, dtype=np.float32),
        shares=np.asarray([documents[int(stem)].share for stem in stems]),
    )


def _of_clauses(index: Index) -> Pool:
    rows = _rows_by_unit(index)
    stem = next(s for s, _ in rows if s.endswith(_EDITION))
    asked = []
    for register in (load_wordings(), load_situations()):
        for (edition, clause), texts in register.items():
            if edition == _EDITION and (stem, clause) in rows:
                asked += [Asked(text, rows[stem, clause]) for text in texts]
    edition_rows = np.unique(np.concatenate([r for (s, _), r in rows.items() if s == stem]))
    place = {int(row): n for n, row in enumerate(edition_rows)}
    moved = [Asked(a.text, np.asarray([place[int(row)] for row in a.rows])) for a in asked]
    return _pool(index, edition_rows, moved, ())


def _rows_by_unit(index: Index) -> dict[tuple[str, str], npt.NDArray[np.int64]]:
    """Return the chunk rows of each unit by its file's stem and its locator."""
    stems = {name: Path(document.path).stem for name, document in index.documents.items()}
    return {
        (stems[unit.document_id], unit.locator): index.chunks_of(np.asarray([row]))
        for row, unit in enumerate(index.units)
    }


def _within(
    rows: dict[tuple[str, str], npt.NDArray[np.int64]], stem: str, locator: str
) -> npt.NDArray[np.int64]:
    """Return the chunk rows of a unit and of the steps within it."""
    own = [
        found
        for (of, name), found in rows.items()
        if of == stem and (name == locator or name.startswith(f"{locator} "))
    ]
    return np.concatenate(own) if own else np.zeros(0, dtype=np.int64)


def _pool(
    index: Index, rows: npt.NDArray[np.int64], asked: Sequence[Asked], headings: Sequence[Asked]
) -> Pool:
    """Return the pool whose passages are some chunk rows of an index."""
    passages = normalise(np.asarray(index.vectors[rows], dtype=np.float32))
    # Copies: the index is closed, and its files deleted, before they are read.
    tokens = [np.array(codes) for codes in index.tokens.codes(rows)] if index.tokens else []
    return Pool(passages, tokens, asked, headings)
