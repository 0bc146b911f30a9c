"""Parts of a form, within limits."""

from __future__ import annotations

import io

from aiohttp import FormData

from coordinator.console.uploads import PART_BYTES_MAX
from tests.coordinator.console.conftest import Door

PATH = "roster/preview"


async def sent(door: Door, **parts: bytes) -> tuple[int, str]:
    form = FormData(default_to_multipart=True)
    for name, data in parts.items():
        form.add_field(name, io.BytesIO(data), filename="a")
    answered = await door.ask("POST", f"{door.base}/{PATH}", "secretary", data=form)
    return answered.status, answered.body.get("detail", "") if answered.status != 200 else ""


async def test_a_part_that_is_too_large_is_not_read_on(door: Door) -> None:
    status, detail = await sent(door, choices=b" " * (PART_BYTES_MAX + 1), file=b"a,b\n")
    assert (status, str(PART_BYTES_MAX) in detail) == (413, True)


async def test_more_parts_than_a_form_has(door: Door) -> None:
    status, _ = await sent(door, a=b"1", b=b"2", c=b"3", d=b"4", file=b"a,b\n")
    assert status == 422


async def test_what_is_no_form(door: Door) -> None:
    answered = await door.ask(
        "POST",
        f"{door.base}/{PATH}",
        "secretary",
        data=b"--x\r\nbroken",
        headers={"Content-Type": "multipart/form-data; boundary=x"},
    )
    assert (answered.status, answered.body["code"]) == (422, "bad_message")
    without = {"Content-Type": "multipart/form-data"}
    path = f"{door.base}/{PATH}"
    answered = await door.ask("POST", path, "secretary", data=b"x", headers=without)
    assert answered.status == 422
