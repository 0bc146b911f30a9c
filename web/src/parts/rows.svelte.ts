/** Of many rows of one height only those that are seen: TanStack Virtual as a rune. */

import {
  type VirtualItem,
  Virtualizer,
  elementScroll,
  observeElementOffset,
  observeElementRect,
} from "@tanstack/virtual-core";

const OVERSCAN = 10;

export interface RowsOptions {
  height: number;
  /** What stands above the rows and does not scroll away, px. */
  above: number;
}

export class Rows {
  items = $state.raw<VirtualItem[]>([]);
  size = $state(0);
  private count = 0;
  private element: HTMLElement | null = null;
  private readonly virtual: Virtualizer<HTMLElement, HTMLElement>;

  constructor(private readonly options: RowsOptions) {
    this.virtual = new Virtualizer<HTMLElement, HTMLElement>(this.made());
  }

  /** The element that scrolls; the answer lets go of it. */
  attach(element: HTMLElement): () => void {
    this.element = element;
    const leave = this.virtual._didMount();
    this.show(this.count);
    return () => {
      leave();
      this.element = null;
    };
  }

  /** So many rows there are. */
  show(count: number): void {
    this.count = count;
    this.virtual.setOptions(this.made());
    this.virtual._willUpdate();
    this.look();
  }

  scrollTo(index: number, align: "auto" | "center" = "auto"): void {
    this.virtual.scrollToIndex(index, { align });
  }

  /** How many fit. */
  get page(): number {
    const seen = (this.element?.clientHeight ?? 0) - this.options.above;
    return Math.max(1, Math.floor(seen / this.options.height));
  }

  private look(): void {
    this.items = this.virtual.getVirtualItems();
    this.size = this.virtual.getTotalSize();
  }

  private made() {
    return {
      count: this.count,
      getScrollElement: () => this.element,
      estimateSize: () => this.options.height,
      scrollPaddingEnd: this.options.above,
      overscan: OVERSCAN,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => this.look(),
    };
  }
}
