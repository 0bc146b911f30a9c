"""The process of one order: read the record from the API as it comes, make the document, say how
far it is.

    python -m coordinator.press.work  < one line of JSON

Where to fetch and with which secret comes on standard input, never as an argument that others on
the machine could read. Lines of JSON on standard output tell stage and share; one with a code says
why it came to nothing. When standard input ends, so does the process.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException, HTTPResponse
from pathlib import Path

from pydantic import TypeAdapter
from pydantic.dataclasses import dataclass

from coordinator.evidence.sheet import Fault
from coordinator.orders import ReportFailure, ReportFormat, ReportOrder, ReportStage
from coordinator.press.make import make, read_record, touch
from coordinator.reports.pdf import NoTypesetter
from wire.codes import Refusal
from wire.vocabulary import SiteId

NICE = 10
PIECE_BYTES = 256 * 1024
FETCH_S = 120.0
BUSY_S, AGAIN_S = 120.0, 0.5
# Nobody knows how long a record is before it ends: its share only grows towards one, and has come
# half the way with so many bytes.
HALF_BYTES = 24 * 1024 * 1024
# The coordinator is on this machine: no proxy of the environment may come between.
_STRAIGHT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True)
class Task:
    """What the process is told: what to make of which session, from where and to where. `phones`
    are the duty telephones by point, which are in no record."""

    url: str
    secret: str
    session: str
    order: ReportOrder
    target: Path
    now: int
    phones: dict[SiteId, str]

    def __repr__(self) -> str:
        return f"Task({self.session})"  # never with the secret


TASK: TypeAdapter[Task] = TypeAdapter(Task)


class Unreachable(Exception):
    """The coordinator did not give the record, or not to its end."""


def tell(stage: ReportStage, share: float, code: ReportFailure | None = None) -> None:
    """One line to whoever started this process."""
    said = {
        "stage": stage.value,
        "share": round(share, 4),
        **({"code": code.value} if code else {}),
    }
    print(json.dumps(said), flush=True)


@contextmanager
def answered(task: Task) -> Iterator[HTTPResponse]:
    """The record as the coordinator sends it. Raises Unreachable."""
    names = "yes" if task.order.options.names else "no"
    address = f"{task.url}/api/v1/sessions/{task.session}/record?names={names}"
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {task.secret}"})
    try:
        with _opened(request) as answer:
            yield answer
    except (urllib.error.URLError, HTTPException, TimeoutError, ConnectionError) as error:
        raise Unreachable(type(error).__name__) from error


def _opened(request: urllib.request.Request) -> HTTPResponse:
    """The answer; one that is busy is asked again, as long as it may take."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            found: HTTPResponse = _STRAIGHT.open(request, timeout=FETCH_S)
            return found
        except urllib.error.HTTPError as error:
            if _code(error) != Refusal.BUSY.value or time.monotonic() > until:
                raise
        time.sleep(AGAIN_S)


def _code(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.load(error)["code"])
    except (ValueError, KeyError, TypeError):
        return ""


def pieces(answer: HTTPResponse) -> Iterator[bytes]:
    """The body in pieces; tells how far it is."""
    done = 0
    while piece := answer.read(PIECE_BYTES):
        done += len(piece)
        tell(ReportStage.FETCHING, done / (done + HALF_BYTES))
        yield piece


def lines(found: Iterator[bytes]) -> Iterator[bytes]:
    """Pieces as lines with their ends."""
    rest = b""
    for piece in found:
        whole = (rest + piece).split(b"\n")
        rest = whole.pop()
        for line in whole:
            yield line + b"\n"
    if rest:
        yield rest


def carry_out(task: Task) -> ReportFailure | None:
    """Fetch and make; None when it is done."""
    try:
        tell(ReportStage.FETCHING, 0.0)
        if task.order.format is ReportFormat.JSONL:
            with answered(task) as answer:
                _copy(task.target, pieces(answer))
            return None
        with answered(task) as answer:
            source = read_record(lines(pieces(answer)))
        make(source, task.order, task.target, tell, now=task.now, phones=task.phones)
    except (Unreachable, Fault):
        return ReportFailure.RECORD
    except NoTypesetter:
        return ReportFailure.TYPESETTER
    except OSError:
        return ReportFailure.STORAGE
    return None


def _copy(target: Path, found: Iterator[bytes]) -> None:
    touch(target)
    with target.open("wb") as out:
        out.writelines(found)


def _until_left_alone(target: Path) -> None:
    """Standard input ends when whoever started this process is gone, however that came: nobody is
    left to delete the file when its hour is over."""
    while os.read(sys.stdin.fileno(), 1):  # not the buffer: it is locked while a thread waits on it
        pass
    target.unlink(missing_ok=True)
    os._exit(1)


def main() -> int:
    """Politely behind the meeting's own work."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    task = TASK.validate_json(sys.stdin.readline())
    threading.Thread(target=_until_left_alone, args=(task.target,), daemon=True).start()
    failure = carry_out(task)
    if failure is not None:
        tell(ReportStage.FAILED, 0.0, failure)
        return 1
    tell(ReportStage.DONE, 1.0)
    return 0


if __name__ == "__main__":
    sys.exit(main())
