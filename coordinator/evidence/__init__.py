"""Tamper evidence: the Merkle tree over a session's events, its signed checkpoints, the witnesses
that keep them, and the official record that anybody can verify (`docs/evidence.md`)."""
