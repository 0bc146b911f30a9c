"""Participants' files of the three bridges."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coordinator.rosters.bridge_files import Bridge, BridgeFile, names_in, read_bridge_file
from coordinator.rosters.faults import Fault
from coordinator.rosters.workbook import read_workbook
from tests.support import bridge_samples as samples

NEAR = datetime(2023, 9, 8, 1, 0, tzinfo=UTC)


def read(data: bytes) -> BridgeFile:
    return read_bridge_file(read_workbook(data), NEAR)


def clock(at: int | None) -> str:
    if at is None:
        return "–"
    local = datetime.fromtimestamp(at / 1000 + 7 * 3600, UTC)
    return f"{local:%d %H:%M}"


def stays(file: BridgeFile) -> list[tuple[str, str, str]]:
    return [(one.name, clock(one.since_at), clock(one.until_at)) for one in file.stays]


def test_teams_in_english_has_every_stay() -> None:
    file = read(samples.teams_english())
    assert (file.bridge, file.troubles) == (Bridge.TEAMS, ())
    assert stays(file) == [
        ("Mẫu Văn An", "08 07:55", "08 09:00"),
        ("Mẫu Văn An", "08 09:05", "08 11:01"),
        ("Cao Bằng - Mẫu Thị Hòa", "08 08:00", "08 10:00"),
    ]


def test_teams_in_vietnamese() -> None:
    file = read(samples.teams_vietnamese())
    assert file.bridge is Bridge.TEAMS
    assert stays(file) == [("Mẫu Văn An", "08 07:55", "08 11:01")]


def test_teams_of_comings_and_leavings() -> None:
    assert stays(read(samples.teams_acts())) == [
        ("Mẫu Văn An", "08 07:55", "08 09:00"),
        ("Mẫu Thị Hòa", "08 08:00", "–"),
        ("Mẫu Văn An", "08 09:05", "–"),
    ]


def test_zoom_without_those_who_wait() -> None:
    file = read(samples.zoom_english())
    assert file.bridge is Bridge.ZOOM
    assert [(one.name, one.others) for one in file.stays] == [
        ("64 Gia Lai", ()),
        ("CB_Mau Van An", ("Mẫu Văn An",)),
        ("iPhone", ()),
    ]


def test_webex_with_guarded_times() -> None:
    file = read(samples.webex_english())
    assert (file.bridge, len(file.stays), file.troubles) == (Bridge.WEBEX, 2, ())
    assert clock(file.stays[0].since_at) == "08 07:55"


@pytest.mark.parametrize("field", ["a@x.vn", "@"])
def test_mail_addresses_are_in_nobodys_name(field: str) -> None:
    assert all(field not in one.name for one in read(samples.teams_english()).stays)


def test_faults_have_their_cell() -> None:
    text = "Name,Join Time,Leave Time\nMẫu An,hôm qua,09/08/2023 08:00\n"
    text += "Mẫu\u202e Bình,08/09/2023 08:00,08/09/2023 09:00\n"
    text += "Mẫu Chung,08/09/2023 09:00,08/09/2023 08:00\n"
    file = read(text.encode())
    assert [(one.cell, one.fault) for one in file.troubles] == [
        ("CSV!B2", Fault.BAD_TIME), ("CSV!A3", Fault.BAD_NAME), ("CSV!C4", Fault.BAD_TIME),
    ]  # fmt: skip
    assert file.stays == ()


def test_a_file_without_times_is_said_to_be_one() -> None:
    assert [one.fault for one in read(b"Name,Post\nA,B\n").troubles] == [Fault.NO_TIMES]


def test_names_in_brackets() -> None:
    assert names_in("CB (Mẫu An) (Guest)") == ["CB", "Mẫu An"]
    assert names_in("Mẫu An (Khách)") == ["Mẫu An"]
    assert names_in("  ") == []
