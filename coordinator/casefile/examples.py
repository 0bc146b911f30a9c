"""The two example sessions that come with the program."""

from __future__ import annotations

from pathlib import Path

EVERYDAY = "2023-09-08-tthc.yaml"
COMMUNES = "2026-communes.yaml"


def example(name: str) -> str:
    """The text of an example: beside this module in a wheel, under `docs/examples` in a clone.

    Raises FileNotFoundError when the installation is incomplete."""
    here = Path(__file__).resolve()
    for folder in (here.parent / "examples", here.parents[2] / "docs" / "examples"):
        if (folder / name).is_file():
            return (folder / name).read_text(encoding="utf-8")
    raise FileNotFoundError(name)
