"""The third process's part: a host's screen, that only notes when it shows what."""

from __future__ import annotations

import json
import threading
import time
from types import TracebackType
from typing import Any

from websockets.sync.client import connect

WITHIN_S = 30.0


class Screen:
    """The host's view stream, read in a thread. Instants are of the machine's monotonic clock."""

    def __init__(self, plan: dict[str, Any]) -> None:
        base = plan["url"].replace("http", "ws", 1)
        self._link = connect(
            f"{base}/api/v1/sessions/{plan['session']}/stream?view=host&as=host",
            additional_headers={"Authorization": f"Bearer {plan['host_token']}"},
            compression=None,
            max_size=None,
        )
        self._view: dict[str, Any] = {}
        self._seen_at = 0.0
        self._changed = threading.Condition()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Screen:
        with self._changed:
            self._changed.wait_for(lambda: bool(self._view), WITHIN_S)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._link.close()
        self._reader.join(WITHIN_S)

    def _read(self) -> None:
        for frame in self._link:
            seen_at = time.monotonic()
            message = json.loads(frame)
            if message["type"] == "view":
                with self._changed:
                    self._view, self._seen_at = message["data"], seen_at
                    self._changed.notify_all()

    def shows(self, site: str) -> tuple[str, float]:
        """The entry of a site in the queue, and when it was first shown."""
        with self._changed:
            assert self._changed.wait_for(lambda: self._entry(site) is not None, WITHIN_S)
            return self._entry(site) or "", self._seen_at

    def _entry(self, site: str) -> str | None:
        rows = self._view["queue"]
        return next((row["entry"] for row in rows if row["site"] == site), None)

    def forgets(self, entry: str) -> None:
        """Wait until the entry is gone from the queue."""
        with self._changed:
            assert self._changed.wait_for(
                lambda: all(row["entry"] != entry for row in self._view["queue"]), WITHIN_S
            )

    def present(self) -> int:
        """People in person, as the screen shows it."""
        with self._changed:
            return int(self._view["attendance"].get("in_person", 0))

    def counts_beyond(self, before: int) -> float:
        """When the screen showed more people than before."""
        with self._changed:
            assert self._changed.wait_for(
                lambda: self._view["attendance"].get("in_person", 0) > before, WITHIN_S
            )
            return self._seen_at
