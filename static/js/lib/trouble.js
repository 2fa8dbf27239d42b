/**
 * What a refused upload means: the word that tells the person, and what the sender does by itself.
 *
 *   again    goes on by itself after a while (no network, server trouble, disk full)
 *   afresh   Retry starts a new recording on the server from what this device holds
 *   neither  waits for the person: Retry sends the same once more
 */

/** @typedef {{word: string, detail: string, status: number, again: boolean, afresh: boolean}} Trouble */

/** @type {Record<number, [word: string, way?: "again" | "afresh"]>} */
const MEANINGS = {
  0: ["trouble-offline", "again"],
  401: ["trouble-signed-out"],
  403: ["trouble-refused"],
  404: ["trouble-gone", "afresh"],
  408: ["trouble-offline", "again"],
  409: ["trouble-conflict", "afresh"],
  413: ["trouble-too-large"],
  422: ["trouble-refused"],
  429: ["trouble-busy", "again"],
  507: ["trouble-storage-full", "again"],
};

/** @param {{status: number, detail?: string, body?: any}} problem @returns {Trouble} */
export function troubleOf({ status, detail = "", body }) {
  // `complete` names the parts that it misses: they are sent again.
  if (status === 409 && body?.missing) return { word: "trouble-server", detail, status, again: true, afresh: false };
  const [word, way] = MEANINGS[status] ?? (status >= 500 ? ["trouble-server", "again"] : ["trouble-refused"]);
  return { word, detail, status, again: way === "again", afresh: way === "afresh" };
}
