"""What all commands of the API share."""

from __future__ import annotations

from pydantic import ConfigDict

from wire.records import At, Id, Message


class ApiCommand(Message):
    """Base of all: `command_id` makes it harmless to send twice; `expected_rev` is the floor's
    revision (`floor_rev`) of the picture that a floor command rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    command_id: Id
    expected_rev: At | None = None


class EntryCommand(ApiCommand):
    """Base of acts on one entry of the list."""

    entry: Id
