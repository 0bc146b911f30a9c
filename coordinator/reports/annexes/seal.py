"""What ties a paper to the record: the signed checkpoint's origin, size and root, also as a QR
code, so that whoever holds the paper can hold it against the record."""

from __future__ import annotations

import io

import segno

from coordinator.reports.model import Report, Seal
from coordinator.reports.paper import Block, Dash, Paragraph, SealBox
from coordinator.reports.wording import moment
from wire.checkpoint import short_root, unopened

NO_CHECKPOINT = (
    "Chưa có điểm kiểm tra: khi lập bản này, bản ghi điện tử chưa có điểm kiểm tra nào được ký, "
    "nên bản in chưa đối chiếu được với bản ghi."
)
WHY = (
    "Số liệu của văn bản này lập từ bản ghi điện tử của phiên họp, gồm các sự kiện nối tiếp nhau "
    "và được ký tại điểm kiểm tra dưới đây. Sửa, thêm, bớt hay đổi chỗ bất kỳ sự kiện nào trước "
    "điểm kiểm tra đều làm gốc Merkle khác đi. Các máy trạm tại điểm cầu cùng giữ điểm kiểm tra "
    "làm chứng."
)
STEPS = (
    "Quét mã QR: nội dung là ba dòng gồm tên bản ghi, số sự kiện và gốc Merkle; ba dòng này phải "
    "trùng từng chữ với phần chữ bên cạnh.",
    "Chạy lệnh “diemcau verify TỆP --key KHÓA --paper BA-DÒNG” với tệp bản ghi chính thức (JSON "
    "Lines), khóa kiểm tra in ở trên viết liền một dòng, và ba dòng vừa quét đặt trong dấu nháy: "
    "kết quả phải là “ĐÚNG”, “Đúng như giấy”. Tệp xuất sau văn bản này có thể có thêm sự kiện; "
    "chừng ấy sự kiện đầu vẫn phải cho cùng gốc Merkle.",
)


def blocks(report: Report) -> tuple[Block, ...]:
    """The seal and how to hold the paper against it."""
    seal = report.header.seal
    if seal is None:
        return (Paragraph(NO_CHECKPOINT),)
    return (Paragraph(WHY), box_of(seal), Paragraph("Cách đối chiếu:"), *map(Dash, STEPS))


def box_of(seal: Seal) -> SealBox:
    """The printed values, and the same three lines as a QR code."""
    found = unopened(seal.checkpoint)
    name, id_, key = seal.verifier.split("+", 2)  # the key itself may have plus signs
    rows = (
        ("Bản ghi", found.origin, True),
        ("Điểm kiểm tra ký lúc", moment(found.at), False),
        ("Số sự kiện trong bản ghi", str(seal.size), True),
        ("Gốc Merkle", seal.root, True),
        ("Vân tay ngắn", fingerprint(seal), False),
        ("Khóa kiểm tra chữ ký", f"{name}+{id_}+\n{key}", True),
    )
    return SealBox(qr_svg(qr_text(seal)), "Mã QR của điểm kiểm tra: ba dòng như phần chữ", rows)


def qr_text(seal: Seal) -> str:
    """Origin, size and root, a line each: how a checkpoint begins (C2SP tlog-checkpoint)."""
    return f"{unopened(seal.checkpoint).origin}\n{seal.size}\n{seal.root}\n"


def fingerprint(seal: Seal) -> str:
    """The beginning of the root for the eye, as pages show it: "7f3a 09c2 5b11 d0e4"."""
    return short_root(unopened(seal.checkpoint).root)


def qr_svg(text: str) -> str:
    """The code as a drawing, with the quiet zone of ISO/IEC 18004."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", border=4, xmldecl=False)
    return out.getvalue().decode()
