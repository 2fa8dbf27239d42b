/** Which built files nobody needs any more. */

const KEPT_FOR_MS = 60 * 24 * 60 * 60_000;

/** @param {{path: string, date: ?string}[]} kept with the time each was fetched @param {string[]} needed @param {number} nowMs @returns {string[]} their paths */
export function outlived(kept, needed, nowMs = Date.now()) {
  const isOld = (/** @type {?string} */ date) => !(nowMs - Date.parse(date ?? "") < KEPT_FOR_MS);
  return kept.filter(({ path, date }) => !needed.includes(path) && isOld(date)).map(({ path }) => path);
}
