/**
 * Buttons and choices that do nothing while the picture is old, where somebody may be writing: a
 * disabled fieldset takes the keyboard out of its text fields, and the letters typed on are acts.
 */

const ACTS = "button, select, input:is([type='radio'], [type='checkbox'], [type='range'])";

/** An attachment: as long as it stands, nothing in the region can be pressed or chosen. */
export function still(region: HTMLElement): () => void {
  const marked = new Set<Element>();
  const mark = () => {
    for (const act of region.querySelectorAll(ACTS)) {
      act.setAttribute("aria-disabled", "true");
      marked.add(act);
    }
  };
  const refuse = (event: Event) => {
    const act = (event.target as Element).closest(ACTS);
    const leaves = event instanceof KeyboardEvent && event.key === "Tab";
    const chosen = event.type === "click" || act instanceof HTMLSelectElement;
    if (!act || leaves || !chosen) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const watch = new MutationObserver(mark);
  watch.observe(region, { childList: true, subtree: true });
  region.addEventListener("click", refuse, true);
  region.addEventListener("keydown", refuse, true);
  mark();
  return () => {
    watch.disconnect();
    region.removeEventListener("click", refuse, true);
    region.removeEventListener("keydown", refuse, true);
    for (const act of marked) act.removeAttribute("aria-disabled");
  };
}
