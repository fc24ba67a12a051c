"""The gate: what a sentence may say of its quotes, and what it may not."""

from __future__ import annotations

from collections import Counter

import pytest

from assistant.llm.gate import Approved, Gate, Reason, Rejected
from assistant.llm.parsing import Proposal
from tests.assistant.llm.pairs import HONEST
from tests.assistant.llm.perturbing import lies
from tests.assistant.llm.playing import APPROVAL, DECREE, KEPT, RELEASE, REVIEW, Given, procedure

pytestmark = pytest.mark.unit


def judged(
    gate: Gate, given: Given, sentence: str, quote: str, n: int = 1
) -> list[Approved | Rejected]:
    return gate.judge(Proposal(sentence, (n,), (quote,)), given.evidence)


@pytest.mark.parametrize(
    ("sentence", "quote", "n"),
    [
        (REVIEW, REVIEW, 1),
        ("Trưởng phòng xem xét dự thảo trong 3 ngày làm việc.", REVIEW, 1),
        ("Trưởng phòng xem xét dự thảo trong ba ngày làm việc.", REVIEW, 1),
        ("Theo mục 5.2 của QT-01, Giám đốc phê duyệt tài liệu trước khi ban hành.", APPROVAL, 1),
        ("Giám đốc phê duyệt tài liệu không quá 05 ngày làm việc.", APPROVAL, 1),
        ("Hồ sơ soát xét được lưu năm năm tại Văn phòng.", KEPT, 1),
        ("Nghị định 30/2020/NĐ-CP có hiệu lực từ ngày 5 tháng 3 năm 2020.", DECREE, 2),
        ("Nghị định này thay thế Nghị định 110/2004/NĐ-CP.", DECREE, 2),
    ],
)
def test_what_its_quote_carries_passes(
    gate: Gate, given: Given, sentence: str, quote: str, n: int
) -> None:
    (verdict,) = judged(gate, given, sentence, quote, n)
    assert isinstance(verdict, Approved), verdict
    assert [(number, found.text) for number, found in verdict.quotes] == [(n, quote)]


