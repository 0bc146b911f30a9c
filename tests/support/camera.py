"""A picture as a camera sees it, as the file that Chromium takes for one (YUV4MPEG2)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image

SIZE = (640, 480)
FRAMES_PER_S = 10
DESK_GREY = 118


def held_up(picture: Image.Image, *, turned_deg: float = 0.0, share: float = 0.6) -> Image.Image:
    """A sheet of paper before a camera: on a grey desk, a little turned, not quite sharp."""
    side = round(SIZE[1] * share)
    sheet = picture.convert("L").resize((side, side), Image.Resampling.BILINEAR)
    turned = sheet.rotate(turned_deg, expand=True, fillcolor=DESK_GREY)
    frame = Image.new("L", SIZE, DESK_GREY)
    frame.paste(turned, ((SIZE[0] - turned.width) // 2, (SIZE[1] - turned.height) // 2))
    return frame


def nothing() -> Image.Image:
    """The desk alone."""
    return Image.new("L", SIZE, DESK_GREY)


def film(path: Path, frames: Iterable[tuple[Image.Image, int]]) -> Path:
    """Each picture for so many frames; Chromium shows the file over and over."""
    width, height = SIZE
    colourless = bytes([128]) * (width * height // 2)
    with path.open("wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F{FRAMES_PER_S}:1 Ip A1:1 C420jpeg\n".encode())
        for picture, count in frames:
            for _ in range(count):
                file.write(b"FRAME\n" + picture.tobytes() + colourless)
    return path


def arguments(film_path: Path) -> list[str]:
    """How Chromium is told to take the film for its camera, and to let every page use it."""
    return [
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        f"--use-file-for-fake-video-capture={film_path}",
    ]
