"""`docs/integrations.md` is in step with the code: every name, act, event, setting and example."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pydantic import TypeAdapter

from coordinator.cli import main
from coordinator.config import PREFIX, Settings
from coordinator.console.answers import CommandAnswer, Problem
from coordinator.console.commands import COMMAND
from coordinator.console.record_commands import ReportMedia
from coordinator.console.show import KEY
from coordinator.showcontrol import courier, osc, tsl
from coordinator.showcontrol.happenings import TOLD
from coordinator.views.acts import Act
from coordinator.views.tally import Tally
from coordinator.views.variables import variables
from tests.support.playbook import given
from tests.support.small_meeting import clock, live, texts
from wire.vocabulary import ID_PATTERN, Attendance, LimitKey, SiteState

ROOT = Path(__file__).resolve().parents[3]
TEXT = (ROOT / "docs" / "integrations.md").read_text(encoding="utf-8")
EXAMPLES = {
    kind: json.loads(text)
    for kind, text in re.findall(
        r"^<!-- example: (\w+) -->\n```json\n(.*?)\n```$", TEXT, re.S | re.M
    )
}
ALL = variables(given(*live()).session, texts(), clock("9:00"))


def cells(head: str) -> list[list[list[str]]]:
    """The names between backquotes in the table under this heading row, by row and cell."""
    after = TEXT.split(f"\n| {head} |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    return [[words(cell) for cell in row.strip("|").split(" | ")] for row in after]


def words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_example_is_marked_and_looked_at() -> None:
    assert TEXT.count("```json") == len(EXAMPLES)
    assert set(EXAMPLES) == {"variables", "accepted", "problem", "media", "webhook", "headers"}


def test_the_variables_of_the_example_are_real_ones() -> None:
    for name, value in EXAMPLES["variables"].items():
        assert type(ALL[name]) is type(value), name


def test_every_variable_is_in_the_table_and_no_other() -> None:
    stands_for = {
        "N": ["1", "2", "3"],
        "KEY": [key.value for key in LimitKey],
        "CODE": [name.removeprefix("tally.") for name in ALL if name.startswith("tally.")],
    }
    named: set[str] = set()
    for row in cells("Names"):
        for name in row[0]:
            found = [name]
            for letter, values in stands_for.items():
                pattern = rf"\b{letter}(?=\b|_)"
                found = [re.sub(pattern, v, one) for one in found for v in values]
            named.update(found)
    named -= {"sites.STATE", "people.STATE"}
    named |= {f"sites.{state.name.lower()}" for state in SiteState}
    named |= {f"people.{state.value}" for state in Attendance}
    assert named == set(ALL)


def test_the_states_of_points_are_named() -> None:
    row = TEXT.split("| `sites` `sites.STATE` |", 1)[1].splitlines()[0]
    assert all(state.name.lower() in row for state in SiteState)


def test_every_act_is_in_the_table_and_no_other() -> None:
    assert {name for row in cells("Act") for name in row[0]} == {act.value for act in Act}


def test_an_answer_and_a_refusal_are_what_the_api_answers() -> None:
    TypeAdapter(CommandAnswer).validate_python(EXAMPLES["accepted"])
    Problem.model_validate(EXAMPLES["problem"])


def test_what_a_bridge_says_is_a_command_of_the_api() -> None:
    said = COMMAND.validate_python(EXAMPLES["media"])
    assert isinstance(said, ReportMedia)
    assert (said.site, said.up) == ("64", True)
    assert re.fullmatch(ID_PATTERN, said.command_id)


def test_every_lamp_is_in_the_table_as_it_is_encoded() -> None:
    for row in (
        "`on_air` | red | lamp 1",
        "`ready` | green | lamp 2",
        "`standby` | amber | lamp 3",
    ):
        assert f"| {row} |" in TEXT
    assert {name for row in cells("Tally") for name in row[0]} == {lamp.value for lamp in Tally}
    assert f"addresses 0 to {tsl.ADDRESS_MAX}" in TEXT


def test_every_event_is_in_the_table_with_its_fields() -> None:
    listed = {row[0][0]: set(row[1]) for row in cells("`type`")}
    told = {
        name: set(fields) | ({"site"} if "entry" in fields else set())
        for name, fields in TOLD.values()
    }
    assert listed == told


def test_the_example_of_an_event_has_the_fields_of_its_type() -> None:
    example = EXAMPLES["webhook"]
    listed = {row[0][0]: set(row[1]) for row in cells("`type`")}
    assert set(example["data"]) == listed[example["type"]] | {"session", "rev", "at"}


def test_the_headers_of_the_recipe_are_headers() -> None:
    headers = EXAMPLES["headers"]
    assert set(headers) == {"Authorization", KEY}
    assert re.fullmatch(ID_PATTERN, headers[KEY].replace("$(internal:time_unix)", "1795388499"))


def test_the_addresses_of_the_recipe_are_read_as_presses() -> None:
    paths = re.findall(r"`(/diemcau/SESSION/acts/[a-z-]+)`", TEXT)
    assert paths
    for path in paths:
        read = osc.read(osc.message(path, "end-1795388499", "dc1_abc"))
        assert isinstance(read, osc.Press)
        assert read.act in set(Act)
    for name in re.findall(r"`/diemcau/SESSION/([a-z_.]+(?:\.\d+)?)`", TEXT):
        assert name in ALL or name == "refresh", name


def test_every_setting_and_option_that_is_named_is_one() -> None:
    named = set(re.findall(rf"`{PREFIX}([A-Z0-9_]+)`", TEXT))
    assert named
    assert named <= {field.upper() for field in Settings.model_fields}
    source = Path(main.__file__).read_text(encoding="utf-8")
    assert set(re.findall(r"--(osc-to|tsl5-to|tsl-index)", TEXT)) <= set(
        re.findall(r'"--([a-z0-9-]+)"', source)
    )


def test_times_are_those_of_the_code() -> None:
    assert f"within {courier.ATTEMPT_S:.0f} s" in TEXT
    assert f"{courier.RETRY_S_MAX:.0f} s, for {courier.KEPT_MS // 3_600_000} hours" in TEXT
