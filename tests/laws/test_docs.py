"""Documents keep step with the program; and each check sees what is planted for it."""

from __future__ import annotations

import enum
import importlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import typer

from coordinator.cli.exits import Exit
from coordinator.config import PREFIX, Settings, markdown
from tests.laws import docs
from tests.laws.tree import ROOT, plant
from wire import codes, record_words, vocabulary

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROTOCOL = (ROOT / "docs/protocol.md").read_text(encoding="utf-8")
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
GUIDES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")


def commands(group: typer.main.TyperGroup, *before: str) -> Iterator[str]:
    """Every command of a program with the words before it."""
    for name, command in group.commands.items():
        words = (*before, name)
        if isinstance(command, typer.main.TyperGroup):
            yield from commands(command, *words)
        else:
            yield " ".join(words)


def of(app: typer.Typer, program: str) -> list[str]:
    group = typer.main.get_command(app)
    assert isinstance(group, typer.main.TyperGroup)
    return list(commands(group, program))


def test_every_setting_is_documented() -> None:
    told = (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    assert markdown() in told
    assert [f for f in Settings.model_fields if f"`{PREFIX}{f.upper()}`" not in told] == []


def test_every_variable_that_a_program_reads_is_documented() -> None:
    told = README + (ROOT / "docs/configuration.md").read_text(encoding="utf-8")
    read = docs.variables_read(ROOT)
    assert {"DIEMCAU_DATA", "DIEMCAU_TOKEN"} <= read
    assert docs.unwritten(told, sorted(read)) == []


@pytest.mark.parametrize(
    ("program", "module"),
    [("diemcau", "coordinator.cli.main"), ("diemcau-agent", "agents.__main__")],
)
def test_every_command_is_in_the_readme(program: str, module: str) -> None:
    known = of(importlib.import_module(module).app, program)
    assert known
    assert [
        name for name in known if not re.search(rf"^\| `{name}[` ]", README, re.MULTILINE)
    ] == []


@pytest.mark.parametrize("code", Exit)
def test_every_exit_code_is_in_the_readme(code: Exit) -> None:
    assert re.search(rf"^\| {int(code)} \|", README, re.MULTILINE)


@pytest.mark.parametrize("kind", [codes.Refusal, codes.WireCode, codes.Feature])
def test_every_code_of_the_wire_is_in_the_protocol(kind: type[enum.StrEnum]) -> None:
    assert docs.unwritten(PROTOCOL, [member.value for member in kind]) == []


@pytest.mark.parametrize("code", codes.CloseCode)
def test_every_close_code_is_in_the_protocol(code: codes.CloseCode) -> None:
    assert str(int(code)) in PROTOCOL


def test_every_word_of_the_vocabulary_is_in_the_glossary() -> None:
    words = [
        member.name if kind is vocabulary.SiteState else member.value
        for kind in (*vars(vocabulary).values(), *vars(record_words).values())
        if isinstance(kind, type) and issubclass(kind, enum.StrEnum) and kind is not enum.StrEnum
        for member in kind
    ]
    assert docs.unwritten(GLOSSARY, words) == []


def test_every_row_of_the_glossary_has_both_languages() -> None:
    rows = [line for line in GLOSSARY.splitlines() if line.startswith("| ") and "Tiếng" not in line]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert len(cells) > 100
    assert [row for row in cells if len(row) != 3 or not row[0] or not row[1]] == []


def test_links_lead_somewhere() -> None:
    assert docs.broken_links(ROOT) == []


@pytest.mark.parametrize("document", GUIDES)
def test_what_a_guide_names_is_there(document: str) -> None:
    assert docs.unknown_paths(ROOT, document) == []
    assert docs.unknown_targets(ROOT, document) == []


def test_the_map_can_be_read_in_one_sitting() -> None:
    assert docs.too_long(ROOT, "ARCHITECTURE.md", docs.ARCHITECTURE_LINES_MAX) == []


def test_the_changelog_has_a_place_for_what_comes() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(r"^## Unreleased$", changelog, re.MULTILINE)


def test_nothing_names_a_machine_or_a_registry() -> None:
    assert docs.places_named(ROOT) == []


PLANTED: list[tuple[Callable[[Path], list[str]], str]] = [
    (docs.broken_links, "[map](ARCHITECTUR.md)"),
    (lambda root: docs.unknown_paths(root, "README.md"), "see `coordinator/coer/a.py`"),
    (lambda root: docs.unknown_targets(root, "README.md"), "run `make tset`"),
    (lambda root: docs.unknown_targets(root, "README.md"), "```sh\nmake tset  # all\n```"),
    (lambda root: docs.too_long(root, "README.md", 200), "line\n" * 200),
    (docs.places_named, "install from " + docs.PLACES[5]),
    (docs.places_named, "look in " + docs.PLACES[0]),
]


@pytest.mark.parametrize(("check", "text"), PLANTED)
def test_a_planted_gap_is_seen(
    check: Callable[[Path], list[str]], text: str, tmp_path: Path
) -> None:
    plant(tmp_path, "Makefile", "test: all\n")
    plant(tmp_path, "README.md", "Run `make test` in `./`.\n")
    assert check(tmp_path) == []
    plant(tmp_path, "README.md", text + "\n")
    assert len(check(tmp_path)) == 1


def test_a_word_left_out_is_seen() -> None:
    assert docs.unwritten("`a` and `b`", ["a", "b", "c"]) == ["c"]


def test_a_variable_that_is_read_is_seen(tmp_path: Path) -> None:
    plant(tmp_path, "agents/a.py", 'X = typer.Option(envvar="DIEMCAU_X")\nY_ENV = "DIEMCAU_Y"\n')
    assert docs.variables_read(tmp_path) == {"DIEMCAU_X", "DIEMCAU_Y"}
