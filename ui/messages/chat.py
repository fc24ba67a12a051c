"""The texts of conversations: history, follow-ups, streaming, feedback, sharing, review."""

from __future__ import annotations

from ui.messages.base import Catalogue, Message

__all__ = ["ChatText"]


class ChatText(Catalogue):
    """What the chat says beside questions and answers, and the review of feedback."""

    # History
    HISTORY = Message("Cuộc hỏi đã lưu", "Saved conversations")
    HISTORY_SEARCH = Message("Tìm cuộc hỏi", "Find a conversation")
    HISTORY_EMPTY = Message("Chưa có cuộc hỏi nào.", "No conversations yet.")
    HISTORY_NOT_FOUND = Message("Không có cuộc hỏi nào khớp.", "No conversation matches.")
    HISTORY_UNAVAILABLE = Message(
        "Không mở được nơi lưu cuộc hỏi; câu trả lời vẫn dùng được nhưng không được lưu.",
        "Conversations cannot be stored; answers still work but are not kept.",
    )
    RENAME = Message("Đổi tên", "Rename")
    DELETE = Message("Xóa", "Delete")
    NAMED = Message("{act}: {title}", "{act}: {title}")
    SAVE = Message("Lưu", "Save")
    CANCEL = Message("Thôi", "Cancel")
    DELETED = Message("Đã xóa “{title}”.", "Deleted “{title}”.")
    UNDO = Message("Hoàn tác", "Undo")
    TODAY = Message("Hôm nay, {time}", "Today, {time}")
    CONVERSATION_GONE = Message(
        "Cuộc hỏi trong liên kết không còn. Hãy chọn cuộc khác hoặc hỏi câu mới.",
        "The conversation in the link is gone. Choose another one or ask a new question.",
    )

    # How the question was understood
    EDIT_QUESTION = Message("Sửa câu hỏi", "Edit the question")
    EDITED_QUESTION = Message("Câu hỏi đã sửa", "The edited question")
    ASK_EDITED = Message("Hỏi câu này", "Ask this")
    LITERAL = Message("Tìm đúng như đã gõ", "Search exactly as typed")
    LITERAL_FILTER = Message("đúng như đã gõ", "exactly as typed")

    # An answer approved before
    APPROVED = Message("Câu trả lời đã được duyệt", "Approved answer")
    APPROVED_BY = Message("{role} duyệt ngày {day}", "Approved by {role} on {day}")

    # A language model at work
    NOT_COMPLETED = Message(
        "Câu hỏi có thể dựa vào câu trước nhưng mô hình ngôn ngữ {reason}; câu hỏi được hiểu đúng"
        " như đã gõ. Nếu câu trả lời lệch ý, hãy hỏi lại cho đủ ý.",
        "The question may lean on the one before, but the language model failed ({reason}); it was"
        " taken as typed. If the answer misses the point, ask again in full.",
    )
    WRITING = Message(
        "Mô hình đang viết lại từ các trích dẫn; mỗi câu được đối chiếu xong mới giữ.",
        "The model is rewriting the citations; a sentence stays once it has been checked.",
    )
    DROPPED_SO_FAR = Message(
        "Đã bỏ {count} câu không có căn cứ.", "Dropped without support: {count}."
    )
    STOP_WRITING = Message("Xem ngay câu trích nguyên văn", "Show the verbatim answer now")
    DRAFT = Message("Đang viết, chưa đối chiếu", "Being written, not checked yet")
    CHECKED = Message("Đã đối chiếu với trích dẫn", "Checked against its citation")
    WHY_MODE = Message("Cách soạn", "How it was written")
    MODE_EXTRACTIVE = Message("Trích nguyên văn", "Verbatim quotes")
    MODE_LLM = Message("Mô hình viết lại, đã đối chiếu", "Rewritten by a model, checked")
    MODE_FAILED = Message(
        "Trích nguyên văn, vì mô hình không dùng được", "Verbatim, as the model was of no use"
    )
    WHY_DROPPED = Message("Câu của mô hình bị bỏ", "Dropped sentences of the model")

    # Feedback
    HELPFUL = Message("Hữu ích", "Helpful")
    UNHELPFUL = Message("Chưa đúng", "Not right")
    REASON = Message("Sai ở chỗ nào?", "What is wrong?")
    REASON_CLAUSE = Message("Dẫn sai điều, khoản", "Wrong clause or article")
    REASON_VALIDITY = Message("Văn bản hết hiệu lực", "Document no longer in force")
    REASON_MISSING = Message("Còn thiếu", "Something is missing")
    REASON_OTHER = Message("Không đúng việc đang hỏi", "Not what was asked")
    SEND = Message("Gửi ý kiến", "Send")
    THANKS = Message(
        "Đã ghi nhận; cán bộ ISO sẽ xem lại.", "Noted; a QMS officer will look into it."
    )

    # Giving it on
    SHARE = Message("Chia sẻ", "Share")
    SHARE_LINK = Message("Liên kết mở lại đúng câu trả lời này", "Link to exactly this answer")
    COPY_LINK = Message("Sao chép liên kết", "Copy link")
    SHARED = Message(
        "Câu trả lời được chia sẻ, lập ngày {day}. Hiệu lực của văn bản ghi theo ngày đó.",
        "A shared answer of {day}. Validity is as of that day.",
    )
    SHARED_GONE = Message("Liên kết không mở được", "The link cannot be opened")
    ASK_YOURSELF = Message("Hỏi câu của bạn", "Ask your own question")
    EXPORT = Message("Xuất", "Export")
    EXPORT_ANSWER_DOCX = Message("Câu trả lời này, Word (.docx)", "This answer, Word (.docx)")
    EXPORT_ANSWER_PDF = Message("Câu trả lời này, PDF", "This answer, PDF")
    EXPORT_TALK_DOCX = Message("Cả cuộc hỏi, Word (.docx)", "Whole conversation, Word (.docx)")
    EXPORT_TALK_PDF = Message("Cả cuộc hỏi, PDF", "Whole conversation, PDF")
    NOT_DONE = Message(
        "Chưa làm được. Hãy thử lại sau ít phút.", "That did not work. Try again in a moment."
    )

    # Review
    PAGE_REVIEW = Message("Ý kiến người dùng", "Feedback")
    REVIEW_HELP = Message(
        "Câu trả lời bị chê đứng trước. Biến mỗi ý kiến thành câu kiểm thử hoặc từ đồng nghĩa, "
        "hoặc bỏ qua.",
        "Answers found wrong come first. Turn each piece of feedback into a test question or a "
        "synonym, or lay it aside.",
    )
    REVIEW_PART = Message("Phần", "Part")
    REVIEW_WAITING = Message("Chờ xem ({count})", "Waiting ({count})")
    REVIEW_DONE = Message("Đã xem ({count})", "Reviewed ({count})")
    REVIEW_EMPTY = Message("Không có ý kiến nào chờ xem", "No feedback is waiting")
    REVIEW_EMPTY_HELP = Message(
        "Ý kiến “Chưa đúng” và “Hữu ích” ở trang Hỏi đáp hiện tại đây.",
        "“Helpful” and “Not right” from the chat appear here.",
    )
    REVIEW_CHOOSE = Message("Chọn một ý kiến để xem.", "Choose one to look at it.")
    REVIEW_REASON = Message("Lý do", "Reason")
    REVIEW_GIVEN = Message("Gửi lúc", "Given")
    REVIEW_OUTCOME = Message("Kết quả", "Outcome")
    NO_REASON = Message("Không ghi lý do", "No reason given")
    OUTCOME_GOLDEN = Message("Câu kiểm thử", "Test question")
    OUTCOME_SYNONYM = Message("Từ đồng nghĩa", "Synonym")
    OUTCOME_DISMISSED = Message("Đã bỏ qua", "Laid aside")
    GOLDEN_HELP = Message(
        "Câu hỏi vào bộ câu kiểm thử với những vị trí đúng dưới đây; để trống nghĩa là phải từ "
        "chối trả lời.",
        "The question joins the test questions with the right places below; none means that "
        "refusing is right.",
    )
    GOLDEN_PLACES = Message("Vị trí đúng", "Right places")
    GOLDEN_DOCUMENT = Message("Tài liệu khác (mã hoặc tên tệp)", "Another document (code or file)")
    GOLDEN_LOCATOR = Message("Vị trí trong tài liệu đó", "Place in that document")
    GOLDEN_HALF = Message(
        "Hãy ghi cả tài liệu và vị trí, hoặc để trống cả hai.",
        "Give both the document and the place, or neither.",
    )
    MAKE_GOLDEN = Message("Thành câu kiểm thử", "Make a test question")
    SYNONYM_HELP = Message(
        "Người hỏi nói một đằng, văn bản viết một nẻo: ghi cả hai để lần sau tìm ra.",
        "Staff say it one way, documents another: give both so that it is found next time.",
    )
    SAID = Message("Cách người hỏi nói", "What staff say")
    OFFICIAL = Message("Cách văn bản viết", "What documents say")
    MAKE_SYNONYM = Message("Thành từ đồng nghĩa", "Make a synonym")
    SYNONYM_EMPTY = Message("Hãy ghi cả hai cách nói.", "Give both wordings.")
    DISMISS = Message("Bỏ qua", "Lay aside")
    REOPEN = Message("Xem lại ý kiến này, rút lại kết quả", "Review again, take the result back")
