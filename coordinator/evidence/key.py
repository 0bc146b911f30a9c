"""The signing key of a store: made at the first start, in a file of its own that nobody else reads.

It is not in the database and so not in a backup: a copy of the backup alone can sign nothing. Keep
it beside the backups; without it a restored store gets a new key, and every witness says so.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from wire.checkpoint import KEY_BYTES, Signer

FILE_NAME = "signing.key"
PRODUCT = "diemcau"
INSTALL_ID_BYTES = 5


def signer_of(folder: Path) -> Signer:
    """The signer of the store in this folder. Raises OSError, or ValueError for a damaged file."""
    file = folder / FILE_NAME
    if not file.exists():
        _make(file)
    return Signer.read(file.read_text(encoding="ascii").strip())


def _make(file: Path) -> None:
    """Whole and durable under its name, or not there."""
    name = f"{PRODUCT}/{secrets.token_hex(INSTALL_ID_BYTES)}"
    text = Signer(name, secrets.token_bytes(KEY_BYTES)).secret()
    new = file.with_name(f"{FILE_NAME}.new")
    new.unlink(missing_ok=True)
    descriptor = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(text + "\n")
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)
