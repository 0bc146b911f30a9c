"""Hello and welcome: who speaks for which sites, in which version, and what is durable of theirs.

Nothing is changed before everything was found right.
"""

from __future__ import annotations

from collections.abc import Iterator

from coordinator.conductor import Conductor
from coordinator.core import receipts
from coordinator.core.people import People
from coordinator.core.state import Session
from coordinator.gateway.fanout import Fanout
from coordinator.gateway.frames import frame_of
from coordinator.gateway.link import Link
from coordinator.gateway.settings import reconnect_window_ms
from coordinator.hall import Hall
from coordinator.ports import Grant
from coordinator.views.roster import homes
from wire import versions
from wire.codes import Feature, WireCode
from wire.errors import WireError
from wire.limits import BEAT_S, FRAME_BYTES_MAX, RECORDS_PER_BATCH_MAX
from wire.messages import Hello, Mark, Receipt, Welcome
from wire.vocabulary import Phase, SiteId


def conductor_of(hall: Hall, grant: Grant, hello: Hello) -> Conductor:
    """The session that the credential is for.

    Raises WireError(forbidden | unknown_session)."""
    if hello.session is not None and hello.session != grant.session:
        raise WireError(WireCode.FORBIDDEN, "session")
    conductor = hall.get(grant.session)
    if conductor is None:
        raise WireError(WireCode.UNKNOWN_SESSION, "session")
    return conductor


def agree(grant: Grant, hello: Hello) -> int:
    """The version to speak. Raises WireError(upgrade_required | forbidden)."""
    version = versions.choose(hello.versions)
    if version is None:
        known = ", ".join(str(number) for number in versions.VERSIONS)
        raise WireError(WireCode.UPGRADE_REQUIRED, f"versions spoken here: {known}")
    if not set(hello.sites) <= set(grant.sites):
        raise WireError(WireCode.FORBIDDEN, "sites")
    return version


def offered(hello: Hello, fanout: Fanout) -> Iterator[Feature]:
    """What both sides have; where nothing is signed, there is nothing to witness."""
    for feature in versions.common(hello.features):
        if feature is not Feature.WITNESS or fanout.witnesses is not None:
            yield feature


async def greet(link: Link, hello: Hello, conductor: Conductor, fanout: Fanout) -> None:
    """Let the link in: welcome, the floor, and then each site's own picture.

    Raises WireError(forbidden | upgrade_required) with nothing changed."""
    version = agree(link.grant, hello)
    link.features = frozenset(offered(hello, fanout))
    link.incarnation = hello.incarnation
    sites = frozenset(SiteId(site) for site in hello.sites)

    def admit(session: Session, people: People) -> None:
        if not sites <= session.sites.keys():
            raise WireError(WireCode.FORBIDDEN, "sites")
        link.sites = sites
        link.patience.budget.serve(len(sites))
        link.send(frame_of(_welcome(link, hello, session, conductor, version)))
        fanout.welcome(link, session, people)
        for site in sites:
            conductor.heard(site)

    await conductor.ask(admit)


def _welcome(
    link: Link, hello: Hello, session: Session, conductor: Conductor, version: int
) -> Welcome:
    closed = session.phase is Phase.CLOSED
    head = conductor.head
    return Welcome(
        type="welcome",
        version=version,
        features=[feature.value for feature in Feature if feature in link.features],
        session=session.id,
        now=conductor.now(),
        beat_s=BEAT_S,
        reconnect_window_ms=reconnect_window_ms(len(session.sites)),
        marks=[
            Mark(site=site, upto=receipts.marked(session, site, hello.incarnation).upto)
            for site in dict.fromkeys(hello.sites)
        ],
        erased=_erased(link, session) if Feature.FORGET in link.features else [],
        receipt=Receipt(rev=head.rev, link=head.link) if closed else None,
        frame_bytes_max=FRAME_BYTES_MAX,
        records_per_batch_max=RECORDS_PER_BATCH_MAX,
    )


def _erased(link: Link, session: Session) -> list[str]:
    return sorted(person for person in session.erased if homes(session.people[person]) & link.sites)
