/**
 * Type that is made smaller until all of it is seen, never cut: `--fit` from 1 down in steps.
 * The measured box must be bounded by its surroundings, not by what it holds.
 */

const STEP = 0.04;
const LEAST = 0.36;

function overflows(node: HTMLElement): boolean {
  return node.scrollHeight > node.clientHeight + 1 || node.scrollWidth > node.clientWidth + 1;
}

export function fit(node: HTMLElement): void {
  let scale = 1;
  node.style.setProperty("--fit", "1");
  while (scale > LEAST && overflows(node)) {
    scale -= STEP;
    node.style.setProperty("--fit", scale.toFixed(2));
  }
}

/** For `{@attach fits}`: again whenever the box or its words change, or the font has come. */
export function fits(node: HTMLElement): () => void {
  const again = () => fit(node);
  const sized = new ResizeObserver(again);
  const worded = new MutationObserver(again);
  sized.observe(node);
  worded.observe(node, { childList: true, subtree: true, characterData: true });
  void document.fonts.ready.then(again);
  again();
  return () => {
    sized.disconnect();
    worded.disconnect();
  };
}
