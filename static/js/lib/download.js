/** Rules about one Download, without the network or the cache: its key, its size, when it is looked after, what went wrong. */

/**
 * @typedef {import("./offline-store.js").DownloadTrack} DownloadTrack
 * @typedef {import("./offline-store.js").Download} Download
 */

const LOOK_EVERY_MS = 15 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** @param {string} personId @param {string} kind @param {string} id */
export function keyOf(personId, kind, id) {
  return `${personId}/${kind}/${id}`;
}

/** @param {{size_bytes: number}[]} tracks */
export function sizeOf(tracks) {
  return tracks.reduce((sum, one) => sum + one.size_bytes, 0);
}

/** The bytes of several downloads on the device: a track that stands in two of them is here once. @param {Pick<Download, "tracks">[]} downloads */
export function sizeTogether(downloads) {
  return sizeOf([...new Map(downloads.flatMap(({ tracks }) => tracks.map((one) => [one.id, one]))).values()]);
}

/** Whether the server still has what was copied: places may differ. @param {Pick<Download, "title" | "tracks">} mine @param {Pick<Download, "title" | "tracks">} theirs */
export function isAlike(mine, theirs) {
  return signature(mine) === signature(theirs);
}

/** @param {Pick<Download, "title" | "tracks">} download */
function signature({ title, tracks }) {
  return JSON.stringify([title, ...tracks.map((one) => [one.id, one.title, one.speaker, one.version, one.etag])]);
}

/** The ids of tracks that are no longer part of it. @param {DownloadTrack[]} before @param {DownloadTrack[]} after */
export function goneTracks(before, after) {
  const kept = new Set(after.map(({ id }) => id));
  return before.map(({ id }) => id).filter((id) => !kept.has(id));
}

/** @param {string} checkedAt @param {number} nowMs */
export function isDue(checkedAt, nowMs = Date.now()) {
  return nowMs - Date.parse(checkedAt) >= LOOK_EVERY_MS;
}

/** Words are corrected and notes come: pages are fetched again once a day even if the sound is the same.
 * @param {?string} completeAt @param {number} nowMs */
export function isOld(completeAt, nowMs = Date.now()) {
  return nowMs - Date.parse(completeAt ?? "") >= DAY_MS;
}

/** The word for what kept it from being copied. @param {any} problem */
export function troubleWord(problem) {
  if (problem?.name === "QuotaExceededError") return "download-no-room";
  if (problem?.status === 0) return "download-offline";
  if (problem?.status === 401) return "download-signed-out";
  return [403, 404, 410].includes(problem?.status) ? "download-gone" : "download-failed";
}
