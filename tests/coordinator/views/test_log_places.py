"""Of which moment the log is, and who belonged to its points then."""

from __future__ import annotations

from coordinator.core.attendance.commands import NoteHeadCount, TransferPerson
from coordinator.core.session import CloseSession, ReopenSession, StartSession
from coordinator.views.log_places import head_count, people_there, told_at
from tests.support.playbook import Script, given
from tests.support.small_meeting import CB, GL, HEAD, ORGANIZER, OTHER, SECOND, clock, live


def there(script: Script) -> dict[str, list[str]]:
    found = people_there(script.session, (GL, CB), clock("9:00"), None)
    return {site: [one.spec.id for one in persons] for site, persons in found.items()}


def put_right() -> Script:
    """Closed at eleven; opened again, one is transferred from then on."""
    script = given(*live()).done(NoteHeadCount(GL, 12), NoteHeadCount(GL, 40, True), at="9:10")
    script.done(CloseSession(), at="11:00").done(ReopenSession(), at="11:10")
    return script.done(TransferPerson(SECOND, CB, clock("11:11")), by=ORGANIZER, at="11:11")


def test_a_meeting_that_is_over_is_told_of_its_end() -> None:
    script = put_right()
    at = told_at(script.session, clock("12:00"))
    assert at == clock("11:00")
    assert there(script) == {GL: [HEAD, SECOND], CB: [OTHER]}
    assert head_count(script.session.sites[GL], at) == 12
    assert head_count(script.session.sites[CB], at) is None


def test_of_a_meeting_that_goes_on_all_is_told_whatever_the_clock_says() -> None:
    script = put_right().done(StartSession(), NoteHeadCount(GL, 3), at="11:20")
    assert told_at(script.session, clock("9:00")) == clock("11:20")
    assert there(script) == {GL: [HEAD], CB: [OTHER, SECOND]}
    assert head_count(script.session.sites[GL], clock("11:20")) == 3
