/** What becomes of built files that the newest version has no need of: kept pages may still name them for a while. */

const KEPT_FOR_MS = 30 * 24 * 60 * 60_000;

/** Since when nobody needs it, on the copy itself. */
export const UNUSED_SINCE = "Lorecast-Unused-Since";

/**
 * @param {{path: string, since: ?string}} kept @param {string[]} needed @param {number} nowMs
 * @returns {"keep" | "mark" | "delete"}
 */
export function fateOf({ path, since }, needed, nowMs = Date.now()) {
  if (needed.includes(path)) return "keep";
  if (!since) return "mark";
  return nowMs - Date.parse(since) < KEPT_FOR_MS ? "keep" : "delete";
}
