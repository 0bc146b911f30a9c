"""Old records to today's form: one function per schema version, each leading to the next.

A record is never rewritten in the store, since its bytes are what the chain has hashed; it is
lifted each time it is read. An upcaster gets the decoded document of its version and returns
that of the next. Version 1 is the first, so the table is still empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Document = dict[str, Any]
Upcaster = Callable[[Document], Document]

SCHEMA_VERSION = 1
UPCASTERS: Mapping[int, Upcaster] = {}


def upcast(
    document: Document,
    table: Mapping[int, Upcaster] = UPCASTERS,
    current: int = SCHEMA_VERSION,
) -> Document:
    """The document as the current version would have written it.

    Raises ValueError for a document without a version, of a newer program, or of a version that
    nothing leads on from."""
    version = document.get("v")
    if type(version) is not int or version < 1:
        raise ValueError("the record carries no schema version")
    if version > current:
        raise ValueError(f"written by a newer program (schema {version}, known up to {current})")
    while version < current:
        step = table.get(version)
        if step is None:
            raise ValueError(f"no way from schema {version} to {current}")
        document = step(document)
        version += 1
    return document
