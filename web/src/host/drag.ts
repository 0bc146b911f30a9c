/**
 * Dragging rows and cards with a mouse anywhere on them, with a finger by their number: a finger
 * elsewhere scrolls. Only the region is listened to; where things stand is measured as they move.
 */

import type { Order } from "./order.svelte";

const BEGINS_PX = 5;
const EDGE_PX = 28;
const SCROLL_PX = 9;
const ITEMS = "[data-entry]:not([data-state='deferred'])";
/** A name is a button, too, but not one that anybody fears to miss. */
const NOT_HERE = "button:not([data-control='site']), a, input, select, [popover], .gone";

/** Where a box stands, and whether the next in order is beside it (a card) or below it. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  beside: boolean;
}

/** The gap that the pointer is over: before the first box that it has not passed. */
export function gapAt(boxes: readonly Box[], x: number, y: number): number {
  const at = boxes.findIndex((box) =>
    box.beside
      ? y < box.top || (y <= box.bottom && x < (box.left + box.right) / 2)
      : y < (box.top + box.bottom) / 2,
  );
  return at < 0 ? boxes.length : at;
}

function boxes(region: HTMLElement): Box[] {
  const items = [...region.querySelectorAll<HTMLElement>(ITEMS)];
  const rects = items.map((item) => item.getBoundingClientRect());
  return rects.map(({ left, top, right, bottom }, at) => {
    const card = items[at]?.dataset.card !== undefined;
    const [one, other] = [rects[0], rects[1]];
    // On a narrow page the cards stand below each other, too.
    const beside = card && one !== undefined && other !== undefined && one.top === other.top;
    return { left, top, right, bottom, beside };
  });
}

interface Start {
  id: number;
  entry: string;
  x: number;
  y: number;
  lifted: boolean;
}

export function dragging(order: Order): (region: HTMLElement) => () => void {
  return (region) => {
    let start: Start | null = null;

    function down(event: PointerEvent): void {
      const target = event.target as HTMLElement;
      const item = target.closest<HTMLElement>(ITEMS);
      const grip = target.closest("[data-grip]") !== null;
      const finger = event.pointerType !== "mouse";
      if (event.button !== 0 || !item || target.closest(NOT_HERE) || (finger && !grip)) return;
      const entry = item.dataset.entry ?? "";
      start = { id: event.pointerId, entry, x: event.x, y: event.y, lifted: false };
    }

    function moved(event: PointerEvent): void {
      if (!start || event.pointerId !== start.id) return;
      // Let go outside the window, or put down by Escape: that row is lifted by a new press only.
      if (event.buttons === 0 || (start.lifted && !order.drag)) return lost();
      const far = Math.hypot(event.x - start.x, event.y - start.y);
      if (!order.drag) {
        if (far < BEGINS_PX) return;
        order.lift(start.entry, event.x, event.y);
        if (!order.drag) return;
        start.lifted = true;
        region.setPointerCapture(event.pointerId);
      }
      scroll(region, event.y);
      order.over(gapAt(boxes(region), event.x, event.y), event.x, event.y);
    }

    function up(event: PointerEvent): void {
      if (event.pointerId === start?.id) order.drop();
      start = null;
    }

    function lost(): void {
      start = null;
      order.cancel();
    }

    const listening: [keyof HTMLElementEventMap, (event: never) => void][] = [
      ["pointerdown", down],
      ["pointermove", moved],
      ["pointerup", up],
      ["pointercancel", lost],
    ];
    for (const [kind, does] of listening) region.addEventListener(kind, does as EventListener);
    return () => {
      for (const [kind, does] of listening) region.removeEventListener(kind, does as EventListener);
    };
  };
}

/** Near the edge of the list it moves on. */
function scroll(region: HTMLElement, y: number): void {
  const list = region.querySelector<HTMLElement>("[data-rows]");
  if (!list) return;
  const { top, bottom } = list.getBoundingClientRect();
  if (y > bottom - EDGE_PX && y < bottom + EDGE_PX) list.scrollTop += SCROLL_PX;
  else if (y < top + EDGE_PX && y > top) list.scrollTop -= SCROLL_PX;
}
