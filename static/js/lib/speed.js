/** Listening speeds. Any between half and three can be remembered; these are the ones offered. */

export const SPEEDS = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.25, 2.5, 2.75, 3];

/** @param {number} speed */
export function within(speed) {
  return Math.min(3, Math.max(0.5, Number.isFinite(speed) ? speed : 1));
}

/** The next faster (+1) or slower (−1) one. @param {number} speed @param {1 | -1} direction */
export function beside(speed, direction) {
  const further = direction > 0 ? SPEEDS.filter((one) => one > speed + 0.001) : SPEEDS.filter((one) => one < speed - 0.001).reverse();
  return further[0] ?? within(speed);
}

/** "1.5×". @param {number} speed */
export function written(speed) {
  return `${Math.round(speed * 100) / 100}×`;
}
