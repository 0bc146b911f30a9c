"""A record of forty events, its fork after the nineteenth, and checkpoints of both."""

from __future__ import annotations

from wire.checkpoint import Checkpoint, Signer, to_base64
from wire.merkle import Tree, leaf_hash
from wire.witness import CheckpointShown

SIGNER = Signer("diemcau/0a1b2c3d4e", bytes(range(32)))
KEY = str(SIGNER.verifier)
TREE = Tree(leaf_hash(bytes([number])) for number in range(40))
FORK = Tree([*TREE.leaves(19), *(leaf_hash(b"other"),) * 21])


def at(size: int, tree: Tree = TREE, session: str = "s") -> Checkpoint:
    return Checkpoint(SIGNER.verifier.origin(session), size, tree.root(size), 1)


def shown(since: int, size: int, tree: Tree = TREE, signer: Signer = SIGNER) -> CheckpointShown:
    proof = [to_base64(one) for one in tree.consistency(min(since, size), size)]
    note = signer.note(at(size, tree))
    return CheckpointShown(
        type="checkpoint_shown", key=str(signer.verifier), note=note, since=since, proof=proof
    )
