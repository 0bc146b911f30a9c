"""The picture of a code: QR (ISO/IEC 18004) as the path of an SVG, light enough for many on a page.

Version 1 with error correction Q: a quarter of the picture may be soiled or folded.
"""

from __future__ import annotations

from itertools import groupby

import segno

from wire.checkin import payload

QUIET_ZONE = 4
MODULES = 21
SIDE = MODULES + 2 * QUIET_ZONE


def qr_path(code: str) -> str:
    """The dark modules of a code's QR, row by row, in units of one module."""
    made = segno.make_qr(payload(code), version=1, error="q", boost_error=False)
    runs: list[str] = []
    for y, row in enumerate(made.matrix, start=QUIET_ZONE):
        x = QUIET_ZONE
        for dark, modules in groupby(row):
            width = len(list(modules))
            if dark:
                runs.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return "".join(runs)
