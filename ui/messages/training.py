"""The texts of the trainers' pages."""

from __future__ import annotations

from ui.messages.base import Catalogue, Message

__all__ = ["TrainingText"]


class TrainingText(Catalogue):
    """Batches, question bank, handouts, quizzes, lessons."""

    # Page
    PAGE = Message("Đào tạo", "Training")
    LOADING = Message(
        "Đang mở kho tài liệu, thường mất vài giây.",
        "Opening the documents, usually a few seconds.",
    )
    PARTS = Message("Phần của trang đào tạo", "Part of the page")
    PART_BATCH = Message("Hỏi hàng loạt", "Batches")
    PART_BANK = Message("Ngân hàng câu hỏi", "Question bank")
    PART_HANDOUT = Message("Tài liệu phát tay", "Handouts")
    PART_QUIZ = Message("Trắc nghiệm", "Quizzes")
    PART_LESSON = Message("Bài học theo điều khoản", "Lessons by clause")
    FAILED = Message("Chưa làm được", "That did not work")
    UNDO = Message("Hoàn tác", "Undo")
    UNDONE = Message("Đã hoàn tác.", "Undone.")
    SAVED = Message("Đã lưu.", "Saved.")
    DELETE = Message("Xóa", "Delete")
    DELETED = Message("Đã xóa.", "Deleted.")
    CLOSE = Message("Đóng", "Close")
    ALL = Message("Tất cả", "All")
    PICK = Message("Chọn…", "Choose…")
    QUESTION = Message("Câu hỏi", "Question")
    ANSWER = Message("Câu trả lời", "Answer")
    CITATIONS = Message("Trích dẫn", "Citations")
    STATE = Message("Tình trạng", "State")
    NUMBER = Message("TT", "No.")
    NAME = Message("Tên", "Title")
    CLAUSE = Message("Điều", "Clause")
    CLAUSES = Message("Điều khoản", "Clauses")
    PROCEDURES = Message("Quy trình", "Procedures")
    DOCUMENT = Message("Tài liệu", "Document")
    TOPIC = Message("Chủ đề", "Topic")
    LEVEL = Message("Trình độ", "Level")
    LEVEL_BASIC = Message("Cơ bản", "Basic")
    LEVEL_INTERMEDIATE = Message("Trung cấp", "Intermediate")
    LEVEL_ADVANCED = Message("Nâng cao", "Advanced")
    EDITION = Message("Phiên bản tiêu chuẩn", "Edition of the standard")
    CREATED = Message("Tạo lúc", "Created")
    UPDATED = Message("Sửa lúc", "Changed")
    COUNTED = Message("{label} ({count})", "{label} ({count})")
    NOTHING_FOUND = Message(
        "Không có câu nào khớp. Hãy thử từ khác hoặc bỏ bộ lọc.",
        "Nothing matches. Try other words or clear the filter.",
    )
    GET_XLSX = Message("Tải XLSX", "Download XLSX")
    GET_DOCX = Message("Tải DOCX", "Download DOCX")
    GET_PDF = Message("Tải PDF", "Download PDF")
    GET_PPTX = Message("Tải PPTX", "Download PPTX")

    # Batches
    NEW_BATCH = Message("Danh sách câu hỏi mới", "A new list of questions")
    PASTE = Message("Dán câu hỏi, mỗi dòng một câu", "Paste questions, one a line")
    PASTE_HINT = Message(
        "Ai phê duyệt tài liệu trước khi ban hành?\nHồ sơ giữ bao lâu thì được hủy?",
        "Ai phê duyệt tài liệu trước khi ban hành?\nHồ sơ giữ bao lâu thì được hủy?",
    )
    PASTE_HELP = Message(
        "Số thứ tự như “1.” hoặc “Câu 1:” được tự bỏ. Trong bảng, cột câu hỏi được tự nhận ra.",
        "Numbers such as “1.” are taken off. In a table the column of questions is recognised.",
    )
    UPLOAD = Message(
        "Hoặc tải tệp lên (XLSX, CSV, DOCX, TXT, đến {limit} MB)",
        "Or upload XLSX, CSV, DOCX, TXT (up to {limit} MB)",
    )
    BATCH_TITLE = Message("Tên lượt hỏi", "Name of the batch")
    BATCH_TITLE_HINT = Message("Ví dụ: Tập huấn quý 4", "For example: Training, quarter 4")
    RECOGNISED = Message("Nhận ra {count} câu hỏi.", "{count} questions recognised.")
    RECOGNISED_COLUMN = Message("Cột", "Column")
    LEFT_OUT = Message(
        "Bỏ qua {count} dòng không có chữ.", "{count} lines without a letter left out."
    )
    BEGIN = Message("Hỏi {count} câu", "Ask {count} questions")
    BATCH_BEGUN = Message("Đã bắt đầu hỏi.", "Asking has begun.")
    BATCHES = Message("Các lượt hỏi", "Batches")
    BACK_TO_BATCHES = Message("Về danh sách lượt hỏi", "Back to the batches")
    PROGRESS = Message("Tiến độ", "Progress")
    DONE_OF = Message("{done}/{total} câu", "{done}/{total} questions")
    TALLY_UNANSWERABLE = Message("{count} không trả lời được", "{count} without an answer")
    TALLY_FAILED = Message("{count} lỗi", "{count} failed")
    LEFT_MINUTES = Message(
        "còn khoảng {minutes} phút {seconds} giây", "about {minutes} min {seconds} s left"
    )
    LEFT_SECONDS = Message("còn khoảng {seconds} giây", "about {seconds} s left")
    STOP = Message("Dừng", "Stop")
    GO_ON = Message("Hỏi tiếp {count} câu còn lại", "Ask the {count} questions left")
    STATE_ANSWERED = Message("Đã trả lời", "Answered")
    STATE_UNANSWERABLE = Message("Không trả lời được", "No answer")
    STATE_FAILED = Message("Lỗi", "Failed")
    STATE_WAITING = Message("Đang chờ", "Waiting")
    NEAREST = Message("Gần nhất trong kho", "Nearest in the corpus")
    TO_BANK = Message("Đưa vào ngân hàng", "Add to the bank")
    ADDED = Message("Đã đưa vào ngân hàng.", "Added to the bank.")
    ALL_TO_BANK = Message("Đưa {count} câu vào ngân hàng", "Add {count} answers to the bank")
    ADDED_ALL = Message("Đã đưa các câu vào ngân hàng.", "Answers added to the bank.")
    ASK_AGAIN = Message("Hỏi lại câu chưa trả lời được", "Ask the unanswered again")

    # Question bank
    BANK_EMPTY = Message("Ngân hàng chưa có câu nào", "The bank is empty")
    BANK_EMPTY_HELP = Message(
        "Hãy hỏi một danh sách ở phần “Hỏi hàng loạt” rồi đưa câu trả lời vào đây để sửa và duyệt.",
        "Ask a list under “Batches”, then add its answers here to edit and approve them.",
    )
    SHOWN = Message("Câu được hiện", "Entries shown")
    SHOW_FLAGGED = Message("Cần xem lại", "To review")
    SHOW_DRAFTS = Message("Chưa duyệt", "Drafts")
    SHOW_APPROVED = Message("Đã duyệt", "Approved")
    SHOW_ALL = Message("Tất cả", "All")
    SEARCH = Message("Tìm trong câu hỏi và trả lời", "Search questions and answers")
    APPROVED = Message("Đã duyệt", "Approved")
    DRAFT = Message("Chưa duyệt", "Draft")
    FLAGGED = Message("Cần xem lại", "To review")
    BACK_TO_BANK = Message("Về ngân hàng", "Back to the bank")
    ANSWER_HELP = Message(
        "[1], [2] chỉ trích dẫn theo số. Sửa xong phải duyệt lại.",
        "[1], [2] name citations. A changed answer has to be approved again.",
    )
    SAVE_ANSWER = Message("Lưu câu trả lời", "Save the answer")
    ANSWER_EDITED = Message("Đã được người biên tập sửa.", "Edited by a person.")
    CHANGE_CITATION = Message("Sửa trích dẫn [{n}]", "Change citation [{n}]")
    ADD_CITATION = Message("Thêm trích dẫn", "Add a citation")
    QUOTE = Message("Câu trích", "Quote")
    QUOTE_HELP = Message(
        "Khác nguyên văn thì câu trích được ghi là đã biên tập.",
        "Words that differ from the document are marked as edited.",
    )
    EDITED = Message("Đã biên tập", "Edited")
    SAVE_QUOTE = Message("Lưu câu trích", "Save the quote")
    REMOVE_CITATION = Message("Bỏ trích dẫn", "Remove")
    REMOVE_SURE = Message(
        "Số các trích dẫn sau sẽ lùi một.", "Later citations move up by one number."
    )
    REMOVE_NOW = Message("Bỏ trích dẫn [{n}]", "Remove citation [{n}]")
    CITATION_REMOVED = Message("Đã bỏ trích dẫn.", "Citation removed.")
    CITATION_TAKEN = Message("Đã ghi trích dẫn.", "Citation kept.")
    RANKED = Message("Nguồn mà máy tìm được", "Ranked evidence")
    REPLACE_RANKED = Message("Thay bằng nguồn này", "Put this one in its place")
    ADD_RANKED = Message("Thêm nguồn này", "Add this one")
    LOCATOR = Message("Vị trí trong tài liệu", "Place in the document")
    LOCATOR_HINT = Message("Ví dụ: 5.2 hoặc Điều 4 khoản 2", "For example: 5.2 or Điều 4 khoản 2")
    QUOTE_OPTIONAL = Message(
        "Câu trích nguyên văn (để trống: câu đầu)", "Verbatim quote (empty: the first sentence)"
    )
    ADD_LOCATOR = Message("Thêm theo vị trí", "Add by place")
    APPROVED_BY = Message("{role} duyệt ngày {day}", "By {role} on {day}")
    APPROVAL_ENDS = Message(
        "Sửa câu trả lời hoặc trích dẫn thì phải duyệt lại.",
        "A change of answer or citations ends the approval.",
    )
    WITHDRAW = Message("Rút duyệt", "Withdraw the approval")
    WITHDRAWN = Message("Đã rút duyệt.", "Approval withdrawn.")
    ROLE = Message("Chức danh người duyệt", "Role of the approver")
    ROLE_HINT = Message("Ví dụ: Thư ký ISO", "For example: ISO secretary")
    APPROVE = Message("Duyệt", "Approve")
    APPROVE_AGAIN = Message("Duyệt lại", "Approve again")
    APPROVED_NOW = Message("Đã duyệt.", "Approved.")
    DETAILS = Message("Phân loại", "Filed under")
    SAVE_DETAILS = Message("Lưu phân loại", "Save")
    OWNER = Message("Chức danh phụ trách", "Owner (a role)")
    OWNER_HINT = Message("Ví dụ: Văn thư", "For example: Records clerk")
    VALID_UNTIL = Message("Dùng đến hết ngày", "Use until")

    # Handouts
    NONE_APPROVED = Message("Chưa có câu nào được duyệt", "No answer is approved yet")
    NONE_APPROVED_HELP = Message(
        "Tài liệu phát tay chỉ lấy câu đã duyệt. Hãy duyệt câu trong “Ngân hàng câu hỏi”.",
        "Handouts take approved answers only. Approve some in the question bank.",
    )
    CHOOSE_QUESTIONS = Message("Chọn câu hỏi", "Choose questions")
    TAKEN = Message("Lấy", "Take")
    CHOOSE_ONE = Message("Hãy chọn ít nhất một câu hỏi.", "Choose at least one question.")
    HANDOUT_HEAD = Message("Trang bìa", "Title page")
    HANDOUT_TITLE = Message("Tên tài liệu", "Title")
    HANDOUT_TITLE_DEFAULT = Message(
        "Hỏi đáp về hệ thống quản lý chất lượng", "Questions and answers"
    )
    AGENCY = Message("Cơ quan", "Agency")
    OCCASION = Message("Dịp, lớp", "Occasion")
    ISSUED = Message("Ngày phát hành", "Date of issue")
    GROUPING = Message("Sắp theo", "Grouped by")
    BY_CLAUSE = Message("Điều khoản", "Clause")
    BY_TOPIC = Message("Chủ đề", "Topic")
    TEMPLATES = Message(
        "Mẫu của cơ quan (DOCX, PPTX, đến {limit} MB)",
        "Templates of the agency (DOCX, PPTX, up to {limit} MB)",
    )
    TEMPLATES_HELP = Message(
        "Trang, đầu trang, chân trang và kiểu chữ của mẫu được giữ.",
        "Page, header, footer and styles of a template stay.",
    )
    HANDOUT_READY = Message("{count} câu hỏi sẽ vào tài liệu.", "{count} questions go in.")

    # Quizzes
    NO_QUIZZES = Message("Chưa có đề nào. Hãy ra đề đầu tiên.", "No quiz yet. Make the first one.")
    NEW_QUIZ = Message("Ra đề mới", "Make a quiz")
    QUIZ_TITLE = Message("Tên đề", "Title")
    QUIZ_TITLE_DEFAULT = Message("Kiểm tra cuối lớp", "Test after the course")
    QUIZ_ITEMS = Message("Số câu", "Questions")
    SEED = Message("Mã đề", "Number")
    SEED_HELP = Message(
        "Cùng mã, cùng phạm vi thì ra cùng một đề.", "The same number gives the same quiz."
    )
    KINDS = Message("Dạng câu hỏi", "Kinds of questions")
    KIND_WHICH_CLAUSE = Message("Điều nào yêu cầu", "Which clause requires")
    KIND_TRUE_FALSE = Message("Đúng hay sai", "True or false")
    KIND_CLAUSE_OF_PROCEDURE = Message("Điều của quy trình", "Clause of a procedure")
    KIND_PROCEDURE_OF_CLAUSE = Message("Quy trình của điều", "Procedure of a clause")
    KIND_ORDER_STEPS = Message("Sắp thứ tự bước", "Order the steps")
    MAKE_QUIZ = Message("Ra đề", "Make the quiz")
    MAKING_QUIZ = Message("Đang ra đề và kiểm tra từng câu…", "Making and checking questions…")
    QUIZ_MADE = Message("Đã ra đề.", "The quiz is made.")
    BACK_TO_QUIZZES = Message("Về danh sách đề", "Back to the quizzes")
    QUIZ_SUB = Message("{count} câu, bản {edition}", "{count} questions, edition {edition}")
    FEWER_ITEMS = Message(
        "Đã yêu cầu {count} câu; chỉ giữ những câu chắc chắn có một đáp án.",
        "{count} were asked for; only questions with one sure answer were kept.",
    )
    VIEWS = Message("Phần của đề", "Part of the quiz")
    VIEW_RESULTS = Message("Bài đã nộp", "Handed in")
    VIEW_KEY = Message("Đáp án và tệp", "Key and files")
    SITTING = Message("Làm bài trắc nghiệm", "Take a quiz")
    SITTING_LINK = Message("Đường dẫn làm bài", "Link to take it")
    SITTING_LINK_HELP = Message(
        "Gửi đường dẫn này cho người học. Trang đó chỉ có đề; đáp án hiện sau khi nộp bài.",
        "Send this link to those who take it. Its page holds no key until it is handed in.",
    )
    OPEN_SITTING = Message("Mở trang làm bài", "Open the page")
    TO_RESULT = Message("Về kết quả", "Back to the result")
    TAKER = Message("Đơn vị hoặc chức danh", "Unit or role")
    TAKER_HINT = Message("Không bắt buộc", "Not required")
    SUBMIT = Message("Nộp bài", "Hand in")
    SUBMITTED = Message("Đã nộp bài.", "Handed in.")
    STILL_OPEN = Message("Còn {count} câu chưa trả lời", "{count} still open")
    ALL_ANSWERED = Message("Đã trả lời hết", "All answered")
    MOVE_UP = Message("Lên", "Up")
    MOVE_DOWN = Message("Xuống", "Down")
    ORDER_HINT = Message(
        "Dùng mũi tên để xếp các bước theo thứ tự.", "Use the arrows to put the steps in order."
    )
    NO_ATTEMPTS = Message("Chưa ai nộp bài.", "Nobody has handed it in yet.")
    ATTEMPTS = Message("Lượt làm bài", "Attempts")
    POINTS = Message("Đúng {right}/{total} câu", "{right} of {total} right")
    BY_CLAUSE_RESULTS = Message("Kết quả theo điều khoản", "Results by clause")
    RIGHT = Message("Đúng", "Right")
    NO_CLAUSE = Message("Không gắn điều", "No clause")
    CLAUSES_HELP = Message(
        "Chọn một điều để mở bài học của điều đó.", "Choose a clause to open its lesson."
    )
    EACH_QUESTION = Message("Từng câu", "Question by question")
    IS_RIGHT = Message("Đúng", "Right")
    IS_WRONG = Message("Sai", "Wrong")
    LEFT_OPEN = Message("Bỏ trống", "Left open")
    RIGHT_ANSWER = Message("Đáp án", "Answer")
    GET_QUIZ = Message("Tải đề (DOCX)", "Question sheet (DOCX)")
    GET_KEY = Message("Tải đáp án (DOCX)", "Answer sheet (DOCX)")
    GET_MOODLE = Message("Tải Moodle XML", "Moodle XML")
    GET_GIFT = Message("Tải GIFT", "GIFT")

    # Lessons
    NOTE = Message("Chú giải bằng lời của người biên soạn", "Notes in our own words")
    OTHER_EDITION = Message("Điều tương ứng ở bản {edition}", "Counterpart in edition {edition}")
    UNCHECKED = Message("chưa đối chiếu", "not verified")
    NO_COUNTERPART = Message("Bản kia không có điều tương ứng.", "There is none.")
    CHANGE = Message("Thay đổi", "Change")
    MANDATORY = Message("Tài liệu, hồ sơ phải có", "What has to exist")
    AGENCY_PROCEDURES = Message(
        "Quy trình của cơ quan đáp ứng điều này", "Procedures of the agency that meet it"
    )
    NO_PROCEDURE = Message(
        "Chưa quy trình nào nêu điều này.", "No procedure names this clause yet."
    )
    BASES = Message("Căn cứ pháp lý của các quy trình", "Legal bases of the procedures")
    NONCONFORMITIES = Message("Điểm không phù hợp hay gặp", "Typical nonconformities")
    AUDIT_QUESTIONS = Message("Câu hỏi khi đánh giá", "Audit questions")
    BANK_QUESTIONS = Message("Câu hỏi trong ngân hàng", "Questions of the bank")
