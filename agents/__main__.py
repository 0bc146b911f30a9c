"""Entry point of `diemcau-agent`."""

from __future__ import annotations

import sys

from agents.cli import app


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # Windows consoles are not UTF-8 by default
            stream.reconfigure(encoding="utf-8")
    app()


if __name__ == "__main__":
    main()
