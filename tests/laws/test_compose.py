"""The container recipe fits the program; what can be said of it without an engine."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coordinator.config import PREFIX, Settings
from tests.laws.compose import VARIABLE, problems
from tests.laws.tree import ROOT

SETTINGS = {f"{PREFIX}{name.upper()}": info for name, info in Settings.model_fields.items()}
COPIED = (
    "docker-compose.yml Dockerfile .env.example pyproject.toml README.md LICENSE "
    "requirements.lock requirements-build.lock"
)


def test_the_recipe_fits_the_program() -> None:
    assert problems(ROOT, SETTINGS) == []


def test_the_defaults_of_the_variables_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    for name, default in VARIABLE.findall(text):
        if name.startswith(PREFIX):
            monkeypatch.setenv(name, default)
    settings = Settings()
    assert (settings.public_origins, settings.secure_cookies) == ((), False)


def test_the_sample_environment_is_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines():
        if line.startswith(PREFIX):
            monkeypatch.setenv(*line.split("=", 1))
    assert Settings().public_origins == ("https://diemcau.example.vn",)


@pytest.mark.parametrize(
    ("file", "old", "new", "seen"),
    [
        ("Dockerfile", "USER diemcau\n", "", "root"),
        ("Dockerfile", "EXPOSE 8080", "EXPOSE 8081", "ports"),
        ("Dockerfile", '"--port", "8080"', '"--port", "80"', "ports"),
        ("Dockerfile", "0.0.0.0", "127.0.0.1", "reached"),
        ("Dockerfile", "VOLUME /data", "VOLUME /store", "data folders"),
        ("Dockerfile", "--from=pages", "--from=page", "unknown stage"),
        ("Dockerfile", "COPY wire wire", "COPY wires wire", "not there"),
        ("Dockerfile", '["diemcau"]', '["python"]', "entry point"),
        ("Dockerfile", "/readyz", "/health", "health check of the image"),
        ("docker-compose.yml", "/readyz", "/health", "health check of the service"),
        ("docker-compose.yml", "store:/data", "data:/data", "not declared"),
        ("docker-compose.yml", "DIEMCAU_BALLAST_MIB:", "DIEMCAU_BALAST:", "not a setting"),
        (".env.example", "PORT=", "PORTS=", "differ"),
    ],
)
def test_a_planted_disagreement_is_seen(
    file: str, old: str, new: str, seen: str, tmp_path: Path
) -> None:
    for name in COPIED.split():
        shutil.copy(ROOT / name, tmp_path)
    for folder in ("scripts", "docs/examples", "wire", "agents", "coordinator", "web"):
        (tmp_path / folder).mkdir(parents=True)
    for name in ("scripts/pages_in_wheel.py", "web/package.json", "web/package-lock.json"):
        (tmp_path / name).touch()
    assert problems(tmp_path, SETTINGS) == []
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
    assert any(seen in problem for problem in problems(tmp_path, SETTINGS))
