/** Whose things are on this device. There is one such person at a time; with another one, or with nobody, theirs are gone. */

import { copiesOf, pagesOf, residentOf, strangersOf } from "../lib/kept-names.js";
import { offlineStore } from "../lib/offline-store.js";
import { tellPages } from "../lib/worker-messages.js";
import { OFFLINE } from "./assets.js";

export async function resident() {
  return residentOf(await caches.keys());
}

/** The resident's pages, or null when nobody lives here. */
export async function theirPages() {
  const personId = await resident();
  return personId ? caches.open(pagesOf(personId)) : null;
}

/** The resident's copies, or null when nobody lives here. */
export async function theirCopies() {
  const personId = await resident();
  return personId ? caches.open(copiesOf(personId)) : null;
}

/** From now on this person lives here. @param {string} personId */
export async function moveIn(personId) {
  if ((await resident()) !== personId) await forgetAllBut(personId);
  return caches.open(pagesOf(personId));
}

/** Everything that came from the server goes. What somebody recorded and has not sent stays for them. @param {?string} personId */
export async function forgetAllBut(personId) {
  const strangers = strangersOf(await caches.keys(), personId);
  await Promise.all(strangers.map((name) => caches.delete(name)));
  await offlineStore.forgetOthers(personId);
  tellPages("forgotten");
}

/** Signing out also works where the network does not: then the server learns of it at the next sign-out.
 * @param {FetchEvent} event */
export async function leave({ request }) {
  const answer = await fetch(request).catch(() => null);
  await forgetAllBut(null);
  return answer ?? (await caches.match(OFFLINE)) ?? Response.error();
}

