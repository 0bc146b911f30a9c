"""Where the built pages are found."""

from __future__ import annotations

from pathlib import Path

import pytest

from coordinator import bundle


def test_pages_inside_the_package_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "__file__", str(tmp_path / "coordinator" / "bundle.py"))
    assert bundle.find_bundle() is None
    clone = tmp_path / "web" / "dist"
    clone.mkdir(parents=True)
    (clone / bundle.INDEX).write_text("<!doctype html>")
    assert bundle.find_bundle() == clone
    shipped = tmp_path / "coordinator" / "web_dist"
    shipped.mkdir(parents=True)
    (shipped / bundle.INDEX).write_text("<!doctype html>")
    assert bundle.find_bundle() == shipped
