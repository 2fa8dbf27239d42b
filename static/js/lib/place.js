/** Where listening goes on. The server's place is the truth; the rules here say what to do with it. */

export const NOTE_EVERY_MS = 10_000;
const LONG_PAUSE_MS = 60_000;
const REWIND_MS = 3_000;
const ENDED_MS = 3_000;

/** @typedef {{position_ms: number, client_time: ?string}} Place as GET /api/tracks/{id}/listen answers */

/** Where a track starts: at its place, or over again once it was heard to the end. @param {?Place} place @param {number} durationMs */
export function startMs(place, durationMs) {
  const positionMs = place?.position_ms ?? 0;
  return durationMs > 0 && positionMs >= durationMs - ENDED_MS ? 0 : positionMs;
}

/** A pause long enough to forget costs three seconds of repetition. @param {number} positionMs @param {number} pausedForMs */
export function resumeMs(positionMs, pausedForMs) {
  return pausedForMs > LONG_PAUSE_MS ? Math.max(0, positionMs - REWIND_MS) : positionMs;
}

/** Whether another device has listened on since we last wrote. @param {?Place} place @param {?string} wroteAt our last client_time */
export function isNewer(place, wroteAt) {
  if (!place?.client_time) return false;
  return !wroteAt || Date.parse(place.client_time) > Date.parse(wroteAt);
}

/** Whether it is time to tell the server. @param {number} nowMs @param {number} notedAtMs */
export function isDue(nowMs, notedAtMs) {
  return nowMs - notedAtMs >= NOTE_EVERY_MS;
}
