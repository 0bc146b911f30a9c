"""`diemcau roster SESSION FILE`: what would come of a list of delegates, or its import."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coordinator.cli import backend
from coordinator.cli.exits import Exit, leave, out
from coordinator.cli.roster_words import FAULTS, FIGURES

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]
SHOWN_MAX = 40


def roster(
    session: Annotated[str, typer.Argument(help="Mã phiên họp.")],
    file: Annotated[Path, typer.Argument(help="Tệp .xlsx, .xls, .ods hoặc .csv.")],
    apply: Annotated[bool, typer.Option("--apply", help="Nạp thật; không có thì chỉ xem.")] = False,
    data: DATA = Path("data"),
    as_json: Annotated[bool, typer.Option("--json", help="In JSON cho chương trình.")] = False,
) -> None:
    """Xem một tệp danh sách đại biểu sẽ thay đổi những gì, hoặc nạp nó (--apply).

    Tên gần giống và đơn vị chưa rõ được để lại: quyết định trên trang Nạp danh sách.

    Ví dụ: diemcau roster 2023-09-08-tthc danh-sach.xlsx --apply
    """
    if not file.is_file():
        leave(Exit.CONFIGURATION, f"Không đọc được {file}: không có tệp này")
    operation = "roster_apply" if apply else "roster_preview"
    result = backend.run(data, operation, session=session, file=str(file.resolve()))
    out(result, as_json=as_json, lines=_lines(result))
    if not result["figures"]:
        raise typer.Exit(int(Exit.CONFIGURATION))


def _lines(result: dict[str, Any]) -> list[str]:
    lines = [fault_line(one) for one in result["troubles"][:SHOWN_MAX]]
    more = result["troubles_count"] - len(lines)
    if more > 0:
        lines.append(f"và {more} chỗ khác")
    figures = result["figures"]
    counted = [f"{figures[name]} {words}" for name, words in FIGURES.items() if figures.get(name)]
    if counted:
        lines.append(("Đã nạp: " if result["applied"] else "Sẽ nạp: ") + ", ".join(counted))
    return lines


def fault_line(one: dict[str, Any]) -> str:
    """A fault in words: "Sheet1!C14: thiếu họ và tên"."""
    words = FAULTS[one["fault"]].format_map({"text": "", **one["params"]})
    return f"{one['cell'] or 'tệp'}: {words}"
