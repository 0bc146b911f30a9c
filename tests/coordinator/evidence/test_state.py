"""How the record stands, for people to see."""

from __future__ import annotations

from coordinator.evidence.state import SIZES_SHOWN_MAX, state_of
from coordinator.journal.memory import MemoryStore
from tests.support.long_record import SIGNER, LongRecord
from wire.vocabulary import SiteId


async def test_before_the_first_signature() -> None:
    state = state_of((await LongRecord(MemoryStore()).begin()).notary)
    assert (state.size, state.root, state.root_short, state.at, state.note) == (0, "", "", None, "")
    assert state.key == str(SIGNER.verifier)
    assert state.witnessed == ()


async def test_witnesses_are_counted_by_what_they_keep() -> None:
    book = await LongRecord(MemoryStore()).begin()
    signed = await book.notary.sign()
    book.notary.witnessed([SiteId("64"), SiteId("04")], 3)
    book.clock.pass_ms(5_000)
    book.notary.witnessed([SiteId("64"), SiteId("77")], 4)
    state = state_of(book.notary)
    assert state.size == state.events == signed.checkpoint.size
    assert state.witnesses == 3
    assert [(one.size, one.witnesses) for one in state.witnessed] == [(4, 2), (3, 1)]
    assert state.witnessed[0].at - state.witnessed[1].at == 5_000
    for size in range(50):
        book.notary.witnessed([SiteId(f"S{size}")], size)
    assert len(state_of(book.notary).witnessed) == SIZES_SHOWN_MAX
