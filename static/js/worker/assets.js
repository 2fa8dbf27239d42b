/** Built files: their names change with their bytes, so a copy is right for ever and the network is never asked twice. */

import { ASSETS as CACHE } from "../lib/kept-names.js";
import { fateOf, UNUSED_SINCE } from "../lib/outlived.js";
import { BUILT } from "./built.js";

/** Shown in place of a page that is not here. It belongs to nobody. */
export const OFFLINE = "/offline";

/** What every page needs; without all of it there is no worker. */
export async function keepAssets() {
  const cache = await caches.open(CACHE);
  await cache.addAll([...BUILT, new Request(OFFLINE, { cache: "no-store" })]);
}

/** @param {FetchEvent} event */
export async function answerAsset({ request }) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  // No room left is no reason to show an unstyled page.
  if (answer.ok) await cache.put(request, answer.clone()).catch(() => null);
  return answer;
}

/** What only earlier versions needed goes, a month after it was last needed. */
export async function tidyAssets() {
  const cache = await caches.open(CACHE);
  for (const request of await cache.keys()) {
    const kept = await cache.match(request);
    const fate = fateOf({ path: new URL(request.url).pathname, since: kept?.headers.get(UNUSED_SINCE) ?? null }, [...BUILT, OFFLINE]);
    if (fate === "delete") await cache.delete(request);
    if (fate === "mark" && kept) await cache.put(request, await marked(kept)).catch(() => null);
  }
}

/** @param {Response} kept */
async function marked(kept) {
  const headers = new Headers(kept.headers);
  headers.set(UNUSED_SINCE, new Date().toISOString());
  headers.delete("Content-Encoding");
  return new Response(await kept.blob(), { headers });
}
