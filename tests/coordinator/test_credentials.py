"""Secrets: shown once, kept as a hash; a failure changes nothing."""

from __future__ import annotations

import pytest

from coordinator.credentials import (
    SECRET_PREFIX,
    SIGN_IN_KEPT_MS,
    Credentials,
    actor_of,
    new_secret,
    secret_hash,
)
from coordinator.journal.memory import MemoryStore
from coordinator.ports import Grant
from tests.support.clocks import StillClock
from tests.support.small_meeting import CB, GL, clock
from wire.vocabulary import Role, SessionId

ID = SessionId("s")


@pytest.fixture
def time() -> StillClock:
    return StillClock(clock("9:00"))


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def credentials(store: MemoryStore, time: StillClock) -> Credentials:
    return Credentials(store, time)


def test_a_secret_can_be_found_by_scanners_and_not_guessed() -> None:
    secrets = {new_secret() for _ in range(50)}
    assert len(secrets) == 50
    # 24 random bytes are 192 bits.
    assert all(one.startswith(SECRET_PREFIX) and len(one) == 4 + 32 for one in secrets)


async def test_a_grant_is_recognised_by_its_secret(credentials: Credentials) -> None:
    grant, secret = await credentials.issue(Role.SITE, ID, (GL, CB))
    assert await credentials.bearer(secret) == grant
    assert (grant.role, grant.session, grant.sites) == (Role.SITE, ID, (GL, CB))
    assert grant.created_at == clock("9:00")
    assert secret not in grant.id


async def test_only_the_hash_is_kept(credentials: Credentials, store: MemoryStore) -> None:
    _, secret = await credentials.issue(Role.HOST, ID)
    assert secret not in repr(vars(store))
    assert secret_hash(secret) in repr(vars(store))


async def test_what_is_lent_ends_with_its_time_or_when_it_is_taken_back(
    credentials: Credentials, store: MemoryStore, time: StillClock
) -> None:
    grant = Grant("report-1", Role.ORGANIZER, ID)
    secret, other = credentials.lend(grant, 1_000), credentials.lend(grant, 1_000)
    assert await credentials.bearer(secret) == grant
    assert secret_hash(secret) not in repr(vars(store)), "it stands in memory only"
    credentials.take_back(secret)
    credentials.take_back(secret)
    assert await credentials.bearer(secret) is None
    assert await credentials.bearer(other) == grant
    time.pass_ms(1_000)
    assert await credentials.bearer(other) is None


async def test_whoever_asks_is_a_grant_and_never_a_name(credentials: Credentials) -> None:
    grant, _ = await credentials.issue(Role.SITE, ID, (GL,))
    actor = actor_of(grant)
    assert (actor.id, actor.role, actor.sites) == (grant.id, Role.SITE, frozenset({GL}))


@pytest.mark.parametrize("secret", ["", "dc1_", "wrong", f"dc1_{'x' * 32}", f"dc1_{'x' * 200}"])
async def test_a_wrong_secret_is_nobody_and_changes_nothing(
    credentials: Credentials, store: MemoryStore, secret: str
) -> None:
    _, right = await credentials.issue(Role.HOST, ID)
    before = repr(vars(store))
    assert await credentials.bearer(secret) is None
    assert await credentials.sign_in(secret, None) is None
    assert repr(vars(store)) == before
    assert await credentials.bearer(right) is not None


async def test_a_revoked_grant_is_nobody_and_stands_no_more(
    credentials: Credentials, store: MemoryStore
) -> None:
    grant, secret = await credentials.issue(Role.HOST, ID)
    other, _ = await credentials.issue(Role.SECRETARY, ID)
    entered = await credentials.sign_in(secret, None)
    assert entered is not None
    assert await credentials.standing(ID) == {grant.id, other.id}
    await store.revoke(grant.id, clock("9:05"))
    assert await credentials.bearer(secret) is None
    assert await credentials.signed_in(entered[1]) == []
    assert await credentials.standing(ID) == {other.id}


async def test_a_browser_adds_grants_to_one_sign_in(credentials: Credentials) -> None:
    host, host_secret = await credentials.issue(Role.HOST, ID)
    site, site_secret = await credentials.issue(Role.SITE, ID, (GL,))
    first = await credentials.sign_in(host_secret, None)
    assert first is not None
    second = await credentials.sign_in(site_secret, first[1])
    assert second is not None
    assert second[0] == site
    assert {grant.id for grant in await credentials.signed_in(second[1])} == {host.id, site.id}
    assert await credentials.signed_in(first[1]) == [], "whoever saw the old value gains nothing"


async def test_the_link_opened_last_stands_at_the_end_whenever_it_was_issued(
    credentials: Credentials,
) -> None:
    first, first_secret = await credentials.issue(Role.SITE, ID, (GL,))
    second, second_secret = await credentials.issue(Role.SITE, ID, (GL,))
    host, host_secret = await credentials.issue(Role.HOST, ID)
    cookie: str | None = None
    for secret in (second_secret, host_secret, first_secret):
        entered = await credentials.sign_in(secret, cookie)
        assert entered is not None
        cookie = entered[1]
    assert await credentials.signed_in(str(cookie)) == [second, host, first]
    again = await credentials.sign_in(second_secret, cookie)
    assert again is not None
    assert await credentials.signed_in(again[1]) == [host, first, second]
    assert await credentials.sign_in("dc1_wrong", again[1]) is None
    assert await credentials.signed_in(again[1]) == [host, first, second]


async def test_the_new_cookie_is_told_while_the_old_one_still_holds(
    credentials: Credentials, store: MemoryStore
) -> None:
    _, secret = await credentials.issue(Role.HOST, ID)
    first = await credentials.sign_in(secret, None)
    assert first is not None
    told: list[tuple[str, int]] = []
    second = await credentials.sign_in(
        secret, first[1], lambda fresh: told.append((fresh, len(store._sign_ins)))
    )
    assert second is not None
    assert told == [(second[1], 2)], "both values stand at that moment"
    assert await credentials.signed_in(first[1]) == []


async def test_a_cookie_nobody_gave_out_is_not_taken_over(credentials: Credentials) -> None:
    _, secret = await credentials.issue(Role.HOST, ID)
    entered = await credentials.sign_in(secret, "planted")
    assert entered is not None
    assert entered[1] != "planted"
    assert await credentials.signed_in("planted") == []


async def test_a_sign_in_ends_after_its_time_or_when_asked(
    credentials: Credentials, time: StillClock
) -> None:
    _, secret = await credentials.issue(Role.HOST, ID)
    entered = await credentials.sign_in(secret, None)
    assert entered is not None
    time.pass_ms(SIGN_IN_KEPT_MS - 1)
    assert len(await credentials.signed_in(entered[1])) == 1
    time.pass_ms(1)
    assert await credentials.signed_in(entered[1]) == []
    again = await credentials.sign_in(secret, entered[1])
    assert again is not None
    assert again[1] != entered[1]
    await credentials.sign_out(again[1])
    assert await credentials.signed_in(again[1]) == []


async def test_what_was_lent_is_known_as_such() -> None:
    clock_now = StillClock(clock("9:00"))
    credentials = Credentials(MemoryStore(), clock_now)
    grant = Grant("report-1", Role.ORGANIZER, SessionId("a"))
    secret = credentials.lend(grant, 1_000)
    assert credentials.is_lent(grant)
    assert not credentials.is_lent(Grant("organizer-1", Role.ORGANIZER, SessionId("a")))
    credentials.take_back(secret)
    assert not credentials.is_lent(grant)
