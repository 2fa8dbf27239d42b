/**
 * The service worker: what Lorecast does without a network, and what it keeps for that. What it has no copy of passes
 * untouched. A new one waits until a page tells it to take over, and then makes sure that nobody is recording.
 */

import { isBusy } from "../lib/busy.js";
import { kindOf } from "../lib/worker-routes.js";
import { tellPages } from "../lib/worker-messages.js";
import { answerAsset, keepAssets, tidyAssets } from "./assets.js";
import { answerPage, keepShell } from "./pages.js";
import { sendWaiting } from "./outbox.js";
import { leave } from "./residents.js";
import { takeShared } from "./share.js";
import { answerSound, answerText } from "./sound.js";

const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** @type {Record<import("../lib/worker-routes.js").Kind, (event: FetchEvent) => Promise<Response>>} */
const ANSWERS = { asset: answerAsset, page: answerPage, sound: answerSound, text: answerText, share: takeShared, "sign-out": leave };

scope.addEventListener("install", (event) => event.waitUntil(keepAssets()));
scope.addEventListener("activate", (event) => event.waitUntil(Promise.all([scope.clients.claim(), tidyAssets()])));
scope.addEventListener("sync", (event) => /** @type {any} */ (event).waitUntil(sendWaiting()));

scope.addEventListener("fetch", (event) => {
  const kind = kindOf(event.request, scope.location.origin, scope.navigator.onLine);
  if (kind) event.respondWith(ANSWERS[kind](event));
});

scope.addEventListener("message", (event) => {
  if (event.data === "keep-shell") event.waitUntil(keepShell());
  if (event.data === "take-over") event.waitUntil(takeOver());
});

async function takeOver() {
  if (await isBusy()) tellPages("busy");
  else await scope.skipWaiting();
}
