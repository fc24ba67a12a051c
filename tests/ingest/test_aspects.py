from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.model import DocumentKind
from corpus.registers import (
    AskedDocument,
    AskedPassage,
    load_asked_aspects,
    load_aspect_cues,
    load_services,
)
from corpus.text import syllables
from ingest.aspect_model import AspectModel, PlacedAspects, aspects_fingerprint
from ingest.aspect_training import cued, fit, headed, questions
from ingest.aspects import Aspect, aspects_of, unit_aspects
from ingest.catalog_rows import Unit
from ingest.word_model import stressed

pytestmark = pytest.mark.unit

NONE = Aspect(0)


@pytest.fixture(scope="module")
def shipped() -> AspectModel:
    return AspectModel.load()


@pytest.mark.parametrize(
    ("heading", "aspect"),
    [
        ("1. MỤC ĐÍCH", Aspect.PURPOSE),
        ("BIỂU MẪU", Aspect.FORMS),
        ("IV. Biểu mẫu", Aspect.FORMS),
        ("2. PHẠM VI", Aspect.SCOPE),
        ("2. Phạm vi áp dụng", Aspect.SCOPE),
        ("Mục đích và phạm vi", Aspect.PURPOSE | Aspect.SCOPE),
        ("3. TÀI LIỆU VIỆN DẪN", Aspect.BASES),
        ("5.1 Cơ sở pháp lý", Aspect.BASES),
        ("4. ĐỊNH NGHĨA/VIẾT TẮT", Aspect.TERMS),
        ("5.2 Yêu cầu, điều kiện thực hiện thủ tục", Aspect.CONDITIONS),
        ("5.3 Thành phần hồ sơ", Aspect.PAPERS),
        ("Thành phần, số lượng hồ sơ:", Aspect.PAPERS | Aspect.COPIES),
        ("5.4 Số lượng hồ sơ", Aspect.COPIES),
        ("b) Thời hạn giải quyết: 05 ngày", Aspect.TIME),
        ("5.6 Nơi tiếp nhận và trả kết quả", Aspect.PLACE),
        ("Cách thức thực hiện", Aspect.PLACE),
        ("5.7 Lệ phí", Aspect.FEE),
        ("Phí, lệ phí (nếu có)", Aspect.FEE),
        ("Thời hạn và lệ phí", Aspect.TIME | Aspect.FEE),
        ("6. BIỂU MẪU", Aspect.FORMS),
        ("7. HỒ SƠ LƯU", Aspect.ARCHIVE),
        ("Kết quả thực hiện", Aspect.RESULT),
        ("B1 | Nộp hồ sơ: Chuẩn bị đầy đủ hồ sơ", Aspect.SUBMIT),
        ("B2 | Tiếp nhận, kiểm tra hồ sơ: Kiểm tra", Aspect.RECEIVE),
        ("Bước 3: Thẩm định hồ sơ", Aspect.CHECK),
        ("B4 | Xác minh việc lưu giữ sổ hộ tịch", Aspect.VERIFY),
        ("5.5 Trình ký", Aspect.SIGN),
        ("5.7 | Kiểm tra và ký. Trưởng phòng ký trong ngày", Aspect.SIGN),
        ("B7 | Ghi sổ, trả kết quả: Ghi nội dung", Aspect.REGISTER | Aspect.DELIVER),
        ("B6 | Chuyển hồ sơ, giải quyết tại cấp huyện", Aspect.FORWARD),
        ("B8 | Lưu hồ sơ, thống kê", Aspect.ARCHIVE),
    ],
)
def test_headings_tell_what_their_units_are_for(heading: str, aspect: Aspect) -> None:
    assert aspects_of(heading) == aspect


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "5.8 Quy trình xử lý công việc",
        "5.9 Kiểm tra giữa kỳ",
        "5.1 Lập chương trình đánh giá năm",
        "5.6 Họp khai mạc",
        "Mở đầu",
        "5.4 Quyết định cách xử lý: trình Giám đốc ký, thu lệ phí",
        "((((",
        "1" * 5_000,
        "| | |",
    ],
)
def test_other_headings_tell_nothing(heading: str) -> None:
    assert aspects_of(heading) == NONE


