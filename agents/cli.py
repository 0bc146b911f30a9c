"""`diemcau-agent`: run the agent of a point, and ask how it stands."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
import threading
import time
from dataclasses import asdict
from enum import IntEnum
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from agents import config, log, runner, status
from agents.config import AgentSettings, ConfigError, Listen, PortInUse
from agents.runner import Agent
from agents.storage import OutboxInUse, OutboxTooNew, StorageLow

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Exit(IntEnum):
    """0 ok · 1 failure · 2 usage · 3 configuration · 4 coordinator unreachable · 5 refused ·
    6 records of another session not sent · 130 Ctrl-C."""

    OK = 0
    FAILURE = 1
    USAGE = 2
    CONFIGURATION = 3
    UNREACHABLE = 4
    REFUSED = 5
    FINDINGS = 6
    INTERRUPTED = 130


EXIT_CODES = (
    "Mã kết thúc: 0 tốt · 1 lỗi · 2 sai cú pháp · 3 sai cấu hình · "
    "4 không liên lạc được máy chủ · 5 bị từ chối · "
    "6 còn mục của phiên khác chưa gửi · 130 Ctrl-C."
)

app = typer.Typer(
    name="diemcau-agent",
    help="Máy trạm của một điểm cầu: giữ những gì kỹ thuật viên nhập và gửi về máy chủ.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
    epilog=EXIT_CODES,
)

COORDINATOR = Annotated[
    str, typer.Option(envvar="DIEMCAU_COORDINATOR", help="Địa chỉ máy chủ, http(s)://…")
]
SITES = Annotated[
    list[str] | None, typer.Option("--site", help="Mã điểm cầu; có thể ghi nhiều lần.")
]
TOKEN_FILE = Annotated[
    Path | None, typer.Option(help=f"Tệp chứa mã đăng nhập; hoặc biến {config.TOKEN_ENV}.")
]
LISTEN = Annotated[str, typer.Option(help="Địa chỉ của trang điểm cầu; cổng 0 là cổng trống.")]
NO_PAGE = Annotated[bool, typer.Option("--no-page", help="Không mở trang.")]
PAGE_TOKEN_FILE = Annotated[
    Path | None, typer.Option(help="Tệp chứa mã riêng của trang (mặc định: mã đăng nhập).")
]
FLEET = Annotated[
    str | None, typer.Option(help='Diễn tập: tệp JSON các máy trạm mẫu; "-" là đầu vào chuẩn.')
]
SPREAD = Annotated[
    float, typer.Option(envvar="DIEMCAU_SPREAD_S", help="Diễn tập: điểm danh kéo dài, giây.")
]
SHIFT = Annotated[float, typer.Option(help="Diễn tập: làm sai đồng hồ máy này, giây.")]
UNTIL_STDIN = Annotated[
    bool, typer.Option("--until-stdin-closes", help="Dừng khi đầu vào chuẩn đóng.")
]
DATA = Annotated[Path, typer.Option("--data", envvar="DIEMCAU_AGENT_DATA", help="Thư mục dữ liệu.")]
JSON = Annotated[bool, typer.Option("--json", help="In JSON cho chương trình.")]


def say(words: str) -> None:
    """Words for a person, on standard error."""
    print(words, file=sys.stderr, flush=True)


def leave(code: Exit, words: str) -> NoReturn:
    """Say why and end."""
    say(words)
    raise typer.Exit(int(code))


@app.callback(invoke_without_command=True)
def root(
    version: Annotated[bool, typer.Option("--version", help="In phiên bản.")] = False,
) -> None:
    """Máy trạm của một điểm cầu: giữ những gì kỹ thuật viên nhập và gửi về máy chủ."""
    if version:
        print(installed_version("diemcau"))
        raise typer.Exit(int(Exit.OK))


@app.command(epilog=EXIT_CODES)
def run(
    *,
    coordinator: COORDINATOR,
    data: DATA = Path("agent-data"),
    site: SITES = None,
    token_file: TOKEN_FILE = None,
    listen: LISTEN = "127.0.0.1:8766",
    no_page: NO_PAGE = False,
    page_token_file: PAGE_TOKEN_FILE = None,
    fleet: FLEET = None,
    spread_s: SPREAD = 60.0,
    clock_shift_s: SHIFT = 0.0,
    until_stdin_closes: UNTIL_STDIN = False,
    as_json: JSON = False,
) -> None:
    """Chạy máy trạm; Ctrl-C để dừng.

    Ví dụ: diemcau-agent run --coordinator http://10.0.0.5:8080 --site 64 --token-file ma.txt
    """
    log.set_up()
    try:
        if fleet == config.STDIN and until_stdin_closes:
            raise ConfigError('--fleet "-" và --until-stdin-closes không dùng cùng nhau.')
        secret = config.read_secret(page_token_file).strip() if page_token_file else None
        settings = AgentSettings(
            coordinator=config.address(coordinator),
            members=config.fleet(fleet) if fleet else (config.one_member(site or [], token_file),),
            data=data,
            listen=None if no_page else Listen.of(listen),
            page_token=secret or None,
            clock_shift_s=clock_shift_s,
            spread_s=max(0.0, spread_s),
        )
    except ConfigError as error:
        leave(Exit.CONFIGURATION, str(error))
    _warn(settings)
    _run(settings, until_stdin_closes=until_stdin_closes, as_json=as_json)


def _run(settings: AgentSettings, *, until_stdin_closes: bool, as_json: bool) -> None:
    """Run, and turn whatever ends it into plain words and an exit code."""
    came: list[int] = []

    async def go() -> None:
        told = asyncio.Event()
        nonlocal came
        came = runner.listen_to_signals(told)
        if until_stdin_closes:
            _end_with_stdin(told)
        await runner.run(settings, told, lambda agent: _announce(agent, as_json=as_json))

    try:
        asyncio.run(go())
    except KeyboardInterrupt:  # before the handlers stood
        came.append(signal.SIGINT)
    except PortInUse as error:
        leave(Exit.CONFIGURATION, _port_words(settings, error))
    except OutboxInUse:
        leave(
            Exit.CONFIGURATION,
            f"Một máy trạm khác đang chạy trên thư mục {settings.data}. Hãy dừng máy trạm đó, "
            "hoặc chọn thư mục khác bằng --data.",
        )
    except OutboxTooNew as error:
        leave(
            Exit.CONFIGURATION,
            f"Dữ liệu trong {settings.data} do phiên bản mới hơn ghi ({error}).",
        )
    except StorageLow as error:
        leave(Exit.FAILURE, f"Không ghi được vào {settings.data}: {error}. Ổ đĩa có thể đã đầy.")
    if signal.SIGINT in came:
        leave(Exit.INTERRUPTED, "Đã dừng.")
    say("Đã dừng.")


def _announce(agent: Agent, *, as_json: bool) -> None:
    """What was started: data for programs, words for people. Never a token."""
    if as_json:
        facts = {"page": agent.page_url, "sites": list(agent.desk.points)}
        print(json.dumps(facts), flush=True)
    if agent.page_url is not None:
        say(f"Trang điểm cầu: {agent.page_url}/site")


def _warn(settings: AgentSettings) -> None:
    if not settings.coordinator.secure and not settings.coordinator.is_loopback:
        say("Chú ý: kết nối tới máy chủ không mã hóa (http); mã đăng nhập đi qua mạng ở dạng rõ.")
    if settings.listen is not None and settings.listen.host not in LOOPBACK:
        say("Chú ý: trang điểm cầu mở ra mạng, không mã hóa; chỉ dùng trong mạng tin cậy.")


def _port_words(settings: AgentSettings, error: PortInUse) -> str:
    listen = settings.listen
    assert listen is not None, "a port was opened"
    return (
        f"Không mở được {listen.host}:{listen.port}: {error}. "
        "Cổng có thể đang được chương trình khác dùng; chọn cổng khác bằng --listen."
    )


def _end_with_stdin(told: asyncio.Event) -> None:
    """A thread, since a pipe cannot be waited for on every system's loop; it reads the descriptor
    itself, so that nothing is locked when the process ends before the pipe does."""
    loop = asyncio.get_running_loop()

    def wait() -> None:
        try:
            while os.read(0, 4_096):
                pass
        except OSError:
            pass
        loop.call_soon_threadsafe(told.set)

    threading.Thread(target=wait, name="stdin", daemon=True).start()


@app.command("status", epilog=EXIT_CODES)
def show_status(data: DATA = Path("agent-data"), as_json: JSON = False) -> None:
    """Máy trạm đang thế nào: kết nối, việc chờ gửi.

    Ví dụ: diemcau-agent status --data agent-data --json
    """
    found = status.read(data)
    if found is None:
        leave(Exit.CONFIGURATION, f"Chưa có máy trạm nào chạy trên thư mục {data}.")
    fresh = found.is_fresh(time.time_ns() // 1_000_000)
    if as_json:
        print(json.dumps({**asdict(found), "running": fresh}, ensure_ascii=False))
    else:
        for line in _lines(found, fresh=fresh):
            print(line)
    raise typer.Exit(int(_judged(found, fresh=fresh)))


def _judged(found: status.Status, *, fresh: bool) -> Exit:
    """0 when every point is connected, and nothing waits that this run will not send."""
    if any(trouble in status.REFUSED for one in found.sites for trouble in one.troubles):
        return Exit.REFUSED
    if not fresh or not all(one.connected for one in found.sites):
        return Exit.UNREACHABLE
    return Exit.FINDINGS if any(one.unsent for one in found.sites) else Exit.OK


def _lines(found: status.Status, *, fresh: bool) -> list[str]:
    lines = ["Đang chạy." if fresh else "Không chạy; số liệu của lần chạy trước:"]
    for one in found.sites:
        state = "đã kết nối" if one.connected and fresh else "chưa kết nối"
        trouble = f" ({', '.join(one.troubles)})" if one.troubles else ""
        lines.append(f"{one.site}: {state}{trouble}, {one.waiting} việc chờ gửi")
        lines += [
            f"{one.site}: {count} mục của phiên {session} chưa gửi: "
            "chạy lại với mã đăng nhập của phiên đó"
            for session, count in one.unsent.items()
        ]
    return lines
