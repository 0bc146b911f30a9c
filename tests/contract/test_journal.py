"""The exam of `ports.Journal`."""

from __future__ import annotations

import asyncio
import hashlib
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from coordinator.core.fold import replay
from coordinator.core.sites import SiteHeard
from coordinator.core.state import Session
from coordinator.core.watch import MinuteSum
from coordinator.journal import codec
from coordinator.ports import Batch, Head, Journal, JournalUnavailable
from tests.support.meeting_script import MeetingScript, held, person, row
from wire.vocabulary import SessionId, SiteId


async def kept(store: Journal, script: MeetingScript) -> Head:
    """Give the store every batch of the script."""
    head = Head(0, "")
    for batch in script.batches:
        head = await store.append(batch)
    return head


def same(first: Session, second: Session) -> bool:
    """Equal, the order of every map included, since the order of a map is state."""
    return first == second and codec.encode_state(first) == codec.encode_state(second)


async def test_an_unknown_session_is_empty(store: Journal) -> None:
    loaded = await store.load(SessionId("no-such"))
    assert loaded.session == Session(SessionId("no-such"))
    assert loaded.head == Head(0, "") == await store.head(SessionId("no-such"))
    assert await store.events(SessionId("no-such"), 0, 10) == []
    assert await store.sessions() == []


async def test_replay_gives_the_live_state(store: Journal) -> None:
    script = held()
    head = await kept(store, script)
    loaded = await store.load(script.id)
    assert same(loaded.session, script.session)
    assert loaded.head == head == await store.head(script.id)
    assert loaded.head.rev == script.session.rev
    assert await store.sessions() == [script.id]


async def test_replay_from_a_snapshot_gives_the_live_state(store: Journal) -> None:
    script, live = held(), Session(SessionId("hop-thu"))
    for number, batch in enumerate(script.batches):
        await store.append(batch)
        replay(live, batch.events)
        if number % 7 == 3:
            await store.snapshot(live)
    assert same((await store.load(script.id)).session, script.session)


async def test_a_loaded_state_goes_on(store: Journal) -> None:
    """What comes after a restart is the same as without one."""
    script = MeetingScript()
    script.prepare()
    await kept(store, script)
    await store.snapshot(script.session)
    script.session = (await store.load(script.id)).session
    batch = script.flip(SiteHeard(SiteId("64")))
    await store.append(batch)
    assert same((await store.load(script.id)).session, script.session)


async def test_a_snapshot_of_nothing_is_nothing(store: Journal) -> None:
    await store.snapshot(Session(SessionId("hop-thu")))
    assert await store.sessions() == []


async def test_a_snapshot_is_of_what_was_recorded(store: Journal) -> None:
    script = MeetingScript()
    script.prepare()
    with pytest.raises(AssertionError, match="recorded"):
        await store.snapshot(script.session)


async def test_events_come_in_order_and_in_pages(store: Journal) -> None:
    script = held()
    await kept(store, script)
    every = [recorded for batch in script.batches for recorded in batch.events]
    assert await store.events(script.id, 0, 1_000) == every
    assert await store.events(script.id, 5, 3) == every[5:8]
    assert await store.events(script.id, every[-1].rev, 3) == []


async def test_the_link_is_a_hash_over_link_and_bytes(store: Journal) -> None:
    script = MeetingScript()
    script.prepare()
    head = await kept(store, script)
    link = ""
    for recorded in script.batches[0].events:
        link = hashlib.sha256(link.encode() + codec.encode(recorded)).hexdigest()
    assert head == Head(script.session.rev, link)


async def test_revisions_are_contiguous(store: Journal) -> None:
    script = MeetingScript()
    script.prepare()
    batch = script.batches[0]
    skipped = replace(batch, events=batch.events[1:])
    with pytest.raises(AssertionError, match="revision 2 after 0"):
        await store.append(skipped)
    await store.append(batch)
    with pytest.raises(AssertionError, match="revision 1 after"):
        await store.append(batch)
    gap = replace(batch, events=(batch.events[0], batch.events[2]), session=SessionId("other"))
    with pytest.raises(AssertionError, match="revision 3 after 1"):
        await store.append(gap)
    assert await store.sessions() == [script.id]
    assert (await store.head(script.id)).rev == len(batch.events)


async def test_a_batch_that_is_wrong_does_not_harm_its_neighbours(store: Journal) -> None:
    """Asked for in one breath, they may share a transaction."""
    scripts = [MeetingScript(SessionId(f"hop-{number}")) for number in range(6)]
    for script in scripts:
        script.prepare()
    batches = [script.batches[0] for script in scripts]
    batches[3] = replace(batches[3], events=batches[3].events[1:], private=())
    answers = await asyncio.gather(
        *(store.append(batch) for batch in batches), return_exceptions=True
    )
    assert [isinstance(answer, Head) for answer in answers] == [True] * 3 + [False] + [True] * 2
    assert isinstance(answers[3], AssertionError)
    assert (await store.head(SessionId("hop-3"))).rev == 0
    assert same((await store.load(SessionId("hop-4"))).session, scripts[4].session)


