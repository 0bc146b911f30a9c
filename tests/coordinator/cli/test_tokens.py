"""`diemcau token …`: a secret is shown once."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from coordinator.cli.exits import Exit
from coordinator.cli.main import app
from tests.support.store import SESSION


def test_a_token_is_shown_once_and_ends_when_revoked(run: CliRunner, data: Path) -> None:
    words = ["token", "issue", SESSION, "site", "--site", "64", "--data", str(data), "--json"]
    issued = json.loads(run.invoke(app, words).stdout)
    assert issued["url"].endswith(f"/site#t={issued['token']}")
    listed = run.invoke(app, ["token", "list", SESSION, "--data", str(data), "--json"])
    assert issued["token"] not in listed.stdout
    assert json.loads(listed.stdout)["tokens"][0]["sites"] == ["64"]
    revoked = run.invoke(app, ["token", "revoke", issued["id"], "--data", str(data)])
    assert revoked.exit_code == Exit.OK
    told = run.invoke(app, ["token", "list", SESSION, "--data", str(data)])
    assert "đã thu hồi" in told.stdout


def test_the_picture_operator_has_a_page_of_its_own(run: CliRunner, data: Path) -> None:
    words = ["token", "issue", SESSION, "operator", "--data", str(data), "--json"]
    issued = json.loads(run.invoke(app, words).stdout)
    assert issued["url"].endswith(f"/picture/{SESSION}#t={issued['token']}")
