/** Reads and writes one's place in a track. A place that cannot be written now is kept (lib/kept-places.js). */

import { call } from "./api.js";
import { keptPlaces } from "./offline.js";
import { isDue, isNewer } from "./place.js";

/** @typedef {import("./place.js").Place} Place */

export class PlaceKeeper {
  /** @type {?string} */
  #wroteAt = null;
  #notedAtMs = 0;
  #noted = "";
  /** The newest time that we know of: a clock that was set back must not make our own writes older than it. */
  #knownMs = 0;

  /** @param {string} sessionId tells this tab's writes from other devices' */
  constructor(sessionId) {
    this.sessionId = sessionId;
  }

  /** The place on the server; without a network the one that is kept here, or null. @param {string} trackId @returns {Promise<?Place>} */
  async fetch(trackId) {
    const place = await call("GET", `/api/tracks/${trackId}/listen`).catch(() => keptPlaces.of(trackId));
    this.#knownMs = Math.max(this.#knownMs, Date.parse(place?.client_time ?? "") || 0);
    return place;
  }

  /** The place, only if another device was there after us. @param {string} trackId */
  async newer(trackId) {
    const place = await this.fetch(trackId);
    return isNewer(place, this.#wroteAt) ? place : null;
  }

  /** Another track begins: what we wrote before says nothing about it. */
  forget() {
    this.#wroteAt = null;
    this.#notedAtMs = performance.now();
  }

  /** Write at most every ten seconds. @param {string} trackId @param {number} positionMs */
  noteWhenDue(trackId, positionMs) {
    if (isDue(performance.now(), this.#notedAtMs)) this.note(trackId, positionMs);
  }

  /** Write now; it also arrives when the page is going away. @param {string} trackId @param {number} positionMs */
  note(trackId, positionMs) {
    this.#notedAtMs = performance.now();
    const noted = `${trackId} ${Math.round(positionMs)}`;
    if (noted === this.#noted) return;
    this.#noted = noted;
    this.#knownMs = Math.max(Date.now(), this.#knownMs + 1);
    this.#wroteAt = new Date(this.#knownMs).toISOString();
    const json = { position_ms: Math.max(0, Math.round(positionMs)), client_time: this.#wroteAt, session_id: this.sessionId };
    keptPlaces.tell(trackId, json).then((told) => { if (!told) this.#noted = ""; });
  }
}
