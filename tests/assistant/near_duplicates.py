"""Procedures that differ in a qualifier alone, as a commune's real ones do."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

__all__ = ["SERVICES", "Service", "write_procedures"]


class Service(NamedTuple):
    """What tells one procedure from another: all else is the same in all of them."""

    code: str
    title: str
    scope: str
    papers: str


SERVICES = (
    Service(
        "QT-KS-01",
        "Đăng ký khai sinh",
        "trẻ em sinh ra tại Việt Nam, cha mẹ là công dân Việt Nam, khai sinh lần đầu",
        "giấy chứng sinh; giấy tờ tùy thân của cha, mẹ",
    ),
    Service(
        "QT-KS-02",
        "Đăng ký lại khai sinh",
        "người đã khai sinh mà sổ hộ tịch và bản chính giấy khai sinh đều bị mất",
        "cam đoan đã từng khai sinh; bản sao giấy tờ cũ có thông tin khai sinh",
    ),
    Service(
        "QT-KS-03",
        "Đăng ký khai sinh có yếu tố nước ngoài",
        "trẻ em có cha hoặc mẹ là người nước ngoài",
        "giấy chứng sinh; thỏa thuận chọn quốc tịch cho con; hộ chiếu của cha hoặc mẹ",
    ),
    Service(
        "QT-KS-04",
        "Đăng ký khai sinh kết hợp đăng ký nhận cha, mẹ, con",
        "trẻ em chưa khai sinh mà người cha xin nhận con cùng lúc với khai sinh",
        "tờ khai nhận cha, mẹ, con; chứng cứ về quan hệ huyết thống; giấy chứng sinh",
    ),
    Service(
        "QT-KS-08",
        "Cấp bản sao trích lục khai sinh",
        "người đã đăng ký khai sinh cần thêm bản sao từ sổ",
        "phiếu yêu cầu; giấy tờ tùy thân",
    ),
    Service(
        "QT-KH-01",
        "Đăng ký kết hôn",
        "hai bên nam, nữ là công dân Việt Nam",
        "tờ khai đăng ký kết hôn; giấy xác nhận tình trạng hôn nhân",
    ),
    Service(
        "QT-KH-02",
        "Đăng ký lại kết hôn",
        "việc kết hôn đã đăng ký trước năm 2016 nhưng sổ và giấy chứng nhận kết hôn bị mất",
        "tờ khai; bản sao giấy chứng nhận kết hôn cũ hoặc giấy tờ có thông tin",
    ),
    Service(
        "QT-KH-03",
        "Đăng ký kết hôn có yếu tố nước ngoài",
        "một bên là người nước ngoài hoặc người Việt Nam định cư ở nước ngoài",
        "giấy xác nhận của tổ chức y tế; hộ chiếu; giấy tờ về tình trạng hôn nhân",
    ),
    Service(
        "QT-KT-01",
        "Đăng ký khai tử",
        "người chết là công dân Việt Nam cư trú tại địa phương",
        "giấy báo tử; giấy tờ của người đi khai tử",
    ),
    Service(
        "QT-KT-02",
        "Đăng ký lại khai tử",
        "việc khai tử đã đăng ký trước năm 2016 nhưng sổ và bản chính trích lục khai tử đều bị mất",
        "tờ khai; bản sao giấy chứng tử cũ",
    ),
    Service(
        "QT-XD-01",
        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
        "chủ đầu tư xây mới nhà ở riêng lẻ",
        "đơn đề nghị; giấy chứng nhận quyền sử dụng đất; bản vẽ thiết kế",
    ),
    Service(
        "QT-XD-02",
        "Cấp lại giấy phép xây dựng nhà ở riêng lẻ",
        "giấy phép xây dựng bị rách, nát hoặc bị mất",
        "đơn đề nghị cấp lại; bản chính giấy phép bị rách nát hoặc cam kết bị mất",
    ),
)

_TEMPLATE = """\
# QUY TRÌNH {upper}

| Cơ quan | Mã hiệu | Lần ban hành |
| --- | --- | --- |
| ỦY BAN NHÂN DÂN XÃ MẪU | {code} | 02 |

## 1. MỤC ĐÍCH

Quy trình này thống nhất trình tự thực hiện thủ tục {lower}.

## 2. PHẠM VI

Áp dụng đối với {scope}. Công chức thuộc Bộ phận một cửa có trách nhiệm thực hiện.

## 3. TÀI LIỆU VIỆN DẪN

- TCVN ISO 9001:2015, điều 8.5.1
- Các văn bản nêu tại mục 5.1

## 4. ĐỊNH NGHĨA/VIẾT TẮT

- TTHC: Thủ tục hành chính

## 5. NỘI DUNG

### 5.1 Cơ sở pháp lý

Các văn bản hiện hành về {lower}.

### 5.2 Thành phần hồ sơ

Tờ khai theo mẫu; {papers}.

### 5.3 Nơi tiếp nhận

Bộ phận một cửa của Ủy ban nhân dân xã. Người dân nộp trực tiếp, qua bưu chính hoặc trực tuyến.

### 5.4 Tiếp nhận hồ sơ

Công chức một cửa kiểm tra tính đầy đủ của hồ sơ. Hồ sơ đủ thì lập giấy hẹn theo BM-01.

### 5.5 Thẩm định hồ sơ

Công chức chuyên môn thẩm định hồ sơ. Không đủ điều kiện thì trả lời bằng văn bản, nêu rõ lý do.

### 5.6 Trả kết quả

Lãnh đạo ký kết quả; bộ phận một cửa trả kết quả và thu lệ phí nếu có.

## 6. BIỂU MẪU

- BM-01 Giấy tiếp nhận và hẹn trả kết quả

## 7. HỒ SƠ LƯU

Hồ sơ được lưu tại bộ phận chuyên môn 05 năm rồi chuyển lưu trữ cơ quan.
"""


def write_procedures(folder: Path) -> None:
    """Write one Markdown file for each service."""
    folder.mkdir(parents=True, exist_ok=True)
    for service in SERVICES:
        text = _TEMPLATE.format(
            upper=service.title.upper(),
            lower=service.title[0].lower() + service.title[1:],
            code=service.code,
            scope=service.scope,
            papers=service.papers,
        )
        (folder / f"{service.code}.md").write_text(text, encoding="utf-8")
