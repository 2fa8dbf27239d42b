/**
 * What the caches of this device are called. Those with somebody's id in their name are that person's alone, and at any
 * time there is one such person: whoever comes next, or signs out, takes all of it away.
 */

/** Built files: nobody's, and the same for everybody. */
export const ASSETS = "lorecast-assets";

const PAGES = "lorecast-pages-";
const COPIES = "lorecast-copies-";

/** Pages that open without a network. @param {string} personId */
export function pagesOf(personId) {
  return PAGES + personId;
}

/** Sound, words and waveforms of what was downloaded. @param {string} personId */
export function copiesOf(personId) {
  return COPIES + personId;
}

/** Whose a cache is; null when nobody's, or not ours. @param {string} name */
export function ownerOf(name) {
  const prefix = [PAGES, COPIES].find((one) => name.startsWith(one));
  return prefix ? name.slice(prefix.length) : null;
}

/** The one whose caches are here. @param {string[]} names @returns {?string} */
export function residentOf(names) {
  return names.map(ownerOf).find(Boolean) ?? null;
}

/** The caches to delete when somebody comes in, or, with null, when everybody has left. @param {string[]} names @param {?string} personId */
export function strangersOf(names, personId) {
  return names.filter((name) => ownerOf(name) !== null && ownerOf(name) !== personId);
}
