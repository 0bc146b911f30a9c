"""What is personal: names, posts, telephones, reasons and messages, apart from the events.

Events carry a reference and a salted commitment; the text itself can be erased and leaves the
record whole. Commitment = SHA-256(salt ‖ canonical JSON of the fields), hex.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass

from coordinator.core.base import Ref

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class PrivateRow:
    """One erasable text. `owner` is the person it speaks of; erasing the person removes it.

    Fields in use: name, post, unit (a person or deputy); phone (duty); text (free text)."""

    ref: str
    salt: str
    fields: Mapping[str, str]
    owner: str | None = None

    def as_ref(self) -> Ref:
        """What an event carries of it."""
        return Ref(self.ref, commitment(self.salt, self.fields))


def commitment(salt: str, fields: Mapping[str, str]) -> str:
    """SHA-256 over the salt (hex) and the canonical JSON of the fields, hex."""
    canonical = json.dumps(dict(fields), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(bytes.fromhex(salt) + canonical.encode()).hexdigest()


def commitments(said: object) -> Iterator[str]:
    """The commitments that stand in an event, however deep: those of the texts it refers to."""
    if isinstance(said, (tuple, list)):
        for part in said:
            yield from commitments(part)
    elif is_dataclass(said):
        for part in fields(said):
            value = getattr(said, part.name)
            if part.name == "commitment":
                yield value
            else:
                yield from commitments(value)


def duty_ref(site: str) -> str:
    """Where the duty telephone of a point is kept."""
    return f"duty:{site}"


@dataclass(slots=True)
class People:
    """The readable texts by reference; an erased one is simply not there."""

    texts: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def keep(self, rows: Iterable[PrivateRow]) -> None:
        for row in rows:
            self.texts[row.ref] = row.fields

    def forget(self, refs: Iterable[str]) -> None:
        for ref in refs:
            self.texts.pop(ref, None)

    def of(self, ref: str | None) -> Mapping[str, str]:
        """The fields of a reference; empty when there is none or it was erased."""
        return self.texts.get(ref, NOTHING) if ref else NOTHING
