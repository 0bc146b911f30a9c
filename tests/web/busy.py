"""The fixed view of the console with all that its sides can show: documents, a chair, messages."""

from __future__ import annotations

import copy
from typing import Any

MINUTE_MS = 60_000
CHAIR = {"person": "TW.01", "name": "Đại biểu mẫu 01 – Trung ương", "post": "Phó Thủ tướng"}
CO_CHAIR = {"person": "TW.02", "name": "Đại biểu mẫu 02 – Trung ương", "post": "Bộ trưởng"}


def busy(view: Any) -> Any:
    """The view, with the sides at work; times are around its own."""
    view = copy.deepcopy(view)
    at = view["at"]
    view["conduct"] |= {
        "chair": CHAIR["person"],
        "chairs": [CHAIR, CO_CHAIR],
        "on_duty": "secretary-1a2b3c4d",
        "on_duty_at": at - 100 * MINUTE_MS,
    }
    discussion, rest = view["items"][3], view["items"][4]
    discussion["documents"] = ["Báo cáo tổng hợp kiến nghị của các địa phương (mẫu)"]
    rest["kind"], rest["queue"] = "break", "park"
    view["items"][5]["presenters"] = ["Bộ Nội vụ", "Bộ Tư pháp"]
    view["items"][0]["kind"] = "salute"
    view["messages"] = [
        message("m3", "51", "Quảng Ngãi", "Đề nghị cho phát biểu trước 10 giờ 30.", at - MINUTE_MS),
        message("m1", "04", "Cao Bằng", "Đã đổi sang đường dự phòng.", at - 9 * MINUTE_MS, at),
    ]
    view["messages_unread"] = 1
    view["notices"] = [
        notice("n5", "mute", "38", "Đề nghị tắt micrô.", at - MINUTE_MS, 1, 0, ["38"]),
        notice("n4", "time", "64", "Còn 1 phút.", at - 2 * MINUTE_MS, 1, 1, []),
        notice(
            "n3", "message", "", "Đề nghị kiểm tra âm thanh.", at - 3 * MINUTE_MS, 63, 61, ["12"]
        ),
    ]
    return view


def message(
    id: str, site: str, name: str, text: str, sent_at: int, read_at: int | None = None
) -> Any:
    row = {"id": id, "site": site, "site_name": name, "text": text}
    return {**row, "sent_at": sent_at, "read_at": read_at}


def notice(
    id: str, kind: str, site: str, text: str, sent_at: int, to: int, read: int, unread: list[str]
) -> Any:
    row = {"id": id, "kind": kind, "site": site, "text": text, "sent_at": sent_at}
    return {**row, "to": to, "read": read, "unread": unread}


def share() -> Any:
    """Some who spoke, one that speaks, and many who have not."""
    spoken = {"79": (8 * MINUTE_MS, 1), "BNV": (5 * MINUTE_MS, 1), "BTTTT": (14 * MINUTE_MS, 2)}
    names = {"79": "TP. Hồ Chí Minh", "BNV": "Bộ Nội vụ", "BTTTT": "Bộ Thông tin và Truyền thông"}
    rows = [
        {
            "site": site,
            "name": names[site],
            "kind": "ministry" if site.startswith("B") else "province",
            "spoken_ms": ms,
            "speeches": count,
            "speaking": False,
        }
        for site, (ms, count) in spoken.items()
    ]
    now = {"site": "64", "name": "Gia Lai", "kind": "province", "spoken_ms": 172_000}
    rows.append({**now, "speeches": 0, "speaking": True})
    for site, name in (("66", "Đắk Lắk"), ("04", "Cao Bằng"), ("01", "Hà Nội")):
        quiet = {"site": site, "name": name, "kind": "province", "spoken_ms": 0}
        rows.append({**quiet, "speeches": 0, "speaking": False})
    return {"at": 1_694_140_937_000, "median_ms": 172_000, "rows": rows}
