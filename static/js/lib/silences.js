/** Which silences are skipped, and from where to where. The map of them comes from the worker: [[start_ms, end_ms], …]. */

/** A pause up to here belongs to how somebody speaks. */
export const LONG_MS = 1_000;
/** What is left of a silence on each side, to breathe. */
export const BREATH_MS = 300;
/** A shorter jump would be heard as a stumble. */
const LEAST_JUMP_MS = 200;

/** @typedef {{fromMs: number, toMs: number}} Jump */

/** The jumps of a track, none beyond its end. @param {[number, number][]} silences @param {number} durationMs @returns {Jump[]} */
export function jumpsOver(silences, durationMs) {
  const within = silences.map(([startMs, endMs]) => [Math.max(0, startMs), Math.min(endMs, durationMs)]);
  const long = within.filter(([startMs, endMs]) => endMs - startMs > LONG_MS);
  return long.map(([startMs, endMs]) => ({ fromMs: startMs + BREATH_MS, toMs: endMs - BREATH_MS }));
}

/** The jump to make here, if there is one worth making. @param {Jump[]} jumps @param {number} positionMs */
export function jumpAt(jumps, positionMs) {
  return jumps.find(({ fromMs, toMs }) => positionMs >= fromMs && positionMs <= toMs - LEAST_JUMP_MS) ?? null;
}

/** How long until the next jump, as the clock on the wall goes; Infinity when none follows.
 * @param {Jump[]} jumps @param {number} positionMs @param {number} speed */
export function untilJumpMs(jumps, positionMs, speed) {
  const ahead = jumps.filter(({ fromMs }) => fromMs > positionMs).map(({ fromMs }) => fromMs - positionMs);
  return Math.min(...ahead) / speed;
}
