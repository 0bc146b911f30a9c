"""Entry point of `diemcau`."""

from __future__ import annotations

import sys

from coordinator.cli.main import app


def main() -> None:
    """Run the command line."""
    if hasattr(sys.stdout, "reconfigure"):  # Windows consoles are not UTF-8 by default
        sys.stdout.reconfigure(encoding="utf-8")
    app()


if __name__ == "__main__":
    main()
