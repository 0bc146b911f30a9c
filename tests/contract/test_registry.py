"""The exam of `ports.Registry`."""

from __future__ import annotations

import pytest

from coordinator.ports import Grant, Registry
from wire.vocabulary import Role, SessionId, SiteId

HOST = Grant("host-1", Role.HOST, SessionId("a"), (), 10)
SITE = Grant("site-1", Role.SITE, SessionId("a"), (SiteId("64"), SiteId("64-B")), 20)
OTHER = Grant("host-2", Role.HOST, SessionId("b"), (), 5)
ADMIN = Grant("admin-1", Role.ADMIN, None, (), 30)


@pytest.fixture
async def registry(store: Registry) -> Registry:
    """One with a grant of each kind; the secret's hash is the grant's id with a prefix."""
    for grant in (HOST, SITE, OTHER, ADMIN):
        await store.add_grant(grant, f"hash-{grant.id}")
    return store


async def test_a_grant_is_found_by_its_secret(registry: Registry) -> None:
    assert await registry.grant("hash-site-1") == SITE
    assert await registry.grant("hash-admin-1") == ADMIN
    assert await registry.grant("site-1") is None
    assert await registry.grant("") is None


async def test_grants_of_a_session_or_all(registry: Registry) -> None:
    assert await registry.grants(SessionId("a")) == [HOST, SITE]
    assert await registry.grants(None) == [OTHER, HOST, SITE, ADMIN]
    assert await registry.grants(SessionId("no-such")) == []


async def test_a_revoked_grant_is_listed_but_holds_no_more(registry: Registry) -> None:
    await registry.sign_in("cookie", "host-1", 1_000)
    await registry.revoke("host-1", 500)
    await registry.revoke("host-1", 900)
    await registry.revoke("no-such", 900)
    assert await registry.grant("hash-host-1") is None
    assert await registry.signed_in("cookie", 600) == []
    assert [grant.revoked_at for grant in await registry.grants(SessionId("a"))] == [500, None]


async def test_a_grant_is_added_once(registry: Registry) -> None:
    with pytest.raises(AssertionError):
        await registry.add_grant(HOST, "another-hash")
    with pytest.raises(AssertionError):
        await registry.add_grant(Grant("host-3", Role.HOST, None), "hash-host-1")
    assert await registry.grant("hash-host-1") == HOST
    assert await registry.grant("another-hash") is None


async def test_a_browser_may_hold_several_grants(registry: Registry) -> None:
    await registry.sign_in("cookie", "site-1", 1_000)
    await registry.sign_in("cookie", "host-1", 2_000)
    await registry.sign_in("elsewhere", "host-2", 2_000)
    assert await registry.signed_in("cookie", 999) == [SITE, HOST], "what ends last"
    assert await registry.signed_in("cookie", 1_000) == [HOST], "it ends at its time, not after"
    assert await registry.signed_in("no-such", 0) == []


async def test_signing_in_again_extends(registry: Registry) -> None:
    await registry.sign_in("cookie", "host-1", 1_000)
    await registry.sign_in("cookie", "host-1", 5_000)
    assert await registry.signed_in("cookie", 4_000) == [HOST]


async def test_only_a_known_grant_signs_in(registry: Registry) -> None:
    with pytest.raises(AssertionError):
        await registry.sign_in("cookie", "no-such", 1_000)
    assert await registry.signed_in("cookie", 0) == []


async def test_signing_out_ends_all_of_the_browser(registry: Registry) -> None:
    await registry.sign_in("cookie", "site-1", 1_000)
    await registry.sign_in("cookie", "host-1", 1_000)
    await registry.sign_in("elsewhere", "host-1", 1_000)
    await registry.sign_out("cookie")
    await registry.sign_out("no-such")
    assert await registry.signed_in("cookie", 0) == []
    assert await registry.signed_in("elsewhere", 0) == [HOST]
