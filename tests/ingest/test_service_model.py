from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from corpus.model import Document, DocumentKind
from corpus.registers import Service, load_services
from corpus.text import syllables
from ingest.service_model import PlacedServices, ServiceModel, services_fingerprint
from ingest.service_training import fit

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def shipped() -> ServiceModel:
    return ServiceModel.load()


def procedure(title: str) -> Document:
    return Document(title, title, None, DocumentKind.PROCEDURE, None, f"/x/{title}")


def placed(shipped: ServiceModel, *titles: str) -> PlacedServices:
    return PlacedServices(shipped, [procedure(title) for title in titles])


def likeliest(services: PlacedServices, question: str) -> int:
    return int(services.probabilities(syllables(question)).argmax())


def test_the_shipped_model_is_of_the_shipped_register(shipped: ServiceModel) -> None:
    found = services_fingerprint(load_services())
    assert found == shipped.fingerprint, "run: python -m ingest.service_training"


def test_the_model_knows_every_service_and_its_titles(shipped: ServiceModel) -> None:
    services = {service.id: service for service in load_services()}
    assert set(shipped.model.classes) == set(services)
    for name, titles, internal in zip(
        shipped.model.classes, shipped.titles, shipped.internal, strict=True
    ):
        assert set(titles) == set(services[name].titles)
        assert internal == services[name].internal


def test_another_register_has_another_fingerprint() -> None:
    one = Service("a-b", ("Cấp giấy",), "lần đầu", ("xin giấy ở đâu",))
    other = Service("a-b", ("Cấp giấy",), "lần đầu", ("xin giấy chỗ nào",))
    assert services_fingerprint([one]) != services_fingerprint([other])
    further = Service("a-c", ("Cấp lại giấy",), "mất giấy", ("mất giấy rồi",))
    assert services_fingerprint([one, further]) == services_fingerprint([further, one])


SISTERS = (
    "Quy trình đăng ký khai sinh",
    "Quy trình đăng ký lại khai sinh",
    "Quy trình đăng ký khai sinh lưu động",
    "Quy trình đăng ký khai tử",
    "Thủ tục chứng thực văn bản thỏa thuận phân chia di sản",
    "Quy trình nấu cơm trưa cho cán bộ",
)


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Vợ tui mới đẻ hôm kia, ra xã làm giấy cho con cầm theo gì?", 0),
        ("Giấy khai sinh cháy mà sổ ngoài xã cũng cháy, xin lại sao đây?", 1),
        ("Nhà trên núi, mẹ bé liệt giường, xã lên tận nhà làm giấy khai sinh được không?", 2),
        ("Ông cụ mới mất hôm qua, ra phường báo trong mấy ngày?", 3),
        ("Ba má để lại miếng đất, mấy anh em đồng lòng chia nhau thì ra xã ký gì?", 4),
    ],
)
def test_everyday_words_lead_to_the_procedure_they_mean(
    shipped: ServiceModel, question: str, title: int
) -> None:
    assert likeliest(placed(shipped, *SISTERS), question) == title


def test_a_title_of_no_known_service_stands_for_none(shipped: ServiceModel) -> None:
    services = placed(shipped, *SISTERS)
    assert services.placed.tolist() == [True] * 5 + [False]
    assert services.public.tolist() == [True] * 5 + [False]
    assert services.probabilities(syllables("Trưa nay nấu món gì?"))[5] == 0


def test_probabilities_are_shares_of_one(shipped: ServiceModel) -> None:
    services = placed(shipped, *SISTERS)
    for question in ("", "xyzzy", "xin giấy " * 300, "Con mới sinh làm giấy gì?"):
        found = services.probabilities(syllables(question))
        assert found.dtype == np.float32
        assert (found >= 0).all()
        assert found.sum() < 1 + 1e-4


def test_what_staff_alone_ask_about_is_not_public(shipped: ServiceModel) -> None:
    services = placed(shipped, "Quy trình đánh giá nội bộ", "Quy trình tiếp công dân")
    assert services.placed.tolist() == [True, True]
    assert services.public.tolist() == [False, True]


