/** The screen stays on while codes are read; where the browser cannot, nothing else changes. */

export function keepAwake(): () => void {
  let lock: WakeLockSentinel | null = null;
  let over = false;
  const want = async (): Promise<void> => {
    if (over || document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    try {
      lock = await navigator.wakeLock.request("screen");
      if (over) void lock.release();
    } catch {
      // A battery that is nearly empty, or a policy: the screen goes dark as it always does.
    }
  };
  const again = () => void want();
  document.addEventListener("visibilitychange", again);
  void want();
  return () => {
    over = true;
    document.removeEventListener("visibilitychange", again);
    void lock?.release();
  };
}
