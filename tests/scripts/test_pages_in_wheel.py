"""A wheel has the pages inside, or is not built at all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pages_in_wheel import INSIDE, PagesInWheel


def build(root: Path, version: str) -> dict[str, Any]:
    data: dict[str, Any] = {"force_include": {}}
    hook = PagesInWheel(str(root), {}, None, None, str(root), "wheel")
    hook.initialize(version, data)
    return data["force_include"]


def test_the_pages_go_into_the_wheel(tmp_path: Path) -> None:
    pages = tmp_path / "web" / "dist"
    pages.mkdir(parents=True)
    (pages / "host.html").touch()
    assert build(tmp_path, "standard") == {str(pages): INSIDE}


def test_a_wheel_without_pages_is_not_built(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make build"):
        build(tmp_path, "standard")


def test_an_editable_install_needs_none(tmp_path: Path) -> None:
    assert build(tmp_path, "editable") == {}