def test_units_of_procedures_alone_have_aspects() -> None:
    units = [
        Unit("p", "5.7", "QT-01 Quy trình cấp thẻ › 5.7 Lệ phí"),
        Unit("l", "Điều 5", "Luật Phí và lệ phí › Phí, lệ phí"),
        Unit("p", "5.6", "QT-01 Quy trình cấp thẻ › 5.6 Họp khai mạc"),
    ]
    found = unit_aspects(units, {"p"})
    assert found.dtype == np.int32
    assert found.tolist() == [int(Aspect.FEE), 0, 0]
    assert unit_aspects([], {"p"}).shape == (0,)


def test_the_shipped_model_is_of_the_shipped_registers(shipped: AspectModel) -> None:
    found = aspects_fingerprint(questions())
    assert found == shipped.fingerprint, "run: python -m ingest.aspect_training"


def test_the_model_and_the_registers_know_the_aspects_of_headings(shipped: AspectModel) -> None:
    known = {name.lower() for name in Aspect.__members__}
    assert set(shipped.model.classes) == known
    assert set(load_asked_aspects().values()) == known
    assert set(load_aspect_cues().values()) <= known


PARTS = (Aspect.PAPERS, Aspect.TIME, Aspect.PLACE, Aspect.FEE, Aspect.SIGN, Aspect.ARCHIVE)


@pytest.mark.parametrize(
    ("question", "aspect"),
    [
        ("Con tui mới sanh, có giấy chứng sanh rồi, ra xã phải đem theo những gì?", Aspect.PAPERS),
        ("Nộp đủ giấy tờ hết trơn rồi thì mấy ngày nữa tới lấy?", Aspect.TIME),
        ("Má tui đau chân, xin giấy xác nhận độc thân thì tốn mấy đồng?", Aspect.FEE),
        ("Nhà ở xã này mà hộ khẩu xã kia thì nộp ở xã nào?", Aspect.PLACE),
        ("Chủ tịch đi họp tỉnh thì ai ký thay tờ trích lục?", Aspect.SIGN),
        ("Xong việc rồi mớ giấy tờ này phải giữ mấy năm?", Aspect.ARCHIVE),
    ],
)
def test_everyday_words_ask_for_a_part(shipped: AspectModel, question: str, aspect: Aspect) -> None:
    units = np.asarray([int(each) for each in PARTS], dtype=np.int32)
    placed = PlacedAspects(shipped, units, np.zeros(len(units), dtype=np.int32))
    found = placed.probabilities(question)
    assert PARTS[int(found.argmax())] == aspect
    assert found.dtype == np.float32
    assert ((found >= 0) & (found <= 1)).all()


def test_procedures_that_tell_all_in_their_steps_are_left_alone(shipped: AspectModel) -> None:
    fee_and_sign = [int(Aspect.FEE), int(Aspect.SIGN), 0]
    parts = [int(Aspect.PAPERS), int(Aspect.FEE), 0]
    placed = PlacedAspects(
        shipped,
        np.asarray([*fee_and_sign, *parts], dtype=np.int32),
        np.asarray([0, 0, 0, 1, 1, 1], dtype=np.int32),
    )
    assert placed.apart.tolist() == [False] * 3 + [True] * 3
    assert placed.named.tolist() == [False] * 3 + [True, True, False]
    found = placed.probabilities("Hết bao nhiêu tiền vậy?")
    assert len(set(found[:3].tolist())) == 1
    assert found[4] > found[3]


def test_a_question_that_asks_twice_is_about_both(shipped: AspectModel) -> None:
    units = np.asarray([int(each) for each in PARTS], dtype=np.int32)
    placed = PlacedAspects(shipped, units, np.zeros(len(units), dtype=np.int32))

    def asked(question: str) -> set[Aspect]:
        found = placed.probabilities(question)
        return {part for part, likely in zip(PARTS, found, strict=True) if likely > 0.25}

    told = "Sổ gốc mất, giấy cũng mất, xin làm lại"
    assert asked(f"{told} thì mấy ngày có, tốn bao nhiêu tiền?") == {Aspect.TIME, Aspect.FEE}
    assert asked(f"{told} thì đem giấy gì, nộp ở đâu?") == {Aspect.PAPERS, Aspect.PLACE}
    assert asked(f"{told} thì tốn bao nhiêu tiền?") == {Aspect.FEE}


