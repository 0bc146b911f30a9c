"""Where the built page is: inside an installed wheel, or in a clone after the build."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

PAGE = "site.html"
FOLDERS = ("assets", "marks")

# Told explicitly: on Windows the registry may say that a script is plain text, and with
# `nosniff` the browser would then refuse it.
TYPES = {
    ".css": "text/css",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
}
_NAME = re.compile(r"^[A-Za-z0-9_-][A-Za-z0-9_.-]*$")


def find_bundle() -> Path | None:
    """The folder that holds `site.html`, or None when the pages were not built."""
    return next((folder for folder in places() if (folder / PAGE).is_file()), None)


def places() -> list[Path]:
    """Where to look, in this order."""
    root = Path(__file__).resolve().parent.parent
    shipped = importlib.util.find_spec("web_dist")
    found = list(shipped.submodule_search_locations or []) if shipped else []
    return [
        *(Path(place) for place in found),
        root / "coordinator" / "web_dist",
        root / "web" / "dist",
    ]


def asset(bundle: Path, folder: str, name: str) -> tuple[bytes, str] | None:
    """Content and media type of a file beside the page; None if there is no such file."""
    kind = TYPES.get(Path(name).suffix)
    if folder not in FOLDERS or not _NAME.match(name) or kind is None:
        return None
    file = bundle / folder / name
    return (file.read_bytes(), kind) if file.is_file() else None
