"""A real agent for tests: its settings, and small entries."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from agents.config import AgentSettings, Listen, Member
from agents.dial import Address
from tests.support.tiny_coordinator import TOKEN
from wire.records import AttendanceBody, HeadCountBody
from wire.site_acts import RecordAct
from wire.vocabulary import Attendance

_numbers = itertools.count(1)


def settings(url: str, data: Path, **changes: Any) -> AgentSettings:
    """One agent for site 64 without a page, unless told otherwise."""
    given: dict[str, Any] = {
        "coordinator": Address.of(url),
        "members": (Member(("64",), TOKEN),),
        "data": data,
        "listen": None,
    }
    return AgentSettings(**{**given, **changes})


def with_page(url: str, data: Path, **changes: Any) -> AgentSettings:
    """The same with a page on a free port."""
    return settings(url, data, listen=Listen("127.0.0.1", 0), **changes)


def head_count(count: int) -> RecordAct:
    """An entry that tells itself from others."""
    body = HeadCountBody(kind="head_count", count=count)
    return RecordAct(act="record", id=f"h{next(_numbers)}", body=body)


def arrival(person: str, **fields: Any) -> RecordAct:
    """A person came."""
    given = {"status": Attendance.IN_PERSON, **fields}
    body = AttendanceBody(kind="attendance", person=person, **given)
    return RecordAct(act="record", id=f"p{next(_numbers)}", body=body)
