"""Words of Vietnamese official prose that decide what a sentence says."""

from __future__ import annotations

__all__ = [
    "BOUNDS",
    "DANGLING",
    "DECISIVE",
    "DOCUMENT_WORDS",
    "FUNCTION_WORDS",
    "GENERAL_ROLES",
    "LIGHT_WORDS",
    "NEGATORS",
    "NUMERALS",
    "OPERATORS",
    "REPLACING",
    "ROLES",
    "UNITS",
]


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(item.split()) for item in text.split(","))


NEGATORS = frozenset({"không", "chưa", "chẳng", "chả", "đừng", "chớ", "cấm", "miễn", "trừ"})
"""Syllables that turn what follows into its opposite."""

OPERATORS = NEGATORS | {"chỉ", "thể"}
"""With "chỉ" and "có thể": leaving one out says more than the source does."""

DECISIVE = _listed(
    """phải, cần, nên, có thể, được phép, có quyền, bắt buộc, khuyến khích, tự nguyện, nghiêm cấm,
    chỉ, mọi, tất cả, toàn bộ, luôn, bất kỳ, duy nhất, trước, sau, trong, ngoài, tối đa, tối thiểu,
    ít nhất, nhiều nhất, không quá, chậm nhất, muộn nhất, sớm nhất, trên, dưới, hơn, kém, tăng,
    giảm, đầu tiên, cuối cùng, lần đầu, lần hai, thay thế, bãi bỏ, hủy bỏ, sửa đổi, bổ sung,
    hết hiệu lực, còn hiệu lực, có hiệu lực, ngay, hằng năm, hằng quý, hằng tháng, hằng tuần,
    hằng ngày, định kỳ, đột xuất, trực tiếp, gián tiếp, nội bộ, bên ngoài, công khai, bí mật,
    miễn phí, lệ phí, phạt, kỷ luật, từ chối, chấp nhận, đồng ý, mặc nhiên, mặc định, đương nhiên"""
)
"""Phrases that a sentence may hold only if its quotes do."""

BOUNDS = {
    phrase: side
    for side, phrases in {
        "upper": """không quá, không vượt quá, tối đa, nhiều nhất, chậm nhất, muộn nhất, trong vòng,
        trong thời hạn, trong, trước, dưới""",
        "lower": "ít nhất, tối thiểu, không dưới, không ít hơn, trên, hơn, quá, sau",
    }.items()
    for phrase in _listed(phrases)
}
"""What stands before a number, to the side on which it bounds."""

NUMERALS = {
    word: value
    for value, words in enumerate(
        ("một mốt", "hai", "ba", "bốn tư", "năm lăm", "sáu", "bảy bẩy", "tám", "chín", "mười"), 1
    )
    for word in words.split()
}
"""Written-out digits and ten to their value."""

UNITS = frozenset(
    _listed(
        """ngày, giờ, phút, tháng, năm, tuần, quý, lần, bản, bộ, người, bước, phần, đồng, triệu,
        nghìn, tỷ, mức, cấp, điểm"""
    )
)
"""What numbers in words are counted of; before anything else such a word may mean another."""

ROLES = _listed(
    """phó giám đốc, giám đốc, phó chánh văn phòng, chánh văn phòng, phó trưởng phòng, trưởng phòng,
    phó trưởng ban, trưởng ban, phó trưởng đoàn, trưởng đoàn, tổ trưởng, phó chủ tịch, chủ tịch,
    phó thủ tướng, thủ tướng, thứ trưởng, bộ trưởng, chánh thanh tra, thanh tra viên, thanh tra,
    lãnh đạo cao nhất, lãnh đạo sở, lãnh đạo phòng, lãnh đạo đơn vị, lãnh đạo cơ quan,
    đại diện lãnh đạo, lãnh đạo, thủ trưởng, người đứng đầu, thư ký iso, ban iso, thư ký, văn thư,
    kế toán trưởng, kế toán, chuyên viên, cán bộ, công chức, viên chức, đánh giá viên,
    đoàn đánh giá, bộ phận một cửa, nhà cung cấp, người nộp, người dân, tổ chức, cá nhân, quốc hội,
    chính phủ, hội đồng nhân dân, ủy ban nhân dân, văn phòng chính phủ, văn phòng,
    phòng chuyên môn, người khiếu nại, người giải quyết, người bị khiếu nại, người học,
    người soạn thảo, người có thẩm quyền, thủ kho, bảo vệ, lưu trữ viên, cơ quan chủ trì, cơ quan,
    đơn vị, tòa án"""
)
"""Who acts in an agency's procedures and in the laws on them."""

GENERAL_ROLES = frozenset({"cơ quan", "đơn vị", "tổ chức", "cá nhân"})
"""Roles too general to tell by them who does what."""

REPLACING = frozenset({"thay thế", "thay bằng", "thay cho", "bãi bỏ", "hủy bỏ", "sửa đổi"})
"""Verbs between two documents, of which one goes."""

DOCUMENT_WORDS = frozenset(
    _listed("nghị, quyết, thông, luật, bộ, pháp, công, chỉ, văn, quy, tiêu, tcvn, iso")
)
"""First syllables of what a document is called."""

FUNCTION_WORDS = frozenset(
    _listed(
        """và, hoặc, hay, là, của, cho, các, những, này, kia, đó, ở, tại, theo, với, bằng, để, mà,
        thì, vào, ra, về, từ, đến, do, bởi, bị, được, có, một, khi, nếu, như, sẽ, đã, đang, cũng,
        rồi, vẫn, việc, sự, cái, đối, gồm, bao, nêu, quy, định, thực, hiện, cụ, thể, sau, đây, rằng,
        mỗi, trong, phải, cần"""
    )
)
"""Syllables that carry no content of their own; whether they are right is asked elsewhere."""

DANGLING = frozenset(
    _listed(
        """và, hoặc, là, của, cho, các, những, với, để, mà, thì, bởi, khi, nếu, sẽ, đã, đang, gồm,
        rằng, mỗi, phải, không, chưa, chẳng, đừng, bị"""
    )
)
"""Syllables that no sentence ends with: something was to follow."""

LIGHT_WORDS = frozenset(_listed("được, phải, có, cần, bị, là, khi, phép, thì, mà, cũng, sẽ, đã"))
"""Syllables passed over between a negator and what it negates."""
