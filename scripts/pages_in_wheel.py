"""Build hook: a wheel carries the built pages, so that its users never need Node."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PAGES = Path("web") / "dist"
INSIDE = "coordinator/web_dist"


class PagesInWheel(BuildHookInterface[Any]):
    """Adds `web/dist` to the wheel, and refuses to build one without pages."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Raises FileNotFoundError when the pages were not built."""
        if version == "editable":
            return
        pages = Path(self.root) / PAGES
        if not (pages / "host.html").is_file():
            raise FileNotFoundError(f"{PAGES} is not there; build the pages first: make build")
        build_data["force_include"][str(pages)] = INSIDE
