/**
 * Two tabs of one browser have one outbox: the tab that holds the lock works with it, the others
 * say so. Whoever works here takes it over by one press; the lock goes on by itself when its tab
 * closes (Web Locks API).
 */

export interface Hold {
  /** Take it from the other tab. */
  take(): void;
  release(): void;
}

export function hold(site: string, changed: (held: boolean) => void): Hold {
  const name = `diemcau-outbox-${site}`;
  let let_go: () => void = () => undefined;
  let over = false;

  const want = (steal: boolean): void => {
    const held = () => {
      if (over) return Promise.resolve();
      changed(true);
      return new Promise<void>((done) => (let_go = done));
    };
    navigator.locks
      .request(name, steal ? { steal: true } : {}, held)
      // Taken over by another tab: wait in line for its closing.
      .catch(() => {
        if (over) return;
        changed(false);
        want(false);
      });
  };
  want(false);
  return {
    take: () => want(true),
    release: () => {
      over = true;
      let_go();
    },
  };
}
