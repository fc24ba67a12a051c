"""The question bank: edited, cited, approved, watched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest

from assistant.engine import Engine
from assistant.model import Answer, QueryOptions
from assistant.store import Store
from assistant.training import (
    BankEntry,
    BankFilter,
    Details,
    FlagKind,
    Level,
    QuestionBank,
    Sources,
)
from corpus.errors import TrainingError, UnknownDocumentError
from corpus.model import Document, Provision
from corpus.registers import Registers
from ingest.embedding import Encoder

pytestmark = pytest.mark.integration

QUESTION = "Đoàn đánh giá phải báo lịch cho phòng trước mấy ngày?"


class ChangedCorpus:
    """The engine's corpus with some documents changed or gone."""

    def __init__(
        self, engine: Engine, texts: Mapping[str, Mapping[str, str]], gone: set[str]
    ) -> None:
        self._engine, self._texts, self._gone = engine, texts, gone

    @property
    def registers(self) -> Registers:
        return self._engine.registers

    @property
    def encoder(self) -> Encoder:
        return self._engine.encoder

    @property
    def generation(self) -> int:
        return self._engine.generation + 1

    def documents(self) -> list[Document]:
        return [d for d in self._engine.documents() if d.id not in self._gone]

    def provisions(self, document_id: str) -> tuple[Provision, ...]:
        changed = self._texts.get(document_id, {})
        return tuple(
            replace(p, text=changed.get(p.locator, p.text))
            for p in self._engine.provisions(document_id)
        )

    def ask(self, question: str, options: QueryOptions | None = None) -> Answer:
        return self._engine.ask(question, options)


@pytest.fixture
def entry(bank: QuestionBank, engine: Engine) -> BankEntry:
    return bank.add(engine.ask(QUESTION))


def document_id(sources: Sources, code: str) -> str:
    return next(d.id for d in sources.documents.values() if d.code == code)


def test_answer_is_kept_with_its_evidence_and_filed(entry: BankEntry, sources: Sources) -> None:
    assert entry.question == QUESTION and not entry.edited and entry.approval is None
    assert entry.evidence and entry.citations
    assert all(
        kept.version == sources.version(kept.citation.document.id) for kept in entry.citations
    )
    assert any(number.startswith("9.2") for number in entry.details.clauses)


def test_refusal_is_not_kept(bank: QuestionBank, engine: Engine) -> None:
    with pytest.raises(TrainingError, match="chưa có câu trả lời"):
        bank.add(engine.ask("Điều 7.9.9 TCVN ISO 9001:2015 quy định gì?"))


def test_citations_are_added_replaced_and_removed(
    bank: QuestionBank, entry: BankEntry, sources: Sources
) -> None:
    audit = document_id(sources, "QT-03")
    count = len(entry.citations)
    added = bank.add_citation(entry.id, audit, "5.3")
    last = added.citations[-1].citation
    assert (last.n, last.locator) == (count + 1, "5.3")
    provision = sources.provision(audit, "5.3")
    assert provision is not None and provision.text[last.start : last.end] == last.quote
    words = "Đánh giá viên không được đánh giá công việc của chính phòng mình."
    replaced = bank.replace_citation(entry.id, count + 1, audit, "5.3", words)
    assert replaced.citations[-1].citation.quote == words
    bank.edit_answer(entry.id, f"Một ý [1]. Ý mới [{count + 1}].")
    removed = bank.remove_citation(entry.id, 1)
    assert [kept.citation.n for kept in removed.citations] == list(range(1, count + 1))
    assert removed.answer == f"Một ý. Ý mới [{count}]."


def test_only_what_stands_there_can_be_cited(
    bank: QuestionBank, entry: BankEntry, sources: Sources
) -> None:
    audit = document_id(sources, "QT-03")
    with pytest.raises(TrainingError, match="không có 99"):
        bank.add_citation(entry.id, audit, "99")
    with pytest.raises(TrainingError, match="không đúng nguyên văn"):
        bank.add_citation(entry.id, audit, "5.3", "Câu không có thật.")
    with pytest.raises(UnknownDocumentError):
        bank.add_citation(entry.id, "không có", "5.3")
    with pytest.raises(TrainingError, match=r"không có trích dẫn \[9\]"):
        bank.remove_citation(entry.id, 9)
    assert bank.read(entry.id).citations == entry.citations


def test_quote_is_verbatim_or_marked(bank: QuestionBank, entry: BankEntry) -> None:
    old = entry.citations[0].citation
    edited = bank.edit_quote(entry.id, 1, "Lời khác hẳn.")
    assert edited.citations[0].edited and edited.citations[0].citation.quote == "Lời khác hẳn."
    back = bank.edit_quote(entry.id, 1, old.quote)
    assert not back.citations[0].edited
    assert back.citations[0].citation == old


def test_approval_is_by_role_and_any_change_takes_it_away(
    bank: QuestionBank, entry: BankEntry
) -> None:
    with pytest.raises(TrainingError, match="chức danh"):
        bank.approve(entry.id, "  ")
    approved = bank.approve(entry.id, " Thư ký  ISO ")
    assert approved.approval is not None and approved.approval.role == "Thư ký ISO"
    details = Details(("9.2.2",), topic="Đánh giá", level=Level.ADVANCED, owner="Ban ISO")
    assert bank.describe(entry.id, details).approval == approved.approval
    assert bank.edit_answer(entry.id, "Trước 05 ngày làm việc [1].").approval is None
    bank.approve(entry.id, "QMR")
    assert bank.withdraw(entry.id).approval is None


def test_answer_without_citation_is_not_approved(bank: QuestionBank, entry: BankEntry) -> None:
    for _ in entry.citations:
        bank.remove_citation(entry.id, 1)
    with pytest.raises(TrainingError, match="chưa có trích dẫn"):
        bank.approve(entry.id, "QMR")


