"""`docs/protocol.md` is in step with the code: every word, number and example of it."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, get_args

import pytest

from wire import floor_view, limits, roster, site_view, versions
from wire.codec import decode_to_agent, decode_to_coordinator, encode
from wire.codes import CloseCode, Feature, Refusal, WireCode
from wire.messages import ToAgent, ToCoordinator
from wire.records import Message, RecordBody, RecordItem
from wire.site_acts import SITE_ACT, SiteAct
from wire.vocabulary import ID_PATTERN, PERSON_ID_PATTERN, SITE_ID_PATTERN, Attendance

TEXT = (Path(__file__).parents[2] / "docs" / "protocol.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^<!-- example: (\S+) -->\n```json\n(.*?)\n```$", TEXT, re.S | re.M)
READERS: dict[str, Any] = {
    "to-coordinator": decode_to_coordinator,
    "to-agent": decode_to_agent,
    "site-act": SITE_ACT.validate_json,
}
# What is shown to sites alone; the others are between a page and its server.
SHOWN = (
    floor_view.FloorFrame,
    floor_view.ItemNow,
    floor_view.Speaking,
    floor_view.NextUp,
    floor_view.RollCallNow,
    site_view.OwnFrame,
    roster.RosterNow,
    roster.RosterPage,
    roster.RosterPerson,
    roster.PersonSaid,
    site_view.RequestNow,
    site_view.DeclinedNow,
    site_view.NoticeNow,
    site_view.MessageNow,
    site_view.IncidentNow,
    site_view.LineNow,
    site_view.VoiceCheckNow,
)


def members(union: Any) -> tuple[type[Message], ...]:
    """The models of a tagged union."""
    found: tuple[type[Message], ...] = get_args(get_args(union)[0])
    return found


def rows(head: str) -> list[list[str]]:
    """The cells of the table under this heading row, back-quotes taken off."""
    lines = iter(TEXT.splitlines())
    for line in lines:
        if line.startswith(f"| {head} |"):
            break
    next(lines)
    table = []
    for line in lines:
        if not line.startswith("|"):
            break
        table.append([cell.strip().strip("`") for cell in line.strip("|").split(" | ")])
    assert table, head
    return table


def words(cells: list[str]) -> set[str]:
    """All names that stand in these cells."""
    return {word for cell in cells for word in re.findall(r"[a-z0-9_]+", cell)}


def sampled() -> list[Message]:
    return [READERS[direction](text) for direction, text in EXAMPLES]


def test_every_fenced_example_is_marked_for_its_reader() -> None:
    assert TEXT.count("```json") == len(EXAMPLES)
    assert {direction for direction, _ in EXAMPLES} == set(READERS)


@pytest.mark.parametrize(("direction", "text"), EXAMPLES)
def test_an_example_is_read_whole(direction: str, text: str) -> None:
    message = READERS[direction](text)
    assert "unread" not in encode(message)
    assert READERS[direction](encode(message)) == message


def test_every_message_and_body_has_an_example() -> None:
    seen = {type(message) for message in sampled()}
    for union in (ToCoordinator, ToAgent, SiteAct):
        assert set(members(union)) <= seen
    bodies = {
        type(item.body)
        for message in sampled()
        for item in getattr(message, "items", ())
        if isinstance(item, RecordItem)
    }
    assert bodies == set(members(RecordBody))


def test_every_field_of_a_message_is_explained() -> None:
    explained = words(re.findall(r"`([a-z0-9_]+)`", TEXT))
    for model in (*members(ToCoordinator), *members(ToAgent), RecordItem):
        for name in set(model.model_fields) - {"type", "items", "view"}:
            assert name in explained, f"{model.__name__}.{name}"


def test_every_field_of_a_picture_stands_in_a_table() -> None:
    explained = words(re.findall(r"^\| (`.*?) \|", TEXT, re.M))
    for view in SHOWN:
        for field in dataclasses.fields(view):
            assert field.name in explained, f"{view.__name__}.{field.name}"


def test_every_kind_of_record_is_listed_with_its_fields() -> None:
    table = {row[0]: words([row[1]]) for row in rows("`kind`")}
    for body in members(RecordBody):
        (kind,) = get_args(body.model_fields["kind"].annotation)
        fields = set(body.model_fields) - {"kind"}
        listed = table[kind] | (table["attendance"] if kind == "correction" else set())
        assert fields <= listed, kind
    assert len(table) == len(members(RecordBody))


def test_refusals_are_all_listed() -> None:
    assert [row[0] for row in rows("Refusal")] == [code.value for code in Refusal]


def test_wire_codes_are_all_listed() -> None:
    assert [row[0] for row in rows("Wire code")] == [code.value for code in WireCode]


def test_close_codes_are_all_listed() -> None:
    listed = {int(row[0]): row[1] for row in rows("Close code")}
    assert listed == {code.value: code.name for code in CloseCode}


def test_features_are_all_listed() -> None:
    assert [row[0] for row in rows("Feature")] == [feature.value for feature in Feature]


def test_limits_are_all_listed_with_their_values() -> None:
    listed = {row[0]: int(row[1]) for row in rows("Limit")}
    assert listed == {name: value for name, value in vars(limits).items() if name.isupper()}


def test_limits_are_named_as_in_the_code() -> None:
    named = set(re.findall(r"`([A-Z][A-Z0-9_]+_(?:MAX|S))`", TEXT))
    assert named <= set(vars(limits))


def test_versions_and_patterns_are_those_of_the_code() -> None:
    assert f"Version {versions.VERSIONS[0]}." in TEXT
    assert f"`{SITE_ID_PATTERN}`" in TEXT
    assert f"`{ID_PATTERN}`" in TEXT
    assert PERSON_ID_PATTERN.endswith("[a-z0-9-]{1,32}$")
    assert "`[a-z0-9-]{1,32}`" in TEXT


def test_the_clock_of_the_example_is_as_far_off_as_the_text_says() -> None:
    t0, t1, t2, t3 = 1694134835120, 1694134021340, 1694134021341, 1694134835160
    for number in (t0, t1, t2, t3):
        assert str(number) in TEXT
    assert (t3 - t0) - (t2 - t1) == 39
    assert ((t1 - t0) + (t2 - t3)) / 2 == -813_799.5


def test_the_roster_of_the_example_says_what_the_text_says() -> None:
    (own,) = (message.view for message in sampled() if message.__class__.__name__ == "Own")
    now = own.roster
    states = [roster.status_of(now.states, place) for place in range(3)]
    assert states == [Attendance.IN_PERSON, Attendance.DEPUTISED, Attendance.NOT_CALLED]
    assert [roster.since_of(now, place) for place in (1, 2)] == [
        now.since_from + 21 * roster.MINUTE_MS,
        None,
    ]
    listed = re.search(r"`states` \| one letter.*", TEXT)
    assert listed
    for letter in roster.LETTERS.values():
        assert f"`{letter}`" in listed.group()