async def test_sessions_do_not_mix(store: Journal) -> None:
    first, second = MeetingScript(SessionId("a")), MeetingScript(SessionId("b"))
    first.hold()
    second.prepare()
    for batch in [*second.batches, *first.batches]:
        await store.append(batch)
    assert same((await store.load(first.id)).session, first.session)
    loaded = await store.load(second.id)
    assert same(loaded.session, second.session)
    assert loaded.people.of(person("64", 2)), "erased in the other session only"
    assert await store.sessions() == ["a", "b"]


async def test_texts_come_back_with_the_session(store: Journal) -> None:
    script = MeetingScript()
    script.prepare()
    await kept(store, script)
    people = (await store.load(script.id)).people
    assert people.of(person("04", 1)) == {"name": "Đại biểu mẫu 1 – 04"}
    assert people.of("no-such") == {}


async def test_a_text_can_be_replaced(store: Journal) -> None:
    batch = Batch(SessionId("a"), (), (row("duty:64", phone="0000"),))
    await store.append(batch)
    await store.append(replace(batch, private=(row("duty:64", phone="1111"),)))
    assert (await store.load(SessionId("a"))).people.of("duty:64") == {"phone": "1111"}


async def test_an_erased_text_is_gone_and_never_comes_back(store: Journal) -> None:
    script = held()
    await kept(store, script)
    people = (await store.load(script.id)).people
    assert people.of(person("64", 2)) == {} == people.of("t_reason")
    assert people.of(person("64", 1)), "the others stay"

    again = Batch(
        script.id,
        (),
        (
            row(person("64", 2), person("64", 2), name="gửi lại"),
            row("t_reason", text="gửi lại"),
            row("t_new", person("64", 2), text="một văn bản mới về người đã xóa"),
            row("t_other", person("64", 1), text="của người khác"),
        ),
    )
    await store.append(again)
    people = (await store.load(script.id)).people
    assert {ref for ref in people.texts if "gửi lại" in str(people.texts[ref])} == set()
    assert people.of("t_new") == {}
    assert people.of("t_other") == {"text": "của người khác"}


async def test_a_text_that_comes_with_its_own_erasure_is_never_kept(store: Journal) -> None:
    batch = Batch(SessionId("a"), (), (row("t_1", text="x"), row("t_2", text="y")), ("t_1",))
    await store.append(batch)
    assert (await store.load(SessionId("a"))).people.texts == {"t_2": {"text": "y"}}


async def test_erasing_a_person_takes_texts_that_nobody_refers_to(store: Journal) -> None:
    """Such as the reason of a tick that changed nothing."""
    await store.append(Batch(SessionId("a"), (), (row("t_1", "64.p-1", text="lạc"),)))
    await store.append(Batch(SessionId("a"), (), (), ("64.p-1",)))
    assert (await store.load(SessionId("a"))).people.texts == {}


async def test_the_liveness_mark(store: Journal) -> None:
    assert await store.alive_at() is None
    await store.mark_alive(5)
    await store.mark_alive(17)
    assert await store.alive_at() == 17


async def test_minutes_of_one_minute_add_up(store: Journal) -> None:
    session, site = SessionId("a"), SiteId("64")
    first = MinuteSum(site, 120_000, 3, 300, 150, 30, 1)
    early = MinuteSum(site, 60_000, 1, 80, 80, 5, 0)
    other = MinuteSum(SiteId("04"), 60_000, 1, 1, 1, 1, 1)
    await store.keep_minutes(session, [first, early, other])
    await store.keep_minutes(session, [MinuteSum(site, 120_000, 2, 100, 60, 10, 0)])
    assert await store.minutes(session, site) == [
        early,
        MinuteSum(site, 120_000, 5, 400, 150, 40, 1),
    ]
    assert await store.minutes(SessionId("b"), site) == []
    assert await store.sessions() == [], "sums alone make no session"


async def test_a_backup_is_one_private_file_without_what_was_erased(
    store: Journal, tmp_path: Path
) -> None:
    script = held()
    await kept(store, script)
    folder = tmp_path / "backups"
    folder.mkdir()
    await store.backup(folder / "one.backup")
    assert [path.name for path in folder.iterdir()] == ["one.backup"]
    assert stat.S_IMODE((folder / "one.backup").stat().st_mode) == 0o600
    data = (folder / "one.backup").read_bytes()
    assert "Lý do mẫu riêng tư".encode() not in data
    assert "Tin nhắn mẫu".encode() in data
    await store.backup(folder / "one.backup")


async def test_a_closed_store_says_so(store: Journal) -> None:
    await store.close()
    with pytest.raises(JournalUnavailable, match="closed"):
        await store.head(SessionId("a"))
    with pytest.raises(JournalUnavailable, match="closed"):
        await store.append(Batch(SessionId("a"), ()))
