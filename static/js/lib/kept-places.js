/**
 * Places in tracks that this device keeps: of downloaded tracks, so that listening goes on without a network where it
 * stopped, and of all that the server could not be told yet. They are told once it answers; an older one never wins there.
 */

import { call, Problem } from "./api.js";

/**
 * @typedef {import("./place.js").Place} Place
 * @typedef {import("./offline-store.js").OfflineStore} OfflineStore
 */

export class KeptPlaces {
  /** @param {OfflineStore} store @param {{isDownloaded?: (trackId: string) => boolean, api?: typeof call}} outside */
  constructor(store, { isDownloaded = () => false, api = call } = {}) {
    this.store = store;
    this.isDownloaded = isDownloaded;
    this.api = api;
    this.personId = "";
  }

  /** @param {string} trackId @returns {Promise<?Place>} null when none is kept */
  async of(trackId) {
    const kept = await this.store.place(this.personId, trackId);
    return kept ? { position_ms: kept.positionMs, client_time: kept.clientTime } : null;
  }

  /** Tell the server; what it cannot hear now is kept. Whether it was told.
   * @param {string} trackId @param {{position_ms: number, client_time: string, session_id: string}} place */
  async tell(trackId, place) {
    const isKept = this.isDownloaded(trackId) || !navigator.onLine;
    // Not waited for: a page that goes away has time for one step only.
    const keeping = isKept ? this.#keep(trackId, place, null) : null;
    try {
      await this.api("PUT", `/api/tracks/${trackId}/listen`, { json: place, keepalive: true });
      await keeping;
      if (isKept) await this.#told(trackId, place);
      return true;
    } catch (problem) {
      if (!isKept && isWorthKeeping(problem)) await this.#keep(trackId, place, null);
      return false;
    }
  }

  /** Tell the server what it does not know yet. Stops at the first that it cannot hear. */
  async sendWaiting() {
    const waiting = (await this.store.places(this.personId)).filter(({ sentAt }) => !sentAt);
    for (const { key, trackId, positionMs, clientTime, sessionId } of waiting) {
      const place = { position_ms: positionMs, client_time: clientTime, session_id: sessionId };
      try {
        await this.api("PUT", `/api/tracks/${trackId}/listen`, { json: place });
        await this.#told(trackId, place);
      } catch (problem) {
        if (isWorthKeeping(problem)) return;
        await this.store.removePlace(key, clientTime);
      }
    }
  }

  /** @param {string} trackId @param {{position_ms: number, client_time: string, session_id: string}} place @param {?string} sentAt */
  #keep(trackId, { position_ms: positionMs, client_time: clientTime, session_id: sessionId }, sentAt) {
    return this.store.putPlace({ personId: this.personId, trackId, positionMs, clientTime, sessionId, sentAt });
  }

  /** @param {string} trackId @param {{position_ms: number, client_time: string, session_id: string}} place */
  #told(trackId, place) {
    if (this.isDownloaded(trackId)) return this.#keep(trackId, place, new Date().toISOString());
    return this.store.removePlace(`${this.personId}/${trackId}`, place.client_time);
  }
}

/** A refusal stays one; no answer, a server in trouble and a sign-in that ran out do not. @param {unknown} problem */
function isWorthKeeping(problem) {
  const status = problem instanceof Problem ? problem.status : 0;
  return status === 0 || status === 401 || status === 429 || status >= 500;
}
