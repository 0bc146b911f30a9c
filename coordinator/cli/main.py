"""`diemcau`: serve, demo, and what an administrator does to a store."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable, Coroutine
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from coordinator import log
from coordinator.cli import backend, evidence, sessions, tokens
from coordinator.cli.exits import Exit, leave, out
from coordinator.cli.export import export
from coordinator.cli.rosters import roster
from coordinator.config import PREFIX, Settings, markdown
from coordinator.ports import JournalUnavailable, StoreLocked

app = typer.Typer(
    name="diemcau",
    help="Điểm Cầu: điều phối hội nghị trực tuyến toàn quốc.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
app.add_typer(
    sessions.app,
    name="session",
    help="Phiên họp: import, list, show, reopen, erase, series, handouts.",
)
app.add_typer(tokens.app, name="token", help="Mã đăng nhập: issue, list, revoke.")
app.command()(export)
app.command()(roster)
app.command()(evidence.verify)
app.command()(evidence.key)

DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_DATA", help="Thư mục dữ liệu.")]
ORDER_DIR = Annotated[
    Path | None,
    typer.Option(envvar="DIEMCAU_ORDER_DIR", help="Thư mục giữ thứ tự phát biểu để in."),
]
JSON = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình.")]
Many = list[str] | None
OSC_TO = Annotated[Many, typer.Option("--osc-to", help="Gửi biến qua OSC: máy:cổng.")]
OSC_LISTEN = Annotated[str | None, typer.Option(help="Nhận nút bấm OSC: cổng hoặc máy:cổng.")]
TSL5_TO = Annotated[Many, typer.Option("--tsl5-to", help="Tên và tally, TSL 5.0 UDP: máy:cổng.")]
TSL5_TCP_TO = Annotated[Many, typer.Option("--tsl5-tcp-to", help="TSL 5.0 TCP: máy:cổng.")]
TSL3_TO = Annotated[Many, typer.Option("--tsl3-to", help="TSL 3.1 UDP: máy:cổng.")]
TSL_INDEX = Annotated[Many, typer.Option("--tsl-index", help="Màn hình của điểm cầu: 64=1.")]
WEBHOOK = Annotated[Many, typer.Option("--webhook", help="Địa chỉ nhận thông báo sự kiện.")]
SECRETS = Annotated[Path | None, typer.Option(help="Tệp khóa ký của webhook, mỗi dòng một khóa.")]


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="In phiên bản.")] = False,
) -> None:
    """Điểm Cầu: ai ở phòng nào, đường truyền nào kém, ai phát biểu tiếp theo."""
    log.set_up(quiet=True)
    if version:
        print(installed_version("diemcau"))
        raise typer.Exit(0)


def configured(**given: Any) -> Settings:
    """The settings; what no option says comes from the environment. Leaves with plain words, never
    with what was written, since that may be a secret."""
    said = {name: value for name, value in given.items() if value not in (None, [])}
    try:
        return Settings(**said)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        name = "_".join(str(part) for part in fault["loc"][:1]).upper()
        leave(Exit.CONFIGURATION, f"Thiết lập {PREFIX}{name or '…'}: {fault['msg']}")


@app.command()
def serve(
    *,
    host: Annotated[
        str, typer.Option(envvar="DIEMCAU_HOST", help="Địa chỉ lắng nghe.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="DIEMCAU_PORT", help="Cổng; 0 là cổng trống.")] = 8080,
    data: DATA = Path("data"),
    order_dir: ORDER_DIR = None,
    osc_to: OSC_TO = None,
    osc_listen: OSC_LISTEN = None,
    tsl5_to: TSL5_TO = None,
    tsl5_tcp_to: TSL5_TCP_TO = None,
    tsl3_to: TSL3_TO = None,
    tsl_index: TSL_INDEX = None,
    webhook: WEBHOOK = None,
    webhook_secrets: SECRETS = None,
    as_json: JSON = False,
) -> None:
    """Chạy máy chủ điều phối.

    Ví dụ: diemcau serve --port 8080 --data data
    """
    from coordinator.app import serve as run_server  # the doors are needed here only

    settings = configured(
        host=host,
        port=port,
        data=data,
        order_dir=order_dir,
        osc_to=osc_to,
        osc_listen=osc_listen,
        tsl5_to=tsl5_to,
        tsl5_tcp_to=tsl5_tcp_to,
        tsl3_to=tsl3_to,
        tsl_index=tsl_index,
        webhooks=webhook,
        webhook_secrets=webhook_secrets,
    )
    log.set_up(settings.log_json)
    shown = lambda one: out({"url": one.url}, as_json=as_json, lines=[one.url])  # noqa: E731 — once
    _until_told(host, port, lambda: run_server(settings, shown))


def _until_told(
    host: str, port: int, work: Callable[[], Coroutine[Any, Any, signal.Signals]]
) -> None:
    """Run a server; leave with plain words and the documented code, 130 after Ctrl-C."""
    try:
        told = asyncio.run(work())
    except StoreLocked as locked:
        leave(Exit.CONFIGURATION, str(locked))
    except JournalUnavailable as broken:
        leave(Exit.FAILURE, str(broken))
    except OSError as error:
        leave(Exit.CONFIGURATION, port_words(host, port, error))
    if told is signal.SIGINT:
        leave(Exit.INTERRUPTED, "Đã dừng.")


def port_words(host: str, port: int, error: OSError) -> str:
    """Why the port could not be opened, and what to do."""
    where, option = f"{host}:{port}", "--port"
    if error.filename is not None:  # not the port of the pages, but the one that is named
        where, option = error.filename, "--osc-listen"
    return (
        f"Không mở được {where}: {error.strerror or error}. "
        f"Cổng có thể đang được chương trình khác dùng; chọn cổng khác bằng {option}."
    )


@app.command()
def demo(
    *,
    port: Annotated[int, typer.Option(envvar="PORT", help="Cổng; 0 là cổng trống.")] = 8080,
    data: DATA = Path("data"),
    sites: Annotated[int, typer.Option(min=2, help="Số điểm cầu; trên 64 chạy bài 2026.")] = 64,
    fresh: Annotated[bool, typer.Option("--fresh", help="Bỏ dữ liệu cũ, bắt đầu lại.")] = False,
    agent_port: Annotated[int, typer.Option(help="Cổng trang điểm cầu; 0 là cổng trống.")] = 8766,
    agent_clock_shift_s: Annotated[
        float, typer.Option(help="Diễn tập: đồng hồ các máy trạm sai bao nhiêu giây.")
    ] = 0.0,
    as_json: JSON = False,
) -> None:
    """Chạy một hội nghị thật với các máy trạm mẫu, và in đường dẫn đăng nhập.

    Ví dụ: diemcau demo --port 8080 --data data --sites 64 --json
    """
    from coordinator.demo import LOG_FILE, DemoOptions  # the same
    from coordinator.demo import run as demo_run

    settings = configured(port=port, data=data)
    # What is printed are links for people: a log between them would push them out of sight.
    log.set_up(settings.log_json, file=None if as_json else log.to_file(data / LOG_FILE))
    options = DemoOptions(sites, fresh, agent_port, agent_clock_shift_s, as_json)
    _until_told(settings.host, port, lambda: demo_run(settings, options))


@app.command()
def backup(
    target: Annotated[Path, typer.Argument(help="Tệp sao lưu.")],
    data: DATA = Path("data"),
    as_json: JSON = False,
) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp, cả khi máy chủ đang chạy.

    Ví dụ: diemcau backup sao-luu.db --data data
    """
    result = backend.run(data, "backup", target=str(target.absolute()))
    out(result, as_json=as_json, lines=[str(target)])


@app.command()
def config() -> None:
    """In bảng các thiết lập (biến môi trường, giá trị mặc định, ý nghĩa).

    Ví dụ: diemcau config
    """
    print(markdown(), end="")
