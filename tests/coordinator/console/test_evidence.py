"""Evidence and record over HTTP."""

from __future__ import annotations

import io

import pytest
from aiohttp import ClientError

from coordinator.core.session import StartSession
from coordinator.evidence.notary import Notary
from coordinator.evidence.record import read
from coordinator.ports import Contradiction
from tests.coordinator.console.conftest import SESSION, Door
from tests.support.long_record import SIGNER
from wire.vocabulary import SiteId


def notary_of(door: Door) -> Notary:
    found = door.evidence.of(SESSION)
    assert found is not None
    return found


async def test_nothing_is_signed_at_first(door: Door) -> None:
    answered = await door.get(f"{door.base}/evidence", "organizer")
    assert answered.status == 200
    assert (answered.body["size"], answered.body["note"], answered.body["at"]) == (0, "", None)
    assert answered.body["key"] == str(SIGNER.verifier)


async def test_the_newest_checkpoint_is_shown_with_its_witnesses(door: Door) -> None:
    notary = notary_of(door)
    await door.submit(StartSession())
    signed = await notary.sign()
    notary.witnessed([SiteId("64"), SiteId("04")], signed.checkpoint.size)
    await notary.contradicted(Contradiction("64", "forked", "kept", "shown", 5))
    body = (await door.get(f"{door.base}/evidence", "host")).body
    assert body["size"] == body["events"] == await door.rev()
    assert body["note"] == signed.note
    assert body["root_short"].replace(" ", "") == signed.checkpoint.root[:8].hex()
    assert body["witnesses"] == 2
    assert [(one["size"], one["witnesses"]) for one in body["witnessed"]] == [(body["size"], 2)]
    assert body["contradictions"] == [
        {"by": "64", "kind": "forked", "kept": "kept", "shown": "shown", "at": 5}
    ]


async def test_the_record_is_streamed_with_names(door: Door) -> None:
    answered = await door.get(f"{door.base}/record", "organizer")
    assert answered.status == 200
    assert answered.headers["Content-Type"].startswith("application/jsonl")
    assert 'filename="hop-mau-record.jsonl"' in answered.headers["Content-Disposition"]
    record = read(io.BytesIO(answered.data))
    assert record.session == (await door.store.load(SESSION)).session
    assert record.people.texts


async def test_names_are_left_out_for_whom_they_are_not(door: Door) -> None:
    for path, who in (
        ("record", "host"),
        ("record", "secretary"),
        ("record", "admin"),
        ("record?names=no", "organizer"),
    ):
        answered = await door.get(f"{door.base}/{path}", who)
        assert read(io.BytesIO(answered.data)).people.texts == {}
    for who in ("host", "secretary", "admin"):
        assert (await door.get(f"{door.base}/record?names=yes", who)).status == 403
    assert (await door.get(f"{door.base}/record?names=all", "organizer")).status == 422


@pytest.mark.parametrize("who", ["stage", "operator", "site:64"])
@pytest.mark.parametrize("what", ["record", "evidence"])
async def test_others_see_neither(door: Door, who: str, what: str) -> None:
    assert (await door.get(f"{door.base}/{what}", who)).status == 403


async def test_so_many_records_at_once_and_no_more(door: Door) -> None:
    desk = door.console._desk
    desk.records = 2
    assert (await door.get(f"{door.base}/record", "host")).status == 503
    desk.records = 0


async def test_without_a_key_it_is_said(door: Door) -> None:
    door.console._desk.evidence = None
    for what in ("record", "evidence"):
        answered = await door.get(f"{door.base}/{what}", "host")
        assert (answered.status, answered.body["code"]) == (503, "unavailable")


async def test_a_record_that_fails_on_the_way_does_not_look_whole(door: Door) -> None:
    async def fails(size: int) -> str:
        raise OSError("no signature")

    notary_of(door).covering = fails  # type: ignore[method-assign]
    with pytest.raises(ClientError):
        await door.get(f"{door.base}/record", "host")
    assert door.console._desk.records == 0
