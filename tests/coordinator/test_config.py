"""Settings: every one documented, read from the environment, and the document in step."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from coordinator.config import PREFIX, Settings, markdown

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_has_words() -> None:
    assert all(info.description for info in Settings.model_fields.values())


def test_the_environment_sets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PORT", "9000")
    assert Settings().port == 9000
    assert Settings(port=9001).port == 9001


def test_a_value_out_of_bounds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}PORT", "70000")
    with pytest.raises(ValidationError, match="port"):
        Settings()


def test_the_document_is_what_the_settings_say() -> None:
    document = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert markdown() in document
