"""What a screenshot holds, pixel by pixel: decoded by the browser that took it."""

from __future__ import annotations

import base64
from dataclasses import dataclass

from playwright.sync_api import Page

# On a blank page of its own, since the pages under test forbid such pictures.
DECODE = """
async ([data, points]) => {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }), {
    premultiplyAlpha: "none",
  });
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const context = canvas.getContext("2d");
  context.drawImage(picture, 0, 0);
  const all = context.getImageData(0, 0, picture.width, picture.height).data;
  let most = 0;
  for (let at = 3; at < all.length; at += 4) most = Math.max(most, all[at]);
  const of = ([x, y]) => {
    const at = 4 * (y * picture.width + x);
    return [...all.slice(at, at + 4)];
  };
  return { most, found: points.map(of) };
}
"""

Rgba = tuple[int, int, int, int]


@dataclass(frozen=True)
class Picture:
    """`opaque` is the largest alpha of all pixels, 0 when there is nothing in the picture."""

    opaque: int
    points: tuple[Rgba, ...]


def picture(page: Page, *points: tuple[int, int]) -> Picture:
    """The page as a mixer sees it, without the browser's own ground."""
    shot = base64.b64encode(page.screenshot(omit_background=True)).decode()
    blank = page.context.new_page()
    try:
        said = blank.evaluate(DECODE, [shot, [list(point) for point in points]])
    finally:
        blank.close()
    red_green_blue_alpha = tuple((r, g, b, a) for r, g, b, a in said["found"])
    return Picture(said["most"], red_green_blue_alpha)