@pytest.mark.parametrize(
    ("sentence", "quote", "reason"),
    [
        ("Trưởng phòng xem xét dự thảo trong 04 ngày làm việc.", REVIEW, Reason.FIGURE),
        ("Trưởng phòng xem xét dự thảo trong bốn ngày làm việc.", REVIEW, Reason.FIGURE),
        ("Trưởng phòng xem xét dự thảo trong 03 ngày.", REVIEW, Reason.FIGURE),
        ("Trưởng phòng xem xét dự thảo trong 03 giờ.", REVIEW, Reason.FIGURE),
        ("Giám đốc phê duyệt tài liệu 05 ngày làm việc.", APPROVAL, Reason.FIGURE),
        ("Phó Giám đốc phê duyệt tài liệu trước khi ban hành.", APPROVAL, Reason.ROLE),
        ("Trưởng phòng phê duyệt tài liệu trước khi ban hành.", APPROVAL, Reason.ROLE),
        ("Giám đốc phê duyệt tài liệu sau khi ban hành.", APPROVAL, Reason.DECISIVE),
        ("Giám đốc phải phê duyệt tài liệu trước khi ban hành.", APPROVAL, Reason.DECISIVE),
        ("Giám đốc không phê duyệt tài liệu trước khi ban hành.", APPROVAL, Reason.NEGATION),
        ("Văn thư phát hành tài liệu khi chưa có chữ ký của Giám đốc.", RELEASE, Reason.NEGATION),
        ("Giám đốc Phạm Hùng phê duyệt tài liệu trước khi ban hành.", APPROVAL, Reason.NAME),
        ("Theo Điều 9.9, Giám đốc phê duyệt tài liệu.", APPROVAL, Reason.OTHER_PLACE),
        ("Theo mục 9.9 của QT-01, Giám đốc phê duyệt tài liệu.", APPROVAL, Reason.NO_SUCH_PLACE),
        (
            "Theo điều 9.9 TCVN ISO 9001:2015, Giám đốc phê duyệt tài liệu.",
            APPROVAL,
            Reason.NO_SUCH_PLACE,
        ),
        ("Theo mục 5.3 của QT-01, Giám đốc phê duyệt tài liệu.", APPROVAL, Reason.OTHER_PLACE),
        ("Theo Nghị định 61/2018/NĐ-CP, Giám đốc phê duyệt.", APPROVAL, Reason.OTHER_PLACE),
        ("Giám đốc phê duyệt tài liệu theo biểu mẫu A7.", APPROVAL, Reason.FIGURE),
        ("Giá\u043c đốc phê duyệt tài liệu trước khi ban hành.", APPROVAL, Reason.FOREIGN_LETTERS),
        ("Giám đốc phê duyệt tài liệu trước khi ban hành và đóng thuế.", APPROVAL, None),
        ("Giám đốc phê duyệt tài liệu trước khi ban hà", APPROVAL, Reason.UNFINISHED),
        ("Giám đốc phê duyệt tài liệu thành", APPROVAL, Reason.UNFINISHED),
        ("Giám đốc phê duyệt tài liệu trước khi", APPROVAL, Reason.UNFINISHED),
        ("Giám đốc phê duyệt tài liệu trước khi ban", APPROVAL, Reason.UNFINISHED),
        ("Văn thư không phát", RELEASE, Reason.UNFINISHED),
        ("Giám đốc phê duyệt tài liệu quy", APPROVAL, Reason.UNFINISHED),
        ("Việc này do cấp trên quyết.", APPROVAL, Reason.DECISIVE),
        ("Mời bà con xem thêm chỗ khác.", APPROVAL, Reason.UNSUPPORTED),
        ("QT-01 Kiểm soát tài liệu.", APPROVAL, Reason.UNSUPPORTED),
        ("\u200b\u2060 ", APPROVAL, Reason.EMPTY),
        ("Giám đốc phê duyệt tài liệu.", APPROVAL.replace("05", "06"), Reason.QUOTE_NOT_FOUND),
        ("Giám đốc phê duyệt tài liệu.", "Giám đốc ký", Reason.QUOTE_NOT_FOUND),
        ("Giám đốc phê duyệt tài liệu " + "phê duyệt " * 70, APPROVAL, Reason.TOO_LONG),
    ],
)
def test_what_its_quote_does_not_carry_is_dropped(
    gate: Gate, given: Given, sentence: str, quote: str, reason: Reason | None
) -> None:
    (verdict,) = judged(gate, given, sentence, quote)
    assert isinstance(verdict, Rejected)
    assert reason is None or verdict.reason is reason


def test_evidence_that_was_not_given_cannot_be_cited(gate: Gate, given: Given) -> None:
    for n in (0, -1, 3, 99):
        (verdict,) = judged(gate, given, REVIEW, REVIEW, n)
        assert verdict == Rejected(Reason.UNKNOWN_EVIDENCE)


def test_quote_must_stand_in_the_evidence_it_names(gate: Gate, given: Given) -> None:
    (verdict,) = judged(gate, given, REVIEW, REVIEW, 2)
    assert verdict == Rejected(Reason.QUOTE_NOT_FOUND)


def test_part_of_a_sentence_stands_for_the_whole_sentence(gate: Gate, given: Given) -> None:
    """Else "không" before the part could be cut away."""
    (verdict,) = judged(gate, given, "Văn thư phát hành tài liệu.", "phát hành tài liệu khi chưa")
    assert verdict == Rejected(Reason.NEGATION)


def test_quote_that_is_nearly_right_is_repaired(gate: Gate, given: Given) -> None:
    nearly = REVIEW.replace("dự thảo", "dự thào").rstrip(".")
    (verdict,) = judged(gate, given, "Trưởng phòng xem xét dự thảo.", nearly)
    assert isinstance(verdict, Approved)
    assert verdict.quotes[0][1].text == REVIEW


