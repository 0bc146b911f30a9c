"""Who speaks for which site: several links at once, and none is thrown out by another."""

from __future__ import annotations

from coordinator.gateway.link import Link
from coordinator.gateway.registry import Registry
from wire.vocabulary import SiteId

A, B = SiteId("64"), SiteId("04")


def link(*sites: SiteId) -> Link:
    """A link as the registry sees it: nothing but its sites."""
    made = object.__new__(Link)
    made.sites = frozenset(sites)
    return made


def test_several_links_speak_for_a_site() -> None:
    registry, one, two = Registry(), link(A), link(A, B)
    registry.add(one)
    registry.add(two)
    assert registry.of(A) == (one, two)
    assert registry.of(B) == (two,)
    assert registry.all() == [one, two]
    assert (len(registry), set(registry.sites())) == (2, {A, B})


def test_a_link_that_goes_leaves_the_others() -> None:
    registry, one, two = Registry(), link(A), link(A, B)
    registry.add(one)
    registry.add(two)
    registry.remove(two)
    assert registry.of(A) == (one,)
    assert registry.of(B) == ()
    assert registry.speaks_for(A)
    assert not registry.speaks_for(B)
    assert registry.sites() == (A,)


def test_one_that_never_came_in_may_leave() -> None:
    registry, one = Registry(), link(A)
    registry.add(one)
    registry.remove(link(A))
    registry.remove(link(B))
    assert registry.of(A) == (one,)


def test_what_is_walked_does_not_change_under_the_walker() -> None:
    registry = Registry()
    for _ in range(3):
        registry.add(link(A))
    for walked in registry.all():
        registry.remove(walked)
    assert len(registry) == 0
