"""Where the built page is."""

from __future__ import annotations

from pathlib import Path

import pytest

from agents import bundle


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / bundle.PAGE).write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "host.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "assets" / "site-1a2b.js").write_text("1", encoding="utf-8")
    (tmp_path / "assets" / "reader-3c4d.wasm").write_bytes(b"\0asm")
    (tmp_path / "assets" / "notes.exe").write_text("1", encoding="utf-8")
    return tmp_path


def test_a_script_is_told_to_be_one(built: Path) -> None:
    assert bundle.asset(built, "assets", "site-1a2b.js") == (b"1", "text/javascript")


def test_the_reader_of_codes_is_told_to_be_one(built: Path) -> None:
    """A browser compiles it as it comes only under its own media type."""
    assert bundle.asset(built, "assets", "reader-3c4d.wasm") == (b"\0asm", "application/wasm")


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("assets", "missing.js"),
        ("assets", "notes.exe"),
        ("assets", "..%2fsite.html"),
        ("assets", "../site.html"),
        ("assets", ".hidden.js"),
        ("..", "site.html"),
        ("assets", ""),
    ],
)
def test_nothing_else_is_given_away(built: Path, folder: str, name: str) -> None:
    assert bundle.asset(built, folder, name) is None


def test_the_first_place_that_holds_the_page_is_it(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "places", lambda: [built / "assets", built])
    assert bundle.find_bundle() == built
    monkeypatch.setattr(bundle, "places", lambda: [built / "assets"])
    assert bundle.find_bundle() is None


def test_a_clone_is_looked_into() -> None:
    assert Path("web", "dist").parts == bundle.places()[-1].parts[-2:]
