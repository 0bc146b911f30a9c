"""OSC targets: each changed variable as one message, and all of them again and again."""

from __future__ import annotations

from collections.abc import Mapping

from coordinator.showcontrol import osc
from coordinator.showcontrol.datagrams import Datagrams
from coordinator.showcontrol.settings import Address
from coordinator.views.tally import Tally
from coordinator.views.variables import Value, Variables
from wire.vocabulary import SessionId


class OscOut:
    """One target; it is told of every session."""

    def __init__(self, target: Address) -> None:
        self._datagrams = Datagrams(target)
        self._sent: dict[SessionId, Variables] = {}
        self._idle: frozenset[SessionId] = frozenset()

    def show(self, session: SessionId, variables: Variables, *, idle: bool = False) -> None:
        """Send what is different now; of an idle session nothing until something happens there."""
        before = self._sent.get(session, variables if idle else {})
        self._sent[session] = variables
        self._idle = (self._idle | {session}) if idle else (self._idle - {session})
        self._send(session, changes(before, variables))

    def rest(self, idle: frozenset[SessionId]) -> None:
        """These are idle now: a day goes by without anything happening in a session."""
        self._idle = idle

    async def renew(self) -> None:
        """Send all there is, but of idle sessions."""
        await self._datagrams.open()
        for session in self._sent.keys() - self._idle:
            self.again(session)

    def again(self, session: SessionId) -> None:
        """Send all there is of one session."""
        self._send(session, self._sent.get(session, {}))

    def _send(self, session: SessionId, variables: Mapping[str, Value]) -> None:
        for name, value in variables.items():
            self._datagrams.send(osc.variable(session, name, value))

    def close(self) -> None:
        self._datagrams.close()


def changes(before: Variables, now: Variables) -> Variables:
    """What is different; only a tally can be gone, and then its lamp is off."""
    gone = dict.fromkeys(before.keys() - now.keys(), Tally.NONE.value)
    return {**gone, **{name: v for name, v in now.items() if before.get(name) != v}}
