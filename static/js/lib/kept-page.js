/** A page from the cache says of itself when it was fetched; <page-age> turns that into a sentence. */

const FRESH_FOR_MS = 60 * 60_000;
const UNFITTING = ["Content-Encoding", "Content-Length", "Transfer-Encoding"];

/** @param {Response} kept @returns {Promise<Response>} the same page with data-as-of, an ISO time, on its <main> */
export async function withAge(kept) {
  const headers = new Headers(kept.headers);
  for (const name of UNFITTING) headers.delete(name);
  return new Response(aged(await kept.text(), headers.get("Date")), { status: 200, headers });
}

/** @param {string} html @param {?string} date as HTTP writes it */
export function aged(html, date) {
  const fetchedAt = new Date(date ?? NaN);
  const iso = Number.isNaN(fetchedAt.getTime()) ? "" : fetchedAt.toISOString();
  return html.replace(/<main\b/, `<main data-as-of="${iso}"`);
}

/** Whether it was fetched within the last hour. @param {?string | undefined} date as HTTP writes it @param {number} nowMs */
export function isFresh(date, nowMs) {
  return nowMs - Date.parse(date ?? "") < FRESH_FOR_MS;
}
