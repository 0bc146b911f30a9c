"""`diemcau session …`: import, list, show, reopen, erase, series, handouts."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from coordinator.cli import backend
from coordinator.cli.exits import Exit, leave, out
from coordinator.reports.table import clock

app = typer.Typer(no_args_is_help=True)

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]
JSON = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình.")]
SESSION = Annotated[str, typer.Argument(help="Mã phiên họp.")]


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(help="Tệp YAML của phiên họp.")],
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Nhập một phiên họp từ tệp YAML; nhập lại cùng tệp không sinh bản thứ hai.

    Ví dụ: diemcau session import docs/examples/2023-09-08-tthc.yaml
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        leave(Exit.CONFIGURATION, f"Không đọc được {file}: {error}")
    result = backend.run(data, "session_import", text=text)
    words = "đã nhập" if result["created"] else "đã có, không thay đổi"
    out(result, as_json=as_json, lines=[f"{result['session']}: {words}"])


@app.command("list")
def list_sessions(data: DATA = Path("data"), as_json: JSON = False) -> None:
    """Liệt kê các phiên họp trong kho dữ liệu.

    Ví dụ: diemcau session list --json
    """
    result = backend.run(data, "session_list")
    out(result, as_json=as_json, lines=[_line(item) for item in result["sessions"]])


@app.command()
def show(session: SESSION, data: DATA = Path("data"), as_json: JSON = False) -> None:
    """Xem một phiên họp: trạng thái, số điểm cầu, tổng điểm danh.

    Ví dụ: diemcau session show 2023-09-08-tthc
    """
    result = backend.run(data, "session_show", session=session)
    counts = " · ".join(f"{name} {count}" for name, count in result["attendance"].items())
    out(result, as_json=as_json, lines=[_line(result), counts])


@app.command()
def reopen(session: SESSION, data: DATA = Path("data"), as_json: JSON = False) -> None:
    """Mở lại một phiên đã kết thúc để đính chính và nhận bản ghi muộn.

    Ví dụ: diemcau session reopen 2023-09-08-tthc
    """
    result = backend.run(data, "session_reopen", session=session)
    out(result, as_json=as_json, lines=[f"{session}: đã mở lại (bản ghi {result['rev']})"])


@app.command()
def erase(
    session: SESSION,
    person: Annotated[str, typer.Argument(help="Mã đại biểu, ví dụ 64.07.")],
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Xóa tên và mọi văn bản về một đại biểu; số liệu và chuỗi bản ghi giữ nguyên.

    Ví dụ: diemcau session erase 2023-09-08-tthc 64.07
    """
    result = backend.run(data, "person_erase", session=session, person=person)
    out(result, as_json=as_json, lines=[f"{person}: đã xóa (bản ghi {result['rev']})"])


@app.command()
def series(
    session: SESSION,
    name: Annotated[str, typer.Argument(help="Tên loạt phiên họp; để trống là bỏ ra.")] = "",
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Xếp phiên vào một loạt; đơn vị tổ chức của phiên dùng được danh sách cố định của loạt.

    Ví dụ: diemcau session series 2023-09-08-tthc "Tổ công tác"
    """
    result = backend.run(data, "session_series", session=session, series=name)
    out(result, as_json=as_json, lines=[f"{session}: {result['series'] or 'không thuộc loạt nào'}"])


@app.command()
def handouts(session: SESSION, data: DATA = Path("data"), as_json: JSON = False) -> None:
    """Xem những gì đã được lấy ra: lúc nào, mã đăng nhập nào, có họ tên hay không.

    Ví dụ: diemcau session handouts 2023-09-08-tthc
    """
    result = backend.run(data, "handouts", session=session)
    out(result, as_json=as_json, lines=[_handout(item) for item in result["handouts"]])


def _handout(item: dict[str, Any]) -> str:
    names = "có họ tên" if item["names"] else "không họ tên"
    return f"{clock(item['at'])}  {item['by']}  {item['what']} ({item['format']})  {names}"


def _line(item: dict[str, Any]) -> str:
    return f"{item['session']}  {item['phase']}  {item['sites']} điểm cầu  {item['title']}"
