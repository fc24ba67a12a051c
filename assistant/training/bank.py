"""The question bank: answers edited, cited, approved; what is approved can be offered first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from assistant.composition import render
from assistant.model import Answer
from assistant.store import Store
from assistant.store.tables import now
from assistant.training.citing import (
    Citations,
    cited,
    having,
    kept,
    marked,
    numbered,
    renewed,
    requoted,
    unmarked,
)
from assistant.training.model import BankCitation, BankEntry, BankFilter, Details, Flag
from assistant.training.records import CITATIONS, DETAILS, EVIDENCE, entry_of
from assistant.training.selecting import find_entry, passes, unknown_entry
from assistant.training.sources import Sources
from assistant.training.suggesting import suggested_details
from assistant.training.tables import EntryRow
from assistant.training.watching import flags_of
from corpus.errors import TrainingError
from corpus.text import clean

__all__ = ["QuestionBank"]

_ROLE = 120
_LONGEST_ANSWER = 20_000


class QuestionBank:
    """The entries of a store over one generation of the corpus.

    Methods that name an entry raise `TrainingError` where it is not there or was deleted;
    those that change answer or citations take an approval away, and mark each quote in the
    answer that no cited provision holds verbatim as edited.
    """

    def __init__(self, store: Store, sources: Sources) -> None:
        self._store = store
        self._sources = sources

    # --- reading -----------------------------------------------------------------------

    def read(self, entry: int) -> BankEntry:
        """Return an entry."""
        with self._store.session() as session:
            return entry_of(find_entry(session, entry))

    def listing(self, wanted: BankFilter | None = None) -> tuple[BankEntry, ...]:
        """Return the entries that pass a filter, last changed first."""
        wanted = wanted or BankFilter()
        query = select(EntryRow).where(EntryRow.deleted.is_(None))
        if wanted.approved_only:
            query = query.where(EntryRow.approved_at.is_not(None))
        query = query.order_by(EntryRow.updated.desc(), EntryRow.id.desc())
        with self._store.session() as session:
            entries = [entry_of(row) for row in session.scalars(query)]
        return tuple(entry for entry in entries if passes(entry, wanted))

    def flags(self, entry: BankEntry, on: dt.date | None = None) -> tuple[Flag, ...]:
        """Return why an entry needs a look on a day (None: today), () if it does not."""
        return flags_of(entry, self._sources, on or dt.date.today())

    def flagged(self, on: dt.date | None = None) -> tuple[tuple[BankEntry, tuple[Flag, ...]], ...]:
        """Return the entries that need a look, each with why."""
        looked = ((entry, self.flags(entry, on)) for entry in self.listing())
        return tuple((entry, flags) for entry, flags in looked if flags)

    def offered(self, on: dt.date | None = None) -> tuple[BankEntry, ...]:
        """Return the approved entries that need no look: those to offer before an answer."""
        approved = self.listing(BankFilter(approved_only=True))
        return tuple(entry for entry in approved if not self.flags(entry, on))

    # --- writing -----------------------------------------------------------------------

    def add(self, answer: Answer, details: Details | None = None) -> BankEntry:
        """Keep an answer of the machine as a draft.

        Without `details` it is filed under the clauses and procedures that it cites.
        Raises `TrainingError` for a refusal: there is nothing to approve.
        """
        if answer.refused or not answer.citations:
            raise TrainingError(
                "Câu này chưa có câu trả lời để đưa vào ngân hàng. Hãy bổ sung tài liệu rồi hỏi "
                "lại."
            )
        kept_ones = tuple(kept(citation, self._sources) for citation in answer.citations)
        row = EntryRow(
            question=answer.question,
            searched=answer.normalized,
            answer=render(answer.claims),
            edited=False,
            citations=CITATIONS.dump(kept_ones),
            evidence=EVIDENCE.dump(answer.results),
            details=DETAILS.dump(details or suggested_details(kept_ones, self._sources)),
            created=now(),
            updated=now(),
        )
        with self._store.session() as session:
            session.add(row)
            session.flush()
            return entry_of(row)

    def describe(self, entry: int, details: Details) -> BankEntry:
        """File an entry anew; an approval stays, for the answer is the same.

        Raises `TrainingError` for a clause that the edition lacks.
        """
        register = self._sources.register(details.edition)
        unknown = [number for number in details.clauses if number not in register]
        if unknown:
            raise TrainingError(
                f"TCVN ISO 9001:{details.edition} không có điều {', '.join(unknown)}. "
                "Hãy chọn lại điều khoản."
            )
        with self._store.session() as session:
            row = find_entry(session, entry)
            row.details, row.updated = DETAILS.dump(details), now()
            return entry_of(row)

    def edit_answer(self, entry: int, text: str) -> BankEntry:
        """Put a person's text in the place of the answer; markers [1] name its citations.

        Raises `TrainingError` for an empty text or one beyond 20,000 code points.
        """
        words = clean(text).strip()
        if not words or len(words) > _LONGEST_ANSWER:
            raise TrainingError(
                f"Câu trả lời phải có nội dung và không quá {_LONGEST_ANSWER} ký tự. Hãy sửa lại."
            )
        with self._changing(entry) as row:
            row.edited = row.edited or words != row.answer
            row.answer = words
        return entry_of(row)

    def add_citation(
        self, entry: int, document_id: str, locator: str, quote: str | None = None
    ) -> BankEntry:
        """Add a citation; without `quote` the first sentence of the provision is quoted.

        Raises `UnknownDocumentError`, and `TrainingError` for a locator or words that the
        document does not have.
        """
        added = cited(self._sources, document_id, locator, quote)
        return self._recite(entry, lambda citations: [*citations, added])

    def replace_citation(
        self, entry: int, n: int, document_id: str, locator: str, quote: str | None = None
    ) -> BankEntry:
        """Put another citation in the place of citation `n`; errors as of `add_citation`."""
        put = cited(self._sources, document_id, locator, quote)
        return self._recite(
            entry,
            lambda citations: [put if c.citation.n == n else c for c in having(citations, n)],
        )

    def remove_citation(self, entry: int, n: int) -> BankEntry:
        """Take citation `n` out; those after it move up, markers in the answer with them."""
        with self._changing(entry) as row:
            held = having(CITATIONS.load(row.citations), n)
            rest = [citation for citation in held if citation.citation.n != n]
            row.citations = CITATIONS.dump(numbered(rest))
            row.answer = unmarked(row.answer, n, len(held))
        return entry_of(row)

    def edit_quote(self, entry: int, n: int, text: str) -> BankEntry:
        """Put other words in the place of a quote, in the answer too.

        They are marked as edited unless they are verbatim.
        """
        words = clean(text).strip()
        if not words:
            raise TrainingError("Câu trích đang trống. Hãy ghi câu trích hoặc bỏ trích dẫn này.")
        with self._changing(entry) as row:
            held = having(CITATIONS.load(row.citations), n)
            old = held[n - 1].citation.quote
            row.answer = row.answer.replace(f"“{old}”", f"“{words}”")
            row.citations = CITATIONS.dump(
                tuple(requoted(c, words, self._sources) if c.citation.n == n else c for c in held)
            )
        return entry_of(row)

    def approve(self, entry: int, role: str) -> BankEntry:
        """Approve an answer in a role, as of now.

        The approval takes in the present versions and validity of all cited documents.
        Raises `TrainingError` without a role or a citation, or where a verbatim quote no
        longer stands in its document.
        """
        name = " ".join(clean(role).split())[:_ROLE]
        if not name:
            raise TrainingError("Chưa có chức danh người duyệt. Hãy ghi, ví dụ: Thư ký ISO.")
        with self._store.session() as session:
            row = find_entry(session, entry)
            held = CITATIONS.load(row.citations)
            if not held:
                raise TrainingError("Câu trả lời chưa có trích dẫn. Hãy thêm trích dẫn rồi duyệt.")
            row.citations = CITATIONS.dump(tuple(renewed(c, self._sources) for c in held))
            row.approved_by, row.approved_at = name, now()
            row.updated = row.approved_at
            return entry_of(row)

    def withdraw(self, entry: int) -> BankEntry:
        """Take an approval away; the entry is a draft again."""
        with self._changing(entry) as row:
            pass
        return entry_of(row)

    def delete(self, entry: int) -> None:
        """Take an entry out of every list; `restore` brings it back as it was."""
        with self._store.session() as session:
            find_entry(session, entry).deleted = now()

    def restore(self, entry: int) -> BankEntry:
        """Bring back an entry that was deleted."""
        with self._store.session() as session:
            row = session.get(EntryRow, entry)
            if row is None:
                raise unknown_entry()
            row.deleted = None
            return entry_of(row)

    def _recite(
        self, entry: int, change: Callable[[Citations], Sequence[BankCitation]]
    ) -> BankEntry:
        with self._changing(entry) as row:
            changed = change(CITATIONS.load(row.citations))
            row.citations = CITATIONS.dump(numbered(changed))
        return entry_of(row)

    @contextmanager
    def _changing(self, entry: int) -> Iterator[EntryRow]:
        with self._store.session() as session:
            row = find_entry(session, entry)
            yield row
            row.answer = marked(row.answer, CITATIONS.load(row.citations), self._sources)
            row.approved_by, row.approved_at, row.updated = None, None, now()