def test_sentences_of_one_proposal_are_judged_one_by_one(gate: Gate, given: Given) -> None:
    both = "Giám đốc phê duyệt tài liệu trước khi ban hành. Lệ phí là 50.000 đồng."
    first, second = judged(gate, given, both, APPROVAL)
    assert isinstance(first, Approved)
    assert isinstance(second, Rejected)


def test_roles_are_bound_as_in_the_quote(gate: Gate) -> None:
    quote = "Trưởng phòng soạn thảo quy trình, Giám đốc phê duyệt quy trình."
    given = Given((procedure(), f"5.2 Việc\n{quote}"))
    for lie in (
        "Giám đốc soạn thảo quy trình, Trưởng phòng phê duyệt quy trình.",
        "Trưởng phòng phê duyệt quy trình.",
    ):
        (verdict,) = judged(gate, given, lie, quote)
        assert verdict == Rejected(Reason.BINDING), lie
    (verdict,) = judged(gate, given, "Giám đốc phê duyệt quy trình.", quote)
    assert isinstance(verdict, Approved)


def test_figures_are_bound_as_in_the_quote(gate: Gate) -> None:
    quote = "Lỗi nhẹ được sửa trong 15 ngày, lỗi nặng được sửa trong 30 ngày."
    given = Given((procedure(), f"5.2 Sửa\n{quote}"))
    (verdict,) = judged(gate, given, "Lỗi nặng được sửa trong 15 ngày.", quote)
    assert verdict == Rejected(Reason.BINDING)
    (verdict,) = judged(gate, given, "Lỗi nặng được sửa trong 30 ngày.", quote)
    assert isinstance(verdict, Approved)


def test_dates_are_bound_as_in_the_quote(gate: Gate) -> None:
    quote = "Văn bản có hiệu lực từ 15/5/2015; hết hiệu lực từ 21/6/2018."
    given = Given((procedure(), f"5.2 Hiệu lực\n{quote}"))
    (verdict,) = judged(gate, given, "Văn bản hết hiệu lực từ 15/5/2015.", quote)
    assert isinstance(verdict, Rejected)
    (verdict,) = judged(gate, given, "Văn bản hết hiệu lực từ 21/6/2018.", quote)
    assert isinstance(verdict, Approved)


def test_replaced_and_replacing_are_not_swapped(gate: Gate, given: Given) -> None:
    lie = "Nghị định 110/2004/NĐ-CP thay thế Nghị định này."
    (verdict,) = judged(gate, given, lie, DECREE, 2)
    assert isinstance(verdict, Rejected) or "thay thế Nghị định này" not in verdict.text


def test_honest_sentences_pass_and_lies_made_from_them_do_not(gate: Gate) -> None:
    passed: Counter[bool] = Counter()
    caught: Counter[bool] = Counter()
    for sentence, quote in HONEST:
        given = Given((procedure(), f"5.2 Mục\n{quote}"))
        whole = all(isinstance(v, Approved) for v in judged(gate, given, sentence, quote))
        passed[whole] += 1
        for _, lie in lies(sentence) if whole else ():
            verdicts = judged(gate, given, lie, quote)
            caught[any(isinstance(v, Rejected) for v in verdicts)] += 1
    assert passed[True] / passed.total() >= 0.9, passed
    assert caught.total() > 300
    assert caught[True] / caught.total() >= 0.99, caught


def test_draft_shows_nothing_that_its_quotes_do_not_hold(gate: Gate, given: Given) -> None:
    def draft(sentence: str) -> str:
        return gate.draft(Proposal(sentence, (1,), (APPROVAL,)), given.evidence)

    assert draft("Giám đốc phê duyệt tài liệu trước") == "Giám đốc phê duyệt tài"
    assert draft("Giám đốc phê duyệt trong 9 ngày làm việc nhé") == ""
    assert draft("Trưởng phòng phê duyệt tài liệu trước khi") == ""
    assert "http" not in draft("Giám đốc phê duyệt https://x.example/y tài liệu trước khi ban")
    assert gate.draft(Proposal("Giám đốc phê duyệt tài liệu", (1,), ()), given.evidence) == ""
