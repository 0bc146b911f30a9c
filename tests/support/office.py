"""LibreOffice without a screen: opens what we export, and says what it took it for."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

WITHIN_S = 100
MISSING = "LibreOffice is missing: python3 scripts/prepare.py office"
# A comma, a quotation mark, UTF-8, from the first line on: as Excel in English would open it.
COMMA = "CSV:44,34,76,1"


@dataclass(frozen=True)
class Opened:
    """What the spreadsheet program made of a file: its own form of it, as XML."""

    text: str

    @property
    def formulas(self) -> int:
        """How many cells compute something."""
        return self.text.count("table:formula=")

    @property
    def links(self) -> int:
        """How many cells lead somewhere."""
        return len(re.findall(r"<text:a\b|xlink:href=", self.text))

    @property
    def sheets(self) -> list[str]:
        return re.findall(r'<table:table table:name="([^"]+)"', self.text)


def opened(file: Path, folder: Path, reads_as: str = "") -> Opened:
    """Open a file with a profile of its own in `folder` and read what came of it."""
    program = shutil.which("soffice")
    assert program, MISSING
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        *([f"--infilter={reads_as}"] if reads_as else []),
        "--convert-to",
        "fods",
        "--outdir",
        str(folder),
        str(file),
    ]
    told = subprocess.run(command, capture_output=True, text=True, timeout=WITHIN_S, check=False)
    made = folder / f"{file.stem}.fods"
    assert made.is_file(), told.stdout + told.stderr
    return Opened(made.read_text(encoding="utf-8"))
