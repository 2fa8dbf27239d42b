/** What this device keeps for listening without a network: one of each for everything on the page. */

import { soundAddress } from "./copies.js";
import { Downloads } from "./downloads.js";
import { KeptPlaces } from "./kept-places.js";
import { offlineStore } from "./offline-store.js";
import { COPY } from "./worker-routes.js";

export const downloads = new Downloads(offlineStore);
export const keptPlaces = new KeptPlaces(offlineStore, { isDownloaded: (trackId) => downloads.has(trackId) });

/** Where the player gets the sound of a track: the word at its end sends the request to the copy of this device. @param {string} trackId */
export function soundOf(trackId) {
  return soundAddress(trackId) + (downloads.has(trackId) ? `?${COPY}` : "");
}
