"""The wheel is the whole product: pages and examples inside, nothing of the clone, no Node."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.support.processes import Demo, call
from tests.support.until import until

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An unpacked wheel as the only place our packages come from, and a PATH without Node."""
    folder = tmp_path_factory.mktemp("wheel")
    words = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run([sys.executable, *words], check=True, capture_output=True)
    (wheel,) = folder.glob("diemcau-*.whl")
    site = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    return {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1", "PATH": str(folder)}


def answers(url: str) -> bool:
    try:
        return call(url).status == 200
    except OSError:  # nobody listens yet
        return False


def test_our_packages_come_from_the_wheel(installed: dict[str, str]) -> None:
    look = "import coordinator, agents, wire; print(coordinator.__file__)"
    told = subprocess.run(
        [sys.executable, "-c", look],
        env={**os.environ, **installed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.startswith(installed["PYTHONPATH"])


def test_the_example_meeting_runs_from_the_wheel(installed: dict[str, str], tmp_path: Path) -> None:
    demo = Demo(tmp_path / "data", sites=3, env=installed).start()
    try:
        assert demo.said["session"] == "2023-09-08-tthc"
        page = call(f"{demo.said['url']}/host/2023-09-08-tthc")
        assert page.status == 200
        assert b"<!doctype html>" in page.body.lower()
        url = f"http://127.0.0.1:{demo.agent_port}/site"
        until(lambda: answers(url), "the page of the agent")
    finally:
        demo.program.stop()


def test_the_second_example_is_inside(installed: dict[str, str], tmp_path: Path) -> None:
    demo = Demo(tmp_path / "data", sites=65, env=installed).start()
    try:
        assert demo.said["session"] == "2026-communes"
    finally:
        demo.program.stop()
