"""Where the built pages are: inside the wheel, or in a clone after the build."""

from __future__ import annotations

from pathlib import Path

INDEX = "host.html"


def find_bundle() -> Path | None:
    """The folder with the built pages, or None when they were not built."""
    here = Path(__file__).resolve().parent
    for folder in (here / "web_dist", here.parent / "web" / "dist"):
        if (folder / INDEX).is_file():
            return folder
    return None
