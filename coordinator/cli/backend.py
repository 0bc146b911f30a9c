"""Where an operation runs: in the server that holds the store, or here on the store itself."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from coordinator.admin.door import SERVER_FILE
from coordinator.casefile.problems import CaseErrors
from coordinator.cli.exits import Exit, leave
from coordinator.core.base import Refused
from coordinator.house import House
from coordinator.operations import Operations
from coordinator.ports import JournalUnavailable, StorageFull, StoreLocked
from wire.codes import Refusal
from wire.errors import WireError

TIMEOUT_S = 60
CHANGES = ("session_reopen", "person_erase", "roster_apply")

# The server is on this machine: no proxy of the environment may come between, or see the token.
_STRAIGHT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True)
class Server:
    """A running coordinator, as its server file tells."""

    url: str
    pid: int
    token: str


def server_of(data: Path) -> Server | None:
    """The server that holds this store, if it answers."""
    try:
        server = Server(**json.loads((data / SERVER_FILE).read_text()))
        _STRAIGHT.open(f"{server.url}/healthz", timeout=2).close()
    except (OSError, ValueError, TypeError):
        return None
    return server


def run(data: Path, operation: str, **params: Any) -> dict[str, Any]:
    """Run an operation, wherever the store is held; leaves with words and a code if refused."""
    server = server_of(data)
    if server is not None:
        return _remote(server, operation, params)
    try:
        return asyncio.run(_local(data, operation, params))
    except Refused as refused:
        _refused(refused.code.value, refused.params)
    except WireError as error:
        _refused(error.code.value, {"detail": error.detail})
    except StorageFull:
        _refused(Refusal.STORAGE_LOW.value, {})
    except CaseErrors as errors:
        _bad_file([(e.line, e.words) for e in errors.errors])
    except StoreLocked as locked:
        leave(Exit.CONFIGURATION, str(locked))
    except JournalUnavailable as broken:
        leave(Exit.FAILURE, str(broken))


async def _local(data: Path, operation: str, params: dict[str, Any]) -> dict[str, Any]:
    """Open the store, do it, close the store. Only a change of a session records the outage."""
    house = await House.open(data)
    if operation not in CHANGES:
        try:
            return await Operations(house).by_name[operation](**params)
        finally:
            await house.close()
    refused: Refused | None = None
    async with asyncio.TaskGroup() as tasks:
        await house.run(tasks, alive_mark_s=10)
        try:
            result = await Operations(house).by_name[operation](**params)
        except Refused as error:  # an answer, not a failure of the group
            refused = error
        finally:
            await house.close()
    if refused is not None:
        raise refused
    return result


def _remote(server: Server, operation: str, params: dict[str, Any]) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{server.url}/api/v1/admin/{operation}",
        data=json.dumps(params).encode(),
        headers={"Authorization": f"Bearer {server.token}", "Content-Type": "application/json"},
    )
    try:
        with _STRAIGHT.open(request, timeout=TIMEOUT_S) as response:
            answer: dict[str, Any] = json.load(response)
            return answer
    except urllib.error.HTTPError as error:
        problem = json.load(error)
        if problem.get("code") == "bad_file":
            _bad_file([(item["line"], item["words"]) for item in problem["errors"]])
        known = ("type", "title", "status", "code")
        _refused(problem["code"], {k: v for k, v in problem.items() if k not in known})
    except OSError as error:
        leave(Exit.UNREACHABLE, f"Không liên lạc được máy chủ {server.url}: {error}")


def _refused(code: str, params: dict[str, Any]) -> NoReturn:
    detail = ", ".join(f"{name}={value}" for name, value in params.items())
    leave(Exit.REFUSED, f"Không thực hiện: {code}" + (f" ({detail})" if detail else ""))


def _bad_file(errors: list[tuple[int, str]]) -> NoReturn:
    words = "\n".join(f"  dòng {line}: {reason}" for line, reason in errors)
    leave(Exit.CONFIGURATION, f"Tệp có {len(errors)} lỗi, chưa nhập gì:\n{words}")
