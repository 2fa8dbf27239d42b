/** How long to wait before trying again: twice as long each time, with jitter so that many phones do not call at once. */

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** Between half and all of the doubled wait. @param {number} attempt from 0 @param {() => number} random */
export function backoffMs(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}

/**
 * Wait, but no longer than until the network comes back or somebody presses Retry.
 * @param {number} ms @param {AbortSignal} signal ends the wait early; the promise still fulfils
 * @returns {Promise<void>}
 */
export function pause(ms, signal) {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const timer = setTimeout(done, ms);
    signal.addEventListener("abort", () => { clearTimeout(timer); done(); }, { once: true });
  });
}
