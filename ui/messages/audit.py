"""The texts of internal audits."""

from __future__ import annotations

from ui.messages.base import Catalogue, Message

__all__ = ["AuditText"]


class AuditText(Catalogue):
    """Programme, checklists, findings, what is overdue."""

    PARTS = Message("Phần của đánh giá", "Part of the audit")
    PROGRAMME = Message("Chương trình năm", "Programme")
    CHECKLIST = Message("Bảng câu hỏi", "Checklist")
    FINDINGS = Message("Phát hiện", "Findings")
    OVERDUE = Message("Chưa đánh giá ({count})", "Not audited ({count})")

    YEAR = Message("Năm", "Year")
    MONTH = Message("Tháng", "Month")
    MONTH_VALUE = Message("Tháng {month}", "Month {month}")
    TITLE = Message("Tên cuộc đánh giá", "Title of the audit")
    UNIT = Message("Đơn vị", "Unit")
    UNIT_ALL = Message("Mọi đơn vị", "All units")
    PROCEDURES = Message("Quy trình", "Procedures")
    CLAUSES = Message("Điều khoản", "Clauses")
    EVERYTHING = Message("Tất cả", "All")
    EMPTY_MEANS_ALL = Message("Để trống là tất cả", "Empty means all")
    PLAN = Message("Thêm cuộc đánh giá", "Plan an audit")
    PLANNED = Message("Đã thêm vào chương trình.", "Added to the programme.")
    PROGRAMME_EMPTY = Message(
        "Năm này chưa có cuộc đánh giá nào trong chương trình.",
        "No audit is planned for this year.",
    )
    DONE_ON = Message("Đã làm {day}", "Done {day}")
    NOT_DONE = Message("Chưa làm", "Not done")
    STATUS = Message("Tình trạng", "Status")
    MARK_DONE = Message("Ghi đã làm", "Mark as done")
    MARK_OPEN = Message("Mở lại", "Open again")
    REMOVE = Message("Bỏ khỏi chương trình", "Take out")
    REMOVED = Message("Đã bỏ khỏi chương trình ({count})", "Taken out ({count})")
    RESTORE = Message("Đưa lại", "Bring back")
    AUDIT = Message("Cuộc đánh giá", "Audit")
    AUDIT_NONE = Message(
        "Hãy thêm một cuộc đánh giá vào chương trình năm trước khi ghi phát hiện.",
        "Plan an audit in the programme before recording findings.",
    )

    QUESTION = Message("Câu hỏi", "Question")
    LOOK_AT = Message("Xem gì", "Look at")
    SOURCE = Message("Nguồn", "Source")
    SOURCE_SITUATION = Message("Tình huống", "Situation")
    SOURCE_STEP = Message("Bước của quy trình", "Step")
    SOURCE_RECORD = Message("Hồ sơ", "Record")
    SOURCE_NONCONFORMITY = Message("Lỗi thường gặp", "Typical wrong")
    CHECKLIST_EMPTY = Message(
        "Phạm vi này không có câu hỏi nào. Hãy bỏ bớt điều kiện.",
        "Nothing to ask in this scope. Widen it.",
    )
    CHECKLIST_COUNT = Message("{count} câu hỏi", "{count} questions")
    CHECKLIST_TITLE = Message("Bảng câu hỏi đánh giá nội bộ", "Checklist of the internal audit")

    GRADE = Message("Mức", "Grade")
    CONFORMING = Message("Phù hợp", "Conforming")
    RECOMMENDATION = Message("Khuyến nghị", "Recommendation")
    MINOR = Message("Không phù hợp nhẹ", "Minor nonconformity")
    MAJOR = Message("Không phù hợp nặng", "Major nonconformity")
    CLAUSE = Message("Điều", "Clause")
    EVIDENCE = Message("Bằng chứng", "Evidence")
    ACTION = Message("Hành động khắc phục", "Corrective action")
    RESPONSIBLE = Message("Trách nhiệm", "Responsible")
    DUE = Message("Hạn", "Due")
    NO_PROCEDURE = Message("Không gắn quy trình", "No procedure")
    RECORD = Message("Ghi phát hiện", "Record the finding")
    RECORDED = Message("Đã ghi phát hiện.", "Finding recorded.")
    FINDINGS_EMPTY = Message("Chưa có phát hiện nào.", "There is no finding yet.")
    LATE = Message("Quá hạn", "Late")
    OPEN = Message("Đang mở", "Open")
    CLOSED = Message("Đã xong {day}", "Closed {day}")
    SETTLE = Message("Đã khắc phục", "Action done")
    UNSETTLE = Message("Mở lại phát hiện", "Open again")
    WITHDRAW = Message("Rút phát hiện", "Withdraw")
    WITHDRAWN = Message("Đã rút ({count})", "Withdrawn ({count})")
    WITHDRAWN_ITEM = Message("{grade}, điều {clause}: {evidence}", "{grade}, {clause}: {evidence}")
    FINDINGS_TITLE = Message("Phát hiện đánh giá nội bộ", "Findings of internal audits")

    INTERVAL = Message("Khoảng cách tối đa, tháng", "Interval, months")
    LAST = Message("Lần gần nhất", "Last time")
    NEVER = Message("Chưa lần nào", "Never")
    OVERDUE_NONE = Message(
        "Mọi điều khoản và quy trình đều đã được đánh giá trong khoảng này.",
        "Everything was audited within the interval.",
    )
    OVERDUE_KIND = Message("Loại", "Kind")
    OVERDUE_CLAUSE = Message("Điều khoản", "Clause")
    OVERDUE_PROCEDURE = Message("Quy trình", "Procedure")
