"""What the agent is told at its start, read and checked at once; secrets come from files or the
environment, never from the command line.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agents.dial import Address
from agents.drill import Behaviour, Part
from wire.limits import SITES_PER_LINK_MAX
from wire.vocabulary import SITE_ID_PATTERN

TOKEN_ENV = "DIEMCAU_TOKEN"
TOKEN_CHARS_MAX = 512
SECRET_BYTES_MAX = 4 * 1024 * 1024
STDIN = "-"

_SITE = re.compile(SITE_ID_PATTERN)


class PortInUse(Exception):
    """The local page's address could not be opened."""


class ConfigError(Exception):
    """What was told cannot be followed; the words are for the person who told it."""


@dataclass(frozen=True, slots=True)
class Member:
    """One credential with its sites, and the part it plays in a drill, if any."""

    sites: tuple[str, ...]
    token: str
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Listen:
    """Where the local page listens; port 0 is a free one."""

    host: str
    port: int

    @classmethod
    def of(cls, text: str) -> Listen:
        """From HOST:PORT. Raises ConfigError."""
        host, _, port = text.rpartition(":")
        if not host or not port.isdecimal() or int(port) > 65_535:
            raise ConfigError(f"Địa chỉ trang không đúng: {text}. Ví dụ: 127.0.0.1:8766")
        return cls(host.strip("[]"), int(port))


@dataclass(frozen=True, slots=True)
class AgentSettings:
    """Everything the runner needs. `listen` None: no page. `spread_s`: how long sample attendance
    takes."""

    coordinator: Address
    members: tuple[Member, ...]
    data: Path
    listen: Listen | None
    page_token: str | None = None
    clock_shift_s: float = 0.0
    spread_s: float = 60.0

    @property
    def sites(self) -> list[str]:
        """Every site that is started, once, in the order given."""
        return list(dict.fromkeys(site for one in self.members for site in one.sites))


def address(url: str) -> Address:
    """The coordinator's address. Raises ConfigError."""
    try:
        return Address.of(url)
    except ValueError:
        raise ConfigError(
            f"Địa chỉ máy chủ không đúng: {url}. Ví dụ: http://127.0.0.1:8080"
        ) from None


def one_member(sites: list[str], token_file: Path | None) -> Member:
    """An agent's own sites with its token, from a file or the environment. Raises ConfigError."""
    if not 1 <= len(sites) <= SITES_PER_LINK_MAX:
        raise ConfigError(f"Cần từ 1 đến {SITES_PER_LINK_MAX} điểm cầu (--site).")
    token = read_secret(token_file) if token_file else os.environ.get(TOKEN_ENV, "")
    return Member(tuple(_site(site) for site in dict.fromkeys(sites)), _token(token))


def fleet(source: str) -> tuple[Member, ...]:
    """A drill's members from a JSON list of {site, token, behaviour?, human?, seed?}, out of a
    file or standard input ("-"). Raises ConfigError with the place of the fault."""
    text = sys.stdin.read(SECRET_BYTES_MAX) if source == STDIN else read_secret(Path(source))
    try:
        items = json.loads(text)
    except ValueError as error:
        raise ConfigError(f"Tệp máy trạm mẫu không phải JSON: {error}") from None
    if not isinstance(items, list) or not items:
        raise ConfigError("Tệp máy trạm mẫu phải là một danh sách không rỗng.")
    members = tuple(_member(number, item) for number, item in enumerate(items, start=1))
    if len({member.sites for member in members}) < len(members):
        raise ConfigError("Tệp máy trạm mẫu có điểm cầu ghi hai lần.")
    return members


def read_secret(file: Path) -> str:
    """A file that only its owner can read. Raises ConfigError."""
    try:
        if os.name == "posix" and stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise ConfigError(f"Người khác đọc được {file}; hãy chạy: chmod 600 {file}")
        with file.open(encoding="utf-8") as source:
            return source.read(SECRET_BYTES_MAX)
    except OSError as error:
        raise ConfigError(f"Không đọc được {file}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file} không phải tệp văn bản UTF-8.") from None


def _member(number: int, item: Any) -> Member:
    try:
        if not isinstance(item, dict):
            raise ConfigError("phải là một đối tượng")
        return Member((_site(item.get("site")),), _token(item.get("token")), _part(item))
    except ConfigError as error:
        raise ConfigError(f"Máy trạm mẫu thứ {number}: {error}") from None


def _part(item: dict[str, Any]) -> Part | None:
    if "behaviour" not in item:
        return None
    words = [one.value for one in Behaviour]
    if item["behaviour"] not in words:
        raise ConfigError(f"behaviour phải là một trong: {', '.join(words)}")
    human, seed = item.get("human", False), item.get("seed", 0)
    if not isinstance(human, bool) or not isinstance(seed, int):
        raise ConfigError("human là true/false, seed là số nguyên")
    return Part(Behaviour(item["behaviour"]), human, seed)


def _site(value: Any) -> str:
    if not isinstance(value, str) or not _SITE.match(value):
        raise ConfigError("mã điểm cầu không đúng; ví dụ: 64")
    return value


def _token(value: Any) -> str:
    """Printable ASCII, as it goes into a header; the value is never repeated in words."""
    token = value.strip() if isinstance(value, str) else ""
    if not token:
        raise ConfigError(f"thiếu mã đăng nhập (--token-file hoặc {TOKEN_ENV})")
    if len(token) > TOKEN_CHARS_MAX or not token.isascii() or not token.isprintable():
        raise ConfigError("mã đăng nhập không đúng dạng")
    return token