def test_listing_by_words_tags_and_state(bank: QuestionBank, entry: BankEntry) -> None:
    bank.describe(entry.id, Details(("9.2.2",), topic="Đánh giá nội bộ", level=Level.ADVANCED))
    for wanted in (
        BankFilter(words="bao lich"),
        BankFilter(clause="9.2"),
        BankFilter(topic="danh gia noi bo"),
        BankFilter(level=Level.ADVANCED),
    ):
        assert [found.id for found in bank.listing(wanted)] == [entry.id]
    for wanted in (BankFilter(clause="9.3"), BankFilter(approved_only=True), BankFilter("nấu phở")):
        assert bank.listing(wanted) == ()
    with pytest.raises(TrainingError, match="không có điều 99"):
        bank.describe(entry.id, Details(("99",)))


def test_deleted_entry_comes_back(bank: QuestionBank, entry: BankEntry) -> None:
    bank.delete(entry.id)
    with pytest.raises(TrainingError, match="đã bị xóa"):
        bank.read(entry.id)
    assert bank.restore(entry.id) == entry


def test_changed_document_flags_the_answer_with_why(
    store: Store, bank: QuestionBank, entry: BankEntry, engine: Engine, sources: Sources
) -> None:
    approved = bank.approve(entry.id, "QMR")
    assert bank.flags(approved) == () and bank.offered() == (approved,)
    cited = next(k.citation for k in approved.citations if k.citation.document.code == "QT-03")
    provision = sources.provision(cited.document.id, cited.locator)
    assert provision is not None
    texts = {cited.document.id: {cited.locator: provision.text.replace(cited.quote, "Đã sửa.")}}
    changed = QuestionBank(store, Sources(ChangedCorpus(engine, texts, set())))
    flags = changed.flags(approved)
    assert [(flag.kind, flag.n) for flag in flags] == [(FlagKind.QUOTE_GONE, cited.n)]
    assert "không còn câu được trích" in flags[0].why
    assert changed.offered() == () and changed.flagged()[0][0] == approved
    with pytest.raises(TrainingError, match="nguyên văn"):
        changed.approve(entry.id, "QMR")


def test_change_elsewhere_and_removal_are_told_apart(
    store: Store, bank: QuestionBank, entry: BankEntry, engine: Engine, sources: Sources
) -> None:
    cited = next(k.citation for k in entry.citations if k.citation.document.code == "QT-03")
    elsewhere = {cited.document.id: {"1": "1. MỤC ĐÍCH\nKhác."}}
    moved = QuestionBank(store, Sources(ChangedCorpus(engine, elsewhere, set())))
    assert {f.kind for f in moved.flags(entry)} == {FlagKind.DOCUMENT_CHANGED}
    assert moved.flags(moved.approve(entry.id, "QMR")) == ()
    gone = QuestionBank(store, Sources(ChangedCorpus(engine, {}, {cited.document.id})))
    assert FlagKind.DOCUMENT_GONE in {flag.kind for flag in gone.flags(entry)}


def test_replacement_in_the_register_flags_the_answer(bank: QuestionBank, engine: Engine) -> None:
    before = dt.date(2019, 1, 1)
    question = "Văn thư làm theo Nghị định 110/2004/NĐ-CP thế nào?"
    kept = bank.add(engine.ask(question, QueryOptions(as_of=before)))
    assert any(k.citation.document.code == "110/2004/NĐ-CP" for k in kept.citations)
    assert FlagKind.VALIDITY_CHANGED not in {f.kind for f in bank.flags(kept, before)}
    flags = [f for f in bank.flags(kept) if f.kind is FlagKind.VALIDITY_CHANGED]
    assert flags and "30/2020/NĐ-CP" in flags[0].why


def test_date_that_has_passed_flags_the_answer(bank: QuestionBank, entry: BankEntry) -> None:
    last = dt.date(2026, 6, 30)
    dated = bank.describe(entry.id, replace(entry.details, valid_until=last))
    assert bank.flags(dated, last) == ()
    flags = bank.flags(dated, last + dt.timedelta(days=1))
    assert [flag.kind for flag in flags] == [FlagKind.PAST_DATE]
    assert "ngày 30 tháng 6 năm 2026" in flags[0].why


def test_quote_changed_in_the_answer_is_marked(bank: QuestionBank, engine: Engine) -> None:
    entry = bank.add(engine.ask(QUESTION))
    quote = entry.citations[0].citation.quote
    assert f"“{quote}”" in entry.answer
    changed = entry.answer.replace(quote, f"{quote[:-1]} ngay trong ngày.")
    edited = bank.edit_answer(entry.id, changed)
    assert f"{quote[:-1]} ngay trong ngày.” (đã biên tập)" in edited.answer
    # A part of the provision, the name of a form: neither is a changed quote.
    part = f"Theo “{' '.join(quote.split()[:6])}” và “Sổ tay” [1]"
    assert bank.edit_answer(entry.id, part).answer == part
    restored = bank.edit_answer(entry.id, f"“{quote}” (đã biên tập) [1]")
    assert restored.answer == f"“{quote}” [1]"


def test_edited_quote_changes_in_the_answer_too(bank: QuestionBank, engine: Engine) -> None:
    entry = bank.add(engine.ask(QUESTION))
    words = "Lời của người biên tập, dài hơn."
    edited = bank.edit_quote(entry.id, 1, words)
    assert edited.citations[0].edited
    assert f"“{words}” (đã biên tập)" in edited.answer
    quote = entry.citations[0].citation.quote
    assert bank.edit_quote(entry.id, 1, quote).answer == entry.answer
