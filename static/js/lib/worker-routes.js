/** Which requests the service worker answers, and which it lets pass untouched: everything that it has no copy of. */

/** Pages that anybody who is signed in can open without a network. */
export const SHELL = ["/", "/record", "/import", "/downloads"];

/** What the player adds to the address of sound that this device has a copy of, so that the worker knows at once. */
export const COPY = "copy";

const PATTERNS = {
  asset: /^\/static\/dist\/[\w.-]+$/,
  sound: /^\/api\/tracks\/[\w-]+\/audio$/,
  text: /^\/api\/tracks\/[\w-]+\/(transcript|waveform)\.json$/,
};

/** Addresses with these words in their query still are the kept page; other words ask for something else. @type {[RegExp, string[]][]} */
const SAME_PAGE = [
  [/^\/(downloads)?$/, []],
  [/^\/record$/, ["playlist"]],
  [/^\/import$/, ["playlist", "shared"]],
  [/^\/playlists\/[\w-]+$/, []],
  [/^\/tracks\/[\w-]+$/, ["t", "playlist"]],
];

/**
 * @typedef {"asset" | "page" | "sound" | "text" | "share" | "sign-out"} Kind
 * @param {{url: string, method: string, mode: string, headers: {has(name: string): boolean}}} request
 * @param {string} origin @param {boolean} onLine
 * @returns {?Kind} null: not ours to answer
 */
export function kindOf({ url, method, mode, headers }, origin, onLine = true) {
  const { origin: there, pathname, searchParams } = new URL(url);
  if (there !== origin) return null;
  if (method === "POST") return mode === "navigate" ? (/** @type {Record<string, Kind>} */ (POSTS)[pathname] ?? null) : null;
  if (method !== "GET") return null;
  if (PATTERNS.asset.test(pathname)) return "asset";
  if (PATTERNS.sound.test(pathname)) return searchParams.has(COPY) || !onLine ? "sound" : null;
  if (PATTERNS.text.test(pathname)) return "text";
  const isPage = mode === "navigate" || headers.has("HX-Request");
  return isPage && !/^\/(api|static)\//.test(pathname) ? "page" : null;
}

const POSTS = { "/import/shared": "share", "/sign-out": "sign-out" };

/** The address under which a page is kept: its path. Null when the query makes it another page. @param {string} url */
export function keptAddress(url) {
  const { pathname, searchParams } = new URL(url);
  const words = SAME_PAGE.find(([pattern]) => pattern.test(pathname))?.[1];
  if (!words) return null;
  return [...searchParams.keys()].every((word) => words.includes(word)) ? pathname : null;
}
