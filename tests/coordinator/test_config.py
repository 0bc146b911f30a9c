"""Settings: every one documented, read from the environment, and the document in step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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


def test_many_in_one_variable_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(f"{PREFIX}OSC_TO", "10.0.0.5:9000, [::1]:9001,")
    monkeypatch.setenv(f"{PREFIX}TSL_INDEX", "64=1,04=2")
    assert Settings().osc_to == ("10.0.0.5:9000", "[::1]:9001")
    assert Settings().tsl_index == ("64=1", "04=2")
    assert Settings(osc_to=("10.0.0.6:9000",)).osc_to == ("10.0.0.6:9000",)


@pytest.mark.parametrize(
    "wrong",
    [
        {"osc_to": ("nowhere",)},
        {"osc_listen": "no port"},
        {"tsl5_tcp_to": ("10.0.0.5:99999",)},
        {"tsl_index": ("Gia Lai=1",)},
        {"webhooks": ("ftp://a.example/",)},
        {"webhooks": ("https://a.example/",)},
        {"webhook_secrets": Path("/no/such/file")},
    ],
)
def test_a_target_that_is_none_is_found_before_anything_is_started(wrong: Any) -> None:
    with pytest.raises(ValidationError):
        Settings(**wrong)


def test_each_webhook_has_its_secrets(tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.write_text("whsec_" + "QUFB" * 8 + "\n")
    hooks = ("https://a.example/", "https://b.example/")
    settings = Settings(webhooks=hooks, webhook_secrets=secrets)
    assert settings.hook_secrets() == [(b"A" * 24,), (b"A" * 24,)]
    secrets.write_text("too-short")
    with pytest.raises(ValidationError):
        Settings(webhooks=hooks, webhook_secrets=secrets)


def test_the_document_is_what_the_settings_say() -> None:
    document = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    assert markdown() in document
