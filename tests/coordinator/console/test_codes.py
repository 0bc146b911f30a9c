"""Whose a code is, also after whatever may change it."""

from __future__ import annotations

from coordinator.console.codes import Codes, WhoseCode
from coordinator.core.attendance.commands import TransferPerson
from tests.coordinator.console.conftest import Door
from tests.support.invited import code_of, with_codes
from tests.support.small_meeting import CHU_PAH, HEAD, SECOND

NOBODY = WhoseCode("", "", False)


async def test_the_index_follows_the_roster(live: Door) -> None:
    codes = Codes(live.conductor)
    live.conductor.listeners.append(codes)
    assert await codes.whose(code_of(2)) == NOBODY
    await live.submit(with_codes())
    assert await codes.whose(code_of(2)) == WhoseCode("64", "Gia Lai", False)
    await live.submit(TransferPerson(HEAD, CHU_PAH))
    assert await codes.whose(code_of(2)) == WhoseCode("64-01", "Chư Păh", False)
    await live.accepted("admin", "erase_person", person=SECOND)
    assert await codes.whose(code_of(3)) == NOBODY
