"""A machine's clocks for tests: they go when they are told to."""

from __future__ import annotations

WALL_AT = 1_694_134_800_000


class FakeClock:
    """Both clocks stand until moved. `boot` changes with a reboot."""

    def __init__(self, wall_ms: int = WALL_AT, mono_ms: int = 1_000_000) -> None:
        self.boot = "boot-1"
        self._wall, self._mono = wall_ms, mono_ms

    def wall_ms(self) -> int:
        return self._wall

    def mono_ms(self) -> int:
        return self._mono

    def go(self, ms: int) -> None:
        """Time passes."""
        self._wall += ms
        self._mono += ms

    def set_wall(self, wall_ms: int) -> None:
        """Somebody sets the wall clock."""
        self._wall = wall_ms

    def reboot(self) -> None:
        """Another life of the monotonic clock; the wall clock goes on."""
        self.boot = f"{self.boot}+"
        self._mono = 5_000


class FastClock(FakeClock):
    """A machine's real clocks, moved ahead by what the test says has passed."""

    def __init__(self) -> None:
        from agents.clock import AgentClock

        super().__init__(0, 0)
        self._real = AgentClock()
        self.boot = self._real.boot

    def wall_ms(self) -> int:
        return self._real.wall_ms() + self._wall

    def mono_ms(self) -> int:
        return self._real.mono_ms() + self._mono
