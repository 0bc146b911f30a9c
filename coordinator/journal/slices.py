"""A state's bytes, made a part at a time: those of 230,000 people take a quarter of a second, and
no command may wait that long.

People are encoded in chunks between two turns. A chunk of whose people something was noted since is
made again at the end, together with everything that is no person. Whatever else may touch people
makes the work begin anew, so that the bytes are always those of one revision.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from coordinator.core.attendance.events import AttendanceCorrected, AttendanceNoted, HeadCountNoted
from coordinator.core.base import CommandNoted, CommandRefused, Recorded
from coordinator.core.conduct import CallLogged
from coordinator.core.incidents import IncidentMoved, IncidentReported
from coordinator.core.media import MediaLegChanged
from coordinator.core.notices import MessageRead, MessageSent, NoticeRead, NoticeSent
from coordinator.core.rollcall_facts import RollCallAnswered, RollCallSilent
from coordinator.core.sites import LineBandChanged, SiteHeard, SiteWentQuiet
from coordinator.core.state import Session
from coordinator.journal import codec
from coordinator.ports import Made
from wire.vocabulary import PersonId

CHUNK, CHUNKS_AT_ONCE = 100, 25

_OF_ONE_PERSON = (AttendanceNoted, AttendanceCorrected)
# What comes all the time and touches nobody; a test plays histories against the state made whole.
_OF_NOBODY = (
    CallLogged,
    CommandNoted,
    CommandRefused,
    HeadCountNoted,
    IncidentMoved,
    IncidentReported,
    LineBandChanged,
    MediaLegChanged,
    MessageRead,
    MessageSent,
    NoticeRead,
    NoticeSent,
    RollCallAnswered,
    RollCallSilent,
    SiteHeard,
    SiteWentQuiet,
)


class StateSlices:
    """The bytes of one session's state as they come together."""

    def __init__(self, session: Session) -> None:
        self._begin(session)

    def _begin(self, session: Session) -> None:
        self._left = iter(list(session.people))
        self._chunks: list[list[PersonId]] = []
        self._parts: list[bytes] = []
        self._place: dict[PersonId, int] = {}
        self._stale: set[int] = set()
        self._spoilt = False

    def touched(self, recorded: Iterable[Recorded]) -> None:
        """Keep step with a commit."""
        for item in recorded:
            if isinstance(item.event, _OF_ONE_PERSON):
                place = self._place.get(item.event.person)
                if place is not None:
                    self._stale.add(place)
            elif not isinstance(item.event, _OF_NOBODY):
                self._spoilt = True

    def go_on(self, session: Session) -> bool:
        """Make the next part; True when only the end is left."""
        if self._spoilt:
            self._begin(session)
        for _ in range(CHUNKS_AT_ONCE):
            chunk = list(islice(self._left, CHUNK))
            if not chunk:
                return True
            self._place.update(dict.fromkeys(chunk, len(self._chunks)))
            self._chunks.append(chunk)
            self._parts.append(_encoded(session, chunk))
        return False

    def finish(self, session: Session) -> Made:
        """The end of it, at the session's revision of now; after a last `go_on` without a commit
        in between."""
        for place in self._stale:
            self._parts[place] = _encoded(session, self._chunks[place])
        return Made(session.id, session.rev, (codec.encode_rest(session), *self._parts))


def at_once(session: Session) -> Made:
    """All of it without a pause."""
    slices = StateSlices(session)
    while not slices.go_on(session):
        pass
    return slices.finish(session)


def _encoded(session: Session, chunk: list[PersonId]) -> bytes:
    return codec.encode_people({person: session.people[person] for person in chunk})
