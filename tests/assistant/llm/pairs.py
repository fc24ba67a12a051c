"""Honest sentences with the sentence of the shipped corpus that each was written from.

Written by hand the way a careful model writes: shortened, led in, joined or turned a little,
with the words of the source. What the gate makes of them is its price for being strict.
"""

from __future__ import annotations

__all__ = ["HONEST"]

HONEST: tuple[tuple[str, str], ...] = (
    (
        "Trưởng phòng ra lệnh dừng phát hành kết quả đang có nghi ngờ ngay trong buổi làm việc.",
        "Trưởng phòng ra lệnh dừng phát hành kết quả đang có nghi ngờ ngay trong buổi làm việc.",
    ),
    (
        "Trong 10 ngày làm việc sau khi việc kết thúc, người giữ hồ sơ phải bỏ bản trùng.",
        "Trong 10 ngày làm việc sau khi việc kết thúc, người giữ hồ sơ phải bỏ bản trùng, "
        "đánh số tờ và lập mục lục.",
    ),
    (
        "Người giữ hồ sơ bỏ bản trùng, đánh số tờ trong 10 ngày làm việc sau khi việc kết thúc.",
        "Trong 10 ngày làm việc sau khi việc kết thúc, người giữ hồ sơ bỏ bản trùng, đánh số tờ",
    ),
    (
        "Theo quy trình, khiếu nại đúng phải được mở phiếu hành động khắc phục theo QT-05.",
        "Khiếu nại đúng phải được mở phiếu hành động khắc phục theo QT-05.",
    ),
    (
        "Đơn tố cáo, kiến nghị và phản ánh không thuộc quy trình này.",
        "Đơn tố cáo, kiến nghị và phản ánh không giải quyết theo quy trình này.",
    ),
    (
        "Đơn tố cáo và kiến nghị không giải quyết theo quy trình này.",
        "Đơn tố cáo, kiến nghị và phản ánh không giải quyết theo quy trình này.",
    ),
    (
        "Lãnh đạo phải chỉ định ai báo cáo kết quả và ai giữ hệ thống nguyên vẹn khi có thay đổi.",
        "Lãnh đạo phải chỉ định ai trông coi sự phù hợp của hệ thống, ai báo cáo kết quả, ai "
        "giữ hệ thống nguyên vẹn khi có thay đổi.",
    ),
    (
        "Cơ quan phải đoán lỗi có thể xảy ra và chặn nguyên nhân khi lỗi còn chưa xảy ra.",
        "Cơ quan phải đoán lỗi có thể xảy ra và chặn nguyên nhân ngay khi lỗi còn chưa xảy ra.",
    ),
    (
        "Người đứng đầu đơn vị soạn thảo chịu trách nhiệm về nội dung.",
        "Người đứng đầu đơn vị soạn thảo chịu trách nhiệm về nội dung; người được giao kiểm "
        "tra thể thức chịu trách nhiệm về thể thức và kỹ thuật trình bày.",
    ),
    (
        "Người được giao kiểm tra thể thức chịu trách nhiệm về thể thức và kỹ thuật trình bày.",
        "Người đứng đầu đơn vị soạn thảo chịu trách nhiệm về nội dung; người được giao kiểm "
        "tra thể thức chịu trách nhiệm về thể thức và kỹ thuật trình bày.",
    ),
    (
        "Quyết định 09/2015/QĐ-TTg ban hành 25/3/2015 và hết hiệu lực từ 21/6/2018.",
        "Quyết định 09/2015/QĐ-TTg: ban hành 25/3/2015; có hiệu lực từ 15/5/2015; hết hiệu "
        "lực từ 21/6/2018.",
    ),
    (
        "Văn thư phát quy trình mới tới bộ phận một cửa, các phòng và thu bản lỗi thời.",
        "Văn thư phát quy trình mới tới bộ phận một cửa và các phòng, thu bản lỗi thời, cập "
        "nhật kho văn bản điện tử.",
    ),
    (
        "Cơ quan phải giữ hồ sơ làm bằng chứng khỏi bị sửa.",
        "Cơ quan phải nhận biết, quản lý tài liệu từ bên ngoài và giữ hồ sơ làm bằng chứng "
        "khỏi bị sửa.",
    ),
    (
        "Bản mô tả công việc BM-ST.04 ghi quyền hạn và người thay thế của mỗi vị trí.",
        "Bản mô tả công việc BM-ST.04 của mỗi vị trí ghi quyền hạn và người thay thế.",
    ),
    (
        "Lãnh đạo cao nhất phải đưa ra tuyên bố ngắn về định hướng chất lượng và làm cho mọi "
        "người biết tới.",
        "Lãnh đạo cao nhất phải đưa ra tuyên bố ngắn về định hướng chất lượng của cơ quan và "
        "làm cho mọi người biết tới tuyên bố đó.",
    ),
    (
        "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý.",
        "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý; vụ việc "
        "phức tạp không quá 45 ngày.",
    ),
    (
        "Vụ việc phức tạp thì thời hạn không quá 45 ngày.",
        "Thời hạn giải quyết khiếu nại lần đầu không quá 30 ngày, kể từ ngày thụ lý; vụ việc "
        "phức tạp thì thời hạn không quá 45 ngày.",
    ),
    (
        "Thư ký ISO kiểm tra dự thảo, sau đó Giám đốc phê duyệt.",
        "Thư ký ISO kiểm tra thể thức của dự thảo trong 02 ngày, sau đó Giám đốc phê duyệt.",
    ),
    (
        "Phiếu khảo sát gồm mười câu chấm từ 1 đến 5 điểm.",
        "Phiếu khảo sát: phiếu hỏi gồm mười câu chấm từ 1 đến 5 điểm",
    ),
    (
        "Giấy phép in xong được để trong tủ khô, xếp theo ngày hẹn.",
        "Giấy phép in xong được để trong tủ khô, xếp theo ngày hẹn; kết quả chuyển qua bưu "
        "chính được bọc, niêm phong; văn bản điện tử có chữ ký số được truyền qua kênh an "
        "toàn và sao lưu.",
    ),
    (
        "Kết quả chuyển qua bưu chính được bọc và niêm phong.",
        "Giấy phép in xong được để trong tủ khô, xếp theo ngày hẹn; kết quả chuyển qua bưu "
        "chính được bọc, niêm phong; văn bản điện tử có chữ ký số được truyền qua kênh an "
        "toàn và sao lưu.",
    ),
    (
        "Khi có phiên bản mới được công bố thì áp dụng phiên bản mới.",
        "TCVN ISO 9001:2000 được thay bằng TCVN ISO 9001:2008; khi có phiên bản mới được công"
        " bố thì áp dụng phiên bản mới.",
    ),
    (
        "TCVN ISO 9001:2000 được thay bằng TCVN ISO 9001:2008.",
        "TCVN ISO 9001:2000 được thay bằng TCVN ISO 9001:2008; khi có phiên bản mới được công"
        " bố thì áp dụng phiên bản mới.",
    ),
    (
        "Cơ quan phải làm cho tài liệu có mặt đúng nơi, đúng lúc.",
        "Cơ quan phải làm cho tài liệu và hồ sơ có mặt đúng nơi, đúng lúc, ở dạng dùng được.",
    ),
    (
        "Kinh nghiệm xử lý việc khó ghi vào sổ tay nghiệp vụ dùng chung.",
        "Kinh nghiệm xử lý việc khó được ghi vào sổ tay nghiệp vụ dùng chung.",
    ),
    (
        "Hồ sơ bắt buộc là ghi nhận tài sản của khách hàng bị mất, hỏng hoặc không dùng được.",
        "Hồ sơ bắt buộc: ghi nhận tài sản của khách hàng bị mất, hỏng hoặc không dùng được.",
    ),
    (
        "Cơ quan nhỏ thì bộ tài liệu có thể mỏng; giấy hay tệp điện tử đều được.",
        "Cơ quan nhỏ, việc đơn giản thì bộ tài liệu có thể mỏng; giấy hay tệp điện tử đều được.",
    ),
    (
        "Khi người dân khiếu nại vì hồ sơ thất lạc, cơ quan tìm lại hồ sơ và xin lỗi.",
        "Khi người dân khiếu nại vì hồ sơ thất lạc, cơ quan tìm lại hồ sơ, xin lỗi, hỏi liên "
        "tiếp vì sao.",
    ),
    (
        "Sở lấy ý kiến hài lòng của người dân mỗi quý một lần.",
        "Mỗi quý một lần, Sở lấy ý kiến hài lòng của người dân bằng phiếu.",
    ),
    (
        "Chương trình đánh giá nội bộ do Thư ký ISO lập và Giám đốc phê duyệt trước ngày 31/01.",
        "Thư ký ISO lập chương trình đánh giá nội bộ, Giám đốc phê duyệt trước ngày 31/01 "
        "hằng năm.",
    ),
)
"""(sentence, quote)."""
