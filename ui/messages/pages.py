"""The texts of the frame, the chat and the library."""

from __future__ import annotations

from ui.messages.base import Catalogue, Message

__all__ = ["Text"]


class Text(Catalogue):
    """Frame, chat and library."""

    # Frame
    PRODUCT = Message("Trợ lý ISO hành chính", "Administrative ISO assistant")
    PAGE_CHAT = Message("Hỏi đáp", "Ask")
    PAGE_LIBRARY = Message("Kho tài liệu", "Library")
    NEW_CONVERSATION = Message("Cuộc hỏi mới", "New conversation")
    LANGUAGE = Message("Ngôn ngữ giao diện", "Interface language")
    LANGUAGE_VI = Message("Tiếng Việt", "Tiếng Việt")
    LANGUAGE_EN = Message("English", "English")

    # Welcome and question box
    WELCOME = Message(
        "Việc bạn làm theo điều khoản, quy trình nào?",
        "Which clause and which procedure cover your work?",
    )
    WELCOME_HELP = Message(
        "Hỏi bằng lời thường ngày, gõ không dấu cũng được. Mỗi câu trả lời đều kèm trích dẫn "
        "mở được ngay bên cạnh.",
        "Ask in everyday Vietnamese, with or without diacritics. Every answer comes with "
        "citations that open beside it.",
    )
    SUGGESTIONS = Message("Câu hỏi gợi ý", "Suggested questions")
    ASK_PLACEHOLDER = Message("Hỏi về công việc của bạn…", "Ask about your work…")
    ASK_MORE_PLACEHOLDER = Message("Hỏi tiếp…", "Ask a follow-up…")
    QUESTION_EMPTY = Message("Hãy gõ câu hỏi rồi gửi.", "Type a question, then send it.")
    QUESTION_TOO_LONG = Message(
        "Câu hỏi dài {length} ký tự, tối đa {limit} ký tự. Hãy rút gọn rồi gửi lại.",
        "The question has {length} characters, at most {limit} are allowed. Shorten it and "
        "send it again.",
    )
    FILTERS = Message("Bộ lọc", "Filters")
    FILTERS_ACTIVE = Message("Bộ lọc: {choices}", "Filters: {choices}")
    FILTER_KINDS = Message("Loại tài liệu", "Kind of document")
    FILTER_EDITION = Message("Phiên bản tiêu chuẩn", "Edition of the standard")
    FILTER_AS_OF = Message("Xét hiệu lực tại ngày", "Judge validity on")
    CLEAR_FILTERS = Message("Bỏ bộ lọc", "Clear filters")
    ASK_WITHOUT_FILTERS = Message("Bỏ bộ lọc và hỏi lại", "Clear filters and ask again")

    # Kinds and validity
    KIND_STANDARD = Message("Tiêu chuẩn", "Standard")
    KIND_PROCEDURE = Message("Quy trình", "Procedure")
    KIND_LEGAL = Message("Pháp luật", "Law")
    KIND_OTHER = Message("Tài liệu khác", "Other")
    CLAIMS_STANDARD = Message("Điều khoản", "Clause")
    CLAIMS_PROCEDURE = Message("Quy trình", "Procedure")
    CLAIMS_LEGAL = Message("Căn cứ", "Legal basis")
    CLAIMS_OTHER = Message("Tài liệu khác", "Other")
    IN_FORCE = Message("Còn hiệu lực", "In force")
    NOT_YET = Message("Chưa có hiệu lực", "Not yet in force")
    PARTLY = Message("Hết hiệu lực một phần", "Partly expired")
    REPLACED = Message("Đã bị thay thế", "Replaced")
    CANCELLED = Message("Đã hủy bỏ", "Cancelled")
    UNSETTLED = Message("Chưa thống nhất", "Unsettled")
    UNKNOWN = Message("Chưa rõ", "Unknown")

    # Answer
    UNDERSTOOD = Message("Đã hiểu là: {question}", "Understood as: {question}")
    SOURCE_SPOKEN = Message("Mở nguồn {n}: {label}", "Open source {n}: {label}")
    COPY_ANSWER = Message("Sao chép trả lời", "Copy answer")
    COPIED = Message("Đã sao chép", "Copied")
    SEARCHING = Message("Đang tìm trong kho tài liệu…", "Searching the documents…")
    WAITING = Message(
        "Đã nhận câu hỏi, sẽ trả lời ngay khi mô hình sẵn sàng…",
        "Question received; it is answered as soon as the models are ready…",
    )
    REFUSED = Message(
        "Kho tài liệu chưa có nội dung trả lời câu này",
        "The documents do not cover this question",
    )
    REFUSED_HELP = Message(
        "Không trả lời thay cho văn bản: chưa tìm được đoạn nào quy định việc này.",
        "No answer without a source: no passage was found that covers this.",
    )
    NEAREST = Message("Gần nhất trong kho:", "Nearest in the documents:")
    REFUSED_ADVICE = Message(
        "Nếu có quy trình hoặc văn bản về việc này, hãy nạp tệp vào kho bằng lệnh "
        "python -m ingest ĐƯỜNG_DẪN rồi hỏi lại.",
        "If a procedure or legal document covers this, add the file with "
        "python -m ingest PATH and ask again.",
    )
    NO_RESULT = Message("Không có kết quả với bộ lọc đang chọn", "Nothing found with these filters")
    NO_RESULT_HELP = Message(
        "Câu này đã hỏi với: {choices}. Bỏ bộ lọc có thể tìm được.",
        "This was asked with: {choices}. Clearing the filters may help.",
    )
    NOT_ANSWERED = Message("Chưa trả lời được câu này", "This question could not be answered")
    UNEXPECTED = Message(
        "Chương trình gặp lỗi ngoài dự kiến. Hãy thử lại; nếu vẫn lỗi, gửi nhật ký của máy chủ "
        "cho người quản trị.",
        "Something unexpected went wrong. Try again; if it persists, send the server's log to "
        "the administrator.",
    )
    ASK_AGAIN = Message("Hỏi lại", "Ask again")
    CORPUS_UPDATED = Message(
        "Kho tài liệu vừa được cập nhật; trả lời dùng bản mới.",
        "The documents have just been updated; answers use the new state.",
    )

    # Why
    WHY = Message("Xem vì sao", "See why")
    WHY_SEARCHED = Message("Câu đã tìm", "Searched for")
    WHY_CONFIDENCE = Message("Khả năng kho có câu trả lời", "Chance that the documents cover it")
    WHY_FILTERS = Message("Bộ lọc", "Filters")
    WHY_NO_FILTERS = Message("Không", "None")
    WHY_SECONDS = Message("Thời gian", "Time")
    WHY_SECONDS_VALUE = Message("{seconds} giây", "{seconds} s")
    WHY_GENERATION = Message("Lần lập chỉ mục", "Index generation")
    WHY_RESULTS = Message("Kết quả xếp hạng", "Ranked results")

    # Evidence
    OTHER_SOURCES = Message("Các nguồn khác của câu trả lời", "Other sources of the answer")
    PAGE = Message("Trang {page}", "Page {page}")
    PAGE_OF = Message("Trang {page}/{pages}", "Page {page} of {pages}")
    PAGE_PICTURE = Message("Ảnh trang {page} của {label}", "Picture of page {page} of {label}")
    PAGE_BEFORE = Message("Trang trước", "Previous page")
    PAGE_AFTER = Message("Trang sau", "Next page")
    OCR = Message(
        "Nhận dạng từ bản quét, độ tin cậy {percent}%",
        "Recognised from a scan, {percent}% confidence",
    )
    CLAUSE_EDITION = Message("Bản {edition}", "Edition {edition}")
    NOT_MARKED = Message(
        "Không định vị được đoạn trích trên ảnh trang này; xem phần chữ bên dưới.",
        "The quote could not be located on this page; see the text below.",
    )
    MARKED_PARTLY = Message(
        "Đoạn trích còn tiếp; phần đánh dấu là đoạn đầu.",
        "The quote goes on; only its beginning is marked.",
    )
    PAGE_UNREADABLE = Message(
        "Không mở được trang này từ tệp gốc; dưới đây là phần chữ đã đọc.",
        "This page of the source file cannot be shown; below is the text that was read.",
    )
    TEXT_CHANGED = Message(
        "Tài liệu đã đổi sau khi trả lời. Hãy hỏi lại để có trích dẫn mới.",
        "The document has changed since the answer. Ask again for current citations.",
    )
    OPEN_DOCUMENT = Message("Mở tài liệu", "Open document")
    DOCUMENT_MISSING = Message(
        "Tệp gốc không còn ở chỗ cũ. Hãy nạp lại tài liệu.",
        "The source file is no longer in its place. Ingest the document again.",
    )
    COPY_CITATION = Message("Sao chép trích dẫn", "Copy citation")

    OPEN_IN_LIBRARY = Message("Mở trong kho", "Open in the library")

    # Library: lists
    LIBRARY_SEARCH = Message("Tìm theo số, mã, tên", "Search by number, code or title")
    LIBRARY_SEARCH_HINT = Message(
        "Ví dụ: van thu, 7.5.3, 144/2006", "For example: van thu, 7.5.3, 144/2006"
    )
    LIBRARY_AS_OF = Message("Hiệu lực tại ngày", "In force on")
    LIBRARY_PARTS = Message("Phần của kho", "Part of the library")
    TAB_ATTENTION = Message("Cần chú ý", "Needs attention")
    TAB_STANDARD = Message("Tiêu chuẩn", "Standard")
    TAB_DOCUMENTS = Message("Quy trình", "Procedures")
    TAB_LEGAL = Message("Pháp lý", "Law")
    TAB_COUNT = Message("{label} ({count})", "{label} ({count})")
    STALE_BASIS = Message(
        "Dựa trên văn bản không còn hiệu lực", "Resting on documents no longer in force"
    )
    OLD_EDITION = Message(
        "Viện dẫn phiên bản tiêu chuẩn đã hủy bỏ", "Citing a cancelled edition of the standard"
    )
    SHARED_CODE = Message("Nhiều tài liệu cùng một mã", "One code for several documents")
    ATTENTION_BASIS = Message("{number}: {reason}", "{number}: {reason}")
    ATTENTION_CODE = Message("Mã {code}, tệp {name}", "Code {code}, file {name}")
    ATTENTION_NONE = Message("Chưa có gì cần chú ý", "Nothing needs attention")
    ATTENTION_NONE_HELP = Message(
        "Tại ngày này mọi văn bản mà quy trình viện dẫn đều không thấy hết hiệu lực.",
        "On this day none of the documents that procedures cite is known to have ended.",
    )
    NOTHING_FOUND = Message(
        "Không có mục nào khớp. Hãy thử từ khác hoặc bỏ bộ lọc.",
        "Nothing matches. Try other words or clear the filter.",
    )
    FOUND_ELSEWHERE = Message("Khớp ở phần khác của kho", "Matches in other parts")
    TREE_CLAUSE = Message("Điều của bản {edition}", "Clause of edition {edition}")
    TREE_COUNTERPART = Message("Điều bản {edition}", "Edition {edition}")
    TREE_TOGGLE = Message("Mở hoặc gập", "Unfold or fold")
    TREE_LEGEND = Message(
        "Dấu hỏi tròn: tên điều hoặc cặp tương ứng chưa kiểm chứng với nguồn.",
        "Circled question mark: a title or pair not yet verified against a source.",
    )
    CLAUSE_NEW = Message("Có yêu cầu mới", "New requirements")
    CLAUSE_DROPPED = Message("Bản 2015 bỏ", "Dropped in 2015")
    UNVERIFIED = Message("Chưa kiểm chứng", "Not verified")
    CLAUSE_UNVERIFIED = Message("Tên điều chưa kiểm chứng", "Title not verified")
    ENTRY_UNVERIFIED = Message("Số, ngày chưa kiểm chứng", "Number and date not verified")
    COLUMN_CODE = Message("Mã", "Code")
    COLUMN_NUMBER = Message("Số hiệu", "Number")
    COLUMN_TITLE = Message("Tên", "Title")
    COLUMN_STEPS = Message("Số bước", "Steps")
    COLUMN_BASES = Message("Căn cứ", "Legal bases")
    COLUMN_FROM = Message("Hiệu lực từ", "In force from")
    COLUMN_STATUS = Message("Tình trạng", "Status")
    FILTER_STATUS = Message("Lọc theo tình trạng", "Filter by status")
    NO_CODE = Message("Không có mã", "No code")
    BASES_NONE = Message("Không nêu", "None named")
    BASES_STALE = Message("{count} hết hiệu lực", "{count} ended")
    BASES_NAMED = Message("{count} văn bản", "{count} documents")

    # Library: reading pane
    READING_CLOSE = Message("Về danh sách", "Back to the list")
    READING_NOT_FOUND = Message(
        "Kho không có mục này. Hãy chọn mục khác trong danh sách.",
        "The library has no such entry. Choose another one from the list.",
    )
    READING_BEFORE = Message("Mục trước", "Previous")
    READING_AFTER = Message("Mục sau", "Next")
    READING_CONTENTS = Message("Mục lục", "Contents")
    NO_TEXT = Message(
        "Kho chỉ có thông tin trong danh mục, không có nội dung của mục này.",
        "Only the register knows this entry; its text is not in the corpus.",
    )
    COUNTERPARTS = Message("Điều tương ứng ở bản {edition}", "Counterpart in edition {edition}")
    NO_COUNTERPART = Message(
        "Bản {edition} không có điều tương ứng.", "Edition {edition} has no counterpart."
    )
    MANDATORY = Message("Bắt buộc phải có", "What has to exist")
    MANDATORY_PROCEDURE = Message("Thủ tục dạng văn bản", "Documented procedure")
    MANDATORY_RECORD = Message("Hồ sơ", "Record")
    MANDATORY_MAINTAIN = Message("Tài liệu duy trì", "Documented information to maintain")
    MANDATORY_RETAIN = Message("Hồ sơ lưu giữ", "Documented information to retain")
    MANDATORY_MAINTAIN_AND_RETAIN = Message("Duy trì và lưu giữ", "To maintain and to retain")
    CHAIN = Message("Chuỗi thay thế", "Chain of replacements")
    CHAIN_BY = Message("được thay bằng {number}", "replaced by {number}")
    DAYS = Message("Hiệu lực {start} đến trước {end}", "In force {start} until before {end}")
    DAYS_FROM = Message("Hiệu lực từ {start}", "In force from {start}")
    DAYS_UNTIL = Message("Hết hiệu lực từ {end}", "Ended on {end}")
    DAYS_UNKNOWN = Message("Chưa rõ ngày hiệu lực", "Dates of force unknown")
    FACT_TYPE = Message("Loại văn bản", "Type")
    FACT_ISSUER = Message("Cơ quan ban hành", "Issued by")
    FACT_ISSUED = Message("Ngày ban hành", "Issued on")
    FACT_FROM = Message("Có hiệu lực từ", "In force from")
    FACT_UNTIL = Message("Hết hiệu lực từ", "No longer in force from")
    FACT_NUMBER = Message("Số hiệu", "Number")
    FACT_FILE = Message("Tệp", "File")
    FACT_ENGLISH = Message("Tên tiếng Anh", "English title")
    FACT_CHANGE = Message("Thay đổi", "Change")
    FACT_STEPS = Message("Số bước", "Steps")
    FACT_UNKNOWN = Message("Chưa rõ", "Unknown")
    BASES = Message("Văn bản được viện dẫn", "Legal documents cited")
    CLAUSES_CITED = Message("Điều khoản được viện dẫn", "Clauses cited")

    # States of the page
    LOADING = Message(
        "Đang mở kho tài liệu và mô hình, thường mất vài giây. Bạn có thể gõ câu hỏi ngay.",
        "Opening documents and models, usually a few seconds. You can type right away.",
    )
    RETRY = Message("Thử lại", "Try again")
    FIRST_RUN = Message("Chưa có kho tài liệu", "There are no documents yet")
    FIRST_RUN_HELP = Message(
        "Trợ lý chỉ trả lời từ tài liệu của cơ quan. Hãy nạp tài liệu lần đầu:",
        "The assistant answers from your agency's documents only. Add them first:",
    )
    STEP_SHIPPED = Message("Nạp bộ tài liệu có sẵn:", "Add the documents that come along:")
    STEP_OWN = Message(
        "Nạp thư mục quy trình, văn bản của cơ quan:",
        "Add your own folder of procedures and documents:",
    )
    FOLDER = Message("THƯ_MỤC", "FOLDER")
    STEP_RETRY = Message(
        "Khi lệnh chạy xong, bấm “Thử lại”.", "When the command is done, choose “Try again”."
    )
    OUTDATED = Message("Kho tài liệu cần được lập lại", "The index has to be rebuilt")
    STEP_REBUILD = Message("Lập lại chỉ mục:", "Rebuild the index:")
    BUSY = Message("Kho tài liệu đang được lập lại", "The index is being rebuilt")
    CONFIGURATION = Message("Thiết lập chưa dùng được", "The settings cannot be used")
    FAILED = Message("Không mở được kho tài liệu", "The documents could not be opened")

    # Launcher
    PORT_INVALID = Message(
        "Cổng “{port}” không hợp lệ. Hãy chọn một số từ 1 đến 65535.",
        "Port “{port}” is not valid. Choose a number from 1 to 65535.",
    )
    PORT_TAKEN = Message(
        "Cổng {port} đang được dùng. Hãy chạy lại với cổng khác, ví dụ PORT={other}.",
        "Port {port} is in use. Run again with another one, for example PORT={other}.",
    )
