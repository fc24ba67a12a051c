"""The texts of bringing documents in."""

from __future__ import annotations

from ui.messages.base import Catalogue, Message

__all__ = ["UploadText"]


class UploadText(Catalogue):
    """Uploading, reading, correcting, taking over."""

    TAB = Message("Nạp tài liệu", "Add documents")

    # What to read
    CHOOSE = Message("Chọn tệp", "Choose files")
    CHOOSE_HELP = Message(
        "PDF, Word, Excel, ODT, HTML, văn bản, ảnh chụp hoặc quét (PNG, JPEG, TIFF), hoặc ZIP chứa"
        " các tệp đó; mỗi tệp đến {limit} MB.",
        "PDF, Word, Excel, ODT, HTML, text, photos or scans (PNG, JPEG, TIFF), or a ZIP of these;"
        " up to {limit} MB each.",
    )
    RECEIVED = Message(
        "Đã nhận {count} tệp. Bấm “Đọc tài liệu” để đọc.",
        "{count} files received. Press “Read documents” to read them.",
    )
    FOLDER = Message("Hoặc thư mục trên máy chủ", "Or a folder on the server")
    FOLDER_HINT = Message("Đường dẫn đầy đủ", "Full path")
    READ = Message("Đọc tài liệu", "Read documents")
    READ_HELP = Message(
        "Đọc xong, bạn xem báo cáo rồi mới quyết định dùng; trong lúc đó việc hỏi đáp vẫn dùng "
        "kho hiện tại.",
        "Once they are read you look at the report and decide; until then answers come from "
        "the present library.",
    )
    TAKEN = Message("Đã có tệp cùng tên: {names}", "There are files of that name: {names}")
    SKIP = Message("Giữ tệp cũ", "Keep the old ones")
    REPLACE = Message("Thay bằng tệp mới", "Replace them")
    KEPT_FILES = Message("Tệp đã tải lên ({count})", "Uploaded files ({count})")
    KEPT_NONE = Message("Chưa tải tệp nào lên", "Nothing uploaded yet")
    KEPT_NONE_HELP = Message(
        "Chọn tệp bên dưới, hoặc ghi đường dẫn một thư mục có tài liệu.",
        "Choose files below, or name a folder that holds documents.",
    )
    REMOVE = Message("Xóa khỏi nơi tải lên", "Remove from the uploads")
    REMOVE_FILE = Message("Tệp cần xóa", "File to remove")
    SIZE = Message("{size} MB", "{size} MB")

    # Running
    STARTING = Message("Đang chuẩn bị", "Getting ready")
    DONE_OF = Message("{stage}: {done}/{total}", "{stage}: {done}/{total}")
    RUNNING_HELP = Message(
        "Có thể rời trang này; việc đọc vẫn tiếp tục.", "You may leave the page; reading goes on."
    )
    DOCUMENTS_READ = Message("Đã đọc {count} tài liệu", "{count} documents read")
    READ_WELL = Message("Đã đọc", "Read")
    CANCEL = Message("Dừng lại", "Stop")
    CANCELLED = Message("Đã dừng đọc", "Reading was stopped")
    CANCELLED_HELP = Message(
        "Kho hiện tại không thay đổi. Tệp đã tải lên vẫn còn; bấm “Đọc tài liệu” để đọc lại.",
        "The library is as it was. The uploads are kept; press “Read documents” to start again.",
    )
    FAILED = Message("Không đọc được", "Reading failed")
    NOT_DONE = Message("Chưa thực hiện được", "That could not be done")

    # What came of it
    WAITING = Message("Bản mới đã đọc xong, chờ bạn quyết định", "Read; waiting for your decision")
    WAITING_PARTLY = Message("Bản mới đã đọc xong, có tài liệu lỗi", "Read; some documents failed")
    WAITING_HELP = Message(
        "{counts}. Việc hỏi đáp vẫn dùng kho hiện tại cho đến khi bạn bấm dùng bản này.",
        "{counts}. Answers come from the present library until you take this one over.",
    )
    SERVED = Message("Kho đang dùng có kết quả đọc này", "The library in use has these documents")
    NOTHING_NEW = Message("Không có gì thay đổi", "Nothing has changed")
    UNCOUNTED = Message(
        "{count} tài liệu có thông tin vừa sửa. Bấm “Đọc lại” để áp dụng rồi mới dùng bản mới.",
        "{count} documents have corrections. Press “Read again” to apply them first.",
    )
    COMMIT = Message("Dùng bản này", "Take over")
    DISCARD = Message("Bỏ bản này", "Give up")
    READ_AGAIN = Message("Đọc lại", "Read again")
    ROLL_BACK = Message("Quay lại bản trước", "Back to the one before")
    ADDED = Message("thêm {count}", "{count} added")
    UPDATED = Message("cập nhật {count}", "{count} updated")
    UNCHANGED = Message("không đổi {count}", "{count} unchanged")
    REMOVED = Message("gỡ {count}", "{count} removed")
    FAILED_COUNT = Message("lỗi {count}", "{count} failed")
    CLEAN = Message("Không có gì cần xem lại", "Nothing needs a look")
    CLEAN_HELP = Message(
        "Mọi trang đều có chữ, số điều mục liền nhau, mã không trùng.",
        "Every page has text, numbers run on, no code is used twice.",
    )

    # Findings
    FINDING_FAILED = Message("Không đọc được", "Could not be read")
    FINDING_UNREAD = Message("Có trang chưa đọc được chữ", "Pages without readable text")
    FINDING_REPAIRED = Message("Đã chuyển từ bảng mã cũ", "Converted from an old encoding")
    FINDING_GAPS = Message("Đánh số thiếu hoặc trùng", "Numbers missing or repeated")
    FINDING_SAME_CODE = Message("Mã trùng với tài liệu khác", "Code shared with another document")
    FINDING_WARNING = Message("Lưu ý khác", "Other remarks")
    ALL_READ = Message("Đã đọc, không cần xem lại", "Read, nothing to look at")
    PAGES = Message("Trang {pages}", "Pages {pages}")
    ENCODING = Message("Bảng mã {name}", "Encoding {name}")
    ENCODING_MIXED = Message("nhiều loại", "several")

    # One document
    CLOSE = Message("Về danh sách", "Back to the list")
    UNREAD_PAGE = Message("Trang chưa đọc được", "Page that was not read")
    PAGE_PICTURE = Message("Ảnh trang {page} của {name}", "Picture of page {page} of {name}")
    NO_PICTURE = Message("Không vẽ được trang này.", "This page cannot be drawn.")
    BEFORE = Message("Trong tệp", "In the file")
    AFTER = Message("Đọc thành", "Read as")
    REPAIRS = Message("Chữ trước và sau khi chuyển mã", "Text before and after conversion")
    KIND_REASON = Message("Loại: {reason}", "Kind: {reason}")
    SCANNED = Message(
        "{count} trang nhận dạng từ bản quét, độ tin cậy thấp nhất {percent}%",
        "{count} pages recognised from a scan, lowest confidence {percent}%",
    )
    CORRECT = Message("Sửa thông tin", "Correct the facts")
    KIND = Message("Loại tài liệu", "Kind of document")
    TITLE = Message("Tên", "Title")
    CODE = Message("Số hiệu, mã", "Number, code")
    DATE = Message("Ngày ban hành", "Date of issue")
    EFFECTIVE = Message("Ngày có hiệu lực", "First day in force")
    EFFECTIVE_HELP = Message(
        "Để trống thì hiệu lực xét theo sổ đăng ký; ghi ngày thì xét từ ngày này.",
        "Left empty, the register decides the status; a day given here counts instead.",
    )
    EFFECTIVE_PRINTED = Message(
        "Văn bản tự ghi {day}. Để trống thì hiệu lực xét theo sổ đăng ký; ghi ngày thì xét từ"
        " ngày này.",
        "The document prints {day}. Left empty, the register decides the status; a day given here"
        " counts instead.",
    )
    SAVE = Message("Lưu", "Save")
