/** The calls of one upload, each safe to repeat. What they throw is a Problem. */

import { Problem, call } from "./api.js";
import { openingTitle, takeCounts, takeThere } from "./draft.js";
import { sha256 } from "./digest.js";
import { holdsAllOf } from "./held-parts.js";
import { deeds, opening } from "./purpose.js";

/** @typedef {import("./draft.js").Draft} Draft */

/** Statuses that the server gives only to a recording whose every part it has checked and kept. */
const WHOLE = new Set(["uploaded", "playable", "ready", "failed"]);

/** Answers that will be the same next time: what it was for is gone, closed, or done by somebody else. */
const REFUSALS = new Set([403, 404, 409, 422]);

/** What ties all requests about a draft, and the work they lead to, together in the server's logs. @param {Draft} draft */
const traced = (draft) => ({ "X-Request-ID": `${draft.id}-${draft.attempt}` });

/** @param {Draft} draft @param {AbortSignal} [signal] @returns {Promise<{recording_id: string, track_id: string, first_take?: number}>} */
export function begin(draft, signal) {
  const json = { title: openingTitle(draft) || null, mime_type: draft.mimeType, ...opening(draft.purpose) };
  return call("POST", "/api/recordings", { json, signal, headers: { ...traced(draft), "Idempotency-Key": `${draft.id}-${draft.attempt}` } });
}

/** What the server holds of it, by the draft's own numbers of takes. @param {Draft} draft @param {AbortSignal} [signal]
 * @returns {Promise<{status: string, parts: Record<string, number[]>}>} */
export async function look(draft, signal) {
  const { status, parts } = await call("GET", `/api/recordings/${draft.recordingId}`, { signal, headers: traced(draft) });
  const mine = draft.takes.map((_, take) => [take, parts?.[takeThere(draft, take)] ?? []]);
  return { status, parts: Object.fromEntries(mine) };
}

/** @param {Draft} draft @param {number} take @param {number} part @param {ArrayBuffer} bytes @param {AbortSignal} [signal] */
export async function put(draft, take, part, bytes, signal) {
  const headers = { ...traced(draft), "X-Content-SHA256": await sha256(bytes) };
  const place = `takes/${takeThere(draft, take)}/parts/${part}`;
  return call("PUT", `/api/recordings/${draft.recordingId}/${place}`, { bytes, headers, signal });
}

/** Give it its title, do what it is for unless it is only rehearsed, then declare the whole. @param {Draft} draft @param {AbortSignal} [signal]
 * @returns {Promise<{placed: boolean}>} `placed` is false when what it is for is gone, or closed to this person */
export async function complete(draft, signal) {
  if (draft.title && draft.title !== draft.sentTitle) {
    await call("PATCH", `/api/tracks/${draft.trackId}`, { json: { title: draft.title }, signal });
  }
  const placed = draft.rehearsed || (await place(draft.purpose, /** @type {string} */ (draft.trackId), signal));
  const json = { takes: takeCounts(draft), ...(draft.firstTake && { first_take: draft.firstTake }) };
  await call("POST", `/api/recordings/${draft.recordingId}/complete`, { json, signal, headers: traced(draft) });
  return { placed };
}

/** Do with a track what it is for. @param {import("./purpose.js").Purpose} purpose @param {string} trackId @param {AbortSignal} [signal]
 * @returns {Promise<boolean>} false when some of it is gone, or closed to this person */
export async function place(purpose, trackId, signal) {
  const done = [];
  for (const deed of deeds(purpose, trackId)) done.push(await carryOut(deed, signal));
  return done.every(Boolean);
}

/** A playlist that was deleted meanwhile must not keep the recording from being published.
 * @param {import("./purpose.js").Deed} deed @param {AbortSignal} [signal] */
async function carryOut({ path, json }, signal) {
  try {
    await call("POST", path, { json, signal });
    return true;
  } catch (problem) {
    if (problem instanceof Problem && REFUSALS.has(problem.status)) return false;
    throw problem;
  }
}

/** Whether the server holds, whole, all that this device holds. @param {Draft} draft @param {AbortSignal} [signal] */
export async function isWhole(draft, signal) {
  const { status, parts } = await look(draft, signal);
  return WHOLE.has(status) && holdsAllOf(parts, draft);
}

/** Give up what was never completed; a recording that is gone already is fine. @param {string} recordingId */
export async function discard(recordingId) {
  await call("DELETE", `/api/recordings/${recordingId}`).catch(() => null);
}
