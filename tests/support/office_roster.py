"""The list of delegates of the first case as an office sends it: one workbook, made by hand.

A title above the table, headings over two rows, units merged over their people, "đồng chí" before
names, signatures below. All are visible samples but for the one who is named in the news.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import yaml

from coordinator.casefile.examples import EVERYDAY, example
from tests.support.office_files import Cell, Sheet, xlsx

GIA_LAI_HEAD = ("Nguyễn Hữu Quế", "Phó Chủ tịch Ủy ban nhân dân tỉnh")
# A unit as only the one who typed it understands it; the point has to be chosen.
STRANGE_UNIT = "Tổ giúp việc mẫu"
GIA_LAI_PEOPLE = 23
HEAD_NOTE = "Chủ trì điểm cầu"
TITLE = (
    ("VĂN PHÒNG MẪU", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "", ""),
    ("Vụ Tổng hợp mẫu", "", "", "Độc lập - Tự do - Hạnh phúc", "", ""),
    ("DANH SÁCH ĐẠI BIỂU DỰ HỘI NGHỊ TRỰC TUYẾN TOÀN QUỐC", "", "", "", "", ""),
    ("(Kèm theo Giấy mời mẫu, ngày 05 tháng 9 năm 2023)", "", "", "", "", ""),
)
HEADINGS = (
    ("TT", "Đại biểu", "", "Đơn vị", "Liên hệ", "Ghi chú"),
    ("", "Họ và tên", "Chức vụ", "", "Điện thoại", ""),
)


def without_people() -> str:
    """The session's file as it is prepared before the lists have come: only the hall's own."""
    text = re.sub(r", sample_delegates: \d+", "", example(EVERYDAY))
    text = re.sub(r"\n    sample_delegates: \d+", "", text)
    text = re.sub(r"\n    sample_posts: \[[^\]]*\]", "", text)
    text = re.sub(r"\n    sample_posts:\n(?: {6}- .*\n)+", "\n", text)
    return re.sub(
        r"\n    roster:\n(?: {6}- .*\n)*?(?= {6}- \{name: Nguyễn)(?: {6}- .*\n)+", "\n", text
    )


@dataclass
class Office:
    """The people by unit, in the order of the list. `wrong` rows are still as they were typed."""

    units: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)

    @classmethod
    def of_first_case(cls) -> Office:
        case = yaml.safe_load(example(EVERYDAY))
        made, defaults = cls(), case["defaults"]
        for kind, prefix in (("ministries", ""), ("provinces", "UBND ")):
            given = defaults[kind]
            for row in case[kind]:
                count = row.get("sample_delegates", given.get("sample_delegates", GIA_LAI_PEOPLE))
                posts = given["sample_posts"]
                unit = f"{prefix}{row.get('type', '')} {row['name']}".strip()
                people = [
                    (f"Đại biểu mẫu {at + 1:02d} – {row['name']}", posts[at % len(posts)])
                    for at in range(count)
                ]
                if row["name"] == "Gia Lai":
                    people = [GIA_LAI_HEAD, *people]
                made.units.append((unit, people))
        strange = [(f"Đại biểu mẫu {at + 81} – {STRANGE_UNIT}", "Chuyên viên") for at in range(2)]
        made.units.append((STRANGE_UNIT, strange))
        return made

    @property
    def count(self) -> int:
        return sum(len(people) for _, people in self.units)

    def workbook(self, *, as_typed: bool = False) -> bytes:
        """The .xlsx; `as_typed` with the slips of the first version: a name forgotten, two people
        in one cell, somebody twice."""
        rows: list[list[Cell]] = [list(row) for row in (*TITLE, *HEADINGS)]
        merges = [
            (0, 0, 0, 2),
            (0, 3, 0, 5),
            (1, 0, 1, 2),
            (1, 3, 1, 5),
            (2, 0, 2, 5),
            (3, 0, 3, 5),
        ]
        merges += [(4, 0, 5, 0), (4, 1, 4, 2), (4, 3, 5, 3), (4, 5, 5, 5)]
        number = 0
        for unit, people in self.units:
            top = len(rows)
            for name, post in people:
                number += 1
                rows.append([number, f"Đ/c {name}", post, "", "", ""])
            rows[top][3] = unit
            if unit.startswith("UBND"):
                rows[top][5] = HEAD_NOTE
            if len(people) > 1:
                merges.append((top, 3, len(rows) - 1, 3))
        if as_typed:
            rows[40][1] = ""
            rows[60][1] = f"{rows[60][1]}; {rows[61][1]}"
            rows[90][1] = rows[91][1]
        rows.append(["", "", "", "", "", ""])
        rows.append(["", f"Danh sách có {number} đại biểu", "", "", "", ""])
        rows.append(["", "", "", "NGƯỜI LẬP DANH SÁCH", "", ""])
        return xlsx(Sheet("Danh sách", rows, merges))
