"""Write `docs/examples/2026-communes.yaml`: today's 34 provinces and 3,321 communes.

Run by hand when the official lists change: `python scripts/make_communes.py`. The provinces come
from the wall of that date beside this script; communes, with their official codes (Quyết định
19/2025/QĐ-TTg), from the package `vietnamadminunits` (MIT), which only development needs.
"""

from __future__ import annotations

import csv
import sqlite3
import sys
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
WALL = HERE / "wall-2026.csv"
TARGET = HERE.parent / "docs" / "examples" / "2026-communes.yaml"
PROVINCES, COMMUNES = 34, 3_321

HEAD = """\
# Tệp chuẩn bị phiên họp đến cấp xã – ví dụ về quy mô: {provinces} tỉnh, thành phố và {communes} xã,
# phường, đặc khu hiện nay, mã theo Quyết định 19/2025/QĐ-TTg. Tệp này do chương trình
# scripts/make_communes.py ghi ra; cách viết được chú thích trong tệp 2023-09-08-tthc.yaml.
# Hội nghị, chương trình và mọi đại biểu trong tệp đều là dữ liệu mẫu; số điện thoại là số đặt ra.

session:
  id: 2026-communes
  title: Hội nghị trực tuyến toàn quốc đến cấp xã (phiên mẫu)
  short_title: Phiên mẫu đến cấp xã
  starts_at: 2026-09-08T08:00+07:00
  honorific: comrade
  chair: {{site: TW, person: "01"}}

programme:
  - {{id: "1", kind: opening, minutes: 10, title: "Tuyên bố lý do, giới thiệu đại biểu; khai mạc"}}
  - {{id: "2", kind: report, minutes: 30, title: Báo cáo trung tâm}}
  - {{id: "3", kind: discussion, minutes: 60, title: Thảo luận của các địa phương}}
  - {{id: "4", kind: break, minutes: 15, title: Giải lao}}
  - {{id: "5", kind: report, minutes: 25, title: "Giải trình, tiếp thu của các bộ, ngành"}}
  - {{id: "6", kind: directive, minutes: 30, title: Phát biểu chỉ đạo của chủ trì hội nghị}}

# receive_only: true khi các xã chỉ nhận, như ở nhiều hội nghị lớn; ở đây xã nào cũng trả lời được.
defaults:
  provinces:
    sample_delegates: 12
    sample_posts: [Lãnh đạo Ủy ban nhân dân, Văn phòng Ủy ban nhân dân, Sở Nội vụ, Sở Tài chính]
  communes:
    receive_only: false
    sample_delegates: 3
    sample_posts: [Lãnh đạo Ủy ban nhân dân, Văn phòng, Trung tâm Phục vụ hành chính công]

hall:
  code: TW
  name: Trung ương
  short: TW
  phone: "024 0000 0001"
  roster:
    - {{name: Đại biểu mẫu 01 – Trung ương, post: Chủ trì hội nghị, head: true}}
    - {{name: Đại biểu mẫu 02 – Trung ương, post: Thư ký hội nghị}}
"""


def main() -> int:
    """Write the file; 1 when the lists are not complete."""
    rows = list(csv.DictReader(WALL.read_text(encoding="utf-8").splitlines()))
    provinces = sorted((row for row in rows if row["code"]), key=lambda row: row["code"])
    units = communes()
    known = {row["code"] for row in provinces}
    if len(provinces) != PROVINCES or len(units) != COMMUNES or {u[2] for u in units} != known:
        print(f"incomplete: {len(provinces)} provinces, {len(units)} communes", file=sys.stderr)
        return 1
    lines = [HEAD.format(provinces=PROVINCES, communes=f"{COMMUNES:,}".replace(",", "."))]
    lines += ["provinces:", *map(province_line, provinces)]
    lines += ["", "# Phần lãnh thổ đứng trên bản đồ; đặc khu cùng tên là điểm cầu ở danh sách xã."]
    lines += ["tiles:", *(tile_line(row) for row in rows if not row["code"])]
    lines += ["", "# Xã, phường, đặc khu theo mã; in là mã tỉnh, thành phố.", "communes:"]
    lines += [f'  - {{code: "{code}", name: {quoted(name)}, in: "{p}"}}' for code, name, p in units]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def communes() -> list[tuple[str, str, str]]:
    """(code, name, code of the province) by code."""
    spec = find_spec("vietnamadminunits")
    if spec is None or spec.origin is None:
        raise SystemExit("first: pip install --no-deps vietnamadminunits==1.0.4")
    database = Path(spec.origin).parent / "data" / "dataset.db"
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        found: Iterable[tuple[str, str, str]] = connection.execute(
            "select wardCode, ward, provinceCode from admin_units order by wardCode"
        )
        return [(code, name.strip(), province) for code, name, province in found]


def province_line(row: dict[str, str]) -> str:
    """One province on one line."""
    parts = [f'code: "{row["code"]}"']
    if row["code"] == "79":
        parts += ["name: TP. Hồ Chí Minh", "short: TP. HCM", "title: Điểm cầu"]
    else:
        parts += [f"name: {row['name']}"]
    parts += [f"type: {row['type']}", f"tile: [{row['column']}, {row['row']}]"]
    parts += [f'phone: "0200 000 0{row["code"]}"']
    return f"  - {{{', '.join(parts)}}}"


def tile_line(row: dict[str, str]) -> str:
    """A part of the map that is no point."""
    return f"  - {{name: {row['name']}, tile: [{row['column']}, {row['row']}]}}"


def quoted(name: str) -> str:
    """Names with a character that means something to YAML go in quotes."""
    return f'"{name}"' if any(char in name for char in ",:#[]{}'\"") else name


if __name__ == "__main__":
    raise SystemExit(main())
