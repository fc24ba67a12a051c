from __future__ import annotations

import pytest

from assistant.parts import split_question

pytestmark = pytest.mark.unit


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Nhu cầu học gửi trước ngày nào, còn kế hoạch học cả năm thì ai duyệt?",
            ("Nhu cầu học gửi trước ngày nào", "kế hoạch học cả năm thì ai duyệt"),
        ),
        (
            "Sổ tiếp công dân lưu mấy năm, hồ sơ khiếu nại lưu mấy năm?",
            ("Sổ tiếp công dân lưu mấy năm", "hồ sơ khiếu nại lưu mấy năm"),
        ),
        (
            "Văn thư bóc bì trong bao lâu? Kế hoạch đào tạo do ai phê duyệt?",
            ("Văn thư bóc bì trong bao lâu", "Kế hoạch đào tạo do ai phê duyệt"),
        ),
        (
            "Thời hạn giải quyết khiếu nại lần đầu là bao lâu và ai ký?",
            (
                "Thời hạn giải quyết khiếu nại lần đầu là bao lâu",
                "ai ký, về việc thời hạn giải quyết khiếu nại lần đầu",
            ),
        ),
        (
            "Ai phê duyệt tài liệu? Mất mấy ngày?",
            ("Ai phê duyệt tài liệu", "Mất mấy ngày, về việc phê duyệt tài liệu"),
        ),
        (
            "Hồ sơ khiếu nại lưu mấy năm và ai giữ theo TCVN ISO 9001:2008?",
            (
                "Hồ sơ khiếu nại lưu mấy năm",
                "ai giữ theo TCVN ISO 9001:2008, về việc hồ sơ khiếu nại lưu",
            ),
        ),
    ],
)
def test_parts_that_ask_of_different_things_are_split(
    question: str, parts: tuple[str, ...]
) -> None:
    assert split_question(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Ai phê duyệt tài liệu trước khi ban hành?",
        "Quy trình viết xong thì ai ký duyệt, mất mấy ngày?",
        "Lãnh đạo và công chức một cửa phải làm gì?",
        "Hồ sơ, sổ sách và biểu mẫu lưu ở đâu?",
        "Nghị định 61 hết hiệu lực khi nào và cái gì thay nó?",
        "Tủ giấy tờ của phòng, bao lâu kiểm đếm một lần?",
        "Phiếu lấy ý kiến bỏ trống mấy câu thì còn tính không?",
        "Ai soạn thảo và phê duyệt tài liệu?",
        "",
    ],
)
def test_what_asks_of_one_thing_stays_whole(question: str) -> None:
    assert split_question(question) == (question,)


def test_a_list_of_many_questions_is_not_taken_apart() -> None:
    question = " ".join(f"Quy trình mua sắm thiết bị {n} do ai duyệt?" for n in range(9))
    assert split_question(question) == (question,)
