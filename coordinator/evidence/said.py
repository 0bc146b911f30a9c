"""Which personal texts an event refers to, read from its bytes; and which of them must be gone.

A text is referred to by its reference and commitment. It must be there, with fields that give the
newest commitment of its reference, unless it was erased: by name in a `PersonErased`, or because
the person it was said of was erased. Then it must not be there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import from_json

from coordinator.core.people import commitment
from coordinator.evidence.sheet import TextLine

_REFERS = b'"commitment":'
_ERASES = b'"type":"PersonErased"'


@dataclass(frozen=True, slots=True)
class Reference:
    """`of` is the person whom the event is about, where it names one."""

    ref: str
    commitment: str
    of: str | None


@dataclass(slots=True)
class Said:
    """All that the events met so far refer to, and all that they erase."""

    newest: dict[str, Reference] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    def event(self, data: bytes) -> bool:
        """Take in one event; whether it speaks of texts at all. Raises ValueError."""
        erases = _ERASES in data
        if not erases and _REFERS not in data:
            return False
        event = from_json(data)["event"]
        if erases and isinstance(event.get("refs"), list):
            self.gone.update((event["person"], *event["refs"]))
        for reference in _references(event, None, []):
            self.newest[reference.ref] = reference
        return True

    def is_gone(self, reference: Reference) -> bool:
        return reference.ref in self.gone or reference.of in self.gone

    def wanted(self) -> Iterator[str]:
        """The references whose texts must be there."""
        return (ref for ref, said in self.newest.items() if not self.is_gone(said))

    def fault(self, text: TextLine) -> str | None:
        """What is wrong with a text, as a code; None if it is as it was committed to."""
        reference = self.newest.get(text.ref)
        if reference is None:
            return "unknown_text"
        if self.is_gone(reference):
            return "erased_text"
        same = commitment(text.salt, text.fields) == reference.commitment
        return None if same else "changed_text"


def _references(said: Any, of: str | None, found: list[Reference]) -> list[Reference]:
    """All that stand in it, however deep, with the nearest person around each."""
    if type(said) is dict:
        person = said.get("person")
        of = person if isinstance(person, str) else of
        if isinstance(said.get("commitment"), str):
            found.append(Reference(said["id"], said["commitment"], of))
        said = said.values()
    for part in said:
        if type(part) in (dict, list):
            _references(part, of, found)
    return found
