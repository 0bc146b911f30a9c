"""Signed checkpoints of a session's record, as the C2SP notes of transparency logs.

A checkpoint says: at this size the record had this root (`c2sp.org/tlog-checkpoint`). It is a note
signed with Ed25519 (`c2sp.org/signed-note`), so that anybody who keeps one can hold the record
against it later, with nothing but the public key and no line to the coordinator. One checkpoint
has one text: base64 and numbers are taken in their one canonical form only.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from wire.merkle import HASH_BYTES

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_ED25519 = b"\x01"
_DASH = "\u2014 "
_SECRET = "PRIVATE+KEY+"
KEY_BYTES = 32
KEY_ID_BYTES = 4
NOTE_BYTES_MAX = 4_096


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The record `origin` had `size` events, and over them the Merkle root `root` (32 bytes).
    `at` is when it was made, ms since the Unix epoch, as an extension line."""

    origin: str
    size: int
    root: bytes
    at: int

    def text(self) -> str:
        """The body of the note."""
        return f"{self.origin}\n{self.size}\n{to_base64(self.root)}\nat {self.at}\n"


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and its public key, which `str()` writes as a verifier key (`name+id+key`)."""

    name: str
    key: bytes

    @property
    def id(self) -> bytes:
        """What tells keys apart in a signature line, 4 bytes."""
        said = f"{self.name}\n".encode() + _ED25519 + self.key
        return hashlib.sha256(said).digest()[:KEY_ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{to_base64(_ED25519 + self.key)}"

    def origin(self, session: str) -> str:
        """The origin of a session's checkpoints: one key signs for all sessions of its store."""
        return f"{self.name}/{session}"

    @classmethod
    def read(cls, text: str) -> Verifier:
        """A verifier key from its text, exactly as it is written. Raises ValueError."""
        name, _, encoded = _three(text)
        found = cls(name, from_base64(encoded)[1:])
        if len(found.key) != KEY_BYTES or str(found) != text:
            raise ValueError("not an Ed25519 verifier key")
        return found


class Signer:
    """Whoever signs checkpoints: a name and a private key of 32 bytes."""

    def __init__(self, name: str, seed: bytes) -> None:
        if not name or any(char.isspace() or char == "+" for char in name):
            raise ValueError("a signer's name has neither spaces nor plus signs")
        self._name, self._seed = name, seed

    @cached_property
    def _key(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric import ed25519  # not at every start

        return ed25519.Ed25519PrivateKey.from_private_bytes(self._seed)

    @cached_property
    def verifier(self) -> Verifier:
        """The public half."""
        return Verifier(self._name, self._key.public_key().public_bytes_raw())

    def secret(self) -> str:
        """The text of the key file: `PRIVATE+KEY+name+id+key`."""
        key = to_base64(_ED25519 + self._seed)
        return f"{_SECRET}{self._name}+{self.verifier.id.hex()}+{key}"

    @classmethod
    def read(cls, text: str) -> Signer:
        """A signer from the text of its key file. Raises ValueError, never with the text in it."""
        name, _, encoded = _three(text.removeprefix(_SECRET))
        seed = from_base64(encoded)[1:]
        if len(seed) != KEY_BYTES or cls(name, seed).secret() != text:
            raise ValueError("not an Ed25519 signing key")
        return cls(name, seed)

    def note(self, checkpoint: Checkpoint) -> str:
        """The signed note."""
        text = checkpoint.text()
        signature = to_base64(self.verifier.id + self._key.sign(text.encode()))
        return f"{text}\n{_DASH}{self._name} {signature}\n"


def opened(note: str, verifier: Verifier) -> Checkpoint:
    """The checkpoint of a note that this key has signed for one of its sessions.

    Raises ValueError for any other. Signatures of other keys are passed over, as they must be."""
    text, signatures = _parted(note)
    if not any(_signed(text, line, verifier) for line in signatures):
        raise ValueError("no signature of this key, or not over these words")
    found = read(text)
    if not found.origin.startswith(verifier.origin("")):
        raise ValueError("the key does not speak for this origin")
    return found


def read(text: str) -> Checkpoint:
    """The checkpoint a note's body states, signed or not. Raises ValueError."""
    lines = text.split("\n")
    if len(lines) != 5 or lines[4] or not lines[0]:
        raise ValueError("a checkpoint has an origin, a size, a root and a time")
    size, root, at = lines[1], lines[2], lines[3].removeprefix("at ")
    if not _number(size) or not _number(at) or not lines[3].startswith("at "):
        raise ValueError("a size and a time are whole numbers")
    digest = from_base64(root)
    if len(digest) != HASH_BYTES:
        raise ValueError("a root has 32 bytes")
    return Checkpoint(lines[0], int(size), digest, int(at))


def unopened(note: str) -> Checkpoint:
    """What a note says, whoever has signed it. Raises ValueError."""
    return read(_parted(note)[0])


def short_root(root: bytes) -> str:
    """The first 8 bytes of a root in hex by fours, to be read aloud and compared by eye."""
    return " ".join(root[at : at + 2].hex() for at in range(0, 8, 2))


def to_base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


def from_base64(text: str) -> bytes:
    """Raises ValueError for anything but the one way to write these bytes."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise ValueError("not base64") from wrong
    if to_base64(data) != text:
        raise ValueError("not base64 in its canonical form")
    return data


def _number(text: str) -> bool:
    """Decimal without a sign or leading zeros, so that one checkpoint has one text."""
    plain = text.isascii() and text.isdigit() and len(text) <= 16
    return plain and (text == "0" or text[0] != "0")


def _three(text: str) -> tuple[str, str, str]:
    parts = text.split("+", 2)
    if len(parts) != 3:
        raise ValueError("a key has a name, an id and a key")
    return parts[0], parts[1], parts[2]


def _parted(note: str) -> tuple[str, list[str]]:
    if len(note.encode("utf-8", "replace")) > NOTE_BYTES_MAX:
        raise ValueError("a note is not so long")
    text, gap, signatures = note.rpartition("\n\n")
    if not gap or not signatures.endswith("\n"):
        raise ValueError("a note has a text, an empty line and signatures")
    lines = signatures[:-1].split("\n")
    if any(not line.startswith(_DASH) for line in lines):
        raise ValueError("a signature line begins with a dash")
    return text + "\n", lines


def _signed(text: str, line: str, verifier: Verifier) -> bool:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    if name != verifier.name:
        return False
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        signature = from_base64(encoded)
        if signature[:KEY_ID_BYTES] != verifier.id:
            return False
        key = ed25519.Ed25519PublicKey.from_public_bytes(verifier.key)
        key.verify(signature[KEY_ID_BYTES:], text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True
