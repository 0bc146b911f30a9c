"""Messages of a rehearsal are shown as long as it goes on, and to nobody after it."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from coordinator.core.base import Command
from coordinator.core.notices import ReadNotice, SendMessage, SendNotice
from coordinator.core.session import BeginRehearsal, EndRehearsal, StartSession
from coordinator.core.watch import Watch
from coordinator.views.conduct import MessageRow, NoticeRow
from coordinator.views.host import host_view
from coordinator.views.open_matters import open_matters
from coordinator.views.roster import roster_now
from coordinator.views.site import own_frame
from coordinator.views.variables_present import who_is_there
from tests.support.playbook import Script, given
from tests.support.small_meeting import GIA_LAI, GL, ref, small_meeting, texts
from wire.floor_words import NoticeKind
from wire.site_view import MessageNow, NoticeNow

MUTE = SendNotice((GL,), ref("mute"), NoticeKind.MUTE)


def both_ways(script: Script, at: str) -> None:
    script.done(MUTE, at=at)
    script.when(SendMessage(GL, ref("m")), by=GIA_LAI, at=at).accepted()


def rehearsed() -> Script:
    """A message each way before the rehearsal, and each way in it."""
    script = given(*small_meeting(), at="8:00")
    both_ways(script, "8:05")
    script.done(BeginRehearsal(), at="8:10")
    both_ways(script, "8:20")
    return script


def shown(script: Script) -> dict[str, list[str]]:
    """The ids of the messages on every page."""
    session, watch = script.session, Watch()
    own = own_frame(session, texts(), watch, GL, roster_now(session, GL))
    matters = open_matters(session, texts(), script.now)
    host = host_view(session, texts(), watch, script.now)
    pages = {
        "site": [*_ids(own.notices), *_ids(own.messages)],
        "host": [*_ids(host.notices), *_ids(host.messages)],
        "open": [*_ids(matters.notices), *_ids(matters.messages)],
    }
    counted = {host.messages_unread, matters.messages_unread, who_is_there(session)["messages"]}
    assert counted == {len(matters.messages)}
    assert matters.notices_unread == len(matters.notices)
    return {page: sorted(ids) for page, ids in pages.items()}


def _ids(rows: Iterable[NoticeNow | MessageNow | NoticeRow | MessageRow]) -> list[str]:
    return [row.id for row in rows]


def test_in_a_rehearsal_its_messages_are_seen() -> None:
    every = ["m1", "m2", "n1", "n2"]
    assert shown(rehearsed()) == {"site": every, "host": every, "open": every}


@pytest.mark.parametrize("ending", [EndRehearsal(), StartSession()], ids=["end", "start"])
def test_what_was_asked_in_a_rehearsal_is_not_asked_after_it(ending: Command) -> None:
    script, before = rehearsed().done(ending, at="8:30"), ["m1", "n1"]
    assert shown(script) == {"site": before, "host": before, "open": before}


def test_numbers_of_messages_go_on_and_a_late_answer_is_taken() -> None:
    script = rehearsed().done(StartSession(), at="8:30")
    script.when(ReadNotice("n2", GL), by=GIA_LAI, at="8:31").accepted()
    both_ways(script, "8:32")
    now = ["m1", "m3", "n1", "n3"]
    assert shown(script) == {"site": now, "host": now, "open": now}
