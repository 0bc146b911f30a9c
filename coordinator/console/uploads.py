"""Files that a page hands in: read part by part into memory, within limits, never to disk."""

from __future__ import annotations

import asyncio

from aiohttp import BodyPartReader, MultipartReader
from aiohttp.http_exceptions import HttpProcessingError

from coordinator.console.desk import Visit
from wire.codes import WireCode
from wire.errors import WireError

UPLOAD_S = 120.0
PART_BYTES_MAX = 1024 * 1024
PARTS_MAX = 4


async def parts_of(visit: Visit, file_bytes_max: int) -> dict[str, bytes]:
    """The parts of a multipart body by their names; the one called `file` may be large.

    Raises WireError(too_big | bad_message)."""
    request = visit.request
    if not request.content_type.startswith("multipart/"):
        raise WireError(WireCode.BAD_MESSAGE, "body: multipart/form-data")
    if (request.content_length or 0) > file_bytes_max + PARTS_MAX * PART_BYTES_MAX:
        raise WireError(WireCode.TOO_BIG, f"at most {file_bytes_max} bytes")
    try:
        async with asyncio.timeout(UPLOAD_S):
            return await _parts(await request.multipart(), file_bytes_max)
    except TimeoutError:
        raise WireError(WireCode.BAD_MESSAGE, f"body: not whole within {UPLOAD_S} s") from None
    except (ValueError, AssertionError, HttpProcessingError):
        raise WireError(WireCode.BAD_MESSAGE, "body: not multipart") from None


async def _parts(reader: MultipartReader, file_bytes_max: int) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None or len(found) >= PARTS_MAX:
            raise WireError(WireCode.BAD_MESSAGE, "body: unexpected part")
        limit = file_bytes_max if part.name == "file" else PART_BYTES_MAX
        found[part.name] = await _whole(part, limit)
    return found


async def _whole(part: BodyPartReader, limit: int) -> bytes:
    data = bytearray()
    while chunk := await part.read_chunk():
        data += chunk
        if len(data) > limit:
            raise WireError(WireCode.TOO_BIG, f"at most {limit} bytes")
    return bytes(data)
