"""Every limit of the wire, named, with its unit. `docs/protocol.md` lists them; a test compares."""

from __future__ import annotations

FRAME_BYTES_MAX = 65_536
TO_AGENT_BYTES_MAX = 1_048_576
HELLO_BYTES_MAX = 16_384
RECORDS_PER_BATCH_MAX = 200
SITES_PER_LINK_MAX = 512
NAME_CHARS_MAX = 120
TEXT_CHARS_MAX = 1_000
# So that a site's own frame with all its people stays under VIEW_BYTES_MAX; the rest of a large
# room is its head-count, or a point of its own.
PEOPLE_PER_SITE_MAX = 100
HEAD_COUNT_MAX = 20_000

HELLO_TIMEOUT_S = 5
BEAT_S = 5
WEAK_AFTER_S = 15
LOST_AFTER_S = 30
INTENT_AGE_MAX_S = 30
BAD_MESSAGES_PER_MINUTE_MAX = 3
FORBIDDEN_PER_LINK_MAX = 4
MESSAGES_BURST_MAX = 200
MESSAGES_PER_S_MAX = 20
MESSAGES_PER_SITE_MAX = 1
SLOW_DOWNS_PER_MINUTE_MAX = 2
VIEW_BYTES_MAX = 32_768
