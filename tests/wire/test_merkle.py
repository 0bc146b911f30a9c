"""The tree and its proofs, against the recursive definition of RFC 9162 §2.1 and known vectors."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wire.merkle import EMPTY_ROOT, Tree, consistent, included, leaf_hash, node_hash

MANY = 70
LEAVES = [leaf_hash(bytes([number])) for number in range(MANY)]
TREE = Tree(LEAVES)
# The eight entries and the roots that implementations of RFC 6962 have in common.
ENTRIES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657"]
ENTRIES += ["606162636465666768696a6b6c6d6e6f"]
ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


def defined(leaves: list[bytes]) -> bytes:
    """The root as RFC 9162 §2.1.1 defines it."""
    if len(leaves) < 2:
        return leaves[0] if leaves else EMPTY_ROOT
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return node_hash(defined(leaves[:split]), defined(leaves[split:]))


@pytest.mark.parametrize("size", ROOTS)
def test_the_roots_are_the_known_ones(size: int) -> None:
    tree = Tree(leaf_hash(bytes.fromhex(entry)) for entry in ENTRIES)
    assert tree.root(size).hex() == ROOTS[size]


def test_every_size_has_the_root_of_the_definition() -> None:
    for size in range(MANY + 1):
        assert TREE.root(size) == defined(LEAVES[:size])
    assert TREE.root() == defined(LEAVES)
    assert Tree().root() == EMPTY_ROOT


def test_leaves_come_back() -> None:
    assert TREE.size == MANY
    assert list(TREE.leaves(5)) == LEAVES[:5]
    assert list(TREE.leaves(MANY)) == LEAVES


def test_every_leaf_is_proved_and_nowhere_else() -> None:
    for size in range(1, 34):
        root = TREE.root(size)
        for index in range(size):
            proof = TREE.inclusion(index, size)
            places = [at for at in range(size) if included(LEAVES[index], at, size, proof, root)]
            assert places == [index]
            assert not included(LEAVES[index], index, size, [*proof, root], root)
            assert not (proof and included(LEAVES[index], index, size, proof[:-1], root))
            assert not included(LEAVES[index], index + size, size, proof, root)


def test_every_older_tree_is_proved_the_beginning() -> None:
    for new in range(MANY + 1):
        for old in range(new + 1):
            proof = TREE.consistency(old, new)
            assert consistent((old, new), proof, TREE.root(old), TREE.root(new))


@given(st.integers(1, MANY - 1), st.data())
def test_another_history_is_never_proved(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old + 1, MANY))
    changed = data.draw(st.integers(0, old - 1))
    other = Tree([*LEAVES[:changed], leaf_hash(b"other"), *LEAVES[changed + 1 :]])
    proof = other.consistency(old, new)
    assert not consistent((old, new), proof, TREE.root(old), other.root(new))
    assert not consistent((old, new), TREE.consistency(old, new), TREE.root(old), other.root(new))


@given(st.integers(1, MANY - 1), st.data())
def test_a_proof_that_was_touched_proves_nothing(old: int, data: st.DataObject) -> None:
    new = data.draw(st.integers(old + 1, MANY))
    proof, roots = TREE.consistency(old, new), (TREE.root(old), TREE.root(new))
    at = data.draw(st.integers(0, len(proof) - 1))
    turned = [*proof[:at], proof[at][::-1], *proof[at + 1 :]]
    assert not consistent((old, new), turned, *roots)
    assert not consistent((old, new), proof[:at] + proof[at + 1 :], *roots)
    assert not consistent((old, new), [*proof, proof[at]], *roots)


def test_the_edges_of_consistency() -> None:
    root = TREE.root(4)
    assert consistent((4, 4), [], root, root)
    assert not consistent((4, 4), [root], root, root)
    assert not consistent((4, 4), [], root, TREE.root(5))
    assert consistent((0, 4), [], EMPTY_ROOT, root)
    assert not consistent((0, 4), [], root, root)
    assert not consistent((5, 4), [], root, root)
    assert not consistent((-1, 4), [], root, root)
    assert not consistent((3, 4), [], TREE.root(3), root)


def test_what_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="so many"):
        TREE.root(MANY + 1)
    with pytest.raises(ValueError, match="so many"):
        TREE.leaves(MANY + 1)
    with pytest.raises(ValueError, match="no such leaf"):
        TREE.inclusion(4, 4)
    with pytest.raises(ValueError, match="so many"):
        TREE.inclusion(0, MANY + 1)
    with pytest.raises(ValueError, match="older"):
        TREE.consistency(5, 4)
