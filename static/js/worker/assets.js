/** Built files: their names change with their bytes, so a copy is right for ever and the network is never asked twice. */

import { ASSETS as CACHE } from "../lib/kept-names.js";
import { outlived } from "../lib/outlived.js";
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

/** Kept pages may still name files of the version before; after a while none does. */
export async function tidyAssets() {
  const cache = await caches.open(CACHE);
  const kept = await cache.keys();
  const dated = await Promise.all(kept.map(async (request) => ({ path: new URL(request.url).pathname, date: (await cache.match(request))?.headers.get("Date") ?? null })));
  await Promise.all(outlived(dated, [...BUILT, OFFLINE]).map((path) => cache.delete(path)));
}
