"""A script that was played and not looked at proves nothing: it fails its test."""

from __future__ import annotations

from tests.support.playbook import every_step_is_looked_at

__all__ = ["every_step_is_looked_at"]
