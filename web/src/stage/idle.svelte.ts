/** The pointer and the full-screen button leave the picture when nobody moves; the screen stays on. */

const IDLE_MS = 3000;

export class Idle {
  idle = $state(true);
  private timer: ReturnType<typeof setTimeout> | undefined;

  start(): () => void {
    const moved = () => {
      this.idle = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => (this.idle = true), IDLE_MS);
    };
    const events = ["pointermove", "pointerdown", "keydown"] as const;
    for (const event of events) addEventListener(event, moved);
    return () => {
      clearTimeout(this.timer);
      for (const event of events) removeEventListener(event, moved);
    };
  }
}

/** Keep the display awake while the page is seen. Browsers allow it in a secure context only. */
export function stayAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  const take = () => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    navigator.wakeLock.request("screen").then(
      (held) => (lock = held),
      // Refused on battery or by policy: the picture is right all the same.
      () => (lock = null),
    );
  };
  take();
  document.addEventListener("visibilitychange", take);
  return () => {
    document.removeEventListener("visibilitychange", take);
    void lock?.release();
  };
}
