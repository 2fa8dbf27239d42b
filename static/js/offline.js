/** What a page does for the times without a network, from its first moment on and for as long as it lives. */

import { keptPlaces, downloads } from "./lib/offline.js";
import { register, running } from "./lib/service-worker.js";

const personId = document.body.dataset.person ?? "";

/** The shell is fetched behind what the page itself needs. */
const LATER_MS = 3_000;

if (personId) {
  keptPlaces.personId = personId;
  keptPlaces.sendWaiting();
  addEventListener("online", () => { keptPlaces.sendWaiting(); downloads.lookAfter(); });
}
if (personId && isSecureContext) {
  running().then((worker) => setTimeout(() => worker?.postMessage("keep-shell"), LATER_MS));
  if (navigator.locks && globalThis.caches) downloads.begin(personId);
}
register();
