/** Reads and writes one's place in a track. A place that cannot be written now is written with the next one. */

import { call } from "./api.js";
import { isDue, isNewer } from "./place.js";

/** @typedef {import("./place.js").Place} Place */

export class PlaceKeeper {
  /** @type {?string} */
  #wroteAt = null;
  #notedAtMs = 0;
  #noted = "";

  /** @param {string} sessionId tells this tab's writes from other devices' */
  constructor(sessionId) {
    this.sessionId = sessionId;
  }

  /** The place on the server, or null when it cannot be had. @param {string} trackId @returns {Promise<?Place>} */
  fetch(trackId) {
    return call("GET", `/api/tracks/${trackId}/listen`).catch(() => null);
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
    this.#wroteAt = new Date().toISOString();
    const json = { position_ms: Math.max(0, Math.round(positionMs)), client_time: this.#wroteAt, session_id: this.sessionId };
    call("PUT", `/api/tracks/${trackId}/listen`, { json, keepalive: true }).catch(() => { this.#noted = ""; });
  }
}
