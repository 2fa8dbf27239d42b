/** Copies of tracks and pages in Cache Storage: made whole or not at all. Knows nothing of who wants them or why. */

import { Problem } from "./api.js";
import { copiesOf, pagesOf } from "./kept-names.js";

/** @typedef {import("./offline-store.js").DownloadTrack} DownloadTrack */

/** Told to the server, so that it neither spends what a page has to say once nor is surprised by so many. */
const KEEPING = { "Lorecast-Keeping": "1" };

/** @param {string} trackId */
export const soundAddress = (trackId) => `/api/tracks/${trackId}/audio`;

/** @param {string} trackId */
const textAddresses = (trackId) => ["transcript", "waveform"].map((name) => `/api/tracks/${trackId}/${name}.json`);

/** Copy what a track is made of; sound that is here already, byte for byte, is not fetched again.
 * @param {string} personId @param {DownloadTrack} track @param {{signal: AbortSignal, onBytes: (sizeBytes: number) => void}} way */
export async function copyTrack(personId, track, { signal, onBytes }) {
  const cache = await caches.open(copiesOf(personId));
  const address = soundAddress(track.id);
  const here = await cache.match(address);
  if (here?.headers.get("ETag") === track.etag) onBytes(track.size_bytes);
  else await copySound(cache, address, { signal, onBytes });
  for (const text of textAddresses(track.id)) await copyText(cache, text, signal);
  await copyPage(personId, `/tracks/${track.id}`, signal);
}

/** @param {string} personId @param {string} address @param {AbortSignal} signal */
export async function copyPage(personId, address, signal) {
  const answer = await ask(address, signal, { ...KEEPING, Accept: "text/html" });
  // A redirect leads to the sign-in page; another name means that somebody else has signed in meanwhile.
  if (answer.redirected || answer.headers.get("Lorecast-Member") !== personId) throw new Problem(401);
  await (await caches.open(pagesOf(personId))).put(address, answer);
}

/** @param {string} personId @param {string} trackId */
export async function dropTrack(personId, trackId) {
  const cache = await caches.open(copiesOf(personId));
  await Promise.all([soundAddress(trackId), ...textAddresses(trackId)].map((address) => cache.delete(address)));
  await dropPage(personId, `/tracks/${trackId}`);
}

/** @param {string} personId @param {string} address */
export async function dropPage(personId, address) {
  await (await caches.open(pagesOf(personId))).delete(address);
}

/** The bytes flow straight into the cache, counted on their way; a copy that is cut short is none.
 * @param {Cache} cache @param {string} address @param {{signal: AbortSignal, onBytes: (sizeBytes: number) => void}} way */
async function copySound(cache, address, { signal, onBytes }) {
  const answer = await ask(address, signal);
  let arrived = 0;
  const counter = new TransformStream({
    transform(/** @type {Uint8Array} */ chunk, controller) {
      arrived += chunk.byteLength;
      onBytes(chunk.byteLength);
      controller.enqueue(chunk);
    },
  });
  await cache.put(address, new Response(answer.body?.pipeThrough(counter), { headers: answer.headers }));
  if (arrived === Number(answer.headers.get("Content-Length") ?? arrived)) return;
  await cache.delete(address);
  throw new Problem(0);
}

/** What is not written down yet has no transcript: that is no failure. @param {Cache} cache @param {string} address @param {AbortSignal} signal */
async function copyText(cache, address, signal) {
  try {
    await cache.put(address, await ask(address, signal));
  } catch (problem) {
    if (!(problem instanceof Problem) || problem.status !== 404) throw problem;
  }
}

/** @param {string} address @param {AbortSignal} signal @param {Record<string, string>} headers */
async function ask(address, signal, headers = {}) {
  const answer = await fetch(address, { signal, headers, cache: "no-store" }).catch((problem) => {
    throw signal.aborted ? problem : new Problem(0);
  });
  if (!answer.ok) throw new Problem(answer.status);
  return answer;
}
