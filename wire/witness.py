"""Messages of the feature `witness`: an agent keeps the newest signed checkpoint of the session's
record, and holds every later one against it (`docs/protocol.md` §15, RFC 9162 §2.1.4).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from wire.checkpoint import NOTE_BYTES_MAX, Checkpoint, Verifier, from_base64, opened
from wire.merkle import consistent
from wire.records import Message

PROOF_HASHES_MAX = 64

Size = Annotated[int, Field(ge=0, le=2**53 - 1)]
Note = Annotated[str, Field(max_length=NOTE_BYTES_MAX)]
Hash = Annotated[str, Field(max_length=44)]


class Doubt(StrEnum):
    """What is wrong with a checkpoint, seen from one that was kept before: it is no continuation
    of it (`forked`), covers less (`behind`), or is not signed by the key that was pinned."""

    FORKED = "forked"
    BEHIND = "behind"
    BAD_SIGNATURE = "bad_signature"
    OTHER_KEY = "other_key"


class Witness(Message):
    """What the agent keeps of the session's record: a size and the root there; 0 and "" for
    nothing yet."""

    type: Literal["witness"]
    size: Size
    root: Hash = ""


class Contradicted(Message):
    """The agent keeps one note and was shown another that does not follow from it."""

    type: Literal["contradicted"]
    doubt: Doubt
    kept: Note
    shown: Note


class CheckpointShown(Message):
    """A checkpoint, with the proof that it continues the record of `since` events. `key` is the
    verifier key. Hashes are base64."""

    type: Literal["checkpoint_shown"]
    key: Annotated[str, Field(max_length=256)]
    note: Note
    since: Size
    proof: Annotated[list[Hash], Field(max_length=PROOF_HASHES_MAX)]


Witnessed = Witness | Contradicted


def judged(
    shown: CheckpointShown, key: str, kept: Checkpoint | None, session: str
) -> Checkpoint | Doubt:
    """The checkpoint that was shown, if it is signed by `key` for this session and continues what
    was kept; else what is wrong with it. `since` must be the size that was kept."""
    if shown.key != key:
        return Doubt.OTHER_KEY
    try:
        verifier = Verifier.read(key)
        found = opened(shown.note, verifier)
        proof = [from_base64(one) for one in shown.proof]
    except ValueError:
        return Doubt.BAD_SIGNATURE
    if found.origin != verifier.origin(session):
        return Doubt.BAD_SIGNATURE
    if kept is None:
        return found
    if found.size < kept.size:
        return Doubt.BEHIND
    whole = consistent((kept.size, found.size), proof, kept.root, found.root)
    return found if whole else Doubt.FORKED
