"""The texts of the pages on clauses and procedures."""

from __future__ import annotations

from ui.messages.base import Catalogue, Message

__all__ = ["MappingText"]


class MappingText(Catalogue):
    """Matrix, gaps, references, change of edition, drafts."""

    # Page
    PAGE = Message("Ánh xạ điều khoản", "Clause mapping")
    LOADING = Message(
        "Đang mở bảng ánh xạ, thường mất vài giây.", "Opening the mapping, usually a few seconds."
    )
    PARTS = Message("Phần của ánh xạ", "Part of the mapping")
    PART_MATRIX = Message("Ma trận", "Matrix")
    PART_GAPS = Message("Khoảng trống và bắt buộc", "Gaps and mandatory items")
    PART_STALE = Message("Viện dẫn cũ", "Stale references")
    PART_TRANSITION = Message("Chuyển đổi 2008 → 2015", "From 2008 to 2015")
    PART_AUDIT = Message("Đánh giá nội bộ", "Internal audit")
    PART_DRAFT = Message("Kiểm tra bản thảo", "Check a draft")
    EDITION = Message("Phiên bản tiêu chuẩn", "Edition of the standard")
    COUNT_REVIEW = Message("ô cần xem lại", "cells to review")
    COUNT_PROPOSED = Message("đề xuất chưa xác nhận", "proposals to confirm")
    COUNT_GAPS = Message("điều chưa có quy trình", "clauses without a procedure")
    COUNT_MISSING = Message("mục bắt buộc chưa thấy", "mandatory items not found")
    COUNT_STALE = Message("quy trình viện dẫn cũ", "procedures on ended documents")
    COUNT_TASKS = Message("việc chuyển đổi còn lại", "transition tasks left")
    DOWNLOAD_ALL = Message("Tải tất cả (XLSX)", "Download all (XLSX)")
    DOWNLOAD_XLSX = Message("Tải XLSX", "Download XLSX")
    DOWNLOAD_DOCX = Message("Tải DOCX", "Download DOCX")
    DOWNLOAD_PDF = Message("Tải PDF", "Download PDF")
    OFFICER = Message("Người quyết định", "Who decides")
    OFFICER_HELP = Message(
        "Người quyết định: ghi tên bạn",
        "Who decides: your name",
    )
    CLOSE = Message("Đóng", "Close")
    SAVE = Message("Lưu", "Save")
    SAVED = Message("Đã lưu.", "Saved.")
    ALL = Message("Tất cả", "All")
    PROCEDURE = Message("Quy trình", "Procedure")
    CLAUSE = Message("Điều", "Clause")
    NAME = Message("Tên", "Title")
    UNIT = Message("Đơn vị", "Unit")
    STATUS = Message("Tình trạng", "Status")
    WHERE = Message("Mục viện dẫn", "Cited in")
    LOCATOR_OF = Message("{label}, {document}", "{label}, {document}")
    NOTHING = Message("Không có mục nào.", "There is nothing here.")

    # Relations and states
    FULL = Message("Đầy đủ", "Full")
    PARTIAL = Message("Một phần", "Partial")
    NONE = Message("Không", "None")
    NOT_APPLICABLE = Message("Không áp dụng", "Not applicable")
    PROPOSED = Message("đề xuất", "proposed")
    CONFIRMED = Message("đã xác nhận", "confirmed")
    REJECTED = Message("đã bác", "rejected")
    TO_REVIEW = Message("cần xem lại", "to review")
    STRENGTH = Message("Độ mạnh {value}", "Strength {value}")
    HOP_NAMED = Message("nêu tên điều", "names the clause")
    HOP_NUMBERED = Message("mục trùng số điều", "section with the clause's number")
    HOP_SENT = Message("dẫn sang quy trình", "refers to the procedure")
    HOP_TABLE = Message("bảng đối chiếu của sổ tay", "the manual's table")
    HOP_CORRESPONDENCE = Message("đối chiếu hai phiên bản", "correspondence of editions")
    HOP_SUBCLAUSE = Message("điều mẹ, điều con", "parent or part of the clause")
    HOP_MEANING = Message("nội dung phù hợp", "fits in meaning")
    HOP_UNVERIFIED = Message("{hop} (chưa kiểm chứng)", "{hop} (not verified)")

    # Matrix
    GRID = Message("Ma trận điều khoản và quy trình", "Matrix of clauses and procedures")
    CORNER = Message("Điều khoản", "Clause")
    SEARCH = Message("Tìm điều, quy trình", "Find a clause or procedure")
    SHOW = Message("Chỉ hiện", "Show only")
    SHOW_ALL = Message("Mọi điều khoản", "All clauses")
    SHOW_GAPS = Message("Chỉ khoảng trống", "Gaps only")
    SHOW_REVIEW = Message("Cần xem lại", "To review")
    SHOW_PROPOSED = Message("Chưa xác nhận", "Not confirmed")
    FILTER_RELATION = Message("Quan hệ", "Relation")
    ALL_RELATIONS = Message("Mọi quan hệ", "All relations")
    ALL_UNITS = Message("Mọi đơn vị", "All units")
    FOLD_ALL = Message("Gập hết", "Fold all")
    UNFOLD_ALL = Message("Mở hết", "Unfold all")
    GAP = Message("Chưa có quy trình", "No procedure")
    NO_RELATION = Message("chưa có quan hệ", "no relation")
    MATRIX_COUNT = Message(
        "{clauses} điều, {procedures} quy trình", "{clauses} clauses, {procedures} procedures"
    )
    MATRIX_EMPTY = Message(
        "Không có ô nào khớp. Hãy bỏ bớt bộ lọc.", "No cell matches. Remove a filter."
    )
    KEYS = Message(
        "Bàn phím: mũi tên để đi, Enter mở bằng chứng, Esc đóng; ở cột đầu, mũi tên trái, phải "
        "gập và mở điều.",
        "Keyboard: arrows move, Enter opens the evidence, Esc closes it; in the first column left "
        "and right fold and unfold.",
    )

    # Cell
    CELL_TITLE = Message("{clause} – {document}", "{clause} – {document}")
    ASKED = Message("Điều {clause} yêu cầu (bản {edition})", "What {clause} asks ({edition})")
    ASKED_NONE = Message(
        "Kho chưa có nội dung của điều này.", "The text of this clause is not in the corpus."
    )
    SAID = Message("Quy trình nói", "What the procedure says")
    SAID_NONE = Message(
        "Chưa thấy đoạn nào của quy trình nói về điều này.",
        "No passage of the procedure on this clause was found.",
    )
    SAID_IN = Message("Nêu trong {document}", "Said in {document}")
    RELATION = Message("Quan hệ", "Relation")
    RATIONALE = Message("Lý do, ghi chú", "Rationale")
    RATIONALE_HINT = Message(
        "Vì sao quyết định như vậy; bắt buộc khi không áp dụng",
        "Why; required where the clause does not apply",
    )
    CONFIRM = Message("Xác nhận: {relation}", "Confirm: {relation}")
    REJECT = Message("Bác", "Reject")
    UNDO = Message("Hoàn tác", "Undo")
    NEXT = Message("Đề xuất kế tiếp", "Next proposal")
    DECIDED = Message("Đã ghi quyết định.", "Decision recorded.")
    UNDONE = Message("Đã hoàn tác.", "Undone.")
    HISTORY = Message("Lịch sử ({count})", "History ({count})")
    HISTORY_VALUE = Message("{relation}, {state}. {rationale}", "{relation}, {state}. {rationale}")
    HISTORY_BY = Message("{at}, {officer}", "{at}, {officer}")
    HISTORY_UNDONE = Message(
        "{value} Đã hoàn tác {at}, {officer}.", "{value} Undone {at}, {officer}."
    )
    REVIEW_DOCUMENT_CHANGED = Message(
        "Quy trình đã đổi sau quyết định; hãy xem lại.",
        "The procedure has changed since the decision; look at it again.",
    )
    REVIEW_DOCUMENT_GONE = Message(
        "Quy trình không còn trong kho.", "The procedure is no longer in the corpus."
    )
    REVIEW_EDITION_CHANGED = Message(
        "Nội dung tiêu chuẩn trong kho đã đổi sau quyết định.",
        "The standard's text has changed since the decision.",
    )
    REVIEW_EDITION_MOVED = Message(
        "Quyết định ở bản kia: điều {clause}, {relation}. Hãy quyết định lại ở bản này.",
        "Decided on the other edition: clause {clause}, {relation}. Decide again here.",
    )
    REVIEW_OPEN = Message("Xem lại ở điều {clause}", "Review at clause {clause}")
    UNPLACED = Message(
        "Quyết định cần xem lại, không có ô trong ma trận ({count})",
        "Decisions to review without a cell in the matrix ({count})",
    )
    THEN = Message("Khi quyết định", "At the decision")
    NOW = Message("Hiện nay", "Now")
    GONE_TEXT = Message("không còn đoạn này", "no longer there")
    NEW_TEXT = Message("đoạn mới", "new passage")
    EXCLUDE = Message("Không áp dụng điều này", "The clause does not apply")
    EXCLUDE_REASON = Message("Lý do không áp dụng", "Why it does not apply")
    EXCLUDED_BY = Message("Không áp dụng: {reason} ({officer})", "Excluded: {reason} ({officer})")
    CLAUSE_PROCEDURES = Message("Quy trình của điều này", "Procedures of this clause")

    # Import
    IMPORT = Message("Nhập bảng ánh xạ có sẵn (XLSX)", "Import your own table (XLSX)")
    IMPORT_HELP = Message(
        "Bảng Excel (XLSX, đến {limit} MB) có số điều và mã quy trình; xem khác biệt trước, chỉ ghi"
        " khi bạn đồng ý.",
        "An Excel table (XLSX, up to {limit} MB) of clause numbers and procedure codes; differences"
        " are shown first.",
    )
    IMPORT_NONE = Message(
        "Bảng này không khác những gì đã quyết định.", "The table differs in nothing."
    )
    IMPORT_APPLY = Message("Ghi {count} quyết định", "Record {count} decisions")
    IMPORT_APPLIED = Message("Đã ghi {count} quyết định.", "Recorded {count} decisions.")
    IMPORT_UNDO = Message("Hoàn tác lần nhập ({count})", "Undo the import ({count})")
    IMPORT_PROBLEMS = Message("Không nhận được", "Not taken over")
    IMPORT_ROW = Message("Dòng {row}", "Row {row}")
    IMPORT_NEW = Message("Trong bảng", "In the table")
    IMPORT_NOW = Message("Đang có", "Now")
    DIFFERENCE = Message("Khác biệt", "Difference")
    DIFFERENCE_ADDED = Message("Thêm mới", "New")
    DIFFERENCE_CONFIRMS = Message("Xác nhận đề xuất", "Confirms the proposal")
    DIFFERENCE_CHANGES = Message("Thay đổi", "Changes")
    DIFFERENCE_SAME = Message("Như đã có", "The same")

    # Gaps
    GAP_CLAUSES = Message("Điều chưa có quy trình ({count})", "Clauses without one ({count})")
    GAP_CLAUSES_NONE = Message(
        "Mọi điều khoản đều có quy trình hoặc có lý do không áp dụng.",
        "Every clause has a procedure or a reason why not.",
    )
    GAP_GUESSES = Message(
        "Có thể: {names} (chỉ giống về nội dung, cần người xác nhận)",
        "Perhaps: {names} (alike in wording only, to be confirmed by a person)",
    )
    GAP_PROCEDURES = Message("Quy trình chưa gắn điều nào ({count})", "Without a clause ({count})")
    GAP_PROCEDURES_NONE = Message(
        "Mọi quy trình đều gắn với điều khoản.", "Every procedure has a clause."
    )
    MANDATORY = Message("Bắt buộc phải có ({count})", "What has to exist ({count})")
    EXCLUSIONS = Message("Điều không áp dụng ({count})", "Clauses not applicable ({count})")
    EXCLUSIONS_NONE = Message("Chưa loại trừ điều nào.", "No clause is excluded.")
    FOUND = Message("Có", "Found")
    TO_CHECK = Message("Cần kiểm tra", "To check")
    MISSING = Message("Thiếu", "Missing")
    EXCLUDED = Message("Không áp dụng", "Not applicable")
    MANDATORY_ITEM = Message("Yêu cầu", "Requirement")
    MANDATORY_EVIDENCE = Message("Bằng chứng", "Evidence")
    MANDATORY_NO_EVIDENCE = Message("Chưa thấy trong kho", "Not found in the corpus")
    FILTER_FINDING = Message("Lọc theo kết quả", "Filter by result")

    # Stale references
    STALE_ON = Message("Hiệu lực tại ngày", "In force on")
    REVISIONS = Message("Quy trình cần sửa, gấp trước ({count})", "To revise, by urgency ({count})")
    REVISIONS_NONE = Message(
        "Không quy trình nào viện dẫn văn bản đã hết hiệu lực.",
        "No procedure cites a document that has ended.",
    )
    CITATIONS = Message("Mọi viện dẫn", "All references")
    CITED = Message("Văn bản được viện dẫn", "Document cited")
    REPLACED_BY = Message("Thay bằng", "Replaced by")
    NOT_LISTED = Message("Danh mục chưa có số này", "Not in the register")
    STALE_SHOW = Message("Hiện", "Show")
    STALE_ENDED = Message("Đã hết hiệu lực", "Ended")
    STALE_UNKNOWN = Message("Chưa rõ", "Unknown")

    # Change of edition
    TASKS_DONE = Message("Đã xong {done}/{count} việc", "{done} of {count} tasks done")
    TASK = Message("Việc", "Task")
    TASK_MOVED = Message("Chuyển điều", "Clause moved")
    TASK_DROPPED = Message("Không còn yêu cầu riêng", "No longer asked for")
    TASK_NEW = Message("Yêu cầu mới", "New requirement")
    TASK_FROM = Message("Điều 2008", "Clause of 2008")
    TASK_TO = Message("Điều 2015", "Clause of 2015")
    TASK_AGENCY = Message("Cả cơ quan", "The whole agency")
    PROGRESS = Message("Tiến độ", "Progress")
    TODO = Message("Chưa làm", "To do")
    DOING = Message("Đang làm", "Under way")
    DONE = Message("Đã xong", "Done")
    NOTE = Message("Ghi chú", "Note")
    TASK_SAVED = Message("Đã ghi tiến độ.", "Progress recorded.")
    TASK_TITLE = Message("{kind}: {about}", "{kind}: {about}")
    TASK_COVERED = Message("Đã có quy trình", "A procedure covers it")
    TASK_NAMED = Message("Nơi nêu điều cũ", "Where the old clause is named")
    TASKS_LEFT_ONLY = Message("Chỉ việc còn lại", "Only what is left")
    TASKS_PICK = Message(
        "Chọn một việc trong bảng để xem căn cứ và ghi tiến độ.",
        "Choose a task to see its grounds and to record progress.",
    )

    # Drafts
    DRAFT_UPLOAD = Message("Thả bản thảo quy trình vào đây", "Drop a draft procedure here")
    DRAFT_HELP = Message(
        "Tệp chỉ được đọc để kiểm tra, không đưa vào kho; đến {limit} MB.",
        "The file is only read for the check and never added to the library; up to {limit} MB.",
    )
    DRAFT_CHECKING = Message("Đang đọc và kiểm tra bản thảo…", "Reading and checking the draft…")
    DRAFT_REPLACES = Message("Thay cho: {name}", "Replaces: {name}")
    DRAFT_NEW = Message("Quy trình mới, chưa có bản trước trong kho", "New, no earlier version")
    DRAFT_FINDINGS = Message("Phát hiện ({count})", "Findings ({count})")
    DRAFT_FINDINGS_NONE = Message("Không có phát hiện nào.", "Nothing was found.")
    DRAFT_CLAUSES = Message("Điều khoản bản thảo đáp ứng ({count})", "Clauses covered ({count})")
    DRAFT_CHANGES = Message("Khác bản trước ({count})", "Differences ({count})")
    DRAFT_HERE = Message("Trong bản thảo", "In the draft")
    DRAFT_THERE = Message("Ở nơi khác", "Elsewhere")
    DRAFT_DOUBTFUL = Message("Yêu cầu có thể chưa đáp ứng", "Perhaps not met yet")
    CHANGE_ADDED = Message("Thêm", "Added")
    CHANGE_REMOVED = Message("Bỏ", "Removed")
    CHANGE_CHANGED = Message("Sửa", "Changed")
    CLAUSE_UNSUPPORTED = Message("Điều nêu tên, chưa có nội dung", "Clause named, not supported")
    RECORD_UNNAMED = Message("Thiếu hồ sơ, tài liệu bắt buộc", "Mandatory record not named")
    REFERENCE_ENDED = Message("Viện dẫn hết hiệu lực", "Reference no longer in force")
    REFERENCE_UNKNOWN = Message("Viện dẫn chưa rõ", "Reference unknown")
    SECTION_MISSING = Message("Thiếu mục", "Section missing")
    TERM_REPEATED = Message("Thuật ngữ định nghĩa hai lần", "Term defined twice")
    TERM_DIFFERS = Message("Thuật ngữ khác quy trình khác", "Term defined otherwise")
    TIME_DIFFERS = Message("Thời gian khác quy trình khác", "Time differs elsewhere")
    TIME_CHANGED = Message("Thời gian khác bản trước", "Time changed")
    FORM_DIFFERS = Message("Biểu mẫu cùng mã, khác tên", "Form with two names")
    CODE_TAKEN = Message("Mã đã dùng", "Code already taken")