def test_a_service_belongs_to_the_title_that_names_it_best(shipped: ServiceModel) -> None:
    plain, again = "Quy trình đăng ký kết hôn", "Quy trình đăng ký lại kết hôn"
    question = syllables("Giấy cưới với sổ ngoài xã đều mất hết, muốn làm lại")
    both = placed(shipped, plain, again).probabilities(question)
    assert both[1] > 3 * both[0]
    # The same title twice, as two offices of one agency have it, is the same service twice.
    twice = placed(shipped, again, again).probabilities(question)
    assert twice[0] == twice[1] > 0.1


def test_titles_that_are_the_same_name_the_same_service(shipped: ServiceModel) -> None:
    titles = [title for own in shipped.titles for title in own[:1]]
    services = placed(shipped, *titles, *titles)
    probabilities = services.probabilities(syllables("Mất giấy, xin làm lại thì cần gì?"))
    half = len(titles)
    assert probabilities[:half].tolist() == probabilities[half:].tolist()


def test_a_title_that_names_two_services_stands_for_both(shipped: ServiceModel) -> None:
    title = (
        "Chứng thực hợp đồng, giao dịch liên quan đến tài sản là động sản, quyền sử dụng đất, nhà ở"
    )
    services = placed(shipped, title, "Chứng thực di chúc")
    for question in (
        "Bán chiếc xe máy cũ cho người quen, ra xã ký giấy mua bán thế nào?",
        "Cho em trai miếng đất, ra xã ký giấy tặng cho thì mang gì?",
    ):
        assert likeliest(services, question) == 0


def test_documents_that_are_no_procedures_stand_for_none(shipped: ServiceModel) -> None:
    law = Document("l", "Đăng ký khai sinh", None, DocumentKind.LEGAL, None, "/x/l")
    services = PlacedServices(shipped, [law])
    assert not services.placed.any()
    assert services.probabilities(syllables("Con mới sinh")).tolist() == [0]
    assert PlacedServices(shipped, []).probabilities(["con"]).tolist() == []


def test_titles_are_read_whatever_stands_in_them(shipped: ServiceModel) -> None:
    services = placed(shipped, "", "Quy trình", "((((", "QT-01", "Đ" * 5_000, "<b>&amp;</b>")
    assert not services.placed.any()


def test_a_model_is_fitted_written_and_read(tmp_path: Path) -> None:
    services = [
        Service("x-a", ("Cấp thẻ đọc",), "lần đầu", ("muốn mượn sách", "vô thư viện cần gì")),
        Service("x-b", ("Cấp lại thẻ đọc", "Đổi thẻ"), "mất thẻ", ("rớt mất thẻ rồi",), True),
    ]
    np.savez(tmp_path / "model.npz", fingerprint=np.asarray("f"), **fit(services))
    model = ServiceModel.load(tmp_path / "model.npz")
    assert model.model.classes == ("x-a", "x-b")
    assert model.titles == (("Cấp thẻ đọc",), ("Cấp lại thẻ đọc", "Đổi thẻ"))
    assert model.internal.tolist() == [False, True]
    found = np.exp(model.model.log_probabilities(syllables("mất thẻ thì làm sao")))
    assert found[1] > 0.9


@pytest.mark.parametrize(
    "form",
    [
        "Quy trình giải quyết thủ tục hành chính {}",
        "QUY TRÌNH TIẾP NHẬN VÀ GIẢI QUYẾT HỒ SƠ {}",
        "QT-HT-07 {}",
        "{} (cấp xã)",
        "Quy trình thực hiện {} trên môi trường điện tử",
        "Thủ tục {} tại Ủy ban nhân dân phường Mẫu",
    ],
)
def test_agencies_dress_titles_in_many_ways(shipped: ServiceModel, form: str) -> None:
    names = ("đăng ký lại khai sinh", "đăng ký khai sinh", "chứng thực di chúc")
    services = placed(shipped, *map(form.format, names))
    assert services.placed.all()
    assert likeliest(services, "Giấy khai sinh với sổ đều cháy, xin làm lại") == 0
    assert likeliest(services, "Vợ mới đẻ, ra xã làm giấy cho con") == 1
    assert likeliest(services, "Già rồi muốn viết tờ dặn con cháu chia nhà") == 2
