from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.lookup import Lookup
from assistant.model import QueryOptions
from assistant.ranking import Ranked, rank, results
from assistant.rivals import equally_fitting
from assistant.search import Query, Weights, search
from corpus.model import DocumentKind
from corpus.settings import Settings
from ingest.embedding import Encoder
from ingest.fields import Field
from ingest.index import Index
from ingest.pipeline import Request, ingest
from ingest.progress import QuietProgress
from ingest.sources import named_sources
from tests.assistant.near_duplicates import SERVICES, write_procedures

pytestmark = pytest.mark.integration

QUALIFIED = {
    "Giấy khai sinh và sổ gốc đều mất, muốn đăng ký lại": "QT-KS-02",
    "Bố cháu là người Hàn Quốc, mẹ Việt, làm khai sinh cho cháu": "QT-KS-03",
    "Vừa khai sinh vừa nhận cha cho con cùng một lần": "QT-KS-04",
    "Cần thêm bản sao giấy khai sinh để nộp hồ sơ": "QT-KS-08",
    "Lấy chồng người nước ngoài thì đăng ký kết hôn thế nào": "QT-KH-03",
    "Giấy phép xây dựng bị rách, xin cấp lại": "QT-XD-02",
    "Muốn xây nhà mới, xin giấy phép xây dựng": "QT-XD-01",
}


@pytest.fixture(scope="module")
def settings(
    tmp_path_factory: pytest.TempPathFactory, shipped_settings: Settings, encoder: Encoder
) -> Settings:
    folder = tmp_path_factory.mktemp("near")
    write_procedures(folder / "files")
    own = Settings(data=shipped_settings.data, index=folder / "index")
    request = Request(sources=named_sources([folder / "files"], DocumentKind.PROCEDURE))
    ingest(request, own, lambda: encoder, QuietProgress())
    return own


@pytest.fixture(scope="module")
def index(settings: Settings, encoder: Encoder) -> Iterator[Index]:
    opened = Index.open(settings, encoder.model_id)
    yield opened
    opened.close()


def ranked(
    index: Index, encoder: Encoder, question: str, weights: Weights | None = None
) -> list[Ranked]:
    found = search(index, Query.encode(encoder, question), (), weights or Weights())
    return rank(index, found, Lookup(), QueryOptions(), None)


def code_of(index: Index, item: Ranked) -> str:
    return Path(index.documents[index.units[item.unit].document_id].path).stem


def test_the_qualifier_decides_between_near_duplicates(index: Index, encoder: Encoder) -> None:
    found = {q: code_of(index, ranked(index, encoder, q)[0]) for q in QUALIFIED}
    assert sum(found[q] == code for q, code in QUALIFIED.items()) >= len(QUALIFIED) - 1, found


def test_titles_count_because_the_texts_repeat(index: Index, encoder: Encoder) -> None:
    assert (index.repetition > 0.1).all()
    without = Weights(title_dense=0, scope_dense=0)

    def right(weights: Weights) -> int:
        best = {q: ranked(index, encoder, q, weights)[0] for q in QUALIFIED}
        return sum(code_of(index, best[q]) == code for q, code in QUALIFIED.items())

    assert right(Weights()) >= right(without)


def test_sections_that_all_procedures_share_step_back(index: Index, encoder: Encoder) -> None:
    def first_shared(question: str, weights: Weights) -> int:
        fields = [
            index.unit_fields[item.unit] for item in ranked(index, encoder, question, weights)
        ]
        return next(place for place, field in enumerate(fields) if field != Field.BODY)

    now, equal = Weights(aspect=0), Weights(aspect=0, frame=0, boilerplate=0)
    places = {q: (first_shared(q, now), first_shared(q, equal)) for q in QUALIFIED}
    assert all(now >= then for now, then in places.values()), places
    assert any(now > then for now, then in places.values()), places


def test_a_question_that_several_procedures_fit_offers_them_all(
    index: Index, encoder: Encoder
) -> None:
    ranking = ranked(index, encoder, "Trả kết quả và thu lệ phí")
    rivals = equally_fitting(index, ranking)
    assert len({code_of(index, item) for item in rivals}) == len(rivals) > 1
    assert rivals[0] is ranking[0]


def test_an_answer_offers_what_fits_alike_and_says_what_tells_it_apart(
    settings: Settings,
) -> None:
    with closing(Engine.open(settings)) as engine:
        answer = engine.ask("Trả kết quả và thu lệ phí")
    (offered,) = [notice for notice in answer.notices if "gần giống nhau" in notice]
    cited = {Path(c.document.path).stem for c in answer.citations}
    assert len(cited) > 1
    assert all(c.document.title in offered for c in answer.citations)
    scopes = {c.quote for c in answer.citations if c.quote.startswith("Áp dụng đối với")}
    assert len(scopes) == len(cited)
    assert len({claim.text for claim in answer.claims}) == len(answer.claims)


