/** Full screen by F or a double click, as on any player; a browser that refuses stays as it is. */

export function toggleFull(): void {
  const changing = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  changing.catch(() => undefined);
}

const CONTROL = "button, a, input, select, textarea";

export function fullScreenKeys(): () => void {
  const keyed = (event: KeyboardEvent) => {
    const held = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey;
    // The physical key: input methods for Vietnamese may put another letter on it.
    if (event.code === "KeyF" && !event.repeat && !held) toggleFull();
  };
  const clicked = (event: MouseEvent) => {
    if (!(event.target as Element | null)?.closest(CONTROL)) toggleFull();
  };
  document.addEventListener("keydown", keyed);
  document.addEventListener("dblclick", clicked);
  return () => {
    document.removeEventListener("keydown", keyed);
    document.removeEventListener("dblclick", clicked);
  };
}
