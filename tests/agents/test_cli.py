"""The command line: plain words, data on standard output, exit codes."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from agents import status
from agents.cli import Exit, app
from agents.status import SiteStatus, Status
from tests.support.until import until
from wire.vocabulary import LinkTrouble

# Whole programs: they come after the quick tests.
pytestmark = pytest.mark.slow

TOKEN = "dc1_secret-of-the-test"
NOBODY = "http://127.0.0.1:9"


def invoke(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.parametrize("words", [["--help"], ["run", "--help"], ["status", "-h"]])
def test_help_has_the_exit_codes_and_an_example(words: list[str]) -> None:
    code, out, _ = invoke(*words)
    assert code == Exit.OK
    assert "130 Ctrl-C" in " ".join(out.split())
    if len(words) == 2:
        assert "Ví dụ: diemcau-agent" in out


def test_usage_is_two() -> None:
    assert invoke("dance")[0] == Exit.USAGE
    assert invoke("run")[0] == Exit.USAGE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--coordinator", "máy chủ", "--site", "64"], "Địa chỉ máy chủ không đúng"),
        (["--coordinator", NOBODY], "--site"),
        (["--coordinator", NOBODY, "--site", "64"], "thiếu mã đăng nhập"),
        (["--coordinator", NOBODY, "--fleet", "/nowhere/fleet.json"], "Không đọc được"),
        (["--coordinator", NOBODY, "--fleet", "-", "--until-stdin-closes"], "không dùng cùng"),
    ],
)
def test_a_wrong_configuration_is_three_with_words(
    words: list[str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DIEMCAU_TOKEN", raising=False)
    code, out, err = invoke("run", *words)
    assert code == Exit.CONFIGURATION
    assert said in err
    assert out == ""


class Program:
    """`diemcau-agent run` as a process."""

    def __init__(self, data: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "agents", "run", "--coordinator", NOBODY),
                *("--site", "64", "--data", str(data), "--json", *words),
            ],
            env={**os.environ, "DIEMCAU_TOKEN": TOKEN},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def started(self) -> dict[str, object]:
        assert self.process.stdout is not None
        line: dict[str, object] = json.loads(self.process.stdout.readline())
        return line

    def ended(self) -> tuple[int, str]:
        """Exit code and words."""
        _, words = self.process.communicate(timeout=20)
        return self.process.returncode, words


def test_a_run_tells_its_page_and_ends_by_ctrl_c_without_telling_the_token(tmp_path: Path) -> None:
    program = Program(tmp_path, "--listen", "127.0.0.1:0")
    said = program.started()
    assert str(said["page"]).startswith("http://127.0.0.1:")
    assert said["sites"] == ["64"]
    program.process.send_signal(signal.SIGINT)
    code, words = program.ended()
    assert code == Exit.INTERRUPTED, words
    assert "Trang điểm cầu: http://127.0.0.1:" in words
    assert "Traceback" not in words
    assert TOKEN not in words
    assert TOKEN not in "".join(str(value) for value in said.values())


def test_sigterm_and_the_end_of_standard_input_are_a_good_end(tmp_path: Path) -> None:
    program = Program(tmp_path / "a", "--no-page")
    program.started()
    program.process.terminate()
    assert program.ended()[0] == Exit.OK
    program = Program(tmp_path / "b", "--no-page", "--until-stdin-closes")
    program.started()
    code, words = program.ended()
    assert code == Exit.OK, words
    assert "Đã dừng." in words


def test_a_port_in_use_is_told_in_plain_words(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, words = Program(tmp_path, "--listen", f"127.0.0.1:{port}").ended()
    assert code == Exit.CONFIGURATION
    assert f"Không mở được 127.0.0.1:{port}" in words
    assert "Traceback" not in words


def test_a_second_agent_on_the_folder_is_told(tmp_path: Path) -> None:
    first = Program(tmp_path, "--no-page")
    first.started()
    code, words = Program(tmp_path, "--no-page").ended()
    assert code == Exit.CONFIGURATION
    assert "Một máy trạm khác đang chạy" in words
    first.process.terminate()
    first.ended()


def test_status_of_a_running_agent_and_after_its_end(tmp_path: Path) -> None:
    assert invoke("status", "--data", str(tmp_path))[0] == Exit.CONFIGURATION
    program = Program(tmp_path, "--no-page")
    program.started()
    until(lambda: status.read(tmp_path), "a status")
    code, out, _ = invoke("status", "--data", str(tmp_path), "--json")
    assert code == Exit.UNREACHABLE
    said = json.loads(out)
    assert said["running"] is True
    assert said["sites"][0]["site"] == "64"
    program.process.terminate()
    program.ended()
    code, out, _ = invoke("status", "--data", str(tmp_path))
    assert code == Exit.UNREACHABLE
    assert out.startswith("Không chạy")


def site(
    *, connected: bool, troubles: list[LinkTrouble], unsent: dict[str, int] | None = None
) -> SiteStatus:
    return SiteStatus("64", "s1", connected, 1, 2, 3, 4, False, troubles, unsent or {})


@pytest.mark.parametrize(
    ("one", "code", "words"),
    [
        (site(connected=True, troubles=[]), Exit.OK, "64: đã kết nối, 4 việc chờ gửi"),
        (
            site(connected=False, troubles=[LinkTrouble.AUTH_FAILED]),
            Exit.REFUSED,
            "64: chưa kết nối (auth_failed), 4 việc chờ gửi",
        ),
        (
            site(connected=True, troubles=[], unsent={"sang": 2}),
            Exit.FINDINGS,
            "64: 2 mục của phiên sang chưa gửi: chạy lại với mã đăng nhập của phiên đó",
        ),
        (
            site(connected=False, troubles=[], unsent={"sang": 2}),
            Exit.UNREACHABLE,
            "64: 2 mục của phiên sang chưa gửi",
        ),
        (
            site(connected=True, troubles=[LinkTrouble.FORBIDDEN], unsent={"sang": 2}),
            Exit.REFUSED,
            "64: 2 mục của phiên sang chưa gửi",
        ),
    ],
)
def test_status_judges(
    tmp_path: Path,
    one: SiteStatus,
    code: Exit,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.time_ns", lambda: 5_000_000_000)
    status.write(tmp_path, Status(1, 5_000, True, "x", None, [one]))
    found, out, _ = invoke("status", "--data", str(tmp_path))
    assert found == code
    assert words in out
