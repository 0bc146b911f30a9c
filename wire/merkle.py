"""The Merkle tree over a session's events (RFC 9162 §2.1): root, inclusion and consistency proofs.

A tree of n leaves says of any earlier one of m that it is its beginning, in at most
ceil(log2(n)) + 1 hashes; whoever kept an old root finds out any change of what it covered.
Hashes are SHA-256, 32 bytes; leaves are numbered from 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf: a leading 0 byte tells it from a node (RFC 9162 §2.1.1)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """A growing tree. All full subtrees are kept, level by level: 64 bytes a leaf, so that a proof
    costs no more than its hashes."""

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._levels: list[bytearray] = [bytearray()]
        for leaf in leaves:
            self.append(leaf)

    @property
    def size(self) -> int:
        """How many leaves there are."""
        return len(self._levels[0]) // HASH_BYTES

    def leaves(self, size: int) -> Iterator[bytes]:
        """The hashes of the first `size` leaves, as they are now. Raises ValueError beyond."""
        kept = bytes(self._levels[0][: self._checked(size) * HASH_BYTES])
        return (kept[at : at + HASH_BYTES] for at in range(0, len(kept), HASH_BYTES))

    def append(self, leaf: bytes) -> None:
        """One more leaf, given as its hash."""
        number, level = self.size, 0
        self._levels[0] += leaf
        while number & 1:
            pair = bytes(self._levels[level][-2 * HASH_BYTES :])
            number, level = number >> 1, level + 1
            if level == len(self._levels):
                self._levels.append(bytearray())
            self._levels[level] += hashlib.sha256(b"\x01" + pair).digest()

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves (all, if not said). Raises ValueError beyond."""
        size = self._checked(self.size if size is None else size)
        return self._over(0, size) if size else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> list[bytes]:
        """The proof that leaf `index` is in the tree of `size` (RFC 9162 §2.1.3.1).
        Raises ValueError for a leaf or a size that is not there."""
        self._checked(size)
        if not 0 <= index < size:
            raise ValueError("no such leaf in a tree of this size")
        proof, start, end = [], 0, size
        while end - start > 1:
            middle = start + _split(end - start)
            if index < middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(start, middle))
                start = middle
        return proof[::-1]

    def consistency(self, old: int, new: int) -> list[bytes]:
        """The proof that the tree of `old` leaves is the beginning of that of `new` (RFC 9162
        §2.1.4.1); empty for equal sizes and for an empty old tree. Raises ValueError beyond."""
        self._checked(new)
        if not 0 <= old <= new:
            raise ValueError("the older tree cannot be the larger one")
        if old in (0, new):
            return []
        proof, start, end, whole = [], 0, new, True
        while old != end:
            middle = start + _split(end - start)
            if old <= middle:
                proof.append(self._over(middle, end))
                end = middle
            else:
                proof.append(self._over(start, middle))
                start, whole = middle, False
        return proof[::-1] if whole else [self._over(start, end), *proof[::-1]]

    def _checked(self, size: int) -> int:
        if not 0 <= size <= self.size:
            raise ValueError("there are not so many leaves")
        return size

    def _at(self, level: int, index: int) -> bytes:
        return bytes(self._levels[level][index * HASH_BYTES : (index + 1) * HASH_BYTES])

    def _over(self, start: int, end: int) -> bytes:
        """The hash over leaves start..end: full subtrees are looked up."""
        width = end - start
        level = width.bit_length() - 1
        if width == 1 << level and start % width == 0:
            return self._at(level, start >> level)
        middle = start + _split(width)
        return node_hash(self._over(start, middle), self._over(middle, end))


def _split(width: int) -> int:
    """The largest power of two smaller than the width."""
    return 1 << ((width - 1).bit_length() - 1)


def included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof shows the leaf at this place (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for one in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            found = node_hash(one, found)
            at, last = _up(at, last)
        else:
            found = node_hash(found, one)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def consistent(
    sizes: tuple[int, int], proof: Sequence[bytes], old_root: bytes, new_root: bytes
) -> bool:
    """Whether the proof shows the tree of the first size as the beginning of that of the second
    (RFC 9162 §2.1.4.2)."""
    old, new = sizes
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    if old == 0:
        return not proof and old_root == EMPTY_ROOT
    path = list(proof)
    if old & (old - 1) == 0:
        path.insert(0, old_root)
    return bool(path) and _walk(old - 1, new - 1, path) == (old_root, new_root)


def _walk(at: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that a path leads to; None when it has too many hashes or too few."""
    while at % 2:
        at, last = at >> 1, last >> 1
    was = now = path[0]
    for one in path[1:]:
        if last == 0:
            return None
        if at % 2 or at == last:
            was, now = node_hash(one, was), node_hash(one, now)
            at, last = _up(at, last)
        else:
            now = node_hash(now, one)
        at, last = at >> 1, last >> 1
    return (was, now) if last == 0 else None


def _up(at: int, last: int) -> tuple[int, int]:
    """Past the levels on which a node at the right edge has nothing beside it."""
    while at and not at % 2:
        at, last = at >> 1, last >> 1
    return at, last