def test_an_index_without_units_has_no_aspects(shipped: AspectModel) -> None:
    nothing = np.zeros(0, dtype=np.int32)
    placed = PlacedAspects(shipped, nothing, nothing)
    assert placed.probabilities("con").shape == (0,)


@pytest.mark.parametrize("question", ["", "?", "xyzzy " * 400, "12 34"])
def test_any_question_has_probabilities(shipped: AspectModel, question: str) -> None:
    units = np.asarray([int(each) for each in PARTS], dtype=np.int32)
    placed = PlacedAspects(shipped, units, np.zeros(len(units), dtype=np.int32))
    found = placed.probabilities(question)
    assert np.isfinite(found).all()


def test_the_end_of_a_question_counts_most() -> None:
    tokens = [*(f"w{n}" for n in range(40)), "bao", "nhiêu", "tiền"]
    plain, faded = stressed(tokens, fading=False), stressed(tokens, fading=True)
    assert plain.keys() == faded.keys()
    assert set(plain.values()) == {1.0}
    first, last = (stressed([token], fading=False).popitem()[0] for token in ("w0", "tiền"))
    assert faded[last] == 1.0
    assert faded[first] < 0.2
    twice = stressed(["tiền", *(f"w{n}" for n in range(40)), "tiền"], fading=True)
    assert twice[last] == 1.0


def test_questions_are_told_apart_by_their_last_words_or_not_at_all() -> None:
    cues = {"bao nhiêu tiền": "fee", "được không": "scope", "mấy ngày": "time"}
    found = cued(
        [
            "Xin giấy đó bao nhiêu tiền?",
            "Bao nhiêu tiền thì họ nhận, mà nộp xong mấy ngày có?",
            "Người ta đòi bao nhiêu tiền tui cũng chịu, " + "kể lể dài dòng " * 6 + "thì sao?",
            "Xin hộ ông hàng xóm được không?",
            "Hỏi trước bao nhiêu tiền được không?",
        ],
        cues,
    )
    assert list(found.values()) == ["fee", "scope", "fee"]


def test_headings_of_invented_procedures_label_their_questions() -> None:
    def document(kind: DocumentKind) -> AskedDocument:
        passages = (
            AskedPassage("Lệ phí", "Không thu.", (f"Tốn gì không, {kind}?",)),
            AskedPassage("Nơi nộp và thời hạn", "Ở xã.", ("Nộp đâu?",)),
            AskedPassage("Họp dân", "Mời dân.", ("Ai mời?",)),
            AskedPassage("", "Mời dân.", ("Ai tới?",)),
        )
        return AskedDocument("x", "Quy trình x", kind, passages)

    found = headed([document(DocumentKind.PROCEDURE), document(DocumentKind.LEGAL)])
    assert found == {"Tốn gì không, procedure?": "fee"}


def test_a_model_is_fitted_and_read(tmp_path: Path) -> None:
    asked = {
        "Xin thẻ tốn mấy đồng?": "fee",
        "Làm thẻ hết bao nhiêu tiền?": "fee",
        "Xin thẻ đem theo gì?": "papers",
        "Làm thẻ cần giấy gì?": "papers",
    }
    np.savez(tmp_path / "model.npz", fingerprint=np.asarray("f"), **fit(asked))
    model = AspectModel.load(tmp_path / "model.npz")
    assert model.fingerprint == "f"
    assert model.model.classes == ("fee", "papers")
    found = model.model.log_probabilities(syllables("Đổi thẻ hết mấy đồng?"), fading=True)
    assert found.argmax() == 0


def test_questions_about_services_were_labelled_in_numbers() -> None:
    pool = [text for service in load_services() for text in service.asked]
    found = cued(pool, load_aspect_cues())
    assert len(found) > 0.2 * len(pool)


def test_another_label_has_another_fingerprint() -> None:
    assert aspects_fingerprint({"a": "fee", "b": "time"}) == aspects_fingerprint(
        {"b": "time", "a": "fee"}
    )
    assert aspects_fingerprint({"a": "fee"}) != aspects_fingerprint({"a": "time"})