def test_a_special_case_that_is_not_spoken_of_stays_below_the_plain_procedure(
    index: Index, encoder: Encoder
) -> None:
    question = "Vợ mới sinh, làm giấy khai sinh cho con cần giấy tờ gì?"
    assert code_of(index, ranked(index, encoder, question)[0]) == "QT-KS-01"
    places = [code_of(index, item) for item in ranked(index, encoder, question)]
    equal = [code_of(index, i) for i in ranked(index, encoder, question, Weights(special=0))]
    assert places.index("QT-KS-04") >= equal.index("QT-KS-04")


def test_a_named_place_has_no_rivals(index: Index, encoder: Encoder) -> None:
    ranking = ranked(index, encoder, "Trả kết quả và thu lệ phí")
    named = Ranked(ranking[0].unit, 1.0, 1.0, "5.6", named=True)
    assert equally_fitting(index, [named, *ranking]) == []
    assert equally_fitting(index, []) == []


def test_documents_are_ranked_each_once(index: Index, encoder: Encoder) -> None:
    ranking = ranked(index, encoder, "đăng ký khai sinh")
    listed = results(index, ranking, len(SERVICES), "document")
    assert len({result.document.id for result in listed}) == len(listed)


def test_what_only_a_scope_says_is_answered_by_the_steps(index: Index, encoder: Encoder) -> None:
    question = "hai bên nam, nữ đều là công dân Việt Nam cư trú tại địa phương"
    first = ranked(index, encoder, question, Weights(aspect=0))[0]
    without = ranked(index, encoder, question, Weights(aspect=0, frame=0))[0]
    assert index.unit_fields[without.unit] == Field.SCOPE
    assert index.unit_fields[first.unit] == Field.BODY
    assert index.units[first.unit].document_id == index.units[without.unit].document_id


def test_a_service_is_found_without_a_word_of_its_title(index: Index, encoder: Encoder) -> None:
    asked = {
        "Bà nội đi rồi, nhà phải ra phường báo trong mấy bữa?": "QT-KT-01",
        "Tụi em thương nhau, tính ra xã ký sổ thành vợ chồng": "QT-KH-01",
        "Tờ hôn thú cháy, sổ ngoài xã cũng cháy, giờ tính sao?": "QT-KH-02",
    }
    plain = Weights(service=0)
    found = [code_of(index, ranked(index, encoder, q)[0]) == code for q, code in asked.items()]
    without = [
        code_of(index, ranked(index, encoder, q, plain)[0]) == code for q, code in asked.items()
    ]
    assert sum(found) >= len(asked) - 1
    assert sum(found) >= sum(without)


@pytest.mark.parametrize(
    ("asked", "locator"),
    [
        ("thì phải đem theo những giấy tờ gì?", "5.2"),
        ("thì ra chỗ nào nộp?", "5.3"),
        ("thì căn cứ theo luật nào?", "5.1"),
        ("xong rồi mớ hồ sơ này mình giữ mấy năm?", "7"),
    ],
)
def test_what_is_asked_about_a_procedure_decides_which_part_answers(
    index: Index, encoder: Encoder, asked: str, locator: str
) -> None:
    told = "Giấy khai sinh của má tui với sổ gốc ngoài xã cháy hết rồi, xin đăng ký lại"
    first = ranked(index, encoder, f"{told} {asked}")[0]
    assert code_of(index, first) == "QT-KS-02"
    assert index.units[first.unit].locator == locator


def test_what_is_asked_changes_no_order_of_procedures(index: Index, encoder: Encoder) -> None:
    for question in QUALIFIED:
        asked = f"{question}, cần giấy gì, nộp ở đâu?"
        orders = []
        for weights in (Weights(aspect=0.0), Weights(aspect=2.0)):
            items = ranked(index, encoder, asked, weights)
            best: dict[str, float] = {}
            for item in items:
                best.setdefault(code_of(index, item), round(item.score, 5))
            orders.append(best)
        assert orders[0] == orders[1]


def test_a_generation_from_before_has_the_same_aspects(
    index: Index, settings: Settings, encoder: Encoder, tmp_path: Path
) -> None:
    old = Settings(data=settings.data, index=tmp_path / "index")
    shutil.copytree(settings.index_dir, old.index_dir)
    (file,) = old.index_dir.rglob("unit_aspects.npy")
    file.unlink()
    with closing(Index.open(old, encoder.model_id)) as opened:
        question = "Cần giấy gì?"
        expected = index.aspects.probabilities(question)
        assert (opened.aspects.probabilities(question) == expected).all()
        assert opened.aspects.named.any()


def test_a_question_for_two_parts_of_a_procedure_is_answered_by_both(settings: Settings) -> None:
    question = "Giấy khai sinh với sổ gốc mất hết, xin đăng ký lại thì đem giấy gì, nộp ở đâu?"
    with closing(Engine.open(settings)) as engine:
        answer = engine.ask(question)
    cited = {(Path(c.document.path).stem, c.locator) for c in answer.citations}
    assert {("QT-KS-02", "5.2"), ("QT-KS-02", "5.3")} <= cited
